"""The plan of the next quarter: skill, number to reach, days to meet on.

The review day, 31 March 2026, is a Tuesday; the next 90 days end on Monday 29 June.
"""

from datetime import date

import pandas as pd
import pytest

from review_kit.metrics import compute
from review_kit.metrics.session_days import session_days
from review_kit.metrics.session_gain import SessionGain
from review_kit.public_holidays import is_free

FREE = is_free(None)


def plan(result, rep: str = "ana") -> pd.Series:
    rows = result.tables.plans
    rows = rows[rows["rep_id"] == rep]
    assert len(rows) == 1
    return rows.iloc[0]


def days(result, rep: str = "ana") -> list[str]:
    rows = result.tables.planned_sessions
    return rows.loc[rows["rep_id"] == rep, "session_on"].dt.strftime("%m-%d").tolist()


def test_without_a_goal_it_is_the_largest_weight_times_gap(world) -> None:
    world.criterion("a", 50).criterion("b", 30).criterion("c", 20)
    for _ in range(5):
        # gaps to 75: 6, 20 and 25; times weight 300, 600 and 500
        world.call("03-10", {"a": 69, "b": 55, "c": 50})
    row = plan(world.review())
    assert row[["criterion_id", "criterion", "because"]].tolist() == ["b", "B", "largest_gap"]
    # 55 + 10 is less than 75
    assert row[["baseline", "n_baseline", "target", "target_from"]].tolist() == [
        55,
        5,
        65,
        "typical_gain",
    ]
    assert row["due_on"] == pd.Timestamp("2026-06-29")


def test_equal_products_go_by_the_focus(world) -> None:
    world.criterion("a", 40).criterion("b", 60)
    for _ in range(5):
        world.call("03-10", {"a": 45, "b": 55})
    assert plan(world.review())["criterion_id"] == "b"


def test_only_criteria_of_the_focus_are_planned_without_a_goal(world) -> None:
    world.criterion("a", 60).criterion("b", 40)
    for _ in range(5):
        world.call("03-10", {"a": 74, "b": 0})
    row = plan(world.review(coaching={"focus_criteria": 1}))
    # the target is less than 10 pp away
    assert row[["criterion_id", "target", "target_from"]].tolist() == ["a", 75, "target"]


@pytest.mark.parametrize(
    ("score", "configured", "target"),
    # 62.4 + 10 = 72.4; 62.5 + 10 = 72.5; 75.2 is under 75.4, which rounds to 75
    [(62.4, 75, 72), (62.5, 75, 73), (75.2, 75.4, 76)],
)
def test_the_target_is_a_whole_number_above_the_score(world, score, configured, target) -> None:
    row = plan(world.calls("03-10", [score] * 5).review(targets={"default": configured}))
    assert row["target"] == target


def test_the_typical_gain_is_configured(world) -> None:
    world.calls("03-10", [40] * 5)
    assert plan(world.review(coaching={"typical_gain_low_pp": 15}))["target"] == 55


def test_an_open_goal_on_a_score_comes_first_the_one_due_next(world) -> None:
    world.criterion("obj", 10).criterion("dis", 90)
    world.goal("g1", "02-01", 70, due="2026-07-31").goal("g2", "01-05", 60, due="2026-05-15")
    world.goal("g3", "01-05", 0.3, criterion=None, metric="win_rate", due="2026-04-15")
    for _ in range(5):
        world.call("03-10", {"obj": 52, "dis": 20})
    row = plan(world.review())
    assert row[["criterion_id", "because", "baseline", "target", "target_from"]].tolist() == [
        "obj",
        "open_goal",
        52,
        60,
        "goal",
    ]
    assert row["due_on"] == pd.Timestamp("2026-05-15")


def test_a_goal_still_to_come_goes_before_an_overdue_one(world) -> None:
    world.criterion("obj", 50).criterion("dis", 50)
    world.goal("late", "01-05", 60, due="2026-03-30")
    world.goal("next", "01-05", 60, criterion="dis", due="2026-09-30")
    assert plan(world.review())["criterion_id"] == "dis"


