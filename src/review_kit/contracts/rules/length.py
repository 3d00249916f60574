"""A text has so many characters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from review_kit.contracts.rule import Expected, Mask, MaskContext, RowRule, cell
from review_kit.contracts.statements import ColumnStatement


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
        yield replace(rule, sentence=f"{name} has {rule.bounds()} characters")

    def bounds(self) -> str:
        """Return the bounds in words, such as ``2 to 40``."""
        if self.minimum is None:
            return f"at most {self.maximum}"
        if self.maximum is None:
            return f"at least {self.minimum}"
        return f"{self.minimum} to {self.maximum}"

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
        return f"{self.column} does not have {self.bounds()} characters"
