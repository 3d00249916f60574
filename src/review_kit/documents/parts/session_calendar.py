"""The sessions of next quarter as a calendar file (iCalendar, RFC 5545), for the rep and for the manager.

A calendar is read by others, so an entry says who talks with whom and when, and nothing of skills, scores
or goals. Each session keeps its identifier when the run is made again: a calendar that has it moves it, and
never has it twice. The rep's file is an invitation from the manager (RFC 5546, ``REQUEST``) where the roster
has both addresses; the manager's, and one without addresses, lists sessions to be entered (``PUBLISH``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from review_kit import __version__
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import EntityData, Row, open_manager, open_rep
from review_kit.documents.parts.wording import day
from review_kit.number_format import rounded
from review_kit.words import say

CALENDAR_NAME = "sessions.ics"


@dataclass(frozen=True)
class PlannedSession:
    """One proposed session, with the two people in it."""

    uid: str
    starts: datetime
    minutes: float
    rep: Row
    """Row of ``reps``: ``rep_name``, ``manager_name``, ``email``, ``manager_email``."""


def write_rep_calendar(path: Path, run: str, rep_id: str, earlier: Path) -> bool:
    """Write the sessions of one rep; see :func:`write_calendar`."""
    return write_calendar(path, open_rep(run, rep_id), invites=True, earlier=earlier)


def write_manager_calendar(path: Path, run: str, manager_id: str, earlier: Path) -> bool:
    """Write the sessions of all reps of a manager; see :func:`write_calendar`."""
    return write_calendar(path, open_manager(run, manager_id), invites=False, earlier=earlier)


def write_calendar(
    path: Path, data: EntityData, *, invites: bool, earlier: Path | None = None
) -> bool:
    """Write the planned sessions that an entity may see, if there are any.

    Parameters
    ----------
    invites
        Whether whoever opens the file is asked to accept, rather than to enter the sessions.
    earlier
        The file of an earlier run: what is as it was stays as it was, and what has moved says so
        (``SEQUENCE``).

    Returns
    -------
    bool
        Whether there are sessions; without one no file is written.
    """
    sessions = planned_sessions(data)
    if not sessions:
        return False
    both = all(
        _address(one.rep, "email") and _address(one.rep, "manager_email") for one in sessions
    )
    calendar = Calendar()
    calendar.add("prodid", f"-//review-kit//{__version__}//EN")
    calendar.add("version", "2.0")
    if invites and both:
        calendar.add("method", "REQUEST")
    elif all(_address(one.rep, "manager_email") for one in sessions):
        # what is published names who publishes it; without an address it is a plain calendar
        calendar.add("method", "PUBLISH")
    known = _events_of(earlier)
    now = datetime.now(UTC).replace(microsecond=0)
    for session in sessions:
        event = _event(session, data.context, asks=invites and both)
        before = known.get(session.uid)
        moved = before is not None and _place_of(before) != _place_of(event)
        sequence = 0 if before is None else int(before.get("SEQUENCE", 0)) + moved
        event.add("sequence", sequence)
        event.add("dtstamp", now if before is None or moved else before.decoded("DTSTAMP"))
        calendar.add_component(event)
    calendar.add_missing_timezones(first_date=data.context.as_of)
    path.write_bytes(calendar.to_ical())
    return True


def planned_sessions(data: EntityData) -> list[PlannedSession]:
    """List the planned sessions that an entity may see, by time."""
    reps = {row["rep_id"]: row for row in data.rows("reps")}
    zone = ZoneInfo(data.context.time_zone)
    number: dict[str, int] = {}
    found = []
    for row in data.rows("planned_sessions"):
        number[row["rep_id"]] = number.get(row["rep_id"], 0) + 1
        starts = datetime.combine(
            _day(row["session_on"]), time.fromisoformat(row["starts_at"]), zone
        )
        uid = _uid(data.context, row["rep_id"], number[row["rep_id"]])
        found.append(PlannedSession(uid, starts, row["minutes"], reps[row["rep_id"]]))
    return sorted(found, key=lambda one: (one.starts, one.uid))


def _event(session: PlannedSession, context: Context, *, asks: bool) -> Event:
    rep = session.rep
    event = Event()
    event.add("uid", session.uid)
    event.add("dtstart", session.starts)
    event.add("duration", timedelta(minutes=rounded(session.minutes)))
    event.add(
        "summary",
        say("sheet-calendar-summary", rep=rep["rep_name"], manager=rep["manager_name"]),
    )
    event.add("description", say("sheet-calendar-note", day=day(context.as_of, year=True)))
    event.add("class", "PRIVATE")
    event.add("status", "TENTATIVE")
    if _address(rep, "manager_email"):
        event.add("organizer", _person(rep["manager_email"], rep["manager_name"]))
    if asks:
        # a calendar that is only published names nobody who could answer
        asked = _person(rep["email"], rep["rep_name"])
        asked.params["ROLE"] = vText("REQ-PARTICIPANT")
        asked.params["PARTSTAT"] = vText("NEEDS-ACTION")
        asked.params["RSVP"] = vText("TRUE")
        event.add("attendee", asked)
    return event


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address.strip()}")
    person.params["CN"] = vText(name)
    return person


def _address(rep: Row, column: str) -> bool:
    text = (rep.get(column) or "").strip()
    return "@" in text and not any(sign.isspace() for sign in text)


def _uid(context: Context, rep_id: str, number: int) -> str:
    """Identify the n-th session of a rep's plan: the same in the rep's and the manager's file."""
    said = "\n".join([context.organisation, context.run_id, rep_id, str(number)])
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}@review-kit"


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _events_of(path: Path | None) -> Mapping[str, Event]:
    if path is None or not path.is_file():
        return {}
    try:
        calendar = Calendar.from_ical(path.read_bytes())
    except ValueError:
        return {}  # somebody has written to it: it is made as if it were not there
    return {str(one["UID"]): one for one in calendar.walk("VEVENT") if isinstance(one, Event)}


def _place_of(event: Event) -> Iterable[object]:
    """Give what has to be the same for nobody to be asked again."""
    names = ("DTSTART", "DURATION", "SUMMARY", "ORGANIZER", "ATTENDEE")
    return [event.get(name).to_ical() if name in event else None for name in names]
