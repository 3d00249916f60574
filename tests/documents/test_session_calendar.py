"""Proposed sessions as a calendar: who meets whom and when, and nothing of scores."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from document_examples import CONTEXT
from icalendar import Calendar

from review_kit.documents.parts.session_calendar import write_calendar

MADRID = ZoneInfo("Europe/Madrid")
ANA = {
    "rep_id": "r1",
    "rep_name": "Ana Ruiz",
    "manager_name": "Chen, Bo",
    "email": "ana@acme.example",
    "manager_email": "bo@acme.example",
}
ZOE = {**ANA, "rep_id": "r2", "rep_name": "Zoë Åkesson", "email": None}


class Data:
    """What an entity may see."""

    context = replace(CONTEXT, time_zone="Europe/Madrid")

    def __init__(self, reps, sessions):
        self._tables = {
            "reps": reps,
            "planned_sessions": [
                {"rep_id": rep, "session_on": on, "starts_at": at, "minutes": minutes}
                for rep, on, at, minutes in sessions
            ],
        }

    def rows(self, name):
        return self._tables[name]


OCTOBER = ("r1", date(2026, 10, 20), "10:00", 45.0)
NOVEMBER = ("r1", date(2026, 11, 3), "10:00", 45.0)


@pytest.fixture
def calendar(tmp_path):
    """Write a calendar and read it back with the library of its standard."""

    def write(reps, *sessions, invites=True, earlier=None):
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.ics"
        before = None if earlier is None else earlier.path
        if not write_calendar(path, Data(reps, sessions), invites=invites, earlier=before):
            return None
        read = Calendar.from_ical(path.read_bytes())
        read.path = path
        return read

    return write


def events(calendar):
    return calendar.walk("VEVENT")


def test_a_session_says_who_meets_whom_when_and_no_more(calendar):
    (event,) = events(calendar([ANA], OCTOBER))
    assert event["SUMMARY"] == "Coaching session: Ana Ruiz with Chen, Bo"
    assert event["DESCRIPTION"] == (
        "Proposed in the review of 30 September 2026. Move it to a time that suits you both."
    )
    assert event.decoded("DTSTART") == datetime(2026, 10, 20, 10, tzinfo=MADRID)
    assert event.decoded("DURATION") == timedelta(minutes=45)
    assert (event["CLASS"], event["STATUS"]) == ("PRIVATE", "TENTATIVE")


def test_ten_in_the_morning_stays_ten_when_summer_time_ends(calendar):
    read = calendar([ANA], OCTOBER, NOVEMBER)
    starts = [event.decoded("DTSTART") for event in events(read)]
    assert [start.hour for start in starts] == [10, 10]
    assert [start.utcoffset() for start in starts] == [timedelta(hours=2), timedelta(hours=1)]
    assert [zone["TZID"] for zone in read.walk("VTIMEZONE")] == ["Europe/Madrid"]


def test_the_rep_is_invited_by_the_manager_where_both_addresses_are_known(calendar):
    read = calendar([ANA], OCTOBER)
    (event,) = events(read)
    assert read["METHOD"] == "REQUEST"
    assert event["ORGANIZER"] == "mailto:bo@acme.example"
    assert event["ATTENDEE"] == "mailto:ana@acme.example"
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["ATTENDEE"].params["CN"] == "Ana Ruiz"


def test_without_an_address_nobody_is_asked(calendar):
    read = calendar([ZOE], ("r2", date(2026, 10, 20), "10:00", 45.0))
    (event,) = events(read)
    assert read["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event
    nobody = calendar([{**ZOE, "manager_email": " "}], ("r2", date(2026, 10, 20), "10:00", 45.0))
    assert "METHOD" not in nobody
    assert "ORGANIZER" not in events(nobody)[0]


def test_a_manager_has_all_sessions_under_the_same_identifiers(calendar):
    hers = ("r2", date(2026, 10, 20), "10:45", 30.0)
    of_manager = calendar([ANA, ZOE], OCTOBER, NOVEMBER, hers, invites=False)
    assert of_manager["METHOD"] == "PUBLISH"
    assert [event["SUMMARY"].split(":")[1] for event in events(of_manager)] == [
        " Ana Ruiz with Chen, Bo",
        " Zoë Åkesson with Chen, Bo",
        " Ana Ruiz with Chen, Bo",
    ]
    of_ana = events(calendar([ANA], OCTOBER, NOVEMBER))
    assert {str(one["UID"]) for one in of_ana} < {str(one["UID"]) for one in events(of_manager)}


def test_made_again_unchanged_it_is_the_same_file(calendar):
    first = calendar([ANA], OCTOBER, NOVEMBER)
    again = calendar([ANA], OCTOBER, NOVEMBER, earlier=first)
    assert again.path.read_bytes() == first.path.read_bytes()


def test_a_session_that_has_moved_replaces_itself(calendar):
    first = calendar([ANA], OCTOBER, NOVEMBER)
    moved = calendar([ANA], OCTOBER, ("r1", date(2026, 11, 4), "10:00", 45.0), earlier=first)
    assert [str(one["UID"]) for one in events(moved)] == [str(one["UID"]) for one in events(first)]
    assert [one["SEQUENCE"] for one in events(moved)] == [0, 1]


def test_a_file_that_somebody_has_spoilt_is_made_anew(calendar, tmp_path):
    first = calendar([ANA], OCTOBER)
    first.path.write_text("BEGIN:VCALENDAR\nno calendar", encoding="utf-8")
    assert [one["SEQUENCE"] for one in events(calendar([ANA], OCTOBER, earlier=first))] == [0]


def test_without_a_session_there_is_no_file(calendar):
    assert calendar([ANA]) is None
