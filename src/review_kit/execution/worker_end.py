"""Why a worker process ended: what the system says of it, and nothing that is guessed."""

from __future__ import annotations

import signal
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

_NATIVE = frozenset({signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGABRT})
"""What a process ends with that native code has brought down."""


class WorkerEndedError(BrokenProcessPool):
    """A worker process ended while it had a task.

    Parameters
    ----------
    why
        A sentence for the page in the place of the document.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def ended_for_memory() -> int | None:
    """How many processes the system has ended so far because memory ran out; ``None`` where it does not say.

    Read before and after, it tells whether one was.
    """
    try:
        lines = Path("/proc/vmstat").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), None)


def why_it_ended(exit_code: int | None, before: int | None, after: int | None) -> str:
    """Say why a worker ended.

    Parameters
    ----------
    exit_code
        As :mod:`multiprocessing` gives it: a negative number is a signal's; ``None`` where nobody knows.
    before, after
        What :func:`ended_for_memory` said.
    """
    begins = "the worker process died while making this document"
    if exit_code is None:
        return f"{begins}: the system ended it (often because memory ran out) or it crashed in native code"
    if exit_code >= 0:
        return (
            f"{begins}: something in the notebook or in a library ended it (exit code {exit_code})"
        )
    number = -exit_code
    name = (
        signal.Signals(number).name
        if number in {each.value for each in signal.Signals}
        else "a signal"
    )
    if number in _NATIVE:
        return f"{begins}: it crashed in native code ({name})"
    if number == signal.SIGKILL and (before is None or after is None):
        return f"{begins}: the system ended it ({name}), often because memory ran out"
    if number == signal.SIGKILL and after != before:
        return f"{begins}: the system ended it because memory ran out"
    return f"{begins}: it was ended from outside ({name}); memory did not run out"
