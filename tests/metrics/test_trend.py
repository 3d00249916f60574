"""Trend: the slope of weekly means, judged by the slopes of skills that nobody coached."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from review_kit.metrics.trend import company_slopes, last_call_stands_out, theil_sen, trends

WEEKS = pd.date_range("2026-07-01", periods=8, freq="7D")


def weekly(means, rep="R1", criterion="C1"):
    rows = [
        {"rep_id": rep, "criterion_id": criterion, "week_start": week, "mean": mean}
        for week, mean in zip(WEEKS, means, strict=False)
        if mean is not None
    ]
    return pd.DataFrame(rows)


def calls(scores, rep="R1", criterion="C1"):
    days = pd.date_range("2026-07-01", periods=len(scores))
    return pd.DataFrame(
        {
            "rep_id": rep,
            "criterion_id": criterion,
            "call_on": days,
            "call_id": [f"K{i:03}" for i in range(len(scores))],
            "score": [float(score) for score in scores],
        }
    )


def test_slope_is_the_median_of_all_pairwise_slopes():
    # weeks 0, 1, 2 with means 50, 53, 52: slopes 3, −1 and (52 − 50) / 2 = 1; their median is 1
    assert theil_sen(weekly([50, 53, 52]))["slope"].tolist() == [1.0]


def test_a_week_without_calls_is_left_out_and_time_still_counts():
    # weeks 0, 1 and 3: slopes 4, (56 − 50) / 3 = 2 and (56 − 54) / 2 = 1; median 2
    found = theil_sen(weekly([50, 54, None, 56]))
    assert (found["slope"].tolist(), found["weeks"].tolist()) == ([2.0], [3])


@given(st.lists(st.floats(0, 100), min_size=3, max_size=8))
def test_slope_agrees_with_scipy(means):
    expected = stats.theilslopes(means, np.arange(len(means))).slope
    assert theil_sen(weekly(means))["slope"].iloc[0] == pytest.approx(expected, abs=1e-9)


def test_company_slopes_rest_on_similar_call_counts():
    slopes = np.r_[np.linspace(-1, 1, 21), np.linspace(-10, 10, 21)]
    counts = np.r_[np.full(21, 60.0), np.full(21, 6.0)]
    median, spread = company_slopes(slopes, counts, np.array([60.0, 6.0]))
    # deviations 0, ±0.1 … ±1: their median absolute value is 0.5
    assert median == pytest.approx([0, 0], abs=1e-9)
    assert spread == pytest.approx([1.4826 * 0.5, 1.4826 * 5], rel=1e-4)


def test_fewer_than_twenty_comparable_skills_judge_nobody():
    median, spread = company_slopes(np.zeros(19), np.full(19, 50.0), np.array([50.0]))
    assert np.isnan(median).all()
    assert np.isnan(spread).all()


def test_a_last_call_stands_out_against_the_calls_before_it():
    # before: mean 50, s = √(Σ(±2)²/7) = 2.14, n = 8; 60 is (60 − 50) / (2.14 · √1.125) = 4.4
    found = last_call_stands_out(calls([48, 52, 48, 52, 48, 52, 48, 52, 60]))
    assert found.tolist() == [True]
    assert last_call_stands_out(calls([48, 52, 48, 52, 48, 52, 48, 52, 54])).tolist() == [False]


def company(slope_of_r1, last_jump=0.0, drift=0.0):
    """Thirty uncoached reps whose slopes spread evenly over ±1, and R1 with a slope of its own."""
    slopes = {f"U{i:02}": s + drift for i, s in enumerate(np.linspace(-1, 1, 30))}
    slopes["R1"] = slope_of_r1 + drift
    means = pd.concat([weekly(50 + s * np.arange(8), rep) for rep, s in slopes.items()])
    scores = [50, 52, 48] * 10
    made = pd.concat([calls([*scores, 50 + (last_jump if r == "R1" else 0)], r) for r in slopes])
    criteria = pd.DataFrame(
        {
            "rep_id": list(slopes),
            "criterion_id": "C1",
            "parent_criterion_id": None,
            "n_window": 31,
            "sessions_held": [1 if rep == "R1" else 0 for rep in slopes],
        }
    )
    found = trends(criteria, means, made, minimum_calls=5)
    return found["trend"].iloc[-1]


@pytest.mark.parametrize("drift", [0.0, 1.5, -2.0])
@pytest.mark.parametrize(("slope", "trend"), [(3.0, "rising"), (-3.0, "falling"), (0.8, "flat")])
def test_a_trend_is_judged_apart_from_the_companys_own_movement(slope, trend, drift):
    assert company(slope, drift=drift) == trend


def test_one_high_call_is_no_trend():
    assert company(0.1, last_jump=40) == "one_call_only"


def test_too_few_weeks_are_said_and_not_judged():
    criteria = pd.DataFrame(
        {
            "rep_id": ["R1"],
            "criterion_id": ["C1"],
            "parent_criterion_id": [None],
            "n_window": [31],
            "sessions_held": [0],
        }
    )
    found = trends(criteria, weekly([50, 60, 70, 80, 90]), calls([50] * 31), minimum_calls=5)
    assert found["trend"].tolist() == ["too_few_calls"]
    assert found["trend_slope"].isna().all()


def test_flat_noise_is_seldom_called_rising():
    generator = np.random.default_rng(5)
    frames, rows = [], []
    for i in range(400):
        rep = f"R{i:03}"
        frames.append(weekly(60 + generator.normal(0, 4, 8), rep))
        rows.append((rep, "C1", None, 40, 0))
    names = ["rep_id", "criterion_id", "parent_criterion_id", "n_window", "sessions_held"]
    criteria = pd.DataFrame(rows, columns=names)
    made = pd.concat([calls([60, 61, 59] * 3, rep) for rep in criteria["rep_id"]])
    found = trends(criteria, pd.concat(frames), made, minimum_calls=5)["trend"]
    # 2.5 % by design; 5 % is 3.2 standard errors above it with 400 series
    assert (found == "rising").mean() <= 0.05
