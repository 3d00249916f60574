"""What a team report shows of its reps side by side."""

import pandas as pd
import pytest

from review_kit.metrics.skill_verdicts import is_stuck
from review_kit.metrics.team import quadrants


def rep(world, name: str, before: list[float], after: list[float], *, coached: bool, team="north"):
    world.rep(name, team=team).calls("01-10", before, rep=name).calls("03-10", after, rep=name)
    return world.entry(f"e-{name}", "02-01", rep=name, minutes=30) if coached else world


LEVEL, RISEN = [48, 49, 50, 51, 52], [58, 59, 60, 61, 62]


def test_hours_beside_attainment(world) -> None:
    rep(world, "ana", LEVEL, LEVEL, coached=True).rep("bo")
    world.deal("01-02", "02-02", won=True, amount=50).quota("01-01", "03-31", 100)
    table = world.review().tables.dose.set_index("rep_id")
    # half an hour in 90 days
    assert table.loc["ana", "hours_per_week"] == pytest.approx(0.5 / (90 / 7))
    assert table.loc["ana", "quota_attainment"] == 0.5
    assert table.loc["bo", "hours_per_week"] == 0
    assert pd.isna(table.loc["bo", "quota_attainment"])


def skill(rep, verdict, *, sessions=1, weight=30, criterion="obj", points=None, reason=None):
    return {
        "rep_id": rep,
        "criterion_id": criterion,
        "parent_criterion_id": None,
        "weight": weight,
        "sessions_held": sessions,
        "verdict": verdict,
        "verdict_points": points,
        "verdict_reason": reason,
    }


def placed(*rows, reps=("ana",)):
    roster = pd.DataFrame({"rep_id": reps, "team": "north"})
    return quadrants(pd.DataFrame(rows), roster).set_index("rep_id")


@pytest.mark.parametrize(
    ("sessions", "verdict", "reason", "quadrant"),
    [
        (1, "improved", None, "coachable_and_improving"),
        (0, "improved", None, "improving_alone"),
        (1, "declined", None, "coached_and_stuck"),
        (1, "no_clear_change", "gain_excluded", "coached_and_stuck"),
        (0, "no_clear_change", "within_chance", "neither"),
        (1, "no_clear_change", "recovered", "cannot_tell_yet"),
        (1, "cannot_tell_yet", "follow_up_open", "cannot_tell_yet"),
        (0, "not_enough_calls", "no_calls", "cannot_tell_yet"),
    ],
)
def test_a_rep_stands_where_the_verdict_says(sessions, verdict, reason, quadrant) -> None:
    table = placed(skill("ana", verdict, sessions=sessions, reason=reason))
    assert table.loc["ana", ["coached", "quadrant"]].tolist() == [sessions > 0, quadrant]


def test_one_skill_that_improved_is_enough_and_the_heaviest_is_named() -> None:
    row = placed(
        skill("ana", "no_clear_change", weight=50),
        skill("ana", "improved", criterion="dis", weight=20, points=9.0),
        skill("ana", "improved", criterion="clo", weight=25, points=7.0),
    ).loc["ana"]
    assert row["quadrant"] == "coachable_and_improving"
    assert row[["n_skills", "n_improved", "n_told"]].tolist() == [3, 2, 3]
    assert row[["criterion_id", "points"]].tolist() == ["clo", 7.0]


def test_who_was_coached_is_placed_by_what_the_coaching_was_about() -> None:
    row = placed(
        skill("ana", "improved", sessions=0, points=12.0),
        skill("ana", "no_clear_change", criterion="dis"),
    ).loc["ana"]
    assert row[["quadrant", "n_skills"]].tolist() == ["coached_and_stuck", 1]


def test_a_rep_without_any_score_has_a_place_too() -> None:
    table = placed(skill("ana", "improved", points=9.0), reps=("ana", "bo"))
    assert table.loc["bo", ["coached", "quadrant", "n_skills"]].tolist() == [
        False,
        "cannot_tell_yet",
        0,
    ]


def test_stuck_is_who_was_coached_and_did_not_improve() -> None:
    rows = pd.DataFrame(
        [
            skill("ana", "no_clear_change", reason="gain_excluded"),
            skill("ana", "declined"),
            skill("ana", "no_clear_change", sessions=0, reason="within_chance"),
            skill("ana", "no_clear_change", reason="recovered"),
            skill("ana", "cannot_tell_yet"),
            skill("ana", "improved"),
        ]
    )
    assert is_stuck(rows).tolist() == [True, True, False, False, False, False]


@pytest.fixture
def colleagues(world):
    """Twenty reps whose scores stood still: by them the others are judged."""
    for number in range(20):
        rep(world, f"z{number:02d}", LEVEL, LEVEL, coached=False)
    return world


