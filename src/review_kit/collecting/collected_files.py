"""The canonical files that sheets are collected in: read, added to, written whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from review_kit.collecting.entries import GOALS, LOG, RATINGS, TABLES, Entries, Row
from review_kit.errors import SourceError
from review_kit.project import Project
from review_kit.records.folder import write_bytes_atomically
from review_kit.sources.files.discovery import collected_path
from review_kit.sources.files.rows_to_mend import (
    COLLECTED_DIGEST,
    COLLECTED_FILE,
    neutral,
    restored,
)

CONTENT, TALK = "collected_content", "collected_talk"
OWN_COLUMNS = (TALK, COLLECTED_FILE, COLLECTED_DIGEST, CONTENT)
"""Behind the table's columns: of which talk a row is, the file and its SHA-256, and a digest of what is
written, which is the same in every copy of a sheet."""

_SORTED_BY = {
    RATINGS: ("assessed_on", "rep_id", "criterion_id"),
    GOALS: ("set_on", "goal_id"),
    LOG: ("session_date", "entry_id"),
}


class Collected:
    """What has been collected in a project so far.

    Raises
    ------
    SourceError
        One of its files is not as it was written.
    """

    def __init__(self, project: Project) -> None:
        self._paths = {table: collected_path(project, table) for table in TABLES}
        self.rows: dict[str, list[Row]] = {
            table: _read(path, table) for table, path in self._paths.items()
        }

    def content_of(self, talk: str) -> str | None:
        """Return the digest of what was collected of a talk; ``None`` where nothing was."""
        for row in self.rows[LOG]:
            if row[TALK] == talk:
                return row[CONTENT]
        return None

    def entry(self, entry_id: str) -> Row | None:
        """Return a log entry that was collected."""
        return next((row for row in self.rows[LOG] if row["entry_id"] == entry_id), None)

    def put(self, entries: Entries, name: str) -> None:
        """Take the rows of a sheet, in place of what was collected of the same talk.

        Parameters
        ----------
        name
            Of the file, as it is recorded.
        """
        own = {
            TALK: entries.talk,
            COLLECTED_FILE: name,
            COLLECTED_DIGEST: entries.sheet.sha256,
            CONTENT: entries.content,
        }
        for table in TABLES:
            kept = [row for row in self.rows[table] if row[TALK] != entries.talk]
            self.rows[table] = [*kept, *({**row, **own} for row in entries.rows.get(table, ()))]

    def set_outcome(self, entry_id: str, outcome: str) -> None:
        """Say what became of a commitment that was collected."""
        self.rows[LOG] = [
            {**row, "commitment_status": outcome} if row["entry_id"] == entry_id else row
            for row in self.rows[LOG]
        ]

    def text(self, table: str) -> str:
        """Write a table as CSV, in the order of days; no cell of it is a formula to a spreadsheet."""
        return csv_text(self.rows[table], table)

    def write(self) -> list[Path]:
        """Write what has changed, each file whole or not at all, the log last; return the files."""
        written = []
        for table, path in self._paths.items():
            content = self.text(table).encode("utf-8")
            if (not self.rows[table] and not path.is_file()) or (
                path.is_file() and path.read_bytes() == content
            ):
                continue
            write_bytes_atomically(path, content)
            written.append(path)
        return written


def csv_text(rows: Iterable[Row], table: str) -> str:
    """Write rows of a table as CSV with the columns that say where they come from."""
    columns = [*TABLES[table], *OWN_COLUMNS]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in sorted(rows, key=lambda row: tuple(row[name] for name in _SORTED_BY[table])):
        writer.writerow({name: neutral(row[name]) for name in columns})
    return out.getvalue()


def _read(path: Path, table: str) -> list[Row]:
    if not path.is_file():
        return []
    columns = [*TABLES[table], *OWN_COLUMNS]
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not set(columns) <= {*(reader.fieldnames or ())}:
            lacking = ", ".join(sorted({*columns} - {*(reader.fieldnames or ())}))
            raise SourceError(
                f"{path}: the columns {lacking} are missing",
                "'review-kit collect' writes this file; restore it from a copy, or move it away "
                "and collect the sheets again.",
            )
        return [_restored(row, columns) for row in reader]


def _restored(row: Mapping[str, str | None], columns: Iterable[str]) -> Row:
    return {name: restored(row[name] or "") for name in columns}
