"""Days and times in canonical spelling, as SQL; and the ones that can be read in two ways.

A text that is no day in any spelling known stays as it is, so that the contract faults it with
what the export said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from review_kit.sources.profiles.keys import EPOCHS, DateOrder
from review_kit.sources.sql import literal, literals

ISO_DAY = r"\d{4}-\d{2}-\d{2}"
ISO_MOMENT = rf"{ISO_DAY}T\d{{2}}:\d{{2}}:\d{{2}}([+-]\d{{2}}:\d{{2}})?"

# groups: day, hour:minute, second, fraction, offset
_ISO_LOOSE = (
    r"^(\d{4}-\d{2}-\d{2})(?:[T ]\s*(\d{1,2}:\d{2})(?::(\d{2}))?(?:[.,](\d+))?"
    r"\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$"
)
_ISO_PARTS = ("day", "clock", "second", "fraction", "shift")

_BLANK = "[ \t\u00a0\u2009\u202f]"
_TIME = (
    rf"(?:,?(?:T|{_BLANK}+at{_BLANK}+|{_BLANK}+)(\d{{1,2}}):(\d{{2}})(?::(\d{{2}})(?:\.\d+)?)?"
    rf"{_BLANK}*([AaPp]\.?[Mm]\.?)?)?"
)
_THREE_NUMBERS = rf"^(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}|\d{{2}}){_TIME}$"
_YEAR_FIRST = rf"^(\d{{4}})[/.-](\d{{1,2}})[/.-](\d{{1,2}}){_TIME}$"
_COMPACT = r"(?:19|20)\d{6}"
_CLOCK_PARTS = ("hour", "minute", "second", "half")

_SERIAL = r"[1-9]\d{4}(\.\d+)?"
_EPOCHS = {"1900": "1899-12-30", "1904": "1904-01-01"}
"""Day 0 of a serial number; Excel's 1900 has a 29 February that never was, hence the 30th."""

_PARTS = "parts"
"""Name that the parts of a text have in SQL that needs several of them."""
_ISO_SPELLED = (
    f"{_PARTS}.day || 'T' "
    f"|| CASE WHEN {_PARTS}.clock = '' THEN '00:00' ELSE lpad({_PARTS}.clock, 5, '0') END "
    f"|| ':' || CASE WHEN {_PARTS}.second = '' THEN '00' ELSE {_PARTS}.second END "
    f"|| CASE WHEN rtrim({_PARTS}.fraction, '0') = '' THEN '' "
    f"ELSE '.' || left(rtrim({_PARTS}.fraction, '0'), 6) END "
    f"|| CASE WHEN {_PARTS}.shift = '' THEN '' "
    f"WHEN upper({_PARTS}.shift) IN ('Z', 'UTC', 'GMT') THEN '+00:00' "
    f"ELSE left({_PARTS}.shift, 3) || ':' "
    f"|| rpad(replace(substr({_PARTS}.shift, 4), ':', ''), 2, '0') END"
)
_MOMENT = f"CASE WHEN {_PARTS}.shift <> '' THEN try_cast({_ISO_SPELLED} AS TIMESTAMPTZ) END"

# English month names; each is one reading only. %Y would read 26 as a year of antiquity, so that
# %y, which refuses four digits, comes first. Further spellings are read by named_days.
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
    year: int | None = None
    """Of days that are written without one."""
    written: bool = False
    """Moments with an offset are days: the day that is written counts, whatever the time zone."""

    @property
    def spelled_formats(self) -> tuple[str, ...]:
        """The formats that ``strptime`` knows."""
        return tuple(each for each in self.formats if each not in EPOCHS)


def extended_iso_sql(value: str) -> str:
    """SQL of ``2026-04-02T10:15:00Z`` from ISO's basic ``20260402T101500Z``; another text as it is."""
    basic = r"^((?:19|20)\d\d)(\d\d)(\d\d)[T ](\d\d)(\d\d)(\d\d)?((?:[.,]\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)?)$"
    parts = _extract(value, basic, ("y", "m", "d", "h", "mi", "s", "rest"))
    seconds = f"CASE WHEN {parts}.s = '' THEN '' ELSE ':' || {parts}.s END"
    return (
        f"CASE WHEN regexp_matches({value}, '{basic}') THEN concat({parts}.y, '-', {parts}.m, '-', "
        f"{parts}.d, 'T', {parts}.h, ':', {parts}.mi, {seconds}, {parts}.rest) ELSE {value} END"
    )


