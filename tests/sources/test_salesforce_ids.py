"""Salesforce's ids of 15 and of 18 characters mean the same record where the checksum says so."""

import string

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_kit.sources.matching.salesforce_ids import (
    checksum,
    is_salesforce_id,
    is_salesforce_id_sql,
    other_spelling,
)

SHORT_IDS = st.text(string.ascii_letters + string.digits, min_size=15, max_size=15).filter(
    is_salesforce_id
)


@pytest.mark.parametrize(
    ("short", "sign"),
    [
        # the example of Salesforce's own documentation: G and J of "Gv7qJ" are 1 + 16 = 17, R
        ("0015000000Gv7qJ", "AAR"),
        # no capital at all is 0, A
        ("0065g00000abcde", "AAA"),
        # A, C and E are 1 + 4 + 16 = 21, V
        ("0055g00000AbCdE", "AAV"),
        # five capitals are 31, the last sign; the second of five is 2, C
        ("aBcdeABCDE00000", "C5A"),
    ],
)
def test_the_checksum_says_which_letters_are_capitals(short, sign):
    assert checksum(short) == sign
    assert other_spelling(short) == short + sign
    assert other_spelling(short + sign) == short


@pytest.mark.parametrize(
    "text",
    [
        "0055g00000AbCdEIAQ",  # the checksum of another case
        "0055g00000abcdeAAV",  # the capitals were lost
        "0055g00000AbCd",  # 14 characters
        "0055g00000AbCdEAA",  # 17
        "internationally",  # a word
        "0055g00000-bCdE",
        "",
    ],
)
def test_anything_else_has_no_other_spelling(text):
    assert other_spelling(text) is None


@given(SHORT_IDS)
def test_the_two_spellings_lead_to_each_other(short):
    long = other_spelling(short)
    assert long is not None
    assert other_spelling(long) == short


@given(SHORT_IDS)
def test_two_ids_that_differ_in_case_still_differ_when_case_is_lost(short):
    swapped = short.swapcase()
    if swapped != short:
        assert str(other_spelling(short)).casefold() != str(other_spelling(swapped)).casefold()


@pytest.mark.parametrize(
    "text",
    [
        "0015g00000ABCde",
        "0015g00000ABCdeAAB",
        "0015g00000ABC-e",
        "abcdefghijklmno",
        "0015g00000ABCdé",
        "0015g00000ABCde\n",
        "0015g00000ABCdeA",
        "",
    ],
)
def test_what_is_an_id_is_the_same_in_sql(text):
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT {is_salesforce_id_sql('$1::VARCHAR')}", [text]
        ).fetchone()
    assert found == (is_salesforce_id(text),)
