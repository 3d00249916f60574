"""Everything that a project holds about one person: rows, documents, deliveries, other mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.collecting.collected_files import CONTENT
from review_kit.delivery.ledger import LEDGER, Entry, Ledger
from review_kit.delivery.people import People, Person
from review_kit.grains import GRAINS
from review_kit.metrics.counted.plain_values import plain_rows
from review_kit.planning.folder_names import folder_names
from review_kit.project import Project
from review_kit.records.folder import RunFolder, read_object
from review_kit.rights.identity import Identity, identity_of, runs_of, snapshots_of
from review_kit.rights.own_rows import split
from review_kit.rights.searching import Place, search
from review_kit.sources.files.discovery import collected_path
from review_kit.sources.files.mended import RECORD, read_mended
from review_kit.sources.staged import MendedRow

SNAPSHOT, QUARANTINE, METRICS, COLLECTED = "snapshot", "quarantine", "metrics", "collected"
DOSSIERS = "dossiers"
"""Folder of the project where dossiers are written unless somebody says where."""


@dataclass(frozen=True)
class HeldTable:
    """Rows of one table, or cells that name the person in rows of others.

    Parameters
    ----------
    kind
        ``snapshot``, ``quarantine``, ``metrics`` or ``collected``.
    table
        Its name.
    source
        File, relative to the project.
    rows
        The person's own rows.
    named
        Cells of other rows: ``row`` (position from 1), ``column``, ``text``.
    """

    kind: str
    table: str
    source: str
    rows: pd.DataFrame
    named: pd.DataFrame


@dataclass(frozen=True)
class HeldDocument:
    """A document about the person.

    Parameters
    ----------
    run, title
        Of which run, and what it is called.
    path
        File, relative to the project.
    sha256
        Of its bytes; empty where it is not a file of a record.
    """

    run: str
    title: str
    path: str
    sha256: str = ""


@dataclass(frozen=True)
class Handling:
    """One line of the ledger that speaks of the person, or was caused by the person.

    Parameters
    ----------
    role
        ``subject`` of a document, its ``recipient``, or the ``user`` who gave the command.
    to
        Whom it went to, where that is the person's own; else only what kind of recipient.
    """

    at: str
    event: str
    run: str
    document: str
    channel: str
    role: str
    to: str
    sha256: tuple[str, ...] = ()


@dataclass(frozen=True)
class Holdings:
    """All that is held about a person."""

    person: Identity
    tables: tuple[HeldTable, ...]
    mended: tuple[MendedRow, ...]
    documents: tuple[HeldDocument, ...]
    handlings: tuple[Handling, ...]
    elsewhere: tuple[Place, ...]
    """Files that name the person and are not among the others: exports, documents about groups."""
    unread: tuple[Place, ...] = field(default=())
    """Files that could not be searched."""

    @property
    def rows(self) -> int:
        """How many rows are the person's own, in all sources together."""
        return sum(len(table.rows) for table in self.tables)


def holdings_of(project: Project, identifier: str) -> Holdings:
    """Gather everything that is held about a person.

    Raises
    ------
    ReviewKitError
        Nobody bears this identifier.
    """
    person = identity_of(project, identifier)
    tables = [*_tables(project, person)]
    documents = [*_documents(project, person)]
    told = {table.source for table in tables} | {document.path for document in documents}
    told |= {RECORD, f"{DOSSIERS}/{person.identifier}"}
    places = [
        place
        for place in search(project.root, [person])
        if place.path not in told and not place.path.startswith(f"{DOSSIERS}/")
    ]
    return Holdings(
        person,
        tuple(tables),
        tuple(own_mended(project, person)),
        tuple(documents),
        tuple(_handlings(project, person)),
        tuple(place for place in places if not place.unread),
        tuple(place for place in places if place.unread),
    )


def _tables(project: Project, person: Identity) -> Iterator[HeldTable]:
    for folder in snapshots_of(project):
        for path in sorted(folder.glob("*.parquet")):
            yield from _held(project, person, SNAPSHOT, path)
        for path in sorted((folder / "quarantined").glob("*.parquet")):
            yield from _held(project, person, QUARANTINE, path)
    for run in runs_of(project):
        for path in sorted(run.metrics.glob("*.parquet")):
            yield from _held(project, person, METRICS, path)
    for path in sorted(collected_path(project, "x").parent.glob("*.csv")):
        frame = pd.read_csv(path, dtype="str", keep_default_na=False)
        if CONTENT in frame:
            yield from _split(project, person, COLLECTED, path, pa.Table.from_pandas(frame))


def _held(project: Project, person: Identity, kind: str, path: Path) -> Iterator[HeldTable]:
    yield from _split(project, person, kind, path, pq.read_table(path))


def _split(
    project: Project, person: Identity, kind: str, path: Path, table: pa.Table
) -> Iterator[HeldTable]:
    found = split(table, person)
    if found.is_empty:
        return
    cells = [
        {"row": at + 1, "column": column, "text": text}
        for column, mask in found.named.items()
        for at, (hit, text) in enumerate(
            zip(mask.to_pylist(), table[column].to_pylist(), strict=True)
        )
        if hit
    ]
    rows: pd.DataFrame = table.filter(found.own).to_pandas(date_as_object=True)
    yield HeldTable(
        kind,
        path.stem,
        path.relative_to(project.root).as_posix(),
        rows,
        pd.DataFrame(cells, columns=["row", "column", "text"]),
    )


