"""The manifest of a run, written when the run begins, and again when it ends or is interrupted."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import review_kit
from review_kit.execution.binders import as_it_stands, outdated_binders
from review_kit.planning.assessment import Assessment
from review_kit.planning.plan import Plan, Task
from review_kit.records.integrity import FileCheck
from review_kit.records.manifest import Manifest, State, with_status, write_manifest
from review_kit.records.record import Record, Status, read_record


class ManifestWriter:
    """Collects what became of each document while a run goes on, and writes the manifest of it.

    Parameters
    ----------
    the_plan, assessment
        All documents of the run, and how they stood when it began.
    files
        Compares files with records.
    narrowed_to
        What the run was asked for, in words; empty where it was asked for everything.
    notes
        Sentences for the summary.
    snapshot_id
        Of the rows that the documents are made from.
    """

    def __init__(
        self,
        the_plan: Plan,
        assessment: Assessment,
        files: FileCheck,
        *,
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

    def add(self, record: Record) -> None:
        """Add what became of a document in this run."""
        self.made[record.document] = record

    def add_all(self, records: Iterable[Record]) -> None:
        """Add what became of several documents in this run."""
        for record in records:
            self.add(record)

    def _add_unheard(self) -> None:
        """Add documents whose records were written, but that this process was ended before it heard of."""
        for task in self.assessment.to_make:
            record = read_record(self.plan.run, task.document)
            if record is None or task.document in self.made or record.key != task.key:
                continue
            if record != self.assessment.records.get(task.document):
                self.add(record)

    @property
    def records(self) -> dict[str, Record]:
        """Every document's record: made in this run, or there before."""
        return {**self.assessment.records, **self.made}

    @property
    def standing(self) -> dict[str, Record]:
        """Records that files must agree with: all but those damaged before the run and left so."""
        before = self.assessment.damaged
        return {
            document: record
            for document, record in self.records.items()
            if document in self.made or document not in before
        }

    @property
    def tasks(self) -> dict[str, Task]:
        """Every document of the plan, with binders made of the parts that are there now."""
        records = self.records
        binders = (as_it_stands(binder, records, self.files).task for binder in self.plan.binders)
        return {task.document: task for task in (*self.plan.tasks, *binders)}

    def write(self, state: State) -> Manifest:
        """Write ``manifest.json`` and ``summary.html`` as of now."""
        if state == "interrupted":
            self._add_unheard()
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
        """Records of every document as the manifest shows them; none for what was never asked for."""
        unchanged = set(self.assessment.unchanged)
        records = self.records
        planned = {
            task.document: task
            for task in self.plan.tasks
            if task.document in self.plan.selected and task.document not in unchanged
        }
        planned |= {
            binder.document: as_it_stands(binder, records, self.files).task
            for binder in self.plan.binders
            if binder.document in self.binders and binder.document not in self.made
        }
        outdated = {
            *self.assessment.outdated,
            *outdated_binders(self.plan, records, self.files),
        }
        shown = []
        for document in self.plan.documents:
            before = self.assessment.records.get(document)
            if document in self.made:
                shown.append(self.made[document])
            elif document in planned:
                shown.append(planned[document].record("planned"))
            elif before is not None and before.status == "failed":
                shown.append(before)
            elif before is not None:
                status: Status = "outdated" if document in outdated else "unchanged"
                shown.append(with_status(before, status))
        return shown


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
