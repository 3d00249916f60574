"""The rows that some rules are about: those where a column has one of some values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from pydantic import BaseModel, Field

from review_kit.contracts.rule import Condition, Specification, Value, cell, frame_values, spell
from review_kit.contracts.statements import QualityStatement, typed_values
from review_kit.sources.sql import literals
from review_kit.words import say


@dataclass(frozen=True, kw_only=True)
class When:
    """The rows where ``column`` has one of ``values``."""

    column: str
    values: tuple[Value, ...]

    def sql(self) -> str:
        """Return the condition of a mask."""
        return f"{cell(self.column)} IN ({literals(self.values)})"

    def condition(self) -> Condition:
        """Return the condition of an expectation."""
        return Condition(self.column, tuple(frame_values(self.values)))

    def __str__(self) -> str:
        spelt = [spell(value) for value in self.values]
        values = reduce(lambda first, second: say("rule-or", first=first, second=second), spelt)
        return say("rule-when", column=self.column, values=values)


class WhenSpecification(BaseModel):
    """``when: {column: status, in: [held]}``."""

    model_config = Specification.model_config

    column: str
    values: list[str | bool | float] = Field(alias="in", min_length=1)

    def read(self, stated: QualityStatement) -> When:
        """Return the rows that it names, or raise a ``ConfigurationError``."""
        column = stated.known(self.column)
        return When(column=column.name, values=typed_values(column, self.values, stated.location))
