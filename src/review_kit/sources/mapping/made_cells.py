"""Cells that are made before anything reads them: of several columns, of a part of one, in one case.

Each becomes ``m_<canonical column>`` of its row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import duckdb
import pyarrow as pa

from review_kit.sources.columns.binding import MAXIMUM, NO_MAXIMUM, Binding
from review_kit.sources.columns.questions import period_of
from review_kit.sources.mapping.pieces import cut, known_to
from review_kit.sources.matching.context import MappingContext
from review_kit.sources.profiles.column import Column
from review_kit.sources.profiles.language import Dates, Profile
from review_kit.sources.sql import Steps, literal, literals
from review_kit.sources.values.answers import answer_part_sql

_CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
_DAY_MINUTES = 24 * 60


def make_cells(
    steps: Steps,
    binding: Binding,
    profile: Profile,
    context: MappingContext,
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Steps, bool]:
    """Add the cells that a profile makes, as ``m_<column>``.

    Returns
    -------
    The steps, and whether texts were joined with what they mean (then order is lost).

    Raises
    ------
    SourceError
        A text counts in fiscal years, and the profile does not say when these begin.
    """
    if not binding.made:
        return steps, False
    answer = next(
        (
            parts[0]
            for name, parts in binding.made.items()
            if binding.columns[name].part == "number"
        ),
        None,
    )
    cells = ", ".join(
        f"{_cell(binding.columns[name], _with_maximum(parts, answer))} AS m_{name}"
        for name, parts in binding.made.items()
    )
    steps = steps.then("made", f"SELECT *, {cells} FROM {{last}}")
    meant: dict[str, Callable[[str], str | None]] = {}
    for name in binding.made:
        column = binding.columns[name]
        if column.take in ("first", "last"):
            meant[name] = _piece_taken(column, context)
        elif column.period is not None:
            meant[name] = _end_of_period(column, profile.dates, f"{file}: {binding.shown[name]}")
    for name, meaning in meant.items():
        steps = _replaced(steps, f"m_{name}", meaning, connection)
    return steps, bool(meant)


def _with_maximum(parts: tuple[str, ...], answer: str | None) -> tuple[str, ...]:
    """What an answer is of stands in the answer (``4/5``), else where the file says it."""
    if answer is None:
        return parts
    own = answer_part_sql(answer, "maximum")
    return tuple(
        f"coalesce({own}, {part})" if part in (MAXIMUM, NO_MAXIMUM) else part for part in parts
    )


def _cell(column: Column, parts: tuple[str, ...]) -> str:
    if column.until and len(parts) > 1:
        return _minutes_between(*parts)
    if column.first_filled:
        cell = f"coalesce({', '.join(parts)})"
    elif len(parts) > 1:
        cell = f"nullif(concat_ws(' ', {', '.join(parts)}), '')"
    else:
        cell = parts[0]
    if column.extract is not None:
        found = f"regexp_extract({cell}, {literal(column.extract)}, 1)"
        cell = f"coalesce(nullif({found}, ''), {cell})"
    if column.part is not None:
        cell = answer_part_sql(cell, column.part)
    return f"{column.case}({cell})" if column.case is not None else cell


def _minutes_between(start: str, end: str) -> str:
    """SQL of the minutes between two clocks or two times; both as they stand where they are none."""

    def moment(text: str) -> str:
        return (
            f"coalesce(try_strptime(upper({text}), [{literals(_CLOCKS)}]), "
            f"try_cast({text} AS TIMESTAMP))"
        )

    minutes = f"date_diff('minute', {moment(start)}, {moment(end)})"
    past_midnight = f"CASE WHEN {minutes} < 0 THEN {minutes} + {_DAY_MINUTES} ELSE {minutes} END"
    return f"coalesce(CAST({past_midnight} AS VARCHAR), {start} || ' – ' || {end})"


def _piece_taken(column: Column, context: MappingContext) -> Callable[[str], str | None]:
    known = context.directories.get(column.match) if column.match else None
    knows = None if known is None else known_to(known, column)
    at = 0 if column.take == "first" else -1

    def taken(text: str) -> str | None:
        # one that is known is meant before one that is not
        pieces = [each for each in cut(text, column.split, None) if knows is None or knows(each)]
        pieces = pieces or list(cut(text, column.split, knows))
        return pieces[at] if pieces else None

    return taken


def _end_of_period(column: Column, dates: Dates, where: str) -> Callable[[str], str | None]:
    def day(text: str) -> str | None:
        period = period_of(text, dates, where)
        if period is None:
            return text
        return (period.start if column.period == "start" else period.end).isoformat()

    return day


def _replaced(
    steps: Steps,
    cell: str,
    meaning: Callable[[str], str | None],
    connection: duckdb.DuckDBPyConnection,
) -> Steps:
    """Put what its text means in the place of a cell; each different text is asked once."""
    texts = connection.execute(
        steps.sql(
            f"SELECT DISTINCT {cell} FROM {{last}} WHERE reason IS NULL AND {cell} IS NOT NULL"
        )
    ).fetchall()
    meanings: Mapping[str, str | None] = {text: meaning(text) for (text,) in texts}
    given = pa.table(
        {
            "given": pa.array(list(meanings), pa.string()),
            "meant": pa.array(list(meanings.values()), pa.string()),
        }
    )
    connection.register("meanings", given)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE means_{cell} AS FROM meanings")
    connection.unregister("meanings")
    return steps.then(
        f"meant_{cell}",
        f"SELECT {{last}}.* REPLACE (means_{cell}.meant AS {cell}) FROM {{last}} "
        f"LEFT JOIN means_{cell} ON means_{cell}.given = {{last}}.{cell}",
    )
