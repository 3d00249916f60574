"""Days and times in canonical spelling, as SQL; and the ones that can be read in two ways.

A text that is no day in any spelling known stays as it is, so that the contract faults it with
what the export said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from review_kit.sources.profile import DateOrder
from review_kit.sources.raw import literal, literals

ISO_DAY = r"\d{4}-\d{2}-\d{2}"
ISO_MOMENT = rf"{ISO_DAY}T\d{{2}}:\d{{2}}:\d{{2}}([+-]\d{{2}}:\d{{2}})?"

# groups: day, hour:minute, second, fraction, offset
_ISO_LOOSE = (
    r"^(\d{4}-\d{2}-\d{2})(?:[T ]\s*(\d{1,2}:\d{2})(?::(\d{2}))?(?:[.,](\d+))?"
    r"\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$"
)
_ISO_PARTS = ("day", "clock", "second", "fraction", "shift")

_TIME = r"(?:,?[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?)?"
_THREE_NUMBERS = rf"^(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}|\d{{2}}){_TIME}$"
_YEAR_FIRST = rf"^(\d{{4}})[/.](\d{{1,2}})[/.](\d{{1,2}}){_TIME}$"
_CLOCK_PARTS = ("hour", "minute", "second", "half")

_SERIAL = r"[1-9]\d{4}(\.\d+)?"
_EPOCHS = {"1900": "1899-12-30", "1904": "1904-01-01"}
"""Day 0 of a serial number; Excel's 1900 has a 29 February that never was, hence the 30th."""

# English month names; each is one reading only. %Y would read 26 as a year of antiquity, so that
# %y, which refuses four digits, comes first.
_YEARS = ("%y", "%Y")
_NAMED_DAYS = tuple(
    pattern.replace("MONTH", month).replace("YEAR", year)
    for pattern in (
        "MONTH %d, YEAR",
        "MONTH %d YEAR",
        "%d MONTH YEAR",
        "%d-MONTH-YEAR",
        "%d. MONTH YEAR",
        "%A, MONTH %d, YEAR",
        "%a, %d MONTH YEAR",
        "%A, %d MONTH YEAR",
    )
    for month in ("%B", "%b")
    for year in _YEARS
)
_NAMED_TIMES = tuple(
    f"{day} {year}{clock}".replace("- ", "-")
    for day in ("%B %d,", "%b %d,", "%d %B", "%d %b", "%d-%b-")
    for year in _YEARS
    for clock in (" %H:%M", " %H:%M:%S", " %I:%M %p", ", %H:%M", ", %I:%M %p", " at %I:%M %p")
)

SHORT_YEAR_PIVOT = 70
"""Two-digit years from here on are of the last century, as ``strptime`` has it near enough."""


@dataclass(frozen=True)
class DaySpelling:
    """How days and times stand in one export."""

    order: DateOrder | None
    formats: tuple[str, ...]
    serial_epoch: Literal["1900", "1904"] | None
    time_zone: str
    """Days of moments with an offset are days there."""


def day_sql(value: str, spelling: DaySpelling) -> str:
    """SQL of ``YYYY-MM-DD`` from the text ``value``, else the text itself."""
    zone = literal(spelling.time_zone)
    moment = f"try_cast({_iso_moment(value)} AS TIMESTAMPTZ)"
    return (
        f"coalesce(CASE WHEN regexp_full_match({value}, '{ISO_DAY}') THEN {value} "
        f"{_own_formats(value, spelling, '%Y-%m-%d')}"
        f"WHEN regexp_matches({value}, '{_ISO_LOOSE}') THEN "
        f"CASE WHEN {_iso(value)}.shift = '' THEN {_iso(value)}.day "
        f"ELSE strftime(timezone({zone}, {moment}), '%Y-%m-%d') END "
        f"WHEN regexp_matches({value}, '{_THREE_NUMBERS}') THEN {_day_of_three(value, spelling)} "
        f"WHEN regexp_matches({value}, '{_YEAR_FIRST}') THEN {_day_of_year_first(value)} "
        f"{_serial(value, spelling, '%Y-%m-%d')}"
        f"ELSE strftime(try_strptime({value}, [{literals(_NAMED_DAYS + _NAMED_TIMES)}]), "
        f"'%Y-%m-%d') END, {value})"
    )


def moment_sql(value: str, spelling: DaySpelling) -> str:
    """SQL of an ISO 8601 time from the text ``value``, else the text itself."""
    seconds = "%Y-%m-%dT%H:%M:%S"
    return (
        f"coalesce(CASE WHEN regexp_full_match({value}, '{ISO_MOMENT}') THEN {value} "
        f"{_own_formats(value, spelling, seconds)}"
        f"WHEN regexp_matches({value}, '{_ISO_LOOSE}') THEN {_iso_moment(value)} "
        f"WHEN regexp_matches({value}, '{_THREE_NUMBERS}') "
        f"THEN {_day_of_three(value, spelling)} || {_clock(value, _THREE_NUMBERS, 3)} "
        f"WHEN regexp_matches({value}, '{_YEAR_FIRST}') "
        f"THEN {_day_of_year_first(value)} || {_clock(value, _YEAR_FIRST, 3)} "
        f"{_serial(value, spelling, seconds)}"
        f"ELSE strftime(try_strptime({value}, [{literals(_NAMED_DAYS + _NAMED_TIMES)}]), "
        f"'{seconds}') END, {value})"
    )


