"""No two rows have the same values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from review_kit.contracts.rule import Expected, Mask, MaskContext, RowRule, Severity, all_of
from review_kit.contracts.statements import ColumnStatement, QualityStatement, TableStatement
from review_kit.sources.sql import name
from review_kit.words import say


@dataclass(frozen=True, kw_only=True)
class Unique(RowRule):
    """No two rows have the same values; rows with an empty value among them are not compared."""

    columns: tuple[str, ...]

    rank = 30
    standard: ClassVar[Mapping[str, str]] = {
        "`primaryKey: true`, `primaryKeyPosition: n`": "the key occurs once; its columns are filled",
        "`unique: true`": "the value occurs once",
        "`quality: metric: duplicateValues`": "with `mustBe: 0`, at a column; at the table with "
        "`arguments: {properties: […]}`",
    }

    @classmethod
    def of_column(cls, stated: ColumnStatement) -> Iterator[Unique]:
        if stated.fields.get("unique"):
            yield cls._of(f"{stated.column.name}.unique", (stated.column.name,))

    @classmethod
    def of_table(cls, stated: TableStatement) -> Iterator[Unique]:
        yield cls._of("key", stated.key)

    @classmethod
    def of_metric(cls, stated: QualityStatement) -> Unique | None:
        if stated.metric != "duplicateValues":
            return None
        stated.check_zero()
        if stated.column is not None and not stated.arguments:
            return cls._of(stated.id, (stated.column.name,), stated.severity)
        if stated.column is None and set(stated.arguments) == {"properties"}:
            names = [stated.known(column).name for column in stated.arguments["properties"]]
            return cls._of(stated.id, names, stated.severity)
        return None

    @classmethod
    def _of(cls, rule_id: str, columns: Sequence[str], severity: Severity = "error") -> Unique:
        return cls(
            id=rule_id,
            sentence=say("rule-unique", n=len(columns), columns=all_of(columns)),
            columns=tuple(columns),
            severity=severity,
        )

    def columns_read(self) -> tuple[str, ...]:
        return self.columns

    def columns_together(self) -> tuple[str, ...]:
        return self.columns

    def mask(self, context: MaskContext) -> Mask:
        columns = [name(column) for column in self.columns]
        filled = " AND ".join(f"{column} IS NOT NULL" for column in columns)
        repeated, alias = name(f"repeated_{self.id}"), context.alias
        return Mask(
            f"{alias}.{columns[0]} IS NOT NULL",
            setup=(
                f"CREATE OR REPLACE TEMP TABLE {repeated} AS SELECT {', '.join(columns)} "
                f"FROM {context.cast} WHERE {filled} "
                f"GROUP BY {', '.join(columns)} HAVING count(*) > 1"
            ),
            join=f"LEFT JOIN {repeated} AS {alias} ON "
            + " AND ".join(f"{alias}.{column} = t.{column}" for column in columns),
        )

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        if len(self.columns) == 1:
            return self.expected("ExpectColumnValuesToBeUnique", column=self.columns[0])
        return self.expected(
            "ExpectCompoundColumnsToBeUnique",
            column_list=list(self.columns),
            ignore_row_if="any_value_is_missing",
        )

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return say("rule-unique-broken", n=len(self.columns), columns=all_of(self.columns))
