"""A filled cell can be read as the type of its column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from review_kit.contracts.rule import UNREADABLE, Expected, Mask, MaskContext, RowRule, cell
from review_kit.contracts.statements import ColumnStatement
from review_kit.project.data_model import LogicalType
from review_kit.words import say

_DAY_FORMAT = "yyyy-MM-dd"
"""The one format that days are read in, so that a contract may say it."""


@dataclass(frozen=True, kw_only=True)
class Readable(RowRule):
    """A filled cell can be read as the column's type."""

    column: str
    logical_type: LogicalType

    rank = 10
    standard: ClassVar[Mapping[str, str]] = {
        "`logicalType`": "a filled cell can be read as this type"
    }

    @classmethod
    def of_column(cls, stated: ColumnStatement) -> Iterator[Readable]:
        column = stated.column
        if column.logical_type == "date" and stated.options.get("format") == _DAY_FORMAT:
            stated.take("format")
        if column.logical_type != "string":
            yield cls(
                id=f"{column.name}.readable",
                sentence=say("rule-readable", column=column.name, type=column.logical_type),
                column=column.name,
                logical_type=column.logical_type,
            )

    def columns_read(self) -> tuple[str, ...]:
        return (self.column,)

    def cell_judged(self) -> str:
        return self.column

    def unreadable_read(self, logical_types: Mapping[str, str]) -> tuple[str, ...]:
        return (self.column,)

    def mask(self, context: MaskContext) -> Mask:
        return Mask(f"{cell(self.column + UNREADABLE)} IS NOT NULL")

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected("ExpectColumnValuesToBeNull", column=self.column + UNREADABLE)

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return say("rule-readable-broken", column=self.column, type=self.logical_type)
