"""Numbers, percents and booleans in canonical spelling."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review_kit.sources.values.amounts import (
    boolean_sql,
    number_sql,
    percent_sql,
    signed,
    signed_sql,
)

CONNECTION = duckdb.connect()


def value(sql: str, text: str) -> str:
    asked = CONNECTION.execute(f"SELECT {sql} FROM (SELECT $1 AS x)", [text])
    ((answer,),) = asked.fetchall()
    return answer


@pytest.mark.parametrize(
    ("text", "marks", "number"),
    [
        ("1234.5", ".", "1234.5"),
        ("-7", ".", "-7"),
        ("1,234,567", ".", "1234567"),
        ("1,234.50", ".", "1234.50"),
        ("0", ".", "0"),
        ("1.234.567,89", ",", "1234567.89"),
        ("12,5", ",", "12.5"),
        ("12.500", ",", "12500"),
        ("12.500", ".", "12.500"),
        ("1 234 567,8", ",", "1234567.8"),
        ("1\u202f234,8", ",", "1234.8"),
        ("1'234'567.5", ".", "1234567.5"),
        ("1’234", ".", "1234"),
        # each by itself
        ("3,5", "each", "3.5"),
        ("3.5", "each", "3.5"),
        ("3,500", "each", "3.500"),
        ("1,234.5", "each", "1234.5"),
        ("1.234,5", "each", "1234.5"),
        ("1,234,567", "each", "1234567"),
        # not a number as these are written: the text stays
        ("12,34", ".", "12,34"),
        ("1,2345", ".", "1,2345"),
        ("12,34,567", ".", "12,34,567"),
        ("1,234 567", ".", "1,234 567"),
        ("$1,234", ".", "$1,234"),
        ("about 5", ".", "about 5"),
        ("1,234 or more", ".", "1,234 or more"),
        # with one reading, however numbers are written
        ("1.5", ",", "1.5"),
    ],
)
def test_a_number(text, marks, number):
    assert value(number_sql("x", marks), text) == number


@settings(deadline=None)
@given(
    whole=st.integers(min_value=-(10**12), max_value=10**12),
    cents=st.integers(min_value=0, max_value=99),
)
def test_every_amount_is_read_back_from_every_spelling(whole, cents):
    expected = f"{whole}.{cents:02}"
    for text, marks in (
        (f"{whole:,}.{cents:02}", "."),
        (f"{whole:,}.{cents:02}".translate({ord(","): ".", ord("."): ","}), ","),
        (f"{whole:_},{cents:02}".replace("_", " "), ","),
    ):
        assert value(number_sql("x", marks), text) == expected
        assert value(number_sql("x", "each"), text) == expected


@pytest.mark.parametrize(
    ("text", "plain"),
    [("−5", "-5"), ("- 5", "-5"), ("1,234.00-", "-1,234.00"), ("5 -", "-5"), ("–5", "-5"),
     ("5-10", "5-10"), ("-", "-"), ("n.v.", "n.v.")],
)  # fmt: skip
def test_a_minus_however_it_stands(text, plain):
    assert value(signed_sql("x"), text) == plain
    assert signed(text) == plain


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
    assert value(percent_sql("x", ".", share=share), text) == percent


@pytest.mark.parametrize(
    ("text", "boolean"),
    [("TRUE", "true"), ("Yes", "true"), ("1", "true"), ("0", "false"), ("n", "false"),
     ("Vrai", "true"), ("FALSCH", "false"), ("perhaps", "perhaps"), ("x", "x")],
)  # fmt: skip
def test_a_boolean(text, boolean):
    assert value(boolean_sql("x"), text) == boolean
