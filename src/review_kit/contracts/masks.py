"""Rules to SQL conditions that say, row by row, where a rule is broken.

All masks of a table are evaluated in one pass over its cast rows. What a mask needs beside the row
(the keys that occur twice, the keys kept in a parent, the last day of an export) is a small table made
before the pass and joined to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from review_kit.contracts.casting import UNREADABLE
from review_kit.contracts.rules import (
    Compare,
    Length,
    NotAfterExport,
    Pattern,
    Range,
    Readable,
    References,
    Required,
    RequiredWhen,
    RowRule,
    SumInForce,
    Unique,
    ValidValues,
    Value,
    ValueWhen,
    When,
)
from review_kit.sources.sql import literal, name

EXPORT_DAYS = "export_days"
"""Table of ``file`` and ``last_day``: the day after which no row of that file may lie."""


@dataclass(frozen=True)
class Mask:
    """One rule as SQL."""

    rule: RowRule
    condition: str
    """True where the row ``t`` breaks the rule; NULL counts as false."""
    setup: str = ""
    """Statement to run before the pass."""
    join: str = ""
    """``LEFT JOIN`` that the condition needs; it never adds rows."""


def kept_keys(table: str) -> str:
    """Return the name of the table of keys (column ``key``) of the rows kept in ``table``."""
    return f"kept_keys_{table}"


def compile_masks(
    rules: Sequence[RowRule], cast: str, logical_types: Mapping[str, str]
) -> tuple[Mask, ...]:
    """Return the masks of ``rules`` for the relation ``cast`` of cast rows.

    Parameters
    ----------
    rules
        In the order of attribution.
    cast
        Name of the relation that :func:`~review_kit.contracts.casting.cast_query` fills.
    logical_types
        Logical type by column.
    """
    return tuple(
        _mask(rule, f"m{number}", cast, logical_types) for number, rule in enumerate(rules)
    )


def _mask(  # noqa: PLR0912 - one case for each kind of rule
    rule: RowRule, alias: str, cast: str, types: Mapping[str, str]
) -> Mask:
    match rule:
        case Readable():
            return Mask(rule, f"t.{name(rule.column + UNREADABLE)} IS NOT NULL")
        case Required():
            return Mask(rule, _empty(rule.column, types))
        case Unique():
            return _unique(rule, alias, cast)
        case Pattern():
            return Mask(rule, f"NOT regexp_matches({_of(rule.column)}, {literal(rule.pattern)})")
        case Length():
            return Mask(rule, _outside(f"length({_of(rule.column)})", rule.minimum, rule.maximum))
        case Range():
            return Mask(rule, _range(rule))
        case ValidValues():
            return Mask(rule, f"{_of(rule.column)} NOT IN ({_list(rule.values)})")
        case Compare():
            return Mask(rule, f"NOT ({_of(rule.left)} {rule.operator} {_of(rule.right)})")
        case RequiredWhen():
            return Mask(rule, f"{_when(rule.when)} AND {_empty(rule.column, types)}")
        case ValueWhen():
            return Mask(
                rule,
                f"{_when(rule.when)} AND {_of(rule.column)} NOT IN ({_list(rule.values)})",
            )
        case NotAfterExport():
            late = f"CAST({_of(rule.column)} AS DATE) > {alias}.last_day"
            return Mask(
                rule,
                f"{_when(rule.when)} AND {late}" if rule.when else late,
                join=f"LEFT JOIN {EXPORT_DAYS} AS {alias} ON {alias}.file = t._file",
            )
        case References():
            return Mask(
                rule,
                f"{_of(rule.column)} IS NOT NULL AND {alias}.key IS NULL",
                join=f"LEFT JOIN {kept_keys(rule.table)} AS {alias} "
                f"ON {alias}.key = {_of(rule.column)}",
            )
        case SumInForce():
            return _sum_in_force(rule, alias, cast)
        case _:
            assert_never(rule)


def _of(column: str) -> str:
    return f"t.{name(column)}"


def _list(values: Sequence[Value]) -> str:
    return ", ".join(literal(value) for value in values)


def _when(when: When) -> str:
    return f"{_of(when.column)} IN ({_list(when.values)})"


def _empty(column: str, types: Mapping[str, str]) -> str:
    """Where a cell is empty: neither a value nor a text that could not be read."""
    condition = f"{_of(column)} IS NULL"
    if types[column] != "string":
        condition += f" AND {_of(column + UNREADABLE)} IS NULL"
    return f"({condition})"


def _outside(expression: str, minimum: int | None, maximum: int | None) -> str:
    sides = []
    if minimum is not None:
        sides.append(f"{expression} < {minimum}")
    if maximum is not None:
        sides.append(f"{expression} > {maximum}")
    return f"({' OR '.join(sides)})"


def _range(rule: Range) -> str:
    def bound(value: float | str) -> str:
        match rule.logical_type:
            case "date":
                return f"DATE {literal(value)}"
            case "timestamp":
                return f"TIMESTAMPTZ {literal(value)}"
            case _:
                return literal(value)

    sides = []
    if rule.minimum is not None:
        operator = "<=" if rule.above_minimum else "<"
        sides.append(f"{_of(rule.column)} {operator} {bound(rule.minimum)}")
    if rule.maximum is not None:
        operator = ">=" if rule.below_maximum else ">"
        sides.append(f"{_of(rule.column)} {operator} {bound(rule.maximum)}")
    return f"({' OR '.join(sides)})"


def _unique(rule: Unique, alias: str, cast: str) -> Mask:
    columns = [name(column) for column in rule.columns]
    filled = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    repeated = f"{name('repeated_' + rule.id)}"
    return Mask(
        rule,
        f"{alias}.{columns[0]} IS NOT NULL",
        setup=(
            f"CREATE OR REPLACE TEMP TABLE {repeated} AS SELECT {', '.join(columns)} FROM {cast} "
            f"WHERE {filled} GROUP BY {', '.join(columns)} HAVING count(*) > 1"
        ),
        join=f"LEFT JOIN {repeated} AS {alias} ON "
        + " AND ".join(f"{alias}.{column} = t.{column}" for column in columns),
    )


def _sum_in_force(rule: SumInForce, alias: str, cast: str) -> Mask:
    """Days on which a group begins to hold a wrong sum, then the rows in force on such a day."""
    key, weight, group = name(rule.key), name(rule.column), name(rule.group_by)
    start, end = name(rule.valid_from), name(rule.valid_to)
    wrong = name("wrong_sum_" + rule.id)
    top = name(rule.top_level_where_empty)
    setup = f"""
        CREATE OR REPLACE TEMP TABLE {wrong} AS
        WITH follower AS (
            SELECT {name(rule.replaces)} AS replaced, min({start}) AS begins
            FROM {cast} WHERE {name(rule.replaces)} IS NOT NULL GROUP BY 1
        ), top AS (
            SELECT c._position, c.{group} AS grp, c.{weight} AS weight, c.{start} AS first_day,
                   COALESCE(follower.begins, c.{end} + 1, DATE '9999-12-31') AS until,
                   c.{name(rule.valid_to + UNREADABLE)} IS NULL AS readable
            FROM {cast} AS c LEFT JOIN follower ON follower.replaced = c.{key}
            WHERE c.{top} IS NULL
        ), summed AS (
            SELECT grp FROM top GROUP BY grp
            HAVING grp IS NOT NULL
               AND bool_and(weight IS NOT NULL AND first_day IS NOT NULL AND readable)
        ), changes AS (
            SELECT grp, first_day AS day FROM top WHERE grp IN (SELECT grp FROM summed)
            UNION
            SELECT grp, until AS day FROM top WHERE grp IN (SELECT grp FROM summed)
        ), sums AS (
            SELECT changes.grp, changes.day,
                   sum(top.weight) FILTER (top.grp = changes.grp) AS own, sum(top.weight) AS every
            FROM changes JOIN top ON top.first_day <= changes.day AND changes.day < top.until
            GROUP BY ALL
        ), wrong_days AS (
            SELECT grp, day FROM sums
            WHERE round(abs(own - {literal(rule.total)}), 6) > {literal(rule.tolerance)}
              AND round(abs(every - {literal(rule.total)}), 6) > {literal(rule.tolerance)}
        )
        SELECT DISTINCT top._position FROM top JOIN wrong_days
          ON wrong_days.grp = top.grp AND top.first_day <= day AND day < top.until
    """
    return Mask(
        rule,
        f"{alias}._position IS NOT NULL",
        setup=setup,
        join=f"LEFT JOIN {wrong} AS {alias} ON {alias}._position = t._position",
    )