@pytest.mark.parametrize(
    ("due", "planned"),
    [("2026-03-31", "2026-06-29"), ("2026-04-01", "2026-04-01"), ("2026-12-31", "2026-12-31")],
)
def test_a_day_that_has_passed_is_set_anew(world, due, planned) -> None:
    row = plan(world.goal("g", "01-05", 60, due=due).review())
    assert row["due_on"] == pd.Timestamp(planned)


def test_a_goal_without_enough_calls_is_planned_without_a_baseline(world) -> None:
    row = plan(world.goal("g", "01-05", 60).calls("03-10", [50] * 4).review())
    assert (pd.isna(row["baseline"]), row["n_baseline"], row["target"]) == (True, 4, 60)


def test_a_goal_that_is_reached_gives_way_to_the_largest_gap(world) -> None:
    world.criterion("obj", 50).criterion("dis", 50).goal("g", "01-05", 60)
    for _ in range(5):
        world.call("03-10", {"obj": 60, "dis": 70})
    row = plan(world.review())
    assert row[["criterion_id", "because"]].tolist() == ["dis", "largest_gap"]


def test_goals_that_are_settled_are_not_planned(world) -> None:
    world.goal("g", "01-05", 90, status="missed").calls("03-10", [50] * 5)
    assert plan(world.review())["because"] == "largest_gap"


def test_without_a_score_under_its_target_there_is_no_plan(world) -> None:
    world.rep("ana").rep("bo").calls("03-10", [75] * 5).calls("03-10", [50] * 4, rep="bo")
    result = world.review()
    assert result.tables.plans.empty
    assert result.tables.planned_sessions.empty


def test_nobody_is_planned_for_who_has_left(world) -> None:
    world.rep("ana", left="2026-03-31").rep("bo", left="2026-04-21")
    for rep in ("ana", "bo"):
        world.calls("03-10", [50] * 5, rep=rep)
    result = world.review()
    assert result.tables.plans["rep_id"].tolist() == ["bo"]
    assert days(result, "bo") == ["04-07", "04-14", "04-21"]


def test_once_a_week_on_the_weekday_of_most_sessions(world) -> None:
    # 5 and 12 January are Mondays, 8 January a Thursday; the Wednesday lies before the window
    world.entry("a", "01-05", minutes=30).entry("b", "01-12", minutes=60)
    world.entry("c", "01-08", minutes=40).entry("d", "01-08", session="s-c", minutes=40)
    for number, when in enumerate(("2025-12-03", "2025-12-10", "2025-12-17")):
        world.entry(f"old{number}", when, minutes=300)
    result = world.goal("g", "01-05", 60).review()
    row = plan(result)
    assert row[["sessions_per_week", "cadence_from", "weekday"]].tolist() == [1, "default", 0]
    # the middle of 30, 40, 60: one session has two entries
    assert row["minutes"] == 40
    # the first Monday from 3 April on is the 6th; the last one by 29 June is that day
    assert days(result)[:2] == ["04-06", "04-13"]
    assert days(result)[-1] == "06-29"
    assert row["sessions"] == len(days(result)) == 13


def test_equally_frequent_weekdays_give_the_earlier(world) -> None:
    # Thursday, then Monday
    world.entry("a", "01-08").entry("b", "01-12").goal("g", "01-05", 60)
    assert plan(world.review())["weekday"] == 0


def test_without_a_session_it_is_tuesday_and_no_length_is_known(world) -> None:
    row = plan(world.goal("g", "01-05", 60).review())
    assert (row["weekday"], pd.isna(row["minutes"])) == (1, True)


def test_a_saturday_only_where_the_sessions_were(world) -> None:
    result = world.entry("a", "01-10").goal("g", "01-05", 60).review()
    assert plan(result)["weekday"] == 5
    assert days(result)[0] == "04-04"


