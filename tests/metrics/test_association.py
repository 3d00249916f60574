"""Slopes within reps over periods, their intervals, and what many looks cost."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from review_kit.metrics.association import (
    holm,
    slope_deviations,
    widened_together,
    within_slopes,
)

NOBODY = np.nan


def one(x, y) -> pd.Series:
    """Estimate one group of reps."""
    return estimate(x, y, np.zeros(len(x), dtype=np.int64), 1).iloc[0]


def estimate(x, y, group, groups) -> pd.DataFrame:
    return within_slopes(np.array(x, float), np.array(y, float), np.asarray(group), groups)


def by_dummies(x, y) -> tuple[float, int, int]:
    """Fit a constant for every rep and every period by plain least squares."""
    known = ~(np.isnan(x) | np.isnan(y))
    known &= known.sum(axis=1, keepdims=True) >= 2
    rep, period = np.nonzero(known)
    reps = (rep[:, None] == np.unique(rep)).astype(float)
    periods = (period[:, None] == np.unique(period)).astype(float)
    design = np.hstack([x[known][:, None], reps, periods])
    return np.linalg.lstsq(design, y[known], rcond=None)[0][0], len(rep), reps.shape[1]


def panel(seed: int, reps: int = 11, periods: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """Draw an uneven panel: reps and periods of their own level, some without either number."""
    rng = np.random.default_rng(seed)
    x = rng.normal(60, 10, (reps, periods)) + rng.normal(0, 9, (reps, 1))
    y = 0.3 * x + rng.normal(0, 5, (reps, periods)) + rng.normal(0, 9, periods)
    x[rng.random(x.shape) < 0.2] = NOBODY
    y[rng.random(y.shape) < 0.2] = NOBODY
    return x, y


def test_two_reps_and_two_periods_by_hand() -> None:
    # one rep rose by 10 in x and 3 in y, the other by 0 and 1: (3 − 1) / (10 − 0)
    found = one([[50, 60], [50, 50]], [[1, 4], [2, 3]])
    assert found["slope"] == pytest.approx(0.2)
    assert found[["n_periods", "n_reps"]].tolist() == [4, 2]
    # without either rep nothing is left to compare
    assert found[["low", "high", "p"]].isna().all()


@pytest.mark.parametrize("seed", range(5))
def test_the_slope_is_that_of_least_squares_with_a_dummy_for_every_rep_and_period(seed) -> None:
    x, y = panel(seed)
    found = one(x, y)
    slope, periods, reps = by_dummies(x, y)
    assert found["slope"] == pytest.approx(slope, rel=1e-6)
    assert found[["n_periods", "n_reps"]].tolist() == [periods, reps]


def test_the_interval_is_that_of_leaving_out_one_rep_after_another() -> None:
    x, y = panel(7)
    found = one(x, y)
    slope, _, reps = by_dummies(x, y)
    without = [by_dummies(np.delete(x, at, 0), np.delete(y, at, 0))[0] for at in range(len(x))]
    error = np.sqrt((reps - 1) / reps * np.sum((np.array(without) - slope) ** 2))
    half = stats.t.ppf(0.975, reps - 1) * error
    assert (found["low"], found["high"]) == pytest.approx((slope - half, slope + half), rel=1e-6)
    assert found["p"] == pytest.approx(2 * stats.t.sf(abs(slope) / error, reps - 1), rel=1e-6)


@given(st.integers(0, 1000), st.floats(-1000, 1000), st.floats(-1000, 1000))
def test_what_a_rep_always_is_or_a_period_is_for_all_makes_no_slope(seed, level, tide) -> None:
    x, y = panel(seed)
    moved_x, moved_y = x.copy(), y.copy()
    moved_x[0] += level
    moved_y[1] += level
    moved_y[:, 2] += tide
    before, after = one(x, y), one(moved_x, moved_y)
    assert after["slope"] == pytest.approx(before["slope"], abs=1e-6)
    assert after["high"] == pytest.approx(before["high"], abs=1e-6)


def test_deviations_are_what_leaving_out_one_rep_does_to_the_slope_and_make_its_error() -> None:
    x, y = panel(3)
    everyone = np.zeros(len(x), dtype=np.int64)
    found = slope_deviations(x, y, everyone, 1)
    whole = one(x, y)
    by_hand = [
        one(np.delete(x, rep, axis=0), np.delete(y, rep, axis=0))["slope"] - whole["slope"]
        for rep in range(len(x))
    ]
    assert found == pytest.approx(by_hand)
    n = whole["n_reps"]
    error = np.sqrt((n - 1) / n * (found**2).sum())
    half = stats.t.ppf(0.975, n - 1) * error
    assert (whole["low"], whole["high"]) == pytest.approx(
        (whole["slope"] - half, whole["slope"] + half)
    )


@pytest.mark.parametrize(
    ("steps", "deviations", "widened"),
    [
        # the same reps move both alike: 3 + 4 instead of 5
        ((3, 4), ((1, 2, -2), (2, 4, -4)), 7 / 5),
        # parts of opposite signs would make up for each other, which is not counted on
        ((3, -4), ((1, 2, -2), (2, 4, -4)), 1.0),
        # correlated by a half: √(1 + 1 + 2 · ½) ÷ √2
        ((1, 1), ((1, 0), (0.5, 0.75**0.5)), 1.5**0.5),
        # independent, single, and without any error
        ((3, 4), ((1, 0), (0, 1)), 1.0),
        ((3,), ((1, 2),), 1.0),
        ((3, 4), ((1, 2), (0, 0)), 1.0),
        ((0, 0), ((1, 2), (1, 2)), 1.0),
    ],
)
def test_slopes_on_the_same_reps_err_together_as_their_deviations_do(
    steps, deviations, widened
) -> None:
    found = widened_together(np.array(steps, float), np.array(deviations, float))
    assert found == pytest.approx(widened)


def test_better_reps_with_better_results_who_never_move_say_nothing() -> None:
    levels = np.array([[40.0], [50.0], [60.0], [70.0]])
    found = one(np.tile(levels, (1, 5)), np.tile(levels / 100, (1, 5)))
    assert found[["slope", "low", "high", "p"]].isna().all()


def test_a_rep_with_a_single_period_is_not_counted() -> None:
    x, y = [[50, 60, 55], [50, 50, 60], [70, NOBODY, 80]], [[1, 4, 2], [2, 3, 3], [9, 9, NOBODY]]
    found, without = one(x, y), one(x[:2], y[:2])
    assert found.tolist() == pytest.approx(without.tolist(), nan_ok=True)
    assert found[["n_periods", "n_reps"]].tolist() == [6, 2]


def test_nobody_at_all_is_no_slope() -> None:
    found = one(np.full((3, 4), NOBODY), np.ones((3, 4)))
    assert np.isnan(found["slope"])
    assert found[["n_periods", "n_reps"]].tolist() == [0, 0]


def test_groups_are_estimated_each_for_itself() -> None:
    parts = [panel(seed) for seed in (1, 2, 3)]
    group = np.repeat([2, 0, 1], 11)
    together = estimate(
        np.vstack([x for x, _ in parts]), np.vstack([y for _, y in parts]), group, 3
    )
    for at, (x, y) in zip((2, 0, 1), parts, strict=True):
        assert together.iloc[at].tolist() == pytest.approx(one(x, y).tolist(), rel=1e-9)


def companies(
    seed: int, count: int, slope: float, *, results: int = 1, skills: int = 1
) -> tuple[list[np.ndarray], list[np.ndarray], np.ndarray]:
    """Draw companies of eight reps over nine periods, as hard as they come.

    Scores and results have states that last for months, months that are better for all, reps of
    unequal steadiness, and a third of the results missing; skills of one rep move together.
    """
    rng = np.random.default_rng(seed)
    reps, periods = 8 * count, 9
    group = np.repeat(np.arange(count), 8)

    def state() -> np.ndarray:
        drawn = rng.normal(size=(reps, periods))
        for at in range(1, periods):
            drawn[:, at] = 0.7 * drawn[:, at - 1] + np.sqrt(1 - 0.7**2) * drawn[:, at]
        return drawn

    def shared() -> np.ndarray:
        return rng.normal(0, 3, (count, periods))[group] + rng.normal(0, 8, (reps, 1))

    halo = state()
    xs = [60 + shared() + 4 * halo + 4 * state() for _ in range(skills)]
    steadiness = np.exp(rng.normal(0, 0.5, (reps, 1)))
    ys = [shared() + slope * xs[0] + 4 * steadiness * state() for _ in range(results)]
    for y in ys:
        y[rng.random(y.shape) < 1 / 3] = NOBODY
    return xs, ys, group


def test_where_nothing_moves_with_anything_one_in_twenty_looks_like_it() -> None:
    (x,), (y,), group = companies(11, 1000, slope=0)
    found = estimate(x, y, group, 1000)
    # 5 % by design; 6.4 % is two standard errors above it with 1,000 companies
    assert 0.02 <= (found["p"] < 0.05).mean() <= 0.064


def test_intervals_hold_the_true_slope_in_nineteen_of_twenty_companies() -> None:
    (x,), (y,), group = companies(12, 1000, slope=0.5)
    found = estimate(x, y, group, 1000)
    assert ((found["low"] <= 0.5) & (found["high"] >= 0.5)).mean() >= 0.936
    assert found["slope"].mean() == pytest.approx(0.5, abs=0.02)


def test_of_thirty_pairs_none_is_found_in_nineteen_of_twenty_companies_without_any() -> None:
    xs, ys, group = companies(13, 400, slope=0, skills=5, results=6)
    pairs = [estimate(x, y, group, 400)["p"] for x in xs for y in ys]
    p = pd.concat(pairs, ignore_index=True)
    company = pd.Series(np.tile(np.arange(400), len(pairs)))
    found = holm(p, company) < 0.05
    # 5 % at most; 7.2 % is two standard errors above it with 400 companies
    assert found.groupby(company).any().mean() <= 0.072
    # without the adjustment most companies would have found something
    assert (p < 0.05).groupby(company).any().mean() > 0.5


def test_scores_that_rest_on_few_calls_make_the_slope_smaller() -> None:
    (x,), (y,), group = companies(14, 300, slope=0.5)
    scatter = np.random.default_rng(15).normal(0, 6, x.shape)
    exact, noisy = estimate(x, y, group, 300), estimate(x + scatter, y, group, 300)
    assert exact["slope"].mean() == pytest.approx(0.5, abs=0.03)
    assert 0.1 < noisy["slope"].mean() < 0.4


def step_by_step(p: list[float]) -> list[float]:
    """Adjust after Holm as in the textbook: the k-th smallest of m times m − k + 1, never falling."""
    adjusted, highest = [0.0] * len(p), 0.0
    for step, at in enumerate(sorted(range(len(p)), key=lambda at: p[at])):
        highest = max(highest, min(1.0, p[at] * (len(p) - step)))
        adjusted[at] = highest
    return adjusted


@given(st.lists(st.lists(st.floats(0, 1), max_size=6), min_size=1, max_size=3))
def test_holm_is_that_of_the_textbook_in_each_family(families) -> None:
    p = pd.Series([value for family in families for value in family], dtype="float64")
    family = pd.Series([at for at, values in enumerate(families) for _ in values], dtype="int64")
    expected = [value for values in families for value in step_by_step(values)]
    assert holm(p, family).tolist() == pytest.approx(expected)


def test_what_was_not_looked_at_costs_nothing() -> None:
    p = pd.Series([0.02, np.nan, 0.03])
    # two were looked at: 2 · 0.02, and 0.03 raised to it
    assert holm(p, pd.Series([1, 1, 1])).tolist() == pytest.approx(
        [0.04, np.nan, 0.04], nan_ok=True
    )
