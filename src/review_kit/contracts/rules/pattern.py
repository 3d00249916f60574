"""A text matches a regular expression."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from review_kit.contracts.contract import Column
from review_kit.contracts.location import ContractLocation
from review_kit.contracts.patterns import check_pattern, spelt_out
from review_kit.contracts.rule import Expected, Mask, MaskContext, RowRule, Severity, cell
from review_kit.contracts.statements import ColumnStatement, QualityStatement
from review_kit.sources.sql import literal
from review_kit.words import say


@dataclass(frozen=True, kw_only=True)
class Pattern(RowRule):
    """A filled text has a part that matches the regular expression (RE2 syntax)."""

    column: str
    pattern: str

    rank = 50
    standard: ClassVar[Mapping[str, str]] = {
        "`logicalTypeOptions: {pattern: …}`": "part of the text matches",
        "`quality: metric: invalidValues`, `arguments: {pattern: …}`": "with `mustBe: 0`, at a column: "
        "part of the text matches",
    }

    @classmethod
    def of_column(cls, stated: ColumnStatement) -> Iterator[Pattern]:
        column = stated.column
        if column.logical_type == "string" and "pattern" in stated.options:
            pattern = stated.take("pattern")
            rule_id = f"{column.name}.pattern"
            yield cls._of(rule_id, column, pattern, "error", stated.options_location)

    @classmethod
    def of_metric(cls, stated: QualityStatement) -> Pattern | None:
        if stated.metric != "invalidValues":
            return None
        stated.check_zero()
        if stated.column is None or set(stated.arguments) != {"pattern"}:
            return None
        pattern = stated.arguments["pattern"]
        return cls._of(stated.id, stated.column, pattern, stated.severity, stated.location)

    @classmethod
    def _of(
        cls,
        rule_id: str,
        column: Column,
        pattern: str,
        severity: Severity,
        location: ContractLocation,
    ) -> Pattern:
        if column.logical_type != "string":
            raise location.error(f"a pattern is for text; {column.name} is {column.logical_type}")
        try:
            check_pattern(pattern)
        except ValueError as error:
            raise location.error(str(error)) from error
        return cls(
            id=rule_id,
            sentence=say("rule-pattern", column=column.name, pattern=pattern),
            column=column.name,
            pattern=pattern,
            severity=severity,
        )

    def columns_read(self) -> tuple[str, ...]:
        return (self.column,)

    def cell_judged(self) -> str:
        return self.column

    def mask(self, context: MaskContext) -> Mask:
        return Mask(f"NOT regexp_matches({cell(self.column)}, {literal(self.pattern)})")

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected(
            "ExpectColumnValuesToMatchRegex", column=self.column, regex=spelt_out(self.pattern)
        )

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return say("rule-pattern-broken", column=self.column, pattern=self.pattern)