def test_the_cadence_is_the_matrix_where_there_is_one(world) -> None:
    for number, level in enumerate([1, 1, 2, 3, 4, 4]):
        rep = f"rep{number}"
        world.rep(rep).rating(level, "03-01", rep=rep).goal(f"g{number}", "01-05", 60, rep=rep)
    result = world.review()
    lowest, middle, highest = (plan(result, f"rep{number}") for number in (0, 2, 5))
    assert [row["cadence_from"] for row in (lowest, middle, highest)] == ["matrix"] * 3
    # Tuesdays and the Fridays three working days on, from 7 April to 26 June
    assert days(result, "rep0")[:3] == ["04-07", "04-10", "04-14"]
    assert (lowest["sessions_per_week"], lowest["sessions"]) == (2, 24)
    assert (middle["sessions_per_week"], middle["sessions"]) == (1, 12)
    assert days(result, "rep5") == ["04-07", "05-05", "06-02"]
    assert (highest["sessions_per_week"], highest["sessions"]) == (pytest.approx(12 / 52), 3)


@pytest.mark.parametrize(
    ("weekday", "expected"),
    [
        # Monday and Thursday; Wednesday and the Monday after; Friday and the Wednesday after
        (0, ["04-06", "04-09", "04-13"]),
        (2, ["04-08", "04-13", "04-15"]),
        (4, ["04-03", "04-08", "04-10"]),
        # Saturday and the Wednesday after
        (5, ["04-04", "04-08", "04-11"]),
    ],
)
def test_the_second_session_is_three_working_days_on(weekday, expected) -> None:
    found = session_days(
        date(2026, 3, 31), date(2026, 6, 29), weekday, "twice a week", is_free(None, weekday)
    )
    assert [f"{day:%m-%d}" for day in found[:3]] == expected
    assert found == sorted(found)


def test_the_first_session_is_three_days_away_at_least_and_the_last_within_the_time() -> None:
    # Friday 3 April is three days away, Thursday 2 April is not
    assert session_days(date(2026, 3, 31), date(2026, 4, 10), 4, "weekly", FREE) == [
        date(2026, 4, 3),
        date(2026, 4, 10),
    ]
    assert session_days(date(2026, 3, 31), date(2026, 4, 8), 3, "weekly", FREE) == []


def test_every_session_lies_before_the_day_of_the_goal(world) -> None:
    world.goal("g", "01-05", 60, due="2026-04-28").calls("03-10", [40] * 5)
    result = world.review()
    # Tuesdays; the goal's day is one
    assert days(result) == ["04-07", "04-14", "04-21"]
    assert plan(result)["sessions"] == 3


def test_a_goal_of_the_day_after_tomorrow_leaves_no_room_for_a_session(world) -> None:
    world.goal("g", "01-05", 60, due="2026-04-02").calls("03-10", [40] * 5)
    result = world.review()
    assert (plan(result)["sessions"], days(result)) == (0, [])


def test_no_session_falls_on_a_public_holiday_of_the_country(world) -> None:
    # Good Friday is 3 April 2026, Easter Monday the 6th, 1 May a Friday
    for rep, country in (("ana", "DE"), ("bo", "US"), ("cy", None), ("di", "Atlantis")):
        world.rep(rep, country=country).entry(f"e-{rep}", "01-09", rep=rep)
        world.goal(f"g-{rep}", "01-05", 60, rep=rep, due="2026-05-10")
    result = world.review()
    # in the week of Good Friday there is no other day after the notice; 1 May gives way to the Thursday
    easter = ["04-10", "04-17", "04-24", "04-30", "05-08"]
    plain = ["04-03", "04-10", "04-17", "04-24", "05-01", "05-08"]
    assert days(result) == easter
    assert days(result, "bo") == days(result, "cy") == days(result, "di") == plain
    assert result.tables.plans["country"].fillna("").tolist() == ["DE", "US", "", ""]
    # the roster's country stands over the organisation's
    result = world.review(organisation={"country": "DE"})
    assert days(result, "bo") == plain
    assert days(result, "cy") == days(result, "di") == easter


