"""What a team report shows of its reps side by side."""

import pandas as pd
import pytest

from review_kit.metrics.team import is_stuck


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


@pytest.fixture
def colleagues(world):
    """Twenty reps whose scores stood still: by them the others are judged."""
    for number in range(20):
        rep(world, f"z{number:02d}", LEVEL, LEVEL, coached=False)
    return world


def test_quadrants(colleagues) -> None:
    rep(colleagues, "ana", LEVEL, RISEN, coached=True)
    rep(colleagues, "bo", LEVEL, RISEN, coached=False)
    rep(colleagues, "cy", LEVEL, LEVEL, coached=True)
    rep(colleagues, "eve", LEVEL[:4], RISEN, coached=True)
    # clear, but under the five points that count
    rep(colleagues, "fay", LEVEL, [52, 53, 54, 55, 56], coached=True)
    table = colleagues.review().tables.quadrants.set_index("rep_id")
    fields = table["quadrant"].fillna("").drop([name for name in table.index if name[0] == "z"])
    assert fields.to_dict() == {
        "ana": "coachable_and_improving",
        "bo": "improving_alone",
        "cy": "coached_and_stuck",
        "eve": "",
        "fay": "coached_and_stuck",
    }
    assert (table["quadrant"] == "neither").sum() == 20
    # nobody moved by chance, so calls alone scatter: ± 1.96 · √(2.5/5 + 2.5/5)
    ana = table.loc["ana"]
    assert ana[["n_baseline", "n_current", "delta"]].tolist() == [5, 5, 10]
    assert (ana["low"], ana["high"]) == pytest.approx((8.04, 11.96), abs=0.001)
    assert table.loc["eve", ["n_baseline", "n_current"]].tolist() == [4, 5]


def test_a_rise_that_chance_makes_as_well_has_no_field(world) -> None:
    for number in range(20):
        after = [score + (10 if number % 2 else -10) for score in LEVEL]
        rep(world, f"z{number:02d}", LEVEL, after, coached=False)
    rep(world, "ana", LEVEL, RISEN, coached=True)
    rep(world, "bo", LEVEL, LEVEL, coached=True)
    table = world.review().tables.quadrants.set_index("rep_id")
    ana = table.loc["ana"]
    assert ana["delta"] == 10
    assert ana["low"] < 0 < ana["high"]
    assert pd.isna(ana["quadrant"])
    assert table.loc["bo", "quadrant"] == "coached_and_stuck"
    assert table.loc[["z00", "z01"], "quadrant"].fillna("").tolist() == ["neither", ""]


def test_with_few_reps_single_criteria_say_how_far_scores_move(world) -> None:
    weights = dict.fromkeys(["a", "b", "c", "d", "e"], 20)
    for criterion, weight in weights.items():
        world.criterion(criterion, weight)
    for number in range(5):
        name = f"r{number}"
        world.rep(name)
        for spread in range(-2, 3):
            world.call("01-10", dict.fromkeys(weights, 50 + spread), rep=name)
            # one of five criteria moved, by 10 for everybody
            moved = {one: 50 + spread + (10 if one == "a" else 0) for one in weights}
            world.call("03-10", moved, rep=name)
    row = world.review().tables.quadrants.iloc[0]
    # 25 rep-criteria stood still at the median, so that only calls scatter, as above
    assert row["delta"] == pytest.approx(2)
    assert row["high"] - row["low"] == pytest.approx(2 * 1.95996, abs=0.001)


def test_in_a_tiny_company_nobody_is_placed(world) -> None:
    rep(world, "ana", LEVEL, RISEN, coached=True)
    row = world.review().tables.quadrants.iloc[0]
    assert row["delta"] == 10
    assert row[["low", "high", "quadrant"]].isna().all()


def test_who_was_coached_is_judged_by_what_the_coaching_was_about(colleagues) -> None:
    colleagues.criterion("obj", 60).criterion("dis", 40).rep("ana").entry("e", "02-01", "dis")
    for number in range(5):
        colleagues.call("01-10", {"obj": 20, "dis": 48 + number})
        colleagues.call("03-10", {"obj": 90, "dis": 48 + number})
    row = colleagues.review().tables.quadrants.set_index("rep_id").loc["ana"]
    assert row[["delta", "quadrant"]].tolist() == [0, "coached_and_stuck"]


def test_a_call_counts_once_with_the_weighted_mean_of_its_scores(colleagues) -> None:
    colleagues.criterion("obj", 60).criterion("dis", 40).rep("ana")
    for number in range(5):
        colleagues.call("01-10", {"obj": 50 + number, "dis": 50 + number})
        colleagues.call("03-10", {"obj": 60 + number, "dis": 50 + number})
    row = colleagues.review().tables.quadrants.set_index("rep_id").loc["ana"]
    assert row[["n_baseline", "n_current", "delta"]].tolist() == [5, 5, 6]
    assert row["quadrant"] == "improving_alone"


def test_stuck_is_who_was_coached_and_did_not_rise() -> None:
    rows = pd.DataFrame(
        [
            (4.9, -3.0, 1),
            (4.9, 0.1, 1),  # small, but clearly above zero
            (5.0, -3.0, 1),  # large enough
            (-8.0, None, 1),
            (-8.0, None, 0),
            (None, None, 1),
        ],
        columns=["score_delta", "low", "sessions_held"],
    )
    assert is_stuck(rows, 5.0).tolist() == [True, False, False, True, False, False]


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
        ["org", "org", "cy", 90, 20, 3],
        ["team", "north", "bo", 80, 20, 2],
    ]


def test_managers_come_from_the_roster_and_never_from_the_log(world) -> None:
    world.rep("ana", manager="mia").entry("e1", "02-01", "obj", rep="ana", manager="M. Ia")
    result = world.review()
    assert result.tables.manager_metrics["manager_id"].unique().tolist() == ["mia"]
    assert result.tables.reps["manager_id"].tolist() == ["mia"]
