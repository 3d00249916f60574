"""What a text means: who is named, which day it is, whether 0.58 is 58 percent.

What can be read in one way only is read; what can be read in two is refused, with file, column,
row and both readings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from review_kit.errors import SourceError
from review_kit.sources.amounts import Marks, unmarked_number_sql
from review_kit.sources.binding import Binding
from review_kit.sources.days import DaySpelling, ambiguous_sql, two_readings
from review_kit.sources.header import plain_name
from review_kit.sources.people import Ambiguous, Directory, Group
from review_kit.sources.profile import Column, DateOrder, DecimalMark
from review_kit.sources.steps import Steps

Lookups = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Lookup → key in plain spelling → column in plain spelling → value."""


@dataclass(frozen=True)
class Setting:
    """What a mapping takes from the project rather than from the profile or the file."""

    currency: str
    time_zone: str
    date_order: DateOrder | None
    """As ``review_kit.toml`` says for this table."""
    decimal: DecimalMark | None
    """As ``review_kit.toml`` says for this table."""
    directories: Mapping[Group, Directory | None]
    lookups: Lookups


def unambiguous_days(
    steps: Steps,
    names: Sequence[str],
    spelling: DaySpelling,
    binding: Binding,
    file: str,
    table: str,
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Refuse a day that can be read in two ways.

    Raises
    ------
    SourceError
        With the column, the row and both days.
    """
    if not names or spelling.order is not None:
        return
    firsts = ", ".join(
        f"min(_row) FILTER ({ambiguous_sql(f'r_{name}', spelling)}), "
        f"arg_min(r_{name}, _row) FILTER ({ambiguous_sql(f'r_{name}', spelling)})"
        for name in names
    )
    found = connection.execute(
        steps.sql(f"SELECT {firsts} FROM {{last}} WHERE reason IS NULL")
    ).fetchone()
    for at, name in enumerate(names):
        row, text = (found or ())[2 * at : 2 * at + 2] or (None, None)
        if row is not None:
            day_first, month_first = two_readings(text)
            raise SourceError(
                f"{file}, column '{binding.shown[name]}', row {row}: '{text}' can be read as "
                f"{_long(day_first)} (day first) or as {_long(month_first)} (month first)",
                f'Say which under [sources.{table}] in review_kit.toml: date_order = "day_first" '
                'or "month_first".',
            )


def share_condition(
    steps: Steps,
    name: str,
    marks: Marks,
    binding: Binding,
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> str:
    """SQL condition on ``{number}`` for being a share (0.58), in a column that may hold both.

    A number below 1 is a share, one above 1 a percent; 1 goes with what else the column holds.

    Raises
    ------
    SourceError
        The column holds a 1 that could be 1 % or 100 %.
    """
    number = unmarked_number_sql(f"r_{name}", marks)
    shares, percents, row = connection.execute(
        steps.sql(
            f"SELECT coalesce(bool_or(n > 0 AND n < 1), false), coalesce(bool_or(n > 1), false), "
            f"min(_row) FILTER (n = 1) "
            f"FROM (SELECT _row, {number} AS n FROM {{last}} WHERE reason IS NULL)"
        )
    ).fetchone() or (False, False, None)
    if row is not None and shares == percents:
        raise SourceError(
            f"{file}, column '{binding.shown[name]}', row {row}: 1 can be read as 1 % or as 100 %",
            f'Say which in the profile: [columns.{name}] scale = "percent" or "share".',
        )
    return "{number} <= 1" if shares and not percents else "{number} < 1"


def join_meanings(
    steps: Steps,
    binding: Binding,
    setting: Setting,
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Steps, bool]:
    """Put ids in the place of names, addresses and foreign ids.

    Returns
    -------
    The steps with the join, and whether there was anything to join (then order is lost).

    Raises
    ------
    SourceError
        A name is shared by several people.
    """
    meant = [
        name
        for name in binding.cells
        if binding.columns[name].match or binding.columns[name].lookup
    ]
    joins = []
    for name in meant:
        column = binding.columns[name]
        texts = connection.execute(
            steps.sql(
                f"SELECT r_{name}, min(_row) AS first_row FROM {{last}} "
                f"WHERE reason IS NULL AND r_{name} IS NOT NULL GROUP BY 1 ORDER BY first_row"
            )
        ).fetchall()
        answers = []
        for text, row in texts:
            try:
                answers.append(_meaning(text, column, setting))
            except Ambiguous as found:
                raise _shared_name(found, column, file, binding.shown[name], row) from found
        meanings = pa.table(
            {
                "given": pa.array([text for text, _ in texts], pa.string()),
                "meant": pa.array(answers, pa.string()),
            }
        )
        connection.register("meanings", meanings)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE meant_{name} AS FROM meanings")
        connection.unregister("meanings")
        joins.append(f"LEFT JOIN meant_{name} ON meant_{name}.given = r_{name}")
    if not meant:
        return steps, False
    replaced = ", ".join(
        f"CASE WHEN meant_{name}.given IS NULL THEN r_{name} ELSE meant_{name}.meant END "
        f"AS r_{name}"
        for name in meant
    )
    query = f"SELECT {{last}}.* REPLACE ({replaced}) FROM {{last}} {' '.join(joins)}"
    return steps.then("meant", query), True


def _meaning(text: str, column: Column, setting: Setting) -> str | None:
    """What one text stands for; the text itself where nobody knows it."""
    given: list[str] = []
    known_entry: Mapping[str, str] | None = None
    if column.lookup:
        known_entry = setting.lookups.get(column.lookup, {}).get(plain_name(text))
        entry = known_entry or {}
        given = [entry[name] for name in map(plain_name, column.gives) if name in entry]
    if column.match:
        known = setting.directories.get(column.match)
        # the roster may hold the foreign id itself, else what the lookup says it stands for
        found = (known.find(each) for each in (text, *given)) if known is not None else ()
        return next((identifier for identifier in found if identifier is not None), text)
    if given:
        return given[0]
    if column.guess is not None and column.default is None and known_entry is not None:
        # it is known to have none, so that nothing may be guessed
        return f"no {' or '.join(column.gives)} for {text}"
    usual = column.default if column.default is not None else column.guess
    return None if column.lookup and usual is not None else text


def _shared_name(found: Ambiguous, column: Column, file: str, shown: str, row: int) -> SourceError:
    what = "criteria" if column.match == "criteria" else "people"
    return SourceError(
        f"{file}, column '{shown}', row {row}: '{found.text}' is the name of several {what}: "
        f"{' and '.join(found.ids)}",
        "Export ids or e-mail addresses instead, or say who is meant in a profile: "
        f'values = {{ "{found.text}" = "{found.ids[0]}" }}.',
    )


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