def test_three_reps_who_are_stuck_make_a_group(colleagues) -> None:
    # few calls before the session, so there is a change to go by: 0 ± 1.96, which excludes 5 points
    world = colleagues
    for name in ("ana", "bo", "cy"):
        rep(world, name, LEVEL, LEVEL, coached=True)
    rep(world, "di", LEVEL, RISEN, coached=True)
    rep(world, "eve", LEVEL, LEVEL, coached=False)
    for name in ("fay", "gus"):
        rep(world, name, LEVEL, LEVEL, coached=True, team="south")
    table = world.review().tables.role_play_groups
    # whether di improved cannot be told: low scores are coached, and recover
    assert table[["team", "criterion_id", "n_reps", "n_coached"]].to_numpy().tolist() == [
        ["north", "obj", 3, 3]
    ]
    pairs = world.review(coaching={"roleplay_reps": 2}).tables.role_play_groups
    assert pairs["team"].tolist() == ["north", "south"]


def test_the_reddest_competency_is_the_lowest_that_enough_reps_are_rated_in(world) -> None:
    for number in range(5):
        name = f"rep{number}"
        world.rep(name).rating(2 + number % 2, "03-01", rep=name)
        world.rating(3, "03-01", rep=name, competency="Discovery")
    world.rating(1, "03-01", rep="rep0", competency="Rapport").rating(1, "2025-12-01", rep="rep0")
    table = world.review().tables.team_competencies.set_index("competency")
    # 2, 3, 2, 3, 2
    assert table.loc["Objections", ["n_reps", "mean_level"]].tolist() == [5, 2.4]
    # only rep0 was rated before: from 1 to 2
    assert table.loc["Objections", ["n_moved", "mean_movement"]].tolist() == [1, 1]
    assert table.index[table["is_reddest"]].tolist() == ["Objections"]


EXAMPLE = ["scope", "rep_id", "current_score", "target", "others_mean", "n_current"]


def test_the_exemplar_has_the_highest_score_with_enough_calls(world) -> None:
    for name, score in (("ana", 70), ("bo", 74), ("cy", 90)):
        rep(world, name, [50] * 20, [score] * 20, coached=False)
    rep(world, "di", [50] * 5, [99] * 5, coached=False)
    rep(world, "eve", [50] * 20, [80] * 20, coached=False, team="south")
    table = world.review().tables.exemplars
    # in the south there are no three to compare; di's evidence is thin; the others: 70 and 74, with eve 80
    assert table[[*EXAMPLE, "reps_compared"]].to_numpy().tolist() == [
        ["org", "cy", 90, 75, pytest.approx(224 / 3), 20, 4],
        ["team", "cy", 90, 75, 72, 20, 3],
    ]


def test_whoever_is_best_and_under_the_target_is_no_example(world) -> None:
    for name, score in (("ana", 40), ("bo", 45), ("cy", 59)):
        rep(world, name, [40] * 20, [score] * 20, coached=False)
    assert world.review(targets={"default": 70}).tables.exemplars.empty
    found = world.review(targets={"default": 70, "criteria": {"obj": 59}}).tables.exemplars
    assert set(found["rep_id"]) == {"cy"}


def test_a_target_of_the_rep_alone_makes_no_example(world) -> None:
    for name, score in (("ana", 40), ("bo", 45), ("cy", 59)):
        rep(world, name, [40] * 20, [score] * 20, coached=False)
    world.goal("g", "02-01", 55, rep="cy")
    assert world.review().criterion("obj", "cy")["target"] == 55
    assert world.review().tables.exemplars.empty


def test_who_is_no_clearly_better_than_the_others_is_no_example(world) -> None:
    spread = [60.0, 100.0] * 10
    for name, score in (("ana", 78), ("bo", 78)):
        rep(world, name, [78] * 20, [score] * 20, coached=False)
    rep(world, "cy", [80] * 20, spread, coached=False)
    # 80 against 78, with calls between 60 and 100: the interval reaches well under 78
    assert world.review().criterion("obj", "cy")["current_low"] < 78
    assert world.review().tables.exemplars.empty


def test_who_has_left_is_no_example(world) -> None:
    world.rep("dee", left="03-30").calls("01-10", [50] * 20, rep="dee")
    world.calls("03-10", [95] * 20, rep="dee")
    for name, score in (("ana", 70), ("bo", 74), ("cy", 90)):
        rep(world, name, [50] * 20, [score] * 20, coached=False)
    assert set(world.review().tables.exemplars["rep_id"]) == {"cy"}


def test_nobody_whose_skill_declined_is_held_up_to_others(colleagues) -> None:
    rep(colleagues, "ana", [99] * 20, [90] * 20, coached=False)
    rep(colleagues, "bo", [85] * 20, [85] * 20, coached=False)
    rep(colleagues, "cy", [60] * 20, [60] * 20, coached=False)
    found = colleagues.review().tables
    verdicts = found.rep_criteria.set_index("rep_id")["verdict"]
    assert verdicts[["ana", "bo"]].tolist() == ["declined", "no_clear_change"]
    # ana's 90 still is one of the others: (90 + 60) / 2
    assert set(found.exemplars["rep_id"]) == {"bo"}
    assert set(found.exemplars["others_mean"]) == {75}


def test_managers_come_from_the_roster_and_never_from_the_log(world) -> None:
    world.rep("ana", manager="mia").entry("e1", "02-01", "obj", rep="ana", manager="M. Ia")
    result = world.review()
    assert result.tables.manager_metrics["manager_id"].unique().tolist() == ["mia"]
    assert result.tables.reps["manager_id"].tolist() == ["mia"]
