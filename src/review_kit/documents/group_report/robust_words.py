"""How strong an unseen reason for coaching would have to be, in words."""

from __future__ import annotations

from review_kit.documents.parts.wording import counted
from review_kit.metrics.effect.robustness import MOST_TIMES, Robustness
from review_kit.metrics.effect.rows import EARLY
from review_kit.number_format import NARROW

SEEN_REASONS = {
    "level": "how a skill had scored before",
    "last_weeks": f"how it scored in the last {counted(-EARLY[1] // 7, 'week', words=True)}",
    "same_day": "how it scored on the day of the session",
    "whole_rep": "how the rep scored in all skills",
}
"""Seen reason for coaching → its name in a sentence."""


def robust_sentence(found: Robustness) -> str:
    """Say how strong an unseen reason for coaching would have to be, against the strongest seen one."""
    times = f"over {MOST_TIMES:.0f}" if found.times >= MOST_TIMES else f"{found.times:.1f}"
    return (
        "Managers may also choose by something that no score shows. To explain the whole effect, that reason "
        f"would have to account for {_share(found.value)} of what is otherwise unexplained, both in who "
        "was coached "
        f"and in how they scored after; to bring the interval to zero, for {_share(found.value_of_end)}. The "
        f"strongest reason we see is {SEEN_REASONS[found.strongest]}. It accounts for "
        f"{_share(found.of_coaching)} "
        f"and {_share(found.of_score)}, so the unseen one would have to be {times} times as strong."
    )


def _share(share: float) -> str:
    return f"{100 * share:.{0 if share >= 0.1 else 1}f}{NARROW}%"
