"""Disputed scores: left out while a dispute is open, replaced where it was overturned."""

import pandas as pd


def standing(result) -> dict[tuple[str, str], float]:
    table = result.tables.call_scores
    return {(row.call_id, row.criterion_id): row.score for row in table.itertuples()}


def listed(result) -> list[tuple]:
    table = result.tables.disputed_scores
    columns = [
        "dispute_id",
        "call_id",
        "criterion_id",
        "score",
        "status",
        "score_after",
        "left_out",
    ]
    return [tuple(None if pd.isna(v) else v for v in row) for row in table[columns].to_numpy()]


def test_an_open_dispute_leaves_the_score_out_and_is_counted(world) -> None:
    world.call("03-10", 4, max_score=5, call="a", evaluation="E1")
    world.call("03-11", 3, max_score=5, call="b", evaluation="E2")
    result = world.dispute("D1", "E1", "03-12").review()
    assert standing(result) == {("b", "obj"): 60}
    assert listed(result) == [("D1", "a", "obj", 80, "open", None, True)]
    assert result.criterion("obj")["n_current"] == 1


def test_an_overturned_score_is_replaced_and_an_upheld_one_stays(world) -> None:
    world.call("03-10", 2, max_score=5, call="a", evaluation="E1")
    world.call("03-11", 3, max_score=5, call="b", evaluation="E2")
    world.dispute("D1", "E1", "03-12", "overturned", resolved_on="03-15", score_after=4)
    result = world.dispute("D2", "E2", "03-12", "upheld", resolved_on="03-15").review()
    # 4 of 5 = 80 % in place of 2 of 5 = 40 %
    assert standing(result) == {("a", "obj"): 80, ("b", "obj"): 60}
    assert listed(result) == [
        ("D1", "a", "obj", 40, "overturned", 80, False),
        ("D2", "b", "obj", 60, "upheld", None, False),
    ]


def test_a_dispute_is_as_it_was_on_the_review_day(world) -> None:
    for number in range(3):
        world.call(f"03-1{number}", 50, call=f"c{number}", evaluation=f"E{number}")
    # resolved after 31 March: open on it; raised after it: not there yet
    world.dispute("D0", "E0", "03-20", "overturned", resolved_on="2026-04-02", score_after=90)
    world.dispute("D1", "E1", "2026-04-01", "open")
    # resolved, nobody says when: from the day it was raised
    world.dispute("D2", "E2", "03-20", "overturned", score_after=70)
    result = world.review()
    assert standing(result) == {("c1", "obj"): 50, ("c2", "obj"): 70}
    assert listed(result) == [
        ("D0", "c0", "obj", 50, "open", None, True),
        ("D2", "c2", "obj", 50, "overturned", 70, False),
    ]


def test_no_other_score_takes_the_place_of_a_disputed_one_that_stands(world) -> None:
    world.call("03-10", 40, call="a", human=True, evaluation="E1")
    world.call("03-10", 90, call="a", evaluation="E2")
    assert standing(world.dispute("D1", "E1", "03-12").review()) == {}


def test_a_dispute_about_a_score_that_does_not_stand_changes_nothing(world) -> None:
    world.call("03-10", 40, call="a", human=True, evaluation="E1")
    world.call("03-10", 90, call="a", evaluation="E2")
    assert standing(world.dispute("D1", "E2", "03-12").review()) == {("a", "obj"): 40}


def test_a_criterion_scored_through_its_parts_is_disputed_through_them(world) -> None:
    world.criterion("obj", 60).criterion("price", 50, parent="obj")
    world.criterion("timing", 50, parent="obj").criterion("dis", 40)
    world.call("03-10", {"price": 20, "timing": 40, "dis": 70}, call="a", evaluation="E1")
    result = world.dispute("D1", "E1", "03-12").review()
    assert standing(result) == {("a", "dis"): 70}
    assert [row[2] for row in listed(result)] == ["price", "timing"]


def test_a_part_that_is_disputed_leaves_the_mean_of_the_others(world) -> None:
    world.criterion("obj", 100).criterion("price", 50, parent="obj")
    world.criterion("timing", 50, parent="obj")
    world.call("03-10", {"price": 20, "timing": 40}, call="a", evaluation="E1")
    result = world.dispute("D1", "E1", "03-12", criterion="price").review()
    assert standing(result) == {("a", "obj"): 40, ("a", "timing"): 40}


def test_a_whole_evaluation_can_be_disputed_and_one_score_cannot_replace_it(world) -> None:
    world.criterion("obj", 60).criterion("dis", 40)
    world.call("03-10", {"obj": 20, "dis": 40}, call="a", evaluation="E1")
    world.dispute("D1", "E1", "03-12", "overturned", criterion=None, score_after=80)
    result = world.review()
    assert standing(result) == {}
    assert [row[-2:] for row in listed(result)] == [(None, True), (None, True)]


def test_a_replacement_beyond_the_largest_score_is_none(world) -> None:
    world.call("03-10", 2, max_score=5, call="a", evaluation="E1")
    world.dispute("D1", "E1", "03-12", "overturned", score_after=80)
    assert standing(world.review()) == {}


def test_of_several_disputes_the_last_resolved_one_holds_and_an_open_one_leaves_out(world) -> None:
    for name in ("a", "b"):
        world.call("03-10", 50, call=name, evaluation=name)
        world.dispute(f"{name}1", name, "03-12", "overturned", score_after=60)
    world.dispute("a2", "a", "03-14", "overturned", score_after=70).dispute("b2", "b", "03-14")
    assert standing(world.review()) == {("a", "obj"): 70}


def test_a_criterion_that_was_replaced_is_disputed_under_its_present_name(world) -> None:
    world.criterion("old", 100, end="2026-02-28").criterion(
        "obj", 100, start="2026-03-01", replaces="old"
    )
    world.call("02-10", {"old": 50}, call="a", evaluation="E1")
    result = world.dispute(
        "D1", "E1", "03-12", "overturned", criterion="old", score_after=70
    ).review()
    assert standing(result) == {("a", "obj"): 70}


def test_a_statement_is_kept_word_for_word_up_to_the_review_day(world) -> None:
    world.acknowledged("Packet, Q4", "01-08", "Two calls were  support calls.")
    world.acknowledged("Packet, Q3", "2025-10-05", "Old.").acknowledged("Late", "2026-04-01", "x")
    table = world.review().tables.statements
    assert table[["document", "statement"]].to_numpy().tolist() == [
        ["Packet, Q4", "Two calls were  support calls."]
    ]
