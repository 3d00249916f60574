"""The rules a table can be held to: a closed set, each a value without behaviour.

A contract is compiled to a tuple of these. :mod:`review_kit.contracts.masks` turns each into SQL
that finds the rows, :mod:`review_kit.contracts.suite` into an expectation that gives the verdict. Both
match on the union :data:`Rule`, so that the type checker refuses a kind that one of them lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LogicalType = Literal["string", "number", "integer", "boolean", "date", "timestamp"]
Severity = Literal["error", "warning"]
Operator = Literal["<", "<=", ">", ">=", "=="]
Value = str | float | bool


@dataclass(frozen=True, kw_only=True)
class _Named:
    id: str
    """Stable within its table, such as ``score.range``."""
    sentence: str
    """What holds where the rule is kept, for people."""
    severity: Severity = "error"
    """Rows that break an error are set aside; a warning is counted and the row is kept."""


@dataclass(frozen=True, kw_only=True)
class When:
    """The rows that a rule is about: those where ``column`` has one of ``values``."""

    column: str
    values: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True)
class ColumnPresent(_Named):
    """The export has the column."""

    column: str


@dataclass(frozen=True, kw_only=True)
class ForbiddenColumns(_Named):
    """No column of the export has a name that matches ``pattern``."""

    pattern: str


@dataclass(frozen=True, kw_only=True)
class RowCount(_Named):
    """The export has at least ``minimum`` rows."""

    minimum: int


@dataclass(frozen=True, kw_only=True)
class Readable(_Named):
    """A filled cell can be read as the column's type."""

    column: str
    logical_type: LogicalType


@dataclass(frozen=True, kw_only=True)
class Required(_Named):
    """The cell is filled. A filled cell that cannot be read breaks :class:`Readable`, not this."""

    column: str


@dataclass(frozen=True, kw_only=True)
class Unique(_Named):
    """No two rows have the same values; rows with an empty value among them are not compared."""

    columns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Pattern(_Named):
    """A filled text has a part that matches the regular expression (RE2 syntax)."""

    column: str
    pattern: str


@dataclass(frozen=True, kw_only=True)
class Length(_Named):
    """A filled text has so many characters."""

    column: str
    minimum: int | None
    maximum: int | None


@dataclass(frozen=True, kw_only=True)
class Range(_Named):
    """A filled cell lies between bounds; bounds of dates and timestamps are ISO 8601 text."""

    column: str
    logical_type: LogicalType
    minimum: float | str | None = None
    maximum: float | str | None = None
    above_minimum: bool = False
    """The minimum itself does not count."""
    below_maximum: bool = False
    """The maximum itself does not count."""


@dataclass(frozen=True, kw_only=True)
class ValidValues(_Named):
    """A filled cell has one of the values."""

    column: str
    values: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True)
class Compare(_Named):
    """Where both cells are filled, the left stands in this relation to the right."""

    left: str
    operator: Operator
    right: str


@dataclass(frozen=True, kw_only=True)
class RequiredWhen(_Named):
    """The cell is filled in the rows that ``when`` names."""

    column: str
    when: When


@dataclass(frozen=True, kw_only=True)
class ValueWhen(_Named):
    """In the rows that ``when`` names, a filled cell has one of the values."""

    column: str
    values: tuple[Value, ...]
    when: When


@dataclass(frozen=True, kw_only=True)
class NotAfterExport(_Named):
    """A date is not after the day of the row's export, or ``as_of`` where that is later."""

    column: str
    logical_type: LogicalType
    when: When | None = None


@dataclass(frozen=True, kw_only=True)
class References(_Named):
    """A filled cell is the key of a row that was kept in ``table``.

    Where ``table`` is the rule's own table, the chain of references must also end at a row without
    one.
    """

    column: str
    table: str
    key: str


@dataclass(frozen=True, kw_only=True)
class SumInForce(_Named):
    """Values of the rows in force on any one day add up to ``total``, within each group.

    Only rows with an empty ``top_level_where_empty`` count. A row is in force from ``valid_from``
    until the day before the row that names it in ``replaces`` begins, or until ``valid_to`` where none
    does. Sums are taken on every day on which a row of the group begins or one has ended. A sum over
    all groups in force that equals ``total`` is as good, because a new version may list only what
    changed. Groups with an unreadable or empty cell are not summed: the cell has a fault of its own.
    """

    column: str
    key: str
    group_by: str
    top_level_where_empty: str
    valid_from: str
    valid_to: str
    replaces: str
    total: float
    tolerance: float


TableRule = ColumnPresent | ForbiddenColumns | RowCount
RowRule = (
    Readable
    | Required
    | Unique
    | Pattern
    | Length
    | Range
    | ValidValues
    | Compare
    | RequiredWhen
    | ValueWhen
    | NotAfterExport
    | References
    | SumInForce
)
Rule = TableRule | RowRule

ROW_RULE_ORDER: tuple[type, ...] = (
    Readable,
    Required,
    Unique,
    ValidValues,
    Pattern,
    Length,
    Range,
    Compare,
    RequiredWhen,
    ValueWhen,
    NotAfterExport,
    SumInForce,
    References,
)
"""A row with several faults is attributed to the first of them in this order."""


def columns_of(rule: RowRule) -> tuple[str, ...]:
    """Return the columns that ``rule`` reads, the ones it is about first."""
    match rule:
        case Unique():
            return rule.columns
        case Compare():
            return (rule.left, rule.right)
        case RequiredWhen() | ValueWhen():
            return (rule.column, rule.when.column)
        case NotAfterExport():
            return (rule.column, rule.when.column) if rule.when else (rule.column,)
        case SumInForce():
            return (
                rule.column,
                rule.group_by,
                rule.key,
                rule.top_level_where_empty,
                rule.valid_from,
                rule.valid_to,
                rule.replaces,
            )
        case _:
            return (rule.column,)


def shown_columns(rule: RowRule) -> tuple[str, ...]:
    """Return the columns whose values explain a fault to a person."""
    match rule:
        case SumInForce():
            return (rule.column, rule.group_by)
        case _:
            return columns_of(rule)
