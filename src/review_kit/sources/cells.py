"""Values from Python readers (workbooks, databases) as text in canonical spelling."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

EXACT_BELOW = 2**53
"""Up to here a float holds every whole number; above, digits are lost."""


def text_of(value: object) -> str | None:
    """Text of one typed value: ISO days and times, ``12`` for 12.0, JSON for nested values."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float):
        if not isfinite(value):
            return None
        whole = value.is_integer() and abs(value) < EXACT_BELOW
        return str(int(value)) if whole else repr(value)
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else None
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode("utf-8", errors="replace")
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, default=text_of, ensure_ascii=False)
    return str(value)


def is_damaged(value: object) -> bool:
    """Say whether a number has more digits than it could keep."""
    return isinstance(value, float) and isfinite(value) and abs(value) >= EXACT_BELOW
