"""Everything that is looked for in one file before a profile maps it, put together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import duckdb

from review_kit.sources.columns.binding import Binding, Names
from review_kit.sources.columns.near_names import near_columns
from review_kit.sources.files.complete import footer_notices
from review_kit.sources.files.raw import RawTable
from review_kit.sources.files.unreadable import unreadable_columns
from review_kit.sources.mapping.blocks import empty_below, facts_of_columns
from review_kit.sources.matching.rounded_ids import (
    facts_of_ids,
    facts_of_texts,
    is_identifier,
    looks_of_ids,
    rounded_ids,
)
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import Steps

_CELL = re.compile(r"s(\d+)")


def found_in_file(
    steps: Steps,
    binding: Binding,
    profile: Profile,
    table: str,
    raw: RawTable,
    file: str,
    connection: duckdb.DuckDBPyConnection,
    *,
    has_notes: bool,
    repeated: Collection[int] = (),
) -> Iterator[Notice]:
    """Yield what is doubtful in one file that has records.

    Parameters
    ----------
    steps
        Query with the file's cells ``s1 … sn``, ``_row``, ``_first`` and the ``reason`` why a
        row is left out.
    binding
        Which cells mean what.
    profile
        What the binding was made from.
    table
        Canonical table that it makes.
    raw
        The file as text, with what its reader found.
    file
        Its name, as messages give it.
    connection
        DuckDB to compute with.
    has_notes
        Whether the reader met rows that may tell how many there are.
    repeated
        Numbers of the cells that have few different texts.
    """
    bound = _bound(binding)
    ids, required = looked_at(binding, profile, table, raw, file)
    shown = dict(enumerate(raw.header, start=1))
    in_use = {number: shown[number] for number in (*bound, *binding.questions)}
    yield from near_columns(profile, table, binding, raw.header, file)
    yield from unreadable_columns(raw.unreadable, in_use, frozenset(required), file)
    # one look at the records for everything: a table may have fifty million
    looked = [number for number in ids if number not in repeated]
    wanted = [*facts_of_ids(looked), *facts_of_columns(required)]
    cells = [f"s{number}" for number in dict.fromkeys((*looked, *required))]
    looks = ", ".join(["_row", *cells, *looks_of_ids(looked)])
    facts = (
        connection.execute(
            steps.then("looked_at", f"SELECT {looks} FROM {{last}} WHERE reason IS NULL").sql(
                f"SELECT {', '.join(wanted)} FROM {{last}}"
            )
        ).fetchone()
        if wanted
        else None
    ) or ()
    of_each = {number: facts[5 * at : 5 * at + 5] for at, number in enumerate(looked)}
    of_columns = facts[5 * len(looked) :]
    of_each |= {
        number: facts_of_texts(steps, number, connection) for number in ids if number in repeated
    }
    of_ids = [fact for number in ids for fact in of_each[number]]
    yield from rounded_ids(steps, {n: shown[n] for n in ids}, of_ids, raw, file, connection)
    yield from empty_below(steps, {n: shown[n] for n in required}, of_columns, file, connection)
    if profile.read.footer or has_notes:
        yield from footer_notices(steps, file, connection)


def looked_at(
    binding: Binding, profile: Profile, table: str, raw: RawTable, file: str
) -> tuple[list[int], list[int]]:
    """Numbers of the cells that hold ids, and of those that every row needs."""
    bound = _bound(binding)
    needed = {column.name for column in profile.columns_of(table) if column.required}
    identifiers = {column.name for column in profile.columns_of(table) if is_identifier(column)}
    required = [number for number, names in bound.items() if names & needed]
    ids = [number for number, names in bound.items() if names & identifiers]
    ids += _parts_of_ids(profile, Names(raw, file, profile))
    return list(dict.fromkeys(ids)), required


def _bound(binding: Binding) -> dict[int, set[str]]:
    """Cell number → canonical columns that are made from it."""
    made: dict[int, set[str]] = {}
    for canonical, cell in binding.cells.items():
        number = _number(cell)
        if number is not None:
            made.setdefault(number, set()).add(canonical)
    return made


def _parts_of_ids(profile: Profile, names: Names) -> list[int]:
    """Cells of the export that ids are made from."""
    parts = [part for column in profile.columns.values() for part in column.id_of]
    cells = [names.cell([part]) for part in parts if part not in profile.columns]
    return [number for cell in cells if cell and (number := _number(cell)) is not None]


def _number(cell: str) -> int | None:
    found = _CELL.fullmatch(cell)
    return int(found[1]) if found else None
