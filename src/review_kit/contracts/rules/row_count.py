"""The export has enough rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

import pandas as pd

from review_kit.contracts.rule import Expected, ExportShape, Stop, TableRule
from review_kit.contracts.statements import QualityStatement
from review_kit.sources.files.left_out import reason_in_words
from review_kit.words import say

if TYPE_CHECKING:
    from review_kit.contracts.verdict import RuleVerdict, TableVerdict


@dataclass(frozen=True, kw_only=True)
class RowCount(TableRule):
    """The export has at least ``minimum`` rows."""

    minimum: int

    standard: ClassVar[Mapping[str, str]] = {
        "`quality: metric: rowCount`": "with `mustBeGreaterThan` or `mustBeGreaterOrEqualTo`: "
        "how many rows there are"
    }

    @classmethod
    def of_metric(cls, stated: QualityStatement) -> RowCount | None:
        if stated.metric != "rowCount":
            return None
        if stated.column is not None or stated.arguments or stated.severity != "error":
            raise stated.location.error(
                "rowCount is a rule for the whole table; it cannot be a warning and has no "
                "arguments"
            )
        match list(stated.operators.items()):
            case [("mustBeGreaterThan", int() as below)]:
                minimum = below + 1
            case [("mustBeGreaterOrEqualTo", int() as least)]:
                minimum = least
            case _:
                raise stated.location.error(
                    "rowCount needs mustBeGreaterThan or mustBeGreaterOrEqualTo"
                )
        return cls(
            id=stated.id,
            sentence=stated.sentence or say("rule-row-count", n=minimum),
            minimum=minimum,
        )

    def found(self, shape: ExportShape) -> list[str]:
        return [] if shape.rows >= self.minimum else ["rows"]

    @classmethod
    def frame(cls, rules: Sequence[Self], shape: ExportShape) -> pd.DataFrame:
        # rows beyond the most that any rule asks for change nothing, and are not made
        asked = max((rule.minimum for rule in rules), default=0)
        return pd.DataFrame(index=range(min(shape.rows, asked)))

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected("ExpectTableRowCountToBeBetween", min_value=self.minimum)

    @classmethod
    def stops(
        cls, broken: Sequence[tuple[Self, RuleVerdict]], verdict: TableVerdict
    ) -> Iterator[Stop]:
        files = ", ".join(source.name for source in verdict.inputs) or say("rule-its-source")
        reasons = "; ".join(
            say("stop-left-out-reason", reason=reason_in_words(reason), n=rows)
            for reason, rows in verdict.left_out.items()
        )
        rows = verdict.kept + verdict.quarantined
        for _ in broken:
            message = (
                say("rule-row-count-broken-left-out", n=rows, files=files, reasons=reasons)
                if reasons
                else say("rule-row-count-broken", n=rows, files=files)
            )
            yield Stop("empty_table", message, say("rule-row-count-hint"))
