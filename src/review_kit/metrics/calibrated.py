"""How sure each ``score_delta`` is, on how scores of this company change without anybody's doing."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd

from review_kit.metrics.criteria import for_ancestors
from review_kit.metrics.evidence import EARLIER_WINDOWS, SAME_WINDOWS
from review_kit.metrics.prepared import Review
from review_kit.metrics.scorers.gaps import Gaps
from review_kit.metrics.scorers.one_scale import compared_windows
from review_kit.metrics.tidy import KEYS
from review_kit.metrics.window_change import MINIMUM_PAIRS, calibrate, judged_changes, pair_changes
from review_kit.metrics.windows import Window

_COLUMNS = [
    "low",
    "high",
    "company_movement",
    "delta_verdict",
    "delta_p_adjusted",
    "delta_calibration",
]


def calibrated_changes(criteria: pd.DataFrame, review: Review) -> pd.DataFrame:
    """Judge every ``score_delta`` by the company's own movements.

    The placebo pair is the pair of windows one step earlier, the step being the days from the start of
    the baseline to that of the current window. Criteria and sub-criteria are calibrated apart: a mean
    of parts scatters less than a part. Where fewer than 20 rep-criteria can be compared nothing tells how
    far scores move by themselves, and there is neither interval nor verdict.

    Parameters
    ----------
    criteria
        The table of :func:`~review_kit.metrics.criteria.rep_criteria`.

    Returns
    -------
    DataFrame
        In the rows of ``criteria``: ``low`` and ``high`` (95 %, pp, around ``score_delta``),
        ``company_movement`` (pp that the criterion moved by in the company, which is taken off before
        judging), ``delta_verdict`` (``improved``, ``declined``, ``cannot_tell``),
        ``delta_p_adjusted`` (false-discovery rate over all rep-criteria of the review) and
        ``delta_calibration`` (``earlier_windows`` or ``same_windows``; missing without an interval).
    """
    if _too_small(review):
        return pd.DataFrame(np.nan, index=criteria.index, columns=_COLUMNS)
    first_days = _sessions(review)
    top = criteria.loc[criteria["parent_criterion_id"].isna(), "criterion_id"].unique()
    # of millions of rows only what is compared
    scores = review.call_scores.drop(columns="call_id", errors="ignore")
    is_top = scores["criterion_id"].isin(top)
    parts = [
        _judged(scores[of_level], review, first_days)
        for of_level in (is_top, ~is_top)
        if of_level.any() or of_level is is_top
    ]
    table = pd.concat(parts).rename(
        columns={
            "movement": "company_movement",
            "verdict": "delta_verdict",
            "p_adjusted": "delta_p_adjusted",
        }
    )
    told = table["low"].notna()
    for column in ("company_movement", "delta_verdict", "delta_calibration"):
        table[column] = table[column].where(told)
    table["low"], table["high"] = table["low"].clip(-100, 100), table["high"].clip(-100, 100)
    found = table.reindex(pd.MultiIndex.from_frame(criteria[KEYS])).set_axis(criteria.index)
    return found[_COLUMNS].where(criteria["score_delta"].notna())


def _too_small(review: Review) -> bool:
    """Say whether there are too few rep-criteria to calibrate on, however many calls there were."""
    return len(review.reps) * len(review.rubric.listed) < MINIMUM_PAIRS


def _judged(scores: pd.DataFrame, review: Review, sessions: pd.DataFrame) -> pd.DataFrame:
    pairs, placebo = _pairs(scores, review, sessions, review.gaps)
    found = calibrate(pairs, placebo)
    source = SAME_WINDOWS if found.fallback else EARLIER_WINDOWS
    return judged_changes(pairs, found).assign(delta_calibration=source)


def _pairs(
    scores: pd.DataFrame, review: Review, sessions: pd.DataFrame, gaps: Gaps | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pair baseline and current window, and the same windows one step earlier."""
    windows = review.windows
    step = windows.current.start - windows.baseline.start
    pairs = (
        (windows.baseline, windows.current),
        (_earlier(windows.baseline, step), _earlier(windows.current, step)),
    )
    minimum = review.config.evidence.minimum_calls
    judged, placebo = (
        pair_changes(
            compared.before,
            compared.after,
            minimum,
            _coached(sessions, Window(before.start, after.end)),
            compared.scale_variance,
        )
        for before, after in pairs
        for compared in (compared_windows(scores, before, after, minimum, gaps),)
    )
    return judged, placebo


def _earlier(window: Window, step: timedelta) -> Window:
    return Window(window.start - step, window.end - step)


def _sessions(review: Review) -> pd.DataFrame:
    """List the days on which each rep-criterion was coached, those of its sub-criteria included."""
    return for_ancestors(review.history, review.rubric.lineage())[[*KEYS, "session_date"]]


def _coached(sessions: pd.DataFrame, days: Window) -> pd.Series:
    inside = sessions[days.contains(sessions["session_date"])]
    return inside.groupby(KEYS).size() > 0
