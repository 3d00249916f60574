"""How strong an unseen reason for coaching would have to be, in words."""

from __future__ import annotations

from review_kit.documents.parts.wording import number, percent
from review_kit.metrics.effect.robustness import MOST_TIMES, Robustness
from review_kit.metrics.effect.rows import EARLY
from review_kit.number_format import rounded
from review_kit.words import say

SEEN_REASONS = {
    "level": "reports-reason-level",
    "last_weeks": "reports-reason-last-weeks",
    "same_day": "reports-reason-same-day",
    "whole_rep": "reports-reason-whole-rep",
}
"""Seen reason for coaching → the sentence that names it."""


def robust_sentence(found: Robustness) -> str:
    """Say how strong an unseen reason for coaching would have to be, against the strongest seen one."""
    strongest = SEEN_REASONS[found.strongest]
    of = {"coaching": _share(found.of_coaching), "score": _share(found.of_score)}
    weeks = -EARLY[1] // 7
    return " ".join(
        (
            say("reports-robust", effect=_share(found.value), end=_share(found.value_of_end)),
            say(strongest, weeks=weeks) if found.strongest == "last_weeks" else say(strongest),
            say("reports-robust-strongest", **of),
            _beside_strongest(found.times),
        )
    )


def _beside_strongest(times: float) -> str:
    if times >= MOST_TIMES:
        return say("reports-robust-times-over", times=number(MOST_TIMES))
    if rounded(times, 1) == 1:
        return say("reports-robust-as-strong")
    return say("reports-robust-times", times=number(times, 1))


def _share(share: float) -> str:
    return percent(share, 0 if share >= 0.1 else 1)
