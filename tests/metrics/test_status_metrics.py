"""The three points of a rep's status, goals, and what coached skills gained."""

import numpy as np
import pandas as pd
import pytest


def test_progress_on_the_open_goal_by_hand(world) -> None:
    world.goal("old", "2025-10-01", 60, status="met").goal("g", "01-02", 75, baseline=55)
    row = world.calls("03-10", [67] * 5).review().metric("progress_to_goal")
    # (67 − 55) / (75 − 55) = 0.6
    assert (row["value"], row["n"]) == (0.6, 1)
    assert row["note"] == "Obj: 67, from 55 to 75"


def test_progress_counts_downwards_too_and_past_the_goal(world) -> None:
    world.outcome("aht_seconds", "01-01", "03-31", 280, unit="seconds")
    world.goal("g", "01-02", 300, baseline=400, criterion=None, metric="aht_seconds")
    # (280 − 400) / (300 − 400) = 1.2
    assert world.review().metric("progress_to_goal")["value"] == pytest.approx(1.2)


@pytest.mark.parametrize(("current", "progress"), [(60, 1), (59, 0)])
def test_a_goal_to_hold_a_level_is_held_or_not(world, current, progress) -> None:
    world.goal("g", "01-02", 60, baseline=60).calls("03-10", [current] * 5)
    assert world.review().metric("progress_to_goal")["value"] == progress


def test_the_goal_set_last_is_the_one(world) -> None:
    world.goal("b", "01-02", 90, baseline=50).goal("a", "02-02", 60, baseline=50)
    world.calls("03-10", [60] * 5)
    assert world.review().metric("progress_to_goal")["value"] == 1


def test_a_goal_on_a_skill_comes_before_one_on_a_result(world) -> None:
    world.goal("a", "01-02", 70, baseline=50)
    world.goal("b", "02-02", 0.3, baseline=0.2, criterion=None, metric="win_rate")
    row = world.calls("03-10", [60] * 5).review().metric("progress_to_goal")
    assert row["note"] == "Obj: 60, from 50 to 70"


def test_too_few_calls_leave_a_goal_unmeasured(world) -> None:
    row = world.goal("g", "01-02", 90).calls("03-10", [60] * 4).review().metric("progress_to_goal")
    assert (np.isnan(row["value"]), row["note"]) == (True, "Obj: not measured in this window")


def test_no_open_goal_and_no_goals_at_all(world, new_world) -> None:
    row = world.goal("g", "01-02", 90, status="missed").review().metric("progress_to_goal")
    assert (np.isnan(row["value"]), row["n"], row["note"]) == (True, 0, "no open goal")
    names = new_world().review().tables.rep_metrics["metric"].tolist()
    assert "progress_to_goal" not in names


def test_the_goals_table_holds_the_history_with_the_present_values(world) -> None:
    world.criterion("old", end="2026-01-15").criterion("obj", start="2026-01-16", replaces="old")
    world.goal("g2", "02-01", 15, metric="score_delta").goal(
        "g1", "2025-07-01", 70, criterion="old"
    )
    world.goal("g3", "02-02", 0.3, criterion=None, metric="win_rate")
    world.goal("later", "04-01", 99)
    world.calls("01-20", [50] * 5).calls("03-10", [62] * 5)
    goals = world.review().tables.goals
    assert goals["goal_id"].tolist() == ["g1", "g2", "g3"]
    assert goals["criterion_id"].fillna("").tolist() == ["obj", "obj", ""]
    # current score 62; change 62 − 50 = 12; win rate is not measured
    assert goals["current"].fillna(-1).tolist() == [62, 12, -1]


