"""An IPython extension that holds a kernel to a limit of memory, and to its own folders when it writes.

Without one, a notebook that allocates without end takes the machine's memory, and the system ends
whatever it thinks best: another notebook, the batch, the database next door.

The limit is the kernel's own private memory (``RLIMIT_DATA``): what its libraries take, what it shares
with the process that it was forked from, and what the notebook allocates. Addresses that are only
reserved do not count, so Arrow's allocator must not claim a gigabyte before it is used
(:data:`ARROW_RESERVES_ONLY`). ``RLIMIT_AS`` would count reserved addresses too: more than a gigabyte for a
kernel that holds a hundred megabytes. Linux only; other systems do not enforce either.

The limit is set when the extension is loaded, after the kernel's imports and before any cell. A process
that the notebook starts has the same limit for itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from review_kit.warm_kernels.writing import hold_writing

VARIABLE = "REVIEW_KIT_NOTEBOOK_MEMORY_MB"
"""Environment variable: megabytes (of 2²⁰ bytes) that a kernel may take; none where it is not set."""
LOAD_EXTENSION = f"--IPKernelApp.extra_extensions={__name__}"
"""Argument of an IPython kernel that loads this extension."""
ARROW_RESERVES_ONLY: Mapping[str, str] = {"MIMALLOC_ARENA_EAGER_COMMIT": "0"}
"""Variables, read when Arrow is imported, with which its allocator reserves first and claims later."""
TO_TELL = 64 << 20
"""Bytes on top of the limit, with which the kernel tells that the limit was reached."""


def held_limit(megabytes: int | None) -> int | None:
    """Return the limit where this system enforces it, otherwise ``None``."""
    return megabytes if sys.platform == "linux" else None


def load_ipython_extension(shell: Any) -> None:
    """Set the limits that the environment names: of memory, and of :mod:`.writing`.

    Parameters
    ----------
    shell
        IPython's, of the kernel whose process is to be held.

    Raises
    ------
    ValueError
        The variable is not a whole number.
    """
    hold_writing()
    wanted = held_limit(int(os.environ.get(VARIABLE, "0")))
    if not wanted:
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    hard = (wanted << 20) + TO_TELL
    if most != resource.RLIM_INFINITY:
        hard = min(hard, most)  # an administrator's limit
    resource.setrlimit(resource.RLIMIT_DATA, (max(hard - TO_TELL, 0), hard))
    _keep_room_for_errors(shell, partial(resource.setrlimit, resource.RLIMIT_DATA, (hard, hard)))


def _keep_room_for_errors(shell: Any, give_back: Callable[[], None]) -> None:
    """Have errors shown as ever, with the memory that was kept back for it."""
    run_code, showtraceback = shell.run_code, shell.showtraceback

    def show(*arguments: Any, **options: Any) -> None:
        give_back()
        showtraceback(*arguments, **options)

    async def run_and_show(code: Any, result: Any = None, *, async_: bool = False) -> bool:
        """Run a cell; where not even its error could be looked at, look at it now.

        Millions of small objects leave no room for one more. Nothing here may need any before
        ``give_back``, or the error is lost and whoever waits for the cell waits for ever.
        """
        try:
            failed: bool = await run_code(code, result, async_=async_)
        except MemoryError as error:
            give_back()
            if result is not None:
                result.error_in_exec = error
            showtraceback(running_compiled_code=True)
            return True
        return failed

    shell.run_code, shell.showtraceback = run_and_show, show
