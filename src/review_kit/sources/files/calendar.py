"""Calendar files (``.ics``, RFC 5545): a row for each event, and for each time that a series takes place.

A series is followed up to the day of the export. Whoever moved or called off one of its events has left a
record of its own for that one, which counts in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review_kit.errors import SourceError
from review_kit.sources.files.export import Export, fresh_path
from review_kit.sources.files.left_out import TO_COME
from review_kit.sources.files.raw import RawTable, RawWriter, Wanted
from review_kit.sources.files.text import as_utf8
from review_kit.sources.profiles.language import Reading

if TYPE_CHECKING:
    from icalendar import Event

HEADER = (
    *("UID", "Subject", "Start", "End", "Minutes", "All day event", "Status"),
    *("Organizer", "Attendees", "Location", "Description", "Categories"),
)
"""Columns that a calendar has."""

MOST_TIMES = 5_000
"""Times of one series; nothing people meet for takes place more often."""


@dataclass(frozen=True)
class _Time:
    """When an event begins and how long it takes."""

    start: date | datetime
    length: timedelta

    @property
    def day(self) -> date:
        return self.start.date() if isinstance(self.start, datetime) else self.start

    def at(self, start: date | datetime) -> _Time:
        return _Time(start, self.length)


def read_calendar(export: Export, reading: Reading, wanted: Wanted, work: Path) -> RawTable:
    """Read a calendar; its events are the rows, in the order in which they stand.

    Raises
    ------
    SourceError
        It is no calendar, or an event in it has no time that can be read.
    """
    # a tenth of a second of import, for those alone who have a calendar
    from icalendar import Calendar, Event

    text = as_utf8(export.path, export.name, work, reading.encoding, reading.fallback_encoding)
    try:
        calendars = Calendar.from_ical(text.path.read_bytes(), multiple=True)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            f"{export.name}: the calendar cannot be read ({error})", "Export it again as .ics."
        ) from error
    events = [
        event
        for calendar in calendars
        for event in calendar.walk("VEVENT")
        if isinstance(event, Event)
    ]
    columns = wanted(HEADER, export.name)
    path = fresh_path(work, ".parquet")
    moved = _moved(events)
    with RawWriter(path, columns, reading.nulls) as writer:
        for row, event in enumerate(events, start=1):
            try:
                for each in _times(event, row, moved, export):
                    later = TO_COME if each.day > export.exported_on else None
                    writer.add(row, _cells(event, each), later)
            except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
                # days before the year 1, ends without a time zone to a start with one
                raise _no_time(export.name, row, str(error)) from error
    return RawTable(path, HEADER, writer.records, columns, encoding=text.encoding)


def _moved(events: Iterable[Event]) -> Mapping[str, frozenset[date | datetime]]:
    """Series → the times for which an event of their own stands in the file."""
    found: dict[str, set[date | datetime]] = {}
    for event in events:
        original = event.get("RECURRENCE-ID")
        if original is not None:
            found.setdefault(str(event.get("UID", "")), set()).add(_comparable(original.dt))
    return {uid: frozenset(times) for uid, times in found.items()}


def _times(
    event: Event, row: int, moved: Mapping[str, frozenset[date | datetime]], export: Export
) -> Iterator[_Time]:
    first = _first_time(event, row, export.name)
    rule = event.get("RRULE")
    if rule is None:
        yield first
        return
    gone = moved.get(str(event.get("UID", "")), frozenset()) | frozenset(_exceptions(event))
    for start in _series(first, rule, row, export):
        if _comparable(start) not in gone:
            yield first.at(start)


def _first_time(event: Event, row: int, file: str) -> _Time:
    try:
        start = event.decoded("DTSTART")
        end = event.decoded("DTEND") if "DTEND" in event else None
        length = event.decoded("DURATION") if "DURATION" in event else None
    except (KeyError, ValueError) as error:
        raise _no_time(file, row, str(error)) from error
    if not (
        isinstance(start, date)
        and isinstance(end, date | None)
        and isinstance(length, timedelta | None)
    ):
        raise _no_time(file, row, "it is no day and no length")
    if length is None:
        usual = timedelta(days=0 if isinstance(start, datetime) else 1)
        length = end - start if end is not None else usual
    return _Time(start, length)


def _no_time(file: str, row: int, why: str) -> SourceError:
    return SourceError(
        f"{file}, event {row}: its time cannot be read ({why})",
        "Export the calendar again, or remove this event from it.",
    )


def _series(first: _Time, rule: Any, row: int, export: Export) -> Iterator[date | datetime]:
    """Times of a series up to the day of the export, on the clock that it began on."""
    from dateutil.rrule import rrulestr

    start = first.start
    zone = start.tzinfo if isinstance(start, datetime) else None
    begins = datetime.combine(first.day, start.time() if isinstance(start, datetime) else time.min)
    parts = dict(rule)
    until = parts.pop("UNTIL", None)
    text = type(rule)(parts).to_ical().decode()
    try:
        clock = rrulestr(text, dtstart=begins)
    except ValueError as error:
        raise SourceError(
            f"{export.name}, event {row}: '{text}' is not a valid repeat rule ({error})",
            "Export the calendar again, or remove this series from it.",
        ) from error
    last = datetime.combine(export.exported_on, time.max)
    if until:
        last = min(last, _on_clock(until[0], zone))
    times = takewhile(lambda each: each <= last, clock)
    for at, moment in enumerate(times):
        if at >= MOST_TIMES:
            raise SourceError(
                f"{export.name}, event {row}: a series of more than {MOST_TIMES:,} events",
                "Export the calendar for a shorter period, or remove this series from it.",
            )
        yield moment.replace(tzinfo=zone) if isinstance(start, datetime) else moment.date()


def _on_clock(end: date | datetime, zone: Any) -> datetime:
    """The end of a series on the clock of its events."""
    if not isinstance(end, datetime):
        return datetime.combine(end, time.max)
    return (end.astimezone(zone) if end.tzinfo and zone else end).replace(tzinfo=None)


def _exceptions(event: Event) -> Iterator[date | datetime]:
    given = event.get("EXDATE", [])
    for each in given if isinstance(given, list) else [given]:
        for day in each.dts:
            yield _comparable(day.dt)


def _comparable(moment: date | datetime) -> date | datetime:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(UTC)
    return moment


def _cells(event: Event, each: _Time) -> list[object]:
    is_moment = isinstance(each.start, datetime)
    minutes = each.length / timedelta(minutes=1)
    subject = str(event.get("SUMMARY", ""))
    status = str(event.get("STATUS", "")).upper()
    return [
        str(event.get("UID", "")),
        subject,
        each.start.isoformat(),
        (each.start + each.length).isoformat(),
        f"{minutes:g}" if is_moment and minutes else "",
        "" if is_moment else "true",
        # Outlook leaves what was called off, with its word before the title
        "CANCELLED" if subject.casefold().startswith(("canceled:", "cancelled:")) else status,
        "; ".join(_people(event.get("ORGANIZER"))),
        "; ".join(_people(event.get("ATTENDEE"))),
        str(event.get("LOCATION", "")),
        str(event.get("DESCRIPTION", "")),
        _categories(event),
    ]


def _people(given: Any) -> Iterator[str]:
    """Yield each address, which decides who is meant; a name where there is none."""
    if given is None:
        return
    for each in given if isinstance(given, list) else [given]:
        address = str(each)
        plain = address[7:] if address.lower().startswith("mailto:") else address
        name = str(each.params.get("CN", "")).strip('"')
        if str(each.params.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE"}:
            continue
        yield plain if "@" in plain else name or plain


def _categories(event: Event) -> str:
    given = event.get("CATEGORIES", [])
    lists = given if isinstance(given, list) else [given]
    return ", ".join(str(name) for each in lists for name in each.cats)
