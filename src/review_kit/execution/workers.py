"""Where documents are made: worker processes on this machine; :mod:`.cluster` has those elsewhere.

Both hand out a ``concurrent.futures.Executor``, so the tasks and what becomes of them are the same.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Protocol

from review_kit.errors import ReviewKitError

LARGEST_MB = 768
"""Resident megabytes after which a worker gives way to a fresh one; 400 are usual."""
_TRIES = 3


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
    """Worker processes of this machine, each kept for many documents.

    A worker that has grown beyond ``largest_mb`` by the end of a document gives way to a fresh one.

    Parameters
    ----------
    count
        How many.
    scratch
        Folder that the workers remove if the batch is killed.
    log
        File that gets what the workers and their kernels print.
    largest_mb
        Resident memory, in megabytes of 2²⁰ bytes.
    context
        How processes are started. Forked from this one they would inherit its threads and open files.
    """

    is_local = True

    def __init__(
        self,
        count: int,
        scratch: Path,
        log: Path,
        *,
        largest_mb: int = LARGEST_MB,
        context: BaseContext | None = None,
    ) -> None:
        self.count = count
        self._scratch = scratch
        self._log = log
        self._largest_mb = largest_mb
        self._context = context or multiprocessing.get_context("spawn")
        self._executor: LocalExecutor | None = None
        self._stop: Connection | None = None

    def start(self) -> Executor:
        """Start fresh workers and wait until each answers.

        Raises
        ------
        ReviewKitError
            Worker processes die before they have done anything.
        """
        until_closed, self._stop = multiprocessing.Pipe(duplex=False)

        def begin() -> ProcessPoolExecutor:
            return ProcessPoolExecutor(
                1,
                mp_context=self._context,
                initializer=_begin,
                initargs=(until_closed, str(self._scratch), str(self._log), dict(os.environ)),
            )

        self._executor = LocalExecutor(self.count, begin, self._largest_mb)
        try:
            self._executor.wait_until_ready()
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


class LocalExecutor(Executor):
    """Worker processes, each of which can be exchanged without the others noticing.

    Parameters
    ----------
    count
        How many.
    begin
        Makes a pool of one process.
    largest_mb
        A worker larger than that after a task is exchanged.
    """

    def __init__(
        self, count: int, begin: Callable[[], ProcessPoolExecutor], largest_mb: int
    ) -> None:
        self._begin = begin
        self._largest_mb = largest_mb
        self._lock = threading.Lock()
        self._idle: deque[ProcessPoolExecutor] = deque()
        self._all: set[ProcessPoolExecutor] = set()
        self._worn: set[ProcessPoolExecutor] = set()
        self._ready = [self._add() for _ in range(count)]

    def wait_until_ready(self) -> None:
        """Wait until each worker answers.

        Raises
        ------
        BrokenProcessPool
            One has died.
        """
        for ready in self._ready:
            ready.result()

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand a task to a worker that has none; the batch never hands out more than there are workers.

        Raises
        ------
        RuntimeError
            No worker is free.
        BrokenProcessPool
            Fresh workers die, one after the other.
        """
        tries = 0
        while True:
            with self._lock:
                if not self._idle:
                    raise RuntimeError("every worker is busy")
                pool = self._idle.popleft()
                is_worn = pool in self._worn
            if is_worn:
                self._exchange(pool)
                continue
            try:
                inner = pool.submit(_weighed, function, args, kwargs)
            except BrokenProcessPool:  # it died with nothing to do, so nothing is lost
                self._exchange(pool)
                tries += 1
                if tries == _TRIES:
                    raise
                continue
            outcome: Future[Any] = Future()
            outcome.set_running_or_notify_cancel()
            inner.add_done_callback(partial(self._take_in, outcome=outcome, pool=pool))
            return outcome

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers when they have done what they are at."""
        with self._lock:
            pools = list(self._all)
        for pool in pools:
            pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _take_in(
        self,
        done: Future[tuple[Any, float]],
        *,
        outcome: Future[Any],
        pool: ProcessPoolExecutor,
    ) -> None:
        """Pass a result on and free its worker; runs in a thread of the pool."""
        error = done.exception()
        result, megabytes = (None, 0.0) if error is not None else done.result()
        with self._lock:
            self._idle.append(pool)
            if isinstance(error, BrokenProcessPool) or megabytes > self._largest_mb:
                self._worn.add(pool)
        if error is None:
            outcome.set_result(result)
        else:
            outcome.set_exception(error)

    def _exchange(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            self._all.discard(pool)
            self._worn.discard(pool)
        pool.shutdown(wait=False)
        self._add()

    def _add(self) -> Future[int]:
        """Start a worker."""
        pool = self._begin()
        # A worker that is just starting must not be hit by the Ctrl-C that is meant for us: it
        # inherits the blocked signal and ignores it from its first instruction on.
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            ready = pool.submit(_answer)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        with self._lock:
            self._all.add(pool)
            self._idle.append(pool)
        return ready


def _begin(
    until_closed: Connection, scratch: str, log: str, environment: Mapping[str, str]
) -> None:
    """First thing in a worker: leave Ctrl-C to the batch, and end when the batch ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    # a process that it is forked from may have been started for an earlier batch
    os.environ.clear()
    os.environ.update(environment)
    # what libraries print belongs neither between the lines of a progress bar nor into --json
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.close(said)
    # WeasyPrint unpacks fonts into a temporary folder that a killed worker cannot remove
    tempfile.tempdir = os.environ["TMPDIR"] = scratch
    threading.Thread(target=_end_with_batch, args=(until_closed, scratch), daemon=True).start()


def _end_with_batch(until_closed: Connection, scratch: str) -> None:
    """End this worker when the other end of the pipe closes, be it by kill -9.

    The kernel that the worker has started ends with it.
    """
    with contextlib.suppress(EOFError, OSError):
        until_closed.recv_bytes()
    time.sleep(0.05)  # a process that dies closes its files a moment before it is gone
    batch = multiprocessing.parent_process()
    if batch is None or not batch.is_alive():
        shutil.rmtree(scratch, ignore_errors=True)
    os._exit(1)


def _answer() -> int:
    return os.getpid()


def _weighed(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, float]:
    """Carry a task out; with its result comes the worker's size afterwards."""
    return function(*args, **kwargs), resident_megabytes()


def resident_megabytes() -> float:
    """Memory of this process; where the system does not tell, the most it has ever had."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
    return pages * resource.getpagesize() / 2**20
