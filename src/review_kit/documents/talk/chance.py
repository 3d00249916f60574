"""Whether a share differs from the previous window by more than chance gives."""

from __future__ import annotations

from review_kit.documents.parts.outcome import Outcome


def beyond_chance(shown: Outcome) -> int:
    """Say whether a share is above (1) or below (−1) that of the previous window by more than chance; else 0.

    Newcombe's interval for the difference of two independent proportions
    (:func:`review_kit.metrics.intervals.proportion_difference`).
    """
    share, n = shown.value, shown.n
    earlier, earlier_n = shown.previous, shown.previous_n
    if share is None or not n or earlier is None or not earlier_n:
        return 0
    # SciPy costs most of a second to import; only a packet with this question pays for it
    from review_kit.metrics.intervals import proportion_difference

    low, high = proportion_difference(share, n, earlier, earlier_n)
    return 1 if low > 0 else -1 if high < 0 else 0
