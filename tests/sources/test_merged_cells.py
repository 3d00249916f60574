"""Workbooks whose cells are merged: down a block of rows, across a banner, over a header of two rows."""

from __future__ import annotations

import io
from collections.abc import Iterable

import openpyxl
import pytest

from review_kit.sources.files.header import read_header

HEADER = ["Date", "Rep", "Manager", "Focus", "Before", "After"]
SETTINGS = '[sources.coaching_log]\npath = "log.xlsx"\nprofile = "spreadsheet_coaching_log"\n'


def workbook(rows: Iterable[Iterable[object]], merged: Iterable[str], first: str = "A1") -> bytes:
    book = openpyxl.Workbook()
    corner = book.active[first]
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            book.active.cell(corner.row + down, corner.column + right, value)
    for cells in merged:
        book.active.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_every_row_of_a_merged_cell_has_its_value(workshop, rows_of):
    rows = [
        HEADER,
        ["2026-07-06", "Ana", "Bo", "Discovery", 50, 60],
        [None, None, None, "Closing", 55, 65],
        ["2026-07-07", "Ana", "Bo", "Discovery", 50, 60],
        [None, None, None, "Closing", 55, 65],
    ]
    merged = ["A2:A3", "B2:B5", "C2:C3", "A4:A5", "C4:C5"]
    staged = workshop.stage({"log.xlsx": workbook(rows, merged)}, SETTINGS)
    table = staged["coaching_log"]
    assert rows_of(table, "session_date", "rep_id", "manager_id", "criterion_id") == [
        ("2026-07-06", "Ana", "Bo", "Discovery"),
        ("2026-07-06", "Ana", "Bo", "Closing"),
        ("2026-07-07", "Ana", "Bo", "Discovery"),
        ("2026-07-07", "Ana", "Bo", "Closing"),
    ]
    (notice,) = table.notices
    assert notice.kind == "merged_cells"
    assert notice.message.startswith("merged cells under Date, Rep, Manager:")
    assert (notice.rows, notice.row, notice.stops) == (3, 3, False)


def test_a_sheet_that_begins_in_another_corner_is_filled_in_the_right_columns(workshop, rows_of):
    rows = [HEADER, ["2026-07-06", "Ana", "Bo", "Discovery", 50, 60], [None, "Li", "Bo", "A", 1, 2]]
    book = workbook(rows, ["C6:C7"], first="C5")
    staged = workshop.stage({"log.xlsx": book}, SETTINGS)
    assert rows_of(staged["coaching_log"], "session_date", "rep_id", "_row") == [
        ("2026-07-06", "Ana", 6),
        ("2026-07-06", "Li", 7),
    ]


def test_a_row_of_nothing_but_a_merged_value_is_empty(workshop):
    rows = [
        HEADER,
        ["2026-07-06", "Ana", "Bo", "A", 50, 60],
        [],
        ["2026-07-08", "Li", "Bo", "A", 1, 2],
    ]
    staged = workshop.stage({"log.xlsx": workbook(rows, ["A2:A3", "B2:B3"])}, SETTINGS)
    assert staged["coaching_log"].left_out == {"empty row": 1}


def test_banners_totals_and_legends_are_no_records(workshop, rows_of):
    rows = [
        HEADER,
        ["July"],
        ["2026-07-06", "Ana", "Bo", "Discovery", 50, 60],
        ["August"],
        ["2026-08-06", "Ana", "Bo", "Discovery", 60, 70],
        ["Total", None, None, 2, 55, 65],
        [],
        ["Scores before July follow the old rubric."],
        ["Legend", "green: done"],
    ]
    staged = workshop.stage({"log.xlsx": workbook(rows, ["A2:F2", "A4:F4"])}, SETTINGS)
    table = staged["coaching_log"]
    assert rows_of(table, "session_date", "_row") == [("2026-07-06", 3), ("2026-08-06", 5)]
    assert table.left_out == {
        "empty row": 1,
        "footer row": 1,
        "note below the table": 2,
        "title between the rows": 2,
    }
    assert not table.doubtful


def test_a_row_that_only_begins_is_no_banner(workshop, rows_of):
    rows = [HEADER, ["2026-07-06", "Ana", "Bo", "A", 50, 60], ["2026-07-07"]]
    staged = workshop.stage({"log.xlsx": workbook(rows, [])}, SETTINGS)
    assert rows_of(staged["coaching_log"], "session_date") == [("2026-07-06",), ("2026-07-07",)]


GROUPED = [
    ["Date", "Rep", "Manager", "Focus", "Score", None],
    [None, None, None, None, "Before", "After"],
    ["2026-07-06", "Ana", "Bo", "Discovery", 50, 60],
]


@pytest.mark.parametrize("merged", [["E1:F1", "A1:A2", "B1:B2"], []])
def test_two_rows_of_header_are_joined(workshop, rows_of, merged):
    staged = workshop.stage({"log.xlsx": workbook(GROUPED, merged)}, SETTINGS)
    table = staged["coaching_log"]
    assert rows_of(table, "score_before", "score_after", "_row") == [("50", "60", 3)]
    assert (table.rows_in, table.notices) == (1, ())


def test_two_rows_of_header_are_joined_in_a_text_file(workshop, rows_of):
    text = "\n".join(",".join(str(cell or "") for cell in row) for row in GROUPED) + "\n"
    staged = workshop.stage({"log.csv": text}, SETTINGS.replace("xlsx", "csv"))
    assert rows_of(staged["coaching_log"], "score_before", "score_after", "_row") == [
        ("50", "60", 3)
    ]


EXPECTED = frozenset({"date", "rep", "score before", "before", "after"})


@pytest.mark.parametrize(
    ("rows", "merged", "names", "at"),
    [
        # the whole name where it is expected, else the lower one, else both
        (
            [["Date", "Rep", "Score", "", "Time", ""], ["", "", "Before", "After", "From", "To"]],
            {0: {2: 3, 4: 5}},
            ("Date", "Rep", "Score Before", "After", "Time From", "Time To"),
            1,
        ),
        # groups above the row with the names
        (
            [["", "", "Score", ""], ["Date", "Rep", "Before", "After"]],
            {0: {2: 3}},
            ("Date", "Rep", "Score Before", "After"),
            1,
        ),
        # a title above is no group, and the first record is no header
        (
            [["Log of July", "", ""], ["Date", "Rep", "Note"], ["2026-07-06", "Ana", ""]],
            {0: {0: 2}},
            ("Date", "Rep", "Note"),
            1,
        ),
        ([["Date", "Rep", "Mark", ""], ["", "", "50", "60"]], {}, ("Date", "Rep", "Mark", ""), 0),
        ([["Date", "Rep", "Mark", ""], ["", "", "x", "y"]], {}, ("Date", "Rep", "Mark", ""), 0),
        ([], {}, (), 0),
    ],
)
def test_which_rows_are_the_header(rows, merged, names, at):
    header = read_header(rows, EXPECTED, merged)
    assert (header.names, header.at) == (names, at)
