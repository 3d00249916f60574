"""Intervals against worked examples and independent libraries."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from review_kit.metrics.intervals import (
    clustered_mean_interval,
    difference_interval,
    mean_interval,
    share_interval,
)


def test_mean_interval_by_hand() -> None:
    # 50, 60, 70, 80, 90: mean 70, sd √250 = 15.811, t(0.975, 4) = 2.776
    # 2.776 · 15.811 / √5 = 19.63
    low, high = mean_interval([70], [np.sqrt(250)], [5])
    assert low[0] == pytest.approx(70 - 19.63, abs=0.01)
    assert high[0] == pytest.approx(70 + 19.63, abs=0.01)


def test_mean_interval_agrees_with_scipy() -> None:
    values = np.array([41.0, 57, 66, 70, 48, 90])
    low, high = mean_interval([values.mean()], [values.std(ddof=1)], [6])
    expected = stats.ttest_1samp(values, 0).confidence_interval()
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high))


def test_one_value_has_no_interval() -> None:
    low, high = mean_interval([70, 70], [np.nan, 3], [1, 0])
    assert np.isnan([*low, *high]).all()


def test_difference_interval_agrees_with_scipy_welch() -> None:
    first, second = np.array([50.0, 61, 55, 48, 70]), np.array([66.0, 72, 60, 81, 75, 90, 59])
    low, high = difference_interval(
        ([first.mean()], [first.std(ddof=1)], [5]), ([second.mean()], [second.std(ddof=1)], [7])
    )
    expected = stats.ttest_ind(second, first, equal_var=False).confidence_interval()
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high))


def test_difference_of_constants_is_exact_and_of_single_values_unknown() -> None:
    low, high = difference_interval(([50, 50], [0, np.nan], [5, 1]), ([60, 60], [0, 2], [5, 5]))
    assert (low[0], high[0]) == (10, 10)
    assert np.isnan([low[1], high[1]]).all()


@pytest.mark.parametrize(("won", "closed"), [(0, 5), (3, 8), (8, 8), (120, 400)])
def test_share_interval_agrees_with_scipy_wilson(won: int, closed: int) -> None:
    low, high = share_interval([won], [closed])
    expected = stats.binomtest(won, closed).proportion_ci(method="wilson")
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high))


def test_share_of_nothing_has_no_interval() -> None:
    low, high = share_interval([0], [0])
    assert np.isnan([low[0], high[0]]).all()


def test_clustered_interval_by_hand() -> None:
    # two reps: 60, 60 and 80, 80; mean 70, n 4
    # sums of residuals −20 and +20; variance = 2/1 · (400 + 400) / 16 = 100; error 10
    # t(0.975, 1) = 12.706
    values = pd.DataFrame(
        {"team": ["t"] * 4, "rep": ["a", "a", "b", "b"], "score": [60.0, 60, 80, 80]}
    )
    row = clustered_mean_interval(values, "team", "rep", "score").loc["t"]
    assert (row["mean"], row["n"]) == (70, 4)
    assert row["high"] - row["mean"] == pytest.approx(127.06, abs=0.01)


def test_one_cluster_has_no_interval() -> None:
    values = pd.DataFrame({"team": ["t"] * 3, "rep": ["a"] * 3, "score": [60.0, 70, 80]})
    row = clustered_mean_interval(values, "team", "rep", "score").loc["t"]
    assert row["mean"] == 70
    assert np.isnan(row["low"])
