"""Exports with far more columns than anything uses: only what the profile reads is worked on.

The memory that reading may take is the real one here, so that a reader whose need grows with unused
columns fails.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from datetime import date

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import feather

from review_kit.errors import SourceError
from review_kit.project import load_project
from review_kit.project.limits import Limits
from review_kit.sources import stage
from review_kit.sources.files.delimited import read_delimited
from review_kit.sources.files.export import Export
from review_kit.sources.files.raw import connect
from review_kit.sources.files.resources import is_of_machine, machine_fault
from review_kit.sources.files.unchanged import HashedFile
from review_kit.sources.profiles.language import Reading

EXPORT_DAY = date(2026, 9, 30)
UNUSED = [f"x{number}" for number in range(397)]
HEADER = ["opportunity_id", *UNUSED[:200], "stage", *UNUSED[200:], "entered_at"]
ROWS = [
    [f"o{row}", *range(200), "Open", *range(200, 397), f"2026-01-{row:02d}T08:00:00+00:00"]
    for row in range(1, 21)
]


def _csv() -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *ROWS])
    return text.getvalue().encode()


def _careful_csv() -> bytes:
    """With an empty line, which the streaming reader does not take."""
    return _csv() + b"\n\n"


def _json() -> bytes:
    return json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]).encode()


def _workbook() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Deals")
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _table() -> pa.Table:
    return pa.table(dict(zip(HEADER, zip(*ROWS, strict=True), strict=True)))


def _parquet() -> bytes:
    content = io.BytesIO()
    pq.write_table(_table(), content)
    return content.getvalue()


def _feather() -> bytes:
    content = io.BytesIO()
    feather.write_feather(_table(), content, compression="uncompressed")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("stage_history.csv", _csv),
        ("stage_history.tsv", lambda: _csv().replace(b",", b"\t")),
        ("stage_history.csv", _careful_csv),
        ("stage_history.json", _json),
        ("stage_history.xlsx", _workbook),
        ("stage_history.parquet", _parquet),
        ("stage_history.feather", _feather),
    ],
    ids=["csv", "tsv", "careful csv", "json", "xlsx", "parquet", "feather"],
)
def test_four_hundred_columns_are_no_hindrance(workshop, rows_of, name, content):
    staged = workshop.stage({f"exports/{name}": content()})["stage_history"]
    assert rows_of(staged, "opportunity_id", "stage", "entered_at") == [
        (f"o{row}", "Open", f"2026-01-{row:02d}T08:00:00+00:00") for row in range(1, 21)
    ]
    assert staged.other_columns == {f"exports/{name}": tuple(UNUSED)}


def test_fields_of_json_that_nobody_reads_take_no_memory(workshop):
    """A record is parsed once, not once for each of its fields."""
    unused = {f"x{number}": number for number in range(77)}
    record = {"opportunity_id": "?", "stage": "Open", "entered_at": "2026-01-05", **unused}
    line = json.dumps(record)
    lines = "\n".join(line.replace("?", f"o{row}", 1) for row in range(3_000))
    staged = workshop.stage({"exports/stage_history.jsonl": lines})["stage_history"]
    assert staged.rows_in == 3_000


def test_only_the_columns_that_are_asked_for_are_kept(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b,c\n1,2,3\n,5,6\n")
    export = Export(path, "x.csv", "delimited", "", 0, EXPORT_DAY, HashedFile.of(path, "x.csv"))
    with connect(tmp_path) as connection:
        raw = read_delimited(
            export, Reading(), frozenset(), lambda *_: frozenset({3}), connection, tmp_path
        )
        kept = connection.execute(f"FROM read_parquet('{raw.path}')").fetchall()
    assert raw.header == ("a", "b", "c")
    # row, why it is quarantined, first filled cell, third column
    assert kept == [(2, None, "1", "3"), (3, None, "5", "6")]


PROFILE = """
table = "stage_history"
description = "Stages"
[read]
footer = ["^Total"]
[columns]
opportunity_id = "Deal"
stage = "Stage"
entered_at = "At"
"""
WIDTH = 300
PLACES = st.integers(min_value=0, max_value=WIDTH - 4)
FILLINGS = st.dictionaries(
    PLACES, st.sampled_from(["Total (2)", "a total", "word", "NA", " ", ""]), max_size=3
)
RECORDS = st.lists(st.tuples(st.sampled_from(["", "o1", "Total"]), FILLINGS), max_size=5)


def _wide_record(deal: str, fillings: dict[int, str]) -> list[str]:
    cells = [""] * (WIDTH - 3)
    for place, text in fillings.items():
        cells[place] = text
    return [*cells[:100], deal, "Open" if deal == "o1" else "", "", *cells[100:]]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=RECORDS, kind=st.sampled_from(["csv", "parquet", "json"]))
def test_a_row_is_empty_or_a_footer_whatever_column_tells_it(tmp_path_factory, records, kind):
    """The first filled cell decides, also where it stands in a column that nothing else uses."""
    root = tmp_path_factory.mktemp("wide")
    (root / "exports").mkdir()
    (root / "profiles").mkdir()
    (root / "profiles/stages.toml").write_text(PROFILE, encoding="utf-8")
    (root / "review_kit.toml").write_text(
        '[organisation]\nname = "Acme"\n[sources.stage_history]\n'
        f'path = "exports/s.{kind}"\nprofile = "stages"\n',
        encoding="utf-8",
    )
    header = [f"x{n}" for n in range(WIDTH - 3)]
    header[100:100] = ["Deal", "Stage", "At"]
    rows = [_wide_record(*record) for record in records]
    path = root / "exports" / f"s.{kind}"
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    elif kind == "json":
        path.write_text(json.dumps([dict(zip(header, row, strict=True)) for row in rows]))
    else:
        columns = [pa.array([row[at] for row in rows], pa.string()) for at in range(WIDTH)]
        pq.write_table(pa.Table.from_arrays(columns, names=header), path)
    staged = stage(load_project(root), root / "staged")["stage_history"]

    expected = {"empty row": 0, "footer row": 0}
    for row in rows:
        filled = [cell.strip() for cell in row if cell.strip() not in {"", "NA"}]
        if not filled:
            expected["empty row"] += 1
        elif filled[0].startswith("Total"):
            expected["footer row"] += 1
    left_out = dict(staged.left_out)
    left_out.pop("exact duplicate of another row", None)
    assert left_out == {reason: count for reason, count in expected.items() if count}
    assert staged.rows_in == len(rows)


QUIZ = """
table = "qa_scores"
description = "A column for each question"
[columns]
evaluation_id = { id_of = ["Call", "criterion_id"] }
call_id = "Call"
rep_id = "Rep"
call_at = "At"
criterion_id = "@column"
score = "@value"
max_score = { constant = "10" }
evaluator = { constant = "human" }
[unpivot]
numbers_only = true
"""


def test_six_hundred_questions_become_rows_in_their_order(workshop, rows_of):
    questions = [f"Question {number}" for number in range(600)]
    answers = ["N/A" if n == 1 else "well done" if n == 2 else str(n % 11) for n in range(600)]
    staged = workshop.stage(
        {
            "profiles/quiz.toml": QUIZ,
            "exports/calls.csv": "\n".join(
                [
                    ",".join(["Call", *questions, "Rep", "At"]),
                    ",".join(["c1", *answers, "r1", "2026-01-05T08:00:00Z"]),
                ]
            ),
        },
        '[sources.qa_scores]\npath = "exports/calls.csv"\nprofile = "quiz"\n',
    )["qa_scores"]
    assert staged.left_out == {"answer in words": 1, "question without an answer": 1}
    assert rows_of(staged, "call_id", "criterion_id", "score") == [
        ("c1", f"Question {n}", str(n % 11)) for n in range(600) if n not in {1, 2}
    ]


def test_a_missing_column_of_a_wide_export_is_told_in_a_message_that_can_be_read(workshop):
    header = ",".join(["opportunity_id", *UNUSED, "entered_at"])
    profile = PROFILE.replace('"Deal"', '"opportunity_id"').replace('"At"', '"entered_at"')
    with pytest.raises(SourceError, match="no column 'Stage'") as raised:
        workshop.stage(
            {
                "profiles/stages.toml": profile,
                "exports/s.csv": f"{header}\n{'1,' * 398}2026-01-05\n",
            },
            '[sources.stage_history]\npath = "exports/s.csv"\nprofile = "stages"\n',
        )
    assert raised.value.hint.startswith(
        "The file has: opportunity_id, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, "
        "x14, x15, x16, x17, x18, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28, x29, x30, x31, "
        "x32, x33, x34, x35, x36, x37, x38 and 359 more."
    )


class _FullDisk(io.RawIOBase):
    """A file on a disk without room."""

    def writable(self) -> bool:
        return True

    def write(self, _: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_told_from_a_broken_file(tmp_path):
    with pytest.raises(OSError, match="No space left") as by_arrow:
        pq.write_table(pa.table({"a": [1]}), pa.PythonFile(_FullDisk(), mode="w"))
    # what DuckDB says, as it says it
    by_duckdb = duckdb.IOException(
        'IO Error: Async write failed for range [offset=0, size=27]: {"exception_type":"IO",'
        '"exception_message":"Could not write file \\"x\\": No space left on device","errno":"28"}'
    )
    for error in (by_arrow.value, by_duckdb):
        assert is_of_machine(error)
        told = machine_fault(error, "outcomes", tmp_path, Limits())
        assert told.message == f"outcomes: the disk with {tmp_path} is full"
    assert not is_of_machine(OSError(errno.ENOENT, "No such file", "x.csv"))
    assert not is_of_machine(duckdb.IOException("No files found"))


def test_too_little_memory_is_told_from_a_full_disk(tmp_path):
    small = duckdb.connect(config={"memory_limit": "20MB", "temp_directory": ""})
    with small, pytest.raises(duckdb.OutOfMemoryException) as by_duckdb:
        small.execute("CREATE TEMP TABLE t AS SELECT repeat('x', 100) || range FROM range(3000000)")
    with pytest.raises(MemoryError) as by_arrow:
        pa.allocate_buffer(1 << 60)
    for error in (by_duckdb.value, by_arrow.value):
        assert is_of_machine(error)
        assert machine_fault(error, "outcomes", tmp_path, Limits()).message == (
            "outcomes: reading it needs more memory than it may take (limits.reading_mb = 640)"
        )
