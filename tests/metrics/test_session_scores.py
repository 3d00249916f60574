"""Sessions beside the calls before and after them."""

import pandas as pd
import pytest


def test_before_next_call_after_and_change_by_hand(world) -> None:
    for day, score in enumerate([10, 50, 52, 54, 56, 58], start=1):
        world.call(f"02-{day:02d}", score)
    for day, score in enumerate([70, 60, 62, 64, 69, 99], start=11):
        world.call(f"02-{day:02d}", score)
    row = world.entry("e1", "02-10").review().entry("e1")
    # the last five before: (50+52+54+56+58)/5 = 54; the next five: (70+60+62+64+69)/5 = 65
    assert (row["session_before"], row["n_before"]) == (54, 5)
    assert (row["session_next_call"], row["next_call_on"]) == (70, pd.Timestamp("2026-02-11"))
    assert (row["session_after"], row["n_after"]) == (65, 5)
    assert row["session_delta"] == 11
    assert row["follow_up_measured"]


def test_calls_on_the_session_day_are_neither_before_nor_after(world) -> None:
    world.call("02-09", 40).call("02-10", 99, hour=8).call("02-10", 1, hour=20).call("02-11", 60)
    row = world.entry("e1", "02-10").review().entry("e1")
    assert (row["session_before"], row["n_before"]) == (40, 1)
    assert (row["session_after"], row["n_after"]) == (60, 1)


def test_thirty_days_are_inside_and_thirty_one_are_not(world) -> None:
    # 10 February − 30 days = 11 January; + 30 days = 12 March
    world.call("01-10", 1).call("01-11", 40).call("03-12", 60).call("03-13", 2)
    row = world.entry("e1", "02-10").review().entry("e1")
    assert (row["session_before"], row["n_before"]) == (40, 1)
    assert (row["session_after"], row["n_after"]) == (60, 1)


def test_of_calls_on_one_day_the_earlier_comes_next(world) -> None:
    world.call("02-11", 80, hour=15).call("02-11", 60, hour=9)
    row = world.entry("e1", "02-10").review().entry("e1")
    assert row["session_next_call"] == 60


def test_only_calls_of_the_same_rep_and_criterion_count(world) -> None:
    world.rep("ana").rep("bo").criterion("obj", 60).criterion("dis", 40)
    world.call("02-09", {"dis": 10}).call("02-09", {"obj": 20}, rep="bo").call("02-11", {"obj": 30})
    row = world.entry("e1", "02-10", "obj").review().entry("e1")
    assert (row["n_before"], row["session_after"]) == (0, 30)


def test_a_criterion_scored_through_its_parts_has_a_before_and_after(world) -> None:
    world.criterion("obj").criterion("price", 50, parent="obj").criterion(
        "timing", 50, parent="obj"
    )
    world.call("02-09", {"price": 40, "timing": 60}).call("02-11", {"price": 80})
    row = world.entry("e1", "02-10", "obj").review().entry("e1")
    assert (row["session_before"], row["session_after"]) == (50, 80)


def test_a_session_without_a_criterion_has_nothing_to_compare(world) -> None:
    world.call("02-09", 40).call("02-11", 60)
    row = world.entry("e1", "02-10", None, before=40, after=60).review().entry("e1")
    assert row[["session_before", "session_after", "session_delta"]].isna().all()
    assert (row["n_before"], row["n_after"]) == (0, 0)
    assert not row[["follow_up_measured", "complete", "pending"]].any()


def test_missing_scores_are_filled_from_qa_and_typed_ones_stay(world) -> None:
    world.call("02-09", 40).call("02-11", 60)
    world.entry("e1", "02-10").entry("e2", "02-10", before=41, after=59)
    world.entry("e3", "02-10", before=41)
    result = world.review()
    assert result.entry("e1")[["complete", "auto_filled"]].tolist() == [True, True]
    assert result.entry("e2")[["complete", "auto_filled"]].tolist() == [True, False]
    assert result.entry("e3")[["complete", "auto_filled"]].tolist() == [True, True]
    assert result.entry("e3")["logged_before"] == 41
    assert pd.isna(result.entry("e3")["logged_after"])


def test_an_entry_with_neither_typed_nor_measured_score_is_not_complete(world) -> None:
    world.call("02-11", 60)
    row = world.entry("e1", "02-10").review().entry("e1")
    assert not row["complete"]
    assert not row["pending"]


@pytest.mark.parametrize(
    ("before", "after", "mismatch"),
    [(45, 60, False), (45.1, 60, True), (40, 54.9, True), (None, 65, False), (None, None, False)],
)
def test_a_typed_score_more_than_5_pp_off_is_a_mismatch(world, before, after, mismatch) -> None:
    # QA says 40 before and 60 after
    world.call("02-09", 40).call("02-11", 60)
    row = world.entry("e1", "02-10", before=before, after=after).review().entry("e1")
    assert row["log_mismatch"] == mismatch


def test_what_cannot_be_compared_is_no_mismatch(world) -> None:
    assert not world.entry("e1", "02-10", before=0, after=100).review().entry("e1")["log_mismatch"]


def test_five_apart_by_thirds_is_not_more_than_five(world) -> None:
    # mean of 69.9, 70, 70.1 is not exactly 70 in binary; 75 is 5 pp away all the same
    for score in (69.9, 70, 70.1):
        world.call("02-09", score)
    assert not world.entry("e1", "02-10", before=75).review().entry("e1")["log_mismatch"]


@pytest.mark.parametrize(("session", "pending"), [("03-17", True), ("03-16", False)])
def test_an_entry_waits_fourteen_days_for_its_next_call(world, session, pending) -> None:
    # the review day is 31 March: 17 March is 14 days ago, 16 March 15
    world.call("03-01", 40)
    row = world.entry("e1", session).review().entry("e1")
    assert row["pending"] == pending
    assert not row["complete"]


def test_nothing_is_pending_that_cannot_become_complete(world) -> None:
    # no criterion; no call before; or the after was typed already
    world.criterion("obj", 60).criterion("dis", 40).call("03-01", {"obj": 40})
    world.entry("a", "03-30", None).entry("b", "03-30", "dis").entry("c", "03-30", after=70)
    result = world.review()
    assert [result.entry(name)["pending"] for name in "abc"] == [False, False, False]
    assert result.entry("c")["complete"]


def test_a_next_call_after_the_review_day_is_not_known_yet(world) -> None:
    world.call("03-29", 40).call("04-01", 90)
    row = world.entry("e1", "03-30").review().entry("e1")
    assert (row["n_after"], row["pending"]) == (0, True)


def test_the_table_holds_every_entry_of_the_window_once(world) -> None:
    world.entry("before", "2025-12-31").entry("b", "01-01").entry("a", "01-01").entry("z", "03-31")
    world.entry("of somebody", "01-05", rep="nobody")
    assert world.review().tables.sessions["entry_id"].tolist() == ["a", "b", "z"]


def test_a_score_of_the_session_is_given_from_one_call_on_with_its_count(world) -> None:
    world.call("02-09", 40).call("02-11", 60)
    row = world.entry("e1", "02-10").review().entry("e1")
    assert row[["session_before", "n_before", "session_after", "n_after"]].tolist() == [
        40,
        1,
        60,
        1,
    ]
