"""Who is at risk in which week, and what the scores before say."""

import numpy as np
import pytest

from review_kit.metrics.effect.history import COLUMNS, history
from review_kit.metrics.effect.rows import Rows, complete, rows_at_risk

DAYS = 140


def of(rows: Rows, criterion: int) -> Rows:
    return rows.where(rows.criterion == criterion)


@pytest.fixture(scope="module")
def panel(panel_from):
    flat = np.full(DAYS, 60.0)
    # c1 is first coached on the Thursday of week 11, c2 never, c3 before there are scores to compare
    return panel_from(
        {("r1", "c1"): flat, ("r1", "c2"): flat, ("r1", "c3"): flat},
        {("r1", "c1"): 80, ("r1", "c3"): 10},
    )


def test_a_rep_criterion_is_a_control_until_the_week_of_its_first_session(panel):
    rows = of(rows_at_risk(panel), 0)
    # four scores on days −70…−22 are there from day 25 on; week 3's day is 24
    assert rows.week.tolist() == [4, 5, 6, 7, 8, 9, 10, 11]
    assert rows.treated.tolist() == [False] * 7 + [True]
    # controls go round the working days, the coached row has its own day
    assert rows.day.tolist() == [32, 35, 43, 51, 59, 67, 70, 80]


def test_controls_that_are_coached_later_stay(panel):
    rows = of(rows_at_risk(panel), 0)
    # day 80 lies within 35 days of day 51, not of day 43
    assert rows.coached_later.tolist() == [False] * 3 + [True] * 4 + [False]


def test_what_was_coached_before_there_is_history_is_left_out(panel):
    assert len(of(rows_at_risk(panel), 2)) == 0


def test_a_row_is_complete_when_35_days_have_passed(panel):
    rows = of(rows_at_risk(panel), 1)
    assert rows.week.tolist() == list(range(4, 20))
    # as_of is day 139, so that day 104 is the last to have its 35 days; weeks 14 and 15 lie around it
    assert rows.day.tolist()[10:12] == [99, 107]
    assert complete(rows, panel).tolist() == [True] * 11 + [False] * 5


def test_the_outcome_is_the_mean_of_days_8_to_35(panel_from):
    path = np.full(DAYS, 50.0)
    path[80 + 8] = 64.0
    path[80 + 35] = 78.0
    path[80 + 7] = path[80 + 36] = 0.0
    panel = panel_from({("r1", "c1"): path}, {("r1", "c1"): 80})
    row = rows_at_risk(panel)
    row = row.where(row.treated)
    assert row.n_after.tolist() == [28]
    assert row.score_after.tolist() == [50.0 + (14 + 28) / 28]


@pytest.mark.parametrize(
    ("early", "recent", "has_row"), [(4, 2, True), (3, 2, False), (4, 1, False)]
)
def test_a_row_needs_four_early_and_two_recent_scores(panel_from, early, recent, has_row):
    panel = panel_from({("r1", "c1"): np.full(DAYS, 60.0)}, {("r1", "c1"): 80})
    count = np.zeros((1, 1, DAYS + 1), dtype=np.int64)
    count[0, 0, 30:] = early
    count[0, 0, 75:] = early + recent
    thin = type(panel)(**{**vars(panel), "count": count})
    assert rows_at_risk(thin).treated.any() == has_row


def test_history_by_hand(panel_from):
    # of two reps one always scores 70; the other 50, then 56, 62 and 44 in the last three weeks
    other = np.concatenate([np.full(49, 50.0), np.repeat([56.0, 62.0, 44.0], 7), np.full(36, 0.0)])
    panel = panel_from({("r1", "c1"): other, ("r2", "c1"): np.full(len(other), 70.0)})
    two = np.array([0, 1])
    rows = Rows(
        rep=two,
        criterion=two * 0,
        week=two * 0 + 10,
        day=two * 0 + 70,
        treated=two == 0,
        coached_later=two < 0,
        n_after=two * 0 + 28,
        score_after=two * 0.0,
    )
    found = history(panel, rows)
    expected = {
        # against the mean of both, 60; 49 calls
        "early": -10 * 49 / 53,
        # 44 against 57 is 13 below, of which 10 are the early level; seven calls each
        "last_week": -3 * 7 / 11,
        "week_before": 6 * 7 / 11,
        "third_week": 3 * 7 / 11,
        # 53 against 61.5
        "recent": 1.5 * 14 / 18,
        "early_raw": -10.0,
        "recent_raw": 1.5,
        "rep_early": -10 * 49 / 53,
        "rep_recent": 1.5 * 14 / 18,
    }
    assert dict(zip(COLUMNS, found.values[0], strict=True)) == pytest.approx(expected)
    # the other one mirrors it
    assert found.values[1] == pytest.approx(-found.values[0])


def test_the_whole_rep_is_the_mean_of_all_scores_against_each_criterions_own(panel_from):
    days = 106
    paths = {
        ("r1", "c1"): np.full(days, 50.0),
        ("r1", "c2"): np.full(days, 90.0),
        ("r2", "c1"): np.full(days, 60.0),
        ("r2", "c2"): np.full(days, 84.0),
    }
    panel = panel_from(paths)
    rep, criterion = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    rows = Rows(
        rep=rep,
        criterion=criterion,
        week=rep * 0 + 10,
        day=rep * 0 + 70,
        treated=rep < 0,
        coached_later=rep < 0,
        n_after=rep * 0 + 28,
        score_after=rep * 0.0,
    )
    # c1 is usually 55, c2 87: r1 is 5 below on one and 3 above on the other, 49 scores of each
    found = history(panel, rows).column("rep_early")
    assert found == pytest.approx(np.array([-1, -1, 1, 1]) * 98 / 102)
