"""A cell has one of the values allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from review_kit.contracts.contract import Column
from review_kit.contracts.location import ContractLocation
from review_kit.contracts.rule import (
    Expected,
    Mask,
    MaskContext,
    RowRule,
    Severity,
    Value,
    cell,
    frame_values,
    listed,
)
from review_kit.contracts.statements import ColumnStatement, QualityStatement, typed_values
from review_kit.sources.sql import literals
from review_kit.words import say


@dataclass(frozen=True, kw_only=True)
class ValidValues(RowRule):
    """A filled cell has one of the values."""

    column: str
    values: tuple[Value, ...]

    rank = 40
    standard: ClassVar[Mapping[str, str]] = {
        "`enum: [{value: …}]`": "the cell has one of these values",
        "`quality: metric: invalidValues`, `arguments: {validValues: […]}`": "with `mustBe: 0`, at a "
        "column: the cell has one of these values",
    }

    @classmethod
    def of_column(cls, stated: ColumnStatement) -> Iterator[ValidValues]:
        if "enum" in stated.fields:
            column = stated.column
            values = [entry["value"] for entry in stated.fields["enum"]]
            rule_id = f"{column.name}.enum"
            yield cls._of(rule_id, column, values, "error", stated.location.below("enum"))

    @classmethod
    def of_metric(cls, stated: QualityStatement) -> ValidValues | None:
        if stated.metric != "invalidValues":
            return None
        stated.check_zero()
        if stated.column is None or set(stated.arguments) != {"validValues"}:
            return None
        values = stated.arguments["validValues"]
        return cls._of(stated.id, stated.column, values, stated.severity, stated.location)

    @classmethod
    def _of(
        cls,
        rule_id: str,
        column: Column,
        values: Sequence[Any],
        severity: Severity,
        location: ContractLocation,
    ) -> ValidValues:
        typed = typed_values(column, values, location)
        return cls(
            id=rule_id,
            sentence=say("rule-values", column=column.name, values=listed(typed)),
            column=column.name,
            values=typed,
            severity=severity,
        )

    def columns_read(self) -> tuple[str, ...]:
        return (self.column,)

    def cell_judged(self) -> str:
        return self.column

    def mask(self, context: MaskContext) -> Mask:
        return Mask(f"{cell(self.column)} NOT IN ({literals(self.values)})")

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected(
            "ExpectColumnValuesToBeInSet",
            column=self.column,
            value_set=frame_values(self.values),
        )

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return say(
            "rule-values-broken",
            n=len(self.values),
            column=self.column,
            values=listed(self.values),
        )
