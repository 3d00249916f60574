"""Where documents are made: worker processes on this machine; :mod:`.cluster` has those elsewhere.

Both give an executor with the same two calls, so the tasks and what becomes of them are the same.

Each worker is a pool of one process, because a pool of several breaks when one of them dies:
``concurrent.futures`` and loky then fail every task that is out, loky ends the other processes too, and
neither says which task it was. A worker that is replaced for its memory concerns nobody else either.
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
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import cached_property, partial
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from review_kit.errors import ReviewKitError
from review_kit.execution.deferred_signals import signals_deferred
from review_kit.execution.worker_end import WorkerEndedError, ended_for_memory, why_it_ended

LARGEST_MB = 768
"""Resident megabytes after which a worker is replaced by a fresh one; 400 are usual."""
_TRIES = 3


class DocumentExecutor(Executor, ABC):
    """An executor that can end one of its tasks."""

    @abstractmethod
    def give_up(self, future: Future[Any]) -> None:
        """End a task that hangs, and nothing else; whatever its future says later does not count."""


class Workers(Protocol):
    """A place where documents are made."""

    is_local: bool
    """Whether the workers are processes of this machine."""

    @property
    def count(self) -> int:
        """Documents that can be made at one time."""
        ...

    def start(self) -> DocumentExecutor:
        """Start the workers."""
        ...

    def finish(self) -> None:
        """Let the workers end; they have nothing to do."""
        ...

    def stop(self) -> None:
        """End the workers at once, whatever they are doing."""
        ...


def usable_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class LocalWorkers:
    """Worker processes of this machine, each kept for many documents.

    A worker that holds more than ``largest_mb`` at the end of a document is replaced by a fresh one.

    Parameters
    ----------
    count
        How many.
    scratch
        Folder that the workers remove if the batch is killed.
    log
        File for what the workers and their kernels print.
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
        self._ahead: _Worker | None = None

    def start_ahead(self, warm_up: Callable[..., object], /, *args: Any, **kwargs: Any) -> None:
        """Start the first worker before there is anything to make, and let it load what it will need.

        Where one has been started, nothing happens.

        Parameters
        ----------
        warm_up
            What it does meanwhile, with ``args`` and ``kwargs``; what becomes of it nobody asks.
        """
        if self._ahead is not None or self._executor is not None:
            return
        with signals_deferred():
            self._ahead = self._start_worker()
            self._ahead.pool.submit(warm_up, *args, **kwargs)

    def log_into(self, log: Path) -> None:
        """Let the workers print into another file; a worker that has begun, as soon as it is warm."""
        before, self._log = self._log, log
        if self._ahead is not None:
            try:
                self._ahead.pool.submit(_print_into, str(log), str(before))
            except RuntimeError:  # it has died already, and may have said why
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(before, log)

    def _start_worker(self) -> _Worker:
        """Take the worker that was started ahead, if there is one, or start one."""
        ahead, self._ahead = self._ahead, None
        return ahead or _Worker(self._context, self._scratch, self._log)

    def start(self) -> LocalExecutor:
        """Start workers and wait until each answers.

        Raises
        ------
        ReviewKitError
            Worker processes die before they have done anything.
        """
        with signals_deferred():
            self._executor = LocalExecutor(self.count, self._start_worker, self._largest_mb)
        try:
            self._executor.wait_until_ready()
        except Exception as error:
            self.stop()
            raise ReviewKitError(
                f"worker processes cannot start: {error}",
                f"Their messages are in {self._log}; 'review-kit doctor' says what is missing.",
            ) from error
        return self._executor

    def finish(self) -> None:
        """Let the workers end by themselves."""
        self._end_ahead()
        if self._executor is not None:
            self._executor.shutdown()
        self._executor = None

    def stop(self) -> None:
        """End the workers and the kernels they have started."""
        self._end_ahead()
        if self._executor is not None:
            self._executor.stop()
        self._executor = None

    def _end_ahead(self) -> None:
        """End the worker that was started ahead and has got nothing to make."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.kill()
            ahead.pool.shutdown(cancel_futures=True)


class _Worker:
    """One process, in a pool of its own.

    Parameters
    ----------
    context
        How the process is started.
    scratch, log
        As for :class:`LocalWorkers`.
    """

    def __init__(self, context: BaseContext, scratch: Path, log: Path) -> None:
        until_closed, self._lifeline = multiprocessing.Pipe(duplex=False)
        self.is_worn = False
        """Whether it is to be replaced before it gets another task."""
        self.pool = ProcessPoolExecutor(
            1,
            mp_context=context,
            initializer=_begin,
            initargs=(until_closed, str(scratch), str(log), dict(os.environ)),
        )
        # A worker that is just starting must not be hit by the Ctrl-C that is meant for us: it
        # inherits the blocked signal and ignores it from its first instruction on.
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            with signals_deferred():
                self.ready = self.pool.submit(os.getpid)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        until_closed.close()
        self._ended_before = ended_for_memory()

    @cached_property
    def _process(self) -> BaseProcess | None:
        """The process; to be looked up while it lives."""
        pid = self.ready.result()
        return next((one for one in multiprocessing.active_children() if one.pid == pid), None)

    def know_process(self) -> None:
        """Look the process up, so that it can be asked afterwards how it ended."""
        with contextlib.suppress(Exception):  # one that has died already is told of by its task
            _ = self._process

    def why_it_ended(self) -> str:
        """Say why the process ended, which it just has."""
        process = self.__dict__.get("_process")
        if process is not None:
            process.join(1)
        return why_it_ended(
            None if process is None else process.exitcode, self._ended_before, ended_for_memory()
        )

    def kill(self) -> None:
        """End the process, and the kernels it has started, whatever it is doing."""
        self._lifeline.close()  # for one that is just starting
        if self.ready.done() and self.ready.exception() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.ready.result(), signal.SIGKILL)


class LocalExecutor(DocumentExecutor):
    """Worker processes, each of which can die or be replaced without the others noticing.

    Parameters
    ----------
    count
        How many.
    start_worker
        Starts one.
    largest_mb
        A worker larger than that after a task is replaced.
    """

    def __init__(self, count: int, start_worker: Callable[[], _Worker], largest_mb: int) -> None:
        self._start_worker = start_worker
        self._largest_mb = largest_mb
        self._lock = threading.Lock()
        self._idle: deque[_Worker] = deque()
        self._busy: dict[Future[Any], _Worker] = {}
        for _ in range(count):
            self._idle.append(start_worker())

    def wait_until_ready(self) -> None:
        """Wait until each worker answers; for before the first task.

        Raises
        ------
        BrokenProcessPool
            One has died.
        """
        for worker in self._idle:
            worker.ready.result()

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Give a task to a worker that has none; the caller never gives more than there are workers.

        Raises
        ------
        RuntimeError
            No worker is free.
        ReviewKitError
            Fresh workers die, one after the other.
        """
        for _ in range(_TRIES):
            worker = self._take_idle()
            try:
                inner = worker.pool.submit(_with_size, function, args, kwargs)
            except BrokenProcessPool as error:  # it died with nothing to do, so nothing is lost
                worker.is_worn = True
                with self._lock:
                    self._idle.append(worker)
                last = error
                continue
            outcome: Future[Any] = Future()
            outcome.set_running_or_notify_cancel()
            with self._lock:
                self._busy[outcome] = worker
            worker.know_process()
            inner.add_done_callback(partial(self._pass_on, outcome=outcome, worker=worker))
            return outcome
        raise ReviewKitError(
            f"worker processes keep dying: {last}",
            "'review-kit doctor' says what is missing on this machine.",
        ) from last

    def give_up(self, future: Future[Any]) -> None:
        """End the worker that has a task; a fresh one takes its place."""
        with self._lock:
            worker = self._busy.get(future)
        if worker is not None:
            worker.kill()
            wait([future])

    def stop(self) -> None:
        """End every worker at once."""
        with self._lock:
            workers = [*self._idle, *self._busy.values()]
        for worker in workers:
            worker.kill()
        self.shutdown(cancel_futures=True)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers when they have done what they have to do."""
        with self._lock:
            workers = [*self._idle, *self._busy.values()]
        for worker in workers:
            worker.pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _take_idle(self) -> _Worker:
        """Take a worker that has nothing to do, or a fresh one in place of a worn one."""
        with self._lock:
            if not self._idle:
                raise RuntimeError("every worker is busy")
            worker = self._idle.popleft()
        if not worker.is_worn:
            return worker
        worker.pool.shutdown(wait=False)
        return self._start_worker()

    def _pass_on(
        self, done: Future[tuple[Any, float]], *, outcome: Future[Any], worker: _Worker
    ) -> None:
        """Pass a result on and free its worker; runs in a thread of the worker's pool."""
        error = done.exception()
        result, megabytes = (None, 0.0) if error is not None else done.result()
        worker.is_worn = isinstance(error, BrokenProcessPool) or megabytes > self._largest_mb
        with self._lock:
            del self._busy[outcome]
            self._idle.append(worker)
        if error is None:
            outcome.set_result(result)
        elif isinstance(error, BrokenProcessPool):
            outcome.set_exception(WorkerEndedError(worker.why_it_ended()))
        else:
            outcome.set_exception(error)


def _begin(
    until_closed: Connection, scratch: str, log: str, environment: Mapping[str, str]
) -> None:
    """Do the first thing in a worker: leave Ctrl-C to the batch, and end when the batch ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    # a process that it is forked from may have been started for an earlier batch
    os.environ.clear()
    os.environ.update(environment)
    _print_into(log)
    # WeasyPrint unpacks fonts into a temporary folder that a killed worker cannot remove
    tempfile.tempdir = os.environ["TMPDIR"] = scratch
    threading.Thread(target=_end_with_batch, args=(until_closed, scratch), daemon=True).start()


def _print_into(log: str, before: str | None = None) -> None:
    """Let this process print into a file, beginning with what it has printed into another.

    What libraries print belongs neither between the lines of a progress bar nor into ``--json``.
    """
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    if before is not None:
        os.write(said, Path(before).read_bytes())
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.close(said)


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


def _with_size(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, float]:
    """Execute a task; with its result comes the worker's resident memory afterwards, in megabytes."""
    return function(*args, **kwargs), resident_megabytes()


def resident_megabytes() -> float:
    """Resident memory of this process in megabytes of 2²⁰ bytes.

    Where the system says only the most it has ever had (macOS), that.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
    return pages * resource.getpagesize() / 2**20
