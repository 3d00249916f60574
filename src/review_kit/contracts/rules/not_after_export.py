"""A day is not after the day of the export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

import pandas as pd

from review_kit.contracts.rule import (
    EXPORT_DAYS,
    IF_BOTH_FILLED,
    Expected,
    Mask,
    MaskContext,
    RowRule,
    Specification,
    Surroundings,
    cell,
)
from review_kit.contracts.statements import QualityStatement
from review_kit.contracts.when import When, WhenSpecification
from review_kit.project.data_model import LogicalType
from review_kit.words import say

_EPOCH = date(1970, 1, 1)


class NotAfterExportSpecification(Specification):
    """``column`` is not after the export day, or ``as_of`` where that is later."""

    rule: Literal["notAfterExport"]
    column: str
    when: WhenSpecification | None = None

    holds: ClassVar[str] = (
        "the day is not after the day of the row's export, or the review day if that is later"
    )

    def read(self, stated: QualityStatement) -> NotAfterExport:
        column = stated.known(self.column)
        if column.logical_type not in {"date", "timestamp"}:
            raise stated.location.error(f"{column.name} is neither a date nor a timestamp")
        return NotAfterExport(
            id=stated.id,
            sentence=stated.sentence or say("rule-not-after-export", column=column.name),
            column=column.name,
            logical_type=column.logical_type,
            when=self.when.read(stated) if self.when else None,
            severity=stated.severity,
        )


@dataclass(frozen=True, kw_only=True)
class NotAfterExport(RowRule):
    """A date is not after the day of the row's export, or ``as_of`` where that is later."""

    column: str
    logical_type: LogicalType
    when: When | None = None

    rank = 110
    origin_read = True
    specification = NotAfterExportSpecification

    def columns_read(self) -> tuple[str, ...]:
        return (self.column, self.when.column) if self.when else (self.column,)

    def cells_needed(self) -> tuple[str, ...]:
        return (self.when.column,) if self.when else ()

    def mask(self, context: MaskContext) -> Mask:
        alias = context.alias
        late = f"CAST({cell(self.column)} AS DATE) > {alias}.last_day"
        return Mask(
            f"{self.when.sql()} AND {late}" if self.when else late,
            join=f"LEFT JOIN {EXPORT_DAYS} AS {alias} ON {alias}.file = t._file",
        )

    @property
    def _until(self) -> str:
        """Name of the derived column of the first moment after the last day allowed."""
        return f"{self.column}:until"

    def derived(self, frame: pd.DataFrame, surroundings: Surroundings) -> dict[str, pd.Series]:
        untils = {
            file: self._first_moment_after(day, surroundings.time_zone)
            for file, day in surroundings.last_days.items()
        }
        return {self._until: frame["_file"].map(untils).astype("float64")}

    def _first_moment_after(self, day: date, time_zone: str) -> float:
        """Return the start of the next day, as the number that the column has in a frame."""
        following = day + timedelta(days=1)
        if self.logical_type == "date":
            return float((following - _EPOCH).days)
        start = datetime.combine(following, time(), ZoneInfo(time_zone))
        return float((start - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1))

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected(
            "ExpectColumnPairValuesAToBeGreaterThanB",
            [self.when.condition()] if self.when else [],
            column_A=self._until,
            column_B=self.column,
            ignore_row_if=IF_BOTH_FILLED,
        )

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return say("rule-not-after-export-broken", column=self.column)
