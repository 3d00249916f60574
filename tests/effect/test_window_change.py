"""How sure a change between two windows is, measured on the company itself."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from review_kit.metrics.window_change import (
    Calibration,
    calibrate,
    false_discovery,
    judged_changes,
    pair_changes,
)

KEYS = ["rep_id", "criterion_id"]


def window(means, *, n=10, sd=5.0, criterion="c1") -> pd.DataFrame:
    """Levels of one window, a rep for each mean."""
    index = pd.MultiIndex.from_tuples(
        [(f"r{number:03d}", criterion) for number in range(len(means))], names=KEYS
    )
    return pd.DataFrame({"n": n, "mean": np.asarray(means, float), "sd": sd}, index=index)


def pairs_of(changes, **about) -> pd.DataFrame:
    changes = np.asarray(changes, float)
    return pair_changes(window(changes * 0, **about), window(changes, **about), 5)


def test_the_companys_movement_is_taken_off():
    # 21 reps moved by 1, 2, … 21; the middle one by 11
    found = pairs_of(range(1, 22))
    assert found["movement"].unique().tolist() == [11.0]
    assert found["own_change"].tolist() == list(range(-10, 11))


def test_the_movement_is_that_of_the_uncoached_where_these_are_enough():
    changes = [2.0] * 20 + [12.0] * 30
    before, after = window([50.0] * 50), window([50 + change for change in changes])
    coached = pd.Series([False] * 20 + [True] * 30, before.index)
    found = pair_changes(before, after, 5, coached)
    assert found["movement"].unique().tolist() == [2.0]
    # with 19 of them everyone counts
    fewer = pair_changes(before[1:], after[1:], 5, coached[1:])
    assert fewer["movement"].unique().tolist() == [12.0]


def test_a_criterion_with_few_reps_moves_with_all():
    many = pd.concat([window([0.0] * 21), window([0.0] * 5, criterion="c2")])
    after = pd.concat([window([3.0] * 21), window([9.0] * 5, criterion="c2")])
    found = pair_changes(many, after, 5)["movement"]
    assert found.unique().tolist() == [3.0]


def test_windows_with_too_few_calls_are_no_pair():
    before, after = window([50.0, 50.0], n=[5, 4]), window([60.0, 60.0], n=[5, 9])
    assert len(pair_changes(before, after, 5)) == 1


def test_a_and_b_by_hand():
    # own changes of −10…10 have a median square of 25; calls of 10 each with variance 25
    placebo = pairs_of(range(1, 22))
    found = calibrate(pairs_of([0.0] * 30), placebo)
    assert found.call_variance == pytest.approx(25.0)
    assert found.level_variance == pytest.approx(25 / 0.6744898**2 - 25 * 2 / 10, rel=1e-6)
    assert (found.n_pairs, found.fallback) == (21, False)
    assert found.std_error(np.array([10.0]), np.array([10.0])) == pytest.approx(5 / 0.6744898)


def test_calls_that_explain_all_leave_nothing_to_levels():
    found = calibrate(pairs_of([0.0] * 30), pairs_of(np.linspace(-0.1, 0.1, 21)))
    assert found.level_variance == 0


def test_half_of_all_placebo_changes_lie_within_the_quartile():
    rng = np.random.default_rng(3)
    n = rng.integers(5, 40, 400)
    changes = rng.normal(0, np.sqrt(16 + 100 * 2 / n))
    placebo = pair_changes(window(changes * 0, n=n, sd=10.0), window(changes, n=n, sd=10.0), 5)
    found = calibrate(placebo, placebo)
    error = found.std_error(n.astype(float), n.astype(float))
    assert np.median(np.abs(placebo["own_change"]) / error) == pytest.approx(0.6744898, rel=1e-4)
    # and the variance of levels that went in comes out, within what 400 can tell
    assert found.level_variance == pytest.approx(16, rel=0.35)


@pytest.mark.parametrize("placebo", [None, pairs_of([1.0] * 19)], ids=["none", "too few"])
def test_with_too_short_a_history_the_judged_pair_stands_in(placebo):
    found = calibrate(pairs_of(range(1, 22)), placebo)
    assert found.fallback
    assert found.n_pairs == 21
    assert found.level_variance == pytest.approx(25 / 0.6744898**2 - 5, rel=1e-6)


def test_with_too_few_rep_criteria_nothing_is_told():
    pairs = pairs_of([1.0] * 19)
    found = calibrate(pairs, None)
    assert np.isnan(found.level_variance)
    judged = judged_changes(pairs, found)
    assert judged[["low", "high", "p_adjusted"]].isna().all(axis=None)
    assert set(judged["verdict"]) == {"cannot_tell"}


def test_verdicts_beyond_two_standard_errors():
    # the error is √(4 + 25 · 2/10) = 3; the company moved by 1
    pairs = pairs_of([1.0] * 20 + [7.0, 6.8, -5.0])
    judged = judged_changes(pairs, Calibration(4.0, 25.0, 30, fallback=False))
    assert judged["std_error"].unique() == pytest.approx([3.0])
    assert judged["verdict"].tolist()[-3:] == ["improved", "cannot_tell", "declined"]
    assert judged["low"].tolist()[-1] == pytest.approx(-5 - 1.959964 * 3)
    assert judged["p_adjusted"].tolist()[0] == 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_false_discovery_is_that_of_benjamini_and_hochberg(p):
    expected = stats.false_discovery_control(p)
    assert false_discovery(pd.Series(p)).tolist() == pytest.approx(expected.tolist())


def test_missing_values_were_not_looked_at():
    found = false_discovery(pd.Series([0.01, np.nan, 0.04]))
    assert found.tolist() == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)
