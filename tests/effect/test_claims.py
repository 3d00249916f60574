"""What two comparisons carry together."""

import numpy as np
import pytest

from review_kit.metrics.effect.claims import claim
from review_kit.metrics.effect.inference import UNKNOWN, Interval
from review_kit.metrics.effect.verdicts import Reason, Verdict


def around(estimate: float, half: float) -> Interval:
    return Interval(estimate, estimate - half, estimate + half, half / 2)


ABOVE, ACROSS, BELOW = around(2.0, 1.0), around(0.2, 1.0), around(-2.0, 1.0)
HIGHER_ABOVE, LOWER_ABOVE = around(4.0, 1.0), around(1.5, 1.0)
ONE_ONLY, DISAGREE = Reason.ONE_COMPARISON_ONLY, Reason.COMPARISONS_DISAGREE


@pytest.mark.parametrize(
    ("first", "second", "verdict", "claimed", "warnings"),
    [
        (ABOVE, LOWER_ABOVE, Verdict.HELPED, ABOVE, ()),
        (BELOW, around(-1.5, 1.0), Verdict.LOWERED, BELOW, ()),
        (ACROSS, ACROSS, Verdict.NOT_SHOWN, ACROSS, ()),
        # the first alone shows nothing, also where the difference of the two is not sure
        (ABOVE, ACROSS, Verdict.NOT_SHOWN, ACROSS, (ONE_ONLY,)),
        (BELOW, ACROSS, Verdict.NOT_SHOWN, ACROSS, (ONE_ONLY,)),
        (ABOVE, UNKNOWN, Verdict.NOT_SHOWN, ABOVE, (ONE_ONLY,)),
        # nor does the second alone
        (ACROSS, ABOVE, Verdict.NOT_SHOWN, ACROSS, ()),
        # on two sides of zero: anything between them
        (ABOVE, BELOW, Verdict.NOT_SHOWN, Interval(-2.0, -3.0, 3.0, np.nan), (ONE_ONLY,)),
    ],
)
def test_an_effect_takes_both_comparisons(first, second, verdict, claimed, warnings):
    found = claim(first, second, ())
    assert (found.verdict, found.warnings) == (verdict, warnings)
    assert vars(found.claimed) == pytest.approx(vars(claimed), nan_ok=True)


@pytest.mark.parametrize(
    ("first", "second", "verdict", "claimed"),
    [
        (HIGHER_ABOVE, LOWER_ABOVE, Verdict.HELPED, LOWER_ABOVE),
        (LOWER_ABOVE, HIGHER_ABOVE, Verdict.HELPED, LOWER_ABOVE),
        (HIGHER_ABOVE, ACROSS, Verdict.NOT_SHOWN, ACROSS),
    ],
)
def test_of_two_that_differ_the_lower_is_claimed(first, second, verdict, claimed):
    found = claim(first, second, (DISAGREE,))
    assert (found.verdict, found.claimed) == (verdict, claimed)
    assert found.reason is DISAGREE


def test_wider_than_eight_points_nothing_is_claimed():
    found = claim(around(9.0, 4.1), ACROSS, (Reason.ROSE_AT_ONCE,))
    assert (found.verdict, found.claimed) == (Verdict.CANNOT_TELL, UNKNOWN)
    assert found.warnings == (Reason.INTERVAL_TOO_WIDE, Reason.ROSE_AT_ONCE)


def test_warnings_stand_in_order_of_weight():
    found = claim(ABOVE, ACROSS, (Reason.OVER_HALF_COACHED, Reason.ROSE_AT_ONCE, DISAGREE))
    assert found.warnings == (DISAGREE, ONE_ONLY, Reason.ROSE_AT_ONCE, Reason.OVER_HALF_COACHED)
