"""Template completion: due, complete, pending, rolling and worst."""

import numpy as np
import pandas as pd
import pytest


def rolling(result, day: str, scope: str = "rep", scope_id: str = "ana") -> list:
    table = result.tables.completion
    row = table[
        (table["scope"] == scope)
        & (table["scope_id"] == scope_id)
        & (table["day"] == pd.Timestamp(f"2026-{day}"))
    ].iloc[0]
    return row[["due", "complete", "pending", "template_completion_rate"]].tolist()


def complete(world, entry: str, when: str, **more):
    return world.entry(entry, when, before=50, after=60, **more)


def test_complete_sessions_of_those_due_by_hand(world) -> None:
    complete(world, "e1", "01-12").planned("s-e1", "01-12")
    complete(world, "e2", "02-10").planned("s-e2", "02-10")
    world.entry("e3", "02-20").planned("s-e3", "02-20")
    world.planned("s4", "02-25", "cancelled").planned("s5", "02-26", "no_show")
    row = world.review().metric("template_completion_rate")
    # five were due, a cancelled and a missed one too; two left a complete entry: 2/5
    assert (row["value"], row["n"]) == (0.4, 5)
    # Wilson for 2 of 5
    assert (row["low"], row["high"]) == pytest.approx((0.1176, 0.7693), abs=0.0001)


def test_a_pending_session_counts_neither_way(world) -> None:
    world.call("03-01", 50).entry("e1", "03-20").planned("s-e1", "03-20")
    complete(world, "e2", "03-10").planned("s-e2", "03-10")
    row = world.review().metric("template_completion_rate")
    assert (row["value"], row["n"], row["note"]) == (1.0, 1, "1 pending")


def test_one_complete_entry_makes_a_session_complete(world) -> None:
    complete(world, "e1", "02-10", session="s").entry("e2", "02-10", None, session="s")
    assert world.planned("s", "02-10").review().metric("template_completion_rate")["value"] == 1


def test_complete_outweighs_pending_in_one_session(world) -> None:
    world.call("03-01", 50).entry("e1", "03-20", session="s")
    complete(world, "e2", "03-20", session="s").planned("s", "03-20")
    assert rolling(world.review(), "03-31") == [1, 1, 0, 1.0]


def test_a_moved_session_counts_on_its_new_day(world) -> None:
    complete(world, "e1", "03-05").planned("s-e1", "01-20", "moved", moved_to="03-05")
    result = world.review()
    assert rolling(result, "01-31")[0] == 0
    assert rolling(result, "03-05") == [1, 1, 0, 1.0]


def test_moved_out_of_the_window_or_to_no_day_at_all_is_not_due(world) -> None:
    world.planned("a", "03-20", "moved", moved_to="04-02").planned("b", "03-20", "moved")
    row = world.review().metric("template_completion_rate")
    assert (row["n"], np.isnan(row["value"])) == (0, True)


def test_a_session_due_after_the_review_day_is_not_due(world) -> None:
    world.planned("a", "04-01").planned("b", "03-31")
    assert world.review().metric("template_completion_rate")["n"] == 1


def test_nothing_is_due_after_a_leavers_last_day_or_before_the_hire(world) -> None:
    world.rep(hired="2026-02-01", left="2026-03-10")
    complete(world, "e1", "02-01").planned("s-e1", "02-01").planned("b", "03-10", "cancelled")
    world.planned("c", "03-11").planned("d", "03-05", "moved", moved_to="03-12")
    world.planned("e", "01-31")
    row = world.review().metric("template_completion_rate")
    assert (row["value"], row["n"]) == (0.5, 2)


def test_a_session_with_several_reps_is_due_once_for_the_team(world) -> None:
    world.rep("ana").rep("bo").planned("group", "02-10").planned("alone", "02-17", "cancelled")
    complete(world, "a", "02-10", session="group")
    world.entry("b", "02-10", None, rep="bo", session="group")
    result = world.review()
    # for ana two were due and one is complete; for bo the one that the log has an entry of, not complete
    assert [result.metric("template_completion_rate", rep)["value"] for rep in ("ana", "bo")] == [
        0.5,
        0,
    ]
    for row in (result.team, result.manager, result.org):
        assert row("template_completion_rate")[["value", "n"]].tolist() == [0.5, 2]
    assert rolling(result, "02-17", "team", "north") == [2, 1, 0, 0.5]


