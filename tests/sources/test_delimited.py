"""CSV: dialects are found, cells stay text, faults are named with file and row."""

import csv
import io

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review_kit.errors import SourceError
from review_kit.sources.files.delimited import _read_carefully, _streamed
from review_kit.sources.files.raw import connect
from review_kit.sources.files.text import as_utf8
from review_kit.sources.files.unquoted import BLOCK_BYTES, write_unquoted
from review_kit.sources.profiles.language import Reading

BOTH = frozenset({1, 2})
GOALS = "goal_id,rep_id,metric,baseline,target,set_on,due_on,status"
GOAL = "00123,r1,win_rate,0.2,0.3,2026-01-01,2026-03-31,open"


def test_ids_stay_text_to_the_last_digit(workshop, rows_of):
    staged = workshop.stage(
        {
            "exports/qa_scores.csv": "evaluation_id,call_id,rep_id,call_at,criterion_id,score,"
            "max_score,evaluator\n"
            "00123,12345678901234567890,007,2026-03-01T10:00:00+01:00,OBJ,3,5,ai\n"
        }
    )
    assert rows_of(staged["qa_scores"], "evaluation_id", "call_id", "rep_id") == [
        ("00123", "12345678901234567890", "007")
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(workshop, rows_of, delimiter):
    text = f"{GOALS}\n{GOAL}\n".replace(",", delimiter)
    staged = workshop.stage({"exports/goals.csv": text})
    assert rows_of(staged["goals"], "goal_id", "status") == [("00123", "open")]


def test_a_semicolon_file_may_have_commas_in_its_numbers_and_names(workshop, rows_of):
    staged = workshop.stage(
        {
            "exports/roster.csv": "rep_id;rep_name;manager_id;manager_name;team;hire_date\n"
            "r1;Ruiz, Ana;m1;Chen, Bo;North, East, West;2020-01-07\n"
        }
    )
    assert rows_of(staged["roster"], "rep_name", "team") == [("Ruiz, Ana", "North, East, West")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(workshop, rows_of):
    text = f'{GOALS}\n"a\nb\nc",r1,x,0,1,2026-01-01,2026-03-31,open\n\n{GOAL}\n'
    staged = workshop.stage({"exports/goals.csv": text})
    assert rows_of(staged["goals"], "goal_id", "_row") == [("a\nb\nc", 2), ("00123", 4)]
    assert staged["goals"].left_out == {"empty row": 1}
    assert staged["goals"].rows_in == 3


def test_line_ends_of_windows_and_old_macs_are_read_alike(workshop, rows_of):
    for end in ("\n", "\r\n", "\r"):
        staged = workshop.stage({"exports/goals.csv": f"{GOALS}{end}{GOAL}{end}{GOAL[1:]}{end}"})
        assert rows_of(staged["goals"], "goal_id", "_row") == [("00123", 2), ("0123", 3)]


def test_the_order_of_columns_and_the_case_of_their_names_do_not_matter(workshop, rows_of):
    staged = workshop.stage(
        {
            "exports/stage_history.csv": "Entered_At , STAGE,opportunity_id,colour\n"
            "2026-01-05T08:00:00Z,Open,o1,red\n"
        }
    )
    table = staged["stage_history"]
    assert rows_of(table, "opportunity_id", "stage", "entered_at") == [
        ("o1", "Open", "2026-01-05T08:00:00+00:00")
    ]
    assert table.other_columns == {"exports/stage_history.csv": ("colour",)}


def test_a_title_above_the_header_is_stepped_over(workshop, rows_of):
    text = f"Goals of the quarter\nexported 2026-04-01\n\n{GOALS}\n{GOAL}\n"
    staged = workshop.stage({"exports/goals.csv": text})
    assert rows_of(staged["goals"], "goal_id", "_row") == [("00123", 5)]


def test_empty_and_missing_values_follow_one_null_policy(workshop, rows_of):
    cells = ["", "NA", "N/A", "null", "-", '""', "  ", '" "', "none", "nothing", "x"]
    lines = "".join(f"e{at},s1,r1,m1,2026-01-05,{cell}\n" for at, cell in enumerate(cells))
    staged = workshop.stage(
        {
            "exports/coaching_log.csv": "entry_id,session_id,rep_id,manager_id,session_date,theme\n"
            + lines
        }
    )
    assert [theme for (theme,) in rows_of(staged["coaching_log"], "theme")] == [
        *[None] * 9,
        "nothing",
        "x",
    ]


def test_a_header_without_rows_is_a_table_without_rows(workshop, rows_of):
    staged = workshop.stage({"exports/goals.csv": GOALS + "\n"})
    assert staged["goals"].rows_in == 0
    assert rows_of(staged["goals"], "goal_id") == []


def test_a_column_that_no_file_has_is_empty_and_named(workshop, rows_of):
    staged = workshop.stage({"exports/stage_history.csv": "opportunity_id,stage\no1,Open\n"})
    assert rows_of(staged["stage_history"], "entered_at") == [(None,)]
    assert staged["stage_history"].missing_columns == ("entered_at",)


FAULTS = {
    "too few cells": (
        f"{GOALS}\n{GOAL}\ng2,r1\n",
        "exports/goals.csv, row 3: 2 cells, but the header has 8: g2 | r1",
    ),
    "too many cells": (
        f"{GOALS}\n{GOAL},x\n",
        "exports/goals.csv, row 2: 9 cells, but the header has 8",
    ),
    "an open quote": (
        f'{GOALS}\n{GOAL}\n"g2,r1,x,0,1,2026-01-01,2026-03-31,open\n{GOAL}\n',
        "exports/goals.csv, row 3: a quotation mark opens here and is never closed",
    ),
    "an open quote after a quoted line break": (
        f'{GOALS}\n"a\nb",r1,x,0,1,2026-01-01,2026-03-31,open\n"g2,r1\n',
        "exports/goals.csv, row 3 (line 4): a quotation mark opens here and is never closed",
    ),
    "text after a quote": (
        f'{GOALS}\n"g"2,r1,x,0,1,2026-01-01,2026-03-31,open\n',
        "exports/goals.csv, row 2: there is text between a closing quotation mark",
    ),
    "nothing at all": ("", "exports/goals.csv: the file is empty"),
    "only blanks": (" \n \n", "exports/goals.csv: the file is empty"),
    "a name twice": (
        "goal_id,rep_id,Rep_ID,metric\ng1,r1,r2,x\n",
        "exports/goals.csv: the column 'rep_id' appears more than once (columns 2 and 3)",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_file_is_refused_with_file_and_row(workshop, fault):
    text, message = FAULTS[fault]
    with pytest.raises(SourceError) as caught:
        workshop.stage({"exports/goals.csv": text})
    assert caught.value.message.startswith(message)
    assert caught.value.hint
    assert not list((workshop.root / "staged").iterdir())


CELLS = st.sampled_from(
    [
        "a",
        "",
        " ",
        " a",
        "a ",
        '"a"',
        '"a,b"',
        '"x\ny"',
        '"a""b"',
        '""',
        "é",
        "#",
        "\\",
        "'",
        '"a" ',
    ]
)
UNQUOTED = st.sampled_from(["a", "", " ", " a", "a ", "é", "é b", "#", "\\", "'", "n/a", "\u200b"])
LINES = st.one_of(
    st.lists(st.lists(cells, min_size=1, max_size=3), min_size=0, max_size=8)
    for cells in (CELLS, UNQUOTED)
)


@settings(max_examples=100)
@given(lines=LINES, end=st.sampled_from(["\n", "\r\n"]), last_end=st.booleans())
def test_the_fast_reader_reads_what_the_careful_one_reads(tmp_path_factory, lines, end, last_end):
    work = tmp_path_factory.mktemp("csv")
    text = end.join(["h,i", *(",".join(cells) for cells in lines)]) + (end if last_end else "")
    path = work / "x.csv"
    path.write_bytes(text.encode())
    file = as_utf8(path, "x.csv", work)
    with connect(work) as connection:
        fast = (
            _streamed(file, "x.csv", ",", ("h", "i"), BOTH, Reading(), connection, work)
            if file.plain
            else None
        )
        if fast is None:
            return
        careful = _read_carefully(file, "x.csv", ",", 0, ("h", "i"), BOTH, Reading(), work)
        # blanks at the ends of a cell count for nothing, in either reader
        cells = "trim(coalesce(c1, '')), trim(coalesce(c2, ''))"
        read = f"SELECT _row, _first, {cells} FROM read_parquet($1) ORDER BY _row"
        assert (
            connection.execute(read, [str(fast.path)]).fetchall()
            == connection.execute(read, [str(careful.path)]).fetchall()
        )


def test_ordinary_files_are_streamed_not_read_one_by_one(tmp_path):
    """The careful reader would be right as well, and four times slower."""
    path = tmp_path / "x.csv"
    path.write_text('h,i\n1,"two\nlines"\n', encoding="utf-8")
    with connect(tmp_path) as connection:
        file = as_utf8(path, "x.csv", tmp_path)
        raw = _streamed(file, "x.csv", ",", ("h", "i"), BOTH, Reading(), connection, tmp_path)
    assert raw is not None
    assert duckdb.connect().execute(f"SELECT _row, c1, c2 FROM '{raw.path}'").fetchall() == [
        (2, "1", "two\nlines")
    ]


def test_a_file_without_quotes_is_read_without_duckdb(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("h;i\n a ;5\nn/a; b\n;-\n", encoding="utf-8")
    file = as_utf8(path, "x.csv", tmp_path)
    raw = _streamed(file, "x.csv", ";", ("h", "i"), frozenset({2}), Reading(), None, tmp_path)
    assert raw is not None
    assert duckdb.connect().execute(f"FROM '{raw.path}'").fetchall() == [
        (2, None, "a", "5"),
        (3, None, "b", " b"),
        (4, None, None, "-"),
    ]


@pytest.mark.parametrize(
    "row", ["1,2,3", "1", f"1,{'x' * BLOCK_BYTES}"], ids=["long", "short", "longer than a block"]
)
def test_a_row_that_arrow_does_not_take_is_left_to_the_other_readers(tmp_path, row):
    path = tmp_path / "x.csv"
    path.write_text(f"h,i\n1,2\n{row}\n", encoding="utf-8")
    target = tmp_path / "x.parquet"
    assert write_unquoted(path, ",", ("h", "i"), BOTH, Reading().nulls, target) is None
    assert not target.exists()


def test_a_hundred_thousand_rows_keep_their_order_and_numbers(workshop):
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["opportunity_id", "stage", "entered_at"])
    writer.writerows([f"o{at}", "Open", "2026-01-05T08:00:00+00:00"] for at in range(100_000))
    staged = workshop.stage({"exports/stage_history.csv": buffer.getvalue()})
    path = staged["stage_history"].path
    wrong = (
        duckdb.connect()
        .execute(
            f"SELECT count(*) FROM read_parquet('{path}', file_row_number = true) "
            "WHERE opportunity_id <> 'o' || file_row_number OR _row <> file_row_number + 2"
        )
        .fetchone()
    )
    assert wrong == (0,)
