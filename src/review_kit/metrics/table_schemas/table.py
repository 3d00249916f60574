"""What is declared of a metric table: its columns, what a row is, its key, its order, its owner."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from review_kit.metrics.table_schemas.ownership import Ownership

_DTYPES: dict[pa.DataType, str] = {
    pa.string(): "str",
    pa.float64(): "float64",
    pa.int64(): "int64",
    pa.date32(): "datetime64[s]",
    pa.bool_(): "bool",
}
"""Arrow type → pandas type of a column that has it."""


@dataclass(frozen=True)
class Column:
    """A column of a metric table.

    Parameters
    ----------
    name
        As in the Parquet file.
    type
        As in the Parquet file.
    meaning
        One sentence for whoever reads the table.
    unit
        Of a number: ``percent`` (0–100), ``pp``, ``share`` (0–1), ``money`` (the project's currency),
        ``days``, what is counted … Empty for text, days and flags.
    nullable
        Whether a cell may be empty.
    """

    name: str
    type: pa.DataType
    meaning: str
    unit: str = ""
    nullable: bool = False

    @property
    def dtype(self) -> Any:
        """Type of the column in pandas."""
        dtype = _DTYPES[self.type]
        # only the type with the capital can leave a whole number out
        return "Int64" if dtype == "int64" and self.nullable else dtype


@dataclass(frozen=True)
class MetricTable:
    """A metric table: what ``reports/<run>/metrics/<name>.parquet`` holds.

    Parameters
    ----------
    name
        Of the table and its file.
    row
        What one row is: ``One rep on one criterion``.
    ownership
        Whose the rows are; who may see them follows from it.
    columns
        In the order in which they are stored.
    key
        Columns that name a row: no two rows have the same values in them.
    sort_by
        Columns that the rows are sorted by; empty where the computation leaves them in order.
    order
        That order in words.
    """

    name: str
    row: str
    ownership: Ownership
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    sort_by: tuple[str, ...] = ()
    order: str = ""

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def arrow_schema(self) -> pa.Schema:
        """The schema of the Parquet file."""
        return pa.schema([(column.name, column.type) for column in self.columns])


def text(name: str, meaning: str, *, nullable: bool = False) -> Column:
    """Declare a column of words or identifiers."""
    return Column(name, pa.string(), meaning, nullable=nullable)


def number(name: str, unit: str, meaning: str, *, nullable: bool = True) -> Column:
    """Declare a column of numbers; most are empty where there is too little evidence."""
    return Column(name, pa.float64(), meaning, unit, nullable)


def count(name: str, unit: str, meaning: str, *, nullable: bool = False) -> Column:
    """Declare a column of whole numbers of ``unit``."""
    return Column(name, pa.int64(), meaning, unit, nullable)


def day(name: str, meaning: str, *, nullable: bool = False) -> Column:
    """Declare a column of days."""
    return Column(name, pa.date32(), meaning, nullable=nullable)


def flag(name: str, meaning: str) -> Column:
    """Declare a column of true and false."""
    return Column(name, pa.bool_(), meaning)
