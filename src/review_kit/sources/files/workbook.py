"""XLSX workbooks: one sheet or all, with titles above the header and notes below the table."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Literal

import python_calamine as calamine

from review_kit.errors import SourceError
from review_kit.sources.files.cells import CellTypes, is_damaged, percent_text, text_of
from review_kit.sources.files.export import Export, fresh_path
from review_kit.sources.files.formats import is_xlsx
from review_kit.sources.files.header import HEADER_ROWS, Header, header_row, plain_name, read_header
from review_kit.sources.files.indented_cells import CellIndents, cell_indents, set_in
from review_kit.sources.files.left_out import BANNER, EMPTY, HIDDEN, NO_TABLE, NOTE
from review_kit.sources.files.limits import refuse_columns
from review_kit.sources.files.opened_workbook import opened_workbook
from review_kit.sources.files.percent_cells import PercentCells, percent_cells
from review_kit.sources.files.raw import RawTable, RawWriter, Wanted
from review_kit.sources.files.rows_to_mend import are_rows_to_mend
from review_kit.sources.files.sheet_choice import SheetChoice
from review_kit.sources.files.unreadable import RecordsUnread, Unreadable, unreadable_cells
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.language import Reading
from review_kit.words import say

MERGED_CELLS = "merged_cells"

_NOTE_WIDTH = 3
"""Columns that a header needs before a lone cell below the table is taken for a note, and cells
that are merged across for a title between the rows."""


def read_workbook(
    export: Export,
    reading: Reading,
    sheets: SheetChoice,
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
    sheets
        Which worksheets are read.
    expected
        Column names that a header should have, in plain spelling.
    wanted
        Which columns are read.
    work
        Folder for temporary files.

    Returns
    -------
    A raw table for each sheet. Where several are read, each is named ``file#sheet``. Sheets that
    are hidden or hold another table are there too, with every row left out.

    Raises
    ------
    SourceError
        The workbook cannot be opened, has no such sheet, or none with rows.
    """
    with opened_workbook(export.path, export.name, export.limits) as book:
        return _read_sheets(book, export, reading, sheets, expected, wanted, work)


