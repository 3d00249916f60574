"""Two cells of a row stand in a relation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from review_kit.contracts.rule import (
    IF_BOTH_FILLED,
    Expected,
    Mask,
    MaskContext,
    RowRule,
    Specification,
    cell,
)
from review_kit.contracts.statements import QualityStatement
from review_kit.words import say

Operator = Literal["<", "<=", ">", ">=", "=="]

_ORDERED = frozenset({"number", "integer", "date", "timestamp"})
_NAMES: Mapping[Operator, str] = {
    "<": "less",
    "<=": "at-most",
    ">": "greater",
    ">=": "at-least",
    "==": "equal",
}
"""Operator → its name in messages."""


class CompareSpecification(Specification):
    """``left operator right``, where both are filled."""

    rule: Literal["compare"]
    left: str
    operator: Operator
    right: str

    holds: ClassVar[str] = "both cells are filled and compare like this, or one is empty"

    def read(self, stated: QualityStatement) -> Compare:
        left, right = stated.known(self.left), stated.known(self.right)
        types = {
            "number" if column.logical_type == "integer" else column.logical_type
            for column in (left, right)
        }
        if len(types) > 1:
            raise stated.location.error(f"{left.name} and {right.name} are of different types")
        if self.operator != "==" and not types <= _ORDERED:
            raise stated.location.error(
                f"{left.name} and {right.name} cannot be ordered; compare them with '=='"
            )
        return Compare(
            id=stated.id,
            sentence=stated.sentence or f"{left.name} {self.operator} {right.name}",
            left=left.name,
            operator=self.operator,
            right=right.name,
            severity=stated.severity,
        )


@dataclass(frozen=True, kw_only=True)
class Compare(RowRule):
    """Where both cells are filled, the left stands in this relation to the right."""

    left: str
    operator: Operator
    right: str

    rank = 80
    specification = CompareSpecification

    def columns_read(self) -> tuple[str, ...]:
        return (self.left, self.right)

    def mask(self, context: MaskContext) -> Mask:
        return Mask(f"NOT ({cell(self.left)} {self.operator} {cell(self.right)})")

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        if self.operator == "==":
            return self.expected(
                "ExpectColumnPairValuesToBeEqual",
                column_A=self.left,
                column_B=self.right,
                ignore_row_if=IF_BOTH_FILLED,
            )
        smaller_first = self.operator in {"<", "<="}
        return self.expected(
            "ExpectColumnPairValuesAToBeGreaterThanB",
            column_A=self.right if smaller_first else self.left,
            column_B=self.left if smaller_first else self.right,
            or_equal=self.operator in {"<=", ">="},
            ignore_row_if=IF_BOTH_FILLED,
        )

    def violation(self, logical_types: Mapping[str, str]) -> str:
        timed = logical_types[self.left] in {"date", "timestamp"}
        return say(
            "rule-compare-broken-in-time" if timed else "rule-compare-broken",
            left=self.left,
            operator=_NAMES[self.operator],
            right=self.right,
        )
