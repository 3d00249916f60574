"""From what a metric of one's own gave to rows of the tables ``*_metrics``: groups, evidence, comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from review_kit.metrics.comparison import beside_others
from review_kit.metrics.evidence import EvidenceRule
from review_kit.metrics.groups import Groups, explode_by_group
from review_kit.metrics.tidy import metric_rows
from review_kit.metrics.windows import ReviewWindows, timestamp
from review_kit.own_metrics.compute import Computed
from review_kit.own_metrics.declaration import Declaration
from review_kit.own_metrics.find import MetricFile

if TYPE_CHECKING:
    from review_kit.snapshot import Snapshot

WINDOW, PREVIOUS = 0, 1
"""Places of the two windows among those that a metric is computed for."""
DAY_OF: Mapping[str, str] = {
    "qa_scores": "call_on",
    "coaching_log": "session_date",
    "scheduled_sessions": "scheduled_date",
    "opportunities": "created_date",
}
"""Table → the day of its rows that says how far its records reach back."""


def own_values(
    computed: Mapping[str, tuple[MetricFile, Computed]],
    reps: pd.DataFrame,
    windows: ReviewWindows,
    minimum_group: int,
    snapshot: Snapshot,
) -> dict[str, pd.DataFrame]:
    """Give the rows of metrics of one's own as the tables ``*_metrics`` hold them.

    A rep in review has a row of every metric, a group of every metric that has a number of groups: the mean
    of its reps' values weighted by ``n``, or their sum. The evidence rule is the one declared. A sum of the
    previous window is given only where all tables that it was read from reach back to its first day.

    Parameters
    ----------
    computed
        By name, what was declared and what was found.
    reps
        The run's table of reps.
    minimum_group
        ``privacy.minimum_group_size``.
    snapshot
        What the metrics were computed from.

    Returns
    -------
    dict
        Grain → its rows.
    """
    groups = Groups.of(reps)
    reach = _Reach(snapshot, groups, windows)
    parts = [
        _with_previous(one.name, one.declared, found, groups, reach)
        for one, found in computed.values()
    ]
    values = pd.concat(parts, ignore_index=True).join(groups.table, on="group")
    units = {one.name: one.declared.unit for one, _ in computed.values()}
    return beside_others(values, groups, minimum_group, units)


def _with_previous(
    name: str, declared: Declaration, found: Computed, groups: Groups, reach: _Reach
) -> pd.DataFrame:
    now = _by_group(name, declared, found.of(WINDOW), groups)
    before = _by_group(name, declared, found.of(PREVIOUS), groups)
    previous = before["value"].to_numpy()
    if declared.pooling == "total":
        whole = reach.back_to_previous(found.reads).reindex(now["group"]).to_numpy(dtype=bool)
        previous = np.where(whole, previous, np.nan)
    counted = before["n"].astype("Int64").where(~np.isnan(previous))
    return now.assign(previous=previous, previous_n=counted.to_numpy())


def _by_group(
    name: str, declared: Declaration, found: pd.DataFrame | None, groups: Groups
) -> pd.DataFrame:
    """Put one window into the long form, with a row for every group that there can be a number of."""
    own = pd.DataFrame(columns=["value", "n", "low", "high"], dtype="float64")
    if found is not None:
        own = found
    reps = own.reindex(groups.members.index).set_axis(groups.members["in_rep"].to_numpy())
    table = (
        reps if declared.pooling == "none" else pd.concat([reps, _pooled(own, declared, groups)])
    )
    n = table["n"].fillna(0).astype("int64")
    rule = EvidenceRule(declared.minimum_n, declared.minimum_n, declared.said.counts)
    return metric_rows(
        name,
        table["value"],
        n,
        table["low"],
        table["high"],
        evidence=rule.grade(n) if declared.minimum_n else None,
        note=rule.note(n) if declared.minimum_n else None,
    ).reindex(columns=["group", "metric", "value", "n", "low", "high", "evidence", "note"])


def _pooled(own: pd.DataFrame, declared: Declaration, groups: Groups) -> pd.DataFrame:
    """Give the number of every team, manager and the organisation; no value where no rep has one."""
    placed = groups.place(own.rename_axis("rep_id").reset_index())
    rows = explode_by_group(placed, ["value", "n"])
    # a group of one rep of whom nothing is counted still has a mean
    weight = rows["n"].where(rows.groupby("group")["n"].transform("sum") > 0, 1)
    weighted = rows.assign(weighted=rows["value"] * weight, weight=weight)
    sums = weighted.groupby("group")[["value", "n", "weighted", "weight"]].sum()
    value = sums["weighted"] / sums["weight"]
    if declared.pooling == "total":
        value = sums["value"]
    table = pd.DataFrame({"value": value, "n": sums["n"], "low": np.nan, "high": np.nan})
    grain = groups.table["grain"]
    return table.reindex(grain.index[grain != "rep"])


class _Reach:
    """How far back the records of each group reach, table by table."""

    def __init__(self, snapshot: Snapshot, groups: Groups, windows: ReviewWindows) -> None:
        self._snapshot, self._groups = snapshot, groups
        self._start = timestamp(windows.previous.start)
        self._first: dict[str, pd.Series] = {}

    def back_to_previous(self, tables: Iterable[str]) -> pd.Series:
        """Say of each group whether all of these tables reach back to the previous window's first day."""
        every = self._groups.table.index
        whole = pd.Series(True, index=every)
        for table in tables:
            if table in DAY_OF:
                whole &= (self._first_day(table).reindex(every) <= self._start).to_numpy()
        return whole

    def _first_day(self, table: str) -> pd.Series:
        if table not in self._first:
            column = DAY_OF[table]
            rows = self._snapshot.rows(table, ["rep_id", column]).to_pandas(date_as_object=False)
            first = rows.groupby("rep_id", as_index=False)[column].min()
            days = explode_by_group(self._groups.place(first), [column])
            self._first[table] = days.groupby("group")[column].min()
        return self._first[table]
