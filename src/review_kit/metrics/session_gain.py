"""What a coaching session on a skill has been worth in this company, for the plan of the next one."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from review_kit.grains import ORG
from review_kit.metrics.criteria import for_ancestors
from review_kit.metrics.effect.rows import AFTER
from review_kit.metrics.effect.verdicts import Verdict
from review_kit.metrics.effects import ReviewEffects
from review_kit.metrics.prepared import Review
from review_kit.metrics.tidy import KEYS

NOT_MEASURED, NOT_SHOWN = "not_measured", "not_shown"
"""Why there is no gain to reckon with: no estimate of the effect, or one that shows no rise."""

_WITHOUT_ESTIMATE = frozenset({Verdict.NOT_MEASURABLE, Verdict.CANNOT_TELL})


@dataclass(frozen=True)
class SessionGain:
    """Points that a session on a skill has brought, with the 95 % interval.

    Parameters
    ----------
    points, low, high
        Percentage points a session; all above zero.
    sessions
        Mean sessions on a skill before a day of the follow-up of its first one.
    """

    points: float
    low: float
    high: float
    sessions: float


def session_gain(review: Review, found: ReviewEffects) -> SessionGain | str:
    """Divide the effect of coaching a skill by the sessions that it took.

    The effect is the organisation's, as far as it may be claimed: the mean score of days 8 to 35 after the
    first session, less what was expected. Later sessions are part of it, each as far as days come after it:
    a session on day s with (35 − max(s, 7)) ÷ 28 of itself. So the effect is divided by the mean number of
    sessions on the skill, its sub-criteria included, that lie before a day of the follow-up, over the
    rep-criteria that the comparison tells of. That number is counted and not estimated: the interval is the
    effect's, divided by the same. It is an average for planning; that every further session brings as much
    is assumed.

    Returns
    -------
    SessionGain or str
        Where no rise may be claimed the reason: ``not_measured`` or ``not_shown``.
    """
    of_all = found.effects[found.effects["scope"] == ORG]
    verdict = None if of_all.empty else of_all["verdict"].iloc[0]
    if verdict is None or verdict in _WITHOUT_ESTIMATE:
        return NOT_MEASURED
    if verdict != Verdict.HELPED:
        return NOT_SHOWN
    sessions = _sessions_behind(review, found.gaps)
    claimed = of_all.iloc[0]
    points, low, high = (
        float(claimed[name]) / sessions
        for name in ("claimed_estimate", "claimed_low", "claimed_high")
    )
    return SessionGain(points, low, high, sessions)


def _sessions_behind(review: Review, gaps: pd.DataFrame) -> float:
    """Average the sessions before a day of the follow-up, over the rep-criteria with a gap."""
    first = gaps.loc[gaps["expected_gap"].notna(), "first_coached_on"]
    entries = for_ancestors(review.history, review.rubric.lineage())
    entries = entries.drop_duplicates([*KEYS, "session_id"])
    began = first.reindex(pd.MultiIndex.from_frame(entries[KEYS])).set_axis(entries.index)
    day = (entries["session_date"] - began).dt.days
    start, end = AFTER
    behind = (end - 1 - day.clip(lower=start - 1)) / (end - start)
    counted = behind[(day >= 0) & (behind > 0)]
    return float(counted.sum() / len(first))
