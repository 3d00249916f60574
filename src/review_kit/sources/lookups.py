"""Exports beside an export that translate its values, such as user ids to e-mail addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duckdb

from review_kit.errors import SourceError
from review_kit.project import Project
from review_kit.sources.files.complete import Page, page_notices
from review_kit.sources.files.discovery import files_matching, open_exports, open_local
from review_kit.sources.files.export import Export
from review_kit.sources.files.header import listed, plain_name
from review_kit.sources.files.invisible import out_of_formula
from review_kit.sources.files.raw import RawTable
from review_kit.sources.files.sheet_choice import SheetChoice
from review_kit.sources.matching.context import Lookups
from review_kit.sources.matching.lookup_table import LookupTable
from review_kit.sources.matching.rounded_ids import is_rounded
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.keys import OWN_FILES
from review_kit.sources.profiles.language import Lookup, Profile, Reading
from review_kit.sources.reading import input_file, read_export
from review_kit.sources.sql import file_literal
from review_kit.sources.staged import InputFile


def read_lookups(
    project: Project,
    profile: Profile,
    table: str,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> tuple[Lookups, list[InputFile], list[Notice]]:
    """Read every lookup of a profile, and say from which files and whether they are all there.

    One that stands in the files of the ``table`` itself (JSON:API's ``included``) is read from these; a
    page without it translates nothing.

    A lookup whose file is not there is empty: its values stay as they are, and the contract judges.

    Raises
    ------
    SourceError
        A file cannot be read, or has no column to look up in.
    """
    lookups: dict[str, LookupTable] = {}
    inputs = []
    notices: list[Notice] = []
    for name, lookup in profile.lookups.items():
        wanted = [each for each in profile.columns.values() if each.lookup == name]
        gives = list(dict.fromkeys(column for each in wanted for column in each.gives))
        expected = frozenset(plain_name(column) for column in (*lookup.key, *gives))
        reading = Reading(records=lookup.records)
        columns = partial(_columns_read, expected)
        entries = LookupTable()
        pages: list[Page] = []
        own = lookup.path == OWN_FILES
        exports = _own_exports(project, table, work) if own else _exports(project, lookup, work)
        for export in exports:
            parts = read_export(export, reading, SheetChoice(), expected, columns, connection, work)
            for part, raw in parts:
                if not own:
                    inputs.append(input_file(part, raw))
                    pages += raw.pages or ()
                elif not any(plain_name(name) in expected for name in raw.header):
                    continue
                _add(entries, raw, lookup, gives, part.name, connection)
        lookups[name] = entries
        notices += page_notices(pages)
    return lookups, inputs, notices


def _exports(project: Project, lookup: Lookup, work: Path) -> Iterator[Export]:
    for path in files_matching(project, lookup.path):
        yield from open_local(project, path, None, work)


def _own_exports(project: Project, table: str, work: Path) -> Iterator[Export]:
    source = project.config.sources.get(table)
    if source is None or not (source.table or source.query):
        yield from open_exports(project, table, work)


def _columns_read(names: frozenset[str], header: tuple[str, ...], _file: str) -> frozenset[int]:
    """Numbers of the columns that are looked up in or give an answer."""
    return frozenset(n for n, name in enumerate(header, start=1) if plain_name(name) in names)


def _add(
    entries: LookupTable,
    raw: RawTable,
    lookup: Lookup,
    gives: list[str],
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> None:
    numbers = {plain_name(name): number for number, name in enumerate(raw.header, 1) if name}
    key = next(
        (numbers[plain_name(name)] for name in lookup.key if plain_name(name) in numbers), None
    )
    there = [name for name in gives if plain_name(name) in numbers]
    if raw.records and (key is None or not there):
        wanted = "' or '".join(lookup.key if key is None else gives)
        raise SourceError(
            f"{file}: there is no column '{wanted}' to look up values with",
            f"It has: {listed(raw.header)}.",
        )
    if key is None:
        return
    cells = "".join(f", c{numbers[plain_name(name)]}" for name in there)
    rows = connection.execute(
        f"SELECT c{key}{cells} FROM read_parquet({file_literal(raw.path)}) "
        f"WHERE _out IS NULL AND c{key} IS NOT NULL"
    ).fetchall()
    entries.file = entries.file or file
    for cell, *values in rows:
        given = out_of_formula(cell)
        _refuse_rounded(given, raw.header[key - 1], file)
        filled = {
            name: value.strip()
            for name, value in zip(there, values, strict=True)
            if value is not None and value.strip()
        }
        entries.add(given, filled)


def _refuse_rounded(given: str, column: str, file: str) -> None:
    """Refuse a key of which the last digits are gone: it would translate other ids as well."""
    if is_rounded(given.strip()):
        raise SourceError(
            f"{file}, column '{column}': '{given}' was a longer id; a program has rounded it",
            "Export again from the system that the ids come from, with this column as text.",
        )
