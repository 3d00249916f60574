"""From exports to raw tables: each format by its reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb

from review_kit.errors import SourceError
from review_kit.project import Project, Source
from review_kit.sources.columns.binding import columns_read
from review_kit.sources.columns.sheets import of_this_table
from review_kit.sources.files.calendar import read_calendar
from review_kit.sources.files.columnar import read_columnar
from review_kit.sources.files.database import read_database
from review_kit.sources.files.delimited import read_delimited
from review_kit.sources.files.discovery import open_exports, open_local, today
from review_kit.sources.files.export import Export
from review_kit.sources.files.header import plain_name
from review_kit.sources.files.json_records import list_steps, raw_from_json, read_json
from review_kit.sources.files.raw import RawTable, Wanted
from review_kit.sources.files.sheet_choice import SheetChoice
from review_kit.sources.files.workbook import read_workbook
from review_kit.sources.notice import Notice, and_more
from review_kit.sources.profiles.language import Profile, Reading
from review_kit.sources.sql import file_literal, literal
from review_kit.sources.staged import InputFile
from review_kit.words import say

NOT_READ = "not_read"


def read_table(
    project: Project,
    table: str,
    profile: Profile,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    *,
    every_column: bool = False,
) -> Iterator[tuple[InputFile, RawTable]]:
    """Read everything that one canonical table comes from.

    Parameters
    ----------
    every_column
        Read columns too that the profile has no use for.

    Raises
    ------
    SourceError
        A file cannot be read.
    """
    source = project.config.sources.get(table)
    wanted = _all_columns if every_column else partial(columns_read, profile, table)
    if source is not None and (source.table or source.query):
        day = source.exported_on or today(project)
        yield read_database(source, project.root, day, profile.read, wanted, connection, work)
        return
    expected = expected_names(profile, table)
    sheets = _sheets(source)
    for export in open_exports(project, table, work):
        found = not_read(export.beside)
        parts = read_export(export, profile.read, sheets, expected, wanted, connection, work)
        for part, raw in of_this_table(parts, profile, table, connection, work):
            yield input_file(part, raw), replace(raw, notices=(*found, *raw.notices))
            found = ()


def _all_columns(header: tuple[str, ...], _: str) -> frozenset[int]:
    return frozenset(range(1, len(header) + 1))


def read_collected(
    project: Project,
    table: str,
    path: Path,
    profile: Profile,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> Iterator[tuple[InputFile, RawTable]]:
    """Read a canonical file of rows that were collected from filled sheets.

    Parameters
    ----------
    profile
        The canonical one, whatever profile the table's own export has.

    Raises
    ------
    SourceError
        It cannot be read.
    """
    wanted = partial(columns_read, profile, table)
    expected = expected_names(profile, table)
    for export in open_local(project, path, None, work):
        parts = read_export(export, profile.read, SheetChoice(), expected, wanted, connection, work)
        for part, raw in of_this_table(parts, profile, table, connection, work):
            yield input_file(part, raw), raw


def read_export(
    export: Export,
    reading: Reading,
    sheets: SheetChoice,
    expected: frozenset[str],
    wanted: Wanted,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> list[tuple[Export, RawTable]]:
    """Read one file; a workbook may give several tables, one for each sheet.

    Raises
    ------
    SourceError
        The file cannot be read, or changed while it was read.
    """
    try:
        return _read(export, reading, sheets, expected, wanted, connection, work)
    except (SourceError, duckdb.Error, OSError):
        # half of one file and half of another look like a fault in it
        export.found.refuse_change()
        raise


def _read(
    export: Export,
    reading: Reading,
    sheets: SheetChoice,
    expected: frozenset[str],
    wanted: Wanted,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> list[tuple[Export, RawTable]]:
    if export.format == "json":
        return [(export, read_json(export, reading, wanted, connection, work))]
    if export.format == "calendar":
        return [(export, read_calendar(export, reading, wanted, work))]
    if export.format in ("delimited", "workbook"):
        tables = (
            [(export, _read_text(export, reading, expected, wanted, connection, work))]
            if export.format == "delimited"
            else read_workbook(export, reading, sheets, expected, wanted, work)
        )
        for part, raw in tables:
            _refuse_lists_in_cells(part, reading, raw)
        return tables
    return [(export, read_columnar(export, reading, wanted, connection, work))]


def _sheets(source: Source | None) -> SheetChoice:
    if source is None:
        return SheetChoice()
    named = (source.sheet,) if isinstance(source.sheet, str) else tuple(source.sheet or ())
    return SheetChoice(named, tuple(source.sheets_except))


def not_read(names: Sequence[str]) -> tuple[Notice, ...]:
    """Tell of files in an archive or a folder from which no table can be read."""
    if not names:
        return ()
    some = and_more(", ".join(names[:3]), len(names) - 3)
    return (
        Notice(
            kind=NOT_READ,
            message=say("found-not-read", names=some, n=len(names)),
            hint=say("found-not-read.hint"),
        ),
    )


def _read_text(
    export: Export,
    reading: Reading,
    expected: frozenset[str],
    wanted: Wanted,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> RawTable:
    """Read a text table; a list of records that stands as JSON in its cells is opened."""
    inner = list_steps(reading.records or "")[1:]
    if len(inner) != 1 or len(inner[0]) != 1:
        return read_delimited(export, reading, expected, wanted, connection, work)
    (step,) = inner[0]
    raw = read_delimited(export, reading, expected, _every_column, connection, work)
    names = [step if plain_name(name) == plain_name(step) else name for name in raw.header]
    if step not in names:
        raw.path.unlink()
        return read_delimited(export, reading, expected, wanted, connection, work)
    fields = ", ".join(f"{literal(name)}, c{n}" for n, name in enumerate(names, 1) if name)
    records = (
        f"(SELECT _row AS place, json_object({fields}) AS j "
        f"FROM read_parquet({file_literal(raw.path)}) WHERE _out IS NULL)"
    )
    opened = raw_from_json(
        records, export.name, reading, wanted, connection, work, row="place", limits=export.limits
    )
    raw.path.unlink()
    return replace(opened, encoding=raw.encoding)


def _every_column(header: tuple[str, ...], _file: str) -> frozenset[int]:
    return frozenset(range(1, len(header) + 1))


def _refuse_lists_in_cells(export: Export, reading: Reading, raw: RawTable) -> None:
    """Refuse a file whose records should come from lists within a record, which its cells are not.

    Raises
    ------
    SourceError
        The profile names such a list, and no column is called as one of its fields.
    """
    inner = list_steps(reading.records or "")[1:]
    if not inner or not raw.records:
        return
    prefix = ".".join(part for step in inner for part in step)
    if any(plain_name(name).startswith(f"{plain_name(prefix)}.") for name in raw.header):
        return
    raise SourceError(
        f"{export.name}: the profile takes its records from lists inside JSON "
        f"({reading.records}), but review-kit does not read JSON inside the cells of this file",
        "Export the same table as JSON, JSON Lines or Parquet, or read it from the database with "
        "url and table.",
    )


def input_file(export: Export, raw: RawTable) -> InputFile:
    """Record of what was read."""
    return InputFile(
        export.name,
        export.sha256,
        export.bytes,
        raw.records,
        export.exported_on,
        raw.encoding,
        tuple(name for name in raw.header if name),
    )


def expected_names(profile: Profile, table: str) -> frozenset[str]:
    """Column names that an export of this profile should have, in plain spelling."""
    names = [name for column in profile.columns.values() for name in column.source]
    names += [name for column in profile.columns.values() for part in column.join for name in part]
    names += [
        name
        for column in profile.columns.values()
        for name in (*column.id_of, *column.until, *column.indented)
    ]
    names += [name for rule in profile.leave_out for name in rule.names]
    names += [
        column.name
        for column in profile.columns_of(table)
        if profile.column_of(table, column.name) and column.name not in profile.columns
    ]
    return frozenset(plain_name(name) for name in names if not name.startswith("@"))