def is_canonical_sql(value: str, kind: str) -> str:
    """SQL of whether a text has the spelling that :func:`day_sql` and :func:`moment_sql` bring others to.

    Parameters
    ----------
    kind
        ``date`` or ``timestamp``.
    """
    return f"regexp_full_match({value}, '{ISO_DAY if kind == 'date' else ISO_MOMENT}')"


def day_sql(value: str, spelling: DaySpelling) -> str:
    """SQL of ``YYYY-MM-DD`` from the text ``value``, else the text itself."""
    day = _of_parts(
        _iso(value),
        f"{_PARTS}.day"
        if spelling.written
        else f"CASE WHEN {_PARTS}.shift = '' THEN {_PARTS}.day "
        f"ELSE {_local(_MOMENT, spelling, '%Y-%m-%d')} END",
    )
    return (
        f"coalesce(CASE WHEN {is_canonical_sql(value, 'date')} THEN {value} "
        f"{_own_formats(value, spelling, '%Y-%m-%d')}"
        f"{_epochs(value, spelling, moments=False)}"
        f"WHEN regexp_matches({value}, '{_ISO_LOOSE}') THEN {day} "
        f"WHEN regexp_matches({value}, '{_THREE_NUMBERS}') THEN {_day_of_three(value, spelling)} "
        f"WHEN regexp_matches({value}, '{_YEAR_FIRST}') THEN {_day_of_year_first(value)} "
        f"WHEN regexp_full_match({value}, '{_COMPACT}') THEN {_day_of_compact(value)} "
        f"{_serial(value, spelling, '%Y-%m-%d')}"
        f"ELSE strftime(try_strptime({value}, [{literals(_NAMED_DAYS + _NAMED_TIMES)}]), "
        f"'%Y-%m-%d') END, {value})"
    )


def moment_sql(value: str, spelling: DaySpelling) -> str:
    """SQL of an ISO 8601 time from the text ``value``, else the text itself."""
    seconds = "%Y-%m-%dT%H:%M:%S"
    iso = _of_parts(
        _iso(value), f"{_PARTS}.day || 'T00:00:00'" if spelling.written else _ISO_SPELLED
    )
    plain = "" if spelling.written else f"WHEN {is_canonical_sql(value, 'timestamp')} THEN {value} "
    return (
        f"coalesce(CASE {plain}"
        f"{_own_formats(value, spelling, seconds)}"
        f"{_epochs(value, spelling, moments=True)}"
        f"WHEN regexp_matches({value}, '{_ISO_LOOSE}') THEN {iso} "
        f"WHEN regexp_matches({value}, '{_THREE_NUMBERS}') "
        f"THEN {_day_of_three(value, spelling)} || {_clock(value, _THREE_NUMBERS, 3)} "
        f"WHEN regexp_matches({value}, '{_YEAR_FIRST}') "
        f"THEN {_day_of_year_first(value)} || {_clock(value, _YEAR_FIRST, 3)} "
        f"WHEN regexp_full_match({value}, '{_COMPACT}') THEN {_day_of_compact(value)} || 'T00:00:00' "
        f"{_serial(value, spelling, seconds)}"
        f"ELSE strftime(try_strptime({value}, [{literals(_NAMED_DAYS + _NAMED_TIMES)}]), "
        f"'{seconds}') END, {value})"
    )


def written_day_sql(value: str, spelling: DaySpelling) -> str:
    """SQL of the day that a moment with an offset has as it is written; null for other texts."""
    epoch = _epoch_moment(value, spelling)
    day = f"strftime(timezone('UTC', {epoch}), '%Y-%m-%d')"
    other = "" if epoch is None else f"WHEN {epoch} IS NOT NULL THEN {day} "
    return (
        f"CASE {other}WHEN regexp_matches({value}, '{_ISO_LOOSE}') THEN "
        + _of_parts(_iso(value), f"CASE WHEN {_PARTS}.shift <> '' THEN {_PARTS}.day END")
        + " END"
    )


