"""Commitments kept, and commitments that nobody could check."""

import numpy as np
import pytest

SAID = "Ask three impact questions"


def test_commitments_kept_of_those_due_by_hand(world) -> None:
    world.entry("a", "01-10", commitment=SAID, due="01-17", status="done")
    world.entry("b", "02-10", commitment=SAID, due="02-17", status="done")
    world.entry("c", "02-20", commitment=SAID, due="02-27", status="missed")
    world.entry("d", "03-20", commitment=SAID, due="03-31", status="open")
    world.entry("e", "03-25", commitment=SAID, due="04-01", status="open")
    row = world.review().metric("commitment_completion")
    # a, b, c and d are due by 31 March; a and b are done: 2/4
    assert (row["value"], row["n"]) == (0.5, 4)
    assert (row["low"], row["high"]) == pytest.approx((0.1500, 0.8500), abs=0.0001)


def test_commitments_reopened_of_those_due_by_hand(world) -> None:
    world.rep("ana", team="north").rep("bo", team="north", manager="max")
    world.entry("a", "01-10", commitment=SAID, due="01-17", status="done")
    world.entry("b", "02-10", commitment=SAID, due="02-17", status="missed")
    world.entry("c", "02-20", commitment=SAID, due="02-27", status="open")
    world.entry("d", "02-20", commitment=SAID, due="02-27")
    world.entry("e", "03-25", commitment=SAID, due="04-01", status="done")
    world.entry(
        "f", "02-20", rep="bo", manager="max", commitment=SAID, due="02-27", status="missed"
    )
    world.entry("g", "2025-12-01", commitment=SAID, due="2025-12-31", status="open")
    result = world.review()
    row = result.metric("commitments_reopened")
    # due: a, b, c, d, and g, still open from before the window; the outcome of a and b is logged: 2/5
    assert (row["value"], row["n"], row["unit"]) == (0.4, 5, "share")
    # Wilson for 2 of 5
    assert (row["low"], row["high"]) == pytest.approx((0.1176, 0.7693), abs=0.0001)
    assert (row["previous"], row["previous_n"]) == (0, 1)
    # a manager answers for the own sessions: 2 of 5, and 1 of 1
    assert result.manager("commitments_reopened", "mia")["value"] == 0.4
    assert result.manager("commitments_reopened", "max")["value"] == 1
    for row in (result.team("commitments_reopened"), result.org("commitments_reopened")):
        assert (row["value"], row["n"]) == (0.5, 6)


def test_a_commitment_counts_in_the_window_in_which_it_falls_due(world) -> None:
    world.entry("a", "2025-12-28", commitment=SAID, due="01-05", status="done")
    world.entry("b", "2025-12-01", commitment=SAID, due="2025-12-31", status="missed")
    row = world.review().metric("commitment_completion")
    assert (row["value"], row["n"]) == (1, 1)
    assert (row["previous"], row["previous_n"]) == (0, 1)


def test_what_fell_due_before_the_window_counts_as_long_as_it_is_open(world) -> None:
    world.entry("a", "2025-09-01", commitment=SAID, due="2025-09-08", status="open")
    world.entry("b", "2025-12-01", commitment=SAID, due="2025-12-31", status="open")
    world.entry("c", "2025-12-01", commitment=SAID, due="2025-12-31")
    world.entry("d", "2025-12-01", commitment=SAID, due="2025-12-31", status="missed")
    world.entry("e", "02-01", commitment=SAID, due="02-08", status="done")
    result = world.review()
    row = result.metric("commitment_completion")
    # a, b and c are still open, as nobody says what became of c; e is done
    assert (row["value"], row["n"]) == (pytest.approx(1 / 4), 4)
    # the previous window: a from before it, and b, c and d
    assert (row["previous"], row["previous_n"]) == (0, 4)
    assert result.criterion("obj")[["commitments_due", "commitments_done"]].tolist() == [4, 1]
    willing = result.metric("willingness_to_change")
    assert (willing["value"], willing["note"]) == (pytest.approx(1 / 4), "rising")


@pytest.mark.parametrize("status", ["open", "done", "missed"])
@pytest.mark.parametrize("words", [None, "  ", "–"])
def test_a_status_on_an_otherwise_empty_row_is_no_commitment(world, words, status) -> None:
    result = world.entry("a", "01-20", commitment=words, status=status).review()
    assert not result.entry("a")["commitment_vague"]
    for name in ("vague_commitments", "commitment_completion", "commitments_reopened"):
        assert result.metric(name)["n"] == 0
    assert result.tables.commitments.empty
    assert result.tables.coaching_gaps["commitments"].tolist() == [0]


def test_the_list_holds_what_was_made_or_is_due_in_the_window(world) -> None:
    world.entry("due", "2025-12-28", commitment=SAID, due="01-05")
    world.entry("made", "03-30", commitment=SAID, due="04-10")
    world.entry("old", "2025-12-01", commitment=SAID, due="2025-12-31")
    world.entry("open", "2025-12-02", commitment=SAID, due="2025-12-31", status="open")
    world.entry("none", "02-01")
    table = world.review().tables.commitments
    assert table["entry_id"].tolist() == ["old", "open", "due", "made"]
    assert table["made_in_window"].tolist() == [False, False, False, True]
    assert table["due"].tolist() == [True, True, True, False]


def test_nothing_due_is_no_number(world) -> None:
    result = world.entry("a", "01-10").review()
    for name in ("commitment_completion", "commitments_reopened"):
        row = result.metric(name)
        assert (row["n"], np.isnan(row["value"])) == (0, True)


@pytest.mark.parametrize(
    ("words", "due", "vague"),
    [
        ("Ask three impact questions on every call", "02-01", False),
        ("Send the recap within the hour", "02-01", False),
        ("Work on two recorded objections with Ana", "02-01", False),
        ("在每通电话中确认决策流程", "02-01", False),
        ("Ask three impact questions on every call", None, True),
        ("Discovery", "02-01", True),
        ("Try to listen more", "02-01", True),
        ("I will work on my objection handling", "02-01", True),
        ("Be more confident on price", "02-01", True),
        ("   ", "02-01", True),
        (None, "02-01", True),
    ],
)
def test_what_is_vague(world, words, due, vague) -> None:
    result = world.entry("a", "01-20", commitment=words, due=due).review()
    assert result.entry("a")["commitment_vague"] == vague
    assert result.metric("vague_commitments")["value"] == vague


def test_an_entry_without_any_commitment_is_not_vague(world) -> None:
    result = world.entry("a", "01-20").review()
    assert not result.entry("a")["commitment_vague"]
    row = result.metric("vague_commitments")
    assert (row["value"], row["n"]) == (0, 0)
