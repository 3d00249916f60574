"""Raw tables of many files as one: each row still says which file it is of, and where it stands there.

``_row`` of a joined table is the file's place among the others times 2³², plus the row in that file; of a
table of one file it is the row, so that both are taken apart in the same way.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from review_kit.sources.files.export import fresh_path
from review_kit.sources.files.raw import RawTable

MOST_FILES = 100
"""Files that are joined at once; a bit for each has to fit into DuckDB's largest whole number."""

_BITS = 32

FILE_OF_ROW = f"(_row >> {_BITS})"
"""SQL of the place of a row's file, from 0."""
ROW_IN_FILE = f"(_row & {(1 << _BITS) - 1})"
"""SQL of where a row stands in its file."""
FILES_OF_ROWS = f"bit_or(1::HUGEINT << CAST({FILE_OF_ROW} AS INTEGER))"
"""SQL of the files that rows are of, as one number with a bit for each."""


def place_of(row: int) -> tuple[int, int]:
    """Place of a row's file, and where the row stands in it."""
    return row >> _BITS, row & ((1 << _BITS) - 1)


def layout_of(raw: RawTable) -> Hashable | None:
    """What files must have in common to be joined; None where a file can be read by itself only.

    What a workbook's reader knows of single cells, and of a sheet's name, is of one file.
    """
    of_one_file = (
        raw.sheet,
        raw.serial_epoch,
        raw.damaged,
        raw.percents,
        raw.unreadable,
    )
    if any(of_one_file):
        return None
    return raw.header, raw.columns, tuple(sorted(raw.typed.items()))


def texts_of(raw: RawTable) -> pa.Table:
    """The cells of a raw table, which must be a small one."""
    return pq.ParquetFile(raw.path).read(use_threads=False)


def joined(raws: Sequence[RawTable], texts: Sequence[pa.Table], work: Path) -> RawTable:
    """Join the raw tables of files of one layout, in their order.

    Parameters
    ----------
    raws
        The tables; up to :data:`MOST_FILES`.
    texts
        Their cells.
    work
        Folder for temporary files.
    """
    path = fresh_path(work, ".parquet")
    parts = [
        each.set_column(0, "_row", pc.add(each.column("_row"), pa.scalar(at << _BITS, pa.int64())))
        for at, each in enumerate(texts)
    ]
    pq.write_table(pa.concat_tables(parts), path)
    return replace(
        raws[0], path=path, records=sum(raw.records for raw in raws), notices=(), pages=None
    )
