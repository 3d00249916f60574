"""Where documents are made: worker processes on this machine; :mod:`.cluster` has those elsewhere.

Both hand out a ``concurrent.futures.Executor``, so the tasks and what becomes of them are the same.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from review_kit.errors import ReviewKitError


class Workers(Protocol):
    """A place where documents are made."""

    is_local: bool
    """Whether the workers are processes of this machine."""

    @property
    def count(self) -> int:
        """Documents in the making at one time."""
        ...

    def start(self) -> Executor:
        """Start the workers; called again after :meth:`stop`."""
        ...

    def finish(self) -> None:
        """Let the workers go; nothing is in the making."""
        ...

    def stop(self) -> None:
        """End the workers at once, whatever they are at."""
        ...


def usable_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class LocalWorkers:
    """Worker processes of this machine, each kept for all of its documents.

    Parameters
    ----------
    count
        How many.
    scratch
        Folder that the workers remove if the batch is killed.
    log
        File that gets what the workers and their kernels print.
    """

    is_local = True

    def __init__(self, count: int, scratch: Path, log: Path) -> None:
        self.count = count
        self._scratch = scratch
        self._log = log
        self._executor: Executor | None = None
        self._stop: Connection | None = None

    def start(self) -> Executor:
        """Start fresh workers and wait until each answers.

        Raises
        ------
        ReviewKitError
            Worker processes die before they have done anything.
        """
        until_closed, self._stop = multiprocessing.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            self.count,
            # a forked worker would inherit threads and open files of this process
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(until_closed, str(self._scratch), str(self._log)),
        )
        # A worker that is just starting must not be hit by the Ctrl-C that is meant for us: it
        # inherits the blocked signal and ignores it from its first instruction on.
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            ready = [self._executor.submit(_answer) for _ in range(self.count)]
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        try:
            for future in ready:
                future.result()
        except Exception as error:
            self.stop()
            raise ReviewKitError(
                f"worker processes do not start: {error}",
                f"What they said is in {self._log}; 'review-kit doctor' tells what is lacking.",
            ) from error
        return self._executor

    def finish(self) -> None:
        """Let the workers end in peace."""
        if self._executor is not None:
            self._executor.shutdown(wait=True)
        self.stop()

    def stop(self) -> None:
        """End the workers and the kernels they have started."""
        if self._stop is not None:
            self._stop.close()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._stop = None


def _begin(until_closed: Connection, scratch: str, log: str) -> None:
    """First thing in a worker: leave Ctrl-C to the batch, and end when the batch ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    # what libraries print belongs neither between the lines of a progress bar nor into --json
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.close(said)
    # WeasyPrint unpacks fonts into a temporary folder that a killed worker cannot remove
    tempfile.tempdir = os.environ["TMPDIR"] = scratch
    threading.Thread(
        target=_end_with_batch, args=(until_closed, os.getppid(), scratch), daemon=True
    ).start()


def _end_with_batch(until_closed: Connection, batch: int, scratch: str) -> None:
    """End this worker when the other end of the pipe closes, be it by kill -9.

    The kernel that the worker has started ends with it.
    """
    with contextlib.suppress(EOFError, OSError):
        until_closed.recv_bytes()
    time.sleep(0.05)  # a process that dies closes its files a moment before it is gone
    if os.getppid() != batch:
        shutil.rmtree(scratch, ignore_errors=True)
    os._exit(1)


def _answer() -> int:
    return os.getpid()