def test_a_session_gives_way_to_a_later_day_of_its_week_before_an_earlier_one() -> None:
    wednesdays = {date(2026, 4, 8), date(2026, 4, 15)}
    late = {date(2026, 4, day) for day in (16, 17, 18, 19)}
    found = session_days(
        date(2026, 3, 31), date(2026, 4, 20), 2, "weekly", (wednesdays | late).__contains__
    )
    assert [f"{day:%a %d}" for day in found] == ["Thu 09", "Tue 14"]


def test_a_session_with_nowhere_to_go_is_left_out() -> None:
    # the week of 6 to 12 April is free
    free = [date(2026, 4, day) for day in range(6, 13)]
    found = session_days(date(2026, 3, 31), date(2026, 4, 20), 0, "weekly", free.__contains__)
    assert [f"{day:%m-%d}" for day in found] == ["04-13", "04-20"]


def noisy(world, current: list[float], **goal):
    """Five calls at the end of the window; scores scatter by what these do."""
    if goal:
        world.goal("g", "01-05", **goal)
    return world.calls("03-10", current)


@pytest.mark.parametrize(
    ("configured", "expected"),
    [
        # outside: 66 + 5.55 is less than 72
        (72, (72, "target")),
        # inside the noise, outside the interval of the score: what can be told is 72
        (70.5, (72, "noise")),
        # inside that too: as good as reached
        (69.9, None),
    ],
)
def test_a_target_inside_the_noise_is_not_proposed(world, configured, expected) -> None:
    # mean 66, s = √10, n = 5: ± 2.776 · √(10/5) = 3.926; a change between two such windows ± 5.55
    noisy(world, [62, 64, 66, 68, 70])
    table = world.review(targets={"default": configured}).tables.plans
    if expected is None:
        assert table.empty
        return
    row = table.iloc[0]
    assert row["noise"] == pytest.approx(5.552, abs=0.001)
    assert (row["target"], row["target_from"], row["own_target"]) == (*expected, configured)


def test_a_skill_whose_gap_can_be_told_goes_before_a_heavier_one(world) -> None:
    world.criterion("a", 90).criterion("b", 10)
    for score in (62, 64, 66, 68, 70):
        world.call("03-10", {"a": score, "b": 40})
    # 90 × 5 is more than 10 × 31, but lies inside the noise
    assert plan(world.review(targets={"default": 71}))["criterion_id"] == "b"


def test_a_goal_as_good_as_reached_gives_way_and_is_named(world) -> None:
    world.criterion("a", 60).criterion("b", 40)
    for score in (46, 48, 50, 52, 54):
        world.call("03-10", {"a": score, "b": 40})
    world.goal("g", "01-05", 52, criterion="a")
    row = plan(world.review())
    assert row[["criterion_id", "because", "target"]].tolist() == ["b", "largest_gap", 50]
    assert row[["near_goal", "near_score", "near_target"]].tolist() == ["A", 50, 52]
    assert row["near_half_width"] == pytest.approx(3.926, abs=0.001)


def test_another_goal_that_is_not_reached_is_planned_instead(world) -> None:
    world.criterion("a", 60).criterion("b", 40)
    for score in (46, 48, 50, 52, 54):
        world.call("03-10", {"a": score, "b": 40})
    world.goal("near", "01-05", 52, criterion="a", due="2026-05-01")
    world.goal("far", "01-05", 60, criterion="b", due="2026-06-01")
    row = plan(world.review())
    assert row[["criterion_id", "because", "target", "near_goal"]].tolist() == [
        "b",
        "open_goal",
        60,
        "A",
    ]


def test_a_goal_inside_the_noise_is_planned_for_with_a_number_outside_it(world) -> None:
    # 50 ± 3.9, a change ± 5.55: 55 is not reached, and could not be told from chance
    noisy(world, [46, 48, 50, 52, 54], target=55)
    row = plan(world.review())
    assert row[["because", "own_target", "target", "target_from"]].tolist() == [
        "open_goal",
        55,
        56,
        "noise",
    ]


