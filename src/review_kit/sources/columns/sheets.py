"""Sheets of one workbook that hold something else than the table: a summary beside the logs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb

from review_kit.sources.columns.binding import MissingColumnError, bind
from review_kit.sources.files.export import Export, fresh_path
from review_kit.sources.files.header import plain_name
from review_kit.sources.files.left_out import NO_TABLE
from review_kit.sources.files.raw import RawTable
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import file_literal, literal
from review_kit.words import say

Part = tuple[Export, RawTable]

_LIKE_THE_OTHERS = 0.5
"""Share of the columns read from another sheet from which on a sheet is one of its kind."""


def of_this_table(
    parts: list[Part],
    profile: Profile,
    table: str,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> list[Part]:
    """Leave out the sheets without a column that every row needs, where others have them all.

    A sheet that has most of the columns of another one is of the same kind, with a heading changed: it
    stays, and is refused with the column that is missing.
    """
    if len(parts) < 2:
        return parts
    live = [(export, raw) for export, raw in parts if _records(raw, connection)]
    if len(live) < 2:
        return parts
    used: list[frozenset[str]] = []
    lacking: dict[str, MissingColumnError] = {}
    for export, raw in live:
        try:
            binding = bind(profile, table, raw, export.name, strict=True)
        except MissingColumnError as error:
            lacking[export.name] = error
        else:
            used.append(_headings(raw) & {plain_name(name) for name in binding.shown.values()})
    kept: list[Part] = []
    for export, raw in parts:
        fault = lacking.get(export.name)
        likeness = max((len(_headings(raw) & each) / len(each) for each in used if each), default=1)
        if fault is None or likeness > _LIKE_THE_OTHERS:
            kept.append((export, raw))
        else:
            kept.append((export, _left_out(raw, export.name, fault, connection, work)))
    return kept


def _records(raw: RawTable, connection: duckdb.DuckDBPyConnection) -> int:
    (records,) = connection.execute(
        f"SELECT count(*) FROM read_parquet({file_literal(raw.path)}) WHERE _out IS NULL"
    ).fetchone() or (0,)
    return int(records)


def _headings(raw: RawTable) -> frozenset[str]:
    return frozenset(plain_name(name) for name in raw.header if name)


def _left_out(
    raw: RawTable,
    file: str,
    fault: MissingColumnError,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> RawTable:
    path = fresh_path(work, ".parquet")
    connection.execute(
        f"COPY (SELECT * REPLACE (coalesce(_out, {literal(NO_TABLE)}) AS _out) "
        f"FROM read_parquet({file_literal(raw.path)})) TO {literal(path)} (FORMAT parquet)"
    )
    notice = Notice(
        kind="sheet_without_table",
        message=say("found-sheet-without-table", sheet=raw.sheet, lacks=fault.lacks),
        hint=say("found-sheet-without-table.hint"),
        rows=_records(raw, connection),
        file=file,
    )
    raw.path.unlink()
    return replace(raw, path=path, notices=(*raw.notices, notice))