@pytest.mark.parametrize(
    ("goal", "then", "now", "on_day", "standing"),
    [
        # due on 15 February: the calls of 17 January to that day say how it stood
        ({"due": "02-15", "status": "missed"}, 66, 74, 66, "met_since"),
        ({"due": "02-15", "status": "missed"}, 60, 66, 60, "not_met"),
        ({"due": "02-15", "status": "met"}, 72, 74, 72, "met"),
        ({"due": "02-15", "status": "met"}, 72, 66, 72, "met_not_kept"),
        # what was measured stands over what was logged
        ({"due": "02-15", "status": "met"}, 60, 66, 60, "not_met"),
        ({"due": "02-15", "status": "open"}, 60, 74, 60, "met_since"),
        # too few calls to say how it stood: what was logged counts, and what was not is not known
        ({"due": "02-15", "status": "met"}, None, 66, None, "met_not_kept"),
        ({"due": "02-15", "status": "missed"}, None, 74, None, "met_since"),
        ({"due": "02-15", "status": "open"}, None, 74, None, "met_by_now"),
        ({"due": "02-15", "status": "open"}, None, 66, None, "overdue"),
        # its day is to come
        ({"due": "06-30"}, 60, 74, None, "reached"),
        ({"due": "06-30"}, 60, 66, None, "under_way"),
    ],
)
def test_a_goal_stands_by_todays_value_and_that_of_its_day(
    world, goal, then, now, on_day, standing
) -> None:
    world.goal("g", "2025-12-01", 70, **goal)
    # calls of before and after these thirty days are none of the day's
    world.calls("01-16", [0] * 5).calls("02-16", [0] * 5).calls("03-10", [now] * 5)
    world.calls("01-17", [then or 60] * (4 if then is None else 5))
    row = world.review().tables.goals.iloc[0]
    assert row["standing"] == standing
    assert row["current"] == now
    assert (None if np.isnan(row["on_day"]) else row["on_day"]) == on_day


def test_a_goal_on_a_result_stands_by_the_result_of_its_day(world) -> None:
    # 90 days to 15 February begin on 18 November: two of five won; in the window four of five
    world.deal("2025-11-10", "2025-11-17", won=True)
    for number in range(5):
        world.deal("2025-12-01", "2025-12-20", won=number < 2)
        world.deal("02-16", "03-10", won=number < 4)
    goal = {"criterion": None, "metric": "win_rate", "baseline": 0.2}
    world.goal("a", "2025-10-01", 0.5, due="02-15", status="missed", **goal)
    world.goal("b", "2025-10-01", 0.5, due="06-30", **goal)
    # the first deal on record is of 10 November: 90 days to 1 February reach back further
    world.goal("c", "2025-10-01", 0.5, due="02-01", status="missed", **goal)
    goals = world.review().tables.goals.set_index("goal_id")
    assert goals["current"].tolist() == [0.8] * 3
    assert goals.loc["a", ["on_day", "standing"]].tolist() == [0.4, "met_since"]
    assert goals.loc["b", "standing"] == "reached"
    assert (pd.isna(goals.loc["c", "on_day"]), goals.loc["c", "standing"]) == (True, "met_since")


def test_a_goal_on_sessions_or_scores_stands_by_those_of_its_day(world) -> None:
    # 90 days to 15 February begin on 18 November; log and scores begin before
    world.entry("old", "2025-11-01").calls("2025-11-01", [10] * 5)
    world.calls("2025-12-01", [60] * 5).calls("03-10", [80] * 5)
    for number, when in enumerate(("2025-12-01", "02-15", "02-16", "03-01", "03-02")):
        world.entry(
            f"e{number}", when, minutes=30, commitment="Call back by Friday at noon", due="02-20"
        )
    goal = {"criterion": None, "baseline": 0, "due": "02-15", "status": "missed"}
    world.goal("calls", "2025-12-01", 70, metric="overall_score", **goal)
    world.goal("early", "2025-12-01", 70, metric="overall_score", **(goal | {"due": "01-15"}))
    world.goal("kept", "2025-12-01", 1, metric="commitment_completion", **goal)
    world.goal("rank", "2025-12-01", 1, metric="close_rate_rank", **goal)
    world.goal("sessions", "2025-12-01", 4, metric="sessions_held", **goal)
    goals = world.review().tables.goals.set_index("goal_id")
    columns = ["on_day", "on_day_note", "current", "standing"]
    found = goals[columns].astype("object").where(goals[columns].notna(), None).T.to_dict("list")
    # two sessions by the day, four in this window
    assert found["sessions"] == [2, None, 4, "met_since"]
    assert found["calls"] == [60, None, 80, "met_since"]
    # the 90 days to 15 January begin on 18 October, before the first scored call
    assert found["early"] == [None, "record_too_short", 80, "met_since"]
    assert found["kept"] == [None, "not_dated", 0, "not_met"]
    assert found["rank"][:2] == [None, "not_by_day"]


