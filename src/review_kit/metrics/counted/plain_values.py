"""Rows as plain values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd


def plain_rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Give rows as values that JSON has: days as text, missing values as ``None``."""
    names = [str(name) for name in rows.columns]
    return [dict(zip(names, values, strict=True)) for values in plain_values(rows)]


def plain_values(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Give the values of rows, row by row, as :func:`plain_rows` does."""
    # column by column: pandas' own way finds out the type of every value anew
    return list(zip(*([*map(_plain, column.array)] for _, column in rows.items()), strict=True))


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp | date):
        # a day has no hour that would say anything
        return str(value)[:10] if str(value).endswith("00:00:00") else str(value)
    plain = value.item() if hasattr(value, "item") else value
    return int(plain) if isinstance(plain, float) and plain.is_integer() else plain
