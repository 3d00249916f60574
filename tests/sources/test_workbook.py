"""Workbooks as people keep them: titles, notes, several sheets, dates and percents of all kinds."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime

import openpyxl
import pytest

from review_kit.errors import SourceError

HEADER = ["Date", "Rep", "Manager", "Behaviour", "Before", "After", "Minutes"]
SETTINGS = '[sources.coaching_log]\npath = "log.xlsx"\nprofile = "spreadsheet_coaching_log"\n'


def workbook(sheets: Mapping[str, Iterable[Iterable[object]]], hidden: Iterable[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_days_are_read_from_cells_texts_and_serial_numbers(workshop, rows_of, roster):
    days = [date(2026, 4, 2), datetime(2026, 4, 2, 15, 0), "April 2, 2026", 46114, "2026-04-02"]
    rows = [[day, "Ana Ruiz", "Bo Chen", None, None, None, at] for at, day in enumerate(days)]
    staged = workshop.stage(
        {"exports/roster.csv": roster, "log.xlsx": workbook({"Log": [HEADER, *rows]})}, SETTINGS
    )
    assert rows_of(staged["coaching_log"], "session_date", "rep_id", "minutes") == [
        ("2026-04-02", "r1", str(at)) for at in range(5)
    ]


def test_titles_stand_above_and_notes_below(workshop, rows_of):
    rows = [
        ["Coaching log, second quarter"],
        [],
        HEADER,
        ["2026-04-02", "Ana", "Bo", "Discovery", 50, 60, 30],
        [],
        ["2026-04-03", "Ana", "Bo", "Discovery", 55, 65, 30],
        ["2026-04-04"],
        [],
        ["Scores before April are provisional."],
        [None, "Ask Bo."],
    ]
    staged = workshop.stage({"log.xlsx": workbook({"Log": rows})}, SETTINGS)
    table = staged["coaching_log"]
    assert rows_of(table, "session_date", "rep_id", "_row", "_file") == [
        ("2026-04-02", "Ana", 4, "log.xlsx"),
        ("2026-04-03", "Ana", 6, "log.xlsx"),
        # a row that only begins is a record, for the contract to judge
        ("2026-04-04", None, 7, "log.xlsx"),
    ]
    assert table.left_out == {"empty row": 2, "note below the table": 2}
    assert table.rows_in == 7


def test_every_manager_may_have_a_sheet(workshop, rows_of, roster):
    header = [name for name in HEADER if name != "Manager"]
    book = workbook(
        {
            "How to": [["Fill in one row per behaviour"], ["Thank you"]],
            "Bo Chen": [header, ["2026-04-02", "Ana Ruiz", "Discovery", 50, 60, 30]],
            "maya patel ": [
                ["Log"],
                header,
                ["2026-04-02", "Li Wei", "Discovery", 50, 60, 30],
            ],
            "Archive": [header, ["2020-04-02", "Li Wei", "Discovery", 50, 60, 30]],
        },
        hidden=["Archive"],
    )
    staged = workshop.stage({"exports/roster.csv": roster, "log.xlsx": book}, SETTINGS)
    table = staged["coaching_log"]
    assert rows_of(table, "rep_id", "manager_id", "_file", "_row") == [
        ("r1", "m1", "log.xlsx#Bo Chen", 2),
        ("r3", "m2", "log.xlsx#maya patel ", 3),
    ]
    assert table.left_out == {
        "row of a hidden sheet": 1,
        "row of a sheet without this table": 1,
    }
    assert table.rows_in == 4


def test_one_sheet_can_be_named(workshop, rows_of):
    book = workbook(
        {
            "2025": [HEADER, ["2025-04-02", "Ana", "Bo", "Discovery", 50, 60, 30]],
            "2026": [HEADER, ["2026-04-02", "Ana", "Bo", "Discovery", 50, 60, 30]],
        }
    )
    staged = workshop.stage({"log.xlsx": book}, SETTINGS + 'sheet = "2026"\n')
    assert rows_of(staged["coaching_log"], "session_date", "_file") == [("2026-04-02", "log.xlsx")]
    with pytest.raises(SourceError) as caught:
        workshop.stage({"log.xlsx": book}, SETTINGS + 'sheet = "2024"\n')
    assert str(caught.value) == "log.xlsx: there is no sheet '2024'\nIt has: 2025, 2026."


def test_scores_are_percents_however_they_are_written(workshop, rows_of):
    rows = [
        ["2026-04-02", "Ana", "Bo", "A", "58%", 0.07, 30],
        ["2026-04-03", "Ana", "Bo", "A", 0.58, 1, 30],
        ["2026-04-04", "Ana", "Bo", "A", 58, 0.625, 30],
        ["2026-04-05", "Ana", "Bo", "A", "62.5 %", 0, 30],
        ["2026-04-06", "Ana", "Bo", "A", "good", None, 30],
    ]
    staged = workshop.stage({"log.xlsx": workbook({"Log": [HEADER, *rows]})}, SETTINGS)
    assert rows_of(staged["coaching_log"], "score_before", "score_after") == [
        ("58", "7"),
        ("58", "100"),
        ("58", "62.5"),
        ("62.5", "0"),
        ("good", None),
    ]


def test_a_one_between_shares_and_percents_is_refused(workshop):
    rows = [
        ["2026-04-02", "Ana", "Bo", "A", 58, None, 30],
        ["2026-04-03", "Ana", "Bo", "A", 0.58, None, 30],
        ["2026-04-04", "Ana", "Bo", "A", 1, None, 30],
    ]
    with pytest.raises(SourceError) as caught:
        workshop.stage({"log.xlsx": workbook({"Log": [HEADER, *rows]})}, SETTINGS)
    assert caught.value.message == (
        "log.xlsx, column 'Before', row 4: 1 can be read as 1 % or as 100 %"
    )


def test_two_behaviours_in_one_cell_are_two_entries(workshop, rows_of, criteria):
    rows = [
        ["2026-04-02", "Ana", "Bo", "Objection handling; discovery", 50, 60, 30],
        ["2026-04-02", "Ana", "Bo", "Discovery ;", 50, 60, 45],
        ["2026-04-02", "Ana", "Bo", None, 50, 60, 15],
    ]
    staged = workshop.stage(
        {"exports/criteria.csv": criteria, "log.xlsx": workbook({"Log": [HEADER, *rows]})},
        SETTINGS,
    )
    table = staged["coaching_log"]
    assert rows_of(table, "criterion_id", "minutes", "_row") == [
        ("OBJ", "30", 2),
        ("DISC", "30", 2),
        ("DISC", "45", 3),
        (None, "15", 4),
    ]
    assert table.rows_in == 4
    assert table.inputs[0].rows == 3
    sessions = {session for (session,) in rows_of(table, "session_id")}
    entries = [entry for (entry,) in rows_of(table, "entry_id")]
    assert len(sessions) == 1
    # minutes are no part of an entry's identity here: rows 2 and 3 share criterion and scores
    assert len(set(entries)) == 3


def test_a_canonical_workbook_needs_no_profile(workshop, rows_of):
    book = workbook(
        {
            "Sheet1": [
                ["rep_id", "competency", "level", "rated_on", "rated_by"],
                [7, "Discovery", 3, date(2026, 1, 15), "m1"],
                ["007", "Discovery", 2.5, date(2026, 1, 15), "m1"],
            ]
        }
    )
    staged = workshop.stage({"exports/skills_matrix.xlsx": book})
    assert rows_of(staged["skills_matrix"], "rep_id", "level", "rated_on", "_row") == [
        ("7", "3", "2026-01-15", 2),
        ("007", "2.5", "2026-01-15", 3),
    ]


def test_an_empty_workbook_is_refused(workshop):
    with pytest.raises(SourceError, match=r"exports/goals\.xlsx: the file is empty"):
        workshop.stage({"exports/goals.xlsx": workbook({"A": [], "B": []})})