def test_a_goal_on_losses_or_on_stalled_deals_stands_by_those_of_its_day(world) -> None:
    world.deal("2025-10-01", "2025-12-01").deal("2025-10-01", "01-10").deal("2025-10-01", "03-10")
    goal = {"criterion": None, "baseline": 9, "due": "02-15", "status": "open"}
    world.goal("losses", "2025-12-01", 1, metric="losses", **goal)
    world.goal("won", "2025-12-01", 1, metric="deals_won", **(goal | {"baseline": 0}))
    world.goal("stalled", "2025-12-01", 0, metric="stalled_count", **goal)
    goals = world.review().tables.goals.set_index("goal_id")
    # in the 90 days to 15 February two were lost, and since 1 January two
    assert goals.loc["losses", ["on_day", "current", "standing"]].tolist() == [2, 2, "not_met"]
    assert goals.loc["won", ["on_day", "current", "standing"]].tolist() == [0, 0, "not_met"]
    assert goals.loc["stalled", ["on_day", "current", "standing"]].tolist() == [0, 0, "met"]


def test_a_ramp_that_had_not_ended_by_its_day_was_not_met(world) -> None:
    world.rep("ana").rep("new", hired="2025-12-01").deal("2025-11-01", rep="ana")
    world.quota("2025-11-01", "2025-11-30", 100, rep="ana")
    for first, last in (("2025-12-01", "2025-12-31"), ("01-01", "01-31"), ("02-01", "02-28")):
        world.quota(first, last, 100, rep="new")
    world.deal("01-05", "02-10", won=True, amount=100, rep="new")
    goal = {"criterion": None, "metric": "ramp_days", "baseline": 120, "rep": "new"}
    world.goal("late", "2025-12-01", 60, due="02-15", **goal)
    world.goal("there", "2025-12-01", 70, due="03-15", **goal)
    goals = world.review().tables.goals.set_index("goal_id")
    # full in February, 62 days after the hire, which is known at the end of February
    assert goals["current"].tolist() == [62, 62]
    assert goals.loc["late", ["on_day_note", "standing"]].tolist() == ["not_reached", "not_met"]
    assert goals.loc["there", ["on_day", "standing"]].tolist() == [62, "met"]


def test_a_goal_on_a_change_stands_by_the_change_up_to_its_day(world) -> None:
    world.criterion("obj").calls("2025-12-01", [50] * 5).calls("02-10", [65] * 5)
    world.calls("01-10", [60] * 5).calls("03-10", [62] * 5)
    world.goal("g", "2025-12-01", 10, metric="score_delta", baseline=0, due="02-15")
    # the window to 15 February begins on 18 November: 65 − 50; that of today on 1 January: 62 − 60
    (row,) = world.review().tables.goals[["on_day", "current", "standing"]].to_numpy().tolist()
    assert row == [15, 2, "met_not_kept"]


def test_a_score_that_others_gave_on_the_day_says_so(world) -> None:
    world.goal("g", "2025-12-01", 70, due="02-15", status="missed")
    world.calls("02-01", [60] * 5)
    for _ in range(5):
        world.call("03-10", 74, human=True, by="QA-1")
    row = world.review().tables.goals.iloc[0]
    assert row[["on_day", "on_day_note", "standing"]].tolist() == [60, "other_scorers", "met_since"]


def test_a_goal_on_an_exported_result_stands_by_its_periods(world) -> None:
    world.outcome("csat", "2025-10-01", "2025-12-31", 70).outcome("csat", "01-01", "03-31", 90)
    goal = {"criterion": None, "metric": "csat", "baseline": 60, "due": "2025-12-31"}
    row = world.goal("a", "2025-10-01", 80, status="open", **goal).review().tables.goals.iloc[0]
    assert row[["on_day", "current", "standing"]].tolist() == [70, 90, "met_since"]


def test_a_goal_that_leads_down_is_met_from_above(world) -> None:
    world.outcome("aht_seconds", "01-01", "03-31", 280, unit="seconds")
    world.goal("g", "01-02", 300, baseline=400, criterion=None, metric="aht_seconds")
    world.goal("h", "01-02", 270, baseline=400, criterion=None, metric="aht_seconds")
    assert world.review().tables.goals["standing"].tolist() == ["reached", "under_way"]


def test_the_goal_of_the_status_is_marked(world) -> None:
    world.goal("a", "01-02", 70).goal("b", "02-02", 80).goal("c", "03-02", 60, status="met")
    world.goal("d", "03-02", 0.3, baseline=0.2, criterion=None, metric="win_rate")
    goals = world.calls("03-10", [60] * 5).review().tables.goals
    assert goals.set_index("goal_id")["leads"].to_dict() == {
        "a": False,
        "b": True,
        "c": False,
        "d": False,
    }


