"""How sure each ``score_delta`` is, on how scores of this company change without anybody's doing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pandas as pd

from review_kit.metrics.criteria import for_ancestors
from review_kit.metrics.evidence import EARLIER_WINDOWS, SAME_WINDOWS
from review_kit.metrics.prepared import Review
from review_kit.metrics.scorers.one_scale import ComparedWindows, compared_windows
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


def calibrated_changes(
    criteria: pd.DataFrame, compared: ComparedWindows, review: Review
) -> pd.DataFrame:
    """Judge every ``score_delta`` by the company's own movements.

    The placebo pair is the pair of windows one step earlier, the step being the days from the start of
    the baseline to that of the current window. Criteria and sub-criteria are calibrated apart: a mean
    of parts scatters less than a part. Where fewer than 20 rep-criteria can be compared nothing tells how
    far scores move by themselves, and there is neither interval nor verdict.

    Parameters
    ----------
    criteria
        The table of :func:`~review_kit.metrics.criteria.rep_criteria`.
    compared
        Baseline and current window.

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
    earlier = _one_step_earlier(review)
    top = pd.Index(criteria.loc[criteria["parent_criterion_id"].isna(), "criterion_id"].unique())
    parts = review.rubric.criteria.index.difference(top)
    sessions = _sessions(review)
    judged = [
        _judged(compared.of_criteria(level), earlier.of_criteria(level), review, sessions)
        for level in (top, parts)
        if len(level) or level is top
    ]
    table = pd.concat(judged).rename(
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


def _judged(
    compared: ComparedWindows, earlier: ComparedWindows, review: Review, sessions: pd.DataFrame
) -> pd.DataFrame:
    minimum = review.config.evidence.minimum_calls
    pairs, placebo = (
        pair_changes(
            windows.before,
            windows.after,
            minimum,
            _coached(sessions, Window(before.start, after.end)),
            windows.scale_variance,
        )
        for windows, (before, after) in zip((compared, earlier), _pairs(review), strict=True)
    )
    found = calibrate(pairs, placebo)
    source = SAME_WINDOWS if found.fallback else EARLIER_WINDOWS
    return judged_changes(pairs, found).assign(delta_calibration=source)


def _one_step_earlier(review: Review) -> ComparedWindows:
    _, (before, after) = _pairs(review)
    minimum = review.config.evidence.minimum_calls
    return compared_windows(review.call_scores, before, after, minimum, review.gaps)


def _pairs(review: Review) -> Sequence[tuple[Window, Window]]:
    """Give baseline and current window, and the same windows one step earlier."""
    baseline, current = review.windows.baseline, review.windows.current
    step = current.start - baseline.start
    return (baseline, current), (_earlier(baseline, step), _earlier(current, step))


def _earlier(window: Window, step: timedelta) -> Window:
    return Window(window.start - step, window.end - step)


def _sessions(review: Review) -> pd.DataFrame:
    """List the days on which each rep-criterion was coached, those of its sub-criteria included."""
    return for_ancestors(review.history, review.rubric.lineage())[[*KEYS, "session_date"]]


def _coached(sessions: pd.DataFrame, days: Window) -> pd.Series:
    inside = sessions[days.contains(sessions["session_date"])]
    return inside.groupby(KEYS).size() > 0
