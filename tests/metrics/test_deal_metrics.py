"""Lagging metrics of the CRM."""

import numpy as np
import pandas as pd
import pytest

from review_kit.errors import ConfigurationError


def five_won(world, rep: str = "ana"):
    """Five won deals of 10, 20, 30, 40 and 100, closed after 10, 20, 30, 40 and 90 days."""
    for amount, days in ((10, 10), (20, 20), (30, 30), (40, 40), (100, 90)):
        closed = pd.Timestamp("2026-03-01")
        created = closed - pd.Timedelta(days=days)
        world.deal(f"{created:%Y-%m-%d}", "2026-03-01", won=True, amount=amount, rep=rep)
    return world


def test_win_rate_by_hand(world) -> None:
    five_won(world)
    for _ in range(3):
        world.deal("01-05", "02-05", amount=50)
    row = world.review().metric("win_rate")
    # 5 won of 8 closed = 0.625; Wilson for 5 of 8
    assert (row["value"], row["n"], row["unit"]) == (0.625, 8, "share")
    assert (row["low"], row["high"]) == pytest.approx((0.3057, 0.8632), abs=0.0001)
    assert row["evidence"] == "thin"


def test_size_and_cycle_by_hand(world) -> None:
    result = five_won(world).review()
    size, cycle = result.metric("average_deal_size"), result.metric("sales_cycle_days")
    # (10+20+30+40+100)/5 = 40; sd √1250 = 35.36; 2.776 · 35.36/√5 = 43.90
    assert size["value"] == 40
    assert size["high"] == pytest.approx(83.90, abs=0.01)
    # the middle of 10, 20, 30, 40, 90 days
    assert (cycle["value"], cycle["n"]) == (30, 5)


def test_totals_by_hand(world) -> None:
    world.deal("01-02", "01-20", won=True, amount=1000).deal("2025-12-01", "02-20", won=True)
    world.deal("02-10", amount=500).deal("03-10").deal("02-11", "03-11", amount=70)
    result = world.review()
    # won: the first two, one without an amount; started: all but the second
    assert result.metric("deals_won")["value"] == 2
    assert result.metric("won_amount")[["value", "n"]].tolist() == [1000, 1]
    assert result.metric("won_amount")["note"] == "1 of 2 won deals without an amount"
    assert result.metric("opportunity_starts")["value"] == 4
    # 1000 + 500 + 70
    assert result.metric("dollars_in_starts")["value"] == 1570


def test_deals_on_the_first_and_the_last_day_count(world) -> None:
    for day in ("01-01", "03-31"):
        world.deal(day, day, won=True, amount=1)
    for day in ("2025-12-31", "04-01"):
        world.deal(day, day, won=True, amount=100)
    result = world.review()
    assert result.metric("won_amount")["value"] == 2
    assert result.metric("opportunity_starts")["value"] == 2


def test_under_five_deals_no_rate_no_size_no_cycle(world) -> None:
    for _ in range(4):
        world.deal("01-05", "02-05", won=True, amount=10)
    result = world.review()
    for name, words in (
        ("win_rate", "too few closed deals (4)"),
        ("average_deal_size", "too few won deals with an amount (4)"),
        ("sales_cycle_days", "too few won deals (4)"),
    ):
        row = result.metric(name)
        assert row[["value", "low", "high"]].isna().all()
        assert row[["n", "evidence", "note"]].tolist() == [4, "too_few", words]


def test_the_number_of_deals_it_takes_is_configured(world) -> None:
    world.deal("01-05", "02-05", won=True, amount=10)
    row = world.review(evidence={"minimum_deals": 1, "thin_deals": 1}).metric("win_rate")
    assert (row["value"], row["evidence"]) == (1, "ok")


def test_a_rep_without_deals_has_zeros_and_no_rates(world) -> None:
    result = world.has("opportunities").review()
    assert result.metric("deals_won")[["value", "n"]].tolist() == [0, 0]
    assert result.metric("opportunity_starts")["value"] == 0
    assert result.metric("win_rate")["note"] == "too few closed deals (0)"


def test_without_a_crm_export_nothing_is_said_of_deals(world) -> None:
    names = set(world.review().tables.rep_metrics["metric"])
    assert not names & {"win_rate", "deals_won", "close_rate_rank", "quota_attainment"}


def test_a_rate_of_the_previous_window_needs_enough_deals_only(world) -> None:
    for _ in range(5):
        world.deal("2025-11-01", "2025-12-31", won=True, amount=10)
    row = world.review().metric("win_rate")
    assert (row["previous"], row["previous_n"]) == (1, 5)


def test_a_sum_of_the_previous_window_needs_records_that_reach_back(world) -> None:
    world.deal("2025-10-04", "2025-10-20", won=True, amount=10)
    assert np.isnan(world.review().metric("won_amount")["previous"])
    world.deal("2025-10-03", "2025-10-21", won=True, amount=20)
    assert world.review().metric("won_amount")["previous"] == 30


def test_a_team_is_pooled(world) -> None:
    world.rep("ana").rep("bo")
    five_won(world, "ana")
    for _ in range(15):
        world.deal("01-05", "02-05", amount=50, rep="bo")
    result = world.review()
    # 5 of 20, not the mean of 1 and 0
    assert result.team("win_rate")["value"] == 0.25
    assert result.org("average_deal_size")["value"] == 40
    assert result.manager("sales_cycle_days")["value"] == 30
    assert result.team("opportunity_starts")["value"] == 19


def test_amounts_in_another_currency_are_refused_with_their_names(world) -> None:
    world.deal("01-05", amount=1).deal("01-05", amount=1, currency="EUR")
    world.deal("01-05", amount=1, currency="GBP").deal("01-05", amount=1, currency="EUR")
    with pytest.raises(ConfigurationError) as error:
        world.review()
    assert error.value.message == (
        "opportunities: amounts in EUR (opportunity_id deal1, deal3); GBP (opportunity_id deal2), but "
        "organisation.currency is USD and there are no exchange rates to convert them by"
    )


def test_many_rows_in_another_currency_are_named_up_to_five(world) -> None:
    for _ in range(7):
        world.deal("01-05", amount=1, currency="EUR")
    with pytest.raises(ConfigurationError, match=r"deal0, deal1, deal2, deal3, deal4 and 2 more\)"):
        world.review()


def test_another_currency_does_no_harm_without_an_amount_or_as_the_projects_own(world) -> None:
    world.deal("01-05", currency="EUR")
    assert world.review().metric("opportunity_starts")["value"] == 1
    world.deal("01-06", amount=5, currency="EUR")
    result = world.review(organisation={"currency": "EUR"})
    assert result.metric("dollars_in_starts")["value"] == 5


def test_deals_of_people_who_are_not_reviewed_are_left_alone(world) -> None:
    world.rep("ana").deal("01-05", amount=1, currency="EUR", rep="somebody")
    assert world.has("opportunities").review().org("opportunity_starts")["value"] == 0
