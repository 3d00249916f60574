"""One coached rep-criterion against what was expected of it, by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from review_kit.metrics.effect.fit import Gaps
from review_kit.metrics.effect.gaps import (
    expectation_variance,
    expected_gaps,
    scatter,
    waiting,
)
from review_kit.metrics.effect.left_out import LeftOut
from review_kit.metrics.effect.rows import Rows, rows_at_risk

DAYS = 140


def rows_of(rep, day, treated, n_after, score_after) -> Rows:
    rep = np.array(rep)
    return Rows(
        rep=rep,
        criterion=rep * 0,
        week=np.array(day) // 7,
        day=np.array(day),
        treated=np.array(treated),
        coached_later=rep < 0,
        n_after=np.array(n_after),
        score_after=np.array(score_after, float),
    )


def left_out(gaps: np.ndarray, unit) -> LeftOut:
    """Hold gaps without each unit (units × rows) as what they differ by from fits that find nothing."""
    n_units, n_rows = gaps.shape
    return replace(
        LeftOut.of_nothing(n_units, np.array(unit)),
        fitted=np.ones(n_units, bool),
        known=np.ones(n_rows, bool),
        starts=np.arange(n_rows + 1) * n_units,
        pair_unit=np.tile(np.arange(n_units), n_rows),
        pair_change=np.nan_to_num(gaps.T.ravel()),
        pair_lost=np.isnan(gaps.T.ravel()),
    )


def gaps_of(full, residual, *, parameters=0) -> Gaps:
    return Gaps(
        full=np.array(full, float),
        reps=left_out(np.full((3, len(full)), np.nan), np.zeros(len(full), int)),
        clusters=left_out(np.full((3, len(full)), np.nan), np.zeros(len(full), int)),
        slopes=np.zeros(0),
        residual=np.array(residual, float),
        parameters=parameters,
    )


@pytest.fixture(scope="module")
def panel(panel_from):
    """r1 scores 50 and 54 in turn, r2 60, 63, 66, r3 is coached on day 70 and 115 of two criteria."""
    flat = np.full(DAYS, 60.0)
    return panel_from(
        {
            ("r1", "c1"): np.tile([50.0, 54.0], DAYS // 2),
            ("r2", "c1"): np.resize([60.0, 63.0, 66.0], DAYS),
            ("r3", "c1"): flat,
            ("r3", "c2"): flat,
        },
        {("r3", "c1"): 70, ("r3", "c2"): 115},
    )


CONTROLS = rows_of([0, 1], [70, 71], [False, False], [28, 28], [52, 63])


def test_the_scatter_of_controls(panel):
    # days 78–105: r1 scores 50 and 54 fourteen times each, 2 from their mean; r2's days 79–106 are 63,
    # 66, 60 nine times and 63 once more: 3 from the mean 18 times
    found = scatter(panel, CONTROLS, gaps_of([], [3, -2]))
    assert found.b == pytest.approx((28 * 4 + 18 * 9) / (27 + 27))
    assert found.a == pytest.approx((9 + 4) / 2 - found.b / 28)


def test_a_fit_that_follows_its_controls_leaves_less_of_their_scatter(panel):
    # a constant and a slope follow two controls altogether; of four rows' residuals two are free
    rows = CONTROLS.where(np.array([0, 1, 0, 1]))
    found = scatter(panel, rows, gaps_of([], [3, -2, 3, -2], parameters=2))
    assert found.a == pytest.approx((9 + 4 + 9 + 4) / 2 - found.b / 28)


def test_how_unsure_an_expectation_is_by_hand():
    # without each of three reps the gap of 5 becomes 6, 3 and, as it is its own, none
    left = left_out(np.array([[6.0], [3.0], [np.nan]]), [2])
    found = replace(gaps_of([5.0], []), reps=left)
    assert expectation_variance(found).tolist() == pytest.approx([2 / 3 * (1 + 4)])
    # a rep that the fit has no row of changes nothing
    left = replace(left, fitted=np.array([True, False, True]))
    assert expectation_variance(replace(found, reps=left)).tolist() == pytest.approx([1 / 2 * 1])


def test_levels_that_move_less_than_calls_scatter_have_no_variance_of_their_own(panel):
    assert scatter(panel, CONTROLS, gaps_of([], [0.1, -0.1])).a == 0


def test_without_controls_that_were_fitted_nothing_is_known_of_levels(panel):
    assert np.isnan(scatter(panel, CONTROLS, gaps_of([], [np.nan, np.nan])).a)


@pytest.mark.parametrize(
    ("gap", "verdict"), [(9.0, "improved"), (-9.0, "declined"), (4.0, "cannot_tell_yet")]
)
def test_the_verdict_of_one_rep_criterion(panel, gap, verdict):
    rows = rows_of([0, 1, 2], [70, 71, 70], [False, False, True], [28, 28, 16], [52, 63, 60])
    fitted = gaps_of([gap], [4, -4])
    of = scatter(panel, rows.where(~rows.treated), fitted)
    half = 1.959964 * np.sqrt(of.a + of.b / 16)
    assert 4 < half < 9
    found = expected_gaps(panel, rows, fitted, comparable=True)
    expected = {
        "rep_id": "r3",
        "criterion_id": "c1",
        "first_session_on": pd.Timestamp("2026-03-16"),
        "n_after": 16,
        "score_after": 60.0,
        "expected": 60.0 - gap,
        "expected_gap": gap,
        "verdict": verdict,
    }
    assert found.loc[0, list(expected)].to_dict() == expected
    assert found.loc[0, ["low", "high"]].tolist() == pytest.approx([gap - half, gap + half])


def test_what_the_controls_cannot_tell_of_is_not_listed(panel):
    rows = rows_of([0, 1, 2], [70, 71, 70], [False, False, True], [28, 28, 16], [52, 63, 60])
    assert expected_gaps(panel, rows, gaps_of([np.nan], [4, -4]), comparable=True).empty


def test_the_best_guess_lies_between_the_own_gap_and_the_mean_of_all(panel):
    rows = rows_of(
        [0, 1, 2, 2],
        [70, 71, 70, 77],
        [False, False, True, True],
        [28, 28, 16, 16],
        [52, 63, 60, 60],
    )
    fitted = gaps_of([2, 14], [4, -4])
    of = scatter(panel, rows.where(~rows.treated), fitted)
    chance = of.a + of.b / 16
    # the two gaps have a variance of 72, of which chance explains its part
    kept = (72 - chance) / 72
    found = expected_gaps(panel, rows, fitted, comparable=True)["best_guess"]
    assert found.tolist() == pytest.approx([8 - 6 * kept, 8 + 6 * kept])


def test_gaps_that_differ_by_chance_alone_are_all_the_mean(panel):
    rows = rows_of(
        [0, 1, 2, 2],
        [70, 71, 70, 77],
        [False, False, True, True],
        [28, 28, 16, 16],
        [52, 63, 60, 60],
    )
    found = expected_gaps(panel, rows, gaps_of([7, 8], [4, -4]), comparable=True)["best_guess"]
    assert found.tolist() == pytest.approx([7.5, 7.5])


def test_a_follow_up_that_is_not_over_is_waited_for(panel):
    found = waiting(panel, rows_at_risk(panel))
    assert found.to_dict("records") == [
        {
            "rep_id": "r3",
            "criterion_id": "c2",
            "first_session_on": pd.Timestamp("2026-04-30"),
            "ready_on": pd.Timestamp("2026-06-04"),
        }
    ]
