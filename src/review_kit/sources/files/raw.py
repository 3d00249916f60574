"""Raw tables: what every reader makes of a file, before any profile looks at it.

A raw table is a Parquet file of text: ``_row`` (where the record stands in the export), ``_out``
(why the reader set it aside, else null), ``_first`` (the first filled cell of the record; null in an
empty one) and, of the cells under the header, those that the profile reads: the third column is
``c3`` whether or not the first two are there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.sources.files.cells import Typed, text_of
from review_kit.sources.files.complete import Pages
from review_kit.sources.files.invisible import BLANKS, is_trimmed_sql, trimmed_sql
from review_kit.sources.files.rows_to_mend import restored
from review_kit.sources.files.unreadable import UnreadableColumn
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.language import Reading
from review_kit.sources.sql import file_literal, literal, literals

BATCH_ROWS = 32_768
"""Records held at once by readers written in Python."""

CELLS_AT_ONCE = 1 << 22
"""Cells that are held before they are written, so that a wide table takes no more memory than a
narrow one."""

ROW_GROUP_ROWS = 122_880
"""Records in a row group of a raw table that is not wide."""

FIRST_CELLS = 32
"""Columns in which the first filled cell of a record is looked for while it is read; the records of a
wider table that have none there are looked at again."""

THREADS = 4
"""Each thread has buffers of its own, so that more of them would need more memory."""

LookAgain = Callable[[set[int]], Mapping[int, str]]
"""Rows of records → the first filled cell, cleaned, of those that have one at all."""

Wanted = Callable[[tuple[str, ...], str], frozenset[int]]
"""Header and name of a file → numbers of the columns that are read from it."""

MEMORY_LIMIT = "640MB"
"""What DuckDB may hold before it spills to disk, here unless a project says otherwise, and when contracts
are checked.

What Python holds beside it (batches here; frames and Great Expectations there) comes on top.
"""


@dataclass(frozen=True)
class RawTable:
    """One file (or worksheet) as text."""

    path: Path
    header: tuple[str, ...]
    """Names of all columns; empty for one without a name."""
    records: int
    columns: frozenset[int] = frozenset()
    """Numbers of the columns that are there as cells, from 1."""
    sheet: str = ""
    """Worksheet that it was, if any."""
    serial_epoch: Literal["1900", "1904"] | None = None
    """Day count of a workbook's serial numbers; None where numbers are never days."""
    damaged: Mapping[int, int] = field(default_factory=dict)
    """Column number → first row whose number has lost digits (more than a float holds)."""
    notices: tuple[Notice, ...] = ()
    """What the reader found, whatever the profile makes of it."""
    typed: Mapping[int, Typed] = field(default_factory=dict)
    """Column number → how its numbers stood in the export; a column that is not there is text."""
    percents: frozenset[int] = frozenset()
    """Columns with cells that a workbook formats as percent; these have the text ``58%``."""
    unreadable: Mapping[int, UnreadableColumn] = field(default_factory=dict)
    """Column number → cells of a workbook that hold an error or a formula without its result."""
    encoding: str = ""
    """Encoding of a text file, where it had to be guessed."""
    header_row: int = 1
    """Row that the header was taken from, as a spreadsheet counts them; the last where it has two."""
    pages: Pages | None = None
    """What JSON pages say about their number; None where the records are in no pages."""


