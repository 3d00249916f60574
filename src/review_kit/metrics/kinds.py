"""Kinds of columns in the metric tables, and how each is held in memory and on disk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

TEXT, NUMBER, COUNT, MAYBE_COUNT, DAY, FLAG = "text", "number", "count", "count?", "day", "flag"

DTYPES: Mapping[str, Any] = {
    TEXT: "str",
    NUMBER: "float64",
    COUNT: "int64",
    MAYBE_COUNT: "Int64",
    DAY: "datetime64[s]",
    FLAG: "bool",
}
"""pandas type of each kind of column."""

ARROW_TYPES: Mapping[str, pa.DataType] = {
    TEXT: pa.string(),
    NUMBER: pa.float64(),
    COUNT: pa.int64(),
    MAYBE_COUNT: pa.int64(),
    DAY: pa.date32(),
    FLAG: pa.bool_(),
}
"""Type of each kind of column in the Parquet files."""

ROW_GROUP = 40_000
"""Rows of a row group: one rep's calls are read without the other reps'."""
