"""Values of the rows in force on any one day add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

import pandas as pd
from pydantic import Field

from review_kit.contracts.rule import (
    UNREADABLE,
    Expected,
    Mask,
    MaskContext,
    RowRule,
    Specification,
    Surroundings,
)
from review_kit.contracts.statements import QualityStatement
from review_kit.sources.sql import literal, name
from review_kit.words import say


class SumInForceSpecification(Specification):
    """Values in force on any one day add up to ``mustBe`` within each group."""

    rule: Literal["sumInForce"]
    column: str
    group_by: str = Field(alias="groupBy")
    top_level_where_empty: str = Field(alias="topLevelWhereEmpty")
    valid_from: str = Field(alias="validFrom")
    valid_to: str = Field(alias="validTo")
    replaces: str
    must_be: float = Field(alias="mustBe")
    tolerance: float = Field(default=0, ge=0)

    holds: ClassVar[str] = "see below"

    def read(self, stated: QualityStatement) -> SumInForce:
        keys = [
            column.name for column in stated.columns.values() if column.key_position is not None
        ]
        if len(keys) != 1:
            raise stated.location.error("this rule needs a table whose key is one column")
        wanted = {
            self.column: {"number", "integer"},
            self.valid_from: {"date"},
            self.valid_to: {"date"},
            self.group_by: {"string"},
            self.top_level_where_empty: {"string"},
            self.replaces: {"string"},
        }
        for column, types in wanted.items():
            if stated.known(column).logical_type not in types:
                raise stated.location.error(f"{column} is not a {' or '.join(sorted(types))}")
        return SumInForce(
            id=stated.id,
            sentence=stated.sentence
            or say("rule-sum", column=self.column, total=f"{self.must_be:g}"),
            column=self.column,
            key=keys[0],
            group_by=self.group_by,
            top_level_where_empty=self.top_level_where_empty,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            replaces=self.replaces,
            total=self.must_be,
            tolerance=self.tolerance,
            severity=stated.severity,
        )


@dataclass(frozen=True, kw_only=True)
class SumInForce(RowRule):
    """Values of the rows in force on any one day add up to ``total``, within each group.

    Only rows with an empty ``top_level_where_empty`` count. A row is in force from ``valid_from``
    until the day before the row that names it in ``replaces`` begins, or until ``valid_to`` where none
    does. Sums are taken on every day on which a row of the group begins or one has ended. A sum over
    all groups in force that equals ``total`` is as good, because a new version may list only what
    changed. Groups with an unreadable or empty cell are not summed: the cell breaks a rule of its own.
    """

    column: str
    key: str
    group_by: str
    top_level_where_empty: str
    valid_from: str
    valid_to: str
    replaces: str
    total: float
    tolerance: float

    rank = 120
    whole_table = True
    specification = SumInForceSpecification

    def columns_read(self) -> tuple[str, ...]:
        return (
            self.column,
            self.group_by,
            self.key,
            self.top_level_where_empty,
            self.valid_from,
            self.valid_to,
            self.replaces,
        )

    def cells_needed(self) -> tuple[str, ...]:
        return self.columns_read()

    def columns_shown(self) -> tuple[str, ...]:
        return (self.column, self.group_by)

    def columns_needed(self) -> tuple[str, ...]:
        return (self.column, self.group_by, self.valid_from)

    def unreadable_read(self, logical_types: Mapping[str, str]) -> tuple[str, ...]:
        return (self.valid_to,)

    def mask(self, context: MaskContext) -> Mask:
        """Find days on which a group begins to hold a wrong sum, then the rows in force on such a day."""
        key, weight, group = name(self.key), name(self.column), name(self.group_by)
        start, end = name(self.valid_from), name(self.valid_to)
        wrong, top = name(f"wrong_sum_{self.id}"), name(self.top_level_where_empty)
        replaces, alias, cast = name(self.replaces), context.alias, context.cast
        total, tolerance = literal(self.total), literal(self.tolerance)
        setup = f"""
            CREATE OR REPLACE TEMP TABLE {wrong} AS
            WITH follower AS (
                SELECT {replaces} AS replaced, min({start}) AS begins
                FROM {cast} WHERE {replaces} IS NOT NULL GROUP BY 1
            ), top AS (
                SELECT c._position, c.{group} AS grp, c.{weight} AS weight, c.{start} AS first_day,
                       COALESCE(follower.begins, c.{end} + 1, DATE '9999-12-31') AS until,
                       c.{name(self.valid_to + UNREADABLE)} IS NULL AS readable
                FROM {cast} AS c LEFT JOIN follower ON follower.replaced = c.{key}
                WHERE c.{top} IS NULL
            ), summed AS (
                SELECT grp FROM top GROUP BY grp
                HAVING grp IS NOT NULL
                   AND bool_and(weight IS NOT NULL AND first_day IS NOT NULL AND readable)
            ), changes AS (
                SELECT grp, first_day AS day FROM top WHERE grp IN (SELECT grp FROM summed)
                UNION
                SELECT grp, until AS day FROM top WHERE grp IN (SELECT grp FROM summed)
            ), sums AS (
                SELECT changes.grp, changes.day,
                       sum(top.weight) FILTER (top.grp = changes.grp) AS own,
                       sum(top.weight) AS every
                FROM changes JOIN top ON top.first_day <= changes.day AND changes.day < top.until
                GROUP BY ALL
            ), wrong_days AS (
                SELECT grp, day FROM sums
                WHERE round(abs(own - {total}), 6) > {tolerance}
                  AND round(abs(every - {total}), 6) > {tolerance}
            )
            SELECT DISTINCT top._position FROM top JOIN wrong_days
              ON wrong_days.grp = top.grp AND top.first_day <= day AND day < top.until
        """
        return Mask(
            f"{alias}._position IS NOT NULL",
            setup=setup,
            join=f"LEFT JOIN {wrong} AS {alias} ON {alias}._position = t._position",
        )

    @property
    def _deviation(self) -> str:
        """Name of the derived column of how far from its total the sum of a row is."""
        return f"{self.column}:deviation"

    def derived(
        self,
        frame: pd.DataFrame,
        surroundings: Surroundings,
    ) -> dict[str, pd.Series]:
        """Return how far the sum that each top-level row is part of is from its total, at its worst.

        Other rows, and rows of groups that cannot be summed, get none.
        """
        worst = pd.Series(float("nan"), index=frame.index)
        followers = (
            frame.dropna(subset=[self.replaces]).groupby(self.replaces)[self.valid_from].min()
        )
        top = frame[frame[self.top_level_where_empty].isna()].copy()
        begins = top[self.key].map(followers)
        top["until"] = begins.fillna(top[self.valid_to] + 1).fillna(float("inf"))
        incomplete = top[self.column].isna() | top[self.valid_from].isna()
        incomplete |= top[self.valid_to + UNREADABLE].notna()

        def in_force(rows: pd.DataFrame, day: float) -> pd.DataFrame:
            return rows[(rows[self.valid_from] <= day) & (rows["until"] > day)]

        for _, rows in top.groupby(self.group_by):
            if incomplete.loc[rows.index].any():
                continue
            for day in sorted({*rows[self.valid_from], *rows["until"]}):
                own = in_force(rows, day)
                sums = (own[self.column].sum(), in_force(top, day)[self.column].sum())
                # the sum of the group, or that of all groups, whichever is nearer
                deviation = min(round(abs(total - self.total), 6) for total in sums)
                worst.loc[own.index] = worst.loc[own.index].clip(lower=deviation).fillna(deviation)
        return {self._deviation: worst}

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected(
            "ExpectColumnValuesToBeBetween",
            column=self._deviation,
            max_value=self.tolerance,
        )

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return say(
            "rule-sum-broken", column=self.column, group=self.group_by, total=f"{self.total:g}"
        )
