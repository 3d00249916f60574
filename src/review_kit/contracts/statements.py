"""What a contract states at a column, at its table and in ``quality:``, as the kinds of rules read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from review_kit.contracts.contract import Column
from review_kit.contracts.location import ContractLocation
from review_kit.contracts.rule import Severity, Value

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
class ColumnStatement:
    """One property of a contract."""

    column: Column
    fields: Mapping[str, Any]
    """The property as it is written."""
    location: ContractLocation
    options: dict[str, Any] = field(default_factory=dict)
    """What stands in ``logicalTypeOptions`` and no kind has read so far."""

    def take(self, option: str) -> Any:
        """Return one of ``logicalTypeOptions`` as read; none where it is not given."""
        return self.options.pop(option, None)

    @property
    def options_location(self) -> ContractLocation:
        """Where ``logicalTypeOptions`` stand."""
        return self.location.below("logicalTypeOptions")


@dataclass(frozen=True)
class TableStatement:
    """The columns of a contract together."""

    columns: Mapping[str, Column]
    key: tuple[str, ...]
    """Columns of the primary key, in order."""
    location: ContractLocation


@dataclass(frozen=True)
class QualityStatement:
    """One entry of a ``quality:`` list."""

    fields: Mapping[str, Any]
    """The entry as it is written."""
    id: str
    sentence: str
    severity: Severity
    columns: Mapping[str, Column]
    """Columns of the contract."""
    location: ContractLocation
    column: Column | None
    """The column it stands at; none for one that stands at the table."""

    def known(self, name: object) -> Column:
        """Return a column of the contract by name, or raise a ``ConfigurationError``."""
        column = self.columns.get(str(name))
        if column is None:
            raise self.location.error(f"this contract has no column '{name}'")
        return column

    @property
    def metric(self) -> str:
        """Metric of the standard; empty for an entry of another type."""
        return str(self.fields.get("metric", ""))

    @cached_property
    def arguments(self) -> Mapping[str, Any]:
        """Arguments of the metric."""
        return dict(self.fields.get("arguments", {}))

    @cached_property
    def operators(self) -> Mapping[str, Any]:
        """What the metric must be, such as ``{"mustBe": 0}``."""
        return {key: self.fields[key] for key in _OPERATORS if key in self.fields}

    def check_zero(self) -> None:
        """Raise a ``ConfigurationError`` where the metric may be anything but 0."""
        if self.operators != {"mustBe": 0}:
            raise self.location.error(
                f"{self.metric} must be 0 ('mustBe: 0'): rows are quarantined one by one, and a "
                "project setting (gate) says how many are allowed"
            )


def typed_values(
    column: Column, values: Sequence[Any], location: ContractLocation
) -> tuple[Value, ...]:
    """Return allowed values in the type of ``column``, as the engines compare them.

    Raises
    ------
    ConfigurationError
        A value that is not of the column's type.
    """
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
                raise location.error(f"{value!r} is not text; write it in quotes")
            case _:
                raise location.error(
                    f"{value!r} is not a valid value for a {column.logical_type} column"
                )
    return tuple(typed)
