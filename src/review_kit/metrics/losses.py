"""What was lost: why, in which stage, and how late."""

from __future__ import annotations

import pandas as pd

from review_kit.metrics.evidence import EvidenceRule
from review_kit.metrics.groups import MEMBERSHIP, Groups, explode_by_group
from review_kit.metrics.peer_benchmark import peer_benchmark
from review_kit.metrics.registry import METRICS
from review_kit.metrics.stages import closing_stages, last_stages
from review_kit.metrics.tidy import lookup, metric_rows, words
from review_kit.metrics.windows import Window
from review_kit.project.config import Config

NOT_GIVEN = "not given"


def lost_deals(
    opportunities: pd.DataFrame, groups: Groups, window: Window, config: Config
) -> pd.DataFrame:
    """List the deals lost in the window, with their age, and the cycle they are held against.

    Returns
    -------
    DataFrame
        Rows of ``opportunities`` with ``age_days`` (created to closed) and ``won_cycle``: the median
        days from created to closed of the rep's deals won in the window, from ``evidence.minimum_deals``
        on; else the team's (under the privacy rule, else the organisation's); else missing.
    """
    in_window = opportunities["is_closed"] & window.contains(opportunities["close_date"])
    # of those won only this is read; what else there is of deals is text, which is dear to copy
    dated = ["rep_id", "created_date", "close_date", *MEMBERSHIP]
    won = _with_age(opportunities.loc[in_window & opportunities["is_won"], dated])
    lost = _with_age(opportunities[in_window & ~opportunities["is_won"]])
    minimum = config.evidence.minimum_deals
    cycles = _median_cycle(won, ["rep_id"])
    own = cycles["cycle"].where(cycles["deals"] >= minimum)
    pooled = peer_benchmark(
        won[["rep_id", "age_days", *MEMBERSHIP]].assign(all="all"),
        ["all"],
        groups,
        config.privacy.minimum_group_size,
        _median_cycle,
    )
    team = pooled["cycle"].where(pooled["deals"] >= minimum).droplevel("all")
    wider = lookup(lost["in_team"], team)
    return lost.assign(won_cycle=lookup(lost["rep_id"], own).fillna(wider))


def _with_age(closed: pd.DataFrame) -> pd.DataFrame:
    return closed.assign(age_days=(closed["close_date"] - closed["created_date"]).dt.days)


def _median_cycle(won: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    days = won.groupby(by)["age_days"]
    return pd.DataFrame({"cycle": days.median(), "deals": days.size()})


def loss_metrics(
    opportunities: pd.DataFrame, groups: Groups, window: Window, config: Config
) -> list[pd.DataFrame]:
    """Compute ``losses``, ``median_age_at_loss_days`` and ``late_losses`` for each group.

    A loss is late when the deal was older than the won cycle it is held against: what is carried along for
    longer than a win takes was lost long before. Late losses of a group are those of its reps.
    """
    dated = ["rep_id", "is_closed", "is_won", "created_date", "close_date", *MEMBERSHIP]
    lost = lost_deals(opportunities[dated], groups, window, config)
    judged = lost["won_cycle"].notna()
    rows = lost.assign(late=judged & (lost["age_days"] > lost["won_cycle"]), judged=judged)
    by_group = explode_by_group(rows, ["age_days", "late", "judged"]).groupby("group")
    n = by_group.size()
    rule = EvidenceRule.deals(config.evidence, METRICS["median_age_at_loss_days"].counts)
    held = by_group["judged"].sum()
    late = by_group["late"].sum().astype("float64").where(held > 0)
    some = words("{:.0f} of {} lost deals could be judged", held.where((held > 0) & (held < n)), n)
    nothing = pd.Series("too few won deals to say what late is", index=n.index, dtype="str")
    return [
        metric_rows("losses", n, n),
        metric_rows(
            "median_age_at_loss_days",
            by_group["age_days"].median(),
            n,
            evidence=rule.grade(n),
            note=rule.note(n),
        ),
        metric_rows("late_losses", late, held, note=some.mask(held == 0, nothing)),
    ]


def loss_analysis(
    opportunities: pd.DataFrame, visits: pd.DataFrame | None, window: Window
) -> pd.DataFrame:
    """Break each rep's losses of the window down by reason and by stage.

    The stage at loss is the last one the deal entered by the day it was closed, stages in which deals end
    left out; without a stage history nothing is said of stages.

    Returns
    -------
    DataFrame
        The columns of ``losses``: ``rep_id``, ``by`` (``reason`` or ``stage``), ``value`` ("not given"
        where there is none), ``n``, ``amount`` (sum of the known ones), ``median_age_days``.
    """
    lost = opportunities[
        opportunities["is_closed"]
        & ~opportunities["is_won"]
        & window.contains(opportunities["close_date"])
    ]
    lost = lost.assign(
        age_days=(lost["close_date"] - lost["created_date"]).dt.days,
        reason=lost["loss_reason"].str.strip().replace("", None),
    )
    parts = [_by(lost, "reason")]
    if visits is not None:
        under_way = visits[~visits["stage"].isin(closing_stages(visits, opportunities))]
        dated = under_way.merge(lost[["opportunity_id", "close_date"]], on="opportunity_id")
        dated = dated[dated["entered_on"] <= dated["close_date"]]
        stage = lookup(lost["opportunity_id"], last_stages(dated))
        parts.append(_by(lost.assign(stage=stage), "stage"))
    return pd.concat(parts, ignore_index=True)


def _by(lost: pd.DataFrame, column: str) -> pd.DataFrame:
    named = lost.assign(value=lost[column].astype("str").fillna(NOT_GIVEN), by=column)
    groups = named.groupby(["rep_id", "by", "value"])
    table = pd.DataFrame(
        {
            "n": groups.size(),
            "amount": groups["amount"].sum(min_count=1),
            "median_age_days": groups["age_days"].median(),
        }
    ).reset_index()
    return table.sort_values(["rep_id", "n", "value"], ascending=[True, False, True])
