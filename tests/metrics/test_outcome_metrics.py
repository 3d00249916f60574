"""Metrics that other systems export ready-made."""

import numpy as np
import pytest

from review_kit.errors import ConfigurationError


def test_revenue_is_prorated_and_added_up(world) -> None:
    # 17 December to 15 January: 30 days, 15 of them inside: 300 · 15/30 = 150
    world.outcome("net_revenue", "2025-12-17", "01-15", 300, unit="USD")
    world.outcome("net_revenue", "01-16", "03-31", 1000, unit="USD")
    row = world.review().metric("net_revenue")
    assert (row["value"], row["n"], row["unit"]) == (1150, 2, "money")


def test_an_average_is_weighted_by_days_in_the_window(world) -> None:
    world.outcome("aht_seconds", "01-01", "01-30", 300, unit="seconds")
    world.outcome("aht_seconds", "01-31", "03-31", 420, unit="seconds")
    # (300 · 30 + 420 · 60) / 90 = 380
    row = world.review().metric("aht_seconds")
    assert (row["value"], row["unit"]) == (pytest.approx(380), "seconds")


def test_a_fact_that_happens_once_is_the_latest_known(world) -> None:
    world.outcome("ramp_days", "2025-06-01", "2025-06-30", 140, unit="days")
    world.outcome("ramp_days", "2025-07-01", "2025-07-31", 120, unit="days")
    world.outcome("ramp_days", "04-01", "04-30", 90, unit="days")
    row = world.review().metric("ramp_days")
    assert (row["value"], row["n"]) == (120, 1)


def test_an_unknown_metric_goes_under_its_own_name_and_unit(world) -> None:
    world.outcome("demo_requests", "01-01", "03-31", 7, unit="requests")
    row = world.review().metric("demo_requests")
    assert (row["value"], row["unit"]) == (7, "requests")


@pytest.mark.parametrize(
    ("exported", "unit"), [("%", "percent"), ("USD", "money"), ("stars", "stars")]
)
def test_units_that_mean_the_same_are_named_the_same(world, exported, unit) -> None:
    world.outcome("csat", "01-01", "03-31", 4, unit=exported)
    assert world.review().metric("csat")["unit"] == unit


def test_periods_in_different_units_are_not_put_together(world) -> None:
    world.outcome("csat", "01-01", "01-31", 4.5, unit="stars")
    world.outcome("csat", "02-01", "02-28", 90, unit="%")
    row = world.review().metric("csat")
    assert (np.isnan(row["value"]), row["note"]) == (True, "exported in more than one unit")


def test_the_window_before_has_its_own_periods(world) -> None:
    world.outcome("csat", "2025-12-01", "2025-12-31", 3).outcome("csat", "01-01", "01-31", 4)
    row = world.review().metric("csat")
    assert (row["value"], row["previous"], row["previous_n"]) == (4, 3, 1)


def test_a_group_adds_up_totals_and_averages_the_rest(world) -> None:
    world.rep("ana").rep("bo").rep("cy")
    for rep, revenue, stars in (("ana", 100, 4), ("bo", 300, 5)):
        world.outcome("net_revenue", "01-01", "03-31", revenue, rep=rep, unit="USD")
        world.outcome("csat", "01-01", "03-31", stars, rep=rep)
    result = world.review()
    assert result.team("net_revenue")["value"] == 400
    assert result.org("csat")["value"] == 4.5


def test_what_the_crm_gives_is_computed_and_what_it_does_not_is_taken_as_exported(world) -> None:
    world.outcome("win_rate", "01-01", "03-31", 42, unit="%")
    assert world.review().metric("win_rate")[["value", "unit"]].tolist() == [42, "percent"]
    world.has("opportunities")
    row = world.review().metric("win_rate")
    assert (np.isnan(row["value"]), row["unit"]) == (True, "share")


def test_revenue_in_another_currency_is_refused(world) -> None:
    world.outcome("net_revenue", "01-01", "03-31", 100, unit="EUR")
    with pytest.raises(ConfigurationError, match=r"outcomes: amounts in EUR \(rep_id ana\)"):
        world.review()
