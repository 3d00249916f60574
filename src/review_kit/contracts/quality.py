"""``quality:`` entries of a contract to rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from review_kit.contracts.columns import (
    pattern_rule,
    reference_rule,
    spell,
    typed_values,
    unique_rule,
    valid_values_rule,
)
from review_kit.contracts.contract import Column
from review_kit.contracts.custom import (
    CompareSpecification,
    ForbiddenColumnsSpecification,
    NotAfterExportSpecification,
    ReferencesSpecification,
    RequiredWhenSpecification,
    SumInForceSpecification,
    ValueWhenSpecification,
    WhenSpecification,
    read_specification,
)
from review_kit.contracts.location import Place
from review_kit.contracts.patterns import check_pattern
from review_kit.contracts.references import read_reference
from review_kit.contracts.rules import (
    Compare,
    ForbiddenColumns,
    NotAfterExport,
    References,
    Required,
    RequiredWhen,
    RowCount,
    Rule,
    Severity,
    SumInForce,
    ValueWhen,
    When,
)

ENGINE = "review-kit"
"""The engine that custom rules name."""

_ORDERED = frozenset({"number", "integer", "date", "timestamp"})
_OPERATORS = (
    "mustBe",
    "mustNotBe",
    "mustBeGreaterThan",
    "mustBeGreaterOrEqualTo",
    "mustBeLessThan",
    "mustBeLessOrEqualTo",
    "mustBeBetween",
    "mustNotBeBetween",
)


@dataclass(frozen=True)
class Entry:
    """One entry of a ``quality:`` list and where it stands."""

    stated: Mapping[str, Any]
    id: str
    sentence: str
    severity: Severity
    columns: Mapping[str, Column]
    """Columns of the contract."""
    place: Place
    column: Column | None
    """The column it stands at; none for one that stands at the table."""

    def known(self, name: object) -> Column:
        """Return a column of the contract by name, or raise."""
        column = self.columns.get(str(name))
        if column is None:
            raise self.place.fault(f"there is no column '{name}' in this contract")
        return column


def quality_rules(
    entries: Sequence[Mapping[str, Any]],
    columns: Mapping[str, Column],
    place: Place,
    column: Column | None = None,
) -> Iterator[Rule]:
    """Yield the rules of a ``quality:`` list, of the table or of one ``column``.

    ``type: text`` is prose and states no rule. The sentence of a rule is its ``name``, else its
    ``description``.

    Raises
    ------
    ConfigurationError
        An entry that no rule stands for. Nothing is skipped.
    """
    for number, stated in enumerate(entries, start=1):
        called = stated.get("id") or stated.get("name") or f"quality {number}"
        entry = Entry(
            stated=stated,
            id=f"{column.name}.{called}" if column else str(called),
            sentence=" ".join((stated.get("name") or stated.get("description", "")).split()),
            severity=_severity(stated, place.below(f"quality '{called}'")),
            columns=columns,
            place=place.below(f"quality '{called}'"),
            column=column,
        )
        match stated.get("type", "library"), stated.get("engine"):
            case "text", _:
                continue
            case "library", _:
                yield _library_rule(entry)
            case "custom", engine if engine == ENGINE:
                yield _custom_rule(entry)
            case "custom", engine:
                raise entry.place.fault(f"engine is {engine!r}; only '{ENGINE}' is run here")
            case kind, _:
                raise entry.place.fault(
                    f"rules of type '{kind}' are not run; write it as type 'custom'"
                )


def _severity(stated: Mapping[str, Any], place: Place) -> Severity:
    match stated.get("severity", "error"):
        case "error":
            return "error"
        case "warning":
            return "warning"
        case other:
            raise place.fault(f"severity is {other!r}; it is 'error' or 'warning'")


def _library_rule(entry: Entry) -> Rule:
    metric = entry.stated["metric"]
    arguments = dict(entry.stated.get("arguments", {}))
    operators = {key: entry.stated[key] for key in _OPERATORS if key in entry.stated}
    if metric == "rowCount":
        if entry.column is not None or arguments or entry.severity != "error":
            raise entry.place.fault(
                "rowCount is a rule of the table, an error, and has no arguments"
            )
        return _row_count_rule(operators, entry)
    if operators != {"mustBe": 0}:
        raise entry.place.fault(
            f"{metric} must be 0 ('mustBe: 0'): rows are set aside one by one, and how many may be "
            "is a setting of the project (gate)"
        )
    column = entry.column
    match metric:
        case "nullValues" | "missingValues" if column is not None and not arguments:
            return Required(
                id=entry.id,
                sentence=entry.sentence or f"{column.name} is filled",
                column=column.name,
                severity=entry.severity,
            )
        case "invalidValues" if column is not None and set(arguments) == {"validValues"}:
            values = arguments["validValues"]
            return valid_values_rule(entry.id, column, values, entry.severity, entry.place)
        case "invalidValues" if column is not None and set(arguments) == {"pattern"}:
            pattern = arguments["pattern"]
            return pattern_rule(entry.id, column, pattern, entry.severity, entry.place)
        case "duplicateValues" if column is not None and not arguments:
            return unique_rule(entry.id, (column.name,), entry.severity)
        case "duplicateValues" if column is None and set(arguments) == {"properties"}:
            names = [entry.known(name).name for name in arguments["properties"]]
            return unique_rule(entry.id, names, entry.severity)
    given = f" with arguments {', '.join(sorted(arguments))}" if arguments else ""
    level = f"column {column.name}" if column else "the table"
    raise entry.place.fault(f"no rule stands for {metric} of {level}{given}")


def _row_count_rule(operators: Mapping[str, Any], entry: Entry) -> RowCount:
    match list(operators.items()):
        case [("mustBeGreaterThan", int() as below)]:
            minimum = below + 1
        case [("mustBeGreaterOrEqualTo", int() as least)]:
            minimum = least
        case _:
            raise entry.place.fault(
                "rowCount goes with mustBeGreaterThan or mustBeGreaterOrEqualTo"
            )
    rows = "row" if minimum == 1 else "rows"
    return RowCount(
        id=entry.id,
        sentence=entry.sentence or f"the export has at least {minimum} {rows}",
        minimum=minimum,
    )


def _custom_rule(entry: Entry) -> Rule:
    try:
        specification = read_specification(entry.stated.get("implementation"))
    except ValueError as error:
        raise entry.place.fault(str(error)) from error
    match specification:
        case CompareSpecification():
            return _compare_rule(specification, entry)
        case RequiredWhenSpecification(column=name):
            when = _when(specification.when, entry)
            return RequiredWhen(
                id=entry.id,
                sentence=entry.sentence or f"{name} is filled where {_spell_when(when)}",
                column=entry.known(name).name,
                when=when,
                severity=entry.severity,
            )
        case ValueWhenSpecification(column=name):
            values = typed_values(entry.known(name), specification.values, entry.place)
            when = _when(specification.when, entry)
            spelt = ", ".join(spell(value) for value in values)
            return ValueWhen(
                id=entry.id,
                sentence=entry.sentence or f"{name} is one of {spelt} where {_spell_when(when)}",
                column=name,
                values=values,
                when=when,
                severity=entry.severity,
            )
        case NotAfterExportSpecification():
            return _not_after_export_rule(specification, entry)
        case ReferencesSpecification():
            return _reference_rule(specification, entry)
        case SumInForceSpecification():
            return _sum_rule(specification, entry)
        case ForbiddenColumnsSpecification():
            return _forbidden_columns_rule(specification, entry)


def _compare_rule(specification: CompareSpecification, entry: Entry) -> Compare:
    left, right = entry.known(specification.left), entry.known(specification.right)
    types = {
        "number" if column.logical_type == "integer" else column.logical_type
        for column in (left, right)
    }
    if len(types) > 1:
        raise entry.place.fault(f"{left.name} and {right.name} are of different types")
    if specification.operator != "==" and not types <= _ORDERED:
        raise entry.place.fault(
            f"{left.name} and {right.name} have no order; compare them with '=='"
        )
    return Compare(
        id=entry.id,
        sentence=entry.sentence or f"{left.name} {specification.operator} {right.name}",
        left=left.name,
        operator=specification.operator,
        right=right.name,
        severity=entry.severity,
    )


def _not_after_export_rule(
    specification: NotAfterExportSpecification, entry: Entry
) -> NotAfterExport:
    column = entry.known(specification.column)
    if column.logical_type not in {"date", "timestamp"}:
        raise entry.place.fault(f"{column.name} is neither a date nor a timestamp")
    return NotAfterExport(
        id=entry.id,
        sentence=entry.sentence or f"{column.name} is not after the day of the export",
        column=column.name,
        logical_type=column.logical_type,
        when=_when(specification.when, entry) if specification.when else None,
        severity=entry.severity,
    )


def _reference_rule(specification: ReferencesSpecification, entry: Entry) -> References:
    try:
        target = read_reference(specification.to)
    except ValueError as error:
        raise entry.place.fault(str(error)) from error
    column = entry.known(specification.column).name
    return reference_rule(entry.id, column, target, entry.severity, entry.sentence)


def _forbidden_columns_rule(
    specification: ForbiddenColumnsSpecification, entry: Entry
) -> ForbiddenColumns:
    if entry.severity != "error":
        raise entry.place.fault("a refused column is an error")
    try:
        check_pattern(specification.pattern)
    except ValueError as error:
        raise entry.place.fault(str(error)) from error
    return ForbiddenColumns(
        id=entry.id,
        sentence=entry.sentence or f"no column matches {specification.pattern}",
        pattern=specification.pattern,
    )


def _sum_rule(specification: SumInForceSpecification, entry: Entry) -> SumInForce:
    keys = [column.name for column in entry.columns.values() if column.key_position is not None]
    if len(keys) != 1:
        raise entry.place.fault("a sum over rows in force needs a table with a key of one column")
    wanted = {
        specification.column: {"number", "integer"},
        specification.valid_from: {"date"},
        specification.valid_to: {"date"},
        specification.group_by: {"string"},
        specification.top_level_where_empty: {"string"},
        specification.replaces: {"string"},
    }
    for name, types in wanted.items():
        if entry.known(name).logical_type not in types:
            raise entry.place.fault(f"{name} is not a {' or '.join(sorted(types))}")
    return SumInForce(
        id=entry.id,
        sentence=entry.sentence or f"{specification.column} adds up to {specification.must_be:g}",
        column=specification.column,
        key=keys[0],
        group_by=specification.group_by,
        top_level_where_empty=specification.top_level_where_empty,
        valid_from=specification.valid_from,
        valid_to=specification.valid_to,
        replaces=specification.replaces,
        total=specification.must_be,
        tolerance=specification.tolerance,
        severity=entry.severity,
    )


def _when(specification: WhenSpecification, entry: Entry) -> When:
    column = entry.known(specification.column)
    return When(column=column.name, values=typed_values(column, specification.values, entry.place))


def _spell_when(when: When) -> str:
    return f"{when.column} is {' or '.join(spell(value) for value in when.values)}"
