"""Records of which most cells are as they were read: columns are copied whole, and not text by text.

A Parquet file lists each different text of a column once. What is copied from one file into another with
these lists costs a third of what it takes to find the different texts again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.sources.files.text_tables import TEXTS, text_tables
from review_kit.sources.sql import name

PLACE = "file_row_number"
"""Column of a relation with a row's place in the raw table."""


def copy_rows(
    raw: Path,
    as_read: Mapping[str, str],
    relation: str,
    columns: Sequence[str],
    without: Sequence[int],
    connection: duckdb.DuckDBPyConnection,
    path: Path,
) -> int:
    """Write the rows of a relation over a raw table, and return how many they are.

    Parameters
    ----------
    raw
        The raw table.
    as_read
        Column of the relation → column of the raw table that it is, for some of them.
    relation
        It has a row for each of the raw table, in its order, with :data:`PLACE`.
    columns
        Of the relation, in the order in which they are written.
    without
        Places of the rows that are not written.
    connection
        DuckDB to compute the other columns with.
    path
        Parquet file to write.
    """
    made = [column for column in columns if column not in as_read]
    read = list(dict.fromkeys(as_read.values()))
    types = {column: pa.int64() if column == "_row" else TEXTS for column in columns}
    left_out = np.asarray(without, dtype=np.int64)
    written = first = 0
    with (
        pq.ParquetFile(raw, read_dictionary=[c for c in read if c != "_row"]) as file,
        text_tables(path, types) as writer,
    ):
        others = _Rows(connection, relation, made)
        for group in range(file.num_row_groups):
            cells = file.read_row_group(group, columns=read)
            rows = cells.num_rows
            given = others.next(first, rows)
            table = pa.Table.from_arrays(
                [
                    cells.column(as_read[column]) if column in as_read else given[column]
                    for column in columns
                ],
                schema=writer.schema,
            )
            here = left_out[(left_out >= first) & (left_out < first + rows)] - first
            if len(here):
                kept = np.ones(rows, dtype=bool)
                kept[here] = False
                table = table.filter(pa.array(kept))
            writer.write_table(table, row_group_size=max(1, rows))
            written += table.num_rows
            first += rows
        others.refuse_more()
    return written


class _Rows:
    """Columns that DuckDB computes, in the order of the raw table's rows."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, relation: str, columns: Sequence[str]
    ) -> None:
        self._columns = columns
        selected = ", ".join(name(column) for column in (PLACE, *columns))
        self._batches = self._read(connection, f"SELECT {selected} FROM {relation}")
        self._rest: pa.Table | None = None

    def _read(self, connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[pa.Table]:
        for batch in connection.sql(query).to_arrow_reader(1 << 15):
            yield pa.Table.from_batches([batch])

    def next(self, first: int, rows: int) -> Mapping[str, pa.ChunkedArray]:
        """Return the columns of so many rows from the place ``first`` on."""
        parts = [] if self._rest is None else [self._rest]
        while sum(part.num_rows for part in parts) < rows:
            parts.append(next(self._batches))
        table = pa.concat_tables(parts).combine_chunks()
        self._rest = table.slice(rows)
        table = table.slice(0, rows)
        if not np.array_equal(table.column(PLACE), np.arange(first, first + rows)):
            raise AssertionError("rows are not in the order of their raw table")
        return {
            column: table.column(column)
            if column == "_row"
            else table.column(column).combine_chunks().dictionary_encode().cast(TEXTS)
            for column in self._columns
        }

    def refuse_more(self) -> None:
        """Refuse a relation with more rows than the raw table."""
        if (self._rest is not None and self._rest.num_rows) or next(self._batches, None):
            raise AssertionError("there are more rows than in their raw table")
