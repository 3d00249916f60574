"""Team medians and the privacy rule, previous windows, rank by win rate."""

import numpy as np
import pandas as pd
import pytest

from review_kit.metrics.median_rounding import rounded_where_exact


def company(world, north: int, south: int):
    """Reps n0, n1 … with 1, 2 … sessions, and s0, s1 … with 10, 11 …"""
    for number in range(north):
        world.rep(f"n{number}", team="north", manager="mia")
        for session in range(number + 1):
            world.entry(f"n{number}-{session}", "02-01", rep=f"n{number}")
    for number in range(south):
        world.rep(f"s{number}", team="south", manager="max")
        for session in range(number + 10):
            world.entry(f"s{number}-{session}", "02-01", rep=f"s{number}", manager="max")
    return world


def test_the_median_of_a_team_of_five_is_its_own(world) -> None:
    row = company(world, 5, 5).review().metric("sessions_held", "n0")
    # 1, 2, 3, 4, 5
    assert (row["team_median"], row["team_median_scope"]) == (3, "team")


def test_a_smaller_team_sees_the_organisations_median_and_is_told(world) -> None:
    result = company(world, 5, 4).review()
    row = result.metric("sessions_held", "s0")
    # 1, 2, 3, 4, 5, 10, 11, 12, 13
    assert (row["team_median"], row["team_median_scope"]) == (5, "org")
    assert result.metric("sessions_held", "n0")["team_median"] == 3


def test_where_even_the_organisation_is_too_small_there_is_no_median(world) -> None:
    row = company(world, 2, 2).review().metric("sessions_held", "n0")
    assert pd.isna(row["team_median"])
    assert pd.isna(row["team_median_scope"])


def test_the_group_size_is_configured(world) -> None:
    row = (
        company(world, 2, 2).review(privacy={"minimum_group_size": 2}).metric("sessions_held", "n0")
    )
    assert (row["team_median"], row["team_median_scope"]) == (1.5, "team")


@pytest.mark.parametrize(
    ("value", "size", "printed"),
    [
        (62.37, 5, 62),
        (0.6237, 7, 0.62),
        (12_345.0, 9, 12_000),
        (-134.0, 5, -130),
        (0.0, 5, 0),
        (99.6, 5, 100),
        (1.0474, 5, 1.05),
        # between two values, or one of many
        (62.37, 6, 62.37),
        (62.37, 11, 62.37),
    ],
)
def test_a_median_that_is_the_value_of_one_of_few_reps_is_rounded(value, size, printed) -> None:
    rounded = rounded_where_exact(pd.Series([value, np.nan]), pd.Series([size, size]))
    assert rounded[0] == pytest.approx(printed)
    assert pd.isna(rounded[1])


def test_nobodys_exact_score_is_the_median_of_a_team_of_five(world) -> None:
    company(world, 5, 0)
    for number in range(5):
        world.calls("02-01", [60, 60, 61, 61, 60 + number], rep=f"n{number}")
    # 60.4, 60.6, 60.8, 61.0, 61.2
    row = world.review().metric("overall_score", "n2")
    assert (row["value"], row["team_median"]) == (pytest.approx(60.8), 61)


def test_only_reps_with_a_value_stand_behind_a_median(world) -> None:
    company(world, 6, 0)
    for number in range(4):
        world.calls("02-01", [60 + number] * 5, rep=f"n{number}")
    world.calls("02-01", [90] * 4, rep="n4")
    row = world.review().metric("overall_score", "n0")
    # four of six reps have an overall score: one too few
    assert pd.isna(row["team_median"])


def test_groups_are_told_the_median_of_their_own_reps(world) -> None:
    result = company(world, 5, 5).review()
    assert result.team("sessions_held")["team_median"] == 3
    assert result.manager("sessions_held", "max")["team_median"] == 12
    # 1 … 5 and 10 … 14: between 5 and 10
    assert result.org("sessions_held")["team_median"] == 7.5
    assert result.org("sessions_held")["team_median_scope"] == "org"
    assert result.org("sessions_held")["value"] == 15 + 60