class RawWriter:
    """Writes records from Python into a raw table, in batches.

    Parameters
    ----------
    path
        The table.
    columns
        Numbers of the columns to keep.
    nulls
        Texts that mean "no value".
    to_mend
        They are rows that we have written to be fixed: formulas are marked in them.
    """

    def __init__(
        self, path: Path, columns: Iterable[int], nulls: Iterable[str], *, to_mend: bool = False
    ) -> None:
        self._path = path
        self._to_mend = to_mend
        self._nulls = frozenset(nulls)
        self._places = [number - 1 for number in sorted(columns)]
        names = ["_out", "_first", *(f"c{place + 1}" for place in self._places)]
        self._schema = pa.schema([("_row", pa.int64()), *((name, pa.string()) for name in names)])
        self._writer = pq.ParquetWriter(path, self._schema)
        self._batch: list[tuple[object, ...]] = []
        self._batch_rows = batch_rows(len(names), BATCH_ROWS)
        self.records = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._flush()
        self._writer.close()

    def add(self, row: int, values: Sequence[object], out: str | None = None) -> None:
        """Append one record; ``values`` has the width of the export, texts or typed values."""
        cells = (self._text(values[place]) for place in self._places)
        self._batch.append((row, out, self._first(values), *cells))
        self.records += 1
        if len(self._batch) >= self._batch_rows:
            self._flush()

    def _first(self, values: Sequence[object]) -> str | None:
        return first_filled((self._text(value) for value in values), self._nulls)

    def _text(self, value: object) -> str | None:
        text = text_of(value)
        return restored(text) if text is not None and self._to_mend else text

    def _flush(self) -> None:
        if not self._batch:
            return
        columns = zip(*self._batch, strict=True)
        arrays = [
            pa.array(values, type=field.type)
            for values, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._batch.clear()


def batch_rows(width: int, most: int) -> int:
    """Rows of a table of ``width`` columns that may be held at once, ``most`` of a narrow one."""
    return max(1, min(most, CELLS_AT_ONCE // max(1, width)))


def write_raw(
    source: str,
    row: str,
    cells: Sequence[str],
    columns: frozenset[int],
    reading: Reading,
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    look_again: LookAgain,
) -> int:
    """Write a raw table of a relation that DuckDB streams, and count its records.

    Of a wide table only the columns that are kept are read, and the first few: these tell nearly
    always that a record is not empty. Records with nothing in them are looked at again, whole. Where
    no footer has to be known by its first cell, any filled cell will do.

    Parameters
    ----------
    source
        SQL relation of the records.
    row
        SQL of the record's row.
    cells
        SQL of each cell as text, in the order of the header.
    columns
        Numbers of the columns to keep.
    reading
        Texts that mean "no value", and footers, as the profile gives them.
    connection
        DuckDB to read with.
    path
        The table to write.
    look_again
        Called with the rows of records that have nothing in their first cells.
    """
    nulls = reading.nulls
    kept = "".join(f", {cells[number - 1]} AS c{number}" for number in sorted(columns))
    telling = [*cells[:FIRST_CELLS]]
    if not reading.footer:
        telling += [cells[number - 1] for number in sorted(columns) if number > FIRST_CELLS]
    first = first_filled_sql(telling, nulls)
    records = copy_raw(
        f"SELECT {row} AS _row, NULL::VARCHAR AS _out, {first} AS _first{kept} FROM {source}",
        len(columns),
        connection,
        path,
    )
    if len(cells) <= FIRST_CELLS:
        return records
    written = f"read_parquet({file_literal(path)})"
    unclear = connection.execute(f"SELECT _row FROM {written} WHERE _first IS NULL").fetchall()
    found = look_again({number for (number,) in unclear}) if unclear else {}
    if found:
        put_firsts(found, "_row", written, len(columns), connection, path)
    return records


def put_firsts(
    found: Mapping[int, str],
    place: str,
    written: str,
    width: int,
    connection: duckdb.DuckDBPyConnection,
    path: Path,
) -> None:
    """Put the first filled cells of some records into a raw table that is written already.

    Parameters
    ----------
    found
        Place of a record → its first filled cell.
    place
        SQL of a record's place, by which the records lie in order.
    written
        SQL relation of the table.
    width
        Cells of each record.
    connection, path
        DuckDB to write with; the table's file.
    """
    later = pa.table(
        {
            "place": pa.array(list(found), pa.int64()),
            "found": pa.array(list(found.values()), pa.string()),
        }
    )
    connection.register("later", later)
    again = path.with_suffix(".again")
    copy_raw(
        "SELECT COLUMNS(lambda c: c NOT IN ('spot', 'place', 'found', 'file_row_number')) FROM ("
        "SELECT * REPLACE (coalesce(_first, found) AS _first) "
        f"FROM (SELECT *, {place} AS spot FROM {written}) LEFT JOIN later ON spot = place) "
        "ORDER BY spot",
        width,
        connection,
        again,
    )
    connection.unregister("later")
    again.replace(path)


def copy_raw(query: str, width: int, connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Write the answer to a query as a raw table of ``width`` cells, and count its records."""
    rows = batch_rows(width, ROW_GROUP_ROWS)
    (records,) = connection.execute(
        f"COPY ({query}) TO {literal(path)} (FORMAT parquet, ROW_GROUP_SIZE {rows})"
    ).fetchone() or (0,)
    return int(records)


def first_filled(cells: Iterable[str | None], nulls: Collection[str]) -> str | None:
    """The first cell that is not empty, cleaned."""
    cleaned = ((cell or "").strip(BLANKS) for cell in cells)
    return next((cell for cell in cleaned if cell and cell not in nulls), None)


def cleaned_sql(cell: str, nulls: Iterable[str]) -> str:
    """SQL of a cell without stray blanks; null where it means "no value"."""
    return filled_sql(trimmed_sql(cell), nulls)


def filled_sql(trimmed: str, nulls: Iterable[str]) -> str:
    """SQL of a cell that has no stray blanks; null where it means "no value"."""
    return (
        f"CASE WHEN {trimmed} NOT IN ({literals(dict.fromkeys(('', *nulls)))}) THEN {trimmed} END"
    )


def first_filled_sql(cells: Sequence[str], nulls: Iterable[str]) -> str:
    """SQL of the first cell that is not empty, cleaned; null in an empty record.

    Few records need more than the first cells, and only these have the rest looked at.
    """
    if not cells:
        return "NULL::VARCHAR"
    nulls = tuple(nulls)
    parts = [cleaned_sql(cell, nulls) for cell in cells[:2]]
    parts += [
        first_of_list_sql(f"[{', '.join(some)}]", nulls) for some in (cells[2:8], cells[8:]) if some
    ]
    # a first cell that is longer than any text for "no value" is, between two plain signs, what is looked for
    longest = max((len(text.encode()) for text in nulls), default=0)
    return (
        f"CASE WHEN strlen({cells[0]}) > {longest} AND {is_trimmed_sql(cells[0])} THEN {cells[0]} "
        f"ELSE coalesce({', '.join(parts)}) END"
    )


def first_of_list_sql(cells: str, nulls: Iterable[str]) -> str:
    """SQL of the first text of a list that is not empty, cleaned."""
    none = literals(dict.fromkeys(("", *nulls)))
    trimmed = f"list_transform({cells}, lambda x: trim(x, {literal(BLANKS)}))"
    return f"list_filter({trimmed}, lambda x: x NOT IN ({none}))[1]"


def connect(work: Path, memory_mb: int | None = None) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB database that keeps order, stays small and never loads anything.

    Parameters
    ----------
    work
        Folder for what does not fit into memory.
    memory_mb
        What it may hold before that, in megabytes; :data:`MEMORY_LIMIT` where it is missing.

    Returns
    -------
    duckdb.DuckDBPyConnection
        A connection to it; so is each of its cursors.
    """
    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY_LIMIT if memory_mb is None else f"{memory_mb}MB",
            "threads": min(THREADS, os.cpu_count() or 1),
            "temp_directory": str(work / "spill"),
            "preserve_insertion_order": True,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            # it makes a join of each long list, and takes half of the time of a small file for that
            "disabled_optimizers": "in_clause",
        }
    )
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    return connection
