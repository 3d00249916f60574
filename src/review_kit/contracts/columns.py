"""A property of a contract to a column and the rules its own fields state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, get_args

from review_kit.contracts.contract import Column
from review_kit.contracts.location import Place
from review_kit.contracts.patterns import check_pattern
from review_kit.contracts.references import read_reference
from review_kit.contracts.rules import (
    Length,
    LogicalType,
    Pattern,
    Range,
    Readable,
    References,
    Required,
    RowRule,
    Severity,
    Unique,
    ValidValues,
    Value,
)

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
"""Of a column: it is a name in SQL as well, in files and in data frames."""

_CONFIDENTIAL = frozenset({"confidential", "restricted"})
"""Classifications of a column that is not for the rep whom its row is about."""

_TYPE_WORDS: Mapping[LogicalType, str] = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "date": "a day (YYYY-MM-DD)",
    "timestamp": "a date and time (ISO 8601)",
}


def read_column(property_: Mapping[str, Any], place: Place) -> Column:
    """Return the column that a property describes.

    Raises
    ------
    ConfigurationError
        A logical type that canonical tables do not have.
    """
    logical_type: LogicalType = property_["logicalType"]
    if logical_type not in get_args(LogicalType):
        raise place.fault(
            f"logicalType is {logical_type!r}; a column here is one of "
            f"{', '.join(get_args(LogicalType))}"
        )
    name = property_["name"]
    if name.startswith("_"):
        raise place.fault("names that begin with '_' belong to review-kit")
    if not _NAME.fullmatch(name):
        raise place.fault(
            "a name is made of letters, digits and '_'; how people call it goes into businessName"
        )
    is_key = bool(property_.get("primaryKey"))
    position = property_.get("primaryKeyPosition", 1) if is_key else None
    return Column(
        name=name,
        logical_type=logical_type,
        required=is_key or bool(property_.get("required")),
        title=property_.get("businessName", name),
        description=" ".join(property_.get("description", "").split()),
        key_position=position,
        confidential=property_.get("classification") in _CONFIDENTIAL,
    )


def rules_of_column(
    column: Column, property_: Mapping[str, Any], place: Place
) -> Iterator[RowRule]:
    """Yield the rules that the fields of a property state, from its type to its references.

    Raises
    ------
    ConfigurationError
        A field or option that no rule stands for.
    """
    name = column.name
    if column.logical_type != "string":
        yield Readable(
            id=f"{name}.readable",
            sentence=f"{name} is {_TYPE_WORDS[column.logical_type]}",
            column=name,
            logical_type=column.logical_type,
        )
    if column.required:
        yield Required(id=f"{name}.required", sentence=f"{name} is filled", column=name)
    if property_.get("unique"):
        yield unique_rule(f"{name}.unique", (name,))
    if "enum" in property_:
        values = [entry["value"] for entry in property_["enum"]]
        yield valid_values_rule(f"{name}.enum", column, values, "error", place.below("enum"))
    yield from _option_rules(column, property_.get("logicalTypeOptions", {}), place)
    for number, relationship in enumerate(property_.get("relationships", [])):
        try:
            target = read_reference(relationship["to"])
        except ValueError as error:
            raise place.below("relationships").fault(str(error)) from error
        suffix = f".{number + 1}" if number else ""
        yield reference_rule(f"{name}.reference{suffix}", name, target)


def unique_rule(rule_id: str, columns: Sequence[str], severity: Severity = "error") -> Unique:
    """Return the rule that no two rows share the values of ``columns``."""
    words = " and ".join(columns) + (" together identify" if len(columns) > 1 else " identifies")
    return Unique(
        id=rule_id,
        sentence=f"{words} one row",
        columns=tuple(columns),
        severity=severity,
    )


def reference_rule(
    rule_id: str,
    column: str,
    target: tuple[str, str],
    severity: Severity = "error",
    sentence: str = "",
) -> References:
    """Return the rule that ``column`` names a kept row of the table and key in ``target``."""
    table, key = target
    return References(
        id=rule_id,
        sentence=sentence or f"{column} is in {table}",
        column=column,
        table=table,
        key=key,
        severity=severity,
    )


def valid_values_rule(
    rule_id: str, column: Column, values: Sequence[Any], severity: Severity, place: Place
) -> ValidValues:
    """Return the rule that a column has one of ``values``.

    Raises
    ------
    ConfigurationError
        A value that is not of the column's type.
    """
    typed = typed_values(column, values, place)
    return ValidValues(
        id=rule_id,
        sentence=f"{column.name} is one of {', '.join(spell(value) for value in typed)}",
        column=column.name,
        values=typed,
        severity=severity,
    )


def pattern_rule(
    rule_id: str, column: Column, pattern: str, severity: Severity, place: Place
) -> Pattern:
    """Return the rule that a text column matches ``pattern``."""
    if column.logical_type != "string":
        raise place.fault(f"a pattern is for text; {column.name} is {column.logical_type}")
    try:
        check_pattern(pattern)
    except ValueError as error:
        raise place.fault(str(error)) from error
    return Pattern(
        id=rule_id,
        sentence=f"{column.name} matches {pattern}",
        column=column.name,
        pattern=pattern,
        severity=severity,
    )


def typed_values(column: Column, values: Sequence[Any], place: Place) -> tuple[Value, ...]:
    """Return allowed values in the type of ``column``, as the engines compare them."""
    typed: list[Value] = []
    for value in values:
        match column.logical_type, value:
            case "boolean", bool():
                typed.append(value)
            case (("number" | "integer"), int() | float()) if not isinstance(value, bool):
                typed.append(float(value))
            case "string", str():
                typed.append(value)
            case "string", _:
                raise place.fault(f"{value!r} is not text; write it in quotes")
            case _:
                raise place.fault(f"{value!r} is not a value of a {column.logical_type} column")
    return tuple(typed)


def spell(value: Value | None) -> str:
    """Return a value as a contract spells it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _option_rules(column: Column, options: Mapping[str, Any], place: Place) -> Iterator[RowRule]:
    left = dict(options)
    place = place.below("logicalTypeOptions")
    match column.logical_type:
        case "string":
            if "pattern" in left:
                rule_id = f"{column.name}.pattern"
                yield pattern_rule(rule_id, column, left.pop("pattern"), "error", place)
            shortest, longest = left.pop("minLength", None), left.pop("maxLength", None)
            if shortest is not None or longest is not None:
                yield _length_rule(column, shortest, longest)
        case "number" | "integer" | "date" | "timestamp":
            yield from _range_rule(column, left, place)
        case "boolean":
            pass
    if column.logical_type == "date" and left.get("format") == "yyyy-MM-dd":
        del left["format"]
    if left:
        raise place.fault(f"no rule stands for {', '.join(map(repr, sorted(left)))}")


