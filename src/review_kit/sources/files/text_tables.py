"""Parquet tables whose columns are texts that come again, beside the places of rows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

TEXTS = pa.dictionary(pa.int32(), pa.string())
"""Type of a column that has each of its different texts once, as the file has them."""


def text_tables(path: Path, columns: Mapping[str, pa.DataType]) -> pq.ParquetWriter:
    """Open a file to write such tables into.

    Parameters
    ----------
    columns
        Name → type, in order: :data:`TEXTS`, whole numbers that rise by little, or another.
    """
    return pq.ParquetWriter(
        path,
        pa.schema(list(columns.items())),
        use_dictionary=[column for column, kind in columns.items() if kind == TEXTS],
        column_encoding={
            column: "DELTA_BINARY_PACKED" for column, kind in columns.items() if kind == pa.int64()
        },
        # to compare every text of a column for a least and a greatest one is of no use
        write_statistics=False,
        store_schema=False,
    )
