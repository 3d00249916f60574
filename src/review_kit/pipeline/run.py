"""``review-kit run``: exports to documents, one call."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import review_kit
from review_kit.execution.binding import as_it_stands, bind, binders_to_make, outdated_binders
from review_kit.execution.cluster import ClusterWorkers
from review_kit.execution.execute import Assessment, assess, make_all, remove_superfluous
from review_kit.execution.make import Workshop
from review_kit.execution.verify import (
    digest_of_numbers,
    fail_changed,
    fail_made_of_other_numbers,
)
from review_kit.execution.workers import LocalWorkers, Workers, usable_cores
from review_kit.pipeline.branding import lay_out_brand
from review_kit.pipeline.prepare import fill
from review_kit.pipeline.validate import find_snapshot
from review_kit.planning.plan import Plan, Task, plan
from review_kit.planning.selection import Only
from review_kit.project import Project
from review_kit.records.earlier_layout import move_notebooks, move_notebooks_of_other_runs
from review_kit.records.folder import RunFolder
from review_kit.records.integrity import Damage, FileCheck
from review_kit.records.lock import locked
from review_kit.records.manifest import Manifest, State, with_status, write_manifest
from review_kit.records.progress import Progress, Silent
from review_kit.records.record import Record, Status

DEFAULT_TIMEOUT_SECONDS = 600
_SHOWN = 5


@dataclass(frozen=True)
class RunOptions:
    """What a run is asked for.

    Parameters
    ----------
    as_of
        Review day; the last day with a scored call where it is not given.
    window_days
        Length of the window; the configured one where it is not given.
    only, templates
        What the run is narrowed down to; everything where empty.
    workers
        Worker processes; one for each usable core where it is not given.
    scheduler
        Address of a Dask scheduler whose workers make the documents.
    timeout_seconds
        How long one notebook may take.
    """

    as_of: date | None = None
    window_days: int | None = None
    only: tuple[Only, ...] = ()
    templates: tuple[str, ...] = ()
    workers: int | None = None
    scheduler: str | None = None
    timeout_seconds: int = DEFAULT_TIMEOUT_SECONDS

    @property
    def narrowed_to(self) -> tuple[str, ...]:
        """What the run is narrowed down to, in words."""
        return (
            *(str(wish) for wish in self.only),
            *(f"template {name}" for name in self.templates),
        )


@dataclass(frozen=True)
class RunResult:
    """What a run came to."""

    run: RunFolder
    manifest: Manifest
    asked_failed: tuple[Record, ...]
    """Documents that could not be made, or that something else wrote to after they were made."""


def run_project(
    project: Project, options: RunOptions, progress: Progress | None = None
) -> RunResult:
    """Validate, measure, plan and make the documents of a project.

    What is there and current stays as it is; a run that was interrupted goes on where it was.

    Raises
    ------
    ConfigurationError
        A setting, a template or an option cannot be used as given.
    ContractGateError
        The exports break their contracts too badly; no document was touched.
    KeyboardInterrupt
        After workers and kernels were ended and the manifest written.
    """
    progress = progress or Silent()
    found = find_snapshot(
        project, as_of=options.as_of, window_days=options.window_days, progress=progress
    )
    run = found.run_folder(project, as_of=options.as_of, window_days=options.window_days)
    with locked(run) as scratch:
        move_notebooks(run)
        fill(project, found, run, progress)
        the_plan = plan(run, project.notebooks, only=options.only, template_names=options.templates)
        files = FileCheck(run)
        assessment = assess(the_plan, files)
        notes = (
            *found.notes,
            *the_plan.notes,
            *_notes_on_damage(the_plan, assessment),
        )
        book = _Book(the_plan, assessment, files, options.narrowed_to, notes, found.snapshot_id)
        remove_superfluous(the_plan, assessment.superfluous)
        workers = _workers(options, len(assessment.to_make), scratch, run)
        book.workers = workers.count
        workshop = Workshop(
            run=run,
            project=project.root,
            notebooks=project.notebooks,
            cache=project.cache,
            paper=project.config.paper.size,
            brand=lay_out_brand(project, run),
            timeout_seconds=options.timeout_seconds,
            memory_mb=project.config.batch.notebook_memory_mb,
            scratch=scratch if workers.is_local else None,
        )
        binders = binders_to_make(the_plan, assessment.to_make, assessment.records, files)
        book.binders = frozenset(binder.document for binder in binders)
        book.write("running")
        progress.begin(len(assessment.to_make) + len(binders))

        def on_record(record: Record) -> None:
            book.note(record)
            progress.advance(record)

        try:
            numbers = digest_of_numbers(run, files)
            make_all(assessment.to_make, the_plan, workshop, workers, on_record)
            if digest_of_numbers(run, files) != numbers:
                book.note_all(fail_made_of_other_numbers(book.tasks, dict(book.made), workshop))
            book.note_all(fail_changed(book.tasks, book.standing, files, workshop))
            for binder in binders:
                bound = bind(binder, workshop, book.standing, files)
                if bound is None:
                    book.binders -= {binder.document}
                else:
                    on_record(bound)
            book.note_all(fail_changed(book.tasks, book.standing, files, workshop))
        except BaseException:
            progress.end()
            book.write("interrupted")
            raise
        progress.end()
        manifest = book.write("complete")
    move_notebooks_of_other_runs(project, run)
    failed = tuple(record for record in book.made.values() if record.status == "failed")
    return RunResult(run, manifest, failed)


def _notes_on_damage(the_plan: Plan, assessment: Assessment) -> list[str]:
    """Tell of documents that were not as they were made before this run touched anything."""
    removed = {record.document for record in assessment.superfluous}
    of_what: dict[str, list[Damage]] = {}
    for document, damage in assessment.damaged.items():
        if document in removed:
            fate = "is removed"
        elif document in the_plan.selected:
            fate = "is made again"
        else:
            fate = "is left as it is, because it was not asked for"
        of_what.setdefault(fate, []).append(damage)
    notes = []
    for fate, damages in of_what.items():
        shown = "; ".join(f"{one.record.document}: {one}" for one in damages[:_SHOWN])
        more = f"; and {len(damages) - _SHOWN} more" if len(damages) > _SHOWN else ""
        kept = ""
        if any(damage.changed for damage in damages) and "left" not in fate:
            place = the_plan.run.changed.relative_to(the_plan.run.path).as_posix()
            kept = f" What was changed is kept in {place}/."
        what = f"{len(damages)} documents, each of which" if len(damages) > 1 else "A document that"
        notes.append(f"{what} was not as it had been made {fate}: {shown}{more}.{kept}")
    return notes


def _workers(options: RunOptions, documents: int, scratch: Path, run: RunFolder) -> Workers:
    if options.scheduler is not None and documents:
        return ClusterWorkers(options.scheduler)
    count = min(options.workers or usable_cores(), max(documents, 1))
    log = run.lock.with_name("workers.log")
    log.unlink(missing_ok=True)
    return LocalWorkers(count, scratch, log)


class _Book:
    """Keeps the manifest while the run goes on."""

    def __init__(
        self,
        the_plan: Plan,
        assessment: Assessment,
        files: FileCheck,
        narrowed_to: Sequence[str],
        notes: Sequence[str],
        snapshot_id: str,
    ) -> None:
        self.plan = the_plan
        self.assessment = assessment
        self.files = files
        self.narrowed_to = tuple(narrowed_to)
        self.notes = tuple(notes)
        self.snapshot_id = snapshot_id
        self.made: dict[str, Record] = {}
        self.binders: frozenset[str] = frozenset()
        """Binders that are still to be bound, or were in this run."""
        self.workers = 0
        self._started = time.monotonic()
        self._started_at = _now()

    def note(self, record: Record) -> None:
        """Take in what became of a document in this run."""
        self.made[record.document] = record

    def note_all(self, records: Iterable[Record]) -> None:
        """Take in what became of several."""
        for record in records:
            self.note(record)

    @property
    def records(self) -> dict[str, Record]:
        """Every document's record: made in this run, or there before."""
        return {**self.assessment.records, **self.made}

    @property
    def standing(self) -> dict[str, Record]:
        """Records that files must agree with: not of what was damaged before and is left as it is."""
        before = self.assessment.damaged
        return {
            document: record
            for document, record in self.records.items()
            if document in self.made or document not in before
        }

    @property
    def tasks(self) -> dict[str, Task]:
        """Every document there is to be, binders as they stand."""
        binders = (
            as_it_stands(binder, self.records, self.files).task for binder in self.plan.binders
        )
        return {task.document: task for task in (*self.plan.tasks, *binders)}

    def write(self, state: State) -> Manifest:
        """Write the manifest as things stand."""
        context = self.plan.context
        manifest = Manifest(
            run_id=self.plan.run.run_id,
            state=state,
            package_version=review_kit.__version__,
            snapshot_id=self.snapshot_id,
            as_of=context["as_of"],
            window_days=context["window_days"],
            started_at=self._started_at,
            finished_at=None if state == "running" else _now(),
            seconds=round(time.monotonic() - self._started, 3),
            workers=self.workers,
            narrowed_to=self.narrowed_to,
            removed=tuple(record.document for record in self.assessment.superfluous),
            notes=self.notes,
            documents=tuple(self._documents()),
        )
        write_manifest(self.plan.run, manifest)
        return manifest

    def _documents(self) -> list[Record]:
        records = self.assessment.records
        unchanged = set(self.assessment.unchanged)
        outdated = set(self.assessment.outdated)
        shown = []
        for task in self.plan.tasks:
            name = task.document
            if name in self.made:
                shown.append(self.made[name])
            elif name in self.plan.selected and name not in unchanged:
                shown.append(task.record("planned"))
            elif name in records:
                record = records[name]
                status: Status = "outdated" if name in outdated else "unchanged"
                shown.append(record if record.status == "failed" else with_status(record, status))
        return shown + self._binders()

    def _binders(self) -> list[Record]:
        records = self.records
        outdated = outdated_binders(self.plan, records, self.files)
        shown = []
        for binder in self.plan.binders:
            name = binder.document
            if name in self.made:
                shown.append(self.made[name])
            elif name in self.binders:
                shown.append(as_it_stands(binder, records, self.files).task.record("planned"))
            elif name in records:
                record = records[name]
                status: Status = "outdated" if name in outdated else "unchanged"
                shown.append(record if record.status == "failed" else with_status(record, status))
        return shown


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
