"""The workbook of rows to mend: a sheet for each file, what is wrong beside each row, bad cells marked.

Cells are text and never formulas, whoever typed what stands in them: they are written and shown as
text. A hidden sheet says of which bytes of which file each row is, so that it finds its place again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from review_kit.control_characters import visible
from review_kit.errors import SourceError
from review_kit.mending.faulty_rows import FaultyFile
from review_kit.project.limits import Limits
from review_kit.sources.files.cells import text_of
from review_kit.sources.files.opened_workbook import refuse_hostile_workbook

WRONG, ROW = "What is wrong", "Row"
_OWN_COLUMNS = 2
_HIDDEN = "review_kit"
_FORMAT = 1
_LONGEST = 32_767
"""Signs that a cell of a workbook can hold."""
_WIDEST, _NARROWEST = 48, 9

_BAD = PatternFill("solid", fgColor="FFE699")
_HEAD = PatternFill("solid", fgColor="DDE3EA")
_TO_DO = (
    "Correct the yellow cells, or whatever else is wrong in a row, and save the workbook.",
    "Then run: review-kit mend FILE",
    "Rows that you do not change stay as they are. You may sort or remove rows here; the row "
    "number says where they belong. Do not change columns or sheet names.",
)


@dataclass(frozen=True)
class MendedSheet:
    """One sheet of a workbook that came back."""

    title: str
    table: str
    file: str
    sha256: str
    columns: int
    """Columns that the file has."""
    shown: dict[int, str]
    """Row → digest of its cells as they were shown."""
    rows: dict[int, tuple[str, ...]]
    """Row → cells as they are now."""


def write_workbook(files: Sequence[FaultyFile], path: Path) -> None:
    """Write the workbook."""
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "Read me"
    for number, line in enumerate(_TO_DO, start=1):
        _put(first, number, 1, line)
    first.column_dimensions["A"].width = 100
    hidden = book.create_sheet(_HIDDEN)
    hidden.sheet_state = "veryHidden"
    facts: list[dict[str, Any]] = []
    for number, file in enumerate(files, start=1):
        sheet = book.create_sheet(f"{file.table[:24]} {number}")
        _fill(sheet, file)
        facts.append(
            {
                "title": sheet.title,
                "table": file.table,
                "file": file.file,
                "sha256": file.sha256,
                "header": digest([_text(name) for name in file.header]),
                "columns": len(file.header),
                "rows": {
                    str(row.row): digest([as_shown(cell) for cell in row.cells])
                    for row in file.rows
                },
            }
        )
    _put(hidden, 1, 1, str(_FORMAT))
    # one cell holds so much, and a table may have many faulty rows
    for number, fact in enumerate(facts):
        rows = list(fact.pop("rows").items())
        for start in range(0, len(rows), 400):
            part = {**fact, "rows": dict(rows[start : start + 400])}
            _put(hidden, number + 2, 1 + start // 400, json.dumps(part, ensure_ascii=True))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def _fill(sheet: Worksheet, file: FaultyFile) -> None:
    header = (WRONG, ROW, *file.header)
    for column, name in enumerate(header, start=1):
        cell = _put(sheet, 1, column, _text(name))
        cell.font, cell.fill = Font(bold=True), _HEAD
    for line, row in enumerate(file.rows, start=2):
        wrong = "\n".join(fault.sentence for fault in row.faults)
        _put(sheet, line, 1, as_shown(wrong)).alignment = Alignment(wrap_text=True, vertical="top")
        _put(sheet, line, 2, str(row.row))
        for number, text in enumerate(row.cells, start=1):
            cell = _put(sheet, line, number + _OWN_COLUMNS, as_shown(text))
            if number in row.marked:
                cell.fill = _BAD
    for column, name in enumerate(header, start=1):
        texts = (
            [name, *(row.cells[column - 1 - _OWN_COLUMNS] for row in file.rows[:100])]
            if (column > _OWN_COLUMNS)
            else [name]
        )
        width = _WIDEST if column == 1 else max(len(text) for text in texts) + 2
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(_WIDEST, max(_NARROWEST, width))
    sheet.freeze_panes = "C2"


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """Write a text as text: not as a formula, a number or a date, and to stay so when it is edited."""
    cell = sheet.cell(row, column)
    cell.number_format = "@"
    if text:
        cell.value = text
        cell.data_type = "s"
    return cell


def _text(name: str) -> str:
    return as_shown(name)


def as_shown(text: str) -> str:
    """Return a text as a cell of the workbook can hold it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return visible(lines)[:_LONGEST]


