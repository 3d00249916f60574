"""One score per call and criterion: who stands over whom, and sub-criteria."""

import pandas as pd
import pytest


def scores(result) -> list[tuple[str, str, float, bool]]:
    table = result.tables.call_scores
    columns = ["call_id", "criterion_id", "score", "from_sub_criteria"]
    return [tuple(row) for row in table[columns].itertuples(index=False)]


def test_a_score_is_percent_of_its_own_maximum(world) -> None:
    world.call("01-05", 4, max_score=5, call="a").call("01-06", 12, max_score=50, call="b")
    # 4 of 5 = 80 %, 12 of 50 = 24 %
    assert scores(world.review()) == [("a", "obj", 80, False), ("b", "obj", 24, False)]


def test_a_humans_score_stands_over_a_newer_one_of_an_ai(world) -> None:
    world.call("01-05", 40, call="a", human=True).call("01-05", 90, call="a")
    assert scores(world.review()) == [("a", "obj", 40, False)]


def test_of_two_by_the_same_kind_the_later_in_the_export_stands(world) -> None:
    world.call("01-05", 40, call="a", order=7).call("01-05", 90, call="a", order=3)
    assert scores(world.review()) == [("a", "obj", 40, False)]


def test_a_human_stands_criterion_by_criterion(world) -> None:
    world.criterion("obj", 60).criterion("dis", 40)
    world.call("01-05", {"obj": 50, "dis": 70}, call="a")
    world.call("01-05", {"dis": 30}, call="a", human=True)
    assert scores(world.review()) == [("a", "dis", 30, False), ("a", "obj", 50, False)]


def test_each_call_counts_once_however_often_it_was_scored(world) -> None:
    for call in range(5):
        world.call("01-05", 40, call=f"c{call}").call("01-05", 60, call=f"c{call}")
    row = world.review().criterion("obj")
    assert (row["n_baseline"], row["baseline_score"]) == (5, 60)


def test_a_call_scored_on_sub_criteria_takes_their_weighted_mean(world) -> None:
    world.criterion("obj", 100).criterion("price", 40, parent="obj")
    world.criterion("timing", 20, parent="obj").criterion("confirm", 40, parent="obj")
    world.call("01-05", {"price": 50, "timing": 80}, call="a")
    # confirm was not scored: (40 · 50 + 20 · 80) / 60 = 60
    assert ("a", "obj", 60, True) in scores(world.review())


def test_a_criterion_that_was_scored_itself_keeps_its_own_score(world) -> None:
    world.criterion("obj", 100).criterion("price", 100, parent="obj")
    world.call("01-05", {"obj": 75, "price": 10}, call="a")
    assert scores(world.review()) == [("a", "obj", 75, False), ("a", "price", 10, False)]


def test_sub_criteria_without_weight_give_no_score(world) -> None:
    world.criterion("obj", 100).criterion("price", 0, parent="obj")
    world.call("01-05", {"price": 50}, call="a")
    assert scores(world.review()) == [("a", "price", 50, False)]


def test_sub_criteria_of_sub_criteria_are_brought_up_level_by_level(world) -> None:
    world.criterion("obj", 100).criterion("price", 50, parent="obj")
    world.criterion("discount", 100, parent="price").criterion("timing", 50, parent="obj")
    world.call("01-05", {"discount": 40, "timing": 80}, call="a")
    found = {name: score for _, name, score, _ in scores(world.review())}
    # price takes 40 from discount; obj = (50 · 40 + 50 · 80) / 100 = 60
    assert found == {"discount": 40, "price": 40, "timing": 80, "obj": 60}


def test_two_reps_on_one_call_have_a_score_each(world) -> None:
    world.rep("ana").rep("bo").call("01-05", 40, call="a").call("01-05", 80, call="a", rep="bo")
    table = world.review().tables.call_scores
    assert dict(zip(table["rep_id"], table["score"], strict=True)) == {"ana": 40, "bo": 80}


def test_the_overall_score_weighs_the_top_level_criteria_that_were_scored(world) -> None:
    world.criterion("obj", 60).criterion("dis", 30).criterion("close", 10)
    world.criterion("price", 100, parent="obj")
    for _ in range(4):
        world.call("01-05", {"obj": 50, "dis": 80})
    world.call("01-06", {"price": 70, "close": 30})
    # four calls: (60 · 50 + 30 · 80) / 90 = 60; one: obj takes 70: (60 · 70 + 10 · 30) / 70 = 64.29
    # mean of five calls: (4 · 60 + 64.2857) / 5 = 60.857
    row = world.review().metric("overall_score")
    assert row["value"] == pytest.approx(60.857, abs=0.001)
    assert (row["n"], row["evidence"]) == (5, "thin")


def test_calls_after_the_review_day_are_not_looked_at(world) -> None:
    world.calls("03-31", [50] * 5).calls("04-01", [100] * 5)
    row = world.review().criterion("obj")
    assert (row["n_current"], row["current_score"]) == (5, 50)


def test_days_settle_what_is_inside_not_hours(world) -> None:
    # 23 hours on 31 March is still 31 March where the project is: call_on says so
    world.call("03-31", 50, hour=23)
    assert world.review().criterion("obj")["n_window"] == 1


def test_calls_of_people_who_are_not_reviewed_are_left_out(world) -> None:
    world.rep("ana").call("01-05", 50, rep="somebody")
    assert world.review().tables.call_scores.empty


def test_call_scores_are_in_order_of_criterion_and_time(world) -> None:
    world.call("01-05", 1, call="late", hour=15).call("01-05", 2, call="early", hour=9)
    world.call("01-04", 3, call="first")
    assert [row[0] for row in scores(world.review())] == ["first", "early", "late"]
    assert world.review().tables.call_scores["call_on"].iloc[0] == pd.Timestamp("2026-01-04")


def test_criteria_of_one_call_that_were_scored_at_different_times_are_in_order_of_theirs(
    world,
) -> None:
    world.criterion("obj", 60).criterion("dis", 40)
    # of b the first criterion was scored before a's, the second after it
    world.call("01-05", {"obj": 1}, call="b", hour=9).call("01-05", {"dis": 2}, call="b", hour=15)
    world.call("01-05", {"obj": 3, "dis": 4}, call="a", hour=12)
    assert [row[:2] for row in scores(world.review())] == [
        *(("a", "dis"), ("b", "dis"), ("b", "obj"), ("a", "obj"))
    ]
