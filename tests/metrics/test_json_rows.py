"""Rows behind numbers are written as JSON writes their plain values, however pandas holds them."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review_kit.metrics.counted.few_digits import few_digits, in_few_digits
from review_kit.metrics.counted.json_rows import json_lists, json_rows
from review_kit.metrics.counted.plain_values import plain_column

TEXTS = ["Monday", None, 'say "so"', "back\\slash", "tab\tand\nline", "", "ä – 漢"]


def as_held(values, how):
    """Give texts as Python objects, as one piece of Arrow's, in pieces, or as categories."""
    text = pd.Series(values, dtype="str")
    if how == "objects":
        return text.astype(pd.StringDtype("python", na_value=float("nan")))
    if how == "many categories":
        return pd.concat([text, pd.Series([f"other {n}" for n in range(9)])]).astype("category")[:7]
    if how == "pieces":
        return pd.concat([text.iloc[:2], text.iloc[2:]], ignore_index=True)
    return text.astype("category") if how == "categories" else text


@pytest.mark.parametrize("how", ["objects", "one piece", "pieces", "categories", "many categories"])
def test_texts_are_quoted_and_missing_ones_are_null(how):
    rows = json_rows(pd.DataFrame({"text": as_held(TEXTS, how), "n": range(len(TEXTS))}))
    assert [json.loads(f"[{row}]") for row in rows.to_pylist()] == [
        [text, n] for n, text in enumerate(TEXTS)
    ]
    (whole,) = json_lists(rows, pd.Series([len(TEXTS)]).to_numpy()).to_pylist()
    assert json.loads(whole) == [[text, n] for n, text in enumerate(TEXTS)]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(allow_infinity=False, width=64), min_size=1))
def test_numbers_are_written_as_python_writes_them_in_few_digits(numbers):
    column = pd.Series(numbers, dtype="float64")
    few = column.map(lambda number: float(few_digits(number)), na_action="ignore")
    expected = [
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in plain_column(few)
    ]
    assert json_rows(pd.DataFrame({"n": column})).to_pylist() == expected


ON_THE_EDGE = st.integers(-(10**6), 10**6).map(lambda whole: (whole + 0.5) / 100)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.floats(width=64) | ON_THE_EDGE | st.floats(-1, 1), min_size=1))
def test_numbers_in_few_digits_are_those_that_are_written(numbers):
    found = in_few_digits(np.array(numbers))
    expected = [float(few_digits(number)) for number in numbers]
    np.testing.assert_array_equal(found, expected)
    # what is shown is shown again
    np.testing.assert_array_equal(in_few_digits(found), expected)
