"""CSV and its kin: Arrow and DuckDB stream ordinary files, a careful reader takes the odd and the broken.

The careful reader is Python's ``csv`` module in strict mode. It decides what a file holds: the others
get only files that all read alike (Arrow those without a quotation mark), and where they refuse one, the
careful reader either reads it or says in which row it is broken.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import duckdb

from review_kit.control_characters import visible_line
from review_kit.errors import SourceError
from review_kit.sources.files.export import Export, fresh_path
from review_kit.sources.files.formats import table_suffix
from review_kit.sources.files.header import HEADER_ROWS, header_row, plain_name, read_header
from review_kit.sources.files.left_out import EMPTY, FOOTER
from review_kit.sources.files.limits import refuse_columns
from review_kit.sources.files.raw import (
    FIRST_CELLS,
    RawTable,
    RawWriter,
    Wanted,
    first_filled,
    write_raw,
)
from review_kit.sources.files.rows_to_mend import are_rows_to_mend, restored, restored_sql
from review_kit.sources.files.text import TextFile, as_utf8
from review_kit.sources.files.unquoted import write_unquoted
from review_kit.sources.profiles.language import Reading
from review_kit.sources.sql import file_literal, literal

DELIMITERS = (",", ";", "\t", "|")
FEW_BYTES = 1 << 16
"""Size of a file that is read sooner than DuckDB has planned to."""
LONGEST_CELL = 1 << 22
"""Characters in one cell above which a file is taken to be broken."""


def read_delimited(
    export: Export,
    reading: Reading,
    expected: frozenset[str],
    wanted: Wanted,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> RawTable:
    """Read one CSV or TSV file.

    Parameters
    ----------
    export
        The file.
    reading
        Encoding, delimiter and footers as the profile gives them.
    expected
        Column names that the header should have, in plain spelling.
    wanted
        Which columns are read.
    connection
        DuckDB to read with.
    work
        Folder for temporary files.

    Raises
    ------
    SourceError
        An open quote, a row with another number of cells than the header, no header: with file
        and row.
    """
    text = as_utf8(export.path, export.name, work, reading.encoding, reading.fallback_encoding)
    csv.field_size_limit(LONGEST_CELL)
    delimiter = reading.delimiter or _delimiter(text, export.name, expected)
    head = _head(text, delimiter)
    found = read_header(head, expected)
    header, at = found.names, found.at
    if not any(header):
        # a first row that cannot be read is told of as such
        for _ in islice(_records(text, delimiter, export.name), HEADER_ROWS):
            pass
        raise SourceError(f"{export.name}: the file is empty", "Export it again, or remove it.")
    refuse_columns(export.name, len(header), export.limits)
    columns = wanted(header, export.name)
    raw = None
    if text.plain and at == 0 and text.path.stat().st_size > FEW_BYTES:
        raw = _streamed(text, export.name, delimiter, header, columns, reading, connection, work)
    if raw is None:
        raw = _read_carefully(text, export.name, delimiter, at, header, columns, reading, work)
    return replace(raw, encoding=text.encoding, header_row=at + 1)


def _delimiter(text: TextFile, name: str, expected: frozenset[str]) -> str:
    """The delimiter under which the header has most of the expected names, then most cells."""
    candidates = ("\t", ",", ";", "|") if table_suffix(name).startswith(".tsv") else DELIMITERS
    scores = []
    for delimiter in candidates:
        rows = _head(text, delimiter)
        row = rows[header_row(rows, expected)] if rows else []
        scores.append((len({plain_name(cell) for cell in row} & expected), len(row)))
    return candidates[scores.index(max(scores))]


def _head(text: TextFile, delimiter: str) -> list[list[str]]:
    """The first rows, without regard to faults: those are found on reading."""
    with text.path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=delimiter)
        head: list[list[str]] = []
        with suppress(csv.Error):
            head.extend(islice(rows, HEADER_ROWS))
        return head


def _streamed(
    text: TextFile,
    name: str,
    delimiter: str,
    header: Sequence[str],
    columns: frozenset[int],
    reading: Reading,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> RawTable | None:
    """Read with Arrow or DuckDB, every cell as text; None where they do not take the file."""
    path = fresh_path(work, ".parquet")
    to_mend = are_rows_to_mend(header)
    if not text.quoted and not to_mend and len(delimiter) == 1 and len(header) <= FIRST_CELLS:
        found = write_unquoted(text.path, delimiter, header, columns, reading.nulls, path)
        if found is not None:
            return RawTable(path, tuple(header), found, columns)
    cells = [f"c{number}" for number in range(1, len(header) + 1)]
    typed = ", ".join(f"'{cell}': 'VARCHAR'" for cell in cells)
    source = (
        f"read_csv({file_literal(text.path)}, auto_detect = false, header = true, "
        f"delim = {literal(delimiter)}, quote = '\"', escape = '\"', comment = '', nullstr = '', "
        "strict_mode = true, null_padding = false, "
        f"columns = {{{typed}}})"
    )
    if to_mend:
        cells = [restored_sql(cell) for cell in cells]
    row = "row_number() OVER () + 1"

    def look_again(rows: set[int]) -> dict[int, str]:
        # the careful reader takes one record after the other, however wide
        firsts = {
            row: first_filled(map(restored, record) if to_mend else record, reading.nulls)
            for row, _, record in _records(text, delimiter, name)
            if row in rows
        }
        return {row: first for row, first in firsts.items() if first is not None}

    try:
        records = write_raw(source, row, cells, columns, reading, connection, path, look_again)
    except duckdb.InvalidInputException:
        return None
    return RawTable(path, tuple(header), records, columns)


def _read_carefully(
    text: TextFile,
    name: str,
    delimiter: str,
    header_at: int,
    header: Sequence[str],
    columns: frozenset[int],
    reading: Reading,
    work: Path,
) -> RawTable:
    """Read record by record; stop at the first fault, with the row it is in."""
    path = fresh_path(work, ".parquet")
    footer = [re.compile(pattern) for pattern in reading.footer]
    width = len(header)
    to_mend = are_rows_to_mend(header)
    with RawWriter(path, columns, reading.nulls, to_mend=to_mend) as writer:
        for row, line, cells in _records(text, delimiter, name):
            if row <= header_at + 1:
                continue
            filled = [cell for cell in cells if cell.strip()]
            if not filled:
                writer.add(row, [None] * width, EMPTY)
            elif len(cells) == width or (len(cells) > width and not any(cells[width:])):
                writer.add(row, cells[:width])
            elif any(pattern.search(filled[0].strip()) for pattern in footer):
                writer.add(row, (cells + [""] * width)[:width], FOOTER)
            else:
                raise _wrong_width(name, row, line, cells, header)
    return RawTable(path, tuple(header), writer.records, columns)


def _records(text: TextFile, delimiter: str, name: str) -> Iterator[tuple[int, int, list[str]]]:
    """Records with their row as a spreadsheet shows it, and the line of the file they begin on.

    The two differ where quoted cells hold line breaks.
    """
    with text.path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        for row in count(1):
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise _quote_fault(name, row, line, error) from error
            yield row, line, cells


def _quote_fault(name: str, row: int, line: int, error: csv.Error) -> SourceError:
    where = f"{name}, row {row}" + (f" (line {line})" if line != row else "")
    if "unexpected end of data" in str(error):
        return SourceError(
            f"{where}: a quotation mark opens here and is never closed",
            "Close it, or double the quotation mark if it belongs to the text.",
        )
    if "field larger" in str(error):
        return SourceError(
            f"{where}: a cell of more than {LONGEST_CELL:,} characters",
            "Usually a quotation mark was never closed.",
        )
    return SourceError(
        f"{where}: there is text between a closing quotation mark and the next delimiter",
        "Double the quotation mark if it belongs to the text; perhaps an earlier one was not "
        "closed.",
    )


def _wrong_width(
    name: str, row: int, line: int, cells: Sequence[str], header: Sequence[str]
) -> SourceError:
    where = f"{name}, row {row}" + (f" (line {line})" if line != row else "")
    shown = visible_line(" | ".join(cells))
    shown = shown if len(shown) <= 120 else shown[:119] + "…"
    return SourceError(
        f"{where}: {len(cells)} cells, but the header has {len(header)}: {shown}",
        "If a cell contains the delimiter, put quotation marks around the cell; if the row is not "
        'a record, name it in the profile: [read] footer = ["^…"].',
    )
