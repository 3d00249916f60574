"""How far each document of a run has come: made, reviewed, released, delivered, acknowledged."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from review_kit.delivery.ledger import LEDGER, Event, Frozen, Ledger, Version
from review_kit.delivery.people import People, Person
from review_kit.errors import ReviewKitError
from review_kit.project import Project
from review_kit.records.find import run_state
from review_kit.records.folder import RunFolder
from review_kit.records.integrity import FileCheck
from review_kit.records.manifest import Manifest
from review_kit.records.record import DocumentFile, Record, digest_file

State = Literal["made", "reviewed", "released", "delivered", "acknowledged"]
STATES: tuple[State, ...] = get_args(State)
_SHOWN = 5
_MADE_OF: Mapping[str, str] = {
    "template": "the template",
    "slice": "the numbers",
    "context": "settings or the review day",
    "package": "review-kit itself",
}
"""What a document's key rests on → in words."""


@dataclass(frozen=True)
class Standing:
    """How a document stands.

    Parameters
    ----------
    record
        Of the document as it is now.
    state
        How far the document as it is now has come.
    revision
        Its number: the first version that was reviewed, released or sent is 1.
    changes
        What was changed since the revision before, in words; empty for the first.
    """

    record: Record
    state: State
    revision: int
    changes: tuple[str, ...] = ()


def subject_of(record: Record) -> Person:
    """Return whom a document is about."""
    return Person(record.grain, record.entity)


def output_of(record: Record) -> str:
    """Return the name of a document without its folder: ``packet``."""
    return record.document.rsplit("/", 1)[-1]


def frozen_files(record: Record) -> tuple[Frozen, ...]:
    """Return the files of a document as the ledger writes them."""
    return tuple(Frozen(_name(file), file.sha256) for file in record.files)


def standing(record: Record, run: RunFolder, ledger: Ledger, people: People) -> Standing:
    """Find out how a document stands, from what the ledger says of these bytes."""
    token = people.known_token(subject_of(record))
    about = [
        (entry, version)
        for entry in ledger.entries
        for version in entry.documents
        if (entry.run, version.subject, version.output) == (run.run_id, token, output_of(record))
        and entry.event not in ("sending", "failed")
    ]
    if not about:
        return Standing(record, "made", 1)
    files = frozen_files(record)
    of_these = [(entry, version) for entry, version in about if version.files == files]
    revision = (
        of_these[0][1].revision if of_these else max(version.revision for _, version in about) + 1
    )
    # what the manager was given is not yet the rep's
    reached: set[Event] = {
        entry.event
        for entry, version in of_these
        if entry.event != "delivered" or entry.to == version.subject
    }
    state: State = "made"
    for further in STATES[1:]:
        if further in reached:
            state = further
    earlier = [version for _, version in about if version.revision < revision]
    return Standing(record, state, revision, _changes(earlier[-1], record) if earlier else ())


def version_of(stands: Standing, people: People) -> Version:
    """Return a document as it is now, as the ledger writes it."""
    record = stands.record
    return Version(
        subject=people.token(subject_of(record)),
        output=output_of(record),
        revision=stands.revision,
        files=frozen_files(record),
        made_of=dict(record.inputs),
    )


def _changes(before: Version, record: Record) -> tuple[str, ...]:
    """Say what a document is made of now that it was not made of before."""
    return tuple(
        _MADE_OF.get(name, name)
        for name, digest in record.inputs.items()
        if before.made_of.get(name) != digest
    ) or ("the file alone",)


def frozen_folder(run: RunFolder, record: Record, revision: int) -> Path:
    """Where the bytes of a revision are kept, whatever later runs make."""
    return run.path / "released" / f"r{revision}" / record.document


def freeze(run: RunFolder, stands: Standing) -> list[Path]:
    """Keep a document's bytes as they are now, and return the files.

    Raises
    ------
    ReviewKitError
        A file is not as it was made, or what was kept earlier was changed.
    """
    folder = frozen_folder(run, stands.record, stands.revision)
    kept = []
    for file in stands.record.files:
        target = folder / _name(file)
        if not target.exists():
            source = run.path / file.path
            if not source.is_file() or digest_file(source) != file.sha256:
                raise ReviewKitError(
                    f"{source}: was changed after it was made",
                    "Run 'review-kit run' to make it again, then release it.",
                )
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f".{target.name}.part")
            shutil.copyfile(source, part)
            part.chmod(0o400)
            part.replace(target)
        if digest_file(target) != file.sha256:
            raise ReviewKitError(
                f"{target}: was changed after it was released",
                "Restore it from a backup; what was released must stay as it was.",
            )
        kept.append(target)
    return kept


def complete_manifest(run: RunFolder) -> Manifest:
    """Return the manifest of a run that is complete.

    Raises
    ------
    ReviewKitError
        It is not.
    """
    state, manifest = run_state(run)
    if state != "complete":
        raise ReviewKitError(
            f"{run.run_id} is {state}",
            "Run 'review-kit run' until it is complete, then run this command again.",
        )
    return manifest


def refuse_damaged(run: RunFolder, records: Iterable[Record]) -> None:
    """Raise a ``ReviewKitError`` that names documents whose files are not as they were made."""
    damages = FileCheck(run).damages(records)
    if damages:
        shown = "; ".join(f"{one.record.document}: {one}" for one in damages[:_SHOWN])
        raise ReviewKitError(
            f"{len(damages)} documents were changed after they were made: {shown}",
            "Run 'review-kit run' to make them again, then run this command again.",
        )


def delivery_states(project: Project, run: RunFolder, manifest: Manifest) -> dict[State, int]:
    """Count the documents that go to reps by how far they have come; empty where nobody released any.

    States that no document stands at are left out.
    """
    if not (project.root / LEDGER).exists():
        return {}
    ledger, people = Ledger(project.root), People(project.root)
    states = [
        standing(record, run, ledger, people).state
        for record in manifest.documents
        if record.grain == "rep"
        and record.files
        and output_of(record) in project.config.delivery.to_reps
    ]
    return {state: states.count(state) for state in STATES if state in states}


def _name(file: DocumentFile) -> str:
    return file.path.rsplit("/", 1)[-1]