def digest(texts: Sequence[str]) -> str:
    """SHA-256 of the cells of a row."""
    return hashlib.sha256(json.dumps(list(texts)).encode()).hexdigest()


def read_workbook(path: Path, limits: Limits) -> list[MendedSheet]:
    """Read a workbook of rows to mend that somebody has saved, if it takes no more than the limits allow.

    Raises
    ------
    SourceError
        It is no such workbook, or its columns are not as they were: the message names the place.
    """
    refuse_hostile_workbook(path, str(path), limits)
    try:
        book = openpyxl.load_workbook(path)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        raise SourceError(
            f"{path}: cannot be read as a workbook",
            "Save it as XLSX, and use that file.",
        ) from error
    if _HIDDEN not in book.sheetnames or book[_HIDDEN]["A1"].value != str(_FORMAT):
        raise SourceError(
            f"{path}: not a workbook from 'review-kit mend'",
            "'review-kit mend' without a file writes one; correct its rows, and save it as XLSX.",
        )
    sheets = []
    for line in book[_HIDDEN].iter_rows(min_row=2, values_only=True):
        parts = [json.loads(str(cell)) for cell in line if cell]
        if not parts:
            continue
        fact = parts[0]
        shown = {int(row): sign for part in parts for row, sign in part["rows"].items()}
        if fact["title"] not in book.sheetnames:
            continue  # somebody removed the sheet: its rows stay as they are
        rows = _read_rows(book[fact["title"]], path, fact, shown)
        sheets.append(
            MendedSheet(
                fact["title"],
                fact["table"],
                fact["file"],
                fact["sha256"],
                fact["columns"],
                shown,
                rows,
            )
        )
    return sheets


def _read_rows(
    sheet: Worksheet, path: Path, fact: dict[str, Any], shown: dict[int, str]
) -> dict[int, tuple[str, ...]]:
    width = fact["columns"] + _OWN_COLUMNS
    lines = sheet.iter_rows(max_col=width)
    header = [_cell_text(cell.value) for cell in next(lines, ())]
    if header[:_OWN_COLUMNS] != [WRONG, ROW] or digest(header[_OWN_COLUMNS:]) != fact["header"]:
        raise SourceError(
            f"{path}: the columns of the sheet '{sheet.title}' were changed",
            "Restore their order and names, or write a new workbook with 'review-kit mend'.",
        )
    rows: dict[int, tuple[str, ...]] = {}
    for line in lines:
        formula = next((cell for cell in line if cell.data_type == "f"), None)
        if formula is not None:
            raise SourceError(
                f"{path}: sheet '{sheet.title}', cell {formula.coordinate} contains a formula",
                "Replace it with its result, as text.",
            )
        texts = [_cell_text(cell.value) for cell in line]
        if not any(texts):
            continue
        place = f"{path}: sheet '{sheet.title}', line {line[0].row}"
        number = texts[1].strip()
        if not number.isdigit() or int(number) not in shown:
            raise SourceError(
                f"{place}: '{number}' in the column '{ROW}' is not a row of this workbook",
                "Restore the number; it says which row of the export this is.",
            )
        if int(number) in rows:
            raise SourceError(
                f"{place}: row {number} appears twice", "Remove one of the two lines."
            )
        rows[int(number)] = tuple(texts[_OWN_COLUMNS:])
    return rows


def _cell_text(value: object) -> str:
    return (text_of(value) or "").replace("\r\n", "\n").replace("_x000D_\n", "\n")
