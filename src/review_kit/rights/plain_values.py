"""Rows as plain values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd


def plain_rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Give rows as values that JSON has: days as text, missing values as ``None``."""
    return [
        {str(name): _plain(value) for name, value in row.items()}
        for row in rows.to_dict(orient="records")
    ]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp | date):
        # a day has no hour that would say anything
        return str(value)[:10] if str(value).endswith("00:00:00") else str(value)
    plain = value.item() if hasattr(value, "item") else value
    return int(plain) if isinstance(plain, float) and plain.is_integer() else plain
