"""From values to comparable values: the window before, and the team's median."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from review_kit.metrics.evidence import TOO_FEW
from review_kit.metrics.families import compute_families
from review_kit.metrics.people import GROUPING, group_ids
from review_kit.metrics.prepared import Review
from review_kit.metrics.registry import METRICS
from review_kit.metrics.tidy import lookup, words
from review_kit.metrics.windows import timestamp

NO_MEDIAN = frozenset({"close_rate_rank"})
"""Metrics whose median over reps says nothing."""


def with_previous(review: Review, grain: str) -> pd.DataFrame:
    """Compute every family for the window and set the window before beside it.

    Every group has a row for every metric that any group has: where there is nothing to count it is
    0, where there is nothing to average it is missing, with ``n`` 0. A previous value of a count or
    a sum is given only where the group's own records reach back to the first day of the previous
    window, because an export that starts later would make it too small.

    Returns
    -------
    DataFrame
        Long form, and ``previous``, ``previous_n``.
    """
    now = compute_families(review, review.windows.window, grain)
    before = compute_families(review, review.windows.previous, grain)
    names = _expected(review, grain, [*now["metric"].unique(), *before["metric"].unique()])
    groups = group_ids(review.reps, grain)
    every = pd.MultiIndex.from_product([groups, names], names=["group", "metric"])
    table = now.set_index(["group", "metric"]).reindex(every)
    earlier = before.set_index(["group", "metric"]).reindex(every)
    described = every.get_level_values("metric")
    zero = described.isin([metric.name for metric in METRICS.values() if metric.zero])
    counted = described.map(lambda name: METRICS[name].counts if name in METRICS else "")
    absent_now, absent_before = table["n"].isna(), earlier["n"].isna()
    too_few = absent_now & (counted != "")
    covered = _reaches_back(review, grain, every)
    table = table.assign(
        value=table["value"].mask(absent_now & zero, 0.0),
        n=table["n"].fillna(0).astype("int64"),
        evidence=table["evidence"].mask(too_few, TOO_FEW),
        note=table["note"].mask(too_few, words("too few {} (0)", counted.to_series(index=every))),
        previous=earlier["value"].mask(absent_before & zero, 0.0).where(covered),
        previous_n=earlier["n"].fillna(0).where(covered).astype("Int64"),
    )
    return table.reset_index()


def _expected(review: Review, grain: str, found: list[str]) -> list[str]:
    """List the metrics that every group has a row for, in the order of the registry.

    All whose table was exported, whether anybody has a number or not, and whatever else was exported.
    """
    present = {
        "scheduled_sessions": review.calendar is not None,
        "opportunities": review.opportunities is not None,
        "quotas": review.quotas is not None and review.opportunities is not None,
        "outcomes": False,  # which ones there are shows only in what was found
    }
    names = [
        metric.name
        for metric in METRICS.values()
        if grain in metric.grains
        and not metric.derived
        and (metric.name in found or present.get(metric.table, metric.name != "coaching_cost"))
    ]
    return names + sorted({name for name in found if name not in METRICS})


def _reaches_back(review: Review, grain: str, every: pd.MultiIndex) -> pd.Series:
    """Say of each (group, metric) whether its previous value can be trusted to be whole."""
    by = GROUPING[grain]
    days = {"coaching_log": review.log.groupby(by)["session_date"].min()}
    if review.calendar is not None:
        days["scheduled_sessions"] = review.calendar.groupby(by)["scheduled_date"].min()
    if review.opportunities is not None:
        days["opportunities"] = review.opportunities.groupby(by)["created_date"].min()
        # what is attained is won in the CRM; a quota that is not there gives no number anyway
        days["quotas"] = days["opportunities"]
    first = pd.concat(days, names=["table", "group"]).rename("first")
    needed = {metric.name: metric.table for metric in METRICS.values() if metric.whole_window}
    metric = every.get_level_values("metric")
    table = pd.Index([needed.get(name, "") for name in metric], name="table")
    keys = pd.MultiIndex.from_arrays([table, every.get_level_values("group")])
    whole = first.reindex(keys).to_numpy() <= timestamp(review.windows.previous.start).to_numpy()
    return pd.Series(whole | (table == ""), index=every)


def team_medians(rep_values: pd.DataFrame, reps: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Take the median of each metric over the reps of every group, if it gives nobody away.

    Parameters
    ----------
    rep_values
        Long form at the rep grain.
    minimum
        ``privacy.minimum_group_size``: reps with a value that a median needs.

    Returns
    -------
    DataFrame
        ``grain``, ``group``, ``metric``, ``median``, for groups with enough reps only.
    """
    known = rep_values[rep_values["value"].notna() & ~rep_values["metric"].isin(NO_MEDIAN)]
    known = known.merge(reps, left_on="group", right_on="rep_id", suffixes=("", "_rep"))
    parts = []
    for grain in ("team", "manager", "org"):
        groups = known.groupby([GROUPING[grain], "metric"])["value"]
        table = groups.agg(median="median", n="size").reset_index()
        table = table[table["n"] >= minimum].rename(columns={GROUPING[grain]: "group"})
        parts.append(table.assign(grain=grain)[["grain", "group", "metric", "median"]])
    return pd.concat(parts, ignore_index=True)


