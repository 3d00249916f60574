"""What the exports of an invented company hold, and whom its managers coach."""

from dataclasses import replace

import pandas as pd
import pytest
from benchmarks.effect.simulator import FIRST_DAY, Company, simulate

KEYS = ["rep_id", "criterion_id"]
SMALL = Company(reps=30, teams=3, criteria=4, days=200, coached_a_week=0.15)


def day(number: int) -> pd.Timestamp:
    return pd.Timestamp(FIRST_DAY) + pd.Timedelta(days=number)


@pytest.fixture(scope="module")
def whole():
    return simulate(replace(SMALL, first_coaching=70), 1)


def test_an_export_begins_later_than_the_log_and_nothing_else_changes(whole):
    cut = simulate(replace(SMALL, first_coaching=70, export_from=120), 1)
    pd.testing.assert_frame_equal(cut.first_sessions, whole.first_sessions)
    assert whole.first_sessions["day"].min() < day(120)
    left = whole.scores[whole.scores["day"] >= day(120)].reset_index(drop=True)
    pd.testing.assert_frame_equal(cut.scores, left)
    assert len(cut.untreated) == len(cut.scores)


def test_days_that_are_not_exported_are_missing_for_everyone(whole):
    cut = simulate(replace(SMALL, first_coaching=70, not_exported=(98, 126)), 1)
    pd.testing.assert_frame_equal(cut.first_sessions, whole.first_sessions)
    missing = whole.scores["day"].between(day(98), day(125))
    assert missing.any()
    pd.testing.assert_frame_equal(cut.scores, whole.scores[~missing].reset_index(drop=True))


def test_some_rep_criteria_are_scored_from_a_day_of_their_own_on():
    begin_later = simulate(replace(SMALL, coached_units=0, begin_later=0.5), 1)
    first = begin_later.scores.groupby(KEYS)["day"].min()
    # 120 rep-criteria, half of them on any day of 200: some sixty after the first two weeks
    assert 40 <= (first > day(14)).sum() <= 80
    assert (first > day(100)).sum() >= 15


def test_managers_who_look_at_dips_coach_what_lies_below_its_own_usual_level():
    dips = simulate(
        replace(SMALL, first_coaching=70, against_usual=1.0, selection=2.5, coached_a_week=0.1), 1
    )
    sessions = dips.first_sessions.merge(dips.scores, on=KEYS, suffixes=("_first", ""))
    since = (sessions["day"] - sessions["day_first"]).dt.days
    recent = sessions[since.between(-14, -1)].groupby(KEYS)["score"].mean()
    usual = sessions[since.between(-70, -22)].groupby(KEYS)["score"].mean()
    assert (recent - usual).mean() < -3
    # that level is no low one
    others = dips.scores[dips.scores["day"] < day(70)].groupby(KEYS)["score"].mean()
    assert usual.mean() > others.mean()
