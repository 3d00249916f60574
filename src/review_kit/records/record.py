"""What became of each document: one small JSON file per document, and the manifest of them all.

A document's record is written last, after all its files are in place. So a record whose key and
file digests match is proof that the document is complete and current, whatever was killed when.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from review_kit.records.folder import RunFolder, write_json

Status = Literal["made", "unchanged", "failed", "outdated", "planned"]
"""``made`` or ``failed`` in this run; ``unchanged``: already there and current; ``outdated``: there,
but its data or template have changed since and this run was asked for other documents only;
``planned``: not made yet."""


CHECK_FAILED = "CheckFailedError"
"""``Failure.error`` of a document that was made and did not pass its check."""
CHANGED = "ChangedAfterwards"
"""``Failure.error`` of a document that something else wrote to after it was made."""


@dataclass(frozen=True)
class DocumentFile:
    """One file of a document."""

    path: str
    """Relative to the run folder, with forward slashes."""
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Failure:
    """Why a document could not be made."""

    error: str
    """Name of the error, as the notebook shows it."""
    message: str
    cell: int | None = None
    """Position of the cell in the template, counted from 1; empty where no cell is at fault."""
    line: int | None = None
    """Line in that cell, counted from 1."""
    file_line: int | None = None
    """Line of the template's file, counted from 1, where that is text and not a notebook."""
    source: str = ""
    """That line."""
    trace: str = ""
    """Traceback, for those who fix the template."""

    @property
    def where(self) -> str:
        """``cell 4, line 2: table.iloc[0]``, as far as it is known; of a template that is text, its line."""
        if self.cell is None:
            return ""
        source = f": {self.source.strip()}" if self.source else ""
        if self.file_line is not None:
            return f"line {self.file_line}{source}"
        line = f", line {self.line}" if self.line is not None else ""
        return f"cell {self.cell}{line}{source}"


@dataclass(frozen=True)
class Record:
    """What became of one document when it was last worked on."""

    document: str
    """``reps/R001/packet``: folder and file stem, relative to the run folder."""
    grain: str
    entity: str
    entity_name: str
    template: str
    title: str
    audience: str
    key: str
    inputs: Mapping[str, str]
    """Digests of what the key rests on: template, slice, context, package."""
    status: Status
    files: tuple[DocumentFile, ...] = ()
    pages: int | None = None
    seconds: float = 0.0
    made_at: str | None = None
    failure: Failure | None = None
    team: str = ""
    manager_id: str = ""
    without: tuple[str, ...] = ()
    """Documents that should be in a binder and were not there to be bound."""
    for_everybody: bool = False
    """Whether it is of the organisation and reps may read it too."""
    warnings: tuple[str, ...] = ()
    """What should be looked at before it is released, as its check found it."""
    template_suffix: str = ".ipynb"
    """Of the file that the template is written in."""

    @property
    def template_file(self) -> str:
        """Name of the file that the template is written in."""
        return f"{self.template}{self.template_suffix}"

    def to_json(self) -> dict[str, Any]:
        """Return the record as plain values."""
        return asdict(self)

    @staticmethod
    def from_json(raw: Mapping[str, Any]) -> Record:
        """Read a record from plain values."""
        failure = raw.get("failure")
        return Record(
            **{
                **raw,
                "files": tuple(DocumentFile(**file) for file in raw["files"]),
                "failure": None if failure is None else Failure(**failure),
                "without": tuple(raw.get("without", ())),
                "warnings": tuple(raw.get("warnings", ())),
            }
        )


def record_path(run: RunFolder, document: str) -> Path:
    """Where a document's record lies."""
    return run.records / f"{document}.json"


def write_record(run: RunFolder, record: Record) -> None:
    """Write a record, whole or not at all."""
    write_json(record_path(run, record.document), record.to_json())


def read_record(run: RunFolder, document: str) -> Record | None:
    """Read a document's record; ``None`` where there is none, or none that can be read."""
    return _read(record_path(run, document))


def read_records(run: RunFolder) -> dict[str, Record]:
    """Read every record of a run, by document."""
    found = (_read(path) for path in sorted(run.records.rglob("*.json")))
    return {record.document: record for record in found if record is not None}


def _read(path: Path) -> Record | None:
    try:
        return Record.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return None  # torn or from another version: as good as none, the document is made again


def digest_file(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe_file(run: RunFolder, path: Path, made: Path | None = None) -> DocumentFile:
    """Describe a file of a document that lies in its final place or will.

    Parameters
    ----------
    made
        Where it is before it is put in its place; once it is there somebody else can write to it.
    """
    content = path if made is None else made
    return DocumentFile(
        path.relative_to(run.path).as_posix(), digest_file(content), content.stat().st_size
    )


def remove_documents(run: RunFolder, records: Iterable[Record]) -> None:
    """Remove documents and their records: of reps who left, of templates deleted."""
    for record in records:
        remove_files(run, record.files)
        path = record_path(run, record.document)
        remove_files(run, [path.relative_to(run.path).as_posix()])


def keep_changed_file(run: RunFolder, path: Path) -> None:
    """Move a file that no run has made into ``.batch/changed``: nobody's work is deleted."""
    kept = run.changed / path.relative_to(run.path)
    kept.parent.mkdir(parents=True, exist_ok=True)
    path.replace(kept)


def is_as_made(run: RunFolder, file: DocumentFile) -> bool:
    """Whether a file has the bytes it was made with, or is not there."""
    path = run.path / file.path
    try:
        return path.stat().st_size == file.bytes and digest_file(path) == file.sha256
    except FileNotFoundError:
        return True


def remove_files(run: RunFolder, files: Iterable[DocumentFile | str]) -> None:
    """Remove files of a document, and folders that are empty then.

    A file with other bytes than its record says is somebody else's work, and is kept in
    ``.batch/changed``.
    """
    for file in files:
        path = run.path / (file if isinstance(file, str) else file.path)
        if run.path.resolve() not in path.resolve().parents:
            continue  # a record that was tampered with names nothing outside its run
        if isinstance(file, str) or is_as_made(run, file):
            path.unlink(missing_ok=True)
        else:
            keep_changed_file(run, path)
        for parent in path.parents:
            if parent == run.path:
                break
            try:
                parent.rmdir()
            except OSError:
                break  # not empty