def test_process_is_the_lower_of_cadence_and_completion(world) -> None:
    # 9 h over 90/7 weeks = 0.7 h a week of 2: 0.35; completion 1 of 2, 0.5 of 0.9: 0.556
    world.entry("a", "01-10", minutes=540, before=50, after=60).planned("s-a", "01-10")
    world.planned("b", "02-10", "cancelled")
    row = world.review().metric("process_to_requirement")
    assert (row["value"], row["n"]) == (pytest.approx(0.35), 2)
    assert row["note"] == "0.7 of 2 hours a week; completion 50% of 90%"
    row = world.review(coaching={"hours_per_week_line": 0.5}).metric("process_to_requirement")
    assert row["value"] == pytest.approx(0.5 / 0.9)


def test_more_than_required_is_as_required(world) -> None:
    world.entry("a", "01-10", minutes=6000, before=50, after=60)
    assert world.review().metric("process_to_requirement")["value"] == 1


def test_a_part_that_is_not_known_is_left_out_of_process(world) -> None:
    world.entry("a", "01-10", before=50, after=60)
    row = world.review().metric("process_to_requirement")
    assert (row["value"], row["n"], row["note"]) == (1, 1, "completion 100% of 90%")


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [("missed", "done", "rising"), ("done", "missed", "falling"), ("done", "done", "steady")],
)
def test_willingness_is_commitments_kept_and_its_direction(world, before, now, words) -> None:
    said = "Ask three impact questions"
    world.entry("a", "2025-12-01", commitment=said, due="2025-12-31", status=before)
    world.entry("b", "02-01", commitment=said, due="02-08", status=now)
    row = world.review().metric("willingness_to_change")
    assert (row["value"], row["note"]) == (float(now == "done"), words)


def test_willingness_without_a_window_before_has_no_direction(world) -> None:
    world.entry("b", "02-01", commitment="Ask three questions", due="02-08", status="done")
    row = world.review().metric("willingness_to_change")
    assert (row["value"], pd.isna(row["note"])) == (1, True)


def coached_company(world):
    """Three coached reps who gain 10, 9.8 and −5 pp on obj; an uncoached one who gains 30."""
    for number, (gain, coached) in enumerate([(10, True), (9.8, True), (-5, True), (30, False)]):
        rep = f"r{number}"
        world.rep(rep).calls("01-05", [50] * 5, rep=rep).calls("03-10", [50 + gain] * 5, rep=rep)
        if coached:
            world.entry(f"e{number}", "02-01", rep=rep)
    world.rep("few calls").entry("e9", "02-01", rep="few calls").calls(
        "01-05", [50], rep="few calls"
    )
    return world


def test_share_of_coached_skills_that_gained_by_hand(world) -> None:
    result = coached_company(world).review()
    for row in (
        result.team("share_gained_typical"),
        result.manager("share_gained_typical"),
        result.org("share_gained_typical"),
    ):
        # one of three gained 10 pp or more; who has too few calls is not counted
        assert (row["value"], row["n"]) == (pytest.approx(1 / 3), 3)


def test_what_counts_as_a_gain_is_configured(world) -> None:
    result = coached_company(world).review(coaching={"typical_gain_low_pp": 9})
    assert result.team("share_gained_typical")["value"] == pytest.approx(2 / 3)


def test_a_group_without_coached_skills_has_no_share(world) -> None:
    row = world.review().team("share_gained_typical")
    assert (np.isnan(row["value"]), row["n"]) == (True, 0)


def test_changes_of_coached_and_uncoached_reps_stand_apart(world) -> None:
    table = coached_company(world).review().tables.team_criteria
    assert table["coached"].tolist() == [False, True]
    coached = table.iloc[1]
    # 10, 9.8, −5: mean 4.933, median 9.8, quartiles (−5+9.8)/2 = 2.4 and (9.8+10)/2 = 9.9
    assert coached["n_rep_criteria"] == 3
    assert coached["mean_delta"] == pytest.approx(14.8 / 3)
    assert coached["median_delta"] == pytest.approx(9.8)
    assert (coached["q1"], coached["q3"]) == (pytest.approx(2.4), pytest.approx(9.9))
    assert coached["share_gained_typical"] == pytest.approx(1 / 3)
    assert table.iloc[0]["mean_delta"] == 30
