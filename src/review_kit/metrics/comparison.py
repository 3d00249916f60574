"""From values to comparable values: the previous window, and the team's median."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.grains import ORG
from review_kit.metrics.evidence import TOO_FEW
from review_kit.metrics.families import FAMILIES, Family, FamilyRows
from review_kit.metrics.groups import GROUP_COLUMNS, Groups, explode_by_group
from review_kit.metrics.median_rounding import rounded_where_exact
from review_kit.metrics.outcomes import outcome_units
from review_kit.metrics.overall_change import ScoresBefore, like_with_like, scores_before
from review_kit.metrics.prepared import Review
from review_kit.metrics.registry import METRICS
from review_kit.metrics.tidy import lookup, words
from review_kit.metrics.windows import timestamp

NO_MEDIAN = frozenset({"close_rate_rank", "recommended_cadence"})
"""Metrics whose median over reps says nothing."""


def with_previous(
    review: Review,
    families: Collection[Family] = FAMILIES,
    rows: FamilyRows | None = None,
    scores: Callable[[], ScoresBefore] | None = None,
) -> pd.DataFrame:
    """Compute families, all of them unless named, and set the previous window beside the window.

    Every group has a row for every metric of its grain: where there is nothing to count it is 0, where
    there is nothing to average it is missing, with ``n`` 0. A previous value of a count or a sum is
    given only where the group's own records reach back to the first day of the previous window,
    because an export that starts later would make it too small. One of the overall score is given like with
    like (:func:`~review_kit.metrics.overall_change.like_with_like`).

    Parameters
    ----------
    rows, scores
        What is computed of the review already: of families, and how scores compare with those before.

    Returns
    -------
    DataFrame
        Long form, and ``grain``, ``group_id``, ``previous``, ``previous_n``.
    """
    rows = rows or FamilyRows(review)
    now = rows.of(review.windows.window, families)
    before = rows.of(review.windows.previous, families)
    every = _expected(review, [*now["metric"].unique(), *before["metric"].unique()])
    keys = pd.MultiIndex.from_frame(every[["group", "metric"]])
    table = now.set_index(["group", "metric"]).reindex(keys).reset_index(drop=True)
    earlier = before.set_index(["group", "metric"]).reindex(keys).reset_index(drop=True)
    zero = every["metric"].isin([metric.name for metric in METRICS.values() if metric.zero])
    absent_now, absent_before = table["n"].isna(), earlier["n"].isna()
    counted = lookup(every["metric"], _nouns()).where(absent_now)
    covered = _reaches_back(review, every)
    compared = every.assign(
        value=table["value"].mask(absent_now & zero, 0.0),
        n=table["n"].fillna(0).astype("int64"),
        low=table["low"],
        high=table["high"],
        evidence=table["evidence"].mask(counted.notna(), TOO_FEW),
        note=table["note"].fillna(words("too few {} (0)", counted)),
        previous=earlier["value"].mask(absent_before & zero, 0.0).where(covered),
        previous_n=earlier["n"].fillna(0).where(covered).astype("Int64"),
    )
    return like_with_like(compared, scores or partial(scores_before, review))


def _nouns() -> pd.Series:
    """What the evidence rule counts, for the metrics that have a minimum."""
    return pd.Series({m.name: m.counts for m in METRICS.values() if m.counts}, dtype="str")


def _expected(review: Review, found: list[str]) -> pd.DataFrame:
    """List every group with every metric of its grain.

    All metrics whose table was exported, whether anybody has a number or not, and whatever else was
    found in the exports.
    """
    present = {
        "scheduled_sessions": review.calendar is not None,
        "opportunities": review.opportunities is not None,
        "quotas": review.quotas is not None and review.opportunities is not None,
        "skills_matrix": review.matrix is not None,
        "outcomes": False,  # which ones there are shows only in what was found
    }
    known = [
        metric
        for metric in METRICS.values()
        if not metric.derived
        and (metric.name in found or present.get(metric.table, metric.name != "coaching_cost"))
    ]
    others = sorted({name for name in found if name not in METRICS})
    parts = []
    for grain, rows in review.groups.table.groupby("grain"):
        names = [metric.name for metric in known if grain in metric.grains] + others
        metrics = pd.DataFrame({"metric": pd.Series(names, dtype="str")})
        parts.append(rows.rename_axis("group").reset_index().merge(metrics, how="cross"))
    return pd.concat(parts, ignore_index=True)


def _reaches_back(review: Review, every: pd.DataFrame) -> pd.Series:
    """Say of each group and metric whether its previous value can be trusted to be whole."""
    days = {"coaching_log": _first_days(review.log, "session_date")}
    if review.calendar is not None:
        days["scheduled_sessions"] = _first_days(review.calendar, "scheduled_date")
    if review.opportunities is not None:
        days["opportunities"] = _first_days(review.opportunities, "created_date")
        # what is attained is won in the CRM; a quota that is not there gives no number anyway
        days["quotas"] = days["opportunities"]
    first = pd.concat(days, names=["table", "group"])
    needs = pd.Series({m.name: m.table for m in METRICS.values() if m.whole_window}, dtype="str")
    table = lookup(every["metric"], needs)
    reached = first.reindex(pd.MultiIndex.from_arrays([table, every["group"]]))
    whole = reached.to_numpy() <= timestamp(review.windows.previous.start).to_numpy()
    return pd.Series(whole, index=every.index) | table.isna()


def _first_days(rows: pd.DataFrame, column: str) -> pd.Series:
    first: pd.Series = explode_by_group(rows, [column]).groupby("group")[column].min()
    return first


def team_medians(rep_values: pd.DataFrame, groups: Groups, minimum: int) -> pd.DataFrame:
    """Take the median of each metric over the reps of every group, if it gives nobody away.

    Parameters
    ----------
    rep_values
        Long form of the reps.
    minimum
        ``privacy.minimum_group_size``: reps with a value that a median needs.

    Returns
    -------
    DataFrame
        Index (``group``, ``metric``): ``median``, for groups with enough reps only; rounded where it is
        one rep's own value (:mod:`~review_kit.metrics.median_rounding`).
    """
    known = rep_values[rep_values["value"].notna() & ~rep_values["metric"].isin(NO_MEDIAN)]
    placed = groups.place(known.rename(columns={"group_id": "rep_id"}))
    values = explode_by_group(placed, ["metric", "value"]).groupby(["group", "metric"])["value"]
    sizes = values.size()
    enough = sizes >= minimum
    medians = rounded_where_exact(values.median()[enough], sizes[enough])
    return pd.DataFrame({"median": medians})


def with_median(values: pd.DataFrame, medians: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    """Set the median of the team beside each value; where it is too small, the organisation's.

    A rep is compared with the reps of the own team, a team or a manager with their own reps. The
    column ``team_median_scope`` says whose median it is: ``team``, ``org``, or nothing where
    even the organisation is too small.
    """
    grain = groups.table["grain"]
    team_of_rep = groups.members.set_index("in_rep")["in_team"]
    compared = lookup(
        values["group"], team_of_rep.reindex(grain.index).fillna(grain.index.to_series())
    )
    organisation = grain.index[grain == ORG][0]
    own = _median_at(medians, compared, values["metric"])
    everyone = _median_at(medians, compared * 0 + organisation, values["metric"])
    scope = np.select(
        [np.isnan(own) & np.isnan(everyone), np.isnan(own) | (values["grain"] == ORG)],
        ["", ORG],
        "team",
    )
    return values.assign(
        team_median=np.where(np.isnan(own), everyone, own),
        team_median_scope=pd.Series(scope, index=values.index, dtype="str").replace("", None),
    )


def _median_at(medians: pd.DataFrame, group: pd.Series, metric: pd.Series) -> NDArray[np.float64]:
    keys = pd.MultiIndex.from_arrays([group.astype("int64"), metric])
    return medians["median"].reindex(keys).to_numpy(dtype=np.float64)


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
    team = lookup(rates["group_id"], reps.set_index("rep_id")["team"])
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


def compared(review: Review, values: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Add medians and units, and cut the rows by grain, in order of group and glossary.

    Parameters
    ----------
    values
        Long form of all groups, with the columns that :func:`with_previous` gives.

    Returns
    -------
    dict
        Grain → its rows, ``group_id`` named as that grain names its groups.
    """
    exported: dict[str, str] = {}
    if review.outcomes is not None:
        exported = outcome_units(review.outcomes, review.config.organisation.currency)
    minimum = review.config.privacy.minimum_group_size
    return beside_others(values, review.groups, minimum, exported)


def beside_others(
    values: pd.DataFrame, groups: Groups, minimum: int, units: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """Do what :func:`compared` does, for values of any origin.

    Parameters
    ----------
    minimum
        ``privacy.minimum_group_size``: reps with a value that a median needs.
    units
        Unit of each metric that the registry has none of.
    """
    own = values[values["grain"] == "rep"]
    whole = with_median(values, team_medians(own, groups, minimum), groups)
    whole = with_unit(whole, units)
    order = pd.Series({name: float(at) for at, name in enumerate(METRICS)})
    whole = whole.assign(at=lookup(whole["metric"], order).fillna(len(order)))
    whole = whole.sort_values(["group", "at", "metric"], ignore_index=True)
    return {
        grain: whole[whole["grain"] == grain].rename(columns={"group_id": column})
        for grain, column in GROUP_COLUMNS.items()
    }
