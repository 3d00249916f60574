"""Cells of a workbook that show an error (``#N/A``), or a formula that was never calculated.

Readers give such cells as empty, but nobody left them empty: they cannot be read. A spreadsheet
program stores what a formula came to beside the formula; a workbook that another program wrote
holds the formula alone.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from review_kit.errors import SourceError
from review_kit.sources.files.cell_names import column_letters, column_number
from review_kit.sources.files.formats import is_xlsx
from review_kit.sources.notice import Notice, and_more
from review_kit.words import say

UNREADABLE_CELLS = "unreadable_cells"
NOT_CALCULATED = "formula never calculated"
NAMED = 6
"""How many cells of a column are named."""

_CHUNK = 1 << 20
_SIGNS = (b't="e"', b"<f>", b"<f ", b":f>", b":f ")
"""Bytes without one of which a sheet has no cell of this kind."""


@dataclass(frozen=True)
class Unreadable:
    """One cell."""

    row: int
    """As the spreadsheet counts it, from 1."""
    column: int
    """From 1, counted from the sheet's first column A."""
    what: str
    """The error as it is shown, or :data:`NOT_CALCULATED`."""

    @property
    def name(self) -> str:
        """As a spreadsheet calls it: ``E7``."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass
class UnreadableColumn:
    """The unreadable cells of one column among its records."""

    cells: int = 0
    first: tuple[Unreadable, ...] = ()
    readable: int = 0
    """Cells of the same column that hold something."""

    def add(self, cell: Unreadable) -> None:
        """Count one more."""
        self.cells += 1
        if len(self.first) < NAMED:
            self.first += (cell,)


class RecordsUnread:
    """What cannot be read of the records of one sheet, collected row by row.

    Parameters
    ----------
    cells
        Every unreadable cell of the sheet.
    header_at
        Row of the header, from 1; cells above and in it count for nothing.
    left
        Columns of the sheet before the first one that is read.
    """

    def __init__(self, cells: Iterable[Unreadable], header_at: int, left: int) -> None:
        self._rows: dict[int, list[tuple[int, Unreadable]]] = {}
        for cell in cells:
            if cell.row > header_at and cell.column > left:
                self._rows.setdefault(cell.row, []).append((cell.column - left, cell))
        numbers = sorted({number for row in self._rows.values() for number, _ in row})
        self._columns = {number: UnreadableColumn() for number in numbers}
        self._records = 0

    @property
    def columns(self) -> dict[int, UnreadableColumn]:
        """Column number → what cannot be read in it; columns without such a cell are not there."""
        return {number: column for number, column in self._columns.items() if column.cells}

    def note(self, row: int, filled: Sequence[bool]) -> None:
        """Count one record; ``filled`` says which of its cells hold something."""
        self._records += 1
        for number, cell in self._rows.get(row, ()):
            self._columns[number].add(cell)
        for number, column in self._columns.items():
            if number <= len(filled) and filled[number - 1]:
                column.readable += 1

    def refuse_if_all(self, file: str) -> None:
        """Refuse a sheet of which no row can be read.

        Rows of formulas alone are rows that nobody has filled yet, but not where all are.

        Raises
        ------
        SourceError
            With the first cells.
        """
        if self._records or not self._rows:
            return
        cells = [cell for row in sorted(self._rows) for _, cell in self._rows[row]]
        raise SourceError(
            f"{file}: no row can be read: {_named(cells[:NAMED])}",
            "Open the workbook in a spreadsheet program and save it, so that its formulas are "
            "calculated, or fix them; then export again.",
        )


def _named(cells: Iterable[Unreadable]) -> str:
    return ", ".join(
        say(
            "found-unreadable-cell",
            cell=cell.name,
            what=say("found-cell-not-calculated") if cell.what == NOT_CALCULATED else cell.what,
        )
        for cell in cells
    )


def unreadable_cells(workbook: Path, sheet: str) -> Iterator[Unreadable]:
    """Yield the cells of a worksheet that hold an error or a formula without its result."""
    if not is_xlsx(workbook):
        return
    with zipfile.ZipFile(workbook) as archive:
        part = _part_of(archive, sheet)
        if part is None or not _may_have_some(archive, part):
            return
        with archive.open(part) as content:
            yield from _cells(content)


def unreadable_columns(
    columns: Mapping[int, UnreadableColumn],
    bound: Mapping[int, str],
    required: frozenset[int],
    file: str,
) -> Iterator[Notice]:
    """Yield a finding for each column in use that has such cells.

    It stops the run where every row needs the column, and where nothing in the column can be read:
    then the file comes from a program that left the calculating to somebody else.

    Parameters
    ----------
    columns
        Cell number → what cannot be read in it.
    bound
        Cell number → name, of the columns that the profile uses.
    required
        Those of them that every row needs.
    file
        As messages give it.
    """
    for number, found in columns.items():
        if number not in bound:
            continue
        yield Notice(
            kind=UNREADABLE_CELLS,
            message=say(
                "found-unreadable-cells",
                cells=and_more(_named(found.first), found.cells - len(found.first)),
            ),
            hint=say("found-unreadable-cells.hint"),
            rows=found.cells,
            file=file,
            row=found.first[0].row,
            column=bound[number],
            stops=number in required or not found.readable,
        )


def _may_have_some(archive: zipfile.ZipFile, part: str) -> bool:
    before = b""
    with archive.open(part) as content:
        while chunk := content.read(_CHUNK):
            text = before + chunk
            if any(sign in text for sign in _SIGNS):
                return True
            before = chunk[-8:]
    return False


def _cells(content: IO[bytes]) -> Iterator[Unreadable]:
    row, column = 0, 0
    for event, element in ElementTree.iterparse(content, events=("start", "end")):
        kind = element.tag.rpartition("}")[2]
        if event == "start":
            if kind == "row":
                row, column = int(element.get("r", row + 1)), 0
            continue
        if kind == "c":
            place = element.get("r")
            column = _column_of(place) if place else column + 1
            what = _unreadable(element)
            if what:
                yield Unreadable(row, column, what)
        elif kind == "row":
            element.clear()


def _unreadable(cell: ElementTree.Element) -> str | None:
    parts = {child.tag.rpartition("}")[2]: child.text or "" for child in cell}
    kind = cell.get("t")
    if kind == "e":
        return parts.get("v") or "an error"
    # a formula that came to an empty text has the type of a text
    if "f" in parts and not parts.get("v") and kind not in ("str", "inlineStr"):
        return NOT_CALCULATED
    return None


def _column_of(place: str) -> int:
    return column_number(place.rstrip("0123456789"))


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Path in the archive of the worksheet called so."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return None
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for element in book.iter():
        if element.tag.rpartition("}")[2] == "sheet" and element.get("name") == sheet:
            relation = next(
                (value for key, value in element.items() if key.endswith(("}id", ":id"))), None
            )
            target = posixpath.normpath(posixpath.join("/xl", targets.get(relation) or ""))
            part = target.lstrip("/")
            return part if part in archive.namelist() else None
    return None