def test_a_typical_gain_inside_the_noise_is_stretched_to_what_can_be_told(world) -> None:
    # s = √62.5 = 7.906, n = 5: ± 9.816; a change ± 13.88; 50 + 13.88 is less than 64
    noisy(world, [40, 45, 50, 55, 60])
    row = plan(world.review())
    assert row["noise"] == pytest.approx(13.882, abs=0.001)
    assert row[["target", "target_from"]].tolist() == [64, "noise"]


def test_scores_that_scatter_by_more_than_a_gain_can_bring_are_not_planned_for(world) -> None:
    # s = √250: ± 27.8
    noisy(world, [30, 40, 50, 60, 70])
    assert world.review(targets={"default": 100}).tables.plans.empty


def test_no_target_lies_beyond_the_scale(world) -> None:
    # 96 ± 3.9, a change ± 5.55: the first number outside would be 102
    noisy(world, [92, 94, 96, 98, 100], target=100)
    assert world.review().tables.plans.empty


@pytest.fixture
def measured(monkeypatch):
    """A session has brought 2.5 points here, 1.25 to 5."""
    monkeypatch.setattr(compute, "session_gain", lambda *_: SessionGain(2.5, 1.25, 5.0, 3.0))


def test_the_number_of_sessions_follows_from_what_a_session_has_brought(world, measured) -> None:
    world.goal("g", "01-05", 60).calls("03-10", [50] * 5)
    result = world.review()
    row = plan(result)
    # 10 points: 4 sessions at 2.5, 2 at 5, 8 at 1.25
    names = ["sessions_needed", "needed_low", "needed_high", "sessions", "sessions_from"]
    assert row[names].tolist() == [4, 2, 8, 4, "gain"]
    assert row[["gain_per_session", "gain_low", "gain_high"]].tolist() == [2.5, 1.25, 5]
    assert days(result) == ["04-07", "04-14", "04-21", "04-28"]


def test_no_more_than_fit_before_the_day_at_one_a_week(world, measured) -> None:
    world.goal("g", "01-05", 60, due="2026-04-20").calls("03-10", [50] * 5)
    row = plan(world.review())
    assert row[["sessions_needed", "sessions", "sessions_per_week"]].tolist() == [4, 2, 1]


def test_twice_a_week_where_the_matrix_says_so_and_weekly_where_monthly_is_too_little(
    world, measured
) -> None:
    for number, level in enumerate([1, 1, 2, 3, 4, 4]):
        rep = f"rep{number}"
        world.rep(rep).rating(level, "03-01", rep=rep).calls("03-10", [50] * 5, rep=rep)
        # 2.5 points are one session, 10 are four; monthly sessions are three
        world.goal(f"g{number}", "01-05", 52.5 if number == 5 else 60, rep=rep)
    result = world.review()
    assert days(result, "rep0") == ["04-07", "04-10", "04-14", "04-17"]
    assert days(result, "rep4") == ["04-07", "04-14", "04-21", "04-28"]
    assert days(result, "rep5") == ["04-07"]
    cadence = ["cadence_from", "sessions_per_week"]
    assert plan(result, "rep0")[cadence].tolist() == ["matrix", 2]
    assert plan(result, "rep4")[cadence].tolist() == ["needed", 1]
    assert plan(result, "rep5")[cadence].tolist() == ["matrix", pytest.approx(12 / 52)]


def test_without_a_start_nobody_knows_how_many_sessions_it_takes(world, measured) -> None:
    row = plan(world.goal("g", "01-05", 60).review())
    assert row[["baseline", "noise", "sessions_needed"]].isna().all()
    assert row["sessions"] == 12


def test_without_a_measure_of_coaching_the_cadence_stands_and_says_so(world) -> None:
    row = plan(world.goal("g", "01-05", 60).calls("03-10", [50] * 5).review())
    assert row[["sessions_from", "sessions"]].tolist() == ["not_measured", 12]
    assert row[["gain_per_session", "sessions_needed"]].isna().all()


def test_a_replaced_criterion_is_planned_under_its_present_name(world) -> None:
    world.criterion("old", end="2026-02-14").criterion("new", start="2026-02-15", replaces="old")
    world.goal("g", "01-05", 60, criterion="old")
    assert plan(world.review())["criterion_id"] == "new"
