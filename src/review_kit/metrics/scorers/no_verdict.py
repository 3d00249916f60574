"""Rep-criteria of which the scorers allow no verdict."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from review_kit.metrics.effect.gaps import CANNOT_TELL_YET
from review_kit.metrics.effect.rows import AFTER, HISTORY_DAYS
from review_kit.metrics.intervals import CRITICAL
from review_kit.metrics.missing_gaps import Missing
from review_kit.metrics.scorers.gaps import Gaps
from review_kit.metrics.scorers.one_scale import (
    DIFFERENT_SCORERS,
    LIKE_ENOUGH,
    ONE_SCALE,
    mix_change,
    scale_variance,
)
from review_kit.metrics.tidy import KEYS, told_of_pairs
from review_kit.metrics.window_change import DECLINED, IMPROVED

UNRELIABLE_SCORES = str(Missing.UNRELIABLE_SCORES)

_EXPECTED = [
    "expected_score",
    "expected_gap",
    "expected_gap_low",
    "expected_gap_high",
    "expected_gap_best_guess",
    "expected_gap_verdict",
]


def without_verdict(
    criteria: pd.DataFrame,
    call_scores: pd.DataFrame,
    unreliable: Collection[str],
    gaps: Gaps | None,
) -> pd.DataFrame:
    """Mark rep-criteria that cannot be judged because of who scored them, and take from them what judges.

    On a criterion on which scorers agree too little, nobody is judged. Where a change cannot be computed like
    with like it has no verdict. Where other scorers scored the days after a first session than the weeks
    before it, and how far they are apart is not known, the score is not held against what was expected;
    where it is known, what the gaps are not sure of widens the interval.

    Parameters
    ----------
    criteria
        Rows of ``rep_criteria`` before they are judged.
    call_scores
        From :func:`~review_kit.metrics.scorers.one_scale.on_one_scale`.
    unreliable
        Criteria on which scorers agree too little.
    gaps
        How far scorers are apart; ``None`` where one scored everything.

    Returns
    -------
    DataFrame
        ``criteria`` with ``scores_unfit``: ``different_scorers``, ``unreliable_scores``, or missing.
    """
    if gaps is None:
        return criteria.assign(scores_unfit=pd.Series(pd.NA, criteria.index, dtype="str"))
    before, after = _around_first_sessions(criteria, call_scores)
    criteria = _widened(criteria, scale_variance(before, after, gaps))
    untold = criteria["criterion_id"].isin(list(unreliable))
    changed = (criteria["change_basis"] == DIFFERENT_SCORERS).fillna(False)
    others = _others_followed(criteria, before, after) & ~untold
    because = pd.Series(pd.NA, criteria.index, dtype="str")
    because[changed | others] = DIFFERENT_SCORERS
    because[untold] = UNRELIABLE_SCORES
    judged = criteria["expected_gap"].notna()
    missing = criteria["expected_gap_missing"].mask(judged & (others | untold), because)
    gone = others | untold
    table = criteria.assign(expected_gap_missing=missing, scores_unfit=because)
    for column in _EXPECTED:
        table[column] = table[column].mask(gone)
    for column in ("delta_verdict", "delta_p_adjusted", "trend", "trend_slope"):
        table[column] = table[column].mask(untold | changed)
    for column in ("dip_week", "dip_score", "recovery_week"):
        table[column] = table[column].mask(untold)
    return table


def _around_first_sessions(
    criteria: pd.DataFrame, call_scores: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the scores of the weeks before each judged first session, and of the days after it."""
    judged = criteria[criteria["expected_gap"].notna()]
    coached_on = pd.to_datetime(judged["first_coached_on"]).to_numpy("datetime64[s]")
    first = told_of_pairs(call_scores, judged, coached_on, np.datetime64("NaT", "s"))
    since = call_scores["call_on"].to_numpy() - first
    columns = [*KEYS, "call_on", "scorer", "comparable", "gap_row"]
    before, after = (
        call_scores[columns].iloc[
            np.flatnonzero(
                (since >= np.timedelta64(begin, "D")) & (since < np.timedelta64(end, "D"))
            )
        ]
        for begin, end in ((-HISTORY_DAYS, 0), AFTER)
    )
    return before, after


def _others_followed(
    criteria: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame
) -> pd.Series:
    """Say where unmeasured scorers took turns between the weeks before and after a first session."""
    on_scale = [
        part.assign(scorer=part["scorer"].astype("str").mask(part["comparable"].notna(), ONE_SCALE))
        for part in (before, after)
    ]
    change = mix_change(*on_scale).reindex(pd.MultiIndex.from_frame(criteria[KEYS]))
    return pd.Series(np.asarray(change >= LIKE_ENOUGH, dtype=bool), criteria.index)


def _widened(criteria: pd.DataFrame, variance: pd.Series) -> pd.DataFrame:
    """Add to the interval of a gap to what was expected what the gaps between scorers are not sure of."""
    added = variance.reindex(pd.MultiIndex.from_frame(criteria[KEYS])).set_axis(criteria.index)
    wider = added.fillna(0.0) > 0
    gap = criteria["expected_gap"]
    before = (criteria["expected_gap_high"] - criteria["expected_gap_low"]) / 2
    half = np.sqrt(before**2 + CRITICAL**2 * added.fillna(0.0))
    low, high = gap - half, gap + half
    verdict = np.select([low > 0, high < 0], [IMPROVED, DECLINED], CANNOT_TELL_YET)
    told = wider & criteria["expected_gap_verdict"].notna()
    return criteria.assign(
        expected_gap_low=criteria["expected_gap_low"].mask(wider, low),
        expected_gap_high=criteria["expected_gap_high"].mask(wider, high),
        expected_gap_verdict=criteria["expected_gap_verdict"].mask(told, verdict),
    )
