"""XLSX workbooks: one sheet or all, with titles above the header and notes below the table."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

import python_calamine as calamine

from review_kit.errors import SourceError
from review_kit.sources.cells import CellTypes, is_damaged, percent_text, text_of
from review_kit.sources.export import Export, fresh_path
from review_kit.sources.formulas import are_rows_to_mend
from review_kit.sources.header import HEADER_ROWS, header_row, plain_name
from review_kit.sources.left_out import EMPTY, HIDDEN, NO_TABLE, NOTE
from review_kit.sources.percent_cells import PercentCells, percent_cells
from review_kit.sources.profile import Reading
from review_kit.sources.raw import RawTable, RawWriter, Wanted

_NOTE_WIDTH = 3
"""Columns that a header needs before a lone cell below the table is taken for a note."""


def read_workbook(
    export: Export,
    reading: Reading,
    sheet: str | None,
    expected: frozenset[str],
    wanted: Wanted,
    work: Path,
) -> list[tuple[Export, RawTable]]:
    """Read one worksheet, or every visible one that holds the table.

    Parameters
    ----------
    export
        The workbook.
    reading
        Texts that mean "no value", as the profile gives them.
    sheet
        Worksheet to read; all where it is None.
    expected
        Column names that a header should have, in plain spelling.
    wanted
        Which columns are read.
    work
        Folder for temporary files.

    Returns
    -------
    A raw table for each sheet. Where several are read, each is named ``file#sheet``. Sheets that
    are hidden or hold another table are there too, with every row set aside.

    Raises
    ------
    SourceError
        The workbook cannot be opened, has no such sheet, or none with rows.
    """
    try:
        with calamine.CalamineWorkbook.from_path(export.path) as book:
            return _read_sheets(book, export, reading, sheet, expected, wanted, work)
    except calamine.PasswordError as error:
        raise SourceError(
            f"{export.name}: the workbook has a password", "Save it without one."
        ) from error
    except (calamine.CalamineError, zipfile.BadZipFile) as error:
        raise SourceError(
            f"{export.name}: the workbook cannot be opened ({error})",
            "Open it in a spreadsheet program and save it again as XLSX.",
        ) from error


def _read_sheets(
    book: calamine.CalamineWorkbook,
    export: Export,
    reading: Reading,
    sheet: str | None,
    expected: frozenset[str],
    wanted: Wanted,
    work: Path,
) -> list[tuple[Export, RawTable]]:
    visible = {
        entry.name: entry.visible == calamine.SheetVisibleEnum.Visible
        for entry in book.sheets_metadata
        if entry.typ == calamine.SheetTypeEnum.WorkSheet
    }
    if sheet is not None and sheet not in visible:
        raise SourceError(
            f"{export.name}: there is no sheet '{sheet}'", f"It has: {', '.join(visible)}."
        )
    epoch = _epoch(export.path)
    sheets = [book.get_sheet_by_name(name) for name in ([sheet] if sheet else visible)]
    filled = [each for each in sheets if any(any(_filled(row)) for row in each.iter_rows())]
    if not filled:
        raise SourceError(f"{export.name}: the file is empty", "Export it again, or remove it.")
    found = [
        each.name
        for each in filled
        if sheet is not None or (visible[each.name] and _has_table(each, expected))
    ]
    if not found:
        # the first one is read all the same, so that the missing columns are named
        found = [next((each.name for each in filled if visible[each.name]), filled[0].name)]
    tables = []
    for each in filled:
        out = None
        if each.name not in found:
            out = NO_TABLE if visible[each.name] else HIDDEN
        part = export.part(each.name) if len(filled) > 1 else export
        percents = percent_cells(export.path, each.name)
        raw = _raw(each, part.name, reading, expected, wanted, epoch, percents, out, work)
        tables.append((part, raw))
    return tables


def _has_table(sheet: calamine.CalamineSheet, expected: frozenset[str]) -> bool:
    top = _top(sheet)
    return len({plain_name(cell) for cell in top[header_row(top, expected)]} & expected) >= 2


def _raw(
    sheet: calamine.CalamineSheet,
    name: str,
    reading: Reading,
    expected: frozenset[str],
    wanted: Wanted,
    epoch: Literal["1900", "1904"],
    percents: PercentCells,
    out: str | None,
    work: Path,
) -> RawTable:
    top = _top(sheet)
    header_at = header_row(top, expected) + 1
    header = tuple(cell.strip() for cell in top[header_at - 1])
    columns = wanted(header, name)
    notes_from = _first_note(sheet, header_at, header)
    path = fresh_path(work, ".parquet")
    damaged: dict[int, int] = {}
    types = CellTypes()
    shown_as_percent: set[int] = set()
    to_mend = are_rows_to_mend(header)
    with RawWriter(path, columns, reading.nulls, to_mend=to_mend) as writer:
        for row, values in enumerate(sheet.iter_rows(), start=1):
            if row <= header_at:
                continue
            reason = out
            if not any(_filled(values)):
                reason = reason or EMPTY
            elif row >= notes_from:
                reason = reason or NOTE
            types.see(values)
            cells: list[object] = list(values)
            for number in percents.get(row, ()):
                value = values[number - 1] if number <= len(values) else None
                if isinstance(value, float):
                    cells[number - 1] = percent_text(value)
                    shown_as_percent.add(number)
            writer.add(row, cells, reason)
            for number in columns:
                if is_damaged(values[number - 1]):
                    damaged.setdefault(number, row)
    return RawTable(
        path,
        header,
        writer.records,
        columns,
        sheet.name,
        epoch,
        damaged,
        typed=types.typed,
        percents=frozenset(shown_as_percent),
    )


def _first_note(sheet: calamine.CalamineSheet, header_at: int, header: Sequence[str]) -> int:
    """Row from which on only notes follow: lone cells, under an empty row under the table."""
    first: int | None = None
    row = header_at
    for row, values in enumerate(sheet.iter_rows(), start=1):
        filled = sum(_filled(values))
        if row <= header_at or filled > 1:
            first = None
        elif filled == 0 and first is None:
            first = row
    narrow = sum(1 for cell in header if cell) < _NOTE_WIDTH
    return row + 1 if first is None or narrow else first


def _filled(values: Sequence[object]) -> list[bool]:
    return [not isinstance(value, str) or bool(value.strip()) for value in values]


def _top(sheet: calamine.CalamineSheet) -> list[list[str]]:
    rows = islice(sheet.iter_rows(), HEADER_ROWS)
    return [[text_of(value) or "" for value in row] for row in rows]


def _epoch(path: Path) -> Literal["1900", "1904"]:
    """Day count of the workbook: old Mac workbooks count from 1904."""
    with zipfile.ZipFile(path) as archive:
        try:
            properties = archive.read("xl/workbook.xml")
        except KeyError:
            return "1900"
    return "1904" if b'date1904="1"' in properties or b'date1904="true"' in properties else "1900"
