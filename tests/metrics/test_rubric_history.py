"""The rubric at the review day, and the history of criteria that were replaced."""

from datetime import date

import pytest

from review_kit.errors import ConfigurationError


def listed(result) -> list[str]:
    return result.tables.rep_criteria["criterion_id"].tolist()


def test_a_replaced_criterion_hands_its_history_to_its_successor(world) -> None:
    world.criterion("old", 100, end="2026-02-14")
    world.criterion("new", 100, start="2026-02-15", replaces="old")
    for _ in range(5):
        world.call("01-10", {"old": 40}).call("03-10", {"new": 70})
    result = world.review()
    assert listed(result) == ["new"]
    row = result.criterion("new")
    assert (row["baseline_score"], row["current_score"], row["score_delta"]) == (40, 70, 30)


def test_replacements_are_followed_to_the_end(world) -> None:
    world.criterion("a", end="2025-12-31").criterion("b", end="2026-01-31", replaces="a")
    world.criterion("c", start="2026-02-01", replaces="b")
    world.call("01-10", {"a": 40})
    result = world.review()
    assert listed(result) == ["c"]
    assert result.criterion("c")["n_baseline"] == 1


def test_a_successor_that_has_not_started_does_not_count_yet(world) -> None:
    world.criterion("old", 100).criterion("new", 100, start="2026-04-01", replaces="old")
    world.call("01-10", {"old": 40})
    assert listed(world.review()) == ["old"]


def test_a_call_scored_on_both_sides_of_a_replacement_has_one_score(world) -> None:
    world.criterion("old", end="2026-02-14").criterion("new", start="2026-02-15", replaces="old")
    world.call("02-15", {"old": 40}, call="a").call("02-15", {"new": 60}, call="a")
    result = world.review()
    assert result.criterion("new")["n_window"] == 1
    assert result.tables.call_scores["score"].tolist() == [60]


def test_a_split_criterion_keeps_its_history_to_itself(world) -> None:
    world.criterion("old", 100, end="2026-02-14")
    world.criterion("left", 50, start="2026-02-15", replaces="old")
    world.criterion("right", 50, start="2026-02-15", replaces="old")
    world.call("01-10", {"old": 40}).call("03-10", {"left": 60})
    result = world.review()
    assert sorted(listed(result)) == ["left", "old", "right"]
    assert result.criterion("old")["n_window"] == 1
    assert result.criterion("left")["n_window"] == 1


def test_sessions_and_commitments_follow_their_criterion(world) -> None:
    world.criterion("old", end="2026-02-14").criterion("new", start="2026-02-15", replaces="old")
    world.entry("e1", "01-10", "old", commitment="Ask three questions", due="01-20", status="done")
    result = world.review()
    assert result.entry("e1")["criterion_id"] == "new"
    row = result.criterion("new")
    assert (row["sessions_held"], row["commitments_done"]) == (1, 1)


def test_a_replaced_parent_is_replaced_above_its_sub_criteria_too(world) -> None:
    world.criterion("old", end="2026-02-14").criterion("new", start="2026-02-15", replaces="old")
    world.criterion("price", 100, parent="old")
    world.call("01-10", {"price": 40})
    result = world.review()
    assert result.criterion("price")["parent_criterion_id"] == "new"
    assert result.criterion("new")["n_window"] == 1


def test_new_weights_inside_the_window_keep_the_history_and_weigh_it_anew(world) -> None:
    # from 15 February on objections weigh 30 instead of 70, discovery 70 instead of 30
    world.criterion("obj1", 70, end="2026-02-14").criterion("dis1", 30, end="2026-02-14")
    world.criterion("obj2", 30, start="2026-02-15", replaces="obj1")
    world.criterion("dis2", 70, start="2026-02-15", replaces="dis1")
    world.entry("e", "02-01", "obj1").goal("g", "01-02", 80, criterion="dis1")
    for _ in range(5):
        world.call("01-10", {"obj1": 40, "dis1": 60}).call("03-10", {"obj2": 50, "dis2": 90})
    result = world.review(coaching={"focus_criteria": 1})
    # the heavier criterion of today leads
    assert listed(result) == ["dis2", "obj2"]
    assert result.tables.rep_criteria["focus_rank"].fillna(0).tolist() == [1, 0]
    objections, discovery = result.criterion("obj2"), result.criterion("dis2")
    assert (objections["weight"], objections["score_delta"]) == (30, 10)
    assert (objections["sessions_held"], discovery["target"]) == (1, 80)
    # (30 · 40 + 70 · 60) / 100 = 54 and (30 · 50 + 70 · 90) / 100 = 78: one measure for all calls
    assert result.metric("overall_score")["value"] == 66


