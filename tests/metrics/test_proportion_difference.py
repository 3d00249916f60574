"""The interval of a change in a share, against the example of its source."""

import pytest

from review_kit.metrics.intervals import proportion_difference


def test_newcombes_own_example():
    # Newcombe 1998, table II, row (a): 56/70 − 48/80 gives 0.0524 to 0.3339 by method 10
    low, high = proportion_difference(56 / 70, 70, 48 / 80, 80)
    assert low == pytest.approx(0.0524, abs=5e-5)
    assert high == pytest.approx(0.3339, abs=5e-5)


def test_turning_the_windows_round_turns_the_interval_round():
    low, high = proportion_difference(0.3, 40, 0.5, 60)
    other_low, other_high = proportion_difference(0.5, 60, 0.3, 40)
    assert (low, high) == (pytest.approx(-other_high), pytest.approx(-other_low))
