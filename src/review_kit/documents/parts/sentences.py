"""Pieces of sentences that several documents share."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.wording import (
    capitalised,
    count_word,
    counted,
)


def in_sentence(name: str) -> str:
    """Write a criterion's name inside a sentence: ``Discovery`` → ``discovery``, ``CRM use`` stays."""
    return name[0].lower() + name[1:] if len(name) > 1 and name[1].islower() else name


def points(delta: float) -> str:
    """Write the size of a change: ``17 points``, ``1 point``."""
    return counted(round(abs(delta)), "point")


def too_few_calls(focus: Sequence[Criterion], context: Context, *, n_calls: int) -> str:
    """Say why nothing can be said of any focus skill: no calls, no recent ones, or none on the skills."""
    days, recent = context.window_days, context.config.windows.current_days
    if n_calls == 0:
        return f"No call was scored in these {days} days."
    scored = f"{capitalised(counted(n_calls, 'call', words=True))} scored in these {days} days"
    if n_calls < context.config.evidence.minimum_calls:
        return f"{scored}: too few to say what changed."
    if not any(skill.n_window for skill in focus):
        return f"{scored}, none of them on a focus skill."
    most = max(skill.n_current for skill in focus)
    late = "none" if most == 0 else f"only {count_word(most)}"
    return f"{scored}, but {late} in the last {recent}: too few to say what changed."


def opening(days: int) -> str:
    """Name the baseline window in speech: ``in the first month``, ``in the first 21 days``."""
    return "in the first month" if 28 <= days <= 31 else f"in the first {days} days"


def closing(days: int) -> str:
    """Name the current window in speech: ``the last month's``, ``the last 21 days'``."""
    return "the last month's" if 28 <= days <= 31 else f"the last {days} days'"


def a_quarter(days: int) -> bool:
    """Whether so many days are a quarter in speech."""
    return 89 <= days <= 92


def before(days: int) -> str:
    """Name when the window before was: ``a quarter before``, ``in the window before``."""
    return "a quarter before" if a_quarter(days) else "in the window before"


def chance_verdict(shown: Outcome) -> str:
    """Say whether a share differs from the window before by more than chance gives.

    Newcombe's interval for the difference of two independent proportions
    (:func:`review_kit.metrics.intervals.proportion_difference`).
    """
    share, n = shown.value, shown.n
    earlier, earlier_n = shown.previous, shown.previous_n
    if share is None or not n or earlier is None or not earlier_n:
        return ""
    # SciPy costs most of a second to import; only a packet with this sentence pays for it
    from review_kit.metrics.intervals import proportion_difference

    low, high = proportion_difference(share, n, earlier, earlier_n)
    if low > 0:
        return "more than chance alone would give"
    if high < 0:
        return "less than chance alone would give"
    return "the difference is within what chance gives"