def _read_sheets(
    book: calamine.CalamineWorkbook,
    export: Export,
    reading: Reading,
    sheets: SheetChoice,
    expected: frozenset[str],
    wanted: Wanted,
    work: Path,
) -> list[tuple[Export, RawTable]]:
    visible = {
        entry.name: entry.visible == calamine.SheetVisibleEnum.Visible
        for entry in book.sheets_metadata
        if entry.typ == calamine.SheetTypeEnum.WorkSheet
    }
    chosen = sheets.of(tuple(visible), export.name)
    epoch = _epoch(export.path)
    opened = [book.get_sheet_by_name(name) for name in chosen]
    filled = [each for each in opened if any(any(_filled(row)) for row in each.iter_rows())]
    if not filled:
        raise SourceError(f"{export.name}: the file is empty", "Export it again, or remove it.")
    found = [
        each.name
        for each in filled
        if sheets.named or (visible[each.name] and _has_table(each, expected))
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
        refuse_columns(part.name, each.width, export.limits)
        percents = percent_cells(export.path, each.name)
        unreadable = () if out else unreadable_cells(export.path, each.name)
        indents = {} if out else cell_indents(export.path, each.name)
        raw = _raw(
            each,
            part.name,
            reading,
            expected,
            wanted,
            epoch,
            percents,
            indents,
            out,
            unreadable,
            work,
        )
        tables.append((part, raw))
    return tables


def _has_table(sheet: calamine.CalamineSheet, expected: frozenset[str]) -> bool:
    top = _top(sheet)
    return len({plain_name(cell) for cell in top[header_row(top, expected)]} & expected) >= 2


@dataclass
class _Merged:
    """Cells of a sheet that are merged; rows and columns are indices from 0."""

    across: dict[int, dict[int, int]] = field(default_factory=dict)
    """Row → first column → last column."""
    down: dict[int, dict[int, int]] = field(default_factory=dict)
    """Row → column → last row."""
    carried: dict[int, tuple[int, object]] = field(default_factory=dict)
    """Column → last row and value of the cells that reading is within."""
    filled: Counter[int] = field(default_factory=Counter)
    """Column → cells that took the value of the merged cell above."""
    first: int | None = None
    """First row of those, from 1."""

    @staticmethod
    def of(sheet: calamine.CalamineSheet) -> _Merged:
        merged = _Merged()
        left = (sheet.start or (0, 0))[1]
        for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
            if last > first:
                merged.across.setdefault(top, {})[first - left] = last - left
            if bottom > top:
                merged.down.setdefault(top, {})[first - left] = bottom
        return merged

    def fill(self, at: int, values: list[object]) -> list[object]:
        """Give a row the values of the cells above that it is merged with."""
        filled = list(values)
        for column, (last, value) in list(self.carried.items()):
            if at > last:
                del self.carried[column]
            elif column < len(filled) and filled[column] == "" and value != "":
                filled[column] = value
                self.filled[column] += 1
                self.first = self.first or at + 1
        for column, last in self.down.get(at, {}).items():
            if 0 <= column < len(filled):
                self.carried[column] = (last, filled[column])
        return filled

    def is_banner(self, at: int, values: Sequence[object]) -> bool:
        """Say whether a row is one title, merged across the columns."""
        filled = [column for column, is_filled in enumerate(_filled(values)) if is_filled]
        return (
            len(filled) == 1
            and self.across.get(at, {}).get(filled[0], 0) - filled[0] + 1 >= _NOTE_WIDTH
        )

    def notices(self, header: Header, file: str) -> Iterator[Notice]:
        """Yield what was filled down."""
        if self.filled:
            names = [
                header.names[column] or say("found-column-number", n=column + 1)
                for column in sorted(self.filled)
            ]
            yield Notice(
                kind=MERGED_CELLS,
                message=say("found-merged-cells", columns=", ".join(dict.fromkeys(names))),
                hint=say("found-merged-cells.hint"),
                rows=max(self.filled.values()),
                file=file,
                row=self.first,
            )


def _raw(
    sheet: calamine.CalamineSheet,
    file: str,
    reading: Reading,
    expected: frozenset[str],
    wanted: Wanted,
    epoch: Literal["1900", "1904"],
    percents: PercentCells,
    indents: CellIndents,
    out: str | None,
    unreadable: Iterable[Unreadable],
    work: Path,
) -> RawTable:
    merged = _Merged.of(sheet)
    header = read_header(_top(sheet), expected, merged.across)
    header_at = header.at + 1
    columns = wanted(header.names, file)
    notes_from = _first_note(sheet, header_at, header.names)
    missed = RecordsUnread(unreadable, header_at, left=(sheet.start or (0, 0))[1])
    path = fresh_path(work, ".parquet")
    damaged: dict[int, int] = {}
    types = CellTypes()
    shown_as_percent: set[int] = set()
    to_mend = are_rows_to_mend(header.names)
    with RawWriter(path, columns, reading.nulls, to_mend=to_mend) as writer:
        for row, read in enumerate(sheet.iter_rows(), start=1):
            if row <= header_at:
                continue
            values: list[object] = list(read)
            reason = out
            if not any(_filled(values)):
                reason = reason or EMPTY
            elif row >= notes_from:
                reason = reason or NOTE
            elif merged.is_banner(row - 1, values):
                reason = reason or BANNER
            else:
                values = merged.fill(row - 1, values)
            types.see(values)
            cells = list(values)
            set_in(cells, indents.get(row, {}))
            for number in percents.get(row, ()):
                value = values[number - 1] if number <= len(values) else None
                if isinstance(value, float):
                    cells[number - 1] = percent_text(value)
                    shown_as_percent.add(number)
            writer.add(row, cells, reason)
            if reason is None:
                missed.note(row, _filled(values))
                for number in columns:
                    if is_damaged(values[number - 1]):
                        damaged.setdefault(number, row)
    missed.refuse_if_all(file)
    return RawTable(
        path,
        header.names,
        writer.records,
        columns,
        sheet.name,
        epoch,
        damaged,
        notices=tuple(merged.notices(header, file)),
        typed=types.typed,
        percents=frozenset(shown_as_percent),
        unreadable=missed.columns,
        header_row=header_at,
    )


def _first_note(sheet: calamine.CalamineSheet, header_at: int, header: Sequence[str]) -> int:
    """Row from which on only notes follow: lone cells, under an empty row under the table.

    A legend of two words ("Legend", "green = done") is a note too.
    """
    first: int | None = None
    row = header_at
    for row, values in enumerate(sheet.iter_rows(), start=1):
        filled = [
            value for value, is_filled in zip(values, _filled(values), strict=True) if is_filled
        ]
        if row <= header_at or not (len(filled) <= 1 or _is_legend(filled)):
            first = None
        elif not filled and first is None:
            first = row
    narrow = sum(1 for cell in header if cell) < _NOTE_WIDTH
    return row + 1 if first is None or narrow else first


def _is_legend(filled: Sequence[object]) -> bool:
    return len(filled) == 2 and all(
        isinstance(value, str) and not any(sign.isdigit() for sign in value) for value in filled
    )


def _filled(values: Sequence[object]) -> list[bool]:
    return [not isinstance(value, str) or bool(value.strip()) for value in values]


def _top(sheet: calamine.CalamineSheet) -> list[list[str]]:
    rows = islice(sheet.iter_rows(), HEADER_ROWS)
    return [[text_of(value) or "" for value in row] for row in rows]


def _epoch(path: Path) -> Literal["1900", "1904"]:
    """Day count of the workbook: old Mac workbooks count from 1904."""
    if not is_xlsx(path):
        return "1900"
    with zipfile.ZipFile(path) as archive:
        try:
            properties = archive.read("xl/workbook.xml")
        except KeyError:
            return "1900"
    return "1904" if b'date1904="1"' in properties or b'date1904="true"' in properties else "1900"
