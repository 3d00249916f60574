"""What stands in each canonical column: its cell in canonical spelling, a constant, or a part of an id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import duckdb

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.columns.binding import Binding, Names
from review_kit.sources.mapping.clean_cells import FEW_TEXTS
from review_kit.sources.matching.context import MappingContext
from review_kit.sources.matching.managers_of_record import COLUMN as RECORD_MANAGER
from review_kit.sources.profiles.column import Column
from review_kit.sources.profiles.keys import MANAGER_OF_RECORD, PROJECT_CURRENCY
from review_kit.sources.sql import Steps, literal, literals
from review_kit.sources.values.amounts import boolean_sql
from review_kit.sources.values.day_columns import is_tick_sql
from review_kit.sources.values.days import DaySpelling, day_sql, is_canonical_sql, moment_sql
from review_kit.sources.values.number_columns import NumberReading, number_value

DAY_KINDS = ("date", "timestamp")

_CELL = re.compile(r"s\d+")
CELL_OR_FEW_TEXTS = re.compile(r"r_\w+$|s\d+$|'[^']*'$|CASE s\d+ WHEN")
"""SQL of a cell as it is, or with a few texts of its own, or of a constant."""

_SINGLE_KEYS = {
    "criteria": "criterion_id",
    "coaching_log": "entry_id",
    "scheduled_sessions": "session_id",
    "opportunities": "opportunity_id",
    "goals": "goal_id",
    "disputes": "dispute_id",
}
"""Tables whose rows one column tells apart: the pieces of a split row need a key each."""

_DAY_OF = {
    "qa_scores": "call_at",
    "coaching_log": "session_date",
    "goals": "set_on",
    "disputes": "raised_on",
}
"""Tables whose rows name a criterion, and the column with the day on which they meant it."""


def spelled_sql(
    canonical: CanonicalColumn,
    column: Column,
    reading: NumberReading,
    days: Mapping[str, DaySpelling],
    spelt: Collection[str],
    context: MappingContext,
) -> str:
    """SQL of a canonical column in canonical spelling, with its default.

    Parameters
    ----------
    canonical, column
        What it is, and how the profile makes it.
    reading
        How its numbers are read.
    days
        Column of days or times → how these are spelled.
    spelt
        Columns of days or times in which every cell has the canonical spelling already.
    context
        Gives what is constant.
    """
    if column.constant is not None:
        return _given(column.constant, context)
    if not column.source and column.guess is not None:
        return _given(column.guess, context)
    name = canonical.name
    value = f"r_{name}"
    if column.scale is not None or canonical.kind == "number":
        value = number_value(name, column, reading)
    elif canonical.kind == "boolean" and not column.values:
        value = boolean_sql(value)
    elif canonical.kind in DAY_KINDS and name not in spelt:
        spelled = day_sql if canonical.kind == "date" else moment_sql
        value = spelled(value, days[name])
        if canonical.kind == "date" and not canonical.required:
            value = f"CASE WHEN NOT coalesce({is_tick_sql(f'r_{name}')}, false) THEN {value} END"
    usual = column.default if column.default is not None else column.guess
    if usual is not None:
        value = f"coalesce({value}, {_given(usual, context)})"
    return value


def few_days_sql(
    steps: Steps,
    cells: Mapping[str, str],
    spelled: Mapping[str, str],
    days: Iterable[CanonicalColumn],
    binding: Binding,
    repeated: Collection[str],
    connection: duckdb.DuckDBPyConnection,
) -> dict[str, str]:
    """SQL of days and times of which only a few texts are not in canonical spelling, text by text.

    Parameters
    ----------
    cells
        Canonical column → SQL of its cell.
    spelled
        Canonical column → SQL of its canonical spelling.
    days
        Columns in which other spellings stand.
    repeated
        SQL of the cells that have few different texts.
    """
    found = {}
    for day in days:
        column, cell = binding.columns[day.name], cells[day.name]
        if column.values or column.default is not None or column.guess is not None:
            continue
        if not _CELL.fullmatch(cell):
            continue
        other = f"NOT {is_canonical_sql(cell, day.kind)}"
        if cell in repeated:
            # each text once
            (listed,) = connection.execute(
                steps.sql(
                    f"SELECT list({cell}) FILTER ({other}) "
                    f"FROM (SELECT DISTINCT {cell} FROM {{last}})"
                )
            ).fetchone() or (None,)
            if len(listed or ()) > FEW_TEXTS:
                continue
            other = f"{cell} IN ({literals(listed)})" if listed else "false"
        texts = connection.execute(
            steps.sql(
                f"SELECT DISTINCT {cell}, {spelled[day.name]} FROM {{last}} "
                f"WHERE {other} LIMIT {FEW_TEXTS + 1}"
            )
        ).fetchall()
        if len(texts) <= FEW_TEXTS and len(dict(texts)) == len(texts):
            cases = "".join(
                f" WHEN {literal(text)} THEN {'NULL' if value is None else literal(value)}"
                for text, value in texts
            )
            found[day.name] = f"CASE {cell}{cases} ELSE {cell} END" if cases else cell
    return found


def day_of_row_sql(
    table: str,
    binding: Binding,
    columns: Mapping[str, CanonicalColumn],
    spellings: Mapping[str, DaySpelling],
    spelt: Collection[str],
) -> str:
    """SQL of the day that a row is about; null where there is none."""
    name = _DAY_OF.get(table, "")
    if name in binding.cells:
        is_day = name in spelt and columns[name].kind == "date"
        day = f"r_{name}" if is_day else day_sql(f"r_{name}", spellings[name])
        return f"try_cast({day} AS DATE)"
    constant = binding.columns[name].constant if name in binding.columns else None
    return f"try_cast({literal(constant)} AS DATE)" if constant else "CAST(NULL AS DATE)"


def _given(text: str, context: MappingContext) -> str:
    """SQL of a constant or default; what the project or the roster says where it is a name for that."""
    if text == MANAGER_OF_RECORD:
        return RECORD_MANAGER
    return literal(context.currency if text == PROJECT_CURRENCY else text)


def single_key(table: str) -> str:
    """Column that tells the rows of a table apart; empty where several do together."""
    return _SINGLE_KEYS.get(table, "")


def output_sql(name: str, table: str, binding: Binding, names: Names) -> str:
    """SQL of a column as it is written: spelled, made from others, or empty."""
    column = binding.columns.get(name)
    if column is None:
        return "CAST(NULL AS VARCHAR)"
    parts = []
    for part in column.id_of or column.slug_of:
        if part in binding.columns:
            parts.append(f"f_{part}")
        else:
            cell = names.cell([part])
            parts += [cell] if cell is not None else []
    if column.id_of:
        texts = ", ".join(f"coalesce({part}, '')" for part in parts)
        return f"left(md5(concat_ws(chr(31), {texts})), 16)"
    if column.slug_of:
        text = f"lower(strip_accents(concat_ws(' ', {', '.join(parts)})))"
        return f"nullif(trim(regexp_replace({text}, '[^\\p{{L}}\\p{{N}}]+', '-', 'g'), '-'), '')"
    if column.indented or column.of_row is not None:
        return f"k_{name}"
    if single_key(table) == name and any(each.makes_rows for each in binding.columns.values()):
        return f"f_{name} || CASE WHEN piece_at > 1 THEN '-' || piece_at ELSE '' END"
    return f"f_{name}"
