"""No column of the export has a name that matches a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, Self

import pandas as pd

from review_kit.contracts.patterns import check_pattern, spelt_out
from review_kit.contracts.rule import Expected, ExportShape, Specification, Stop, TableRule
from review_kit.contracts.statements import QualityStatement
from review_kit.words import say

if TYPE_CHECKING:
    from review_kit.contracts.verdict import RuleVerdict, TableVerdict

_COLUMN_NAME = "column_name"
"""Column of the frame in which the names of an export's columns are looked at."""


class ForbiddenColumnsSpecification(Specification):
    """No column has a name that matches ``pattern``."""

    rule: Literal["forbiddenColumns"]
    pattern: str

    holds: ClassVar[str] = (
        "no column of the export has a name that matches; in a coaching log, unused columns "
        "count only if they contain quotas or amounts of money, and never if they have the name "
        "of a criterion"
    )

    def read(self, stated: QualityStatement) -> ForbiddenColumns:
        if stated.severity != "error":
            raise stated.location.error("this rule cannot be a warning")
        try:
            check_pattern(self.pattern)
        except ValueError as error:
            raise stated.location.error(str(error)) from error
        return ForbiddenColumns(
            id=stated.id,
            sentence=stated.sentence or say("rule-forbidden-columns", pattern=self.pattern),
            pattern=self.pattern,
        )


@dataclass(frozen=True, kw_only=True)
class ForbiddenColumns(TableRule):
    """No column of the export has a name that matches ``pattern``."""

    pattern: str

    specification = ForbiddenColumnsSpecification
    names_columns = True

    def found(self, shape: ExportShape) -> list[str]:
        return [column for column in shape.names if re.search(spelt_out(self.pattern), column)]

    @classmethod
    def frame(cls, rules: Sequence[Self], shape: ExportShape) -> pd.DataFrame:
        return pd.DataFrame({_COLUMN_NAME: pd.Series(list(shape.names), dtype="str")})

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected(
            "ExpectColumnValuesToNotMatchRegex",
            column=_COLUMN_NAME,
            regex=spelt_out(self.pattern),
        )

    @classmethod
    def stops(
        cls,
        broken: Sequence[tuple[Self, RuleVerdict]],
        verdict: TableVerdict,
    ) -> Iterator[Stop]:
        for rule, found in broken:
            columns = ", ".join(f"'{example.column}'" for example in found.examples)
            files = ", ".join(dict.fromkeys(example.file for example in found.examples))
            yield Stop(
                "refused_column",
                say(
                    "rule-forbidden-columns-found",
                    columns=columns,
                    files=files,
                    rule=rule.sentence,
                ),
                say("rule-forbidden-columns-hint"),
            )