def with_median(
    values: pd.DataFrame, medians: pd.DataFrame, reps: pd.DataFrame, grain: str
) -> pd.DataFrame:
    """Set the median of the team beside each value; where it is too small, the organisation's.

    A rep is compared with the reps of the own team, a team or a manager with their own reps. The
    column ``team_median_scope`` says whose median it is: ``team``, ``organisation``, or nothing where
    even the organisation is too small.
    """
    if grain == "rep":
        compared = lookup(values["group"], reps.set_index("rep_id")["team"])
        nearest = medians[medians["grain"] == "team"]
    else:
        compared = values["group"]
        nearest = medians[medians["grain"] == grain]
    keys = pd.MultiIndex.from_arrays([compared, values["metric"]])
    own = nearest.set_index(["group", "metric"])["median"].reindex(keys).to_numpy()
    wider = medians[medians["grain"] == "org"].set_index("metric")["median"]
    everyone = lookup(values["metric"], wider).to_numpy()
    if grain == "org":
        own = np.full(len(values), np.nan)
    scope = np.select([~np.isnan(own), ~np.isnan(everyone)], ["team", "organisation"], "")
    return values.assign(
        team_median=np.where(np.isnan(own), everyone, own),
        team_median_scope=pd.Series(scope, index=values.index, dtype="str").replace("", None),
    )


def with_unit(values: pd.DataFrame, exported: Mapping[str, str]) -> pd.DataFrame:
    """Add the unit of each metric: that of an exported one, else the registry's."""
    unit = {name: metric.unit for name, metric in METRICS.items()} | dict(exported)
    return values.assign(unit=lookup(values["metric"], pd.Series(unit, dtype="str")))


def rank_by_win_rate(rep_values: pd.DataFrame, reps: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Rank the reps of each team by win rate: "3 of 8".

    Among those whose win rate can be given; equals share the better place. Withheld where fewer than
    ``minimum`` reps can be ranked, because a place among two names the other.

    Returns
    -------
    DataFrame
        Long form of ``close_rate_rank`` for every rep: ``value`` the place, ``n`` how many are ranked.
    """
    rates = rep_values[rep_values["metric"] == "win_rate"]
    team = lookup(rates["group"], reps.set_index("rep_id")["team"])
    ranked = rates["value"].groupby(team).transform("count").astype("int64")
    place = rates["value"].groupby(team).rank(ascending=False, method="min")
    shown = ranked >= minimum
    alone = f"fewer than {minimum} reps of the team have a win rate"
    note = words("{:.0f} of {}", place, ranked).fillna(rates["note"]).where(shown, alone)
    return rates.assign(
        metric="close_rate_rank",
        value=place.where(shown),
        n=ranked,
        low=np.nan,
        high=np.nan,
        evidence=None,
        note=note,
        previous=np.nan,
        previous_n=pd.Series(pd.NA, index=rates.index, dtype="Int64"),
    )
