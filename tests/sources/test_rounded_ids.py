"""Ids that a program has rounded are refused wherever they come from, and told by file and row."""

from __future__ import annotations

import io
import json
import sqlite3

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_kit.errors import SourceError
from review_kit.sources.matching.rounded_ids import DOUBTFUL_IDS, ROUNDED_IDS, is_rounded

NAMES = ["opportunity_id", "stage", "entered_at"]
DAY = "2026-03-01T09:00:00Z"


def csv_of(*ids: str) -> str:
    return "\n".join([",".join(NAMES), *(f"{each},Open,{DAY}" for each in ids)]) + "\n"


def workbook_of(*ids: object) -> bytes:
    book = openpyxl.Workbook()
    for row in (NAMES, *([each, "Open", DAY] for each in ids)):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def parquet_of(ids: pa.Array) -> bytes:
    rest = pa.array(["Open"] * len(ids)), pa.array([DAY] * len(ids))
    buffer = io.BytesIO()
    pq.write_table(pa.table(dict(zip(NAMES, (ids, *rest), strict=True))), buffer)
    return buffer.getvalue()


def json_of(text: str) -> str:
    return f'[{{"opportunity_id": {text}, "stage": "Open", "entered_at": "{DAY}"}}]'


EXPORTS = {
    "csv_of_excel": (csv_of("0061", "7.78234E+18"), "csv", 3),
    "csv_of_excel_with_a_decimal_comma": (csv_of('"7,78234E+18"'), "csv", 2),
    "csv_with_short_ids": (csv_of("1.23457E+11"), "csv", 2),
    "csv_of_pandas": (csv_of("7.782342274025937e+18"), "csv", 2),
    "workbook": (workbook_of("0061", 12345678901234567890), "xlsx", 3),
    "json": (json_of("7.782342274025937e+18"), "json", 1),
    "doubles": (parquet_of(pa.array([1.0, 7782342274025937001.0])), "parquet", 2),
    # a float of 32 bits has lost digits above 16,777,216 already
    "floats": (parquet_of(pa.array([7.0, 123456789.0], pa.float32())), "parquet", 2),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_a_rounded_id_stops_the_run_with_file_column_and_row(workshop, name):
    content, suffix, row = EXPORTS[name]
    staged = workshop.stage({f"exports/stage_history.{suffix}": content})
    (notice,) = staged["stage_history"].notices
    assert (notice.kind, notice.stops) == (ROUNDED_IDS, True)
    assert (notice.file, notice.column, notice.row) == (
        f"exports/stage_history.{suffix}",
        "opportunity_id",
        row,
    )
    assert "as text" in notice.hint
    # saving as CSV loses the same digits
    assert "CSV" not in notice.hint or "CSV file" in notice.hint


def test_a_real_column_of_a_database_has_rounded_its_ids(workshop):
    with sqlite3.connect(workshop.root / "x.db") as base:
        base.execute("CREATE TABLE h (opportunity_id REAL, stage TEXT, entered_at TEXT)")
        base.execute("INSERT INTO h VALUES (7782342274025937001, 'Open', ?)", [DAY])
    staged = workshop.stage(
        {},
        '[sources.stage_history]\nurl = "sqlite:///x.db"\ntable = "h"\nexported_on = 2026-04-01\n',
    )
    (notice,) = staged["stage_history"].notices
    assert (notice.kind, notice.row) == (ROUNDED_IDS, 1)
    assert "'7.782342274025937e+18'" in notice.hint
    assert "floating-point" in notice.hint


def test_columns_that_an_id_is_made_of_are_looked_at_too(workshop):
    profile = (
        'table = "stage_history"\ndescription = "made"\n[columns]\n'
        'opportunity_id = { id_of = ["Deal", "Org"] }\nstage = "Stage"\nentered_at = "At"\n'
    )
    staged = workshop.stage(
        {"profiles/made.toml": profile, "x.csv": f"Deal,Org,Stage,At\n1.2E+17,a,Open,{DAY}\n"},
        '[sources.stage_history]\npath = "x.csv"\nprofile = "made"\n',
    )
    (notice,) = staged["stage_history"].notices
    assert (notice.kind, notice.column) == (ROUNDED_IDS, "Deal")


def test_a_rounded_key_of_a_lookup_is_refused(workshop, roster):
    deals = (
        "Id,OwnerId,StageName,CloseDate,CreatedDate,IsClosed,IsWon,Amount\n"
        "0061,5E17,Open,2026-04-01,2026-01-01,false,false,5\n"
    )
    with pytest.raises(SourceError) as caught:
        workshop.stage(
            {
                "exports/roster.csv": roster,
                "exports/d.csv": deals,
                "exports/salesforce_users.csv": "Id,Email\n5.12E+17,ana@acme.example\n",
            },
            '[sources.opportunities]\npath = "exports/d.csv"\nprofile = "salesforce"\n',
        )
    assert caught.value.message.startswith(
        "exports/salesforce_users.csv, column 'Id': '5.12E+17' was a longer id"
    )


def test_ids_that_all_end_in_zeros_are_told(workshop):
    # Excel with the format of a whole number keeps 15 digits and puts zeros behind them
    ids = [f"{digits}0000" for digits in (778234227402593, 778234227402594, 778234227402599)]
    staged = workshop.stage({"exports/stage_history.csv": csv_of(*ids, "0061")})
    (notice,) = staged["stage_history"].notices
    assert (notice.kind, notice.rows, notice.row) == (DOUBTFUL_IDS, 3, 2)
    assert not notice.stops
    assert ids[0] in notice.hint


@pytest.mark.parametrize(
    "ids",
    [
        ["7782342274025930000"],  # one id may end in zeros by chance
        ["7782342274025930000", "7782342274025937001"],
        ["00Q5g00000A0000", "006000000000000000", "1e10", "12E4", "2.5", "107.0"],
        ["123456789012345", "550e8400-e29b-41d4-a716-446655440000"],
        ["90000000000000000001", "12345678901234567891"],
    ],
)
def test_other_ids_are_no_finding(workshop, ids):
    staged = workshop.stage({"exports/stage_history.csv": csv_of(*ids)})
    assert staged["stage_history"].notices == ()


def test_long_whole_numbers_of_json_keep_their_digits(workshop, rows_of):
    text = "[" + ",".join(json_of(str(10**19 + n))[1:-1] for n in (1, 2)) + "]"
    staged = workshop.stage({"exports/stage_history.json": text})
    assert staged["stage_history"].notices == ()
    assert rows_of(staged["stage_history"], "opportunity_id") == [
        ("10000000000000000001",),
        ("10000000000000000002",),
    ]


@given(st.integers(min_value=2**53, max_value=10**30).map(float))
def test_whatever_a_float_column_writes_of_a_long_id_is_known_as_rounded(number):
    assert is_rounded(repr(number))
    assert is_rounded(json.dumps(number))
    assert is_rounded(f"{number:.5E}")


@given(st.integers(min_value=0, max_value=10**30))
def test_a_whole_number_is_never_taken_for_rounded(number):
    assert not is_rounded(str(number))
