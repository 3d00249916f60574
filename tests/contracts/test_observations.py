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


def test_without_a_review_day_deals_are_past_on_the_last_day_with_a_scored_call(checked, sound):
    last = max(row["call_at"] for row in sound["qa_scores"])[:10]
    rows = deals(sound["opportunities"], {"close_date": "2026-01-12"}, {"close_date": last})
    tables = ("roster", "criteria", "qa_scores", "opportunities")
    with checked(only=tables, opportunities=rows) as opened:
        found = {notice.kind: notice for _, notice in observations(opened)}
    assert f"before {date.fromisoformat(last):%-d %B %Y}" in found["past_deals"].message
    assert found["past_deals"].rows == 1


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


def test_days_that_can_only_be_in_the_other_order_name_the_setting(notices):
    """Twelve days, of which eleven are past the 12th."""
    days = [f"0{1 + at % 9}/{12 + at}/2026" for at in range(12)]
    found = notices(
        "opportunities",
        lambda rows: [
            *rows,
            *deals(rows, *({"created_date": day, "close_date": day} for day in days)),
        ],
    )["wrong_date_order"]
    assert found.message == (
        "close_date: these 11 days can only be month first, such as '02/13/2026', and were read as day "
        "first"
    )
    assert found.hint.startswith('Write date_order = "month_first" under [sources.opportunities]')
    assert (found.rows, found.stops) == (11, True)


def test_a_day_that_no_month_has_says_nothing_of_the_order(notices):
    rows = [{"close_date": "2026-02-01"}] * 30
    found = notices("opportunities", lambda r: deals(r, {"close_date": "31/09/2026"}, *rows))
    assert "wrong_date_order" not in found


def test_a_slip_in_one_day_does_not_stop_the_run(notices):
    rows = [{"close_date": "2026-02-01"}] * 30
    found = notices("opportunities", lambda r: deals(r, {"close_date": "13/02/2026"}, *rows))
    assert found["wrong_date_order"].message.startswith(
        "close_date: this day can only be day first"
    )
    assert not found["wrong_date_order"].stops
