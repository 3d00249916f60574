"""Sessions held, minutes, hours a week, gaps, moved and cancelled, cost."""

import numpy as np
import pandas as pd
import pytest


def test_sessions_minutes_and_hours_a_week_by_hand(world) -> None:
    world.entry("a", "01-10", session="s1", minutes=45).entry(
        "b", "01-10", session="s1", minutes=45
    )
    world.entry("c", "02-10", session="s2", minutes=30)
    result = world.review()
    # two sessions; 45 once + 30 = 75 minutes; 1.25 h over 90/7 weeks = 0.09722 h a week
    assert result.metric("sessions_held")["value"] == 2
    assert result.metric("coaching_minutes")["value"] == 75
    assert result.metric("coaching_hours_per_week")["value"] == pytest.approx(1.25 / (90 / 7))


def test_of_differing_lengths_of_one_session_the_longest_is_its_length(world) -> None:
    world.entry("a", "01-10", session="s1", minutes=20).entry(
        "b", "01-10", session="s1", minutes=50
    )
    assert world.review().metric("coaching_minutes")["value"] == 50


def test_a_session_held_by_the_calendar_but_never_logged_took_place(world) -> None:
    world.planned("s1", "01-10", minutes=30).planned("s2", "01-17", "no_show", minutes=30)
    result = world.review()
    assert result.metric("sessions_held")["value"] == 1
    assert result.metric("coaching_minutes")["value"] == 30


def test_a_logged_session_that_the_calendar_lacks_took_place_too(world) -> None:
    world.entry("a", "01-10", minutes=30).planned("s2", "01-17", "cancelled")
    assert world.review().metric("sessions_held")["value"] == 1


def test_a_session_in_log_and_calendar_is_one_on_the_day_of_the_log(world) -> None:
    world.entry("a", "03-31", session="s1").planned("s1", "04-02", minutes=40)
    result = world.review()
    assert result.metric("sessions_held")["value"] == 1
    assert result.metric("coaching_minutes")["value"] == 40


def test_unknown_lengths_are_said_and_not_taken_for_zero(world) -> None:
    world.entry("a", "01-10").entry("b", "01-17", minutes=30)
    row = world.review().metric("coaching_minutes")
    assert (row["value"], row["n"]) == (30, 1)
    assert row["note"] == "length known of 1 of 2 sessions"


def test_no_length_known_at_all_is_no_number(world) -> None:
    result = world.entry("a", "01-10").review()
    assert np.isnan(result.metric("coaching_minutes")["value"])
    assert np.isnan(result.metric("coaching_hours_per_week")["value"])
    assert result.metric("sessions_held")["value"] == 1


def test_no_session_is_zero(world) -> None:
    result = world.review()
    for name in ("sessions_held", "coaching_minutes", "coaching_hours_per_week"):
        assert result.metric(name)["value"] == 0


def test_hours_a_week_are_over_the_weeks_that_the_rep_was_there(world) -> None:
    world.rep("ana", hired="2026-03-18").entry("a", "03-20", minutes=120)
    # 18 to 31 March are two weeks: 2 h / 2
    assert world.review().metric("coaching_hours_per_week")["value"] == 1


@pytest.mark.parametrize(
    ("days", "gap"),
    [
        # between two sessions; from the first day; to the last day; without any session
        (["01-10", "02-20", "03-20"], 41),
        (["03-01", "03-20"], 59),
        (["01-02", "01-20"], 70),
        ([], 90),
    ],
)
def test_the_longest_gap(world, days, gap) -> None:
    for number, when in enumerate(days):
        world.entry(f"e{number}", when)
    assert world.review().metric("longest_gap_days")["value"] == gap


def test_the_gap_of_a_new_rep_begins_with_the_first_day(world) -> None:
    world.rep("ana", hired="2026-03-18")
    assert world.review().metric("longest_gap_days")["value"] == 14


