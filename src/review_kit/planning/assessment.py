"""What of a plan is to be made: what is not there, or is not current, or has been changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from review_kit.planning.plan import Plan, Task
from review_kit.records.integrity import Damage, FileCheck
from review_kit.records.record import Record, read_records


@dataclass(frozen=True)
class Assessment:
    """What of a plan is to be done."""

    to_make: tuple[Task, ...]
    unchanged: tuple[str, ...]
    outdated: tuple[str, ...]
    """Documents not asked for whose data, template or files have changed since they were made."""
    superfluous: tuple[Record, ...]
    """Documents of earlier runs that the plan no longer has; known only where the plan is full."""
    records: Mapping[str, Record]
    """Of every document that was there before this run."""
    damaged: Mapping[str, Damage]
    """Documents whose files were not as they were made before this run began."""


def assess(plan: Plan, files: FileCheck | None = None) -> Assessment:
    """Compare a plan with what is there: keys, files, and the bytes in them."""
    files = files or FileCheck(plan.run)
    records = read_records(plan.run)
    found = files.damages(record for record in records.values() if record.status == "made")
    damaged = {damage.record.document: damage for damage in found}

    def is_current(task: Task) -> bool:
        record = records.get(task.document)
        return (
            record is not None
            and record.status == "made"
            and record.key == task.key
            and task.document not in damaged
        )

    asked = [task for task in plan.tasks if task.document in plan.selected]
    known = set(plan.documents)
    return Assessment(
        to_make=tuple(task for task in asked if not is_current(task)),
        unchanged=tuple(task.document for task in asked if is_current(task)),
        outdated=tuple(
            task.document
            for task in plan.tasks
            if task.document not in plan.selected
            and task.document in records
            and not is_current(task)
        ),
        superfluous=tuple(record for document, record in records.items() if document not in known)
        if plan.is_full
        else (),
        records=records,
        damaged=damaged,
    )
