"""``review-kit run``: exports to documents, one call."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.errors import ReviewKitError
from review_kit.execution.binders import bind, binders_to_make
from review_kit.execution.build_context import BuildContext, languages_to_warm
from review_kit.execution.cluster import ClusterWorkers
from review_kit.execution.make_all import OnRecord, make_all
from review_kit.execution.make_document import warm_up
from review_kit.execution.verify import (
    digest_of_numbers,
    fail_changed,
    fail_made_of_other_numbers,
)
from review_kit.execution.workers import LocalWorkers, Workers, usable_cores
from review_kit.pipeline.kept_results import kept_row_digests
from review_kit.pipeline.manifest_writer import ManifestWriter
from review_kit.pipeline.prepare import fill
from review_kit.pipeline.progress import Progress, Silent
from review_kit.pipeline.refusals import refuse
from review_kit.pipeline.validate import ValidatedExports, find_snapshot, refusals_of
from review_kit.planning.assessment import Assessment, assess
from review_kit.planning.plan import Binder, Plan, plan
from review_kit.planning.selection import Only
from review_kit.project import Project
from review_kit.project.owned import IN_SYSTEM, owned_folder
from review_kit.records.earlier_layout import move_notebooks, move_notebooks_of_other_runs
from review_kit.records.folder import RunFolder
from review_kit.records.integrity import Damage, FileCheck
from review_kit.records.lock import locked
from review_kit.records.manifest import Manifest
from review_kit.records.record import Record, remove_documents
from review_kit.records.run_log import Fact, logged
from review_kit.records.run_words import words_of_pages
from review_kit.render.project_brand import brand_in
from review_kit.words import say

if TYPE_CHECKING:
    from review_kit.own_metrics.fault import MetricFault

DEFAULT_TIMEOUT_SECONDS = 600
_SHOWN = 5
_SOME = 5
"""Fewer reps have too few documents for it to be worth parsing all words of their language beforehand."""


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
    started = time.monotonic()
    with (
        owned_folder(None, IN_SYSTEM) as scratch,
        _local_workers(options, scratch) as local,
        ExitStack() as held,
    ):
        start = partial(_start_ahead, local, project, scratch, options)
        ahead = start if _has_core_free(options) else None
        found = find_snapshot(
            project,
            as_of=options.as_of,
            window_days=options.window_days,
            progress=progress,
            meanwhile=ahead,
        )
        refuse(refusals_of(project, found, as_of=options.as_of, window_days=options.window_days))
        run = found.run_folder(project, as_of=options.as_of, window_days=options.window_days)
        held.enter_context(locked(run, scratch))
        log = held.enter_context(logged(run, started, **_facts_of(found)))
        local.log_into(_fresh_log(run))
        move_notebooks(run)
        build = BuildContext(
            run=run,
            project=project.root,
            notebooks=project.notebooks,
            cache=project.cache,
            paper=project.config.paper.size,
            brand=brand_in(project, _theme_in(scratch if options.scheduler is None else run.work)),
            timeout_seconds=options.timeout_seconds,
            words=project.words,
            memory_mb=project.config.batch.notebook_memory_mb,
            scratch=scratch,
        )
        without = fill(project, found, run, progress, meanwhile=ahead)
        the_plan = plan(
            run,
            project.notebooks,
            only=options.only,
            template_names=options.templates,
            with_sheets=project.config.binder.sheets,
            kept=kept_row_digests(project),
        )
        files = FileCheck(run)
        assessment = assess(the_plan, files)
        notes = _notes(found, without, the_plan, assessment)
        manifest = ManifestWriter(
            the_plan,
            assessment,
            files,
            narrowed_to=options.narrowed_to,
            notes=notes,
            snapshot_id=found.snapshot_id,
        )
        remove_documents(the_plan.run, assessment.superfluous)
        workers = _workers(options, len(assessment.to_make), local)
        manifest.workers = workers.count
        build = replace(
            build,
            scratch=scratch if workers.is_local else None,
            languages=languages_to_warm(
                (task.language for task in assessment.to_make), workers.count
            ),
        )
        binders = binders_to_make(the_plan, assessment.to_make, assessment.records, files)
        manifest.binders = frozenset(binder.document for binder in binders)
        manifest.write("running")
        progress.begin(len(assessment.to_make) + len(binders))
        log.write(
            "planned",
            to_make=len(assessment.to_make),
            binders=len(binders),
            documents=len(the_plan.tasks),
            workers=workers.count,
            cluster=not workers.is_local,
        )

        def on_record(record: Record) -> None:
            manifest.add(record)
            progress.advance(record)
            log.document(record)

        try:
            numbers = digest_of_numbers(run, files)
            make_all(assessment.to_make, the_plan, build, workers, on_record)
            if digest_of_numbers(run, files) != numbers:
                manifest.add_all(
                    fail_made_of_other_numbers(manifest.tasks, dict(manifest.made), build)
                )
            manifest.add_all(fail_changed(manifest.tasks, manifest.standing, files, build))
            _bind_all(binders, manifest, build, on_record)
            manifest.add_all(fail_changed(manifest.tasks, manifest.standing, files, build))
        except BaseException:
            progress.end()
            manifest.write("interrupted")
            raise
        progress.end()
        complete = manifest.write("complete")
        log.write("documents", **complete.counts)
    move_notebooks_of_other_runs(project, run)
    failed = tuple(record for record in manifest.made.values() if record.status == "failed")
    return RunResult(run, complete, failed)


def _bind_all(
    binders: Iterable[Binder],
    manifest: ManifestWriter,
    build: BuildContext,
    on_record: OnRecord,
) -> None:
    """Bind what is not bound as it should be; no binder is a part of another."""
    standing = manifest.standing
    for binder in binders:
        bound = bind(binder, build, standing, manifest.files)
        if bound is None:
            manifest.binders -= {binder.document}
        else:
            on_record(bound)


def _facts_of(found: ValidatedExports) -> dict[str, Fact]:
    """Say for the log what a run is made from."""
    return {
        "snapshot": found.snapshot_id,
        "validated": found.unchanged_since is None,
        "warnings": len(found.notes),
    }


def _notes(
    found: ValidatedExports,
    without: Iterable[MetricFault],
    the_plan: Plan,
    assessment: Assessment,
) -> tuple[str, ...]:
    """Gather what a run has to say beside its documents."""
    with words_of_pages(the_plan.run):
        damage = _notes_on_damage(the_plan, assessment)
    return (*found.notes, *(fault.sentence for fault in without), *the_plan.notes, *damage)


def _notes_on_damage(the_plan: Plan, assessment: Assessment) -> list[str]:
    """Describe the documents that were not as they were made before this run touched anything."""
    removed = {record.document for record in assessment.superfluous}
    of_what: dict[str, list[Damage]] = {}
    for document, damage in assessment.damaged.items():
        if document in removed:
            fate = "removed"
        elif document in the_plan.selected:
            fate = "made-again"
        else:
            fate = "left"
        of_what.setdefault(fate, []).append(damage)
    notes = []
    for fate, damages in of_what.items():
        shown = [
            say("run-damage-of", document=one.record.document, damage=str(one))
            for one in damages[:_SHOWN]
        ]
        if len(damages) > _SHOWN:
            shown.append(say("run-damage-more", n=len(damages) - _SHOWN))
        said = [say("run-note-damaged", n=len(damages), fate=fate, what="; ".join(shown))]
        if any(damage.changed for damage in damages) and fate != "left":
            place = the_plan.run.changed.relative_to(the_plan.run.path).as_posix()
            said.append(say("run-note-changed-kept", folder=place))
        notes.append(" ".join(said))
    return notes


def _has_core_free(options: RunOptions) -> bool:
    """Whether a worker of this machine can start while this process computes."""
    return options.scheduler is None and usable_cores() > 1


def _start_ahead(local: LocalWorkers, project: Project, scratch: Path, options: RunOptions) -> None:
    """Start the first worker, which loads what documents of this project will need."""
    # a theme that cannot be used is told when the run comes to it
    with suppress(ReviewKitError, OSError):
        local.start_ahead(
            warm_up,
            scratch,
            notebooks=project.notebooks,
            cache=project.cache,
            memory_mb=project.config.batch.notebook_memory_mb,
            languages=() if _makes_few(options) else None,
            paper=project.config.paper.size,
            brand=brand_in(project, _theme_in(scratch)),
        )


def _makes_few(options: RunOptions) -> bool:
    """Whether a run makes the documents of some reps only, before it is known which these are."""
    return 0 < len(options.only) < _SOME and all(wish.grain == "rep" for wish in options.only)


def _theme_in(folder: Path) -> Path:
    return folder / "theme"


@contextmanager
def _local_workers(options: RunOptions, scratch: Path) -> Iterator[LocalWorkers]:
    """Give the workers of this machine; whatever happens, none is left."""
    workers = LocalWorkers(options.workers or usable_cores(), scratch, scratch / "workers.log")
    try:
        yield workers
    finally:
        workers.stop()


def _fresh_log(run: RunFolder) -> Path:
    """Give the file for what workers of a run print, without what those of earlier runs have printed."""
    log = run.lock.with_name("workers.log")
    log.unlink(missing_ok=True)
    return log


def _workers(options: RunOptions, documents: int, local: LocalWorkers) -> Workers:
    if options.scheduler is not None and documents:
        return ClusterWorkers(options.scheduler)
    local.count = min(local.count, max(documents, 1))
    return local
