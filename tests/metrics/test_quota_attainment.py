"""Quota attainment."""

import numpy as np
import pandas as pd
import pytest

from review_kit.errors import ConfigurationError


def test_attainment_by_hand(world) -> None:
    world.quota("01-01", "03-31", 900).deal("01-05", "02-05", won=True, amount=300)
    world.deal("01-05", "03-31", won=True, amount=150).deal("01-05", "02-05", amount=999)
    row = world.review().metric("quota_attainment")
    # 450 / 900; the lost deal does not count
    assert (row["value"], row["n"], row["unit"]) == (0.5, 2, "share")


def test_a_quota_is_prorated_by_days_of_overlap(world) -> None:
    # 16 December to 30 January are 46 days, 30 of them in the window: 460 · 30/46 = 300
    world.quota("2025-12-16", "01-30", 460).quota("01-31", "03-31", 300)
    world.deal("01-05", "01-10", won=True, amount=90).deal("01-05", "02-10", won=True, amount=60)
    # 150 / (300 + 300)
    assert world.review().metric("quota_attainment")["value"] == pytest.approx(0.25)


def test_days_without_a_quota_are_left_out_on_both_sides(world) -> None:
    world.quota("01-01", "02-28", 1000)
    world.deal("01-05", "02-28", won=True, amount=500).deal("01-05", "03-01", won=True, amount=900)
    row = world.review().metric("quota_attainment")
    # 31 + 28 = 59 of 90 days
    assert (row["value"], row["n"], row["note"]) == (0.5, 1, "quota covers 59 of 90 days")


def test_a_rep_who_started_late_is_held_to_the_days_there(world) -> None:
    world.rep("ana", hired="2026-03-02").quota("03-02", "03-31", 100)
    row = world.deal("03-03", "03-20", won=True, amount=120).review().metric("quota_attainment")
    assert row["value"] == 1.2
    assert row["note"] == "quota of 30 of 90 days: joined 2 March"


@pytest.mark.parametrize("second", [("03-01", "04-30"), ("02-01", "02-28"), ("01-01", "03-31")])
def test_overlapping_periods_give_no_number(world, second) -> None:
    world.quota("01-01", "03-31", 900).quota(*second, 300)
    row = world.deal("01-05", "02-05", won=True, amount=300).review().metric("quota_attainment")
    assert np.isnan(row["value"])
    assert row["note"] == "quota periods overlap, so it is not clear which one counts"


def test_a_month_after_the_first_inside_a_quarter_is_seen_to_overlap(world) -> None:
    world.quota("01-01", "03-31", 900).quota("01-01", "01-31", 300).quota("03-01", "03-31", 300)
    result = world.has("opportunities").review()
    assert np.isnan(result.metric("quota_attainment")["value"])


def test_without_a_quota_there_is_no_attainment(world) -> None:
    world.rep("ana").rep("bo").quota("01-01", "03-31", 100, rep="bo")
    result = world.deal("01-05", "02-05", won=True, amount=300).review()
    row = result.metric("quota_attainment")
    assert (np.isnan(row["value"]), row["note"]) == (True, "no quota for these days")


def test_a_quota_of_nothing_cannot_be_attained(world) -> None:
    world.quota("01-01", "03-31", 0).deal("01-05", "02-05", won=True, amount=300)
    assert np.isnan(world.review().metric("quota_attainment")["value"])


def test_what_was_won_under_a_zero_quota_is_not_set_against_the_others(world) -> None:
    # a ramp: nothing to attain in January and February; March has 31 of its 31 days
    world.quota("01-01", "01-31", 0).quota("02-01", "02-28", 0).quota("03-01", "03-31", 50)
    world.deal("01-05", "01-20", won=True, amount=60).deal("01-05", "02-28", won=True, amount=20)
    world.deal("01-05", "03-01", won=True, amount=25)
    row = world.review().metric("quota_attainment")
    # 25 / 50, not (60 + 20 + 25) / 50
    assert (row["value"], row["n"]) == (0.5, 1)
    assert row["note"] == "quota covers 31 of 90 days"


def test_a_quota_of_zero_overlaps_nothing(world) -> None:
    world.quota("01-01", "03-31", 900).quota("02-01", "02-28", 0)
    row = world.deal("01-05", "02-05", won=True, amount=300).review().metric("quota_attainment")
    assert row["value"] == pytest.approx(1 / 3)
    assert pd.isna(row["note"])


def test_zero_quotas_and_wins_on_their_days_count_in_no_group(world) -> None:
    world.rep("ana").rep("bo").quota("01-01", "03-31", 0).quota("01-01", "03-31", 300, rep="bo")
    world.deal("01-05", "02-05", won=True, amount=999)
    world.deal("01-05", "02-05", won=True, amount=150, rep="bo")
    result = world.review()
    for row in (result.team("quota_attainment"), result.manager("quota_attainment")):
        assert (row["value"], row["n"], row["note"]) == (0.5, 1, "1 of 2 reps without a quota")
    assert pd.isna(result.metric("quota_attainment")["value"])
    dose = result.tables.dose.set_index("rep_id")["quota_attainment"]
    assert (pd.isna(dose["ana"]), dose["bo"]) == (True, 0.5)


