"""Estimates of small groups: not surer than the single gaps they are the mean of."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from effect_examples import PASSING
from scipy import stats

from review_kit.metrics.effect.estimate import EffectEstimate
from review_kit.metrics.effect.inference import UNKNOWN, Interval
from review_kit.metrics.effect.verdicts import Reason, Verdict
from review_kit.metrics.small_groups import steadied

REPS = pd.DataFrame(
    {
        "rep_id": [f"r{n}" for n in range(12)],
        "team": ["north"] * 8 + ["south"] * 4,
        "manager_id": "m",
    }
)
# sixteen coached skills of the north, each known to ± 11.76: a standard error of 6
GAPS = pd.DataFrame(
    {
        "rep_id": [f"r{n}" for n in range(8)] * 2 + ["r9"],
        "criterion_id": ["a"] * 8 + ["b"] * 8 + ["a"],
        "low": -11.759784,
        "high": 11.759784,
    }
)
LEAST = 6 / np.sqrt(16)
T = stats.t.ppf(0.975, 7)


def interval(estimate, error):
    return Interval(estimate, estimate - T * error, estimate + T * error, error)


TOO_SURE = EffectEstimate(
    scope="team",
    scope_id="north",
    first=interval(-2.2, 0.6),
    second=interval(-3.1, 2.0),
    difference=interval(-0.9, 1.0),
    claimed=interval(-2.2, 0.6),
    verdict=Verdict.LOWERED,
    reason=Reason.NONE,
    warnings=(),
    curve=(),
    diagnostics=replace(PASSING, n_treated=16),
    placebo=UNKNOWN,
)


def test_an_interval_too_narrow_for_its_single_gaps_is_widened():
    found = steadied(TOO_SURE, GAPS, REPS)
    assert found.first.std_error == pytest.approx(LEAST)
    assert (found.first.low, found.first.high) == pytest.approx(
        (-2.2 - T * LEAST, -2.2 + T * LEAST)
    )
    # the second was wide enough
    assert found.second == TOO_SURE.second
    assert found.claimed == found.first
    assert (found.verdict, found.reason) == (Verdict.NOT_SHOWN, Reason.NONE)


def test_one_that_is_wide_enough_stays():
    both = {"first": interval(9.0, 1.6), "second": interval(8.5, 2.0)}
    sure = replace(TOO_SURE, **both, claimed=both["first"])
    found = steadied(replace(sure, verdict=Verdict.HELPED), GAPS, REPS)
    assert found.first == sure.first
    assert found.verdict is Verdict.HELPED


def test_wider_than_eight_points_nothing_is_claimed():
    few = GAPS.assign(low=2 * GAPS["low"], high=2 * GAPS["high"])
    found = steadied(replace(TOO_SURE, warnings=(Reason.ROSE_AT_ONCE,)), few, REPS)
    assert found.verdict is Verdict.CANNOT_TELL
    assert not found.claimed.known
    assert found.warnings == (Reason.INTERVAL_TOO_WIDE, Reason.ROSE_AT_ONCE)


def test_where_the_comparisons_disagree_the_lower_is_claimed():
    apart = replace(TOO_SURE, warnings=(Reason.COMPARISONS_DISAGREE,))
    assert steadied(apart, GAPS, REPS).claimed == TOO_SURE.second


def test_widened_to_zero_a_comparison_is_no_longer_one_of_two_that_find_something():
    sure = replace(TOO_SURE, second=interval(-5.5, 2.0))
    # the first alone was sure; widened, it is not
    assert steadied(sure, GAPS, REPS).verdict is Verdict.NOT_SHOWN
    apart = replace(TOO_SURE, warnings=(Reason.ONE_COMPARISON_ONLY,))
    assert steadied(apart, GAPS, REPS).warnings == ()


@pytest.mark.parametrize(
    "one",
    [
        replace(TOO_SURE, scope="org"),
        replace(TOO_SURE, diagnostics=replace(TOO_SURE.diagnostics, n_reps=20)),
        replace(TOO_SURE, first=UNKNOWN, second=UNKNOWN),
    ],
)
def test_large_groups_and_those_without_a_number_stay(one):
    assert steadied(one, GAPS, REPS) == one


def test_a_manager_and_a_criterion_have_their_own_gaps():
    by_manager = steadied(replace(TOO_SURE, scope="manager", scope_id="m"), GAPS, REPS)
    assert by_manager.first.std_error == pytest.approx(6 / np.sqrt(17))
    by_criterion = steadied(replace(TOO_SURE, scope="criterion", scope_id="b"), GAPS, REPS)
    assert by_criterion.first.std_error == pytest.approx(6 / np.sqrt(8))
