"""Cells that show an error, and formulas that nobody calculated, are told: they were not left empty."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from review_kit.errors import SourceError
from review_kit.sources.files.unreadable import unreadable_cells

HEADER = ["Date", "Rep", "Manager", "Focus", "Before", "After", "Remark"]
SETTINGS = '[sources.coaching_log]\npath = "log.xlsx"\nprofile = "spreadsheet_coaching_log"\n'


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def record(day: int, before: object, after: object = 60, **other: object) -> list[object]:
    cells = {"Date": f"2026-07-{day:02}", "Rep": "Ana", "Manager": "Bo", "Focus": "Discovery"}
    return [{**cells, "Before": before, "After": after, **other}.get(name) for name in HEADER]


def test_error_cells_are_named_and_counted(workshop, rows_of):
    book = workbook(record(1, "#N/A"), record(2, 50), record(3, "#DIV/0!"), record(4, 55, "#REF!"))
    staged = workshop.stage({"log.xlsx": book}, SETTINGS)
    table = staged["coaching_log"]
    assert rows_of(table, "score_before", "score_after") == [
        (None, "60"),
        ("50", "60"),
        (None, "60"),
        ("55", None),
    ]
    assert [(each.sentence, each.stops) for each in table.notices] == [
        (
            "cells that cannot be read: E2 (#N/A), E4 (#DIV/0!) "
            "(2 rows; first in log.xlsx row 2, column 'Before')",
            False,
        ),
        ("cells that cannot be read: F5 (#REF!) (1 row; in log.xlsx row 5, column 'After')", False),
    ]


def test_a_column_that_every_row_needs_stops_the_run(workshop):
    book = workbook(record(1, 50), record(2, 50, Rep="#N/A"))
    (notice,) = workshop.stage({"log.xlsx": book}, SETTINGS)["coaching_log"].notices
    assert (notice.column, notice.stops) == ("Rep", True)


def test_formulas_that_nobody_calculated_stop_the_run_where_nothing_else_is_in_the_column(workshop):
    book = workbook(*(record(day, "=40+10", "=50+10" if day > 1 else 60) for day in (1, 2, 3)))
    before, after = workshop.stage({"log.xlsx": book}, SETTINGS)["coaching_log"].notices
    assert before.message == (
        "cells that cannot be read: E2 (formula never calculated), E3 (formula never calculated), "
        "E4 (formula never calculated)"
    )
    assert (before.column, before.stops) == ("Before", True)
    assert (after.column, after.stops, after.rows) == ("After", False, 2)


def test_columns_nobody_uses_and_rows_nobody_filled_are_no_finding(workshop):
    prepared = [None] * 4 + ["#DIV/0!", "=1/0", "=1/0"]
    book = workbook(record(1, 50, Remark="#N/A"), prepared, prepared)
    table = workshop.stage({"log.xlsx": book}, SETTINGS)["coaching_log"]
    assert table.notices == ()
    assert table.left_out == {"empty row": 2}


def test_a_sheet_of_nothing_but_formulas_is_refused(workshop):
    book = workbook(*(["=A1", "=B1", "=C1", "=D1"] for _ in range(2)))
    with pytest.raises(SourceError) as caught:
        workshop.stage({"log.xlsx": book}, SETTINGS)
    assert caught.value.message == (
        "log.xlsx: no row can be read: "
        + ", ".join(
            f"{cell} (formula never calculated)" for cell in ["A2", "B2", "C2", "D2", "A3", "B3"]
        )
    )


def sheet(tmp_path, cells: str):
    """A workbook as other programs write it: prefixed names, no places, a part elsewhere."""
    path = tmp_path / "x.xlsx"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<x:workbook xmlns:x="{main}" xmlns:r="{office}"><x:sheets>'
            '<x:sheet name="Log &amp; more" sheetId="1" r:id="rId7"/></x:sheets></x:workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="rId7" Target="worksheets/a.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/a.xml",
            f'<x:worksheet xmlns:x="{main}"><x:sheetData>{cells}</x:sheetData></x:worksheet>',
        )
    return path


def test_cells_are_found_as_other_programs_write_them(tmp_path):
    cells = (
        "<x:row><x:c><x:v>1</x:v></x:c><x:c t='e'><x:v>#NAME?</x:v></x:c></x:row>"
        '<x:row r="9"><x:c r="AB9" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c>'
        "<x:c><x:f>A1</x:f></x:c></x:row>"
    ).replace("'", '"')
    found = unreadable_cells(sheet(tmp_path, cells), "Log & more")
    assert [(each.name, each.what) for each in found] == [
        ("B1", "#NAME?"),
        ("AB9", "#DIV/0!"),
        ("AC9", "formula never calculated"),
    ]


def test_a_formula_with_a_result_is_readable_even_if_it_is_an_empty_text(tmp_path):
    cells = (
        '<x:row r="1"><x:c r="A1"><x:f>1+1</x:f><x:v>2</x:v></x:c>'
        '<x:c r="B1" t="str"><x:f>IF(A1,"","x")</x:f><x:v></x:v></x:c></x:row>'
    )
    assert list(unreadable_cells(sheet(tmp_path, cells), "Log & more")) == []
    assert list(unreadable_cells(sheet(tmp_path, cells), "another")) == []
