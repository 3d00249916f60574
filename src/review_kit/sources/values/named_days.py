"""Days with the name of a month, in the spellings and languages that people use.

The plain English ones are read with all others; the rest (``3. März 2026``, ``2nd April 2026``,
``Thu, Apr. 2, 2026``) is read here, each different text once.
"""

from __future__ import annotations

import re
from datetime import datetime

from review_kit.sources.columns.month_names import MONTHS, WEEKDAYS
from review_kit.sources.values.days import SHORT_YEAR_PIVOT

_WEEKDAY = r"(?:(?P<weekday>[^\W\d_]+)\.?,?\s+)?"
_MONTH = r"(?P<month>[^\W\d_]+)\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_TIME = (
    r"(?:,?(?:\s+(?:at|um|à)\s+|\s+|T)(?P<hour>\d{1,2})[:h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?:\s*Uhr)?)?"
)
_SPELLINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]*(?:(?:de|of)\s+)?{_MONTH},?[\s-]*"
        rf"(?:de\s+)?{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_TIME}",
    )
)
_WITHOUT_YEAR = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]*(?:(?:de|of)\s+)?{_MONTH}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}[\s-]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_TIME}",
    )
)


def read_named_day(text: str, year: int | None = None) -> datetime | None:
    """Read a day, or a day and time, with the name of a month; None where it has no one reading.

    Parameters
    ----------
    year
        Of days that are written without one (``Apr. 2``); without it these are not read.
    """
    for spelling, own_year in (
        *((each, None) for each in _SPELLINGS),
        *((each, year) for each in _WITHOUT_YEAR if year is not None),
    ):
        found = spelling.fullmatch(text.strip())
        if found is None:
            continue
        month = MONTHS.get(found["month"].lower())
        if month is None or (found["weekday"] or "monday").lower() not in WEEKDAYS:
            continue
        try:
            return datetime(
                own_year or _year(found["year"]),
                month,
                int(found["day"]),
                _hour(found["hour"], found["half"]),
                int(found["minute"] or 0),
                int(found["second"] or 0),
            )
        except ValueError:
            return None
    return None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= SHORT_YEAR_PIVOT else 2000)


def _hour(digits: str | None, half: str | None) -> int:
    """The hour of 24; of a half that has no such hour, one that is none."""
    hour = int(digits or 0)
    if not half:
        return hour
    if not 1 <= hour <= 12:
        return 24
    return hour % 12 + (12 if half.lower().startswith("p") else 0)
