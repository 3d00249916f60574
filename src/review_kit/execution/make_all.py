"""Carry out a plan: make what is not there or not current, leave the rest, record all of it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from review_kit.execution.build_context import BuildContext
from review_kit.execution.install import install_failure
from review_kit.execution.make_document import make_document
from review_kit.execution.workers import Workers
from review_kit.planning.plan import Plan, Task
from review_kit.records.record import Failure, Record

OnRecord = Callable[[Record], None]


def make_all(
    tasks: Sequence[Task], plan: Plan, build: BuildContext, workers: Workers, on_record: OnRecord
) -> None:
    """Make documents on the workers, each on its own: one that fails costs only itself.

    A worker that dies takes its document with it. Which one that was the pool does not tell, so all
    that were in the making are made again one at a time; the one that kills a worker alone has
    failed.

    Parameters
    ----------
    on_record
        Called with the record of each document when its files are in place.
    """
    if not tasks:
        return
    copy_templates(plan, build)
    try:
        _Batch(build, workers, on_record, deque(tasks)).carry_out()
    except BaseException:
        workers.stop()
        raise
    workers.finish()


def copy_templates(plan: Plan, build: BuildContext) -> None:
    """Copy the templates as they were planned: what is saved meanwhile is not mixed in."""
    for planned in plan.templates:
        copy = build.template_copy(planned.template)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(planned.source, encoding="utf-8")


@dataclass(frozen=True)
class _Running:
    """A task that a worker has."""

    task: Task
    since: float
    alone: bool
    """Whether it was in the making when a worker died before."""


@dataclass
class _Batch:
    """Tasks on their way through the workers."""

    build: BuildContext
    workers: Workers
    on_record: OnRecord
    pending: deque[Task]
    suspects: deque[Task] = field(default_factory=deque)
    running: dict[Future[Record], _Running] = field(default_factory=dict)

    @property
    def patience(self) -> float:
        """Seconds after which a document is given up from outside.

        The notebook has its own limit inside the worker; this one is for what hangs elsewhere.
        """
        return 2 * self.build.timeout_seconds + 120

    def carry_out(self) -> None:
        executor = self.workers.start()
        while self.pending or self.suspects or self.running:
            if not self._submit(executor) and not self.running:
                executor = self._restart()
                continue
            oldest = min(one.since for one in self.running.values())
            done, _ = wait(
                self.running,
                timeout=max(0.0, oldest + self.patience - time.monotonic()),
                return_when=FIRST_COMPLETED,
            )
            if not done:
                self._give_up_hanging()
                executor = self._restart()
            elif self._collect(done):
                executor = self._restart()

    def _submit(self, executor: Executor) -> bool:
        """Hand out as many tasks as there are free workers; tell whether the workers took them."""
        while (self.suspects or self.pending) and len(self.running) < self._room():
            alone = bool(self.suspects)
            source = self.suspects if alone else self.pending
            try:
                future = executor.submit(make_document, source[0], self.build)
            except BrokenProcessPool:
                return False  # a worker died just now; the futures that are out will tell
            self.running[future] = _Running(source.popleft(), time.monotonic(), alone)
        return True

    def _room(self) -> int:
        cautious = self.suspects or any(one.alone for one in self.running.values())
        return 1 if cautious else self.workers.count

    def _collect(self, done: set[Future[Record]]) -> bool:
        """Take in what is done; tell whether the workers are broken."""
        broken = False
        for future in done:
            error = future.exception()
            if isinstance(error, BrokenProcessPool):
                broken = True
                continue
            one = self.running.pop(future)
            if error is None:
                self.on_record(future.result())
            else:
                self._fail(one, Failure(type(error).__name__, str(error)))
        if broken:
            self._tell_who_died()
        return broken

    def _tell_who_died(self) -> None:
        if len(self.running) == 1:
            (one,) = self.running.values()
            self._fail(
                one,
                Failure(
                    "WorkerDied",
                    "the worker process died while it made this document: it was ended by the "
                    "system (often for lack of memory) or crashed in native code",
                ),
            )
        else:
            self.suspects.extend(one.task for one in self.running.values())
        self.running.clear()

    def _give_up_hanging(self) -> None:
        now = time.monotonic()
        for one in self.running.values():
            if now - one.since >= self.patience:
                self._fail(
                    one, Failure("Timeout", f"no result after {now - one.since:.0f} seconds")
                )
            else:
                self.pending.appendleft(one.task)
        self.running.clear()

    def _restart(self) -> Executor:
        self.workers.stop()
        return self.workers.start()

    def _fail(self, one: _Running, failure: Failure) -> None:
        self.on_record(install_failure(one.task, self.build, failure, started=one.since))
