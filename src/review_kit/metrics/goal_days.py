"""What a result stood at on the day by which a goal on it should have been reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from review_kit.metrics import families
from review_kit.metrics.prepared import Review
from review_kit.metrics.ramp import RAMP
from review_kit.metrics.windows import Window, timestamp

LOOKED_BACK = frozenset({families.deals, families.quotas, families.outcomes, families.matrix})
"""Families whose records reach back as far as they were exported (those of the log are kept for two windows
only), and that judge a rep by the rep's own rows."""

_OF_DEALS = frozenset({families.deals, families.quotas})


def results_on_day(goals: pd.DataFrame, review: Review) -> pd.Series:
    """Compute the metric of each goal on a result for as many days up to its day as the window has.

    By the same functions as the metric itself, and where the deals on record reach back to the first of
    these days.

    Parameters
    ----------
    goals
        As ``goals_at`` lists them.

    Returns
    -------
    Series
        By the index of ``goals``; only goals whose day has come, and with a value on it.
    """
    came = goals["due_on"] <= timestamp(review.windows.as_of)
    # how long a ramp took is known once, not by windows
    due = goals[came & ~goals["on_score"] & (goals["metric"] != RAMP)]
    parts = [
        _on(pd.Timestamp(str(day)).date(), str(metric), rows, review)
        for (day, metric), rows in due.groupby(["due_on", "metric"])
    ]
    found = [part for part in parts if len(part)]
    return pd.concat(found) if found else pd.Series(dtype="float64")


def _on(day: date, metric: str, rows: pd.DataFrame, review: Review) -> pd.Series:
    window = Window(day - timedelta(days=review.windows.window.days - 1), day)
    chosen = [one for one in families.giving(metric) if one in LOOKED_BACK]
    if not _reaches(review, window) and _OF_DEALS & set(chosen):
        return pd.Series(dtype="float64")
    computed = families.compute_families(_of(review, rows["rep_id"]), window, chosen)
    values = computed[computed["metric"] == metric].set_index("group")["value"]
    of_rep = review.groups.members["in_rep"].reindex(rows["rep_id"])
    found: pd.Series = values.reindex(of_rep).set_axis(rows.index)
    return found.dropna()


def _reaches(review: Review, window: Window) -> bool:
    """Say whether the deals on record go back to the first day of a window."""
    deals = review.opportunities
    return deals is not None and bool(deals["created_date"].min() <= timestamp(window.start))


def _of(review: Review, rep_ids: pd.Series) -> Review:
    """Cut the review to some reps: what others did is not asked for."""

    def own(table: pd.DataFrame | None) -> pd.DataFrame | None:
        return None if table is None else table[table["rep_id"].isin(rep_ids)]

    return replace(
        review,
        reps=review.reps[review.reps["rep_id"].isin(rep_ids)],
        opportunities=own(review.opportunities),
        quotas=own(review.quotas),
        outcomes=own(review.outcomes),
        matrix=own(review.matrix),
    )
