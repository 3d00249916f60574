"""Values from Python readers (workbooks, databases) as text in canonical spelling."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Literal

Typed = Literal["numbers", "mixed"]
"""All numbers of a column were numbers, with one reading each · some were, some were text."""

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
        return _length(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode("utf-8", errors="replace")
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, default=text_of, ensure_ascii=False)
    return str(value)


def _length(length: timedelta) -> str:
    """``h:mm:ss`` of a length of time, with as many hours as it takes."""
    sign = "-" if length < timedelta(0) else ""
    seconds = abs(length).seconds + abs(length).days * 86_400
    fraction = f".{abs(length).microseconds:06}".rstrip("0") if length.microseconds else ""
    hours, rest = divmod(seconds, 3600)
    return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}{fraction}"


def percent_text(value: float) -> str:
    """``58%`` of 0.58, as a cell with the format of a percent shows it, with all of its digits.

    A spreadsheet has 15 of them; what a formula leaves behind these, as in 0.6599999999999999, is noise.
    """
    return f"{format((Decimal(f'{value:.15g}') * 100).normalize(), 'f')}%"


class CellTypes:
    """Watches the cells of a table: which columns hold numbers, and which numbers as text."""

    def __init__(self) -> None:
        self._numbers: set[int] = set()
        self._texts: set[int] = set()

    def see(self, values: Iterable[object]) -> None:
        """Look at one record."""
        for number, value in enumerate(values, start=1):
            if isinstance(value, str):
                if number not in self._texts and any(sign.isdigit() for sign in value):
                    self._texts.add(number)
            elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                self._numbers.add(number)

    @property
    def typed(self) -> dict[int, Typed]:
        """Column number → how its numbers stood, for columns with numbers that are no text."""
        return {n: "mixed" if n in self._texts else "numbers" for n in sorted(self._numbers)}


def is_damaged(value: object) -> bool:
    """Say whether a number has more digits than it could keep."""
    return isinstance(value, float) and isfinite(value) and abs(value) >= EXACT_BELOW
