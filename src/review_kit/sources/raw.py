"""Raw tables: what every reader makes of a file, before any profile looks at it.

A raw table is a Parquet file of text: ``_row`` (where the record stands in the export), ``_out``
(why the reader set it aside, else null) and the cells ``c1 … cn`` under the names of the header.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.sources.notice import Notice

BATCH_ROWS = 32_768
"""Records held at once by readers written in Python."""

BLANKS = " \t\r\n\v\f\u00a0\u200b\u202f\ufeff"
"""Signs that count for nothing at the ends of a cell."""

MEMORY_LIMIT = "640MB"
"""What DuckDB may hold before it spills to disk, here and when contracts are checked.

What Python holds beside it (batches here; frames and Great Expectations there) comes on top.
"""


@dataclass(frozen=True)
class RawTable:
    """One file (or worksheet) as text."""

    path: Path
    header: tuple[str, ...]
    """Names of ``c1 … cn``; empty for a column without a name."""
    records: int
    sheet: str = ""
    """Worksheet that it was, if any."""
    serial_epoch: Literal["1900", "1904"] | None = None
    """Day count of a workbook's serial numbers; None where numbers are never days."""
    damaged: Mapping[int, int] = field(default_factory=dict)
    """Column number → first row whose number has lost digits (more than a float holds)."""
    notices: tuple[Notice, ...] = ()
    """What the reader found, whatever the profile makes of it."""


class RawWriter:
    """Writes records from Python into a raw table, in batches."""

    def __init__(self, path: Path, width: int) -> None:
        self._path = path
        names = ["_out", *(f"c{number}" for number in range(1, width + 1))]
        self._schema = pa.schema([("_row", pa.int64()), *((name, pa.string()) for name in names)])
        self._writer = pq.ParquetWriter(path, self._schema)
        self._batch: list[tuple[object, ...]] = []
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

    def add(self, row: int, cells: Sequence[str | None], out: str | None = None) -> None:
        """Append one record; ``cells`` has the width of the table."""
        self._batch.append((row, out, *cells))
        self.records += 1
        if len(self._batch) >= BATCH_ROWS:
            self._flush()

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


def connect(work: Path) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB connection that keeps order, stays small and never loads anything."""
    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(work / "spill"),
            "preserve_insertion_order": True,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def literal(text: str | Path) -> str:
    """SQL literal of a text."""
    return "'" + str(text).replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """SQL list of literals, without brackets."""
    return ", ".join(literal(text) for text in texts)


def file_literal(path: Path) -> str:
    """SQL literal of one file name.

    DuckDB takes ``*``, ``?`` and ``[`` in a name for a pattern, so each stands as its own class.
    """
    escaped = "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))
    return literal(escaped)
