"""A cell is filled in some rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from review_kit.contracts.rule import (
    Expected,
    Mask,
    MaskContext,
    RowRule,
    Specification,
    cell,
)
from review_kit.contracts.statements import QualityStatement
from review_kit.contracts.when import When, WhenSpecification
from review_kit.words import say


class RequiredWhenSpecification(Specification):
    """``column`` is filled in the rows that ``when`` names."""

    rule: Literal["requiredWhen"]
    column: str
    when: WhenSpecification

    holds: ClassVar[str] = "in the rows that `when` names, the cell is filled"

    def read(self, stated: QualityStatement) -> RequiredWhen:
        when = self.when.read(stated)
        return RequiredWhen(
            id=stated.id,
            sentence=stated.sentence
            or say("rule-required-when", column=self.column, when=str(when)),
            column=stated.known(self.column).name,
            when=when,
            severity=stated.severity,
        )


@dataclass(frozen=True, kw_only=True)
class RequiredWhen(RowRule):
    """The cell is filled in the rows that ``when`` names."""

    column: str
    when: When

    rank = 90
    specification = RequiredWhenSpecification

    def columns_read(self) -> tuple[str, ...]:
        return (self.column, self.when.column)

    def columns_needed(self) -> tuple[str, ...]:
        # where the export lacks the column itself, every row that asks for it breaks the rule
        return (self.when.column,)

    def cells_needed(self) -> tuple[str, ...]:
        return (self.when.column,)

    def mask(self, context: MaskContext) -> Mask:
        # a text that cannot be read is emptied where it may be missing, so that it fills nothing here
        return Mask(f"{self.when.sql()} AND {cell(self.column)} IS NULL")

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        only = [self.when.condition()]
        return self.expected("ExpectColumnValuesToNotBeNull", only, column=self.column)

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return say(
            "rule-required-when-broken",
            column=self.column,
            type=logical_types[self.column],
            when=str(self.when),
        )
