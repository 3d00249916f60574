"""What kept rows say together, and why texts were not read."""

from __future__ import annotations

from datetime import date

import pytest

from review_kit.contracts.observations import observations


@pytest.fixture
def notices(checked, sound):
    """Notices of one table by kind, after its rows are changed."""

    def judge(table, change, **options):
        rows = {table: change(sound[table])}
        with checked(only=("roster", table), **rows, **options) as opened:
            return {notice.kind: notice for at, notice in observations(opened) if at == table}

    return judge


def deals(rows, *changes):
    first = {
        **rows[0],
        "created_date": "2026-01-05",
        "is_closed": "false",
        "is_won": "false",
        "loss_reason": None,
    }
    return [{**first, "opportunity_id": f"x{at}", **change} for at, change in enumerate(changes)]


def test_open_deals_past_their_close_date_are_counted_by_stage(notices):
    found = notices(
        "opportunities",
        lambda rows: deals(
            rows,
            {"close_date": "2026-02-01", "stage": "Demo"},
            {"close_date": "2026-02-28", "stage": "Demo"},
            {"close_date": "2026-02-28", "stage": "Offer"},
            # the day itself is not past, and an open deal may have no day
            {"close_date": "2026-03-01", "stage": "Demo"},
            {"close_date": None, "stage": "Demo"},
            {"close_date": "2026-02-01", "stage": "Lost", "is_closed": "true"},
        ),
        as_of=date(2026, 3, 1),
    )
    assert found["past_deals"].sentence == (
        "open deals with a close date before 1 March 2026, by stage: 'Demo' 2, 'Offer' 1 (3 rows)"
    )
    assert not found["past_deals"].stops


def test_foreign_money_is_counted_by_currency(notices):
    found = notices(
        "opportunities",
        lambda rows: deals(
            rows,
            {"amount": "5", "currency": "USD"},
            {"amount": "5", "currency": "USD"},
            {"amount": "5", "currency": "JPY"},
            {"amount": "5", "currency": "EUR"},
            {"amount": None, "currency": "CHF"},
        ),
    )
    assert found["foreign_money"].listed == {"USD": 2, "JPY": 1}


def test_a_unit_that_is_no_currency_is_not_foreign(notices):
    found = notices(
        "outcomes",
        lambda rows: [
            {**rows[0], "unit": "seconds"},
            {**rows[0], "metric": "net_revenue", "unit": "USD"},
        ],
    )
    assert found["foreign_money"].listed == {"USD": 1}


def test_why_texts_were_not_read_is_told_by_cause(notices):
    found = notices(
        "opportunities",
        lambda rows: [
            *rows,
            *deals(rows, {"amount": "$1.2M"}, {"amount": "3k"}, {"amount": "n.v."}),
        ],
    )
    assert found["unread_texts"].message == "amount: numbers shortened to thousands or millions"
    assert found["unread_texts"].listed == {"$1.2M": 1, "3k": 1}
    assert found["unread_texts"].rows == 2
