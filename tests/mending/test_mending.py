"""Faulty rows go out as a workbook and come back in place of those of the export, once."""

from __future__ import annotations

import json
import signal
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from review_kit.cli.main import main
from review_kit.errors import SourceError
from review_kit.mending.take import forget, take
from review_kit.sources.files.mended import read_mended, record_path
from review_kit.sources.staged import MendedRow

WHERE = "log.xlsx"


def mended(path: Path, cells: Mapping[tuple[int, str], str | None]) -> Path:
    """Write texts into the workbook: row of the export and heading → text."""
    book = openpyxl.load_workbook(path)
    sheet = book["coaching_log 1"]
    headings = [cell.value for cell in sheet[1]]
    lines = {sheet.cell(line, 2).value: line for line in range(2, sheet.max_row + 1)}
    for (row, heading), text in cells.items():
        sheet.cell(lines[str(row)], headings.index(heading) + 1).value = text
    book.save(path)
    return path


def rows_of(workshop) -> dict[str, tuple[str | None, ...]]:
    rows = pq.read_table(workshop.stage()["coaching_log"].path).to_pylist()
    return {
        row["session_id"]: (row["rep_id"], row["minutes"], row["commitment_status"]) for row in rows
    }


def test_a_workbook_has_the_rows_as_the_file_has_them_and_what_is_wrong(workshop):
    book = openpyxl.load_workbook(workshop.opened())

    assert book.sheetnames == ["Read me", "review_kit", "coaching_log 1"]
    assert book["review_kit"].sheet_state == "veryHidden"
    sheet = book["coaching_log 1"]
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [
        ["What is wrong", "Row", "No", "Rep", "Day", "Length", "State", "Next", "Mood"],
        [
            "rep_id is not among the kept rows of roster ('Anna Ruis')",
            "4",
            *workshop.rows[3],
        ],
        [
            "minutes is not a number ('some'); the cell is not used\n"
            "commitment_status is not one of open, done, missed ('done!'); the cell is not used",
            "5",
            *workshop.rows[4],
        ],
    ]
    yellow = {
        cell.coordinate
        for line in sheet.iter_rows(min_row=2)
        for cell in line
        if cell.fill.fgColor.rgb == "00FFE699"
    }
    assert yellow == {"D2", "F3", "G3"}


def test_no_cell_of_it_is_a_formula(workshop):
    book = openpyxl.load_workbook(workshop.opened())
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value]

    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}


def test_mended_rows_stand_in_place_of_those_of_the_file(workshop):
    before = workshop.log.read_bytes()
    book = mended(
        workshop.opened(), {(4, "Rep"): "Ana Ruiz", (5, "Length"): "45", (5, "State"): "Done"}
    )

    taken = take(workshop.project, book, by="Mia")

    assert rows_of(workshop) == {
        "S1": ("r1", "30", "done"),
        "S2": ("r1", "20", "open"),
        "S3": ("r2", "45", "done"),
        "S4": ("r2", "30", "open"),
    }
    assert workshop.log.read_bytes() == before
    assert [(row.file, row.row, row.by) for row in taken.mended] == [
        (WHERE, 4, "Mia"),
        (WHERE, 5, "Mia"),
    ]
    last = json.loads((workshop.project.root / "mended.jsonl").read_text().splitlines()[1])
    assert last["cells"] == [
        {"number": 4, "column": "Length", "was": "some", "now": "45"},
        {"number": 5, "column": "State", "was": "done!", "now": "Done"},
    ]


def test_a_workbook_is_never_taken_twice(workshop):
    book = mended(workshop.opened(), {(4, "Rep"): "Ana Ruiz"})
    take(workshop.project, book)
    again = take(workshop.project, book)

    assert (again.mended, again.known, again.as_they_were) == ((), 1, 1)
    assert len(read_mended(workshop.project)) == 1


def test_a_row_that_was_mended_meanwhile_is_refused(workshop):
    book = workshop.opened()
    other = book.with_name("other.xlsx")
    other.write_bytes(book.read_bytes())
    take(workshop.project, mended(book, {(4, "Rep"): "Ana Ruiz"}), by="Mia")

    with pytest.raises(SourceError, match=r"row 4 of log.xlsx was corrected by Mia on .* after"):
        take(workshop.project, mended(other, {(4, "Rep"): "Zoë Åkesson"}))
    assert rows_of(workshop)["S2"][0] == "r1"


def test_a_file_that_has_changed_since_is_refused_by_its_hash(workshop):
    book = mended(workshop.opened(), {(4, "Rep"): "Ana Ruiz"})
    workshop.write_log(workshop.rows[:-1])

    with pytest.raises(
        SourceError, match="this file has changed since the workbook was written"
    ) as told:
        take(workshop.project, book)
    assert "copy your corrections into it" in told.value.hint
    assert not (workshop.project.root / "mended.jsonl").exists()


