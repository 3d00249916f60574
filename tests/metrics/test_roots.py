"""The root that SciPy finds, to the last bit."""

import math

import numpy as np
import pytest
from scipy.optimize import brentq

from review_kit.metrics.roots import root


@pytest.mark.parametrize("absolute", [2e-12, 1e-10])
def test_the_root_is_that_of_scipy_to_the_last_bit(absolute):
    rng = np.random.default_rng(7)
    for number in range(200):
        value, variance = rng.normal(0, 3, 5 + number % 9), rng.uniform(0.2, 4, 5 + number % 9)

        def excess(between, value=value, variance=variance):
            return float((value**2 / (variance + between)).sum()) - 0.3

        def medians(level, value=value, variance=variance):
            return float(np.median(value**2 / (variance + level))) - 1e-3

        for of in (excess, medians):
            top = 1e4 * (1 + number)
            assert root(of, 0.0, top, absolute=absolute) == brentq(of, 0.0, top, xtol=absolute)


def test_a_root_at_an_end_is_that_end():
    assert root(lambda at: at, 0.0, 1.0) == 0.0
    assert root(lambda at: at - 1, 0.0, 1.0) == 1.0
    assert root(lambda at: at**3 - 8, 0.0, 5.0) == pytest.approx(2, abs=1e-11)


def test_without_a_crossing_there_is_no_root():
    with pytest.raises(ValueError, match="same sign"):
        root(lambda at: at + 1, 0.0, 1.0)
    with pytest.raises(ValueError, match="no value at 1"):
        root(lambda at: math.nan if at else -1.0, 0.0, 1.0)