def test_a_groups_gap_is_the_longest_of_its_reps(world) -> None:
    world.rep("ana").rep("bo").entry("a", "02-15")
    # ana: 1 January to 15 February = 45 days; bo: all 90
    result = world.review()
    assert result.metric("longest_gap_days")["value"] == 45
    assert result.team("longest_gap_days")["value"] == 90


def test_moved_and_cancelled_count_on_the_day_they_were_planned_for(world) -> None:
    world.planned("a", "01-01", "moved", moved_to="04-05").planned("b", "03-31", "cancelled")
    world.planned("c", "02-01", "cancelled").planned("d", "2025-12-31", "moved", moved_to="01-05")
    result = world.review()
    assert result.metric("sessions_moved")["value"] == 1
    assert result.metric("sessions_cancelled")["value"] == 2


def test_what_was_planned_for_after_a_leavers_last_day_is_neither_cancelled_nor_moved(
    world,
) -> None:
    world.rep(left="2026-03-02").planned("a", "03-02", "cancelled")
    world.planned("b", "03-03", "cancelled").planned("c", "03-04", "moved", moved_to="03-20")
    result = world.review()
    assert result.metric("sessions_cancelled")["value"] == 1
    assert result.metric("sessions_moved")["value"] == 0


def test_without_a_calendar_nothing_is_said_of_moved_sessions(world) -> None:
    assert "sessions_moved" not in world.review().tables.rep_metrics["metric"].tolist()


def test_previous_totals_need_a_log_that_reaches_back_all_the_way(world) -> None:
    # the previous window begins on 3 October
    world.entry("a", "2025-10-04", minutes=30).entry("b", "01-10", minutes=30)
    row = world.review().metric("sessions_held")
    assert (row["value"], pd.isna(row["previous"]), row["previous_n"] is pd.NA) == (1, True, True)
    world.entry("c", "2025-10-03", minutes=30)
    row = world.review().metric("sessions_held")
    assert (row["previous"], row["previous_n"]) == (2, 2)


def test_hours_and_cost_of_a_team_by_hand(world) -> None:
    world.rep("ana").rep("bo", hired="2026-02-15")
    world.entry("a", "01-10", minutes=60).entry("b", "02-20", rep="bo", minutes=30)
    result = world.review(rates={"manager_per_hour": 80, "rep_per_hour": 50})
    assert result.team("sessions_held")["value"] == 2
    assert result.team("coaching_hours")["value"] == 1.5
    # 1.5 h · (80 + 50) = 195
    assert result.team("coaching_cost")["value"] == 195
    assert result.org("coaching_cost")["unit"] == "money"
    # ana was there 90 days, bo 45: 1.5 h / (135 / 7 weeks)
    assert result.team("coaching_hours_per_week")["value"] == pytest.approx(1.5 / (135 / 7))


def test_without_rates_there_is_no_cost_and_with_one_it_says_what_is_left_out(world) -> None:
    world.entry("a", "01-10", minutes=60)
    assert "coaching_cost" not in world.review().tables.team_metrics["metric"].tolist()
    row = world.review(rates={"manager_per_hour": 80}).team("coaching_cost")
    assert (row["value"], row["note"]) == (80, "without the rep's time")


def test_a_session_belongs_to_the_manager_who_held_it(world) -> None:
    world.rep("ana", manager="mia").rep("bo", manager="old")
    world.entry("a", "01-10", manager="old", minutes=30).entry(
        "b", "03-10", manager="mia", minutes=60
    )
    result = world.review()
    assert result.manager("coaching_minutes", "old")["value"] == 30
    assert result.manager("coaching_minutes", "mia")["value"] == 60
    assert result.metric("coaching_minutes")["value"] == 90
    # so do the hours a week, over the weeks of the manager's reps of record: one rep each, 90 days
    assert result.manager("coaching_hours_per_week", "mia")["value"] == pytest.approx(1 / (90 / 7))
    assert result.manager("coaching_hours_per_week", "old")["value"] == pytest.approx(
        0.5 / (90 / 7)
    )


