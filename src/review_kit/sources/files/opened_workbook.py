"""Workbooks are opened here alone, after it is known that opening them is safe.

The library that reads them puts every cell between the first and the last filled one into memory, so that a
single stray cell in a sheet's last corner ends the process, and damaged references do the same. Of a small
XLSX the cells are counted in its XML before it is opened. Any other workbook is first opened by a process of
its own, which has a limit of memory and of time, and may die.
"""

from __future__ import annotations

import errno
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

import python_calamine as calamine

from review_kit.errors import SourceError
from review_kit.project.limits import Limits
from review_kit.sources.files.cell_names import column_letters, column_number
from review_kit.sources.files.export import DAMAGED
from review_kit.sources.files.formats import is_xlsx
from review_kit.sources.files.limits import Unpacking, raised
from review_kit.sources.files.own_process import run_apart

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""What a worksheet has at most, whichever program wrote it."""
SPARSE_FROM = 1_000_000
"""Cells from which on a sheet with hardly any filled one has a stray cell."""
SPARSE = 200
"""Cells to each filled one in such a sheet."""

_CHUNK = 1 << 20
_PART_BYTES = 64 << 20
"""Bytes of XML up to which an XLSX is opened without a trial; also of a part that is read whole."""
_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})([1-9][0-9]{0,6})"[^>]*?(/?)>')
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_LONGEST_TAG = 1 << 24
_TRIAL = Path(__file__).with_name("workbook_trial.py")
_SAVE = "Open it in a spreadsheet program and save it again as XLSX."
_PANIC = "PanicException"


@contextmanager
def opened_workbook(path: Path, name: str, limits: Limits) -> Iterator[calamine.CalamineWorkbook]:
    """Open a workbook; what goes wrong while it is read is told of the file.

    Parameters
    ----------
    path, name
        The file, and how it is called in messages.
    limits
        What it may take.

    Raises
    ------
    SourceError
        It has a password, is damaged, or would take more than the limits allow.
    """
    try:
        if not (is_xlsx(path) and _is_told_by_its_xml(path, name, limits)):
            _try_in_a_process(path, name, limits)
        with calamine.CalamineWorkbook.from_path(path) as book:
            yield book
    except calamine.PasswordError as error:
        raise SourceError(
            f"{name}: the workbook has a password", "Save it without a password."
        ) from error
    except (calamine.CalamineError, ParseError, KeyError, RuntimeError, *DAMAGED) as error:
        raise _not_opened(name, str(error)) from error
    except OSError as error:
        if _is_of_system(error):
            raise
        raise _not_opened(name, str(error)) from error
    except BaseException as error:
        # what a fault in the library's own code becomes in Python is no Exception
        if type(error).__name__ != _PANIC:
            raise
        raise _not_opened(name, "it is damaged") from error


def refuse_hostile_workbook(path: Path, name: str, limits: Limits) -> None:
    """Refuse an XLSX that would take more than the limits allow, whichever library opens it.

    Raises
    ------
    SourceError
        It would, or one of its parts is damaged.
    """
    if not is_xlsx(path):
        return
    try:
        _is_told_by_its_xml(path, name, limits)
    except (KeyError, RuntimeError, OSError, *DAMAGED) as error:
        if _is_of_system(error):
            raise
        raise _not_opened(name, str(error)) from error


def _is_of_system(error: Exception) -> bool:
    """Say whether an error is none of the file: a damaged one is read at places that it does not have."""
    return isinstance(error, OSError) and (error.filename is not None or error.errno == errno.EIO)


def _not_opened(name: str, why: str) -> SourceError:
    return SourceError(f"{name}: the workbook cannot be opened ({why})", _SAVE)


def _is_told_by_its_xml(path: Path, name: str, limits: Limits) -> bool:
    """Go through all parts of an XLSX, and say whether it can be opened without a trial.

    Raises
    ------
    SourceError
        Its parts are larger than the limits allow, or its cells more, or there are no such cells.
    """
    unpacking = Unpacking(name, path.stat().st_size, limits)
    size = cells = 0
    is_told = True
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            _refuse_part(info, name)
            extent = _Extent(name)
            with archive.open(info) as part:
                is_told &= extent.read(part, unpacking)
            if not extent.is_plain:
                with archive.open(info) as part:
                    is_told &= extent.read_carefully(part)
            size += info.file_size
            cells += extent.cells
            extent.refuse_stray(limits)
    refuse_cells(cells, name, limits)
    return is_told and size <= _PART_BYTES


def _refuse_part(info: zipfile.ZipInfo, name: str) -> None:
    # texts and cells may be many; everything else of a workbook is small, and parts of it are read whole
    lowered = info.filename.lower()
    if info.file_size > _PART_BYTES and lowered.endswith(("workbook.xml", "styles.xml", ".rels")):
        raise _not_opened(
            name, f"its part {info.filename} has {info.file_size >> 20:,} MB, which none needs"
        )


def refuse_cells(cells: int, name: str, limits: Limits) -> None:
    """Refuse a workbook with more cells than the limits allow.

    Raises
    ------
    SourceError
        It has.
    """
    if cells > limits.cells:
        raise SourceError(
            f"{name}: its sheets reach over {cells:,} cells, empty ones included; up to "
            f"{limits.cells:,} are read",
            "Save the sheets that you need as CSV, or delete the empty rows and columns behind the table. "
            + raised("cells"),
        )


class _Extent:
    """How far the cells of one part of a workbook reach.

    Parameters
    ----------
    name
        Of the workbook.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._filled = 0
        self._rows = [MOST_ROWS, 0]
        self._columns = [MOST_COLUMNS, 0]
        self.is_plain = True
        """Whether all cells were written as spreadsheet programs do."""

    @property
    def cells(self) -> int:
        """Cells between the first and the last one."""
        if not self._filled:
            return 0
        return (self._rows[1] - self._rows[0] + 1) * (self._columns[1] - self._columns[0] + 1)

    def read(self, part: IO[bytes], unpacking: Unpacking) -> bool:
        """Go through all of a part; false where it may be a worksheet that cannot be looked through.

        Where cells are written in another way than spreadsheet programs do, :attr:`is_plain` is false then.
        """
        before = part.read(_CHUNK)
        unpacking.count(len(before))
        root = _root_of(before)
        is_sheet = root == "worksheet"
        strange = False
        while True:
            chunk = part.read(_CHUNK)
            unpacking.count(len(chunk))
            text = before + chunk
            cut = text.rfind(b"<") if chunk else len(text)
            if cut > 0:
                if is_sheet:
                    self.is_plain = self.is_plain and self._seen(text[:cut])
                elif root != "calcChain":
                    strange = strange or _ANY_CELL.search(text, 0, cut) is not None
                before = text[cut:]
            else:
                before = text
            if len(before) > _LONGEST_TAG and (is_sheet or cut < 0):
                # no tag begins here, or one does not end
                strange, before = strange or is_sheet, b""
            if not chunk:
                return not strange

    def read_carefully(self, part: IO[bytes]) -> bool:
        """Go through a worksheet as a parser of XML does; false where it is none of that."""
        self._filled, self._rows, self._columns = 0, [MOST_ROWS, 0], [MOST_COLUMNS, 0]
        parser = self._parser()
        try:
            while chunk := part.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            return False
        return True

    def refuse_stray(self, limits: Limits) -> None:
        """Refuse a sheet in which one cell lies far from all others.

        Raises
        ------
        SourceError
            There is one.
        """
        refuse_stray(
            self._name,
            self._filled,
            self.cells,
            f"{column_letters(self._columns[1])}{self._rows[1]}" if self._filled else "",
        )
        refuse_cells(self.cells, self._name, limits)

    def _seen(self, text: bytes) -> bool:
        """Note the cells in a part of the XML; false where some are written in another way."""
        found = _CELL.findall(text)
        if len(found) != len(_ANY_CELL.findall(text)):
            return False
        # a cell that ends where it begins has a style and nothing else
        filled = [(letters, row) for letters, row, end in found if not end]
        if filled:
            rows = [int(row) for row in {row for _, row in filled}]
            columns = [column_index(letters.decode()) for letters in {one for one, _ in filled}]
            self._note(min(rows), max(rows), min(columns), max(columns), len(filled))
        return True

    def _parser(self) -> expat.XMLParserType:
        place = [0, 0]

        def start(tag: str, attributes: dict[str, str]) -> None:
            kind = tag.rpartition(":")[2]
            reference = attributes.get("r")
            if kind == "row":
                place[:] = [self._number(reference) if reference else place[0] + 1, 0]
            elif kind == "c":
                if reference:
                    letters = reference.rstrip("0123456789")
                    place[:] = [self._number(reference[len(letters) :]), self._column(letters)]
                else:
                    place[1] += 1
                row, column = place
                self._note(row, row, column, column, 1)

        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        return parser

    def _number(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= 7):
            raise self._no_place(text)
        return int(text)

    def _column(self, letters: str) -> int:
        if len(letters) > 3:
            raise self._no_place(letters)
        return column_index(letters)

    def _note(self, first_row: int, row: int, first_column: int, column: int, cells: int) -> None:
        if row > MOST_ROWS or column > MOST_COLUMNS or first_row < 1:
            raise self._no_place(f"{column_letters(min(column, 18_278))}{row}")
        self._filled += cells
        self._rows = [min(self._rows[0], first_row), max(self._rows[1], row)]
        self._columns = [min(self._columns[0], first_column), max(self._columns[1], column)]

    def _no_place(self, text: str) -> SourceError:
        return _not_opened(self._name, f"there is no cell {text[:20]} in a worksheet")


