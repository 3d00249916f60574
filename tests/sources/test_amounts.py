"""Numbers, percents and booleans in canonical spelling."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_kit.sources.amounts import boolean_sql, number_sql, percent_sql
from review_kit.sources.profile import Numbers

PLAIN = Numbers()
US = Numbers(thousands=",", money=True)
GERMAN = Numbers(decimal=",", thousands=".", money=True)
FRENCH = Numbers(decimal=",", thousands=" ")
SWISS = Numbers(thousands="'")


def value(sql: str, text: str) -> str:
    return duckdb.execute(f"SELECT {sql} FROM (SELECT $1 AS x)", [text]).fetchone()[0]


@pytest.mark.parametrize(
    ("text", "numbers", "number"),
    [
        ("1234.5", PLAIN, "1234.5"),
        ("-7", PLAIN, "-7"),
        ("$1,234,567", US, "1234567"),
        ("$1,234.50", US, "1234.50"),
        ("-$1,234", US, "-1234"),
        ("$-1,234", US, "-1234"),
        ("($1,234.00)", US, "-1234.00"),
        ("USD 1,234", US, "1234"),
        ("1,234 USD", US, "1234"),
        ("£12", US, "12"),
        ("0", US, "0"),
        ("1.234.567,89 €", GERMAN, "1234567.89"),
        ("€ 12,5", GERMAN, "12.5"),
        ("1 234 567,8", FRENCH, "1234567.8"),
        ("1\u202f234,8", FRENCH, "1234.8"),
        ("1'234'567.5", SWISS, "1234567.5"),
        ("1’234", SWISS, "1234"),
        # not a number as these are written: the text stays
        ("1,234", PLAIN, "1,234"),
        ("12,34", US, "12,34"),
        ("1,2345", US, "1,2345"),
        ("1.5", GERMAN, "1.5"),
        ("$1,234", PLAIN, "$1,234"),
        ("$", US, "$"),
        ("about 5", US, "about 5"),
        ("1,234 or more", US, "1,234 or more"),
    ],
)
def test_a_number(text, numbers, number):
    assert value(number_sql("x", numbers), text) == number


@given(
    whole=st.integers(min_value=-(10**12), max_value=10**12),
    cents=st.integers(min_value=0, max_value=99),
)
def test_every_amount_is_read_back_from_every_spelling(whole, cents):
    expected = f"{whole}.{cents:02}"
    for text, numbers in (
        (f"{whole:,}.{cents:02}", US),
        (f"{whole:,}.{cents:02}".translate({ord(","): ".", ord("."): ","}) + " €", GERMAN),
        (f"{whole:_},{cents:02}".replace("_", " "), FRENCH),
    ):
        assert value(number_sql("x", numbers), text) == expected


@pytest.mark.parametrize(
    ("text", "share", "percent"),
    [
        ("58", False, "58"),
        ("58%", False, "58"),
        ("58.5 %", False, "58.5"),
        ("0.58", False, "0.58"),
        ("0.58", True, "58"),
        ("0.07", True, "7"),
        ("0.285", True, "28.5"),
        ("1", True, "100"),
        ("1.0", True, "100"),
        ("0", True, "0"),
        ("58%", True, "58"),
        ("0.58", "{number} < 1", "58"),
        ("58", "{number} < 1", "58"),
        ("good", True, "good"),
        ("%", True, "%"),
    ],
)
def test_a_score_in_percent(text, share, percent):
    assert value(percent_sql("x", PLAIN, share=share), text) == percent


@pytest.mark.parametrize(
    ("text", "boolean"),
    [("TRUE", "true"), ("Yes", "true"), ("1", "true"), ("0", "false"), ("n", "false"),
     ("perhaps", "perhaps")],
)  # fmt: skip
def test_a_boolean(text, boolean):
    assert value(boolean_sql("x"), text) == boolean
