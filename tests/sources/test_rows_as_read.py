"""Cells that stay as they were read are copied with their columns; the others are made, row by row."""

import duckdb
import pytest

from review_kit.sources.files.raw import connect
from review_kit.sources.rows_as_read import copy_rows
from review_kit.sources.sql import Steps

READ = Steps((("trimmed", "SELECT _row, c1 AS t1, trim(c2) AS t2 FROM raw"),)).then(
    "cleaned", "SELECT _row, t1 AS s1, t2 AS s2 FROM {last}"
)


def test_a_cell_is_known_to_be_as_it_was_read():
    steps = READ.then("picked", "SELECT *, CAST(s1 AS VARCHAR) AS r_name FROM {last}")
    assert steps.as_it_is("r_name") == "c1"


def test_a_cell_that_was_trimmed_is_not():
    assert READ.then("picked", "SELECT *, s2 AS r_name FROM {last}").as_it_is("r_name") is None


def test_a_cell_that_is_replaced_on_the_way_is_not():
    steps = READ.then("picked", "SELECT *, s1 AS r_name FROM {last}")
    steps = steps.then("met", "SELECT * REPLACE (lower(r_name) AS r_name) FROM {last}")
    assert steps.as_it_is("r_name") is None


def test_rows_are_copied_in_their_order_without_those_left_out(tmp_path):
    raw, path = tmp_path / "raw.parquet", tmp_path / "made.parquet"
    with connect(tmp_path) as connection:
        connection.execute(
            "COPY (SELECT range + 2 AS _row, if(range % 3 = 0, NULL, 'x' || range % 7) AS c1 "
            f"FROM range(10_000)) TO '{raw}' (FORMAT parquet, ROW_GROUP_SIZE 2048)"
        )
        connection.execute(
            "CREATE TEMP VIEW mapped AS SELECT c1 AS a, upper(c1) AS b, 'f' AS _file, _row, "
            f"file_row_number FROM read_parquet('{raw}', file_row_number = true)"
        )
        columns = ["b", "a", "_file", "_row"]
        rows = copy_rows(raw, {"a": "c1"}, "mapped", columns, [9_999, 0, 4_000], connection, path)
    assert rows == 9_997
    made = duckdb.connect().execute(f"FROM '{path}'").fetchall()
    assert made == [
        (None, None, "f", place + 2)
        if place % 3 == 0
        else (f"X{place % 7}", f"x{place % 7}", "f", place + 2)
        for place in range(10_000)
        if place not in (0, 4_000, 9_999)
    ]


def test_another_order_than_that_of_the_raw_table_is_refused(tmp_path):
    raw = tmp_path / "raw.parquet"
    with connect(tmp_path) as connection:
        connection.execute(f"COPY (SELECT 'x' AS c1 FROM range(5)) TO '{raw}' (FORMAT parquet)")
        connection.execute(
            "CREATE TEMP VIEW mapped AS SELECT c1 AS a, file_row_number "
            f"FROM read_parquet('{raw}', file_row_number = true) ORDER BY 2 DESC"
        )
        with pytest.raises(AssertionError, match="not in the order"):
            copy_rows(raw, {"a": "c1"}, "mapped", ["a"], [], connection, tmp_path / "made.parquet")
