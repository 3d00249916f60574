"""Baseline, current, change, targets and gaps of a rep on a criterion."""

import numpy as np
import pandas as pd
import pytest

from review_kit.errors import ConfigurationError


def test_baseline_current_and_change_by_hand(world) -> None:
    world.calls("01-01", [50, 60, 70, 80, 90]).calls("03-31", [70, 75, 80, 85, 90])
    row = world.review().criterion("obj")
    # (50+60+70+80+90)/5 = 70; (70+75+80+85+90)/5 = 80; 80 − 70 = 10
    assert (row["baseline_score"], row["current_score"], row["score_delta"]) == (70, 80, 10)
    assert (row["n_baseline"], row["n_current"], row["n_window"]) == (5, 5, 10)
    # of one rep nobody can say how far scores move here by themselves (test_calibrated_changes.py)
    assert row[["low", "high", "verdict_points"]].isna().all()
    # 70 ± 2.776 · √250 / √5 = 70 ± 19.63
    assert row["baseline_low"] == pytest.approx(50.37, abs=0.01)


def test_both_ends_of_both_windows_are_inside(world) -> None:
    world.call("01-01", 10).call("01-30", 10).call("01-31", 99)
    world.call("03-01", 99).call("03-02", 20).call("03-31", 20)
    world.call("2025-12-31", 99)
    row = world.review().criterion("obj")
    assert (row["n_baseline"], row["n_current"], row["n_window"]) == (2, 2, 6)


@pytest.mark.parametrize(
    ("baseline", "current", "grade"), [(4, 30, "too_few"), (5, 30, "thin"), (20, 20, "ok")]
)
def test_evidence_follows_the_end_with_fewer_calls(world, baseline, current, grade) -> None:
    world.calls("01-05", [50] * baseline).calls("03-10", [60] * current)
    row = world.review().criterion("obj")
    assert row["evidence"] == grade
    assert pd.isna(row["score_delta"]) == (grade == "too_few")


def test_under_five_calls_no_number_is_given_and_the_count_stays(world) -> None:
    world.calls("01-05", [50] * 4).calls("03-10", [60] * 5)
    row = world.review().criterion("obj")
    assert row[["baseline_score", "baseline_low", "score_delta", "low", "high"]].isna().all()
    assert (row["n_baseline"], row["current_score"]) == (4, 60)


def test_thresholds_come_from_the_configuration(world) -> None:
    world.calls("01-05", [50] * 3).calls("03-10", [60] * 3)
    row = world.review(evidence={"minimum_calls": 3, "thin_calls": 3}).criterion("obj")
    assert (row["score_delta"], row["evidence"]) == (10, "ok")


def test_a_rep_without_any_call_has_every_row_with_nothing_in_it(world) -> None:
    world.criterion("obj", 60).criterion("dis", 40).rep("ana").rep("bo")
    world.call("01-05", {"obj": 50, "dis": 50}, rep="bo")
    rows = world.review().tables.rep_criteria.query("rep_id == 'ana'")
    assert rows["criterion_id"].tolist() == ["obj", "dis"]
    assert rows[["n_window", "n_baseline", "n_current", "sessions_held"]].eq(0).all(axis=None)
    assert rows["evidence"].tolist() == ["too_few", "too_few"]


def test_intervals_of_scores_stay_within_the_scale(world) -> None:
    world.calls("01-05", [100, 100, 100, 100, 60])
    assert world.review().criterion("obj")["baseline_high"] == 100


def test_the_target_is_the_open_goals_then_the_configured_then_the_default(world) -> None:
    world.criterion("obj", 50).criterion("dis", 30).criterion("close", 20)
    world.goal("g1", "01-02", 70, criterion="obj").goal("g2", "02-01", 80, criterion="obj")
    world.goal("g3", "03-01", 99, criterion="obj", status="met")
    result = world.review(targets={"default": 75, "criteria": {"dis": 65, "obj": 60}})
    found = result.tables.rep_criteria.set_index("criterion_id")[["target", "target_source"]]
    assert found.loc["obj"].tolist() == [80, "goal"]
    assert found.loc["dis"].tolist() == [65, "config"]
    assert found.loc["close"].tolist() == [75, "config"]


def test_a_sub_criterion_takes_the_target_of_its_parent(world) -> None:
    world.criterion("obj").criterion("price", 60, parent="obj").criterion(
        "timing", 40, parent="obj"
    )
    world.goal("g1", "01-02", 82)
    result = world.review(targets={"criteria": {"timing": 50}})
    assert result.criterion("price")[["target", "target_source"]].tolist() == [82, "goal"]
    assert result.criterion("timing")[["target", "target_source"]].tolist() == [50, "config"]


@pytest.mark.parametrize("metric", ["score_delta", "win_rate"])
def test_a_goal_on_something_else_than_a_score_is_no_target(world, metric) -> None:
    world.goal("g1", "01-02", 15, metric=metric)
    assert world.review().criterion("obj")["target"] == 75


def test_a_goal_set_after_the_review_day_is_no_target_yet(world) -> None:
    world.goal("g1", "04-01", 90)
    assert world.review().criterion("obj")["target"] == 75


