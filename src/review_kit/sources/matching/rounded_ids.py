"""Ids that a program has taken for numbers and rounded: two calls then share one id.

A spreadsheet keeps 15 digits of a number and a floating-point column 17, so that the last digits of
longer ids are gone, whatever the cell is formatted as afterwards. The spelling gives it away
(``7.78234E+18``), or zeros at the end of every long id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.files.raw import RawTable
from review_kit.sources.notice import Notice
from review_kit.sources.sql import Steps, literal
from review_kit.words import say

ROUNDED_IDS = "rounded_ids"
DOUBTFUL_IDS = "ids_ending_in_zeros"

_SPELLING = r"^[+-]?(\d[.,]\d+[eE]\+?\d{2,}|\d[eE]\+\d{2,}|\d{16,}[.,]0+)$"
"""A whole number in a floating-point spelling, as spreadsheets, databases and JSON write it."""
_ROUNDED = re.compile(_SPELLING)

_SPREADSHEET_DIGITS = 15
_FLOAT_DIGITS = 17
_ZEROS_BY_CHANCE = 8
"""Digits that are zero by chance once in 10 to this power; from here on it is told."""


def is_identifier(column: CanonicalColumn) -> bool:
    """Say whether the values of a column are ids, which one digit tells apart."""
    return column.kind == "text" and column.name.endswith(("_id", "rated_by"))


def is_rounded(text: str) -> bool:
    """Say whether an id is the floating-point spelling of a number."""
    return _ROUNDED.match(text) is not None


def rounded_ids(
    steps: Steps,
    numbers: Mapping[int, str],
    facts: Sequence[Any],
    raw: RawTable,
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> Iterator[Notice]:
    """Yield what is wrong with the ids of one file.

    Parameters
    ----------
    steps
        Query with the file's cells ``s1 … sn`` and the ``reason`` why a row is left out.
    numbers
        Cell number → name, of the columns that hold ids.
    facts
        What :func:`facts_of_ids` asks of the records.
    raw
        The file as text, with the columns that its reader found damaged.
    file
        Its name, as messages give it.
    connection
        DuckDB to compute with.
    """
    for at, (number, name) in enumerate(numbers.items()):
        rows, row, text, long, ending = facts[5 * at : 5 * at + 5]
        if rows or number in raw.damaged:
            yield Notice(
                kind=ROUNDED_IDS,
                message=say("found-rounded-ids"),
                hint=_hint(text, raw),
                rows=rows,
                file=file,
                row=row if rows else raw.damaged[number],
                column=name,
                stops=True,
            )
        elif long and long == ending:
            yield from _ending_in_zeros(steps, number, name, file, connection)


def looks_of_ids(numbers: Iterable[int]) -> list[str]:
    """SQL of what :func:`facts_of_ids` counts, three columns for each of these cells."""
    return [look for number in numbers for look in _looks(number)]


def facts_of_ids(numbers: Iterable[int]) -> list[str]:
    """SQL of what :func:`rounded_ids` has to know of these cells, five values for each."""
    return [
        fact
        for n in numbers
        for fact in (
            f"count(*) FILTER (spelt_{n})",
            f"min(_row) FILTER (spelt_{n})",
            f"arg_min(s{n}, _row) FILTER (spelt_{n})",
            f"count(*) FILTER (long_{n})",
            f"count(*) FILTER (ending_{n})",
        )
    ]


def facts_of_texts(
    steps: Steps, number: int, connection: duckdb.DuckDBPyConnection
) -> tuple[Any, ...]:
    """Return what :func:`facts_of_ids` asks of a cell, each of its texts looked at once."""
    cell = f"s{number}"
    texts = (
        f"SELECT {cell}, count(*) AS times, min(_row) AS _row FROM {{last}} "
        "WHERE reason IS NULL GROUP BY 1"
    )
    facts = ", ".join(
        fact.replace("count(*)", "sum(times)").join(("coalesce(", ", 0)"))
        if fact.startswith("count(*)")
        else fact
        for fact in facts_of_ids([number])
    )
    return (
        connection.execute(
            steps.then("texts", texts)
            .then("looked_at", f"SELECT *, {', '.join(_looks(number))} FROM {{last}}")
            .sql(f"SELECT {facts} FROM {{last}}")
        ).fetchone()
        or ()
    )


def _looks(number: int) -> tuple[str, ...]:
    cell = f"s{number}"
    # the cheap conditions come first: of millions of ids hardly one holds such a sign
    spelt = (
        f"(contains({cell}, '.') OR contains({cell}, ',') OR contains({cell}, '+')) "
        f"AND regexp_matches({cell}, {literal(_SPELLING)})"
    )
    long = f"length({cell}) > {_SPREADSHEET_DIGITS}"
    ending = f"{long} AND length(rtrim({cell}, '0')) <= least(length({cell}) - 1, {_FLOAT_DIGITS})"
    return f"{spelt} AS spelt_{number}", f"{long} AS long_{number}", f"{ending} AS ending_{number}"


def all_end_in_zeros_sql(number: int) -> str:
    """SQL of whether every long id of some records ends in zeros, for a cell that was looked at."""
    return f"count(*) FILTER (long_{number}) > 0 AND bool_and(ending_{number} OR NOT long_{number})"


def _ending_in_zeros(
    steps: Steps, number: int, name: str, file: str, connection: duckdb.DuckDBPyConnection
) -> Iterator[Notice]:
    """Yield a warning where every long id of a column ends in zeros, too many to be chance."""
    cell = f"s{number}"
    ids, zeros, row, example, rows = connection.execute(
        steps.sql(
            "SELECT count(*), sum(length(id) - CASE WHEN all_short THEN "
            f"{_SPREADSHEET_DIGITS} ELSE {_FLOAT_DIGITS} END), min(first), arg_min(id, first), "
            "sum(times) FROM (SELECT *, "
            f"bool_and(length(rtrim(id, '0')) <= {_SPREADSHEET_DIGITS}) OVER () AS all_short "
            f"FROM (SELECT {cell} AS id, min(_row) AS first, count(*) AS times FROM {{last}} "
            f"WHERE reason IS NULL AND length({cell}) > {_SPREADSHEET_DIGITS} GROUP BY 1) "
            "WHERE regexp_matches(id, '^\\d+$'))"
        )
    ).fetchone() or (0, None, None, None, 0)
    if ids >= 2 and zeros >= _ZEROS_BY_CHANCE:
        yield Notice(
            kind=DOUBTFUL_IDS,
            message=say("found-doubtful-ids"),
            hint=say("found-doubtful-ids.hint", example=example),
            rows=int(rows),
            file=file,
            row=row,
            column=name,
        )


def _hint(text: str | None, raw: RawTable) -> str:
    """How it came about, by the spelling, and what fixes it."""
    shown = [say("found-rounded-ids.was-longer", text=text)] if text else []
    if raw.serial_epoch is not None or (text and "E" in text):
        return " ".join([*shown, say("found-rounded-ids.spreadsheet")])
    return " ".join([*shown, say("found-rounded-ids.floats")])
