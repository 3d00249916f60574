"""What a run refuses of sound tables is one list, each reason found by itself."""

from __future__ import annotations

from datetime import date

from review_kit.metrics import Tables, refusals
from review_kit.project import Config


def refused(world, as_of: str = "2026-09-30", window_days: int | None = None, **settings):
    config = Config.model_validate(
        {"organisation": {"name": "Acme", "currency": "USD"}, **settings}
    )
    tables = Tables.from_frames(world.frames())
    found = refusals(
        lambda name: getattr(tables, name),
        config,
        as_of=date.fromisoformat(as_of),
        window_days=window_days,
    )
    return [error.message for error in found]


def test_every_reason_is_named_and_not_the_first_alone(world):
    world.rep().criterion()
    world.deal("01-05", amount=1, currency="EUR").quota("01-01", "03-31", 9, currency="GBP")

    assert refused(world) == [
        "opportunities: amounts in EUR (opportunity_id deal0), but organisation.currency is USD and "
        "there are no exchange rates to convert them by",
        "quotas: amounts in GBP (rep_id ana), but organisation.currency is USD and there are no exchange "
        "rates to convert them by",
    ]


def test_a_window_that_is_too_short_and_one_in_which_nobody_was_there(world):
    world.rep(left="2024-06-30").criterion()

    assert refused(world) == ["roster: nobody was there between 2026-07-03 and 2026-09-30"]
    assert refused(world, window_days=30) == [
        "a window of 30 days cannot hold windows.baseline_days (30) and windows.current_days (30) apart"
    ]


def test_sound_tables_are_not_refused(world):
    assert refused(world.rep().criterion().deal("01-05", amount=1)) == []