def test_the_gap_is_what_is_left_and_nothing_above_the_target(world) -> None:
    world.criterion("obj", 50).criterion("dis", 50)
    for _ in range(5):
        world.call("03-10", {"obj": 69, "dis": 80})
    result = world.review()
    # 75 − 69 = 6
    assert result.criterion("obj")["remaining_gap"] == 6
    assert result.criterion("dis")["remaining_gap"] == 0


def test_the_rest_of_the_gap_is_the_sub_criterion_with_the_largest_gap(world) -> None:
    world.criterion("obj", 100).criterion("price", 20, parent="obj")
    world.criterion("timing", 50, parent="obj").criterion("rare", 30, parent="obj")
    for _ in range(5):
        world.call("03-10", {"price": 55, "timing": 70})
    world.call("03-11", {"rare": 0})
    row = world.review().criterion("obj")
    # gaps: price 75 − 55 = 20, timing 5; rare has one call, too few to be named
    assert row["weakest_sub_criterion_id"] == "price"
    assert row["weakest_sub_criterion"] == "Price"
    assert (row["weakest_sub_score"], row["weakest_sub_n"]) == (55, 5)


def test_nothing_is_named_when_all_parts_have_reached_their_targets(world) -> None:
    world.criterion("obj", 100).criterion("price", 100, parent="obj")
    for _ in range(5):
        world.call("03-10", {"price": 90})
    assert pd.isna(world.review().criterion("obj")["weakest_sub_criterion_id"])


def test_sessions_on_a_part_are_sessions_on_the_whole(world) -> None:
    world.criterion("obj", 100).criterion("price", 100, parent="obj")
    world.entry("e1", "01-10", "price", session="s1").entry("e2", "01-10", "obj", session="s1")
    world.entry("e3", "02-20", "price", session="s2")
    result = world.review()
    whole, part = result.criterion("obj"), result.criterion("price")
    # s1 was logged on both and is one session
    assert (whole["sessions_held"], part["sessions_held"]) == (2, 2)
    assert whole["first_session_on"] == pd.Timestamp("2026-01-10")
    assert whole["last_session_on"] == pd.Timestamp("2026-02-20")


def test_follow_ups_count_sessions_with_a_call_after_them(world) -> None:
    world.entry("e1", "01-10").entry("e2", "02-20").call("01-20", 50)
    row = world.review().criterion("obj")
    assert (row["sessions_held"], row["follow_ups_measured"]) == (2, 1)


def test_sessions_outside_the_window_do_not_count(world) -> None:
    world.entry("e1", "2025-12-31").entry("e2", "01-01").entry("e3", "03-31").entry("e4", "04-01")
    assert world.review().criterion("obj")["sessions_held"] == 2


def test_commitments_kept_are_counted_by_criterion(world) -> None:
    world.criterion("obj", 60).criterion("dis", 40)
    said = "Ask three impact questions"
    world.entry("e1", "01-10", "obj", commitment=said, due="01-20", status="done")
    world.entry("e2", "02-10", "obj", commitment=said, due="02-20", status="missed")
    world.entry("e3", "03-30", "obj", commitment=said, due="04-09", status="open")
    row = world.review().criterion("obj")
    # due by the review day: two, one of them done
    assert (row["commitments_due"], row["commitments_done"]) == (2, 1)
    assert row["commitment_completion"] == 0.5
    assert np.isnan(world.review().criterion("dis")["commitment_completion"])


def test_people_come_and_go(world) -> None:
    world.rep("stays").rep("new", hired="2026-03-31").rep("later", hired="2026-04-01")
    world.rep("gone", left="2025-12-31").rep("left", left="2026-01-01")
    assert world.review().tables.reps["rep_id"].tolist() == ["left", "new", "stays"]


def test_nobody_to_review_is_said_at_once(world) -> None:
    world.rep("gone", left="2025-12-31").rep("later", hired="2026-04-01")
    with pytest.raises(
        ConfigurationError, match="nobody was there between 2026-01-01 and 2026-03-31"
    ):
        world.review()


def test_without_a_rubric_there_is_nothing_to_score(world) -> None:
    result = world.criterion("later", start="2026-04-01").call("01-05", {"later": 50}).review()
    assert result.tables.rep_criteria.empty
    assert result.rep()["n_calls"] == 0


def test_the_reps_table_says_who_and_on_how_many_calls(world) -> None:
    world.rep("ana", hired="2026-03-01", manager="mia")
    world.criterion("obj", 60).criterion("dis", 40)
    world.call("01-30", {"obj": 1, "dis": 2}).call("01-31", {"dis": 2}).call("03-31", {"obj": 3})
    world.call("2025-12-31", {"obj": 3})
    world.entry("e1", "02-01", manager="old").entry("e2", "02-08", manager="mia")
    row = world.review().rep()
    # 1 to 31 March are 30 days of tenure
    assert row["tenure_days"] == 30
    assert row[["n_calls", "n_calls_baseline", "n_calls_current"]].tolist() == [3, 1, 1]
    assert row["first_call_on"] == pd.Timestamp("2026-01-30")
    assert row["last_call_on"] == pd.Timestamp("2026-03-31")
    assert (row["manager_id"], row["n_earlier_managers"]) == ("mia", 1)
