"""What the next window would bring if one lever moved."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.metrics.people import days_present
from review_kit.metrics.quotas import OVERLAPPING, quota_by_rep
from review_kit.metrics.tidy import words
from review_kit.metrics.windows import Window, timestamp

FORMULA = (
    "win rate × deal size × (open deals × min(1, days ÷ cycle) + starts × max(0, 1 − cycle ÷ days))"
)
"""What the levers bring in a window of so many days, as it is printed; a lever's gain is the difference
that it makes to this."""

STEP = 0.10
"""How far each lever is moved: to more, the sales cycle to fewer days."""

LEVERS = {
    "starts": "opportunity_starts",
    "win_rate": "win_rate",
    "average_deal_size": "average_deal_size",
    "sales_cycle_days": "sales_cycle_days",
}
"""Lever → the metric whose value it moves."""
_OPEN, _WON = "open_opportunities", "won_amount"
LEVER_METRICS = frozenset({*LEVERS.values(), _OPEN, _WON})
"""Metrics that the table is computed from."""

ALL = "all"


def expected_revenue(levers: pd.DataFrame, open_deals: pd.Series, days: int) -> pd.Series:
    """Revenue to expect of the next ``days`` days: what is open, and what will be started.

    Deals close one cycle after they were started and are won at the win rate. Those open now have ages
    spread evenly over a cycle, so ``days ÷ cycle`` of them (at most all) close in the window; those
    started evenly through it close in it when a cycle is left, ``1 − cycle ÷ days`` of them.

    Parameters
    ----------
    levers
        ``starts`` (in a window of as many days), ``win_rate``, ``average_deal_size``,
        ``sales_cycle_days``.
    """
    cycle = levers["sales_cycle_days"].where(levers["sales_cycle_days"] > 0)
    closing = open_deals * (days / cycle).clip(upper=1) + levers["starts"] * (
        1 - cycle / days
    ).clip(lower=0)
    revenue: pd.Series = levers["win_rate"] * levers["average_deal_size"] * closing
    return revenue


def what_if(
    rep_values: pd.DataFrame,
    quotas: pd.DataFrame | None,
    opportunities: pd.DataFrame,
    reps: pd.DataFrame,
    window: Window,
) -> pd.DataFrame:
    """Move starts, win rate, deal size and cycle by a tenth each, alone and together.

    Revenue starts from what was won in the window, ``actual``, and not from what the formula makes of the
    window's rates: a lever adds the difference that it makes to the formula. It is arithmetic on what
    was, no forecast. It stands against the quota of the next window, of as many days, and against
    none where the exported quotas do not cover all of these days. For reps whose win rate, deal size
    and cycle can be given, and who have not left by the review day.

    Returns
    -------
    DataFrame
        The columns of ``what_if``: ``rep_id``, ``lever`` (or ``all``), ``base`` and ``changed`` (its
        value; missing for ``all``), ``open_deals`` (that the formula counts with), ``actual`` (won in
        the window), ``actual_days`` (days of the window that the rep was there), ``gain`` (what the
        moved lever adds), ``expected_revenue`` (``actual + gain``),
        ``quota`` (of the next window; missing unless it covers all of it), ``quota_note`` (why it is
        missing) and ``difference`` (``expected_revenue − quota``).
    """
    wide = rep_values.pivot(index="group_id", columns="metric", values="value")
    base = pd.DataFrame({lever: wide[metric] for lever, metric in LEVERS.items()}).dropna()
    staying = reps[~(reps["end_date"] <= timestamp(window.end))].set_index("rep_id")
    base = base[(base["sales_cycle_days"] > 0) & base.index.isin(staying.index)]
    there = pd.Series(days_present(staying, window), dtype="int64").reindex(base.index)
    open_deals, actual = (wide[metric].reindex(base.index) for metric in (_OPEN, _WON))
    quota, note = _next_quota(quotas, opportunities, reps, window, base.index)
    moved = base * (1 + STEP)
    moved["win_rate"] = moved["win_rate"].clip(upper=1)
    moved["sales_cycle_days"] = base["sales_cycle_days"] * (1 - STEP)
    as_it_is = expected_revenue(base, open_deals, window.days)
    parts = []
    for lever in (*LEVERS, ALL):
        alone = moved if lever == ALL else base.assign(**{lever: moved[lever]})
        gain = expected_revenue(alone, open_deals, window.days) - as_it_is
        parts.append(
            pd.DataFrame(
                {
                    "rep_id": base.index,
                    "lever": lever,
                    "base": np.nan if lever == ALL else base[lever],
                    "changed": np.nan if lever == ALL else moved[lever],
                    "open_deals": open_deals,
                    "actual": actual,
                    "actual_days": there,
                    "gain": gain,
                    "expected_revenue": actual + gain,
                    "quota": quota,
                    "quota_note": note,
                    "difference": actual + gain - quota,
                }
            )
        )
    return pd.concat(parts, ignore_index=True).sort_values("rep_id", kind="stable")


def _next_quota(
    quotas: pd.DataFrame | None,
    opportunities: pd.DataFrame,
    reps: pd.DataFrame,
    window: Window,
    rep_ids: pd.Index,
) -> tuple[pd.Series, pd.Series]:
    """Prorate quotas to the next window; where they do not cover all of it, say so instead."""
    days = window.days
    none = pd.Series(f"the exports hold no quota for the next {days} days", rep_ids, dtype="str")
    if quotas is None:
        return pd.Series(np.nan, index=rep_ids), none
    found = quota_by_rep(quotas, opportunities, reps, window.next()).reindex(rep_ids)
    covered = found["covered"]
    whole = covered == days
    partly = words("quotas cover {:.0f} of the next {} days", covered, pd.Series(days, rep_ids))
    note = partly.where(covered > 0, none).mask(found["overlapping"], OVERLAPPING)
    last_day = reps.set_index("rep_id")["end_date"].reindex(rep_ids)
    leaves = words("the rep leaves on {0.day} {0:%B}", last_day.where(found["present"] < days))
    note = leaves.fillna(note)
    quota = found["quota"].where(whole)
    return quota, note.where(quota.isna())
