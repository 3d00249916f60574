"""The metric tables of a run in memory, and as Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.metrics.row_order import order_by
from review_kit.metrics.table_schemas import METRIC_TABLES, Column
from review_kit.metrics.tidy import written_out

ROW_GROUP = 40_000
"""Rows of a row group: one rep's calls are read without the other reps'."""


class MetricTables(Mapping[str, pd.DataFrame]):
    """Every metric table of a run by name, in the columns and types that its declaration gives.

    Parameters
    ----------
    tables
        A table for every name in ``METRIC_TABLES``, as :func:`typed` returns it.

    Raises
    ------
    KeyError
        One of them is not there.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._tables = {name: tables[name] for name in METRIC_TABLES}

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def write(self, folder: Path) -> dict[str, Path]:
        """Write each table to ``folder/<name>.parquet``; the same tables give the same bytes.

        Returns
        -------
        dict
            Path by table name.
        """
        folder.mkdir(parents=True, exist_ok=True)
        paths = {}
        for name, frame in self.items():
            paths[name] = folder / f"{name}.parquet"
            write_table(frame, name, paths[name])
        return paths


def write_table(frame: pd.DataFrame, name: str, path: Path) -> None:
    """Write a table as Parquet: the same rows give the same bytes.

    Parameters
    ----------
    frame
        The table ``name``, as :func:`typed` returns it.
    """
    write_rows(to_arrow(frame, name), path)


def write_rows(table: pa.Table, path: Path) -> None:
    """Write the rows of a metric table, as :func:`to_arrow` gives them, likewise."""
    pq.write_table(table, path, compression="zstd", row_group_size=ROW_GROUP)


def typed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Bring a frame to the columns, types and order of rows that table ``name`` declares.

    Parameters
    ----------
    frame
        Any of the table's columns, and others, which are left out. A declared column that is not there
        comes out empty, a flag false.
    """
    declared = METRIC_TABLES[name]
    columns = {
        column.name: _as(frame[column.name], column)
        if column.name in frame
        else _missing(frame.index, column)
        for column in declared.columns
    }
    table = pd.DataFrame(columns, copy=False).reset_index(drop=True)
    if declared.sort_by:
        table = table.iloc[order_by(table, declared.sort_by)].reset_index(drop=True)
    return table.assign(
        **{
            str(column): written_out(values)
            for column, values in table.items()
            if isinstance(values.dtype, pd.CategoricalDtype)
        }
    )


def to_arrow(frame: pd.DataFrame, name: str) -> pa.Table:
    """Give a table as Arrow: days as ``date32``, no pandas metadata.

    Parameters
    ----------
    frame
        The table ``name``, as :func:`typed` returns it.
    """
    schema = METRIC_TABLES[name].arrow_schema
    arrays = [
        pa.Array.from_pandas(frame[field.name], type=_via(field.type)).cast(field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _via(target: pa.DataType) -> pa.DataType:
    return pa.timestamp("s") if target == pa.date32() else target


def _as(values: pd.Series, column: Column) -> pd.Series:
    if values.dtype == column.dtype:
        return values  # the conversions below cost more than all else for a small table
    if column.type == pa.string() and isinstance(values.dtype, pd.CategoricalDtype):
        # few names in many rows: they are put in order by number, and written out last
        return values
    if column.type == pa.date32():
        return pd.to_datetime(values).astype("datetime64[s]")
    if column.type == pa.string():
        return values.astype("object").where(values.notna(), None).astype("str")
    return values.astype(column.dtype)


def _missing(index: pd.Index, column: Column) -> pd.Series:
    nothing = False if column.type == pa.bool_() else None
    return pd.Series(nothing, index=index, dtype=column.dtype).astype(column.dtype)
