"""How long ramps take, with those still ramping counted for as long as they have been."""

import pandas as pd
import pytest

from review_kit.metrics.ramp_cohorts import cohort_names


def cohort(world, cohort="all", scope="org", **config):
    table = world.review(**config).tables.ramp_cohorts
    (row,) = table[(table["cohort"] == cohort) & (table["scope"] == scope)].to_dict("records")
    return row


@pytest.fixture
def hired(world):
    """Five reps hired on 1 October, when the records begin, each with 100 a month to win."""
    world.deal("2025-10-01", rep="a")
    for name in "abcde":
        world.rep(name, hired="2025-10-01")
        quotas(world, name)
    return world


def quotas(world, rep, months=("10", "11", "12", "01", "02", "03")):
    for month in months:
        year = 2025 if int(month) > 9 else 2026
        start = pd.Timestamp(f"{year}-{month}-01")
        end = (start + pd.offsets.MonthEnd()).date()
        world.quota(str(start.date()), str(end), 100, rep=rep)


def ramped(world, rep, day):
    return world.deal("2025-10-01", day, won=True, amount=100, rep=rep)


def test_those_still_ramping_count_for_as_long_as_they_have(hired) -> None:
    ramped(hired, "a", "2025-11-20")  # first full month: November, 31 days after hire
    ramped(hired, "b", "2025-12-20")  # 61
    ramped(hired, "c", "2026-02-10")  # 123
    row = cohort(hired)
    assert [row[name] for name in ("n_reps", "n_ramped", "n_ramping", "n_left")] == [5, 3, 2, 0]
    # 4/5, 3/5, 2/5 remain: half are over at 123; the mean of those who got there would say 72
    assert row["median_days"] == 123
    assert row["share_90"] == pytest.approx(0.4)
    # watched to 31 March: 181 days
    assert row["watched_days"] == 181
    assert row["share_180"] == pytest.approx(0.6)
    curve = hired.review().tables.ramp_curve
    whole = (curve["scope"] == "org") & (curve["cohort"] == "all")
    assert curve.loc[whole, ["day", "at_risk", "ramped"]].to_numpy().tolist() == [
        [31, 5, 1],
        [61, 4, 1],
        [123, 3, 1],
    ]


def test_who_left_before_the_window_is_not_forgotten(hired) -> None:
    # f left in December, before the window; a review of the window alone would not see f
    hired.rep("f", hired="2025-10-01", left="2025-12-10")
    quotas(hired, "f")
    for name in "abc":
        ramped(hired, name, "2025-12-20")
    row = cohort(hired)
    assert [row[name] for name in ("n_reps", "n_ramped", "n_ramping", "n_left")] == [6, 3, 2, 1]
    # f is watched to the last full month, 60 days, and not at risk on day 61: 3 of 5
    assert row["median_days"] == 61
    assert row["share_90"] == pytest.approx(0.6)


def test_a_month_that_is_not_over_says_nothing_yet(world) -> None:
    world.deal("2025-10-01", rep="a")
    for name in "abcde":
        world.rep(name, hired="2026-02-10")
        quotas(world, name, ("02", "03"))
    # from the whole of March: 19 + 31 − 1 days
    assert cohort(world)["watched_days"] == 49


def test_who_has_no_full_month_with_a_quota_yet_is_not_counted(hired) -> None:
    hired.rep("new", hired="2026-03-20")
    quotas(hired, "new", ("03",))
    assert cohort(hired)["n_reps"] == 5


def test_of_few_there_are_counts_and_no_number(world) -> None:
    world.deal("2025-10-01", rep="a")
    for name in "abcd":
        world.rep(name, hired="2025-10-01")
        quotas(world, name)
        ramped(world, name, "2025-11-20")
    row = cohort(world)
    assert (row["n_reps"], row["n_ramped"]) == (4, 4)
    assert pd.isna(row["median_days"])
    assert pd.isna(row["share_90"])
    assert world.review().tables.ramp_curve.empty
    assert cohort(world, privacy={"minimum_group_size": 4})["median_days"] == 31


def test_ramps_that_are_exported_come_first_and_tell_who_is_still_ramping(world) -> None:
    world.rep("early", hired="2020-01-01").rep("late", hired="2025-12-31")
    for name, days in (("a", 50), ("b", 70), ("c", 90)):
        world.rep(name, hired="2025-11-01")
        world.outcome("ramp_days", "2026-01-01", "2026-03-31", days, unit="days", rep=name)
    row = cohort(world, privacy={"minimum_group_size": 3})
    # late was hired after the first with a ramp, and has none; of early nobody knows
    assert [row[name] for name in ("n_reps", "n_ramped", "n_ramping")] == [4, 3, 1]
    # late is watched for 90 days: 3/4, 1/2, and on day 90 one of two
    assert row["median_days"] == 70


def test_a_team_has_its_own_hires(hired) -> None:
    hired.rep("s", hired="2025-10-01", team="south")
    quotas(hired, "s")
    table = hired.review().tables.ramp_cohorts
    assert table[["scope", "scope_id", "cohort", "n_reps"]].to_numpy().tolist() == [
        ["org", "org", "all", 6],
        ["org", "org", "2025Q4", 6],
        ["team", "north", "all", 5],
        ["team", "south", "all", 1],
    ]


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (["01-10", "02-10", "05-10", "06-10"], ["2026Q1", "2026Q1", "2026Q2", "2026Q2"]),
        (["01-10", "05-10", "08-10", "12-10"], ["2026H1", "2026H1", "2026H2", "2026H2"]),
        (["01-10", "08-10"], ["2026", "2026"]),
        (["01-10"], ["2026"]),
    ],
)
def test_cohorts_are_as_short_as_half_of_the_hires_allow(days, names) -> None:
    hired = pd.Series(pd.to_datetime([f"2026-{day}" for day in days]))
    assert cohort_names(hired, 2).tolist() == names
