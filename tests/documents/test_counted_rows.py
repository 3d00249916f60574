"""Rows behind a number, as a page and a terminal write them."""

from __future__ import annotations

import pytest

from review_kit.documents.parts.counted import row_texts
from review_kit.words import speaking


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (10_000.0, "10,000", "10.000"),
        (10_022, "10,022", "10.022"),
        (-84_193.553, "−84,193.55", "−84.193,55"),
        (9_999.5, "9999.5", "9999,5"),
        (0.0123, "0.0123", "0,0123"),
    ],
)
def test_an_amount_is_never_written_as_an_identifier_would_be(value, english, german):
    # the check of names would find rep 10000 in an amount of 10000
    assert row_texts(("amount",), (value,)) == (english,)
    with speaking("de"):
        assert row_texts(("amount",), (value,)) == (german,)


def test_an_identifier_stays_as_it_was_exported():
    assert row_texts(("call_id", "rep_id"), ("10000130020", "00124")) == ("10000130020", "00124")
