"""Rows in order by numbers come out as pandas would sort them, and as JSON would write them."""

import json

import numpy as np
import pandas as pd

from review_kit.metrics.counted.few_digits import numbers_in_few_digits
from review_kit.metrics.counted.json_rows import json_lists, json_rows
from review_kit.metrics.counted.plain_values import plain_values
from review_kit.metrics.row_order import order_by, order_of, ranked


def rows_of_every_kind() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": pd.Series(["Zoë", None, "a\nb\\", "ana", 'a"b'], dtype="str"),
            "of": pd.Categorical(["q", None, "p", "q", "p"], categories=["q", "p"]),
            "day": pd.Series(
                ["2026-03-02", None, "2026-01-01", "2026-03-02", "2026-03-02"],
                dtype="datetime64[s]",
            ),
            "score": [62.5, np.nan, 80.0, -0.0, 1e-7],
            "large": [1e22, 2.0**60, 123456789012.5, -1e9, 0.1 + 0.2],
            "n": [3, 1, 2, 1, 1],
            "count": pd.array([None, 1, 2, 1, 1], dtype="Int64"),
            "yes": [True, False, True, False, False],
        }
    )


def test_rows_are_in_the_order_of_a_stable_sort() -> None:
    rows = rows_of_every_kind()
    for columns in (["name", "n"], ["day", "score"], ["yes", "count", "name"], ["large"]):
        expected = rows.sort_values(columns, kind="stable")
        pd.testing.assert_frame_equal(rows.iloc[order_by(rows, columns)], expected)


def test_categories_are_in_the_order_of_their_names() -> None:
    assert ranked(rows_of_every_kind()["of"])[0].tolist() == [1, 2, 0, 1, 0]


def test_keys_that_are_too_large_to_hold_a_position_too_are_sorted_alike() -> None:
    assert order_of(np.array([2**62, 3, 2**62, 0])).tolist() == [3, 1, 0, 2]


def test_no_rows_have_an_order_too() -> None:
    assert order_by(rows_of_every_kind().head(0), ["name", "n"]).tolist() == []


def test_rows_are_written_as_json_writes_their_plain_values() -> None:
    rows = rows_of_every_kind()
    values = plain_values(numbers_in_few_digits(rows))
    expected = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    assert json_lists(json_rows(rows), np.array([5])).to_pylist() == [expected]


def test_each_rep_has_a_list_of_own_rows() -> None:
    rows = json_rows(pd.DataFrame({"call": ["c1", "c2", "c3"], "score": [50.0, None, 62.5]}))
    assert json_lists(rows, np.array([0, 2, 1])).to_pylist() == [
        "[]",
        '[["c1",50],["c2",null]]',
        '[["c3",62.5]]',
    ]
