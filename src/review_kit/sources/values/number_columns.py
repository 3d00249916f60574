"""The columns of numbers of one file: how each is read, and the SQL that reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from review_kit.sources.columns.binding import Binding, cell_number
from review_kit.sources.files.cells import Typed
from review_kit.sources.files.raw import RawTable
from review_kit.sources.matching.context import MappingContext
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.column import Column
from review_kit.sources.profiles.keys import DURATIONS
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import Steps
from review_kit.sources.values.amounts import Marks, number_sql, percent_sql, share_of_percent_sql
from review_kit.sources.values.currencies import MONEY, settle_currencies
from review_kit.sources.values.durations import ask_about_minutes, minutes_sql, seconds_sql
from review_kit.sources.values.number_marks import decimal_marks
from review_kit.sources.values.probe import Probe
from review_kit.sources.values.scales import (
    MARKED_PERCENTS,
    PERCENTS,
    ask_about_scale,
    share_condition,
    top_of,
)


@dataclass(frozen=True)
class NumberReading:
    """How the numbers of one file are read."""

    marks: Mapping[str, Marks]
    """Column of numbers → its decimal mark."""
    plain: frozenset[str]
    """Columns whose numbers are written as programs write them."""
    shown_as_percent: frozenset[str]
    """Columns with cells that a workbook formats as percent."""
    shares: Mapping[str, str]
    """Column that may hold shares and percents → SQL condition for a share."""
    clocks: frozenset[str]
    """Columns of minutes in which ``0:45`` is hours and minutes."""
    typed: Mapping[str, Typed]
    """Column → how its numbers stood in the export; a column that is not there was text."""


def numbers_read(
    steps: Steps,
    numbers: Sequence[str],
    found: Probe,
    raw: RawTable,
    profile: Profile,
    table: str,
    context: MappingContext,
    binding: Binding,
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Steps, NumberReading, list[Notice]]:
    """Find how the numbers of a file are read: marks, currencies, scales and units.

    Parameters
    ----------
    steps
        Cells as ``r_<name>``, through their value maps.
    numbers
        Columns of numbers, and of scores.
    found
        Which of them need a closer look.
    raw
        The file: which cells were numbers, or shown as percent.
    profile
        What it says of numbers, scales and units.
    table
        Canonical table.
    context
        Currency and decimal mark of the project.
    binding
        Cells and columns.
    file
        Name of the file, for messages.
    connection
        DuckDB to compute with.

    Returns
    -------
    The steps with bare amounts, how to read them, and what is asked or reported.

    Raises
    ------
    SourceError
        A number can be read in two ways.
    """
    notices: list[Notice] = []
    if profile.numbers.money and found.odd_numbers & MONEY.get(table, {}).keys():
        steps, noticed = settle_currencies(
            steps, table, binding, context.currency, file, connection
        )
        notices += noticed
    cells = {name: cell_number(binding.cells[name]) for name in numbers}
    typed = {
        name: raw.typed[number]
        for name, number in cells.items()
        if number is not None and number in raw.typed and not binding.columns[name].values
    }
    plain: dict[str, Marks] = dict.fromkeys(numbers, ".")
    steps, decided = decimal_marks(
        steps,
        [name for name in numbers if name in found.odd_numbers],
        profile.numbers,
        context.decimal or profile.numbers.stated,
        typed,
        binding,
        file,
        table,
        connection,
    )
    marks = plain | decided
    shares = {
        name: share_condition(steps, name, marks[name], binding, file, connection)
        for name in numbers
        if binding.columns[name].scale == "mixed"
    }
    clocks = []
    for name in numbers:
        if name in DURATIONS:
            clear, noticed = ask_about_minutes(
                steps,
                name,
                marks[name],
                profile,
                table,
                binding,
                file,
                connection,
                odd=name in found.odd_numbers,
            )
            notices += noticed
            clocks += [name] if clear else []
        notices += ask_about_scale(
            steps, name, marks[name], profile, table, binding, file, connection
        )
    reading = NumberReading(
        marks=marks,
        plain=frozenset(
            name
            for name in numbers
            if name not in found.odd_numbers
            or (typed.get(name) == "numbers" and name not in found.texts)
        ),
        shown_as_percent=frozenset(
            name for name, number in cells.items() if number is not None and number in raw.percents
        ),
        shares=shares,
        clocks=frozenset(clocks),
        typed=typed,
    )
    return steps, reading, notices


def number_value(name: str, column: Column, reading: NumberReading) -> str:
    """SQL of a column of numbers in its canonical unit."""
    value, marks = f"r_{name}", reading.marks[name]
    is_plain = name in reading.plain and name not in reading.shown_as_percent
    if column.scale is not None or name in PERCENTS | MARKED_PERCENTS:
        share: bool | str = reading.shares.get(name, column.scale == "share")
        top = top_of(column)
        return (
            value
            if is_plain and not share and top == 100
            else percent_sql(value, marks, share=share, top=top)
        )
    if is_plain and column.unit is None:
        return value
    if name in DURATIONS:
        return minutes_sql(value, marks, column.unit, clocks=name in reading.clocks)
    if name in reading.shown_as_percent and name != "score":
        return share_of_percent_sql(value)
    number = number_sql(value, marks)
    if name == "evidence_offset_s":
        return seconds_sql(value, number)
    return number
