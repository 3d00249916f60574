"""Months, quarters, half-years and years as people head a column with them: ``Jan 2026``, ``Q1 FY26``.

A period is read where its text says one thing: a year, and which part of it. Words such as "Quota" beside
it count for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from review_kit.sources.columns.month_names import MONTHS

_ISO_DAY = re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-01(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_QUARTER = re.compile(
    r"\b(?:q|qtr|quarter|quartal|trimestre|t)\s?\.?\s?([1-4])\b|\b([1-4])\s?q(?=\W|\d|$)"
)
_HALF = re.compile(r"\b(?:h|half|hy)\s?([12])\b|\b([12])\s?h(?=\W|\d|$)")
_FISCAL = re.compile(r"\b(?:fy|fiscal year|fiscal|gj)\b|\bfy(?=\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?:\bfy\s?|['’]|[-/ ]|(?<=q)|(?<=h))(\d\d)(?!\d)")
_MONTH_NUMBER = re.compile(r"^(?:(20\d\d)[-/. ](\d{1,2})|(\d{1,2})[-/. ](20\d\d)|(20\d\d)(\d\d))$")
_WORD = re.compile(r"[^\W\d_]+")
_TOTALS = re.compile(r"\b(?:total|sum|average|avg|ytd|qtd)\b")


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of whole months, both ends included."""

    start: date
    end: date

    @property
    def months(self) -> int:
        """How many months it has."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1


class UnknownFiscalYear(ValueError):  # noqa: N818 - a finding; the caller says where it was found
    """A text counts in fiscal years, and nobody has said when these begin."""


def read_period(
    text: str, year: int | None = None, fiscal_start: int | None = None
) -> Period | None:
    """Read a period; None where the text is none, or could be several.

    Parameters
    ----------
    year
        Of texts that name none (``Jan``, ``Q1``).
    fiscal_start
        Month in which a fiscal year begins that is called after the year in which it ends; quarters,
        half-years and years are then fiscal. Names of months are months of the calendar.

    Raises
    ------
    UnknownFiscalYear
        The text counts in fiscal years, and ``fiscal_start`` is not given.
    """
    plain = " ".join(text.replace("_", " ").casefold().split())
    plain = re.sub(r"(?<=\d)(?=[qh][1-4])", " ", plain)
    found = _ISO_DAY.fullmatch(plain)
    if found is not None:
        return _of_months(int(found["year"]), int(found["month"]), 1)
    if _TOTALS.search(plain):
        return None
    numbers = _MONTH_NUMBER.match(plain)
    if numbers is not None:
        first, second, third, fourth, fifth, sixth = numbers.groups()
        return _of_months(int(first or fourth or fifth), int(second or third or sixth), 1)
    named = [MONTHS[word] for word in _WORD.findall(plain) if word in MONTHS]
    parts = [match for pattern in (_QUARTER, _HALF) for match in pattern.finditer(plain)]
    if len(named) + len(parts) > 1:
        return None
    own_year = _year_in(plain)
    # a year alone is a period, but one that the settings add is none
    if not named and not parts and (own_year is None or not _is_year(plain)):
        return None
    of_year = own_year or year
    if of_year is None:
        return None
    if named:
        return _of_months(of_year, named[0], 1)
    fiscal = _FISCAL.search(plain) is not None
    if fiscal and fiscal_start is None:
        raise UnknownFiscalYear(text)
    first_month, start_year = fiscal_start or 1, of_year
    if first_month > 1:
        start_year -= 1
    if not parts:
        return _of_months(start_year, first_month, 12)
    which = int(next(group for group in parts[0].groups() if group))
    length = 3 if _QUARTER.search(plain) else 6
    return _of_months(start_year, first_month + (which - 1) * length, length)


def _year_in(plain: str) -> int | None:
    found = _YEAR.findall(plain)
    if len(set(found)) == 1:
        return int(found[0])
    if found:
        return None
    short = _SHORT_YEAR.findall(plain)
    if len(short) != 1:
        return None
    return 2000 + int(short[0])


def _is_year(plain: str) -> bool:
    """Say whether a text is a year and nothing else but "FY", or what is planned for it."""
    return not re.sub(r"fiscal|year|fy|gj|quota|target|plan|['’\s\d]", "", plain)


def _of_months(year: int, month: int, months: int) -> Period | None:
    """The period of some months from a month on; 13 is January of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    after = month + months
    try:
        start = date(year, month, 1)
        end = date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None
    return Period(start, end)
