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
    as_long = np.full(42, 13.0)
    median, spread = company_slopes(
        slopes, counts, as_long, np.array([60.0, 6.0]), np.array([13.0, 13.0])
    )
    # deviations 0, ±0.1 … ±1: their median absolute value is 0.5
    assert median == pytest.approx([0, 0], abs=1e-9)
    assert spread == pytest.approx([1.4826 * 0.5, 1.4826 * 5], rel=1e-4)


def test_company_slopes_rest_on_series_as_long_within_a_tenth():
    # the slopes of seven weeks go ten times as far; they have as many calls
    slopes = np.r_[np.linspace(-1, 1, 21), np.linspace(-10, 10, 21)]
    weeks = np.r_[np.full(21, 13.0), np.full(21, 7.0)]
    at = np.array([13.0, 12.0, 7.0, 8.0, 10.0])
    calls = np.full(42, 30.0)
    median, spread = company_slopes(slopes, calls, weeks, np.full(5, 30.0), at)
    assert median[:3] == pytest.approx([0] * 3, abs=1e-9)
    assert spread[:3] == pytest.approx(1.4826 * np.array([0.5, 0.5, 5]), rel=1e-4)
    # there is none of eight weeks or of ten
    assert np.isnan([*median[3:], *spread[3:]]).all()


def test_fewer_than_twenty_comparable_skills_judge_nobody():
    median, spread = company_slopes(
        np.zeros(19), np.full(19, 50.0), np.full(19, 13.0), np.array([50.0]), np.array([13.0])
    )
    assert np.isnan(median).all()
    assert np.isnan(spread).all()


def test_the_length_of_a_series_is_counted_from_its_first_call_to_its_last():
    found = theil_sen(
        pd.concat([weekly([None, 50, None, 52, 53]), weekly([50, 51, 52, 53, 54], "R2")])
    )
    assert found["span"].tolist() == [4.0, 5.0]


def test_a_rep_hired_in_the_window_is_not_judged_by_those_who_were_there_all_along():
    """Thirty reps of eight weeks, and some whose calls begin two weeks later and rise by 3 pp a week."""

    def judged(hired):
        slopes = {f"U{i:02}": s for i, s in enumerate(np.linspace(-1, 1, 30))}
        whole = [weekly(50 + s * np.arange(8), rep) for rep, s in slopes.items()]
        news = [f"N{i:02}" for i in range(hired)]
        rising = [None, None, *(50 + 3.0 * np.arange(6))]
        criteria = pd.DataFrame(
            {
                "rep_id": [*slopes, *news],
                "criterion_id": "C1",
                "parent_criterion_id": None,
                "n_window": 31,
                "sessions_held": 0,
            }
        )
        made = pd.concat([calls([50, 52, 48] * 10 + [50], rep) for rep in criteria["rep_id"]])
        means = pd.concat([*whole, *(weekly(rising, rep) for rep in news)])
        return trends(criteria, means, made, minimum_calls=5)["trend"].iloc[30:]

    # against the slopes of eight weeks 3 pp would be rising
    assert company(3.0) == "rising"
    assert judged(1).isna().all()
    # twenty of them are the measure of each other
    assert set(judged(20)) == {"flat"}


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
