"""Rep-criteria of which the scorers allow no verdict."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from review_kit.metrics.effect.rows import AFTER, HISTORY_DAYS
from review_kit.metrics.missing_gaps import Missing
from review_kit.metrics.scorers.one_scale import (
    DIFFERENT_SCORERS,
    LIKE_ENOUGH,
    ONE_SCALE,
    mix_change,
)
from review_kit.metrics.tidy import KEYS

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
    criteria: pd.DataFrame, call_scores: pd.DataFrame, unreliable: Collection[str]
) -> pd.DataFrame:
    """Mark rep-criteria that cannot be judged because of who scored them, and take from them what judges.

    On a criterion on which scorers agree too little, nobody is judged. Where a change cannot be computed like
    with like it has no verdict. Where other scorers scored the days after a first session than the weeks
    before it, and how far they are apart is not known, the score is not held against what was expected.

    Parameters
    ----------
    criteria
        Rows of ``rep_criteria`` before they are judged.
    call_scores
        From :func:`~review_kit.metrics.scorers.one_scale.on_one_scale`.
    unreliable
        Criteria on which scorers agree too little.

    Returns
    -------
    DataFrame
        ``criteria`` with ``scores_unfit``: ``different_scorers``, ``unreliable_scores``, or missing.
    """
    untold = criteria["criterion_id"].isin(list(unreliable))
    changed = (criteria["change_basis"] == DIFFERENT_SCORERS).fillna(False)
    others = _others_followed(criteria, call_scores) & ~untold
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


def _others_followed(criteria: pd.DataFrame, call_scores: pd.DataFrame) -> pd.Series:
    """Say where unmeasured scorers took turns between the weeks before and after a first session."""
    nothing = pd.Series(False, criteria.index)
    judged = criteria[criteria["expected_gap"].notna()]
    if judged.empty or not call_scores["comparable"].isna().any():
        return nothing
    first = judged.set_index(KEYS)["first_coached_on"].rename("first")
    scores = call_scores[[*KEYS, "call_on", "scorer", "comparable"]].astype(
        dict.fromkeys([*KEYS, "scorer"], "str")
    )
    scores = scores.join(first, on=KEYS, how="inner")
    scores["scorer"] = scores["scorer"].mask(scores["comparable"].notna(), ONE_SCALE)
    days = (scores["call_on"] - scores["first"]).dt.days
    before = scores[(days >= -HISTORY_DAYS) & (days < 0)]
    after = scores[(days >= AFTER[0]) & (days < AFTER[1])]
    change = mix_change(before, after).reindex(pd.MultiIndex.from_frame(criteria[KEYS]))
    return pd.Series(np.asarray(change >= LIKE_ENOUGH, dtype=bool), criteria.index)
