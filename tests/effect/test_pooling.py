"""Best guesses: drawn towards the mean as far as chance may explain the differences."""

import numpy as np
import pytest

from review_kit.metrics.effect.inference import UNKNOWN, Interval
from review_kit.metrics.effect.pooling import best_guesses, between_variance


def known(estimate: float, error: float) -> Interval:
    return Interval(estimate, estimate - 2 * error, estimate + 2 * error, error)


def test_by_hand_for_equal_errors():
    # squares around the mean of 4 are 16, 0, 16: a variance of 16, of which chance explains 4; so τ² = 12,
    # and each stays 12 / 16 of its way from the mean
    found = best_guesses([known(0.0, 2.0), known(4.0, 2.0), known(8.0, 2.0)])
    assert [one.estimate for one in found] == pytest.approx([1.0, 4.0, 7.0])
    # 12 · 4 / 16, and a quarter of the mean, whose variance is 16 / 3
    error = np.sqrt(3 + (1 / 4) ** 2 * 16 / 3)
    assert found[0].std_error == pytest.approx(error)
    assert found[0].high == pytest.approx(1.0 + 1.959964 * error)


def test_differences_that_chance_explains_leave_the_weighted_mean():
    found = best_guesses([known(3.0, 1.0), known(4.0, 1.0), known(4.0, 2.0)])
    # weights 1, 1, ¼: 8 / 2.25
    assert [one.estimate for one in found] == pytest.approx([32 / 9] * 3)
    assert found[2].std_error == pytest.approx(np.sqrt(1 / 2.25))


def test_the_scatter_is_that_of_metafors_paule_mandel():
    # BCG vaccine (Colditz et al. 1994): log risk ratios and variances; rma(method="PM") gives 0.3181
    trials = np.array(
        [
            (-0.8893, 0.3256),
            (-1.5854, 0.1946),
            (-1.3481, 0.4154),
            (-1.4416, 0.0200),
            (-0.2175, 0.0512),
            (-0.7861, 0.0069),
            (-1.6209, 0.2230),
            (0.0120, 0.0040),
            (-0.4694, 0.0564),
            (-1.3713, 0.0730),
            (-0.3394, 0.0124),
            (0.4459, 0.5325),
            (-0.0173, 0.0714),
        ]
    )
    value, variance = trials.T
    assert between_variance(value, variance) == pytest.approx(0.3181, abs=1e-4)


def test_those_without_an_interval_take_no_part_and_two_are_too_few():
    three = [known(0.0, 2.0), UNKNOWN, known(4.0, 2.0), known(8.0, 2.0)]
    found = best_guesses(three)
    assert not found[1].known
    assert [found[at].estimate for at in (0, 2, 3)] == pytest.approx([1.0, 4.0, 7.0])
    assert not any(one.known for one in best_guesses(three[:3]))
