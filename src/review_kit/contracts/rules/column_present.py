"""The export has a column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

import pandas as pd

from review_kit.contracts.rule import Expected, ExportShape, Stop, TableRule
from review_kit.contracts.statements import ColumnStatement
from review_kit.sources.notice import some_of
from review_kit.words import say

if TYPE_CHECKING:
    from review_kit.contracts.verdict import RuleVerdict, TableVerdict


@dataclass(frozen=True, kw_only=True)
class ColumnPresent(TableRule):
    """The export has the column."""

    column: str

    standard: ClassVar[Mapping[str, str]] = {
        "`required: true`, `primaryKey: true`": "the export has the column"
    }

    @classmethod
    def of_column(cls, stated: ColumnStatement) -> Iterator[ColumnPresent]:
        column = stated.column
        if column.required:
            yield cls(
                id=f"{column.name}.present",
                sentence=say("rule-column-present", column=column.name),
                column=column.name,
            )

    def found(self, shape: ExportShape) -> list[str]:
        return [] if self.column in shape.filled else [self.column]

    @classmethod
    def frame(cls, rules: Sequence[Self], shape: ExportShape) -> pd.DataFrame:
        return pd.DataFrame({column: pd.Series(dtype="str") for column in sorted(shape.filled)})

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected("ExpectColumnToExist", column=self.column)

    @classmethod
    def stops(
        cls, broken: Sequence[tuple[Self, RuleVerdict]], verdict: TableVerdict
    ) -> Iterator[Stop]:
        absent = [rule.column for rule, _ in broken]
        if not absent:
            return
        files = ", ".join(source.name for source in verdict.inputs) or say("rule-its-source")
        columns = ", ".join(absent)
        if len(absent) > 1:
            columns = say("rule-and", first=", ".join(absent[:-1]), second=absent[-1])
        hint = [say("rule-columns-missing-hint", profile=verdict.profile)]
        unknown = verdict.unknown_columns
        if unknown:
            hint.append(say("rule-columns-missing-spare", columns=some_of(unknown)))
        yield Stop(
            "missing_column",
            say("rule-columns-missing", n=len(absent), columns=columns, files=files),
            " ".join(hint),
        )
