"""A number, a day or a moment lies between bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

import pandas as pd

from review_kit.contracts.contract import Column
from review_kit.contracts.location import ContractLocation
from review_kit.contracts.rule import Expected, Mask, MaskContext, RowRule, cell
from review_kit.contracts.statements import ColumnStatement
from review_kit.project.data_model import LogicalType
from review_kit.sources.sql import literal
from review_kit.words import say

_TYPES = frozenset({"number", "integer", "date", "timestamp"})
_EPOCH = pd.Timestamp("1970-01-01")


@dataclass(frozen=True, kw_only=True)
class Range(RowRule):
    """A filled cell lies between bounds; bounds of dates and timestamps are ISO 8601 text."""

    column: str
    logical_type: LogicalType
    minimum: float | str | None = None
    maximum: float | str | None = None
    above_minimum: bool = False
    """The minimum itself does not count."""
    below_maximum: bool = False
    """The maximum itself does not count."""

    rank = 70
    standard: ClassVar[Mapping[str, str]] = {
        "`logicalTypeOptions` with `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`": "a number, "
        "a day or a time (with an offset) is between the bounds"
    }

    @classmethod
    def of_column(cls, stated: ColumnStatement) -> Iterator[Range]:
        column = stated.column
        if column.logical_type not in _TYPES:
            return
        lowest, lowest_out = stated.take("minimum"), stated.take("exclusiveMinimum")
        highest, highest_out = stated.take("maximum"), stated.take("exclusiveMaximum")
        location = stated.options_location
        if (lowest is not None and lowest_out is not None) or (
            highest is not None and highest_out is not None
        ):
            raise location.error("give a bound with or without 'exclusive', not both")
        minimum = lowest if lowest is not None else lowest_out
        maximum = highest if highest is not None else highest_out
        if minimum is None and maximum is None:
            return
        for bound in (minimum, maximum):
            _check_bound(column, bound, location)
        rule = cls(
            id=f"{column.name}.range",
            sentence="",
            column=column.name,
            logical_type=column.logical_type,
            minimum=minimum,
            maximum=maximum,
            above_minimum=lowest_out is not None,
            below_maximum=highest_out is not None,
        )
        yield replace(rule, sentence=rule.said("rule-range"))

    def said(self, message: str) -> str:
        """Say a message about the bounds."""
        low, high = self.minimum, self.maximum
        kinds = []
        if low is not None:
            kinds.append("above" if self.above_minimum else "at-least")
        if high is not None:
            kinds.append("below" if self.below_maximum else "at-most")
        kind = "-".join(kinds)
        return say(
            message,
            column=self.column,
            kind="between" if kind == "at-least-at-most" else kind,
            low="" if low is None else _spell(low),
            high="" if high is None else _spell(high),
        )

    def columns_read(self) -> tuple[str, ...]:
        return (self.column,)

    def cell_judged(self) -> str:
        return self.column

    def mask(self, context: MaskContext) -> Mask:
        sides = []
        if self.minimum is not None:
            operator = "<=" if self.above_minimum else "<"
            sides.append(f"{cell(self.column)} {operator} {self._bound_in_sql(self.minimum)}")
        if self.maximum is not None:
            operator = ">=" if self.below_maximum else ">"
            sides.append(f"{cell(self.column)} {operator} {self._bound_in_sql(self.maximum)}")
        return Mask(f"({' OR '.join(sides)})")

    def _bound_in_sql(self, bound: float | str) -> str:
        match self.logical_type:
            case "date":
                return f"DATE {literal(bound)}"
            case "timestamp":
                return f"TIMESTAMPTZ {literal(bound)}"
            case _:
                return literal(bound)

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected(
            "ExpectColumnValuesToBeBetween",
            column=self.column,
            min_value=self._bound_in_frame(self.minimum),
            max_value=self._bound_in_frame(self.maximum),
            strict_min=self.above_minimum,
            strict_max=self.below_maximum,
        )

    def _bound_in_frame(self, bound: float | str | None) -> float | None:
        """Return a bound as the number that the column has in a frame."""
        if not isinstance(bound, str):
            return bound
        moment = pd.Timestamp(bound)
        if self.logical_type == "date":
            return float((moment - _EPOCH).days)
        return float((moment - _EPOCH.tz_localize("UTC")) // pd.Timedelta(microseconds=1))

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return self.said("rule-range-broken")


def _check_bound(column: Column, bound: object, location: ContractLocation) -> None:
    """Refuse bounds that are no day, or no moment (a timestamp's bound needs its offset)."""
    if bound is None or column.logical_type in {"number", "integer"}:
        return
    try:
        if column.logical_type == "date":
            date.fromisoformat(str(bound))
            return
        moment = datetime.fromisoformat(str(bound))
    except ValueError as error:
        raise location.error(f"{bound!r} is not a {column.logical_type}") from error
    if moment.tzinfo is None:
        raise location.error(f"{bound!r} has no offset; write 'Z' or '+01:00' after it")


def _spell(bound: float | str) -> str:
    return f"{bound:g}" if isinstance(bound, int | float) else str(bound)
