"""Quota attainment."""

import numpy as np
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
    assert row["note"] != row["note"]


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
