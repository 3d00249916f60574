"""Rows as plain values."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def plain_rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Give rows as values that JSON has: days as text, missing values as ``None``."""
    names = [str(name) for name in rows.columns]
    return [dict(zip(names, values, strict=True)) for values in plain_values(rows)]


def plain_values(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Give the values of rows, row by row, as :func:`plain_rows` does."""
    # column by column: pandas' own way finds out the type of every value anew
    return list(zip(*(plain_column(column) for _, column in rows.items()), strict=True))


def plain_column(column: pd.Series) -> list[Any]:
    """Give the values of a column as :func:`plain_rows` does."""
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        # the last, at −1, is what is in no category
        names = [*map(_plain, column.cat.categories.array), None]
        return [names[code] for code in column.cat.codes.tolist()]
    if dtype.kind == "M":
        # few days stand in many rows
        codes, days = pd.factorize(column.array)
        texts = [*_plain_days(days.to_numpy()), None]
        return [texts[code] for code in codes.tolist()]
    if isinstance(dtype, pd.StringDtype):
        known = column.notna().tolist()
        return [
            text if there else None
            for text, there in zip(column.array.tolist(), known, strict=True)
        ]
    if dtype == "float64":
        return [_plain_number(number) for number in column.tolist()]
    if dtype in ("int64", "bool"):
        return column.tolist()
    return [*map(_plain, column.array)]


def _plain_days(days: NDArray[np.datetime64]) -> list[str]:
    at_midnight = days == days.astype("datetime64[D]")
    return (
        np.datetime_as_string(days, unit="D").tolist()
        if at_midnight.all()
        else [_plain(pd.Timestamp(day)) for day in days]
    )


def _plain_number(number: float) -> float | int | None:
    if number.is_integer():
        return int(number)
    return None if math.isnan(number) else number


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp | date):
        # a day has no hour that would say anything
        return str(value)[:10] if str(value).endswith("00:00:00") else str(value)
    plain = value.item() if hasattr(value, "item") else value
    return int(plain) if isinstance(plain, float) and plain.is_integer() else plain