def own_mended(project: Project, person: Identity) -> Iterator[MendedRow]:
    """Give the corrected rows that are the person's, or name the person, or that the person corrected."""
    places = _quarantined_places(project, person)
    for row in read_mended(project):
        texts = [text for cell in row.cells for text in (cell.was, cell.now)]
        if (
            (row.file, row.row) in places
            or person.is_meant_by(row.by)
            or any(person.is_named_in(text) or person.is_meant_by(text) for text in texts)
        ):
            yield row


def _quarantined_places(project: Project, person: Identity) -> set[tuple[str, int]]:
    """Give file and row of what was quarantined of the person: most corrected rows were, before."""
    found: set[tuple[str, int]] = set()
    for folder in snapshots_of(project):
        for path in (folder / "quarantined").glob("*.parquet"):
            table = pq.read_table(path)
            own = table.filter(split(table, person).own)
            found |= {
                (str(file), int(row))
                for file, row in zip(own["_file"].to_pylist(), own["_row"].to_pylist(), strict=True)
            }
    return found


def _documents(project: Project, person: Identity) -> Iterator[HeldDocument]:
    for run in runs_of(project):
        titles: dict[str, str] = {}
        digests: dict[str, str] = {}
        for record in read_object(run.manifest).get("documents", []):
            if record["grain"] in ("rep", "manager") and record["entity"] == person.identifier:
                titles[record["document"]] = record["title"]
                digests |= {file["path"]: file["sha256"] for file in record["files"]}
        for path in files_about(run, person):
            inner = path.relative_to(run.path).as_posix()
            name = inner.split("/", 2)[-1] if inner.startswith("released/") else inner
            stem = name.removeprefix("notebooks/").rsplit(".", 1)[0]
            yield HeldDocument(
                run.run_id,
                titles.get(stem, stem.rsplit("/", 1)[-1]),
                path.relative_to(project.root).as_posix(),
                digests.get(inner, ""),
            )


def files_about(run: RunFolder, person: Identity) -> Iterator[Path]:
    """Give the files of a run in folders of the person's: documents, notebooks, frozen revisions."""
    frozen = sorted((run.path / "released").glob("*"))
    for name in sorted(folders_about(run, person)):
        for parent in (run.path, run.notebooks, *frozen):
            folder = parent / name
            if folder.is_dir():
                yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def folders_about(run: RunFolder, person: Identity) -> set[str]:
    """Name the folders of a person's documents: ``reps/R001``."""
    recorded = {
        record["document"].rpartition("/")[0]
        for record in read_object(run.manifest).get("documents", [])
        if record["grain"] in ("rep", "manager") and record["entity"] == person.identifier
    }
    usual = folder_names([person.identifier])[person.identifier]
    as_rep = {f"{GRAINS['rep'].folder}/{usual}"} if person.is_rep else set()
    as_manager = {f"{GRAINS['manager'].folder}/{usual}"} if person.is_manager else set()
    return recorded | as_rep | as_manager


def _handlings(project: Project, person: Identity) -> Iterator[Handling]:
    if not (project.root / LEDGER).exists():
        return
    people = People(project.root)
    tokens = {
        token
        for kind in ("rep", "manager")
        if (token := people.known_token(Person(kind, person.identifier)))
    }
    as_user = {
        token
        for name in (person.identifier, *person.names)
        if (token := people.known_token(Person("user", name)))
    }
    for entry in Ledger(project.root).entries:
        yield from _of_entry(entry, tokens, as_user, people)


def _of_entry(
    entry: Entry, tokens: set[str], as_user: set[str], people: People
) -> Iterator[Handling]:
    is_recipient = entry.to in tokens
    to = str(people.person(entry.to)) if is_recipient else people.person(entry.to).kind
    for version in entry.documents:
        is_subject = version.subject in tokens
        if not (is_subject or is_recipient or entry.by in as_user):
            continue
        yield Handling(
            entry.at,
            entry.event,
            entry.run,
            f"{version.output} (revision {version.revision})",
            entry.channel,
            "subject" if is_subject else "recipient" if is_recipient else "user",
            to if entry.to else "",
            tuple(file.sha256 for file in version.files),
        )


def to_json(found: Holdings) -> dict[str, Any]:
    """Return all that is held as plain values, each with where it is from."""
    return {
        "person": found.person.to_json(),
        "tables": [
            {
                "kind": table.kind,
                "table": table.table,
                "source": table.source,
                "rows": plain_rows(table.rows),
                "named_in": plain_rows(table.named),
            }
            for table in found.tables
        ],
        "corrections": [row.to_json() for row in found.mended],
        "documents": [vars(document) for document in found.documents],
        "deliveries": [{**vars(one), "sha256": list(one.sha256)} for one in found.handlings],
        "named_elsewhere": [str(place) for place in found.elsewhere],
        "not_searched": [{"file": place.path, "why": place.unread} for place in found.unread],
    }
