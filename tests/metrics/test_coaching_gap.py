"""Where a coaching that does not stick should turn."""

import pandas as pd
import pytest

GOOD = {"commitment": "Ask three impact questions", "due": "03-01"}


def gap(world, rep: str = "ana", criterion: str = "obj", **settings) -> pd.Series:
    table = world.review(**settings).tables.coaching_gaps
    rows = table[(table["rep_id"] == rep) & (table["criterion_id"] == criterion)]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.fixture
def rated(world):
    """A criterion whose competency is rated, with calls around the first of February."""
    world.criterion(competency="Objections").rating(2, "01-02")
    return world.calls("01-20", [50, 52, 54, 56, 58]).calls("03-05", [50, 52, 54, 56, 58])


def test_only_what_was_coached_is_routed(rated) -> None:
    assert rated.review().tables.coaching_gaps.empty


def test_without_a_complete_record_it_is_the_system(world) -> None:
    # no call before or after, nothing typed
    row = gap(world.entry("a", "02-01", **GOOD).entry("b", "02-03", **GOOD))
    assert row[["gap", "evidence"]].tolist() == [
        "system",
        "2 sessions, none with a complete record.",
    ]
    assert row[["sessions", "complete", "pending"]].tolist() == [2, 0, 0]


def test_a_record_that_waits_for_its_next_call_is_not_held_against_the_system(rated) -> None:
    rated.call("03-25", 50).entry("a", "03-28", **GOOD, status="done")
    row = gap(rated)
    assert row[["gap", "complete", "pending"]].tolist() == ["working", 0, 1]


def test_without_a_dated_commitment_it_is_the_will(rated) -> None:
    assert gap(rated.entry("a", "02-10"))["evidence"] == "1 session, no commitment."
    rated.entry("b", "02-12", commitment="Ask three impact questions")
    row = gap(rated)
    assert row["gap"] == "will"
    assert row["evidence"] == "2 sessions, 1 commitment, none with a date."


def test_commitments_missed_twice_and_by_half_are_the_will(rated) -> None:
    rated.entry("a", "02-08", **GOOD, status="done").entry("b", "02-09", **GOOD, status="done")
    rated.entry("c", "02-10", **GOOD, status="missed")
    assert gap(rated)["gap"] == "working"
    # of one that is still open after its day nobody has said that it was missed
    rated.entry("d", "02-11", **GOOD, status="open")
    assert gap(rated)["gap"] == "working"
    rated.entry("f", "02-13", **GOOD, status="missed")
    row = gap(rated)
    assert row["gap"] == "will"
    assert row["evidence"] == ("2 of 5 commitments due were kept, 1 without an outcome in the log.")
    rated.entry("e", "02-12", **GOOD, status="done")
    # two of five are less than half
    assert gap(rated)["gap"] == "working"


def test_vague_commitments_are_the_will(rated) -> None:
    for entry in ("a", "b"):
        rated.entry(entry, "02-10", commitment="be better", due="02-20", status="done")
    row = gap(rated)
    assert row["gap"] == "will"
    assert row["evidence"] == "2 of 2 made could not be checked."


def test_where_nothing_says_what_good_is_it_is_knowledge(world, new_world) -> None:
    def coached(company):
        company.calls("01-20", [50]).calls("03-05", [50])
        return company.entry("a", "02-10", **GOOD, status="done")

    row = gap(coached(world.criterion(competency="Objections").rating(2, "01-02", rep="bo")))
    assert row["gap"] == "knowledge"
    assert row["evidence"] == (
        "1 session, no skills-matrix rating, and the rubric has no sub-criteria that say what good is."
    )
    # a rating of the rep's competency, or sub-criteria of the rubric, say it
    row = gap(coached(new_world().criterion(competency="Objections").rating(2, "01-02")))
    assert row[["gap", "level"]].tolist() == ["working", 2]
    row = gap(coached(new_world().criterion().criterion("price", 100, parent="obj")))
    assert row[["gap", "sub_criteria"]].tolist() == ["working", 1]


def test_commitments_kept_and_no_rise_in_three_sessions_on_a_theme_are_the_skill(rated) -> None:
    for number, when in enumerate(("02-10", "02-11", "02-12")):
        rated.entry(f"e{number}", when, theme="Price-objection", **GOOD, status="done")
    row = gap(rated)
    assert row["gap"] == "skill"
    # five calls of 54 ± 3.16 before and after: t(8) · 2 = 4.6
    assert row["evidence"] == (
        "3 sessions on “Price-objection”, 3 of 3 commitments due kept, and no rise of the "
        "score around them."
    )
    assert row[["theme_sessions", "movement"]].tolist() == [3, 0]


def test_sessions_on_a_sub_criterion_route_its_criterion_too(rated) -> None:
    rated.criterion("price", 100, parent="obj", competency="Objections")
    rated.call("01-21", {"price": 50}).call("03-06", {"price": 50})
    rated.entry("a", "02-10", "price", **GOOD, status="done")
    assert gap(rated, criterion="price")["gap"] == "working"
    row = gap(rated)
    assert row["gap"] == "working"
    assert row["evidence"] == ("1 session, 1 with a complete record, 1 of 1 commitments due kept.")


def test_a_theme_that_came_back_over_missed_commitments_is_never_called_working(rated) -> None:
    for number, when in enumerate(("02-02", "02-09", "02-16")):
        rated.entry(f"e{number}", when, theme="Price objection")
    rated.entry("kept", "02-20", **GOOD, status="missed")
    row = gap(rated)
    # one missed of one is not repeated, but the theme stands still meanwhile
    assert row[["gap", "evidence"]].tolist() == ["will", "0 of 1 commitments due were kept."]