def is_midnight_sql(value: str, spelling: DaySpelling) -> str:
    """SQL of whether a moment with an offset is midnight as it is written; null for other texts."""
    epoch = _epoch_moment(value, spelling)
    other = (
        "" if epoch is None else f"WHEN {epoch} IS NOT NULL THEN epoch_ms({epoch}) % 86400000 = 0 "
    )
    midnight = (
        f"lpad({_PARTS}.clock, 5, '0') = '00:00' AND {_PARTS}.second IN ('', '00') "
        f"AND rtrim({_PARTS}.fraction, '0') = ''"
    )
    return (
        f"CASE {other}WHEN regexp_matches({value}, '{_ISO_LOOSE}') THEN "
        + _of_parts(_iso(value), f"CASE WHEN {_PARTS}.shift <> '' THEN {midnight} END")
        + " END"
    )


def local_time_sql(value: str, spelling: DaySpelling) -> str:
    """SQL of day and clock that a moment with an offset has in the project's time zone."""
    epoch = _epoch_moment(value, spelling)
    moment = _moment(value) if epoch is None else f"coalesce({epoch}, {_moment(value)})"
    return _local(moment, spelling, "%Y-%m-%d %H:%M:%S")


def ambiguous_sql(value: str, spelling: DaySpelling) -> str:
    """SQL of whether ``value`` is a day that can be read in two ways; false where an order is known."""
    if spelling.order is not None:
        return "false"
    first, second = (f"try_cast({_PARTS}.{part} AS INTEGER)" for part in ("a", "b"))
    two_ways = _of_parts(
        _extract(value, _THREE_NUMBERS, ("a", "b")),
        f"{first} BETWEEN 1 AND 12 AND {second} BETWEEN 1 AND 12 AND {first} <> {second}",
    )
    read_already = "false"
    if spelling.spelled_formats:
        formats = literals(spelling.spelled_formats)
        read_already = f"try_strptime({value}, [{formats}]) IS NOT NULL"
    # CASE, not AND: only texts of this shape go through the costly part
    return (
        f"CASE WHEN NOT coalesce(regexp_matches({value}, '{_THREE_NUMBERS}'), false) THEN false "
        f"WHEN {read_already} THEN false "
        f"ELSE {two_ways} END"
    )


def two_readings(text: str) -> tuple[date, date]:
    """Return the two days that an ambiguous text can mean: day first, then month first."""
    first, second, rest = text.replace(".", "/").replace("-", "/").split("/", 2)
    digits = rest[:4] if rest[:4].isdigit() else rest[:2]
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= SHORT_YEAR_PIVOT else 2000
    return date(year, int(second), int(first)), date(year, int(first), int(second))


def _moment(value: str) -> str:
    """SQL of the moment in an ISO text with an offset; null for other texts."""
    return _of_parts(_iso(value), _MOMENT)


def _local(moment: str, spelling: DaySpelling, target: str) -> str:
    return f"strftime(timezone({literal(spelling.time_zone)}, {moment}), '{target}')"


def _epoch_moment(value: str, spelling: DaySpelling) -> str | None:
    """SQL of the moment in a count since 1970; null for other texts; None where none is expected."""
    cases = [
        f"WHEN regexp_full_match({value}, '\\d{{{length},{length + 1}}}') "
        f"THEN make_timestamptz(CAST(try_cast({value} AS BIGINT) * {1_000_000 // per_second} AS BIGINT))"
        for name, per_second, length in (("epoch_s", 1, 9), ("epoch_ms", 1000, 12))
        if name in spelling.formats
    ]
    return f"CASE {' '.join(cases)} END" if cases else None


