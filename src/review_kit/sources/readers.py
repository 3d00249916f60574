"""From exports to raw tables: each format by its reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from review_kit.project import Project
from review_kit.sources.columnar import read_columnar
from review_kit.sources.database import read_database
from review_kit.sources.delimited import read_delimited
from review_kit.sources.discovery import open_exports, today
from review_kit.sources.export import Export
from review_kit.sources.header import plain_name
from review_kit.sources.json_records import read_json
from review_kit.sources.profile import Profile, Reading
from review_kit.sources.raw import RawTable
from review_kit.sources.sheets import of_this_table
from review_kit.sources.staged import InputFile
from review_kit.sources.workbook import read_workbook


def read_table(
    project: Project,
    table: str,
    profile: Profile,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> Iterator[tuple[InputFile, RawTable]]:
    """Read everything that one canonical table comes from.

    Raises
    ------
    SourceError
        A file cannot be read.
    """
    source = project.config.sources.get(table)
    if source is not None and (source.table or source.query):
        day = source.exported_on or today(project)
        yield read_database(source, project.root, day, profile.read, connection, work)
        return
    expected = expected_names(profile, table)
    sheet = source.sheet if source is not None else None
    for export in open_exports(project, table, work):
        parts = read_export(export, profile.read, sheet, expected, connection, work)
        for part, raw in of_this_table(parts, profile, table, connection, work):
            yield input_file(part, raw), raw


def read_export(
    export: Export,
    reading: Reading,
    sheet: str | None,
    expected: frozenset[str],
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> list[tuple[Export, RawTable]]:
    """Read one file; a workbook may give several tables, one for each sheet."""
    if export.format == "delimited":
        return [(export, read_delimited(export, reading, expected, connection, work))]
    if export.format == "json":
        return [(export, read_json(export, reading, connection, work))]
    if export.format == "workbook":
        return read_workbook(export, sheet, expected, work)
    return [(export, read_columnar(export, reading, connection, work))]


def input_file(export: Export, raw: RawTable) -> InputFile:
    """Record of what was read."""
    return InputFile(export.name, export.sha256, export.bytes, raw.records, export.exported_on)


def expected_names(profile: Profile, table: str) -> frozenset[str]:
    """Column names that an export of this profile should have, in plain spelling."""
    names = [name for column in profile.columns.values() for name in column.source]
    names += [name for column in profile.columns.values() for name in column.id_of]
    names += [name for rule in profile.leave_out for name in (*rule.when, *rule.matches)]
    names += [
        column.name
        for column in profile.columns_of(table)
        if profile.column_of(table, column.name) and column.name not in profile.columns
    ]
    return frozenset(plain_name(name) for name in names if not name.startswith("@"))
