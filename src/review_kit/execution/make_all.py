"""Make the documents that an assessment found wanting, each on a worker, one failure costing one document."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace

from review_kit.execution.build_context import BuildContext
from review_kit.execution.install import install_failure
from review_kit.execution.laid_out import WORTH_LAYING_OUT, LaidOutTables
from review_kit.execution.make_document import make_document
from review_kit.execution.worker_end import WorkerEndedError, why_it_ended
from review_kit.execution.workers import DocumentExecutor, Workers
from review_kit.planning.plan import Plan, Task
from review_kit.records.record import Failure, Record

OnRecord = Callable[[Record], None]


def make_all(
    tasks: Sequence[Task], plan: Plan, build: BuildContext, workers: Workers, on_record: OnRecord
) -> None:
    """Make documents on the workers, each on its own: one that fails costs only itself.

    A document whose worker died is made once more when all others are done, alone: the system may have
    ended its worker for the memory that others took. If the worker dies again, the document has failed.

    Parameters
    ----------
    on_record
        Called with the record of each document when its files are in place.
    """
    if not tasks:
        return
    copy_templates(plan, build)
    with ExitStack() as until_made:
        tables = None
        if workers.is_local and len(tasks) >= WORTH_LAYING_OUT:
            tables = until_made.enter_context(closing(LaidOutTables(build.run)))
        try:
            _Batch(build, workers, on_record, deque(tasks), tables).run()
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


def _why(error: BrokenProcessPool) -> str:
    return error.why if isinstance(error, WorkerEndedError) else why_it_ended(None, None, None)


@dataclass(frozen=True)
class _Running:
    """A task that a worker has."""

    task: Task
    since: float
    is_second_try: bool


@dataclass
class _Batch:
    """Tasks on their way through the workers."""

    build: BuildContext
    workers: Workers
    on_record: OnRecord
    pending: deque[Task]
    tables: LaidOutTables | None = None
    to_try_alone: deque[Task] = field(default_factory=deque)
    running: dict[Future[Record], _Running] = field(default_factory=dict)

    @property
    def patience(self) -> float:
        """Seconds after which a document is given up from outside.

        The notebook has its own limit inside the worker; this one is for what hangs elsewhere.
        """
        return 2 * self.build.timeout_seconds + 120

    def run(self) -> None:
        """Make all of them."""
        executor = self.workers.start()
        while self.pending or self.to_try_alone or self.running:
            self._submit(executor)
            oldest = min(one.since for one in self.running.values())
            done, _ = wait(
                self.running,
                timeout=max(0.0, oldest + self.patience - time.monotonic()),
                return_when=FIRST_COMPLETED,
            )
            for future in done:
                self._collect(future)
            if not done:
                self._give_up_hanging(executor)

    def _submit(self, executor: DocumentExecutor) -> None:
        """Give a task to each free worker; what is tried again gets all of them for itself."""
        while self.pending and len(self.running) < self.workers.count:
            self._start(self.pending.popleft(), executor)
        if not self.running:
            self._start(self.to_try_alone.popleft(), executor, is_second_try=True)

    def _start(
        self, task: Task, executor: DocumentExecutor, *, is_second_try: bool = False
    ) -> None:
        build = self.build
        if self.tables is not None:
            build = replace(build, own_rows=self.tables.of(task))
        future = executor.submit(make_document, task, build)
        self.running[future] = _Running(task, time.monotonic(), is_second_try)

    def _collect(self, future: Future[Record]) -> None:
        """Report what became of a task, unless it is to be tried again."""
        one = self.running.pop(future)
        error = future.exception()
        if error is None:
            self.on_record(future.result())
        elif not isinstance(error, BrokenProcessPool):
            self._fail(one, Failure(type(error).__name__, str(error)))
        elif one.is_second_try:
            self._fail(
                one,
                Failure("WorkerDied", _why(error)),
            )
        else:
            self.to_try_alone.append(one.task)

    def _give_up_hanging(self, executor: DocumentExecutor) -> None:
        now = time.monotonic()
        for future, one in [*self.running.items()]:
            if now - one.since >= self.patience:
                del self.running[future]
                executor.give_up(future)
                message = f"no result after {now - one.since:.0f} seconds"
                self._fail(one, Failure("Timeout", message))

    def _fail(self, one: _Running, failure: Failure) -> None:
        self.on_record(install_failure(one.task, self.build, failure, started=one.since))
