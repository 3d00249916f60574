"""A currency in the cell of an amount is compared with its row before it is taken off."""

import pytest

from review_kit.sources.values.currencies import CODES, currencies_of

MONEY = "[numbers]\nmoney = true\ndecimal = '.'\n"
QUOTAS = (
    '[columns]\nrep_id = "Rep"\nperiod_start = "From"\nperiod_end = "To"\nquota = "Target"\n'
    "currency = {currency}\n"
)
STATED = '{ from = "Currency", default = "@currency" }'


@pytest.fixture
def quotas(workshop, rows_of):
    """Quota and currency of each row, and what is told, of a project that counts in euros."""

    def stage(amounts, currency=STATED, column=None, numbers=MONEY):
        profile = 'table = "quotas"\ndescription = "x"\n' + numbers
        workshop.write({"profiles/p.toml": profile + QUOTAS.format(currency=currency)})
        lines = ["Rep;From;To;Target" + (";Currency" if column else "")]
        for at, amount in enumerate(amounts):
            given = f";{column[at]}" if column else ""
            lines.append(f"r{at};2026-01-01;2026-03-31;{amount}{given}")
        staged = workshop.stage(
            {"q.csv": "\n".join(lines) + "\n"}, '[sources.quotas]\npath = "q.csv"\nprofile = "p"\n'
        )["quotas"]
        return rows_of(staged, "quota", "currency"), staged.notices

    return stage


def test_a_code_that_agrees_with_its_row_is_taken_off(quotas):
    rows, notices = quotas(
        ["EUR 1,250.50", "1,250.50 EUR", "€1,250", "$1,250", "US$ 1,250", "($1,250.00)"],
        column=["EUR", "EUR", "EUR", "USD", "USD", "CAD"],
    )
    assert rows == [
        ("1250.50", "EUR"),
        ("1250.50", "EUR"),
        ("1250", "EUR"),
        ("1250", "USD"),
        ("1250", "USD"),
        # a dollar of Canada has the same sign
        ("-1250.00", "CAD"),
    ]
    assert not notices


def test_a_code_that_contradicts_its_row_leaves_the_cell_as_it_is(quotas):
    rows, (notice,) = quotas(
        ["USD 1,250", "€ 1,250", "$1,250", "1250"], column=["EUR", "USD", "EUR", "EUR"]
    )
    assert rows == [("USD 1,250", "EUR"), ("€ 1,250", "USD"), ("$1,250", "EUR"), ("1250", "EUR")]
    assert notice.sentence == (
        "quota: the cell and its row name different currencies: '$ in a row of EUR' 1, "
        "'USD in a row of EUR' 1, '€ in a row of USD' 1 (3 rows; first in q.csv row 2, column 'Target')"
    )
    assert not notice.stops


def test_a_code_becomes_the_currency_of_a_row_that_says_none(quotas):
    rows, notices = quotas(["JPY 1,000,000", "£ 20.50", "1,250 EUR", "1250", "kr 5"])
    # the project counts in euros, and "kr" is a crown of four countries
    assert rows == [
        ("1000000", "JPY"),
        # the pound is that of six countries, so that it tells none
        ("£ 20.50", "EUR"),
        ("1250", "EUR"),
        ("1250", "EUR"),
        ("kr 5", "EUR"),
    ]
    (notice,) = notices
    assert notice.kind == "currency_unclear"
    assert notice.listed == {"£": 1, "kr": 1}


def test_an_empty_currency_is_filled_from_the_cell_and_a_filled_one_is_not(quotas):
    rows, _ = quotas(["USD 5", "USD 5"], column=["", "USD"])
    assert rows == [("5", "USD"), ("5", "USD")]


def test_a_currency_that_the_profile_states_for_all_rows_is_not_overruled(quotas):
    rows, (notice,) = quotas(["CHF 5", "EUR 5"], currency='{ constant = "@currency" }')
    assert rows == [("CHF 5", "EUR"), ("5", "EUR")]
    assert notice.listed == {"CHF in a row of EUR": 1}


@pytest.mark.parametrize(
    "cell", ["GBP 1,000.00 (EUR 1,170.00)", "12€50", "€1.2M", "EUR 5 or so", "XYZ 5", "5 %", "€"]
)
def test_what_is_no_amount_of_one_currency_stays_as_it_is(quotas, cell):
    rows, notices = quotas([cell])
    assert rows == [(cell, "EUR")]
    assert not notices


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("−1,234.00", "-1234.00"),  # U+2212
        ("1,234.00-", "-1234.00"),
        ("€ (1,234.00)", "-1234.00"),
        ("-€1,234", "-1234"),
        ("€-1,234", "-1234"),
        ("(1,234)", "-1234"),
        ("12\u00a0340 €", "12340"),
        ("12’340.50 €", "12340.50"),
    ],
)
def test_signs_and_groups_as_books_have_them(quotas, cell, amount):
    assert quotas([cell])[0] == [(amount, "EUR")]


def test_without_money_a_sign_makes_no_number(quotas):
    rows, notices = quotas(["€5"], numbers="")
    assert rows == [("€5", "EUR")]
    assert not notices


def test_an_outcome_is_compared_with_its_unit(workshop, rows_of):
    profile = 'table = "outcomes"\ndescription = "x"\nsame_names = true\n[numbers]\nmoney = true\n'
    text = (
        "rep_id,metric,period_start,period_end,value,unit\n"
        'r1,net_revenue,2026-01-01,2026-03-31,"€1,200.50",EUR\n'
        'r2,net_revenue,2026-01-01,2026-03-31,"$1,200.50",EUR\n'
        "r3,aht_seconds,2026-01-01,2026-03-31,$300,seconds\n"
        "r4,net_revenue,2026-01-01,2026-03-31,CHF 7,\n"
    )
    workshop.write({"profiles/p.toml": profile})
    table = workshop.stage({"o.csv": text}, '[sources.outcomes]\npath = "o.csv"\nprofile = "p"\n')[
        "outcomes"
    ]
    assert rows_of(table, "value", "unit") == [
        ("1200.50", "EUR"),
        ("$1,200.50", "EUR"),
        ("$300", "seconds"),
        ("7", "CHF"),
    ]


@pytest.mark.parametrize(
    ("mark", "codes"),
    [
        ("€", {"EUR"}),
        ("usd", {"USD"}),
        ("R$", {"BRL"}),
        ("Fr.", {"CHF"}),
        ("kr", {"SEK", "NOK", "DKK", "ISK"}),
        ("XYZ", set()),
        ("about", set()),
    ],
)
def test_what_a_mark_can_stand_for(mark, codes):
    assert currencies_of(mark) == codes


def test_every_currency_of_a_sign_is_one_of_the_standard():
    from review_kit.sources.values.currencies import _SIGNS

    assert not {code for codes in _SIGNS.values() for code in codes} - CODES