def ambiguous_sql(value: str, spelling: DaySpelling) -> str:
    """SQL of whether ``value`` is a day that can be read in two ways; false where an order is known."""
    if spelling.order is not None:
        return "false"
    parts = _extract(value, _THREE_NUMBERS, ("a", "b"))
    first, second = (f"try_cast({parts}.{part} AS INTEGER)" for part in ("a", "b"))
    read_already = "false"
    if spelling.formats:
        read_already = f"try_strptime({value}, [{literals(spelling.formats)}]) IS NOT NULL"
    # CASE, not AND: only texts of this shape go through the costly part
    return (
        f"CASE WHEN NOT coalesce(regexp_matches({value}, '{_THREE_NUMBERS}'), false) THEN false "
        f"WHEN {read_already} THEN false "
        f"ELSE {first} BETWEEN 1 AND 12 AND {second} BETWEEN 1 AND 12 AND {first} <> {second} END"
    )


def two_readings(text: str) -> tuple[date, date]:
    """Return the two days that an ambiguous text can mean: day first, then month first."""
    first, second, rest = text.replace(".", "/").replace("-", "/").split("/", 2)
    digits = rest[:4] if rest[:4].isdigit() else rest[:2]
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= SHORT_YEAR_PIVOT else 2000
    return date(year, int(second), int(first)), date(year, int(first), int(second))


def _extract(value: str, pattern: str, names: tuple[str, ...]) -> str:
    return f"regexp_extract({value}, '{pattern}', [{literals(names)}])"


def _iso(value: str) -> str:
    return _extract(value, _ISO_LOOSE, _ISO_PARTS)


def _iso_moment(value: str) -> str:
    parts = _iso(value)
    shift = (
        f"CASE WHEN {parts}.shift = '' THEN '' "
        f"WHEN upper({parts}.shift) IN ('Z', 'UTC', 'GMT') THEN '+00:00' "
        f"ELSE left({parts}.shift, 3) || ':' || rpad(replace(substr({parts}.shift, 4), ':', ''), "
        f"2, '0') END"
    )
    return (
        f"{parts}.day || 'T' "
        f"|| CASE WHEN {parts}.clock = '' THEN '00:00' ELSE lpad({parts}.clock, 5, '0') END "
        f"|| ':' || CASE WHEN {parts}.second = '' THEN '00' ELSE {parts}.second END "
        f"|| CASE WHEN rtrim({parts}.fraction, '0') = '' THEN '' "
        f"ELSE '.' || left(rtrim({parts}.fraction, '0'), 6) END || {shift}"
    )


def _day_of_three(value: str, spelling: DaySpelling) -> str:
    """SQL of the day in ``3/4/2026``; null where it is none in the order given."""
    parts = _extract(value, _THREE_NUMBERS, ("a", "b", "year"))
    if spelling.order == "day_first":
        day, month = f"{parts}.a", f"{parts}.b"
    elif spelling.order == "month_first":
        day, month = f"{parts}.b", f"{parts}.a"
    else:
        # only texts with one reading come here: the other part is above 12, or both are the same
        a_is_day = f"try_cast({parts}.a AS INTEGER) > 12"
        day = f"CASE WHEN {a_is_day} THEN {parts}.a ELSE {parts}.b END"
        month = f"CASE WHEN {a_is_day} THEN {parts}.b ELSE {parts}.a END"
    year = (
        f"CASE WHEN length({parts}.year) = 4 THEN {parts}.year "
        f"WHEN {parts}.year >= '{SHORT_YEAR_PIVOT}' THEN '19' || {parts}.year "
        f"ELSE '20' || {parts}.year END"
    )
    return _checked_day(year, month, day)


def _day_of_year_first(value: str) -> str:
    parts = _extract(value, _YEAR_FIRST, ("year", "month", "day"))
    return _checked_day(f"{parts}.year", f"{parts}.month", f"{parts}.day")


def _checked_day(year: str, month: str, day: str) -> str:
    text = f"({year}) || '-' || lpad({month}, 2, '0') || '-' || lpad({day}, 2, '0')"
    return f"strftime(try_cast({text} AS DATE), '%Y-%m-%d')"


def _clock(value: str, pattern: str, groups_before: int) -> str:
    names = tuple(f"g{number}" for number in range(groups_before)) + _CLOCK_PARTS
    parts = _extract(value, pattern, names)
    hour = (
        f"CASE WHEN lower(left({parts}.half, 1)) = 'p' AND {parts}.hour <> '12' "
        f"THEN CAST(try_cast({parts}.hour AS INTEGER) + 12 AS VARCHAR) "
        f"WHEN lower(left({parts}.half, 1)) = 'a' AND {parts}.hour = '12' THEN '00' "
        f"WHEN {parts}.hour = '' THEN '00' ELSE {parts}.hour END"
    )
    return (
        f"'T' || lpad({hour}, 2, '0') "
        f"|| ':' || CASE WHEN {parts}.minute = '' THEN '00' ELSE {parts}.minute END "
        f"|| ':' || CASE WHEN {parts}.second = '' THEN '00' ELSE {parts}.second END"
    )


def _own_formats(value: str, spelling: DaySpelling, target: str) -> str:
    if not spelling.formats:
        return ""
    read = f"try_strptime({value}, [{literals(spelling.formats)}])"
    return f"WHEN {read} IS NOT NULL THEN strftime({read}, '{target}') "


def _serial(value: str, spelling: DaySpelling, target: str) -> str:
    if spelling.serial_epoch is None:
        return ""
    seconds = f"CAST(round(try_cast({value} AS DOUBLE) * 86400) AS BIGINT)"
    start = f"TIMESTAMP '{_EPOCHS[spelling.serial_epoch]}'"
    return (
        f"WHEN regexp_full_match({value}, '{_SERIAL}') "
        f"THEN strftime({start} + to_seconds({seconds}), '{target}') "
    )