@pytest.mark.parametrize(
    ("there", "won_on", "said"),
    [
        # 2 to 31 March are 30 of the 90 days of the quarter
        ({"hired": "2026-03-02"}, "03-20", "joined 2 March"),
        # 1 to 30 January
        ({"left": "2026-01-30"}, "01-20", "left 30 January"),
        # 1 to 30 March of a quota that runs on
        (
            {"hired": "2026-03-01", "left": "2026-03-30"},
            "03-20",
            "joined 1 March, left 30 March",
        ),
    ],
)
def test_a_quota_counts_with_the_days_the_rep_was_there_and_says_so(
    world, there, won_on, said
) -> None:
    world.rep("ana", **there).quota("01-01", "03-31", 900)
    world.deal("01-01", won_on, won=True, amount=150)
    row = world.review().metric("quota_attainment")
    # 150 / (900 · 30 / 90)
    assert row["value"] == pytest.approx(0.5)
    assert row["note"] == f"quota of 30 of 90 days: {said}"


def test_a_joiner_whose_quota_begins_later_is_told_both(world) -> None:
    world.rep("ana", hired="2026-03-02").quota("03-12", "03-31", 100)
    world.deal("03-03", "03-20", won=True, amount=50).deal("03-03", "03-05", won=True, amount=999)
    row = world.review().metric("quota_attainment")
    assert (row["value"], row["n"]) == (0.5, 1)
    assert row["note"] == "quota of 30 of 90 days: joined 2 March; quota covers 20 of 30 days"


def test_a_group_says_how_many_of_its_reps_joined_or_left(world) -> None:
    world.rep("ana", hired="2026-03-02").rep("bo").rep("cy", left="2026-01-30").rep("di")
    for rep in ("ana", "bo", "cy"):
        world.quota("01-01", "03-31", 900, rep=rep)
    row = (
        world.deal("01-05", "02-05", won=True, amount=750, rep="bo")
        .review()
        .team("quota_attainment")
    )
    # 750 / (300 + 900 + 300)
    assert row["value"] == pytest.approx(0.5)
    assert row["note"] == (
        "1 of 4 reps without a quota; 2 of 4 joined or left, with the quota of their days"
    )


def test_what_closes_when_a_rep_has_left_is_not_set_against_the_quota(world) -> None:
    world.rep("ana", left="2026-01-30").quota("01-01", "03-31", 900)
    world.deal("01-01", "01-20", won=True, amount=150).deal("01-01", "03-01", won=True, amount=999)
    row = world.review().metric("quota_attainment")
    assert (row["value"], row["n"]) == (pytest.approx(0.5), 1)


def test_won_deals_without_an_amount_are_said_to_be_missing_from_it(world) -> None:
    world.quota("01-01", "03-31", 900).deal("01-05", "02-05", won=True, amount=450)
    world.deal("01-05", "02-06", won=True).deal("01-05", "02-07", won=True, amount=0)
    result = world.review()
    note = "1 of 3 won deals without an amount"
    assert result.metric("quota_attainment")["note"] == note
    assert result.team("quota_attainment")["note"] == note
    world.rep("bo").rows["quotas"][0]["period_end"] = pd.Timestamp("2026-03-30")
    result = world.review()
    assert result.metric("quota_attainment")["note"] == f"quota covers 89 of 90 days; {note}"
    assert result.team("quota_attainment")["note"] == f"1 of 2 reps without a quota; {note}"


def test_a_team_attains_the_sum_of_its_quotas(world) -> None:
    world.rep("ana").rep("bo").rep("cy")
    world.quota("01-01", "03-31", 100).quota("01-01", "03-31", 300, rep="bo")
    world.deal("01-05", "02-05", won=True, amount=100).deal(
        "01-05", "02-05", won=True, amount=999, rep="cy"
    )
    row = world.review().team("quota_attainment")
    # 100 / (100 + 300); cy has no quota, so what cy won is not set against one
    assert (row["value"], row["note"]) == (0.25, "1 of 3 reps without a quota")


def test_the_previous_window_has_its_own_quota(world) -> None:
    # 3 October to 31 December are 90 days
    world.quota("2025-10-03", "2025-12-31", 200).quota("01-01", "03-31", 100)
    world.deal("2025-10-01", "2025-12-31", won=True, amount=50)
    world.deal("01-01", "01-01", won=True, amount=50)
    row = world.review().metric("quota_attainment")
    assert (row["value"], row["previous"]) == (0.5, 0.25)


def test_a_quota_in_another_currency_is_refused(world) -> None:
    world.has("opportunities").quota("01-01", "03-31", 100, currency="EUR")
    with pytest.raises(ConfigurationError, match=r"quotas: amounts in EUR \(rep_id ana\)"):
        world.review()
