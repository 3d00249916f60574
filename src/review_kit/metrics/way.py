"""The way of each score through the window, like with like: dips that were overcome, and the trend."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from review_kit.metrics.prepared import Review
from review_kit.metrics.scorers.one_scale import ONE_SCALE, through_window
from review_kit.metrics.scoring import levels
from review_kit.metrics.tidy import KEYS
from review_kit.metrics.trajectory import dips_and_recoveries, weekly_means
from review_kit.metrics.trend import trends


def dips_and_trends(
    criteria: pd.DataFrame,
    scores: pd.DataFrame,
    weekly: Callable[[], pd.DataFrame],
    review: Review,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find dips that were overcome and judge trends, on one scale where scorers took turns.

    Parameters
    ----------
    criteria
        Rows of ``rep_criteria`` with ``change_basis``.
    scores
        Scores of the window on the listed criteria.
    weekly
        Gives their weekly means, as they were scored: where scorers took turns nobody looks at these.

    Returns
    -------
    DataFrame, DataFrame
        What :func:`~review_kit.metrics.trajectory.dips_and_recoveries` and
        :func:`~review_kit.metrics.trend.trends` give, in the rows of ``criteria``; missing where nobody knows
        how far the scorers are apart.
    """
    config, windows = review.config, review.windows
    minimum = config.evidence.minimum_calls
    if review.gaps is None:
        as_scored = weekly()
        dips = dips_and_recoveries(criteria, as_scored, config)
        return dips, trends(criteria, as_scored, scores, minimum)
    basis = criteria.set_index(KEYS)["change_basis"]
    scale = through_window(scores, windows.window, basis, minimum, review.gaps)
    brought_weekly = weekly_means(scale.scores, windows)
    slopes = trends(criteria, brought_weekly, scale.scores, minimum, scale.slope_variance)
    rows = pd.MultiIndex.from_frame(criteria[KEYS])
    different = scale.different.reindex(rows).eq(True).set_axis(criteria.index)
    brought = (criteria["change_basis"] == ONE_SCALE) & ~different
    means = {
        f"{name}_score": levels(scale.scores, window)["mean"]
        .reindex(rows)
        .set_axis(criteria.index)
        .where(brought, criteria[f"{name}_score"])
        .mask(different)
        for name, window in (("baseline", windows.baseline), ("current", windows.current))
    }
    dips = dips_and_recoveries(criteria.assign(**means), brought_weekly, config)
    return dips, slopes.mask(different)
