"""Rows that people have mended: read from the project's record, and put in place of those of the file.

``mended.jsonl`` beside ``review_kit.toml`` has a line for each row that came back from a workbook of
``review-kit mend``: file and row, what each cell was and is, who mended it and when. The export itself is
never written. A line holds for the file with these bytes and for no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from review_kit.errors import SourceError
from review_kit.project import Project
from review_kit.sources.files.export import fresh_path
from review_kit.sources.files.raw import RawTable, copy_raw
from review_kit.sources.notice import Notice
from review_kit.sources.sql import file_literal, literal
from review_kit.sources.staged import MendedCell, MendedRow
from review_kit.words import say

RECORD = "mended.jsonl"
OUTDATED = "mended_file_changed"


def record_path(project: Project) -> Path:
    """Where mended rows are recorded; the file need not exist."""
    return project.root / RECORD


def read_mended(project: Project) -> tuple[MendedRow, ...]:
    """Return every row that was mended in a project, in the order in which they came back.

    Raises
    ------
    SourceError
        The record is not as it was written.
    """
    path = record_path(project)
    if not path.is_file():
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            entry = json.loads(line)
            cells = tuple(MendedCell(**cell) for cell in entry.pop("cells"))
            found.append(MendedRow(cells=cells, **entry))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise SourceError(
                f"{path}: line {number} is not a corrected row",
                "'review-kit mend' writes this file; restore a copy of it, or remove the line "
                "and correct the row again.",
            ) from error
    return tuple(found)


def put_in_place(
    raw: RawTable,
    table: str,
    file: str,
    sha256: str,
    mended: Iterable[MendedRow],
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> tuple[RawTable, tuple[MendedRow, ...]]:
    """Put mended cells in place of those that a file has, and tell of rows mended in an earlier file.

    Parameters
    ----------
    raw
        The file as it was read.
    table, file, sha256
        What it is read for, its name and its bytes' digest.
    mended
        All that was mended in the project.

    Returns
    -------
    tuple
        The table with mended cells, and the rows that they belong to.
    """
    of_file = [row for row in mended if row.table == table and row.file == file]
    used = tuple(row for row in of_file if row.sha256 == sha256)
    outdated = [row for row in of_file if row.sha256 != sha256]
    if outdated and not used:
        raw = replace(raw, notices=(*raw.notices, _outdated(file, outdated)))
    columns = _by_column(used, raw.columns)
    if columns:
        cells = ", ".join(
            f"CASE _row {_whens(rows)} ELSE c{number} END AS c{number}"
            for number, rows in sorted(columns.items())
        )
        path = fresh_path(work, ".parquet")
        copy_raw(
            f"SELECT * REPLACE ({cells}) FROM read_parquet({file_literal(raw.path)})",
            len(raw.columns),
            connection,
            path,
        )
        path.replace(raw.path)
    return raw, used


def _by_column(rows: Sequence[MendedRow], there: frozenset[int]) -> dict[int, dict[int, str]]:
    """Return the text of each mended cell by column and row; what came back last stands."""
    found: dict[int, dict[int, str]] = {}
    for row in rows:
        for cell in row.cells:
            if cell.number in there:
                found.setdefault(cell.number, {})[row.row] = cell.now
    return found


def _whens(rows: Mapping[int, str]) -> str:
    return " ".join(f"WHEN {row} THEN {literal(text)}" for row, text in rows.items())


def _outdated(file: str, rows: Sequence[MendedRow]) -> Notice:
    last = rows[-1]
    count = len({row.row for row in rows})
    return Notice(
        kind=OUTDATED,
        message=say("found-old-corrections", n=count, file=file, person=last.by, day=last.at[:10]),
        hint=say("found-old-corrections.hint", file=file),
        file=file,
    )
