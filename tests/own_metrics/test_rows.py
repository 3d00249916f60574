"""The rows that a metric gives: what is taken, and what is refused in words."""

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from review_kit.own_metrics.rows import RowsError, checked_rows

KNOWN = ("00107", "00124", "00131")


def frame(**columns) -> pd.DataFrame:
    return pd.DataFrame({"rep_id": ["00124", "00107"], "value": [0.5, 1.0], "n": [4, 2]} | columns)


@pytest.mark.parametrize(
    "given",
    [
        frame(),
        pa.Table.from_pandas(frame()),
        # of a connection of its own: others' unfinished results would be in its way
        duckdb.connect().sql(
            "SELECT * FROM (VALUES ('00124', 0.5, 4), ('00107', 1, 2)) t(rep_id, value, n)"
        ),
    ],
    ids=["pandas", "arrow", "duckdb"],
)
def test_tables_of_pandas_arrow_and_duckdb_are_taken(given) -> None:
    rows = checked_rows(given, KNOWN)
    assert rows[["rep_id", "value", "n"]].to_dict("list") == {
        "rep_id": ["00107", "00124"],
        "value": [1.0, 0.5],
        "n": [2, 4],
    }
    assert rows[["low", "high"]].isna().all(axis=None)


def test_a_rep_of_whom_nothing_is_counted_needs_no_value() -> None:
    assert checked_rows(frame(value=[None, 1.0], n=[0, 2]), KNOWN)["rep_id"].tolist() == ["00107"]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (None, "'rows' gave nothing, and no table"),
        ([1, 2], "'rows' gave a value of type list, and no table"),
        (frame().drop(columns="n"), "the result lacks n (its columns: rep_id, value)"),
        (frame(team="north"), "the result has other columns: team"),
        (frame(low=0.1), "the interval has one end only"),
        (frame().set_index("rep_id"), "the column rep_id is the index of the table"),
        (frame(rep_id=[124, 107]), "rep_id is int64, and not text"),
        (frame(rep_id=["00107", None]), "row 2 of the result has no rep_id"),
        (frame(rep_id=["00107", "00107"]), "00107 is in the result more than once"),
        (frame(rep_id=["00107", "0124"]), "0124 is not on the roster"),
        (frame(value=["a", "b"]), "value is string, and no number"),
        (frame(value=[float("nan"), 1.0]), "the value is no number (NaN) for 00124"),
        (frame(value=[float("inf"), 1.0]), "the value is infinite for 00124"),
        (frame(n=[None, 2]), "n is missing for 00124"),
        (frame(n=[2.5, 2]), "n is no whole number from 0 on for 00124"),
        (frame(low=[0.6, 0.9], high=[0.7, 1.0]), "the value lies outside its interval for 00124"),
    ],
)
def test_rows_that_cannot_be_used_are_refused(given, problem) -> None:
    with pytest.raises(RowsError) as refused:
        checked_rows(given, KNOWN)
    assert refused.value.problem.replace("large_string", "string") == problem
    assert refused.value.advice.endswith((".", "?"))
