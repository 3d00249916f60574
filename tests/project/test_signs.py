"""Signs that act instead of being read are spelt out, everything else stays as it is."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_kit.control_characters import json_text, visible, visible_line

TEXTS = st.text(st.characters(codec=None, categories=None))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
        ("\x9b2J", r"\x9b2J"),
        ("a\rb", r"a\rb"),
        ("pay \u202e001\u202c", r"pay \u202e001\u202c"),
        ("\u2066\u200f\u061c", r"\u2066\u200f\u061c"),
        ("\ufffe\ufeff", r"\ufffe\ufeff"),
        ("\U0001fffe\U000e0041", r"\U0001fffe\U000e0041"),
        ("\udcff", r"\udcff"),
        ("a\u2028b", r"a\u2028b"),
        ("Zoë – 李 👩‍💻 ﺍ\tx\n", "Zoë – 李 👩‍💻 ﺍ\tx\n"),
        (r"C:\x1b", r"C:\x1b"),
    ],
)
def test_what_acts_is_spelt_out(text, seen):
    assert visible(text) == seen


def test_one_line_stays_one_line():
    assert visible_line("a\nDone.\tb\r\n") == r"a\nDone.\tb\r\n"


@given(TEXTS)
def test_nothing_that_acts_is_left_and_it_can_be_written(text):
    seen = visible(text)
    assert not [
        sign
        for sign in seen
        if sign not in "\t\n" and unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}
    ]
    assert visible(seen) == seen
    assert seen.encode().decode() == seen


@given(st.dictionaries(TEXTS, TEXTS | st.lists(TEXTS)))
def test_json_means_the_same(value):
    told = json_text(value)
    assert json.loads(told) == value
    assert visible(told) == told
