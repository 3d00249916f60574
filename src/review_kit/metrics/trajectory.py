"""The way a score took through the window: weekly means, and dips that were overcome."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special

from review_kit.metrics.intervals import LEVEL, mean_interval
from review_kit.metrics.tidy import KEYS
from review_kit.metrics.windows import ReviewWindows, timestamp
from review_kit.project.config import Config


def weekly_means(call_scores: pd.DataFrame, windows: ReviewWindows) -> pd.DataFrame:
    """Average each rep's calls on each criterion by week of the window.

    Weeks are counted back from ``as_of``; the first may be shorter. A weekly mean describes its
    calls and is given from one call on (``n`` beside it), its interval from two on; weeks without a
    call have no row.

    Returns
    -------
    DataFrame
        ``rep_id``, ``criterion_id``, ``week_start``, ``week_end``, ``n``, ``mean``, ``sd``, ``low``,
        ``high``.
    """
    inside = call_scores[windows.window.contains(call_scores["call_on"])]
    weeks = windows.weeks()
    back = (timestamp(windows.as_of) - inside["call_on"]).dt.days // 7
    week = (len(weeks) - 1 - back).rename("week")
    groups = inside.groupby([*KEYS, week], observed=True)["score"]
    table = groups.agg(n="size", mean="mean", sd="std").reset_index()
    low, high = mean_interval(table["mean"], table["sd"], table["n"])
    return table.assign(
        rep_id=table["rep_id"].astype("str"),
        criterion_id=table["criterion_id"].astype("str"),
        week_start=weeks["week_start"].to_numpy()[table["week"]],
        week_end=weeks["week_end"].to_numpy()[table["week"]],
        low=pd.Series(low).clip(0, 100),
        high=pd.Series(high).clip(0, 100),
    )


def dips_and_recoveries(
    rep_criteria: pd.DataFrame, weekly: pd.DataFrame, config: Config
) -> pd.DataFrame:
    """Find dips after a first session that were overcome, and still are.

    A week *dips* when it starts after the first session of the window on the criterion, has the
    minimum of calls, and its mean lies clearly below ``baseline_score``: by at least
    ``coaching.recurrence_movement_pp``, and by more than chance explains, t · s · √(1/n_week +
    1/n_baseline). There s² is the pooled variance of calls within the weeks, and t the one-sided
    97.5 % quantile divided among the m weeks looked at (Bonferroni), so that a flat series shows a dip in
    at most one of forty cases. It *recovers* in the first later week, with the minimum of calls, whose
    mean is at or above ``baseline_score``. Of several dips that recovered the deepest is told. One that
    did not recover is not a recovery and is not told; nor is one where ``current_score`` is below the
    baseline, or rests on too few calls: what came back for a week and went again has not recovered.

    Returns
    -------
    DataFrame
        ``dip_week``, ``recovery_week`` (first days of the weeks), ``dip_score``, in the rows of
        ``rep_criteria``; all missing where there is nothing to tell.
    """
    columns = ["baseline_score", "n_baseline", "first_session_on"]
    coached = rep_criteria.dropna(subset=["baseline_score", "first_session_on"])
    coached = coached[coached["current_score"] >= coached["baseline_score"]]
    weeks = weekly.merge(coached[[*KEYS, *columns]], on=KEYS)
    weeks["within"] = (weeks["n"] - 1) * weeks["sd"].fillna(0.0) ** 2
    pooled = weeks.groupby(KEYS).agg(within=("within", "sum"), n=("n", "sum"), weeks=("n", "size"))
    pooled["freedom"] = (pooled["n"] - pooled["weeks"]).clip(lower=1)
    pooled["s"] = np.sqrt(pooled["within"] / pooled["freedom"])
    after = weeks[
        (weeks["week_start"] > weeks["first_session_on"])
        & (weeks["n"] >= config.evidence.minimum_calls)
    ].join(pooled[["freedom", "s"]], on=KEYS)
    looked_at = after.groupby(KEYS)["n"].transform("size")
    t = special.stdtrit(after["freedom"], 1 - (1 - LEVEL) / 2 / looked_at)
    chance = t * after["s"] * np.sqrt(1 / after["n"] + 1 / after["n_baseline"])
    depth = after["baseline_score"] - after["mean"]
    dips = after[(depth >= config.coaching.recurrence_movement_pp) & (depth > chance)]
    recovered = after[after["mean"] >= after["baseline_score"]]
    pairs = dips.merge(recovered[[*KEYS, "week_start"]], on=KEYS, suffixes=("", "_recovered"))
    pairs = pairs[pairs["week_start_recovered"] > pairs["week_start"]]
    told = pairs.sort_values([*KEYS, "mean", "week_start", "week_start_recovered"])
    told = told.drop_duplicates(KEYS).set_index(KEYS)
    told = told.rename(
        columns={
            "week_start": "dip_week",
            "mean": "dip_score",
            "week_start_recovered": "recovery_week",
        }
    )
    return rep_criteria[KEYS].join(told[["dip_week", "dip_score", "recovery_week"]], on=KEYS)[
        ["dip_week", "dip_score", "recovery_week"]
    ]