def _root_of(head: bytes) -> str:
    """Name of the outermost element of an XML part; empty where it is no XML."""
    names: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, _: names.append(tag)
    with suppress(expat.ExpatError):
        parser.Parse(head[: 1 << 16], False)
    return names[0].rpartition(":")[2] if names else ""


def column_index(letters: str) -> int:
    """Number of a column from its letters.

    Raises
    ------
    ValueError
        They name none.
    """
    return column_number(letters)


def refuse_stray(name: str, filled: int, cells: int, last: str) -> None:
    """Refuse a sheet that is as good as empty and yet reaches very far.

    Raises
    ------
    SourceError
        It does.
    """
    if cells >= SPARSE_FROM and filled * SPARSE < cells:
        where = f" down to {last}" if last else ""
        raise SourceError(
            f"{name}: a sheet reaches{where} over {cells:,} cells, though only {filled:,} of them are filled",
            "There is a stray cell far from the table: press Ctrl+End in the spreadsheet program to go to "
            "it, delete the empty rows and columns up to there, and save the file.",
        )


def _try_in_a_process(path: Path, name: str, limits: Limits) -> None:
    """Open a workbook in a process that may die of it, and look how large its sheets are there.

    Raises
    ------
    SourceError
        It died, or took too long, or there are too many cells.
    """
    tried = run_apart(_TRIAL, [str(path), str(limits.cells)], path.stat().st_size, limits)
    try:
        sheets = json.loads(b"" if tried is None else tried.stdout)
    except ValueError:
        raise _too_much(name, limits) from None
    for filled, cells in sheets:
        if filled is not None:
            refuse_stray(name, filled, cells, "")
    refuse_cells(sum(cells for _, cells in sheets), name, limits)


def _too_much(name: str, limits: Limits) -> SourceError:
    return SourceError(
        f"{name}: opening the workbook takes more than {limits.opening_mb:,} MB or "
        f"{limits.opening_seconds:,} seconds, or ends the program that reads it",
        "It may be damaged, or have a stray cell far from the table: save the sheets that you need as CSV. "
        + raised("opening_mb"),
    )
