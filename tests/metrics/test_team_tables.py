"""What a team report shows of its reps side by side."""

import pandas as pd
import pytest


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


def test_four_fields(world) -> None:
    rep(world, "ana", LEVEL, RISEN, coached=True)
    rep(world, "bo", LEVEL, RISEN, coached=False)
    rep(world, "cy", LEVEL, LEVEL, coached=True)
    rep(world, "di", LEVEL, LEVEL, coached=False)
    rep(world, "eve", LEVEL[:4], RISEN, coached=True)
    # 18 pp more on average, but variances of 1000 and 770: ± t(7.9) · √(200 + 154) = 43
    rep(world, "fay", [10, 30, 50, 70, 90], [30, 50, 70, 90, 100], coached=True)
    table = world.review().tables.four_fields.set_index("rep_id")
    fields = table["field"].fillna("").to_dict()
    assert fields == {
        "ana": "coachable_and_improving",
        "bo": "improving_alone",
        "cy": "coached_and_stuck",
        "di": "neither",
        "eve": "",
        "fay": "coached_and_stuck",
    }
    # variances of 2.5 on five calls each: 10 ± t(8) · √(2.5/5 + 2.5/5) = 2.306
    ana = table.loc["ana"]
    assert ana[["n_baseline", "n_current", "delta"]].tolist() == [5, 5, 10]
    assert (ana["low"], ana["high"]) == pytest.approx((7.694, 12.306), abs=0.001)
    assert table.loc["eve", ["n_baseline", "n_current"]].tolist() == [4, 5]


def test_who_was_coached_is_judged_by_what_the_coaching_was_about(world) -> None:
    world.criterion("obj", 60).criterion("dis", 40).rep("ana").entry("e", "02-01", "dis")
    for number in range(5):
        world.call("01-10", {"obj": 20, "dis": 48 + number})
        world.call("03-10", {"obj": 90, "dis": 48 + number})
    row = world.review().tables.four_fields.iloc[0]
    assert row[["delta", "field"]].tolist() == [0, "coached_and_stuck"]


def test_a_call_counts_once_with_the_weighted_mean_of_its_scores(world) -> None:
    world.criterion("obj", 60).criterion("dis", 40).rep("ana")
    for number in range(5):
        world.call("01-10", {"obj": 50 + number, "dis": 50 + number})
        world.call("03-10", {"obj": 60 + number, "dis": 50 + number})
    row = world.review().tables.four_fields.iloc[0]
    assert row[["n_baseline", "n_current", "delta"]].tolist() == [5, 5, 6]
    assert row["field"] == "improving_alone"


def test_three_reps_who_are_stuck_make_a_group(world) -> None:
    for name in ("ana", "bo", "cy"):
        rep(world, name, LEVEL, LEVEL, coached=True)
    rep(world, "di", LEVEL, RISEN, coached=True)
    rep(world, "eve", LEVEL, LEVEL, coached=False)
    for name in ("fay", "gus"):
        rep(world, name, LEVEL, LEVEL, coached=True, team="south")
    table = world.review().tables.role_play_groups
    assert table[["team", "criterion_id", "n_reps", "n_coached"]].to_numpy().tolist() == [
        ["north", "obj", 3, 4]
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


def test_the_exemplar_has_the_highest_score_with_enough_calls(world) -> None:
    for name, score, team in (("ana", 70, "north"), ("bo", 80, "north"), ("cy", 90, "south")):
        rep(world, name, [50] * 20, [score] * 20, coached=False, team=team)
    rep(world, "di", [50] * 5, [99] * 5, coached=False)
    table = world.review().tables.exemplars
    columns = ["scope", "scope_id", "rep_id", "current_score", "n_current", "reps_compared"]
    # in the south there is nobody to compare with; di's evidence is thin
    assert table[columns].to_numpy().tolist() == [
        ["org", "organisation", "cy", 90, 20, 3],
        ["team", "north", "bo", 80, 20, 2],
    ]
