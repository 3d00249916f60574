"""What is claimed of two comparisons: no more than both of them carry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from review_kit.metrics.effect.gates import WIDEST_PP
from review_kit.metrics.effect.inference import UNKNOWN, Interval
from review_kit.metrics.effect.verdicts import Reason, Verdict

_DECIDED_HERE = (Reason.INTERVAL_TOO_WIDE, Reason.ONE_COMPARISON_ONLY)


@dataclass(frozen=True)
class Claim:
    """What may be said: the interval to claim, the verdict, and all warnings in order of weight."""

    claimed: Interval
    verdict: Verdict
    warnings: tuple[Reason, ...]

    @property
    def reason(self) -> Reason:
        """The weightiest of the warnings."""
        return self.warnings[0] if self.warnings else Reason.NONE


def claim(first: Interval, second: Interval, others: Collection[Reason]) -> Claim:
    """Claim an effect only where it is one within teams and within reps.

    Where reps are coached who were getting better in everything, the first comparison finds what the
    second does not, and the difference of the two alone is too unsure to show it in every second case.
    So an effect takes both intervals on one side of zero, whether or not they differ. Where the
    difference excludes zero, the lower is claimed.

    Parameters
    ----------
    first, second
        Compared within teams, and within reps.
    others
        Warnings that hold beside what is decided here.

    Returns
    -------
    Claim
        Without an effect, ``claimed`` is a comparison that includes zero, the lower one where both do and
        differ; where neither does, what the two span.
    """
    helped = first.is_above_zero and second.is_above_zero
    lowered = first.is_below_zero and second.is_below_zero
    # NaN compares false: an interval that is not known is neither narrow nor wide
    too_wide = not first.width <= WIDEST_PP
    one_only = (first.is_above_zero or first.is_below_zero) and not (helped or lowered)
    held = {reason for reason in others if reason not in _DECIDED_HERE}
    held |= {Reason.INTERVAL_TOO_WIDE} if too_wide else set()
    held |= {Reason.ONE_COMPARISON_ONLY} if one_only and not too_wide else set()
    warnings = tuple(reason for reason in Reason if reason in held)
    if too_wide:
        return Claim(UNKNOWN, Verdict.CANNOT_TELL, warnings)
    lower_first = [first, second]
    if Reason.COMPARISONS_DISAGREE in held:
        lower_first.sort(key=lambda one: one.estimate)
    if helped or lowered:
        return Claim(lower_first[0], Verdict.HELPED if helped else Verdict.LOWERED, warnings)
    across = [one for one in lower_first if one.low <= 0 <= one.high]
    return Claim(across[0] if across else _span(first, second), Verdict.NOT_SHOWN, warnings)


def _span(first: Interval, second: Interval) -> Interval:
    if not second.known:
        return first
    low, high = min(first.low, second.low), max(first.high, second.high)
    return Interval(min(first.estimate, second.estimate), low, high, np.nan)