def _length_rule(column: Column, shortest: int | None, longest: int | None) -> Length:
    rule = Length(
        id=f"{column.name}.length",
        sentence="",
        column=column.name,
        minimum=shortest,
        maximum=longest,
    )
    return replace(rule, sentence=f"{column.name} has {length_in_words(rule)} characters")


def length_in_words(rule: Length) -> str:
    """Return the bounds of a length, such as ``2 to 40``."""
    if rule.minimum is None:
        return f"at most {rule.maximum}"
    if rule.maximum is None:
        return f"at least {rule.minimum}"
    return f"{rule.minimum} to {rule.maximum}"


def _range_rule(column: Column, options: dict[str, Any], place: Place) -> Iterator[Range]:
    """Yield the rule for the bounds in ``options``, which are taken out of it."""
    lowest, lowest_out = options.pop("minimum", None), options.pop("exclusiveMinimum", None)
    highest, highest_out = options.pop("maximum", None), options.pop("exclusiveMaximum", None)
    if (lowest is not None and lowest_out is not None) or (
        highest is not None and highest_out is not None
    ):
        raise place.fault("give a bound with or without 'exclusive', not both")
    minimum = lowest if lowest is not None else lowest_out
    maximum = highest if highest is not None else highest_out
    if minimum is None and maximum is None:
        return
    for bound in (minimum, maximum):
        _check_bound(column, bound, place)
    rule = Range(
        id=f"{column.name}.range",
        sentence="",
        column=column.name,
        logical_type=column.logical_type,
        minimum=minimum,
        maximum=maximum,
        above_minimum=lowest_out is not None,
        below_maximum=highest_out is not None,
    )
    yield replace(rule, sentence=f"{column.name} is {range_in_words(rule)}")


def range_in_words(rule: Range) -> str:
    """Return the bounds of a rule, such as ``between 1 and 4`` or ``above 0``."""
    low, high = rule.minimum, rule.maximum
    if low is not None and high is not None and not rule.above_minimum and not rule.below_maximum:
        return f"between {_spell_bound(low)} and {_spell_bound(high)}"
    words = []
    if low is not None:
        words.append(f"{'above' if rule.above_minimum else 'at least'} {_spell_bound(low)}")
    if high is not None:
        words.append(f"{'below' if rule.below_maximum else 'at most'} {_spell_bound(high)}")
    return " and ".join(words)


def _check_bound(column: Column, bound: object, place: Place) -> None:
    """Refuse bounds that are no day, or no moment (a timestamp's bound needs its offset)."""
    if bound is None or column.logical_type in {"number", "integer"}:
        return
    try:
        if column.logical_type == "date":
            date.fromisoformat(str(bound))
            return
        moment = datetime.fromisoformat(str(bound))
    except ValueError as error:
        raise place.fault(f"{bound!r} is not a {column.logical_type}") from error
    if moment.tzinfo is None:
        raise place.fault(f"{bound!r} has no offset; write 'Z' or '+01:00' after it")


def _spell_bound(bound: float | str) -> str:
    return f"{bound:g}" if isinstance(bound, int | float) else str(bound)
