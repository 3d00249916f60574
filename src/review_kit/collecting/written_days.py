"""Days as people write them into a form: ``12 October 2026``, ``12. Oktober``, ``2026-10-12``."""

from __future__ import annotations

import re
from datetime import date

from review_kit.sources.columns.month_names import MONTHS, WEEKDAYS
from review_kit.sources.profiles.keys import DateOrder

_NUMBERS = re.compile(r"(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})\.?")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_ENDINGS = frozenset({"st", "nd", "rd", "th", "de", "of", "the", "den", "am", "on", "le", "el"})
_CENTURY = 2000


class UnreadableDayError(ValueError):
    """A text is no day, or may be two; the message says which."""


def read_day(text: str, *, near: date, order: DateOrder | None = None) -> date:
    """Read a day that somebody wrote.

    Parameters
    ----------
    near
        A day without a year is the first such day from here on.
    order
        What ``3/4/2026`` means, where the project says it.

    Raises
    ------
    UnreadableDayError
        It is no day, or one with two readings.
    """
    numbers = _NUMBERS.fullmatch(text.strip())
    if numbers:
        return _of_numbers(text, *(int(part) for part in numbers.groups()), order=order)
    words = [word.casefold() for word in _WORDS.findall(text)]
    months = [MONTHS[word] for word in words if word in MONTHS]
    figures = [int(word) for word in words if word.isdigit()]
    unknown = [
        word
        for word in words
        if not word.isdigit() and word not in MONTHS and word not in WEEKDAYS | _ENDINGS
    ]
    if len(months) != 1 or unknown or not 1 <= len(figures) <= 2:
        raise UnreadableDayError("is not a date")
    if len(figures) == 1:
        return _next(months[0], figures[0], near)
    day, year = figures if figures[0] <= 31 else (figures[1], figures[0])
    return _day(_year(year), months[0], day)


def _of_numbers(text: str, first: int, second: int, third: int, *, order: DateOrder | None) -> date:
    if first > 31:
        return _day(first, second, third)
    year = _year(third)
    if order is None and first != second and first <= 12 and second <= 12:
        one, other = _day(year, second, first), _day(year, first, second)
        raise UnreadableDayError(f"may be {_shown(one)} or {_shown(other)}")
    if order == "month_first" or (order is None and second > 12):
        return _day(year, first, second)
    return _day(year, second, first)


def _next(month: int, day: int, near: date) -> date:
    this_year = _day(near.year, month, day)
    return this_year if this_year >= near else _day(near.year + 1, month, day)


def _year(year: int) -> int:
    return year + _CENTURY if year < 100 else year


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableDayError("does not exist in the calendar") from None


def _shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
