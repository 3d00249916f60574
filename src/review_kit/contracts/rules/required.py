"""A cell is filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from review_kit.contracts.rule import Expected, Mask, MaskContext, RowRule, if_readable
from review_kit.contracts.statements import ColumnStatement, QualityStatement
from review_kit.words import say


@dataclass(frozen=True, kw_only=True)
class Required(RowRule):
    """The cell is filled. A filled cell that cannot be read breaks ``Readable``, not this."""

    column: str

    rank = 20
    standard: ClassVar[Mapping[str, str]] = {
        "`required: true`": "the cell is filled",
        "`quality: metric: nullValues` or `missingValues`": "with `mustBe: 0`, at a column: "
        "the cell is filled",
    }

    @classmethod
    def of_column(cls, stated: ColumnStatement) -> Iterator[Required]:
        column = stated.column
        if column.required:
            yield cls(
                id=f"{column.name}.required",
                sentence=say("rule-required", column=column.name),
                column=column.name,
            )

    @classmethod
    def of_metric(cls, stated: QualityStatement) -> Required | None:
        if stated.metric not in {"nullValues", "missingValues"}:
            return None
        stated.check_zero()
        if stated.column is None or stated.arguments:
            return None
        return cls(
            id=stated.id,
            sentence=stated.sentence or say("rule-required", column=stated.column.name),
            column=stated.column.name,
            severity=stated.severity,
        )

    def columns_read(self) -> tuple[str, ...]:
        return (self.column,)

    def unreadable_read(self, logical_types: Mapping[str, str]) -> tuple[str, ...]:
        return () if logical_types[self.column] == "string" else (self.column,)

    def mask(self, context: MaskContext) -> Mask:
        return Mask(context.is_empty(self.column))

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected(
            "ExpectColumnValuesToNotBeNull",
            if_readable(self.column, logical_types),
            column=self.column,
        )

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return say("rule-required-broken", column=self.column)