def test_a_session_with_several_reps_is_one_hour_of_its_manager(world) -> None:
    world.rep("ana", manager="mia").rep("bo", manager="mia").rep("cy", manager="mia")
    for rep in ("ana", "bo", "cy"):
        world.entry(f"group-{rep}", "02-10", rep=rep, session="group", minutes=60)
        # two criteria of one session
        world.entry(f"again-{rep}", "02-10", rep=rep, session="group", minutes=60)
    world.entry("alone", "02-17", session="alone", minutes=30)
    result = world.review(rates={"manager_per_hour": 80, "rep_per_hour": 50})
    # each rep's own record shows it: ana 60 + 30 minutes
    assert [result.metric("sessions_held", rep)["value"] for rep in ("ana", "bo")] == [2, 1]
    assert [result.metric("coaching_minutes", rep)["value"] for rep in ("ana", "bo")] == [90, 60]
    weeks = 3 * 90 / 7
    for row in (result.team, result.manager, result.org):
        assert row("sessions_held")["value"] == 2
        assert row("coaching_hours")["value"] == 1.5
        assert row("coaching_hours_per_week")["value"] == pytest.approx(1.5 / weeks)
        # the manager gave an hour and a half, the reps 3 · 1 h + 0.5 h: 1.5 · 80 + 3.5 · 50
        assert row("coaching_cost")["value"] == 295


def test_a_session_across_teams_counts_once_in_each_and_once_in_all(world) -> None:
    world.rep("ana", team="north").rep("bo", team="south")
    for rep in ("ana", "bo"):
        world.entry(f"e-{rep}", "02-10", rep=rep, session="group", minutes=60)
    result = world.review()
    assert result.team("coaching_hours", "north")["value"] == 1
    assert result.team("coaching_hours", "south")["value"] == 1
    assert result.org("coaching_hours")["value"] == 1


def test_the_length_of_a_session_is_known_for_all_its_reps(world) -> None:
    world.rep("ana").rep("bo").planned("group", "02-10", minutes=45)
    for rep in ("ana", "bo"):
        world.entry(f"e-{rep}", "02-10", rep=rep, session="group")
    result = world.review()
    # the calendar names one rep of the session
    assert [result.metric("coaching_minutes", rep)["value"] for rep in ("ana", "bo")] == [45, 45]
    assert result.team("sessions_held")["value"] == 1


@pytest.mark.parametrize("other", [{"manager": "max"}, {"when": "02-11"}])
def test_the_same_id_under_another_manager_or_on_another_day_is_another_session(
    world, other
) -> None:
    world.rep("ana", manager="mia").rep("bo", manager="max")
    world.entry("a", "02-10", session="1", minutes=60)
    world.entry("b", **{"when": "02-10", "rep": "bo", "session": "1", "minutes": 60} | other)
    assert world.review().org("coaching_hours")["value"] == 2


def test_coverage_is_the_share_of_a_groups_reps_with_a_session(world) -> None:
    world.rep("ana").rep("bo").rep("cy", team="south", manager="noa")
    # hired with 30 days to go, and with 29
    world.rep("di", hired="03-02").rep("eve", hired="03-03").rep("fay", left="2026-01-29")
    world.entry("a", "01-10").entry("b", "02-10", rep="cy", manager="mia")
    world.entry("c", "2025-12-31", rep="bo").entry("d", "03-20", rep="eve")
    found = world.review()
    assert found.team("coaching_coverage")[["value", "n"]].tolist() == [pytest.approx(1 / 3), 3]
    # mia held cy's session; cy counts for noa, to whom cy reports
    assert found.manager("coaching_coverage", "noa")[["value", "n"]].tolist() == [1, 1]
    assert found.org("coaching_coverage")[["value", "n"]].tolist() == [0.5, 4]
