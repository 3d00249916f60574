"""Faults in words: what is wrong with a row, as its reason says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from review_kit.contracts.columns import length_in_words, range_in_words, spell
from review_kit.contracts.rules import (
    Compare,
    Length,
    LogicalType,
    NotAfterExport,
    Operator,
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
    ValueWhen,
    When,
)

_NOT_READABLE: Mapping[LogicalType, str] = {
    "string": "is not text",
    "number": "is not a number",
    "integer": "is not a whole number",
    "boolean": "is neither true nor false",
    "date": "is not a day (YYYY-MM-DD)",
    "timestamp": "is not a date and time (ISO 8601)",
}
_CONTRARY: Mapping[Operator, str] = {
    "<": "is not less than",
    "<=": "is greater than",
    ">": "is not greater than",
    ">=": "is less than",
    "==": "differs from",
}
_CONTRARY_IN_TIME: Mapping[Operator, str] = {
    "<": "is not before",
    "<=": "is after",
    ">": "is not after",
    ">=": "is before",
    "==": "differs from",
}


def fault_of(  # noqa: PLR0912 - one case for each kind of rule
    rule: RowRule, logical_types: Mapping[str, str]
) -> str:
    """Return what is wrong with a row that breaks ``rule``, such as ``score is not a number``."""
    match rule:
        case Readable():
            return f"{rule.column} {_NOT_READABLE[rule.logical_type]}"
        case Required():
            return f"{rule.column} is empty"
        case Unique():
            verb = "occur" if len(rule.columns) > 1 else "occurs"
            return f"{' and '.join(rule.columns)} {verb} in more than one row"
        case ValidValues():
            return f"{rule.column} is not {_any_of(rule.values)}"
        case Pattern():
            return f"{rule.column} does not match {rule.pattern}"
        case Length():
            return f"{rule.column} does not have {length_in_words(rule)} characters"
        case Range():
            return f"{rule.column} is not {range_in_words(rule)}"
        case Compare():
            timed = logical_types[rule.left] in {"date", "timestamp"}
            words = _CONTRARY_IN_TIME if timed else _CONTRARY
            return f"{rule.left} {words[rule.operator]} {rule.right}"
        case RequiredWhen():
            return f"{rule.column} is empty although {_holds(rule.when)}"
        case ValueWhen():
            return f"{rule.column} is not {_any_of(rule.values)} although {_holds(rule.when)}"
        case NotAfterExport():
            return f"{rule.column} lies after the day of the export"
        case References():
            return f"{rule.column} is not among the kept rows of {rule.table}"
        case SumInForce():
            return f"{rule.column} of its {rule.group_by} does not add up to {rule.total:g}"
        case _:
            assert_never(rule)


def _any_of(values: tuple[str | float | bool, ...]) -> str:
    spelt = [spell(value) for value in values]
    return spelt[0] if len(spelt) == 1 else f"one of {', '.join(spelt)}"


def _holds(when: When) -> str:
    return f"{when.column} is {' or '.join(spell(value) for value in when.values)}"
