"""The skills matrix: levels, movement, recommended cadence; and the rep's own rating."""

import pandas as pd
import pytest


def test_level_and_movement_by_hand(world) -> None:
    # the previous window is 3 October to 31 December, the window 1 January to 31 March
    world.rating(1, "2025-09-30").rating(2, "2025-12-30").rating(4, "03-30")
    world.rating(3, "2025-12-30", competency="Discovery")
    world.rating(1, "02-01", competency="Rapport").rating(2, "04-01", competency="Rapport")
    result = world.review()
    table = result.tables.matrix.set_index("competency")
    assert table["level"].to_dict() == {"Discovery": 3, "Objections": 4, "Rapport": 1}
    assert table.loc["Objections", ["previous_level", "movement"]].tolist() == [2, 2]
    assert table.loc["Objections", "previous_rated_on"] == pd.Timestamp("2025-12-30")
    # not rated in the window, and not rated before it
    assert table.loc[["Discovery", "Rapport"], "movement"].isna().all()
    # (3 + 4 + 1) / 3, and before it (3 + 2) / 2
    row = result.metric("matrix_level")
    assert row[["value", "n", "previous"]].tolist() == [pytest.approx(8 / 3), 3, 2.5]
    assert result.metric("matrix_movement")[["value", "n"]].tolist() == [2, 1]


def team(world, levels: list[int]):
    for number, level in enumerate(levels):
        world.rep(f"rep{number}").rating(level, "03-01", rep=f"rep{number}")
    return world


def cadence(result, count: int) -> list[float]:
    values = [result.metric("recommended_cadence", f"rep{n}")["value"] for n in range(count)]
    return [round(value, 2) for value in values]


def test_the_two_lowest_twice_a_week_the_two_highest_monthly_the_others_weekly(world) -> None:
    team(world, [1, 1, 2, 3, 4, 4]).entry("a", "02-01", rep="rep0").entry("b", "02-08", rep="rep0")
    result = world.review()
    assert cadence(result, 6) == [2, 2, 1, 1, 0.23, 0.23]
    row = result.metric("recommended_cadence", "rep0")
    # two sessions in 90 days: 0.16 a week
    assert row["note"] == "twice a week; held 0.2 a week"
    assert row["unit"] == "sessions a week"


def test_equals_that_do_not_fit_are_coached_weekly(world) -> None:
    assert cadence(team(world, [1, 2, 2, 3, 4, 4]).review(), 6) == [2, 1, 1, 1, 0.23, 0.23]


def test_a_team_of_four_would_tell_one_reps_place_to_another(world) -> None:
    row = team(world, [1, 2, 3, 4]).review().metric("recommended_cadence", "rep0")
    assert pd.isna(row["value"])
    assert row["note"] == "fewer than 5 reps of the team are rated"


def test_without_a_matrix_nothing_is_recommended(world) -> None:
    assert "recommended_cadence" not in set(world.review().tables.rep_metrics["metric"])
    row = world.has("skills_matrix").review().metric("recommended_cadence")
    assert row["note"] == "not rated"


def test_the_own_rating_is_set_against_the_score_before_the_session(world) -> None:
    world.call("01-20", 50).call("02-05", 60)
    world.entry("a", "01-25", own=70).entry("b", "02-10", own=53).entry("c", "02-11")
    result = world.review()
    # 70 − 50; 53 − (50 + 60) / 2; not rated
    assert result.tables.sessions["self_assessment_gap"].fillna(-99).tolist() == [20, -2, -99]
    assert result.metric("self_assessment_gap")[["value", "n"]].tolist() == [9, 2]


def test_ratings_of_a_conversation_sheet_count_and_one_that_is_logged_as_well_counts_once(
    world,
) -> None:
    world.call("01-20", 50).call("02-05", 60)
    world.entry("a", "01-25", own=70)
    world.rated("01-25", 90).rated("02-10", 53).rated("01-05", 40)
    # 70 − 50 as it is logged; 53 − 55; nothing was scored before the last
    assert world.review().metric("self_assessment_gap")[["value", "n"]].tolist() == [9, 2]
