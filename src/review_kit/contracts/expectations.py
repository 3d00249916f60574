"""Rules to expectations of Great Expectations, as data: the library itself is not imported here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

import pandas as pd

from review_kit.contracts.casting import UNREADABLE
from review_kit.contracts.frames import deviation_column, orphan_column, until_column
from review_kit.contracts.patterns import spelt_out
from review_kit.contracts.rules import (
    ColumnPresent,
    Compare,
    ForbiddenColumns,
    Length,
    NotAfterExport,
    Pattern,
    Range,
    Readable,
    References,
    Required,
    RequiredWhen,
    RowCount,
    Rule,
    SumInForce,
    Unique,
    ValidValues,
    Value,
    ValueWhen,
    When,
)

COLUMN_NAME = "column_name"
"""Column of the frame in which the names of an export's columns are looked at."""

_BOTH_FILLED = "either_value_is_missing"
_ALL_FILLED = "any_value_is_missing"
_EPOCH = pd.Timestamp("1970-01-01")


@dataclass(frozen=True)
class Condition:
    """The rows an expectation is about: ``column`` has one of ``values``, or is empty."""

    column: str
    values: tuple[str | float, ...] | None
    """None: the column is empty."""


@dataclass(frozen=True)
class Expected:
    """One expectation."""

    rule: str
    kind: str
    """Name of the class in ``great_expectations.expectations``."""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    only: tuple[Condition, ...] = ()
    """Conditions that a row must meet, all of them, to be looked at."""


def expected_of(  # noqa: PLR0912 - one case for each kind of rule
    rule: Rule, logical_types: Mapping[str, str]
) -> Expected:
    """Return the expectation that stands for ``rule``.

    Row rules are judged in the frames of :mod:`review_kit.contracts.frames`.
    """

    def expected(kind: str, only: Sequence[Condition] = (), **arguments: Any) -> Expected:
        return Expected(rule.id, kind, arguments, tuple(only))

    match rule:
        case ColumnPresent(column=column):
            return expected("ExpectColumnToExist", column=column)
        case ForbiddenColumns():
            return expected(
                "ExpectColumnValuesToNotMatchRegex",
                column=COLUMN_NAME,
                regex=spelt_out(rule.pattern),
            )
        case RowCount():
            return expected("ExpectTableRowCountToBeBetween", min_value=rule.minimum)
        case Readable(column=column):
            return expected("ExpectColumnValuesToBeNull", column=column + UNREADABLE)
        case Required(column=column):
            readable = _readable(column, logical_types)
            return expected("ExpectColumnValuesToNotBeNull", readable, column=column)
        case Unique(columns=(column,)):
            return expected("ExpectColumnValuesToBeUnique", column=column)
        case Unique():
            return expected(
                "ExpectCompoundColumnsToBeUnique",
                column_list=list(rule.columns),
                ignore_row_if=_ALL_FILLED,
            )
        case Pattern(column=column):
            return expected(
                "ExpectColumnValuesToMatchRegex", column=column, regex=spelt_out(rule.pattern)
            )
        case Length(column=column):
            return expected(
                "ExpectColumnValueLengthsToBeBetween",
                column=column,
                min_value=rule.minimum,
                max_value=rule.maximum,
            )
        case Range(column=column):
            return expected(
                "ExpectColumnValuesToBeBetween",
                column=column,
                min_value=_bound(rule, rule.minimum),
                max_value=_bound(rule, rule.maximum),
                strict_min=rule.above_minimum,
                strict_max=rule.below_maximum,
            )
        case ValidValues(column=column):
            return expected(
                "ExpectColumnValuesToBeInSet", column=column, value_set=_numbers(rule.values)
            )
        case Compare(operator="=="):
            return expected(
                "ExpectColumnPairValuesToBeEqual",
                column_A=rule.left,
                column_B=rule.right,
                ignore_row_if=_BOTH_FILLED,
            )
        case Compare():
            smaller_first = rule.operator in {"<", "<="}
            return expected(
                "ExpectColumnPairValuesAToBeGreaterThanB",
                column_A=rule.right if smaller_first else rule.left,
                column_B=rule.left if smaller_first else rule.right,
                or_equal=rule.operator in {"<=", ">="},
                ignore_row_if=_BOTH_FILLED,
            )
        case RequiredWhen(column=column):
            only = [_holds(rule.when), *_readable(column, logical_types)]
            return expected("ExpectColumnValuesToNotBeNull", only, column=column)
        case ValueWhen(column=column):
            return expected(
                "ExpectColumnValuesToBeInSet",
                [_holds(rule.when)],
                column=column,
                value_set=_numbers(rule.values),
            )
        case NotAfterExport(column=column):
            return expected(
                "ExpectColumnPairValuesAToBeGreaterThanB",
                [_holds(rule.when)] if rule.when else [],
                column_A=until_column(rule),
                column_B=column,
                ignore_row_if=_BOTH_FILLED,
            )
        case References():
            return expected("ExpectColumnValuesToBeNull", column=orphan_column(rule))
        case SumInForce():
            return expected(
                "ExpectColumnValuesToBeBetween",
                column=deviation_column(rule),
                max_value=rule.tolerance,
            )
        case _:
            assert_never(rule)


def _bound(rule: Range, bound: float | str | None) -> float | None:
    """Return a bound as the number that the column has in a frame."""
    if not isinstance(bound, str):
        return bound
    moment = pd.Timestamp(bound)
    if rule.logical_type == "date":
        return float((moment - _EPOCH).days)
    return float((moment - _EPOCH.tz_localize("UTC")) // pd.Timedelta(microseconds=1))


def _numbers(values: Sequence[Value]) -> list[str | float]:
    """Return allowed values as frames hold them: truth values are numbers there."""
    return [value if isinstance(value, str) else float(value) for value in values]


def _holds(when: When) -> Condition:
    return Condition(when.column, tuple(_numbers(when.values)))


def _readable(column: str, logical_types: Mapping[str, str]) -> list[Condition]:
    if logical_types[column] == "string":
        return []
    return [Condition(column + UNREADABLE, None)]