def with_rates(world, won: dict[str, int]):
    for rep, hits in won.items():
        world.rep(rep)
        for deal in range(10):
            world.deal("01-05", "02-05", won=deal < hits, amount=10, rep=rep)
    return world


def test_rank_by_win_rate(world) -> None:
    with_rates(world, {"a": 2, "b": 7, "c": 5, "d": 5, "e": 1})
    result = world.review()
    places = {rep: result.metric("close_rate_rank", rep)["value"] for rep in "abcde"}
    # 70 %, then 50 % twice on place two, then 20 % on place four, 10 %
    assert places == {"b": 1, "c": 2, "d": 2, "a": 4, "e": 5}
    row = result.metric("close_rate_rank", "a")
    assert (row["n"], row["note"], row["unit"]) == (5, "4 of 5", "rank")
    assert pd.isna(row["team_median"])


def test_a_rep_without_a_win_rate_is_not_ranked(world) -> None:
    with_rates(world, {"a": 2, "b": 7, "c": 5, "d": 5, "e": 1}).rep("f").deal(
        "01-05", "02-05", rep="f"
    )
    result = world.review()
    row = result.metric("close_rate_rank", "f")
    assert (np.isnan(row["value"]), row["note"]) == (True, "too few closed deals (1)")
    assert result.metric("close_rate_rank", "a")["note"] == "4 of 5"


def test_a_place_among_few_would_name_the_others(world) -> None:
    row = (
        with_rates(world, {"a": 2, "b": 7, "c": 5, "d": 4}).review().metric("close_rate_rank", "a")
    )
    assert np.isnan(row["value"])
    assert row["note"] == "fewer than 5 reps of the team have a win rate"


def test_ranks_are_within_the_team(world) -> None:
    with_rates(world, {"a": 2, "b": 7, "c": 5, "d": 4, "e": 1}).rep("x", team="south")
    for _ in range(10):
        world.deal("01-05", "02-05", won=True, amount=10, rep="x")
    assert world.review().metric("close_rate_rank", "b")["note"] == "1 of 5"


def test_the_overall_score_of_the_window_before(world) -> None:
    world.calls("2025-10-03", [40] * 3).calls("2025-12-31", [60] * 3).calls("2025-10-02", [0])
    world.calls("01-01", [70] * 5)
    row = world.review().metric("overall_score")
    # (3 · 40 + 3 · 60) / 6 = 50
    assert (row["value"], row["previous"], row["previous_n"]) == (70, 50, 6)


def test_a_group_pools_calls_and_allows_for_reps_being_alike(world) -> None:
    world.rep("ana").rep("bo")
    world.calls("02-01", [60] * 5).calls("02-01", [80] * 15, rep="bo")
    row = world.review().team("overall_score")
    # (5 · 60 + 15 · 80) / 20 = 75; residual sums −75 and 75
    # √(2/1 · 2 · 75²) / 20 = 7.5; t(0.975, 1) = 12.706: wider than the scale
    assert (row["value"], row["n"], row["evidence"]) == (75, 20, "ok")
    assert (row["low"], row["high"]) == (0, 100)


@pytest.mark.parametrize("table", ["rep_metrics", "team_metrics", "manager_metrics", "org_metrics"])
def test_every_group_has_one_row_for_each_metric(world, table) -> None:
    company(world, 3, 3).deal("01-05", "02-05", won=True, amount=10, rep="n0")
    rows = getattr(world.review().tables, table)
    keys = [name for name in ("rep_id", "team", "manager_id") if name in rows]
    assert not rows.duplicated([*keys, "metric"]).any()
    groups = rows.groupby(keys).size() if keys else pd.Series([len(rows)])
    assert groups.nunique() == 1
