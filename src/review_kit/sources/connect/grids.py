"""The cells of a file as they lie there: what ``connect`` looks at before any profile is known.

Nothing here decides what a row is: rows of any width are kept, titles and totals among them. The first
:data:`MOST_ROWS` rows are looked at, and the last ones of a longer text file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

import duckdb
import python_calamine as calamine

from review_kit.errors import SourceError
from review_kit.sources.connect.known_headings import all_known_names
from review_kit.sources.files.calendar import read_calendar
from review_kit.sources.files.cells import percent_text, text_of
from review_kit.sources.files.columnar import read_columnar
from review_kit.sources.files.delimited import DELIMITERS
from review_kit.sources.files.export import Export, open_export
from review_kit.sources.files.header import HEADER_ROWS, plain_name, read_header
from review_kit.sources.files.invisible import BLANKS
from review_kit.sources.files.json_records import read_json
from review_kit.sources.files.opened_workbook import opened_workbook
from review_kit.sources.files.percent_cells import percent_cells
from review_kit.sources.files.raw import RawTable
from review_kit.sources.files.text import as_utf8
from review_kit.sources.files.unchanged import HashedFile
from review_kit.sources.profiles.keys import DEFAULT_NULLS
from review_kit.sources.profiles.language import Reading
from review_kit.sources.sql import file_literal

MOST_ROWS = 50_000
"""Records of one file that are looked at."""
_TAIL_BYTES = 1 << 16
_TAIL_ROWS = 40
_NUMBER = re.compile(r"[-+]?[\d.,' ]*\d\s*%?")

Span = dict[int, dict[int, int]]


@dataclass(frozen=True)
class Band:
    """A row with one filled cell that says something of all rows below it."""

    name: str
    """Of the column that the profile makes of it."""
    pattern: str
    """Pattern (RE2) of its cell; the first group is the value."""
    rows: int
    example: str


@dataclass(frozen=True)
class Grid:
    """One file, worksheet or database table as rows of text."""

    name: str
    """As messages give it: ``exports/log.xlsx#Bo Chen``."""
    path: Path | None
    """File in the project, or outside of it; none for a database."""
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Records behind the header, ragged where the file is."""
    header_row: int = 1
    """Row of the header as a spreadsheet counts; 0 where the format has none."""
    sheet: str = ""
    sheets: int = 1
    """Sheets with something in them in the same workbook."""
    records: str = ""
    """Where the records are in JSON, as ``[read] records`` of a profile says it."""
    url: str = ""
    table: str = ""
    """Address and table of a database."""
    numbers: frozenset[int] = field(default_factory=frozenset)
    """Columns (from 0) whose cells are numbers by type, so that their marks leave nothing open."""
    is_workbook: bool = False
    encoding: str = ""
    """Of a text file, where it had to be guessed."""
    exported_on: date | None = None
    bands: tuple[Band, ...] = ()
    """Rows above others whose values stand in the last columns now."""
    password_variable: str = ""
    """Environment variable with the password of the workbook."""

    @property
    def width(self) -> int:
        """Columns that have a heading."""
        return sum(1 for name in self.header if name)


@dataclass(frozen=True)
class Unplaceable:
    """A file that no table can be read from."""

    name: str
    reason: str
    hint: str = ""


def grids_of_file(
    path: Path,
    name: str,
    exported_on: date,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    password_variable: str = "",
) -> list[Grid]:
    """Return the tables that lie in one file.

    Parameters
    ----------
    path, name
        The file, and what it is called in messages.
    exported_on
        Day of the file.
    connection, work
        For formats that DuckDB reads; a folder for temporary files.
    password_variable
        Environment variable with the password of a workbook that has one.

    Raises
    ------
    SourceError
        The file is empty, damaged, or of a format that is not read.
    """
    grids: list[Grid] = []
    found = HashedFile.of(path, name)
    for export in open_export(found, exported_on, work, None, password_variable or None):
        if export.format == "workbook":
            grids += _sheets(export, path)
        elif export.format == "delimited":
            grids.append(_delimited(export, path, work))
        elif export.format == "json":
            records = records_path(export.path)
            raw = read_json(export, Reading(records=records or None), _all, connection, work)
            grids.append(_of_raw(export, path, raw, records, connection))
        elif export.format == "calendar":
            raw = read_calendar(export, Reading(), _all, work)
            grids.append(_of_raw(export, path, raw, "", connection))
        else:
            raw = read_columnar(export, Reading(), _all, connection, work)
            grids.append(_of_raw(export, path, raw, "", connection))
    return [replace(grid, password_variable=password_variable) for grid in grids]


def grid_with_records(
    grid: Grid, records: str, exported_on: date, connection: duckdb.DuckDBPyConnection, work: Path
) -> Grid:
    """Return a JSON file read with other records than those that were guessed."""
    if grid.path is None:
        return grid
    export = next(open_export(HashedFile.of(grid.path, grid.name), exported_on, work))
    raw = read_json(export, Reading(records=records), _all, connection, work)
    return _of_raw(export, grid.path, raw, records, connection)


def _all(header: tuple[str, ...], _file: str) -> frozenset[int]:
    return frozenset(range(1, len(header) + 1))


def _of_raw(
    export: Export, path: Path, raw: RawTable, records: str, connection: duckdb.DuckDBPyConnection
) -> Grid:
    cells = ", ".join(f"c{number}" for number in range(1, len(raw.header) + 1))
    rows = connection.execute(
        f"SELECT {cells} FROM read_parquet({file_literal(raw.path)}) LIMIT {MOST_ROWS}"
    ).fetchall()
    raw.path.unlink()
    return Grid(
        name=export.name,
        path=path,
        header=raw.header,
        rows=tuple(tuple(text or "" for text in row) for row in rows),
        header_row=0,
        records=records,
        numbers=frozenset(number - 1 for number, kind in raw.typed.items() if kind == "numbers"),
        encoding=raw.encoding,
        exported_on=export.exported_on,
    )


_RECORD_LISTS = re.compile(rb'"(\w+)"\s*:\s*\[\s*\{')


def records_path(path: Path) -> str:
    """Guess where the records of a JSON file are: the first list of objects in a page of them."""
    with path.open("rb") as file:
        head = file.read(_TAIL_BYTES)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return ""
    found = _RECORD_LISTS.search(head)
    # an object on each line is a record itself
    lines = head.splitlines()
    if found is None or (len(lines) > 1 and lines[1].lstrip().startswith(b"{")):
        return ""
    return f"{found[1].decode()}[]"


def _delimited(export: Export, path: Path, work: Path) -> Grid:
    text = as_utf8(export.path, export.name, work, None)
    with text.path.open(encoding="utf-8-sig", newline="") as file:
        head = "".join(islice(file, HEADER_ROWS * 3))
    best: tuple[int, float, int] | None = None
    delimiter = ","
    for candidate in DELIMITERS:
        rows = _parsed(head, candidate)[:HEADER_ROWS]
        if not rows:
            continue
        at = likely_header(rows)
        known = sum(1 for cell in rows[at] if plain_name(cell) in all_known_names())
        widths = [len(row) for row in rows]
        alike = widths.count(len(rows[at])) / len(widths) if len(rows[at]) > 1 else 0.0
        score = (known, round(alike, 1), len(rows[at]))
        if best is None or score > best:
            best, delimiter = score, candidate
    with text.path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            rows = list(islice(reader, MOST_ROWS))
            more = next(reader, None) is not None
        except csv.Error as error:
            raise SourceError(f"{export.name}: {error}", "Export it again.") from error
    if more:
        rows += _tail(text.path, delimiter)
    if not any(any(cell.strip(BLANKS) for cell in row) for row in rows):
        raise SourceError(f"{export.name}: the file is empty", "Export it again, or remove it.")
    return _with_header(export.name, path, rows, {}, encoding=text.encoding, day=export.exported_on)


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        return []


def _tail(path: Path, delimiter: str) -> list[list[str]]:
    """The last rows of a long file: totals and small print stand there."""
    with path.open("rb") as file:
        file.seek(-min(_TAIL_BYTES, path.stat().st_size), io.SEEK_END)
        lines = file.read().decode("utf-8", errors="replace").splitlines()[1:]
    return _parsed("\n".join(lines[-_TAIL_ROWS:]), delimiter)


def _sheets(export: Export, path: Path) -> list[Grid]:
    with opened_workbook(export.path, export.name, export.limits) as book:
        visible = [
            entry.name
            for entry in book.sheets_metadata
            if entry.visible == calamine.SheetVisibleEnum.Visible
            and entry.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        grids = [_sheet(book.get_sheet_by_name(name), export, path) for name in visible]
    filled = [grid for grid in grids if grid.rows]
    several = len([grid for grid in grids if any(grid.header)])
    return [Grid(**{**vars(grid), "sheets": several}) for grid in filled if any(grid.header)]


def _sheet(sheet: calamine.CalamineSheet, export: Export, path: Path) -> Grid:
    percents = percent_cells(export.path, sheet.name)
    rows: list[list[str]] = []
    typed: dict[int, set[bool]] = {}
    for at, values in enumerate(islice(sheet.iter_rows(), MOST_ROWS), start=1):
        cells = []
        shown = percents.get(at, frozenset())
        for number, value in enumerate(values, start=1):
            if isinstance(value, float) and number in shown:
                cells.append(percent_text(value))
                continue
            if at > 1 and value not in ("", None):
                is_number = isinstance(value, int | float) and not isinstance(value, bool)
                typed.setdefault(number - 1, set()).add(is_number)
            cells.append(text_of(value) or "")
        rows.append(cells)
    across: Span = {}
    left = (sheet.start or (0, 0))[1]
    for (top, first), (_, last) in sheet.merged_cell_ranges or ():
        if last > first:
            across.setdefault(top, {})[first - left] = last - left
    grid = _with_header(
        f"{export.name}#{sheet.name}", path, rows, across, day=export.exported_on, workbook=True
    )
    numbers = frozenset(number for number, kinds in typed.items() if kinds == {True})
    return Grid(**{**vars(grid), "sheet": sheet.name, "numbers": numbers})


def _with_header(
    name: str,
    path: Path | None,
    rows: Sequence[Sequence[str]],
    across: Span,
    *,
    encoding: str = "",
    day: date | None = None,
    workbook: bool = False,
) -> Grid:
    top = [list(row) for row in rows[:HEADER_ROWS]]
    at = likely_header(top)
    expected = frozenset(plain_name(cell) for cell in (top[at] if top else ())) | all_known_names()
    read = read_header(top[at:], expected, _moved(across, at)) if top else None
    header = read.names if read is not None else ()
    last = at + (read.at if read is not None else 0)
    below = [tuple(row) for row in rows[last + 1 :]]
    return Grid(
        name=name,
        path=path,
        header=tuple(header),
        rows=tuple(row for row in below if any(cell.strip(BLANKS) for cell in row)),
        header_row=last + 1,
        is_workbook=workbook,
        encoding=encoding,
        exported_on=day,
    )


def _moved(across: Span, by: int) -> Span:
    return {row - by: columns for row, columns in across.items() if row >= by}


def likely_header(rows: Sequence[Sequence[str]]) -> int:
    """Index of the row that is probably the header.

    It has several different texts, none of them a number, and most headings that are known for any
    table; of such rows the first.
    """
    best: tuple[float, int] = (-1.0, 0)
    known = all_known_names()
    widest = max((_filled(row) for row in rows), default=0)
    for at, row in enumerate(rows):
        cells = [cell.strip(BLANKS) for cell in row if cell.strip(BLANKS)]
        if len(cells) < min(2, widest) or any(is_value(cell) for cell in cells):
            continue
        names = {plain_name(cell) for cell in cells}
        if len(names) < len(cells):
            continue
        score = 2 * len(names & known) / widest + len(cells) / widest
        # of rows that look alike the first one is the header
        if score > best[0] + 0.05:
            best = (score, at)
    return best[1]


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip(BLANKS))


def is_value(text: str) -> bool:
    """Say whether a text is a number or "no value" rather than a heading."""
    return bool(_NUMBER.fullmatch(text)) or text in DEFAULT_NULLS


def columns_of(grid: Grid) -> Iterator[tuple[int, str]]:
    """Yield place and heading of each column that has one."""
    yield from ((at, name) for at, name in enumerate(grid.header) if name)
