"""The way of deals through the stages of the CRM: how many get on, how long it takes, where they stop."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.metrics.evidence import EvidenceRule
from review_kit.metrics.groups import MEMBERSHIP, Groups
from review_kit.metrics.intervals import share_interval
from review_kit.metrics.peer_benchmark import peer_benchmark
from review_kit.metrics.row_order import order_by
from review_kit.metrics.tidy import numbered
from review_kit.metrics.windows import Window, timestamp
from review_kit.project.config import Config

LONG_SHARE = 0.75
"""A deal is stalled where it has been in its stage for longer than this share of the open deals in it."""

PASSED_ON = 0.05
"""Share of the deals in a stage that may leave it again if it is one in which deals end."""


def stage_visits(
    history: pd.DataFrame | None, opportunities: pd.DataFrame | None, time_zone: str, as_of: date
) -> pd.DataFrame | None:
    """List the stages that the deals of the reps in review entered by the review day.

    Parameters
    ----------
    history
        The canonical ``stage_history``.
    opportunities
        Deals of the reps in review.
    time_zone
        The project's: an entry at 23:30 there belongs to that day.

    Returns
    -------
    DataFrame or None
        ``opportunity_id``, ``rep_id``, ``stage``, ``entered_on``, ``entered_at``, in order of deal and
        time; ``None`` where one of the tables was not exported.
    """
    if history is None or opportunities is None:
        return None
    local = history["entered_at"].dt.tz_localize("UTC").dt.tz_convert(time_zone)
    entered_on = local.dt.tz_localize(None).dt.normalize().astype("datetime64[s]")
    visits = history.assign(entered_on=entered_on)[entered_on <= timestamp(as_of)]
    # in the numbers of the deals, so that the two are joined without comparing names
    numbers = visits["opportunity_id"].cat.set_categories(
        opportunities["opportunity_id"].cat.categories
    )
    visits = visits.assign(opportunity_id=numbers)[numbers.notna()]
    owners = opportunities[["opportunity_id", "rep_id"]]
    owned: pd.DataFrame = visits.merge(owners, on="opportunity_id")
    return owned.iloc[order_by(owned, ["opportunity_id", "entered_at", "stage"])].reset_index(
        drop=True
    )


def closing_stages(visits: pd.DataFrame, opportunities: pd.DataFrame) -> set[str]:
    """Find the stages in which deals end, such as "Closed Lost", by what happens in them.

    Most deals whose last entry is into such a stage are closed, and of the deals that ever entered it
    at most :data:`PASSED_ON` went on to another one.
    """
    deals = visits.drop_duplicates(["opportunity_id", "stage"], keep="last")
    last = visits.drop_duplicates("opportunity_id", keep="last")
    closed = opportunities.set_index("opportunity_id")["is_closed"]
    standing = closed.reindex(last["opportunity_id"]).groupby(last["stage"].to_numpy())
    stayed = last["stage"].value_counts() / deals["stage"].value_counts()
    share = standing.mean()
    ends = (share > 0.5) & (stayed.reindex(share.index) >= 1 - PASSED_ON)
    return set(ends.index[ends])


def stage_order(visits: pd.DataFrame) -> pd.Series:
    """Learn the order of stages from the deals: which of two is mostly entered first.

    A stage comes after every other one that more than half of the deals that entered both entered
    first; stages are put in order of how many come before them (Copeland's rule), equals by name.
    Deals that skip stages or go back to one do no harm.

    Returns
    -------
    Series
        1, 2, … by stage.
    """
    known = visits[visits["entered_at"].notna()]
    (deal, deals), (stage, names) = (numbered(known[key]) for key in ("opportunity_id", "stage"))
    first = np.full((len(names), len(deals)), np.nan)
    np.fmin.at(first, (stage, deal), known["entered_at"].to_numpy().astype(np.float64))
    first = first[np.unique(stage)]
    before = {
        name: sum(
            int(np.count_nonzero(other < own) > np.count_nonzero(other > own)) for other in first
        )
        for name, own in zip(names[np.unique(stage)], first, strict=True)
    }
    ordered = sorted(before, key=lambda stage: (before[stage], stage))
    return pd.Series(range(1, len(ordered) + 1), index=pd.Index(ordered, dtype="str"))


def last_stages(visits: pd.DataFrame) -> pd.Series:
    """Give the stage that each deal entered last; of two entered at once the one further on.

    Parameters
    ----------
    visits
        As :func:`stage_visits` lists them; with ``stage_order`` where that decides between equals.

    Returns
    -------
    Series
        Stage by ``opportunity_id``.
    """
    order = [name for name in ("entered_at", "stage_order") if name in visits]
    ordered = visits.iloc[order_by(visits, ["opportunity_id", *order])]
    last: pd.Series = ordered.groupby("opportunity_id")["stage"].last()
    return last


def passages(visits: pd.DataFrame, opportunities: pd.DataFrame, order: pd.Series) -> pd.DataFrame:
    """Say of every deal and stage that it was in how it left: on to a later stage, or lost.

    A deal that goes back to a stage is judged there by its last stay. It advances on the day it enters a
    stage of a higher order after that, or is won. A lost one that did not advance was lost in the stage that
    it was in last, and in that one alone: of the stages that it had gone back from nothing is decided. One
    that is still in the stage has not left.

    Returns
    -------
    DataFrame
        ``opportunity_id``, ``rep_id``, ``stage``, ``stage_order``, ``entered_on`` (first), ``left_on``
        (missing while it is there, or where it went back), ``days`` (in the stage, of all stays
        together), ``advanced``.
    """
    known = visits[visits["stage"].isin(order.index)]
    known = known.assign(stage_order=order.reindex(known["stage"]).to_numpy())
    known = known.iloc[order_by(known, ["opportunity_id", "entered_at", "stage_order"])]
    ends = opportunities[["opportunity_id", "is_closed", "is_won", "close_date"]]
    known = known.merge(ends, on="opportunity_id", how="left")
    known["ended_on"] = known["close_date"].where(known["is_closed"])
    after = known.groupby("opportunity_id")["entered_on"].shift(-1).fillna(known["ended_on"])
    known["days"] = (after - known["entered_on"]).dt.days.clip(lower=0)
    known["in_it_last"] = _is_in_it_last(known)
    table = _put_together(known.assign(onward=_onward(known)))
    ended = table["ended_on"].where(table["in_it_last"] | table["is_won"])
    return table.assign(
        left_on=table["onward"].fillna(ended), advanced=table["onward"].notna() | table["is_won"]
    )[[*_STAY, "rep_id", "stage_order", "entered_on", "left_on", "days", "advanced"]]


_STAY = ["opportunity_id", "stage"]


def _put_together(visits: pd.DataFrame) -> pd.DataFrame:
    """Give the last visit of each deal to each stage, with the day of its first and the days of all of them.

    Parameters
    ----------
    visits
        In order of deal and time.
    """
    (deal, _), (stage, stages) = (numbered(visits[key]) for key in _STAY)
    stay, _ = pd.factorize(deal * max(len(stages), 1) + stage)
    number = int(stay.max(initial=-1)) + 1
    first, last = (np.empty(number, dtype=np.int64) for _ in range(2))
    place = np.arange(len(visits))
    last[stay] = place  # what is assigned last stays
    first[stay[::-1]] = place[::-1]
    days = visits["days"].to_numpy()
    spent = np.bincount(stay, weights=np.nan_to_num(days), minlength=number).astype(days.dtype)
    shown = np.sort(last)
    of = stay[shown]
    return visits.iloc[shown].assign(
        entered_on=visits["entered_on"].to_numpy()[first[of]], days=spent[of]
    )


def _onward(visits: pd.DataFrame) -> NDArray[np.datetime64]:
    """Give the day on which the deal of each visit next enters a stage further on; they are in order."""
    deal, _ = numbered(visits["opportunity_id"])
    stage = visits["stage_order"].to_numpy()
    days = visits["entered_on"].to_numpy()
    onward = np.full(len(visits), np.datetime64("NaT"), dtype=days.dtype)
    for order in np.unique(stage):
        # the nearest visit behind that is of a stage further on, be it of another deal
        place = np.where(stage > order, np.arange(len(visits)), len(visits))
        nearest = np.minimum.accumulate(place[::-1])[::-1]
        own = np.flatnonzero((stage == order) & (nearest < len(visits)))
        own = own[deal[nearest[own]] == deal[own]]
        onward[own] = days[nearest[own]]
    return onward


def _is_in_it_last(visits: pd.DataFrame) -> NDArray[np.bool_]:
    """Mark the visits of a stage that is also the last one of the deal; they are in order."""
    (deal, deals), (stage, _) = (numbered(visits[key]) for key in ("opportunity_id", "stage"))
    last = np.zeros(len(deals), dtype=np.int64)
    last[deal] = stage  # what is assigned last stays
    marked: NDArray[np.bool_] = stage == last[deal]
    return marked


def passages_under_way(visits: pd.DataFrame, opportunities: pd.DataFrame) -> pd.DataFrame:
    """Give the :func:`passages` of the stages in which deals do not end."""
    under_way = visits[~visits["stage"].isin(closing_stages(visits, opportunities))]
    return passages(under_way, opportunities, stage_order(under_way))


def stage_conversion(
    passed: pd.DataFrame,
    groups: Groups,
    window: Window,
    config: Config,
) -> pd.DataFrame:
    """Compare how each rep's deals left each stage in the window with the team's.

    Stages in which deals end are left out. A deal counts in the window in which it left the stage, as
    a closed deal counts in the one in which it was closed.

    Parameters
    ----------
    passed
        From :func:`passages_under_way`.

    Returns
    -------
    DataFrame
        The columns of ``stages``: ``rep_id``, ``stage``, ``stage_order``, ``decided`` (deals that left
        it), ``advanced``, ``conversion`` (share, with Wilson interval ``low``, ``high``; missing under
        ``evidence.minimum_deals``), ``median_days`` (in the stage), ``team_conversion``,
        ``team_median_days``, ``team_scope`` (whose these are), ``gap`` (pp against the team),
        ``is_choke_point`` (the largest gap below the team's, one stage at most), ``clear`` (the whole
        interval lies below the team's conversion).
    """
    if passed.empty:
        return pd.DataFrame()
    order = passed.drop_duplicates("stage").set_index("stage")["stage_order"]
    left = groups.place(passed[window.contains(passed["left_on"])])
    own = _conversion(left, ["rep_id", "stage"])
    table = own.reset_index()
    rule = EvidenceRule.deals(config.evidence, "deals that left the stage")
    enough = rule.enough(table["decided"])
    low, high = share_interval(table["advanced"], table["decided"])
    table = table.assign(
        stage_order=order.reindex(table["stage"]).to_numpy(),
        conversion=table["conversion"].where(enough),
        low=pd.Series(low, index=table.index).where(enough),
        high=pd.Series(high, index=table.index).where(enough),
        median_days=table["median_days"].where(enough),
        in_team=groups.members["in_team"].reindex(table["rep_id"]).to_numpy(),
    )
    team = peer_benchmark(
        left[["rep_id", "stage", "advanced", "days", *MEMBERSHIP]],
        ["stage"],
        groups,
        config.privacy.minimum_group_size,
        _conversion,
    )[["conversion", "median_days", "scope"]].add_prefix("team_")
    table = table.join(team, on=["in_team", "stage"])
    table["gap"] = 100 * (table["conversion"] - table["team_conversion"])
    below = table[table["gap"] < 0].sort_values(["rep_id", "gap", "stage_order"])
    worst = below.drop_duplicates("rep_id").index
    return table.assign(
        is_choke_point=table.index.isin(worst), clear=table["high"] < table["team_conversion"]
    ).sort_values(["rep_id", "stage_order"], ignore_index=True)


def _conversion(left: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    groups = left.groupby(by)
    decided, advanced = groups.size(), groups["advanced"].sum()
    return pd.DataFrame(
        {
            "decided": decided,
            "advanced": advanced,
            "conversion": advanced / decided,
            "median_days": groups["days"].median(),
        }
    )


def open_at(opportunities: pd.DataFrame, day: date) -> pd.DataFrame:
    """Choose the deals that were open at the end of a day."""
    return opportunities[is_open_at(opportunities, day)]


def is_open_at(opportunities: pd.DataFrame, day: date) -> pd.Series:
    """Mark the deals that were open at the end of a day."""
    end = timestamp(day)
    later = opportunities["close_date"] > end
    still = ~opportunities["is_closed"] | later
    marked: pd.Series = (opportunities["created_date"] <= end) & still
    return marked


def stalled_deals(
    visits: pd.DataFrame | None,
    opportunities: pd.DataFrame,
    groups: Groups,
    as_of: date,
    minimum: int,
) -> pd.DataFrame:
    """List the open deals that have been in their stage longer than three quarters of the team's.

    The stage and the day it was entered come from the history, else they are the exported stage and
    the day the deal was created (``entered_from`` says which). Days are compared with the 75th
    percentile of the open deals in the same stage, of the team if at least ``minimum`` reps have any.

    Returns
    -------
    DataFrame
        The columns of ``stalled``: ``rep_id``, ``opportunity_id``, ``account_name``, ``opportunity_name``,
        ``stage``, ``days_in_stage``, ``entered_on``, ``entered_from`` (``stage history`` or ``created``),
        ``team_p75``, ``team_scope``, ``amount``, ``created_date``, and the groups of the rep; oldest first.
    """
    deals = open_at(opportunities, as_of).rename(columns={"stage": "exported_stage"})
    if visits is None:
        never = pd.Series(pd.NaT, index=deals.index, dtype="datetime64[s]")
        deals = deals.assign(stage=deals["exported_stage"], entered_on=never)
    else:
        now = visits.drop_duplicates("opportunity_id", keep="last").set_index("opportunity_id")
        deals = deals.join(now[["stage", "entered_on"]], on="opportunity_id")
    known = deals["entered_on"].notna()
    stage = deals["stage"].astype("str").where(known, deals["exported_stage"])
    deals = deals.assign(
        stage=stage.fillna("not given"),
        entered_on=deals["entered_on"].fillna(deals["created_date"]).astype("datetime64[s]"),
        entered_from=pd.Series(np.where(known, "stage history", "created"), deals.index),
    )
    deals["days_in_stage"] = (timestamp(as_of) - deals["entered_on"]).dt.days
    limits = peer_benchmark(
        deals[["rep_id", "stage", "days_in_stage", *MEMBERSHIP]], ["stage"], groups, minimum, _p75
    )
    deals = deals.join(limits.add_prefix("team_"), on=["in_team", "stage"])
    late = deals[deals["days_in_stage"] > deals["team_p75"]]
    return late.sort_values(
        ["rep_id", "days_in_stage", "opportunity_id"], ascending=[True, False, True]
    )


def _p75(deals: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"p75": deals.groupby(by)["days_in_stage"].quantile(LONG_SHARE)})
