"""Who is at risk in which week, and what the scores before say."""

import numpy as np
import pytest

from review_kit.metrics.effect.history import COLUMNS, history
from review_kit.metrics.effect.panel import NEVER
from review_kit.metrics.effect.rows import Rows, complete, rows_at_risk

DAYS = 182


def of(rows: Rows, criterion: int) -> Rows:
    return rows.where(rows.criterion == criterion)


@pytest.fixture(scope="module")
def panel(panel_from):
    flat = np.full(DAYS, 60.0)
    # c1 is first coached on the Thursday of week 17, c2 never, c3 in the second week
    return panel_from(
        {("r1", "c1"): flat, ("r1", "c2"): flat, ("r1", "c3"): flat},
        {("r1", "c1"): 122, ("r1", "c3"): 10},
    )


def test_a_rep_criterion_is_a_control_until_the_week_of_its_first_session(panel):
    rows = of(rows_at_risk(panel), 0)
    # the record reaches back to day −70 from day 70 on; week 9's day is 67
    assert rows.week.tolist() == [10, 11, 12, 13, 14, 15, 16, 17]
    assert rows.treated.tolist() == [False] * 7 + [True]
    # controls go round the working days, the coached row has its own day
    assert rows.day.tolist() == [70, 78, 86, 94, 102, 105, 113, 122]


def test_controls_that_are_coached_later_stay(panel):
    rows = of(rows_at_risk(panel), 0)
    # day 122 lies within 35 days of day 94, not of day 86
    assert rows.coached_later.tolist() == [False] * 3 + [True] * 4 + [False]


def test_a_first_session_in_the_first_weeks_has_no_row_and_nothing_after_it_has_one(panel_from):
    flat = np.full(DAYS, 60.0)
    again = panel_from({("r1", "c3"): flat}, [(("r1", "c3"), 10), (("r1", "c3"), 122)])
    assert again.first_session.tolist() == [[10]]
    assert len(rows_at_risk(again)) == 0


def test_what_an_older_log_shows_as_coached_has_no_row(panel_from):
    flat = np.full(DAYS, 60.0)
    older = panel_from({("r1", "c1"): flat, ("r1", "c2"): flat}, {("r1", "c1"): -200})
    assert set(rows_at_risk(older).criterion) == {1}


@pytest.mark.parametrize(("begins", "has_row"), [(51, True), (52, True), (53, False)])
def test_the_record_of_a_coached_row_begins_70_days_before_it(panel_from, begins, has_row):
    path = np.full(DAYS, 60.0)
    path[:begins] = np.nan
    rows = rows_at_risk(panel_from({("r1", "c1"): path}, {("r1", "c1"): 122}))
    assert rows.treated.any() == has_row


def test_records_begin_each_on_its_own_day(panel_from):
    # one rep is hired on day 40, one criterion taken up by both on day 60
    flat, hired, taken_up = (np.full(DAYS, 60.0) for _ in range(3))
    hired[:40], taken_up[:60] = np.nan, np.nan
    panel = panel_from(
        {
            ("r1", "c1"): flat,
            ("r1", "c2"): taken_up,
            ("r2", "c1"): hired,
            ("r2", "c2"): taken_up,
            ("r3", "c1"): flat,
        }
    )
    assert panel.begins.tolist() == [[0, 60], [40, 60], [0, NEVER]]
    rows = rows_at_risk(panel)
    first = {
        (rep, criterion): rows.day[(rows.rep == rep) & (rows.criterion == criterion)].min()
        for rep, criterion in ((0, 0), (0, 1), (1, 0), (1, 1), (2, 0))
    }
    # the first pseudo-days from day 70, 130, 110, 130 and 70 on; those of the week before are too early
    assert first == {(0, 0): 70, (0, 1): 134, (1, 0): 114, (1, 1): 135, (2, 0): 72}
    assert not ((rows.rep == 2) & (rows.criterion == 1)).any()


def test_a_row_is_complete_when_35_days_have_passed(panel):
    rows = of(rows_at_risk(panel), 1)
    assert rows.week.tolist() == list(range(10, 26))
    # as_of is day 181, so that day 146 is the last to have its 35 days; weeks 20 and 21 lie around it
    assert rows.day.tolist()[10:12] == [142, 150]
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
    panel = panel_from({("r1", "c1"): np.full(DAYS, 60.0)}, {("r1", "c1"): 122})
    # one call on day 0, with which the record begins, then those of day 60 and of day 115
    count = np.zeros((1, 1, DAYS + 1), dtype=np.int64)
    count[0, 0, 1:] = 1
    count[0, 0, 61:] = 1 + early
    count[0, 0, 116:] = 1 + early + recent
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
        # 0 on the day itself against 35, which is 35 below; one call
        "same_day": -25 * 1 / 5,
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


def test_a_criterion_whose_record_begins_later_says_nothing_of_the_rep(panel_from):
    days = 106
    late = np.full(days, 90.0)
    late[:30] = np.nan
    panel = panel_from(
        {
            ("r1", "c1"): np.full(days, 50.0),
            ("r1", "c2"): late,
            ("r2", "c1"): np.full(days, 60.0),
            ("r2", "c2"): np.full(days, 84.0),
        }
    )
    rep = np.array([0, 1, 1])
    rows = Rows(
        rep=rep,
        criterion=np.array([0, 0, 1]),
        week=rep * 0 + 10,
        day=rep * 0 + 70,
        treated=rep < 0,
        coached_later=rep < 0,
        n_after=rep * 0 + 28,
        score_after=rep * 0.0,
    )
    # c1 is usually 55; of c2, which has 19 scores of r1's early days, only r2's own count
    found = history(panel, rows).column("rep_early")
    assert found == pytest.approx([-5 * 49 / 53, 2.5 * 98 / 102, 2.5 * 98 / 102])
