"""Days and times: one spelling out of many, and no guess where there are two readings."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review_kit.errors import SourceError
from review_kit.sources.values.days import (
    DaySpelling,
    ambiguous_sql,
    day_sql,
    moment_sql,
    two_readings,
)

UNKNOWN = DaySpelling(order=None, formats=(), serial_epoch=None, time_zone="America/New_York")
DAY_FIRST = DaySpelling(order="day_first", formats=(), serial_epoch=None, time_zone="UTC")
MONTH_FIRST = DaySpelling(order="month_first", formats=(), serial_epoch=None, time_zone="UTC")
IN_1900 = DaySpelling(order=None, formats=(), serial_epoch="1900", time_zone="UTC")
IN_1904 = DaySpelling(order=None, formats=(), serial_epoch="1904", time_zone="UTC")


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        opened.execute("SET TimeZone = 'UTC'")
        yield opened


def value(connection, sql, text, spelling):
    row = connection.execute(f"SELECT {sql('x', spelling)} FROM (SELECT $1 AS x)", [text])
    return row.fetchone()[0]


@pytest.mark.parametrize(
    ("text", "spelling", "day"),
    [
        ("2026-04-02", UNKNOWN, "2026-04-02"),
        ("2026-04-02T10:00:00", UNKNOWN, "2026-04-02"),
        ("2026-04-02 23:59", UNKNOWN, "2026-04-02"),
        # three in the morning in London is the evening before in New York
        ("2026-04-02T03:00:00Z", UNKNOWN, "2026-04-01"),
        ("2026-04-02T03:00:00.000+0000", UNKNOWN, "2026-04-01"),
        ("2026-04-02T03:00:00-04:00", UNKNOWN, "2026-04-02"),
        ("2026/4/2", UNKNOWN, "2026-04-02"),
        ("April 2, 2026", UNKNOWN, "2026-04-02"),
        ("apr 2, 2026", UNKNOWN, "2026-04-02"),
        ("2 April 2026", UNKNOWN, "2026-04-02"),
        ("2-Apr-2026", UNKNOWN, "2026-04-02"),
        ("2-Apr-26", UNKNOWN, "2026-04-02"),
        ("2-Apr-26 10:15", UNKNOWN, "2026-04-02"),
        ("Thursday, April 2, 2026", UNKNOWN, "2026-04-02"),
        ("Apr 2, 2026 3:05 PM", UNKNOWN, "2026-04-02"),
        ("25/12/2026", UNKNOWN, "2026-12-25"),
        ("12/25/2026", UNKNOWN, "2026-12-25"),
        ("3.3.2026", UNKNOWN, "2026-03-03"),
        ("03/04/2026", DAY_FIRST, "2026-04-03"),
        ("03/04/2026", MONTH_FIRST, "2026-03-04"),
        ("3/4/26", MONTH_FIRST, "2026-03-04"),
        ("3/4/99", MONTH_FIRST, "1999-03-04"),
        ("03-04-2026 10:15", DAY_FIRST, "2026-04-03"),
        ("46114", IN_1900, "2026-04-02"),
        ("46114.75", IN_1900, "2026-04-02"),
        ("44652", IN_1904, "2026-04-02"),
        # no day in any reading: it stays as it is, for the contract to fault
        ("46114", UNKNOWN, "46114"),
        ("25/12/2026", MONTH_FIRST, "25/12/2026"),
        ("31/02/2026", DAY_FIRST, "31/02/2026"),
        ("2026-02-31", UNKNOWN, "2026-02-31"),
        ("soon", UNKNOWN, "soon"),
        ("2 de abril de 2026", UNKNOWN, "2 de abril de 2026"),
        ("20260402", UNKNOWN, "2026-04-02"),
        ("20261302", UNKNOWN, "20261302"),
        ("2026-4-2", UNKNOWN, "2026-04-02"),
        ("2026-04-02 10:15\u202fPM", UNKNOWN, "2026-04-02"),
    ],
)
def test_a_day(connection, text, spelling, day):
    assert value(connection, day_sql, text, spelling) == day


@pytest.mark.parametrize(
    ("text", "spelling", "moment"),
    [
        ("2026-04-02T10:00:00+02:00", UNKNOWN, "2026-04-02T10:00:00+02:00"),
        ("2026-04-02T10:00:00Z", UNKNOWN, "2026-04-02T10:00:00+00:00"),
        ("2026-04-02T10:00:00.000+0200", UNKNOWN, "2026-04-02T10:00:00+02:00"),
        ("2026-04-02T10:00:00.250-05", UNKNOWN, "2026-04-02T10:00:00.25-05:00"),
        ("2026-04-02T10:00:00.123456789Z", UNKNOWN, "2026-04-02T10:00:00.123456+00:00"),
        ("2026-04-02 10:00", UNKNOWN, "2026-04-02T10:00:00"),
        ("2026-04-02 9:05 UTC", UNKNOWN, "2026-04-02T09:05:00+00:00"),
        ("2026-04-02", UNKNOWN, "2026-04-02T00:00:00"),
        ("3/4/2026 10:15 PM", MONTH_FIRST, "2026-03-04T22:15:00"),
        ("3/4/2026, 12:05:09 a.m.", MONTH_FIRST, "2026-03-04T00:05:09"),
        ("3/4/2026 12:05 pm", MONTH_FIRST, "2026-03-04T12:05:00"),
        ("3/4/2026", DAY_FIRST, "2026-04-03T00:00:00"),
        ("2026/04/03 7:30", UNKNOWN, "2026-04-03T07:30:00"),
        ("Apr 2, 2026 3:05 PM", UNKNOWN, "2026-04-02T15:05:00"),
        ("46114.4375", IN_1900, "2026-04-02T10:30:00"),
        ("2026-04-02 10:15\u202fPM", UNKNOWN, "2026-04-02T22:15:00"),
        ("20260402", UNKNOWN, "2026-04-02T00:00:00"),
        ("yesterday", UNKNOWN, "yesterday"),
    ],
)
def test_a_moment(connection, text, spelling, moment):
    assert value(connection, moment_sql, text, spelling) == moment


def test_formats_of_a_profile_come_before_all_others(connection):
    spelling = DaySpelling(None, ("%y%m%d", "%d|%m|%Y"), None, "UTC")
    assert value(connection, day_sql, "260402", spelling) == "2026-04-02"
    assert value(connection, moment_sql, "2|4|2026", spelling) == "2026-04-02T00:00:00"
    day_first = DaySpelling(None, ("%d/%m/%Y",), None, "UTC")
    assert value(connection, ambiguous_sql, "03/04/2026", day_first) is False
    assert value(connection, day_sql, "03/04/2026", day_first) == "2026-04-03"


@pytest.mark.parametrize("text", ["03/04/2026", "3.4.26", "12-11-2026 10:00"])
def test_what_can_be_read_in_two_ways_is_ambiguous_until_the_order_is_known(connection, text):
    assert value(connection, ambiguous_sql, text, UNKNOWN) is True
    assert value(connection, ambiguous_sql, text, DAY_FIRST) is False


@pytest.mark.parametrize("text", ["13/04/2026", "04/13/2026", "4/4/2026", "2026-03-04", "0/4/2026"])
def test_what_can_be_read_in_one_way_is_not_ambiguous(connection, text):
    assert value(connection, ambiguous_sql, text, UNKNOWN) is False


FIRST_DAY = two_readings("1/2/1980")[0]


@settings(max_examples=10)
@given(days=st.lists(st.dates(min_value=FIRST_DAY), min_size=20, max_size=60))
def test_every_day_is_read_back_from_every_spelling(connection, days):
    for written, spelling in (
        (lambda day: f"{day.day}/{day.month}/{day.year}", DAY_FIRST),
        (lambda day: f"{day.month:02}.{day.day:02}.{day.year}", MONTH_FIRST),
        (lambda day: f"{day:%B} {day.day}, {day.year}", UNKNOWN),
        (lambda day: f"{day.year}/{day.month}/{day.day}", UNKNOWN),
    ):
        # one query reads a column of texts, as reading an export does
        read = connection.execute(
            f"SELECT {day_sql('x', spelling)} FROM (SELECT unnest($1) AS x)",
            [[written(day) for day in days]],
        ).fetchall()
        assert [row[0] for row in read] == [day.isoformat() for day in days]


def test_an_ambiguous_day_is_refused_with_both_readings(workshop):
    header = "opportunity_id,rep_id,created_date,close_date,stage,is_closed,is_won,currency\n"
    files = {
        "exports/opportunities.csv": header
        + "o1,r1,2026-01-05,13/04/2026,Won,true,true,EUR\n"
        + "o2,r1,2026-01-05,03/04/2026,Won,true,true,EUR\n"
    }
    with pytest.raises(SourceError) as caught:
        workshop.stage(files)
    assert caught.value.message == (
        "exports/opportunities.csv, column 'close_date', row 3: '03/04/2026' can be read as "
        "3 April 2026 (day first) or as 4 March 2026 (month first)"
    )
    assert "[sources.opportunities]" in caught.value.hint


@pytest.mark.parametrize(
    ("order", "day"), [("day_first", "2026-04-03"), ("month_first", "2026-03-04")]
)
def test_the_settings_say_how_days_are_meant(workshop, rows_of, order, day):
    staged = workshop.stage(
        {
            "x.csv": "rep_id,competency,level,rated_on,rated_by\nr1,Discovery,3,03/04/2026,m1\n",
        },
        f'[sources.skills_matrix]\npath = "x.csv"\ndate_order = "{order}"\n',
    )
    assert rows_of(staged["skills_matrix"], "rated_on") == [(day,)]
