"""What the next window would bring if one lever moved."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.metrics.quotas import quota_by_rep
from review_kit.metrics.windows import Window

FORMULA = (
    "win rate × deal size × (open deals × min(1, days ÷ cycle) + starts × max(0, 1 − cycle ÷ days))"
)
"""Expected revenue of the next window, as it is printed."""

STEP = 0.10
"""How far each lever is moved: to more, the sales cycle to fewer days."""

LEVERS = {
    "starts": "opportunity_starts",
    "win_rate": "win_rate",
    "average_deal_size": "average_deal_size",
    "sales_cycle_days": "sales_cycle_days",
}
"""Lever → the metric whose value it moves."""

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

    For reps whose win rate, deal size and cycle can be given. It is arithmetic on what was, no forecast.

    Returns
    -------
    DataFrame
        The columns of ``what_if``: ``rep_id``, ``lever`` (or ``all``), ``base`` and ``changed`` (its
        value; missing for ``all``), ``base_revenue``, ``expected_revenue`` (with the lever moved),
        ``gain``, ``quota`` (of this window; missing without one) and ``difference``
        (``expected_revenue − quota``).
    """
    wide = rep_values.pivot(index="group_id", columns="metric", values="value")
    base = pd.DataFrame({lever: wide[metric] for lever, metric in LEVERS.items()}).dropna()
    base = base[base["sales_cycle_days"] > 0]
    open_deals = wide["open_opportunities"].reindex(base.index)
    quota = pd.Series(np.nan, index=base.index)
    if quotas is not None:
        quota = quota_by_rep(quotas, opportunities, reps, window)["quota"].reindex(base.index)
    moved = base * (1 + STEP)
    moved["win_rate"] = moved["win_rate"].clip(upper=1)
    moved["sales_cycle_days"] = base["sales_cycle_days"] * (1 - STEP)
    revenue = expected_revenue(base, open_deals, window.days)
    parts = []
    for lever in (*LEVERS, ALL):
        alone = moved if lever == ALL else base.assign(**{lever: moved[lever]})
        changed = expected_revenue(alone, open_deals, window.days)
        parts.append(
            pd.DataFrame(
                {
                    "rep_id": base.index,
                    "lever": lever,
                    "base": np.nan if lever == ALL else base[lever],
                    "changed": np.nan if lever == ALL else moved[lever],
                    "base_revenue": revenue,
                    "expected_revenue": changed,
                    "gain": changed - revenue,
                    "quota": quota,
                    "difference": changed - quota,
                }
            )
        )
    return pd.concat(parts, ignore_index=True).sort_values("rep_id", kind="stable")
