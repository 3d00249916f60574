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


def test_a_session_on_the_day_of_a_bad_call_has_one_of_the_worst_of_its_week():
    company = simulate(replace(SMALL, on_bad_call=True), 1)
    scores = company.scores.merge(company.first_sessions, on=KEYS, suffixes=("", "_first"))
    same_day = scores[scores["day"] == scores["day_first"]].groupby(KEYS)["score"].min()
    assert len(same_day) == len(company.first_sessions) > 20
    assert same_day.mean() < company.scores["score"].mean() - 15


def test_people_score_more_from_the_first_session_on_and_only_what_is_coached():
    mixed = replace(
        SMALL,
        people_share=0.2,
        people_in_the_end=0.2,
        people_after_coaching=0.25,
        people_stricter=6.0,
    )
    company = simulate(mixed, 1)
    scores = company.scores.merge(
        company.first_sessions, on=KEYS, how="left", suffixes=("", "_first")
    )
    after = scores["day"] > scores["day_first"]
    # a fifth everywhere, and a quarter of the rest of what is coached: 0.2 + 0.8 · 0.25
    assert scores.loc[~after, "human"].mean() == pytest.approx(0.20, abs=0.02)
    assert scores.loc[after, "human"].mean() == pytest.approx(0.40, abs=0.03)
    # the truth is that coaching did nothing, whoever scored
    assert (company.scores["score"] == company.untreated).all()
    by = scores[~after].groupby("human")["score"].mean()
    assert by[False] - by[True] == pytest.approx(6.0, abs=1.5)


def test_people_take_over_evenly():
    taken = simulate(replace(SMALL, people_in_the_end=1.0, coached_units=0), 1).scores
    months = taken.groupby(taken["day"].dt.to_period("2M"))["human"].mean()
    assert months.is_monotonic_increasing
    assert months.iloc[0] < 0.2
    assert months.iloc[-1] > 0.8
    assert "human" not in simulate(replace(SMALL, coached_units=0), 1).scores


def test_another_rubric_holds_from_its_day_on():
    changed = simulate(replace(SMALL, coached_units=0, rubric_change=100), 1).scores
    level = changed.groupby([changed["day"] >= day(100), "criterion_id"])["score"].mean()
    spread = changed.groupby([changed["day"] >= day(100), "criterion_id"])["score"].std()
    assert (level[True] - level[False]).abs().max() > 3
    assert (spread[True] < spread[False]).all()


@pytest.mark.parametrize(("steps", "values"), [(3, [0, 50, 100]), (5, [0, 25, 50, 75, 100])])
def test_a_coarse_scale_has_so_many_values(steps, values):
    assert sorted(simulate(replace(SMALL, steps=steps), 1).scores["score"].unique()) == values


def test_the_weak_leave_sooner():
    company = simulate(replace(SMALL, reps=100, leavers=0.02, coached_units=0), 1)
    last = company.scores.groupby("rep_id")["day"].max()
    gone = last < day(185)
    level = company.scores[company.scores["day"] < day(28)].groupby("rep_id")["score"].mean()
    assert 10 < gone.sum() < 90
    assert level[gone].mean() < level[~gone].mean() - 2


def test_new_hires_begin_lower_learn_and_are_coached_more():
    company = simulate(replace(SMALL, reps=120, new_hires=0.3, coached_a_week=0.05), 1)
    first = company.scores.groupby("rep_id")["day"].min()
    new = first.index[first > day(14)]
    assert 20 < len(new) < 50
    age = (company.scores["day"] - company.scores["rep_id"].map(first)).dt.days
    own = company.scores[company.scores["rep_id"].isin(new)]
    begin = own[age[own.index] < 30]["score"].mean()
    rest = company.scores[~company.scores["rep_id"].isin(new)]["score"].mean()
    assert begin < rest - 5
    sessions = company.first_sessions["rep_id"].value_counts()
    assert (
        sessions.reindex(new, fill_value=0).mean()
        > sessions.reindex(first.index.difference(new), fill_value=0).mean()
    )


def test_whole_teams_begin_in_the_same_week():
    company = simulate(replace(SMALL, whole_teams=0.2, cluster_shock=3.0), 1)
    week = (company.first_sessions["day"] - day(0)).dt.days // 7
    team = company.first_sessions.merge(company.reps, on="rep_id")["team"]
    together = company.first_sessions.groupby([team, "criterion_id"])["rep_id"].nunique()
    weeks = week.groupby([team, company.first_sessions["criterion_id"]]).nunique()
    assert together.median() >= 8
    assert (weeks <= 2).all()
