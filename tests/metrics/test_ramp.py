"""Ramp time where no system exports it."""

import pandas as pd
import pytest


@pytest.fixture
def hired(world):
    """Ana was hired on 10 November 2025; records begin in October; 100 a month is to be won."""
    world.rep("ana", hired="2025-11-10").deal("2025-10-01", rep="ana")
    for start, end in (
        ("2025-10-01", "2025-10-31"),
        ("2025-11-01", "2025-11-30"),
        ("2025-12-01", "2025-12-31"),
        ("2026-01-01", "2026-01-31"),
        ("2026-02-01", "2026-02-28"),
        ("2026-03-01", "2026-03-31"),
    ):
        world.quota(start, end, 100)
    return world


def win(world, day: str, amount: float):
    return world.deal("2025-11-11", day, won=True, amount=amount)


def test_days_from_hire_to_the_first_full_month_at_quota(hired) -> None:
    win(hired, "2025-11-20", 500)  # not a full month yet
    win(hired, "2025-12-20", 99)
    win(hired, "2026-01-05", 60)
    win(hired, "2026-01-31", 40)
    row = hired.review().metric("ramp_days")
    # 10 November to 1 January: 20 + 1 + 31 = 52 days
    assert row[["value", "n", "note"]].tolist() == [52, 1, "from quotas and deals won"]


def test_who_has_not_got_there_has_no_number_and_it_says_so(hired) -> None:
    row = win(hired, "2026-01-31", 99).review().metric("ramp_days")
    assert pd.isna(row["value"])
    assert row["note"] == "not reached by 2026-03-31"


def test_how_much_of_the_quota_it_takes_is_configured(hired) -> None:
    win(hired, "2026-01-31", 99)
    row = hired.review(coaching={"ramp_attainment": 0.9}).metric("ramp_days")
    assert row["value"] == 52


def test_a_quarters_quota_is_prorated_to_the_month(world) -> None:
    world.rep("ana", hired="2026-01-01").deal("2025-10-01").quota("2025-10-01", "2025-12-31", 900)
    world.quota("2026-01-01", "2026-03-31", 900)
    # February has 28 of the 90 days: 280
    win(world, "2026-02-10", 279)
    assert pd.isna(world.review().metric("ramp_days")["value"])
    win(world, "2026-02-11", 1)
    # 1 January to 1 February; who is hired on the first has a full month
    assert world.review().metric("ramp_days")["value"] == 31


def test_a_month_that_a_zero_quota_covers_in_part_is_not_the_one(world) -> None:
    world.rep("ana", hired="2026-01-01").deal("2025-10-01").quota("2025-10-01", "2026-01-31", 0)
    # nothing to attain until the middle of February; 14 days of it with a quota of 50
    world.quota("2026-02-01", "2026-02-14", 0).quota("2026-02-15", "2026-02-28", 50)
    world.quota("2026-03-01", "2026-03-31", 100)
    win(world, "2026-01-20", 500)
    win(world, "2026-02-20", 60)
    assert pd.isna(world.review().metric("ramp_days")["value"])
    win(world, "2026-03-20", 100)
    # 1 January to 1 March; that the record begins with zeros does not shorten it
    assert world.review().metric("ramp_days")["value"] == 59


def test_of_whom_was_hired_before_the_records_begin_nothing_is_said(world) -> None:
    world.rep("ana", hired="2025-01-01").deal("2025-10-01").quota("2025-10-01", "2025-12-31", 1)
    win(world, "2025-11-30", 500)
    assert "ramp_days" not in set(world.review().tables.rep_metrics["metric"])


def test_an_exported_ramp_comes_first(hired) -> None:
    win(hired, "2026-01-31", 100).outcome("ramp_days", "2026-01-01", "2026-03-31", 44, unit="days")
    row = hired.review().metric("ramp_days")
    assert row["value"] == 44
    assert pd.isna(row["note"])