def test_what_was_mended_in_an_earlier_file_is_not_used_and_told(workshop):
    take(workshop.project, mended(workshop.opened(), {(4, "Rep"): "Ana Ruiz"}), by="Mia")
    workshop.write_log(workshop.rows[:-1])

    staged = workshop.stage()["coaching_log"]
    (notice,) = [each for each in staged.notices if each.kind == "mended_file_changed"]
    assert notice.message.startswith(f"1 row was corrected in {WHERE} (last by Mia on ")
    assert (staged.mended, notice.stops) == ((), False)

    assert forget(workshop.project, WHERE) == 1
    assert [n.kind for n in workshop.stage()["coaching_log"].notices] == []


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({(4, "Rep"): "=A1"}, r"cell D2 contains a formula"),
        ({(4, "Row"): "99"}, r"'99' in the column 'Row' is not a row of this workbook"),
        ({(4, "Row"): "5"}, r"row 5 appears twice"),
    ],
)
def test_a_workbook_that_cannot_be_told_apart_is_refused(workshop, cells, says):
    with pytest.raises(SourceError, match=says):
        take(workshop.project, mended(workshop.opened(), cells))


def test_a_workbook_is_forgotten_with_all_of_its_sheets_or_one(workshop):
    def left_after(named: str) -> list[str]:
        rows = [
            MendedRow(
                "coaching_log", file, "0" * 64, 5, (), "Mia", "2026-09-01T10:00:00+00:00", "1"
            )
            for file in ("log.xlsx#Bo", "log.xlsx#Ana", "other.xlsx")
        ]
        text = "".join(f"{json.dumps(row.to_json())}\n" for row in rows)
        record_path(workshop.project).write_text(text, encoding="utf-8")
        forget(workshop.project, named)
        return [row.file for row in read_mended(workshop.project)]

    assert left_after("log.xlsx") == ["other.xlsx"]
    assert left_after("log.xlsx#Bo") == ["log.xlsx#Ana", "other.xlsx"]
    assert left_after("other.xlsx#Sheet1") == ["log.xlsx#Bo", "log.xlsx#Ana"]


def test_another_workbook_is_none_of_rows_to_mend(workshop):
    with pytest.raises(SourceError, match="not a workbook from 'review-kit mend'"):
        take(workshop.project, workshop.log)


def test_who_mended_what_is_in_the_verdict_and_the_identity_of_the_snapshot(workshop):
    from review_kit.snapshot.identity import id_of, identity_of

    book = mended(workshop.opened(), {(5, "Length"): "45"})
    take(workshop.project, book, by="Mia")
    validation = workshop.validate()
    (row,) = validation.table("coaching_log").mended

    assert validation.to_json()["tables"]["coaching_log"]["mended"] == [row.to_json()]
    assert identity_of(validation)["tables"]["coaching_log"]["mended"] == [row.to_json()]
    assert len(id_of(identity_of(validation))) == 20


def test_the_command_writes_the_workbook_and_takes_it_back(workshop, capsys):
    root, out = workshop.project.root, workshop.project.root / "to_mend.xlsx"

    def give(*arguments: str) -> tuple[int, str]:
        before = signal.getsignal(signal.SIGTERM)
        with pytest.raises(SystemExit) as end:
            main(["mend", *arguments, "--project", str(root)])
        signal.signal(signal.SIGTERM, before)
        told = capsys.readouterr()
        return int(end.value.code or 0), told.out + told.err

    assert give("--out", str(root / "exports" / "a.xlsx"))[0] == 1
    code, told = give("--out", str(out))
    assert (code, told.splitlines()[0]) == (0, "coaching_log: 2 rows of log.xlsx")
    mended(out, {(4, "Rep"): "Ana Ruiz", (5, "Length"): "long"})
    code, told = give(str(out), "--by", "Mia")
    assert (code, told.splitlines()[:2]) == (
        0,
        [
            "2 rows corrected by Mia: 1 now right, 1 still faulty",
            "  log.xlsx row 5: minutes is not a number ('long'); the cell is not used; commitment_status is "
            "not one of open, done, missed ('done!'); the cell is not used",
        ],
    )
    assert "2 rows already read back; nothing was done twice" in give(str(out))[1]
    assert give("--forget", "log.xlsx") == (
        0,
        "2 rows of log.xlsx are no longer corrected; the file is read as it is.\n",
    )
    assert give("--forget", "log.xlsx")[0] == 1
