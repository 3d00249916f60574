"""A manager's yes: a packet goes to its rep only after someone who read it has released it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from review_kit.delivery.ledger import Entry, Ledger
from review_kit.delivery.people import People, Person
from review_kit.delivery.states import (
    STATES,
    Standing,
    complete_manifest,
    freeze,
    output_of,
    refuse_damaged,
    standing,
    version_of,
)
from review_kit.errors import ReviewKitError
from review_kit.planning.selection import Only
from review_kit.project import Project
from review_kit.records.folder import RunFolder
from review_kit.records.record import Record

Step = Literal["reviewed", "released", "acknowledged"]
"""What a person says of a document; ``delivered`` is said by what delivers."""


@dataclass(frozen=True)
class ReleaseResult:
    """What a command came to.

    Parameters
    ----------
    marked
        Documents that have come a step further.
    already
        Those that had come as far before.
    not_yet
        Those that cannot be acknowledged, because they were not released.
    """

    marked: tuple[Standing, ...]
    already: tuple[Standing, ...]
    not_yet: tuple[Standing, ...] = ()


def rep_documents(project: Project, run: RunFolder, only: Sequence[Only] = ()) -> list[Record]:
    """List the documents of a run that go to reps, of those asked for.

    Raises
    ------
    ReviewKitError
        The run is not complete, or a file of one of them is not as it was made, or nothing was found.
    """
    wanted = [
        record
        for record in complete_manifest(run).documents
        if record.grain == "rep"
        and output_of(record) in project.config.delivery.to_reps
        and record.files
        and record.status in ("made", "unchanged")
        and (not only or any(covers(one, record) for one in only))
    ]
    refuse_damaged(run, wanted)
    if not wanted:
        raise ReviewKitError(
            f"{run.run_id} has no such documents",
            "'review-kit status' shows what it has.",
        )
    return wanted


def covers(only: Only, record: Record) -> bool:
    """Say whether a rep's document is of those asked for."""
    of = {"rep": record.entity, "team": record.team, "manager": record.manager_id}
    return of[only.grain] == only.identifier


def release(
    project: Project, run: RunFolder, *, by: str, step: Step = "released", only: Sequence[Only] = ()
) -> ReleaseResult:
    """Note that documents were reviewed, released or acknowledged, and keep their bytes.

    Parameters
    ----------
    by
        Name of the person who says so.
    """
    ledger, people = Ledger(project.root), People(project.root)
    who = people.token(Person("user", by))
    marked, already, not_yet = [], [], []
    for record in rep_documents(project, run, only):
        stands = standing(record, run, ledger, people)
        if STATES.index(stands.state) >= STATES.index(step):
            already.append(stands)
            continue
        if step == "acknowledged" and stands.state not in ("released", "delivered"):
            not_yet.append(stands)
            continue
        freeze(run, stands)
        ledger.add(
            Entry(
                event=step,
                run=run.run_id,
                documents=(version_of(stands, people),),
                by=who,
            )
        )
        marked.append(Standing(record, step, stands.revision, stands.changes))
    return ReleaseResult(tuple(marked), tuple(already), tuple(not_yet))
