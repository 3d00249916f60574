"""A text has so many characters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from review_kit.contracts.rule import Expected, Mask, MaskContext, RowRule, cell
from review_kit.contracts.statements import ColumnStatement
from review_kit.words import say


@dataclass(frozen=True, kw_only=True)
class Length(RowRule):
    """A filled text has so many characters."""

    column: str
    minimum: int | None
    maximum: int | None

    rank = 60
    standard: ClassVar[Mapping[str, str]] = {
        "`logicalTypeOptions: {minLength: n, maxLength: n}`": "the text has this many characters"
    }

    @classmethod
    def of_column(cls, stated: ColumnStatement) -> Iterator[Length]:
        if stated.column.logical_type != "string":
            return
        shortest, longest = stated.take("minLength"), stated.take("maxLength")
        if shortest is None and longest is None:
            return
        name = stated.column.name
        rule = cls(id=f"{name}.length", sentence="", column=name, minimum=shortest, maximum=longest)
        yield replace(rule, sentence=rule.said("rule-length"))

    def said(self, message: str) -> str:
        """Say a message about the bounds."""
        kind = (
            "at-most" if self.minimum is None else "at-least" if self.maximum is None else "between"
        )
        return say(
            message,
            column=self.column,
            kind=kind,
            least=str(self.minimum),
            most=str(self.maximum),
        )

    def columns_read(self) -> tuple[str, ...]:
        return (self.column,)

    def cell_judged(self) -> str:
        return self.column

    def mask(self, context: MaskContext) -> Mask:
        sides = []
        if self.minimum is not None:
            sides.append(f"length({cell(self.column)}) < {self.minimum}")
        if self.maximum is not None:
            sides.append(f"length({cell(self.column)}) > {self.maximum}")
        return Mask(f"({' OR '.join(sides)})")

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected(
            "ExpectColumnValueLengthsToBeBetween",
            column=self.column,
            min_value=self.minimum,
            max_value=self.maximum,
        )

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return self.said("rule-length-broken")
