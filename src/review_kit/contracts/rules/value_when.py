"""A cell has one of some values in some rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from review_kit.contracts.rule import (
    Expected,
    Mask,
    MaskContext,
    RowRule,
    Specification,
    Value,
    cell,
    frame_values,
    listed,
)
from review_kit.contracts.statements import QualityStatement, typed_values
from review_kit.contracts.when import When, WhenSpecification
from review_kit.sources.sql import literals
from review_kit.words import say


class ValueWhenSpecification(Specification):
    """``column`` has one of ``values`` in the rows that ``when`` names."""

    rule: Literal["valueWhen"]
    column: str
    values: list[str | bool | float] = Field(min_length=1)
    when: WhenSpecification

    holds: ClassVar[str] = (
        "in the rows that `when` names, the cell has one of the values or is empty"
    )

    def read(self, stated: QualityStatement) -> ValueWhen:
        values = typed_values(stated.known(self.column), self.values, stated.location)
        when = self.when.read(stated)
        return ValueWhen(
            id=stated.id,
            sentence=stated.sentence
            or say("rule-value-when", column=self.column, values=listed(values), when=str(when)),
            column=self.column,
            values=values,
            when=when,
            severity=stated.severity,
        )


@dataclass(frozen=True, kw_only=True)
class ValueWhen(RowRule):
    """In the rows that ``when`` names, a filled cell has one of the values."""

    column: str
    values: tuple[Value, ...]
    when: When

    rank = 100
    specification = ValueWhenSpecification

    def columns_read(self) -> tuple[str, ...]:
        return (self.column, self.when.column)

    def cells_needed(self) -> tuple[str, ...]:
        return self.columns_read()

    def mask(self, context: MaskContext) -> Mask:
        allowed = literals(self.values)
        return Mask(f"{self.when.sql()} AND {cell(self.column)} NOT IN ({allowed})")

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected(
            "ExpectColumnValuesToBeInSet",
            [self.when.condition()],
            column=self.column,
            value_set=frame_values(self.values),
        )

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return say(
            "rule-value-when-broken",
            n=len(self.values),
            column=self.column,
            values=listed(self.values),
            when=str(self.when),
        )
