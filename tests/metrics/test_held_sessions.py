"""Which sessions took place, by calendar and log, and that every number goes by it."""

import pandas as pd
import pytest

NOTE = {"commitment": "Send the recap within the hour", "due": "02-20", "status": "open"}


@pytest.fixture
def coached(world):
    """Two sessions held, with calls before and after both."""
    world.call("01-05", 50).call("01-25", 50).call("02-25", 60)
    world.entry("a", "01-10", minutes=30).planned("s-a", "01-10")
    return world.entry("b", "02-20", minutes=30, theme="Price").planned("s-b", "02-20")


def held(result) -> list:
    row = result.metric("sessions_held")
    return [row["value"], None if pd.isna(row["note"]) else row["note"]]


@pytest.mark.parametrize("status", ["cancelled", "no_show"])
def test_what_the_calendar_says_was_called_off_is_no_session_with_an_entry_either(
    coached, status
) -> None:
    coached.entry("note", "02-05", manager="max", minutes=30, theme="Price", **NOTE)
    result = coached.planned("s-note", "02-05", status).review(rates={"manager_per_hour": 60})
    assert held(result) == [2, "1 in the log did not take place, according to the calendar"]
    assert result.metric("coaching_minutes")["value"] == 60
    # 10 January to 20 February
    assert result.metric("longest_gap_days")["value"] == 41
    # three were due and two are complete, though calls before and after 5 February would fill an entry
    completion = result.metric("template_completion_rate")
    assert (completion["value"], completion["n"]) == (pytest.approx(2 / 3), 3)
    assert result.criterion("obj")[["sessions_held", "commitments_due"]].tolist() == [2, 0]
    assert result.tables.sessions["entry_id"].tolist() == ["a", "b"]
    assert result.tables.themes["sessions"].tolist() == [1]
    assert result.tables.coaching_gaps["sessions"].tolist() == [2]
    assert result.tables.commitments.empty
    assert result.metric("surprises")["value"] == 2
    assert result.rep()["n_earlier_managers"] == 0
    for row in (result.team, result.org):
        assert row("coaching_cost")["value"] == 60
        assert row("sessions_held")["note"] == held(result)[1]


def test_coaching_of_a_criterion_begins_with_the_first_session_held(coached) -> None:
    coached.entry("note", "01-03").planned("s-note", "01-03", "cancelled")
    row = coached.review().criterion("obj")
    assert (
        row[["first_session_on", "first_coached_on"]].tolist() == [pd.Timestamp("2026-01-10")] * 2
    )


def test_where_nothing_was_held_the_note_stands_alone(world) -> None:
    result = world.entry("note", "02-05").planned("s-note", "02-05", "cancelled").review()
    assert held(result) == [0, "1 in the log did not take place, according to the calendar"]


def test_a_note_on_the_moving_is_not_the_session_that_was_moved(world) -> None:
    world.planned("s", "02-05", "moved", moved_to="02-12").entry("note", "02-05", session="s")
    result = world.review()
    assert held(result) == [0, "1 in the log did not take place, according to the calendar"]
    world.entry("held", "02-12", session="s")
    result = world.review()
    assert held(result) == [1, None]
    assert result.tables.sessions["entry_id"].tolist() == ["held"]


def test_a_session_moved_to_after_the_review_day_has_not_taken_place(world) -> None:
    world.planned("s", "03-20", "moved", moved_to="04-01").entry("note", "03-25", session="s")
    assert held(world.review())[0] == 0


@pytest.mark.parametrize(
    ("new_day", "entry", "sessions"),
    [(None, "02-07", 1), ("02-05", "02-05", 1), (None, "02-05", 0)],
)
def test_a_moved_session_is_held_on_the_day_of_its_entry(world, new_day, entry, sessions) -> None:
    world.planned("s", "02-05", "moved", moved_to=new_day).entry("e", entry, session="s")
    assert held(world.review())[0] == sessions


def test_an_entry_with_nothing_but_a_day_is_a_session_unless_the_calendar_says_otherwise(
    world,
) -> None:
    world.entry("empty", "02-05", None).planned("other", "02-06", "cancelled")
    assert held(world.review()) == [1, None]


def test_a_session_with_several_reps_is_cancelled_for_all_of_them(world) -> None:
    world.rep("ana").rep("bo").planned("group", "02-05", "cancelled")
    for rep in ("ana", "bo"):
        world.entry(f"e-{rep}", "02-05", rep=rep, session="group")
    result = world.review()
    assert [result.metric("sessions_held", rep)["value"] for rep in ("ana", "bo")] == [0, 0]
    # one session, not two
    assert result.team("sessions_held")["note"].startswith("1 in the log")


def test_who_did_not_come_missed_the_session_that_the_others_had(world) -> None:
    world.rep("ana").rep("bo").planned("group", "02-05", "no_show", rep="ana")
    for rep in ("ana", "bo"):
        world.entry(f"e-{rep}", "02-05", rep=rep, session="group")
    result = world.review()
    assert [result.metric("sessions_held", rep)["value"] for rep in ("ana", "bo")] == [0, 1]
