"""How sure each ``score_delta`` is, on how scores of this company change without anybody's doing."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from review_kit.metrics.criteria import KEYS, for_ancestors, levels
from review_kit.metrics.evidence import EARLIER_WINDOWS, SAME_WINDOWS
from review_kit.metrics.prepared import Review
from review_kit.metrics.window_change import Calibration, calibrate, judged_changes, pair_changes
from review_kit.metrics.windows import Window


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
    windows = review.windows
    step = windows.current.start - windows.baseline.start
    pairs = (
        (windows.baseline, windows.current),
        (_earlier(windows.baseline, step), _earlier(windows.current, step)),
    )
    first_days = _sessions(review)
    top = criteria.loc[criteria["parent_criterion_id"].isna(), "criterion_id"].unique()
    is_top = review.call_scores["criterion_id"].isin(top)
    minimum = review.config.evidence.minimum_calls
    parts = []
    for scores in (review.call_scores[is_top], review.call_scores[~is_top]):
        judged, placebo = (
            pair_changes(
                levels(scores, before),
                levels(scores, after),
                minimum,
                _coached(first_days, Window(before.start, after.end)),
            )
            for before, after in pairs
        )
        calibration = calibrate(judged, placebo)
        parts.append(
            judged_changes(judged, calibration).assign(delta_calibration=_source(calibration))
        )
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
    columns = ["low", "high", "company_movement", "delta_verdict", "delta_p_adjusted"]
    return found[[*columns, "delta_calibration"]].where(criteria["score_delta"].notna())


def _earlier(window: Window, step: timedelta) -> Window:
    return Window(window.start - step, window.end - step)


def _source(calibration: Calibration) -> str:
    return SAME_WINDOWS if calibration.fallback else EARLIER_WINDOWS


def _sessions(review: Review) -> pd.DataFrame:
    """List the days on which each rep-criterion was coached, those of its sub-criteria included."""
    return for_ancestors(review.history, review.rubric.lineage())[[*KEYS, "session_date"]]


def _coached(sessions: pd.DataFrame, days: Window) -> pd.Series:
    inside = sessions[days.contains(sessions["session_date"])]
    return inside.groupby(KEYS).size() > 0