def test_a_replaced_criterion_keeps_its_weeks_and_its_dip_together(world) -> None:
    world.criterion("old", end="2026-02-14").criterion("new", start="2026-02-15", replaces="old")
    world.entry("e", "01-20", "old")
    steady = [66, 68, 70, 72, 74]
    for week, name, change in (
        ("01-07", "old", 0),
        ("01-14", "old", 0),
        ("02-11", "old", -20),
        ("02-25", "new", 5),
        ("03-11", "new", 5),
    ):
        for score in steady:
            world.call(week, {name: score + change})
    result = world.review()
    assert result.tables.weekly["criterion_id"].unique().tolist() == ["new"]
    row = result.criterion("new")
    # the dip lies before the change of the rubric, the recovery after it
    assert [f"{row[name]:%m-%d}" for name in ("dip_week", "recovery_week")] == ["02-11", "02-25"]
    assert row["dip_score"] == 50


def test_a_criterion_that_ended_in_the_window_is_listed_without_weight(world) -> None:
    world.criterion("gone", 60, end="2026-02-14").criterion("stays", 100)
    for _ in range(5):
        world.call("01-10", {"gone": 0, "stays": 80})
    result = world.review()
    assert listed(result) == ["stays", "gone"]
    assert result.criterion("gone")["weight"] == 0
    # the overall score is that of the rubric at the review day
    assert result.metric("overall_score")["value"] == 80


def test_a_criterion_that_ended_before_the_window_is_not_listed(world) -> None:
    world.criterion("gone", end="2025-12-31").criterion("last", end="2026-01-01").criterion("stays")
    assert listed(world.review()) == ["stays", "last"]


def test_the_focus_is_the_highest_weights_and_equals_go_by_identifier(world) -> None:
    world.criterion("b", 30).criterion("a", 20).criterion("d", 20).criterion("c", 30)
    world.criterion("part", 90, parent="a")
    rows = world.review().tables.rep_criteria
    assert rows["criterion_id"].tolist() == ["b", "c", "a", "d", "part"]
    assert rows["focus_rank"].dropna().tolist() == [1, 2, 3]


def test_the_focus_can_be_two(world) -> None:
    world.criterion("a", 50).criterion("b", 30).criterion("c", 20)
    rows = world.review(coaching={"focus_criteria": 2}).tables.rep_criteria
    assert rows["focus_rank"].dropna().tolist() == [1, 2]


def test_replacing_in_a_circle_is_refused(world) -> None:
    world.criterion("a", replaces="b").criterion("b", replaces="a")
    with pytest.raises(ConfigurationError, match="in a circle: a → b → a"):
        world.review()


def test_being_part_of_each_other_is_refused(world) -> None:
    world.criterion("a", parent="b").criterion("b", parent="a")
    with pytest.raises(ConfigurationError, match="parent_criterion_id goes in a circle"):
        world.review()


def test_a_version_under_the_same_id_keeps_its_target_before_and_after_the_change(world) -> None:
    # one id in the export: the earlier version carries the day it began
    world.criterion("obj@2025-01-01", 100, end="2026-02-14")
    world.criterion("obj", 100, start="2026-02-15", replaces="obj@2025-01-01")
    for _ in range(5):
        world.call("01-10", {"obj@2025-01-01": 40}).call("03-10", {"obj": 70})
    result = world.review(targets={"criteria": {"obj": 62}})
    row = result.criterion("obj")
    assert (row["target"], row["baseline_score"], row["current_score"]) == (62, 40, 70)
    earlier = world.review(date(2026, 2, 10), targets={"criteria": {"obj": 62}})
    assert earlier.criterion("obj@2025-01-01")["target"] == 62