def _epochs(value: str, spelling: DaySpelling, *, moments: bool) -> str:
    moment = _epoch_moment(value, spelling)
    if moment is None:
        return ""
    in_utc = f"timezone('UTC', {moment})"
    if spelling.written:
        target = "%Y-%m-%dT00:00:00" if moments else "%Y-%m-%d"
        read = f"strftime({in_utc}, '{target}')"
    elif moments:
        read = f"strftime({in_utc}, '%Y-%m-%dT%H:%M:%S.%f') || '+00:00'"
        read = f"replace({read}, '.000000+', '+')"
    else:
        read = _local(moment, spelling, "%Y-%m-%d")
    return f"WHEN {moment} IS NOT NULL THEN {read} "


def _extract(value: str, pattern: str, names: tuple[str, ...]) -> str:
    return f"regexp_extract({value}, '{pattern}', [{literals(names)}])"


def _of_parts(parts: str, answer: str) -> str:
    """SQL of an answer from ``_PARTS`` of a text, which is taken apart once and not for each part."""
    return f"list_transform([{parts}], lambda {_PARTS}: {answer})[1]"


def _iso(value: str) -> str:
    return _extract(value, _ISO_LOOSE, _ISO_PARTS)


def _day_of_three(value: str, spelling: DaySpelling) -> str:
    """SQL of the day in ``3/4/2026``; null where it is none in the order given."""
    parts = _PARTS
    if spelling.order == "day_first":
        day, month = f"{parts}.a", f"{parts}.b"
    elif spelling.order == "month_first":
        day, month = f"{parts}.b", f"{parts}.a"
    else:
        # only texts with one reading come here: the other part is above 12, or both are the same
        a_is_day = f"try_cast({parts}.a AS INTEGER) > 12"
        day = f"CASE WHEN {a_is_day} THEN {parts}.a ELSE {parts}.b END"
        month = f"CASE WHEN {a_is_day} THEN {parts}.b ELSE {parts}.a END"
    return _of_parts(
        _extract(value, _THREE_NUMBERS, ("a", "b", "year")),
        _checked_day(_year(parts), month, day),
    )


def _day_of_year_first(value: str) -> str:
    return _of_parts(
        _extract(value, _YEAR_FIRST, ("year", "month", "day")),
        _checked_day(f"{_PARTS}.year", f"{_PARTS}.month", f"{_PARTS}.day"),
    )


def _day_of_compact(value: str) -> str:
    return _checked_day(
        *(f"substr({value}, {at}, {length})" for at, length in ((1, 4), (5, 2), (7, 2)))
    )


def _year(parts: str) -> str:
    return (
        f"CASE WHEN length({parts}.year) = 4 THEN {parts}.year "
        f"WHEN {parts}.year >= '{SHORT_YEAR_PIVOT}' THEN '19' || {parts}.year "
        f"ELSE '20' || {parts}.year END"
    )


def _checked_day(year: str, month: str, day: str) -> str:
    text = f"({year}) || '-' || lpad({month}, 2, '0') || '-' || lpad({day}, 2, '0')"
    return f"strftime(try_cast({text} AS DATE), '%Y-%m-%d')"


def _clock(value: str, pattern: str, groups_before: int) -> str:
    names = tuple(f"g{number}" for number in range(groups_before)) + _CLOCK_PARTS
    parts = _PARTS
    hour = (
        f"CASE WHEN lower(left({parts}.half, 1)) = 'p' AND {parts}.hour <> '12' "
        f"THEN CAST(try_cast({parts}.hour AS INTEGER) + 12 AS VARCHAR) "
        f"WHEN lower(left({parts}.half, 1)) = 'a' AND {parts}.hour = '12' THEN '00' "
        f"WHEN {parts}.hour = '' THEN '00' ELSE {parts}.hour END"
    )
    return _of_parts(
        _extract(value, pattern, names),
        f"'T' || lpad({hour}, 2, '0') "
        f"|| ':' || CASE WHEN {parts}.minute = '' THEN '00' ELSE {parts}.minute END "
        f"|| ':' || CASE WHEN {parts}.second = '' THEN '00' ELSE {parts}.second END",
    )


def _own_formats(value: str, spelling: DaySpelling, target: str) -> str:
    if not spelling.spelled_formats:
        return ""
    read = f"try_strptime({value}, [{literals(spelling.spelled_formats)}])"
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