def test_without_a_calendar_a_session_with_several_reps_is_due_once_for_the_team(world) -> None:
    world.rep("ana").rep("bo")
    complete(world, "a", "02-10", session="group")
    world.entry("b", "02-10", None, rep="bo", session="group")
    row = world.review().team("template_completion_rate")
    assert (row["value"], row["n"]) == (1, 1)


def test_logged_sessions_that_the_calendar_lacks_are_not_due(world) -> None:
    complete(world, "e1", "02-10").planned("other", "02-11")
    row = world.review().metric("template_completion_rate")
    assert (row["value"], row["n"]) == (0, 1)


def test_without_a_calendar_the_logged_sessions_are_due_and_the_note_says_so(world) -> None:
    complete(world, "e1", "02-10").entry("e2", "02-20")
    row = world.review().metric("template_completion_rate")
    assert (row["value"], row["n"]) == (0.5, 2)
    assert row["note"] == "no calendar: every session in the log is taken as due"


def test_the_rate_rolls_over_thirty_days(world) -> None:
    complete(world, "e1", "01-10").planned("s-e1", "01-10").planned("s2", "02-01", "cancelled")
    result = world.review()
    assert rolling(result, "01-09")[0] == 0
    assert rolling(result, "01-10") == [1, 1, 0, 1.0]
    assert rolling(result, "02-01") == [2, 1, 0, 0.5]
    # thirty days to 8 February start on 10 January; to 9 February on 11 January
    assert rolling(result, "02-08") == [2, 1, 0, 0.5]
    assert rolling(result, "02-09") == [1, 0, 0, 0.0]


def test_the_first_days_look_back_before_the_window(world) -> None:
    complete(world, "e1", "2025-12-20").planned("s-e1", "2025-12-20")
    result = world.review()
    assert rolling(result, "01-01") == [1, 1, 0, 1.0]
    assert result.metric("template_completion_rate")["n"] == 0


def test_every_day_of_the_window_has_a_row_and_nothing_due_has_no_rate(world) -> None:
    complete(world, "e1", "03-31").planned("s-e1", "03-31")
    table = world.review().tables.completion.query("scope == 'rep'")
    assert len(table) == 90
    assert table["template_completion_rate"].notna().sum() == 1


def test_the_worst_thirty_days_lie_wholly_inside_the_window(world) -> None:
    # due: 3 January complete, 20 February missed, 25 February complete, 30 March complete
    complete(world, "e1", "01-03").planned("s-e1", "01-03").planned("s2", "02-20", "cancelled")
    complete(world, "e3", "02-25").planned("s-e3", "02-25")
    complete(world, "e4", "03-30").planned("s-e4", "03-30")
    # 28 December missed: a stretch that begins before the window is not counted
    world.planned("s5", "2025-12-28", "cancelled")
    result = world.review()
    worst, average = (result.metric(f"template_completion_{name}") for name in ("worst", "rate"))
    # from 20 to 24 February only the missed one is in the thirty days: 0 of 1
    assert (worst["value"], worst["n"], worst["note"]) == (0, 1, "30 days to 20 February")
    assert (average["value"], average["n"]) == (0.75, 4)


def test_completion_of_groups_is_pooled(world) -> None:
    world.rep("ana").rep("bo")
    complete(world, "e1", "02-10").planned("s-e1", "02-10").planned("s2", "02-11", rep="bo")
    complete(world, "e3", "02-12", rep="bo").planned("s-e3", "02-12", rep="bo")
    result = world.review()
    # 2 of 3
    for row in (
        result.team("template_completion_rate"),
        result.manager("template_completion_rate"),
        result.org("template_completion_rate"),
    ):
        assert (row["value"], row["n"]) == (pytest.approx(2 / 3), 3)
    assert rolling(result, "03-01", "team", "north")[:2] == [3, 2]
    assert rolling(result, "03-01", "manager", "mia")[:2] == [3, 2]
    assert rolling(result, "03-01", "org", "org")[:2] == [3, 2]


def test_a_session_belongs_to_the_manager_who_was_to_hold_it(world) -> None:
    world.rep("ana", manager="mia").rep("bo", manager="old")
    complete(world, "e1", "01-10", manager="old").planned("s-e1", "01-10", manager="old")
    world.planned("s2", "02-10", "cancelled", manager="mia")
    result = world.review()
    assert result.manager("template_completion_rate", "old")["value"] == 1
    assert result.manager("template_completion_rate", "mia")["value"] == 0
    assert result.metric("template_completion_rate")["value"] == 0.5
