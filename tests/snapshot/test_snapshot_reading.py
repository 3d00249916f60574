"""What comes out of a snapshot: typed, sorted, whole or rep by rep."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from review_kit.contracts.engine import ROW_GROUP_ROWS, engine, write_parquet
from review_kit.errors import SourceError
from review_kit.project import canonical_model
from review_kit.snapshot.names import as_categories, only_some


def test_scores_are_sorted_by_rep_then_time_then_evaluation_then_criterion(snapshot):
    scores = snapshot.table("qa_scores")

    order = scores[["rep_id", "evaluation_id", "criterion_id"]]
    assert list(order.itertuples(index=False, name=None)) == [
        ("R1", "E5", "DIS"),
        ("R1", "E1", "DIS"),
        ("R1", "E1", "OBJ"),
        ("R10", "E2", "DIS"),
        ("R2", "E4", "OBJ"),
    ]
    assert list(scores["export_order"]) == [5, 2, 1, 3, 0]


def test_the_day_of_a_call_is_its_day_in_the_zone_of_the_project(snapshot):
    """Half past eleven at night is that day; half past ten UTC in summer is the next one in Madrid."""
    days = snapshot.table("qa_scores").set_index("evaluation_id")["call_on"]

    assert str(days["E2"].date()) == "2026-08-31"
    assert {str(day.date()) for day in days.loc["E1"]} == {"2026-09-02"}


def test_names_come_as_categories_and_what_is_not_looked_at_as_a_missing_one(snapshot):
    names = ["evaluation_id", "criterion_id", "evaluator_id"]
    as_text = snapshot.table("qa_scores", names)

    scores = snapshot.table("qa_scores", names, names)
    assert {str(kind) for kind in scores.dtypes} == {"category"}
    pd.testing.assert_frame_equal(scores.astype("str"), as_text)

    some = snapshot.table("qa_scores", names, names, {"evaluation_id": {"E4", "E1", "of no call"}})
    assert [None if pd.isna(each) else each for each in some["evaluation_id"]] == [
        *(None, "E1", "E1", None, "E4")
    ]
    pd.testing.assert_frame_equal(some[names[1:]].astype("str"), as_text[names[1:]])


def test_a_column_without_rows_has_no_names():
    nothing = pa.chunked_array([], pa.dictionary(pa.int32(), pa.string()))
    assert list(as_categories(nothing)) == list(only_some(nothing, {"E1"})) == []


def test_names_that_are_missing_are_no_category():
    text = pa.chunked_array([pa.array(["b", None]), pa.array(["a", "b"])])
    names = as_categories(text.dictionary_encode())
    assert names.isna().tolist() == [False, True, False, False]
    assert names.dropna().tolist() == ["b", "a", "b"]


TYPES = {
    "string": "str",
    "number": "float64",
    # whole numbers may be empty
    "integer": "float64",
    "boolean": "bool",
    "date": "datetime64[s]",
    "timestamp": "datetime64[us, UTC]",
}


def types_of(table: str) -> dict[str, str]:
    return {column.name: TYPES[column.logical_type] for column in canonical_model()[table].columns}


def test_columns_have_the_types_of_their_contract(snapshot):
    scores = snapshot.table("qa_scores").dtypes.astype(str).to_dict()
    roster = snapshot.table("roster").dtypes.astype(str).to_dict()

    assert scores == {
        **types_of("qa_scores"),
        "call_on": "datetime64[s]",
        "export_order": "int64",
    }
    assert roster["hire_date"] == roster["end_date"] == "datetime64[s]"
    assert roster["email"] == "str"
    assert snapshot.table("roster")["email"].isna().all()


def test_the_files_have_arrow_types_that_any_tool_reads(snapshot):
    schema = pq.read_schema(snapshot.path("qa_scores"))
    types = {name: str(schema.field(name).type) for name in ("call_at", "call_on", "score")}

    assert types == {
        "call_at": "timestamp[us, tz=UTC]",
        "call_on": "date32[day]",
        "score": "double",
    }
    assert str(pq.read_schema(snapshot.path("coaching_log")).field("minutes").type) == "double"


@pytest.mark.parametrize("table", ["opportunities", "stage_history", "skills_matrix"])
def test_a_table_that_was_not_given_is_an_empty_frame_with_its_types(snapshot, table):
    frame = snapshot.table(table)

    assert not snapshot.has(table)
    assert frame.empty
    assert frame.dtypes.astype(str).to_dict() == types_of(table)


@pytest.mark.parametrize("rep_id", ["R1", "R10", "R2", "nobody"])
def test_the_rows_of_one_rep_are_those_of_the_whole_table(snapshot, rep_id):
    whole = snapshot.table("qa_scores")
    expected = whole[whole["rep_id"] == rep_id].reset_index(drop=True)

    pd.testing.assert_frame_equal(snapshot.rep_rows("qa_scores", rep_id), expected)


def test_a_table_without_reps_cannot_be_read_by_rep(snapshot):
    with pytest.raises(SourceError, match="criteria: has no rep_id"):
        snapshot.rep_rows("criteria", "R1")


def test_quarantined_rows_are_counted_by_rep(snapshot):
    assert snapshot.quarantined_by_rep("qa_scores").to_dict() == {"R1": 1}
    assert snapshot.quarantined_by_rep("coaching_log").to_dict() == {}
    assert snapshot.quarantined_by_rep("quotas").to_dict() == {}
    assert snapshot.quarantined_by_rep("criteria").to_dict() == {}
    assert list(snapshot.quarantined("qa_scores")["score"]) == ["eleven"]
    assert snapshot.quarantined("quotas").empty


def test_large_tables_have_row_groups_of_a_size_that_reads_fast(tmp_path):
    with engine(tmp_path, "UTC") as connection:
        path = tmp_path / "large.parquet"
        rows = "SELECT (range // 40)::VARCHAR AS rep_id, range AS n FROM range(200000)"
        write_parquet(connection, f"{rows} ORDER BY rep_id, n", path)

    metadata = pq.read_metadata(path)
    sizes = [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)]
    assert sizes == [ROW_GROUP_ROWS] * 3 + [200_000 - 3 * ROW_GROUP_ROWS]
    assert 20_000 <= ROW_GROUP_ROWS <= 120_000


def test_who_reads_a_snapshot_loads_nothing_that_exports_are_read_and_judged_with():
    code = (
        "import sys, review_kit.snapshot.read; "
        "print(*{'duckdb', 'review_kit.sources', 'review_kit.contracts.rule'} & {*sys.modules})"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "\n"
