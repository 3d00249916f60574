"""Days of a column, judged by all of them; months by name; counts since 1970."""

from datetime import datetime

import pytest
from babel import Locale
from workbooks import LOG_SETTINGS, workbook

from review_kit.project import load_project
from review_kit.sources import stage as stage_project
from review_kit.sources.columns.month_names import LANGUAGES, MONTHS, WEEKDAYS
from review_kit.sources.values.named_days import read_named_day

HEAD = "opportunity_id,rep_id,created_date,close_date,stage,is_closed,is_won,currency\n"
WEST = '[organisation]\nname = "Acme"\ntime_zone = "America/New_York"\ncurrency = "EUR"\n'


@pytest.fixture
def closed(workshop, rows_of):
    """Close dates of deals of a project in New York, and what is told."""

    def stage(*days, dates=""):
        lines = [f'o{at},r1,2026-01-05,"{day}",Won,true,true,EUR\n' for at, day in enumerate(days)]
        settings = '[sources.opportunities]\npath = "d.csv"\n'
        if dates:
            profile = (
                f'table = "opportunities"\ndescription = "x"\nsame_names = true\n[dates]\n{dates}\n'
            )
            workshop.write({"profiles/p.toml": profile})
            settings += 'profile = "p"\n'
        workshop.write({"d.csv": HEAD + "".join(lines), "review_kit.toml": WEST + settings})
        staged = stage_project(load_project(workshop.root), workshop.root / "staged")
        table = staged["opportunities"]
        return [day for (day,) in rows_of(table, "close_date")], table.notices

    return stage


@pytest.mark.parametrize(
    "spelling",
    ["{}T00:00:00Z", "{} 00:00:00+00:00", "{}T00:00:00.000+0000", "{}T00:00Z", "{}T00:00:00+02:00"],
)
def test_times_that_are_all_midnight_are_the_days_that_are_written(closed, spelling):
    days, (notice,) = closed(
        spelling.format("2026-07-01"), spelling.format("2026-10-01"), "2026-08-01"
    )
    assert days == ["2026-07-01", "2026-10-01", "2026-08-01"]
    assert notice.sentence == (
        "close_date: all times are midnight, so they were read as days, as written; in "
        "America/New_York they would be different days (2 rows; first in d.csv row 2, column "
        "'close_date')"
    )
    assert "`local = false` or `local = true`" in notice.hint


def test_other_times_are_moved_and_told_where_the_day_is_another(closed):
    days, (notice,) = closed("2026-07-01T00:00:00Z", "2026-07-01T15:00:00Z", "2026-07-02T02:00:00Z")
    assert days == ["2026-06-30", "2026-07-01", "2026-07-01"]
    assert (notice.kind, notice.rows, notice.row) == ("moved_days", 2, 2)


def test_midnight_of_the_project_s_own_zone_is_moved_without_a_word(closed):
    # midnight in New York is four in the morning of the same day in London, five in winter
    assert closed("2026-07-01T04:00:00Z", "2026-12-01T05:00:00Z") == (
        ["2026-07-01", "2026-12-01"],
        (),
    )


@pytest.mark.parametrize(("local", "day"), [("true", "2026-06-30"), ("false", "2026-07-01")])
def test_the_profile_says_which_day_counts(closed, local, day):
    assert closed("2026-07-01T00:00:00Z", dates=f"local = {local}") == ([day], ())


@pytest.mark.parametrize(
    ("name", "count", "midnight"),
    [("epoch_s", "1782900000", "1782864000"), ("epoch_ms", "1782900000000", "1782864000000")],
)
def test_counts_since_1970(closed, name, count, midnight):
    # ten in the morning of 1 July 2026 in London, six in New York
    assert closed(count, dates=f'formats = ["{name}"]') == (["2026-07-01"], ())
    days, (notice,) = closed(midnight, dates=f'formats = "{name}"')
    assert days == ["2026-07-01"]
    assert notice.kind == "midnight_days"
    assert closed(count)[0] == [count]


def test_a_tick_is_no_day(workshop, rows_of):
    text = (
        "entry_id,session_id,rep_id,manager_id,session_date,shared_with_rep_on,commitment\n"
        + "".join(
            f"e{at},s{at},r1,m1,2026-01-05,{shared},\n"
            for at, shared in enumerate(["true", "FALSE", "2026-01-06", "✓", "WAHR"])
        )
    )
    table = workshop.stage({"exports/coaching_log.csv": text})["coaching_log"]
    assert rows_of(table, "shared_with_rep_on") == [
        (None,),
        (None,),
        ("2026-01-06",),
        (None,),
        (None,),
    ]
    (notice,) = table.notices
    assert (notice.kind, notice.rows, notice.stops) == ("ticks_for_days", 3, False)


def test_midnights_of_a_column_of_times_are_days_too(workshop, rows_of):
    text = "opportunity_id,stage,entered_at\no1,Demo,2026-07-01T00:00:00Z\no2,Demo,2026-07-02T00:00:00Z\n"
    workshop.write({"exports/stage_history.csv": text, "review_kit.toml": WEST})
    staged = stage_project(load_project(workshop.root), workshop.root / "staged")
    table = staged["stage_history"]
    assert rows_of(table, "entered_at") == [("2026-07-01T00:00:00",), ("2026-07-02T00:00:00",)]
    assert [notice.kind for notice in table.notices] == ["midnight_days"]


def test_days_with_the_name_of_a_month_are_read_in_many_languages(closed):
    days, notices = closed(
        "3. März 2026", "4 mai 2026", "5. Dez. 2025", "12 févr. 2026", "2 de abril de 2026",
        "April 2, 2026", "2. listopadu 2026", "listopad 2, 2026", "2026-04-02 10:15\u202fPM",
    )  # fmt: skip
    assert days == [
        "2026-03-03", "2026-05-04", "2025-12-05", "2026-02-12", "2026-04-02", "2026-04-02",
        # November in Czech; the other is November in Polish and October in Croatian
        "2026-11-02", "listopad 2, 2026", "2026-04-02",
    ]  # fmt: skip
    assert not notices


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Apr. 2, 2026", datetime(2026, 4, 2)),
        ("Sept 3, 2026", datetime(2026, 9, 3)),
        ("2nd April 2026", datetime(2026, 4, 2)),
        ("April 2nd, 2026", datetime(2026, 4, 2)),
        ("Thu, Apr 2, 2026", datetime(2026, 4, 2)),
        ("Donnerstag, 2. April 2026", datetime(2026, 4, 2)),
        ("02APR2026", datetime(2026, 4, 2)),
        ("2 Apr 26", datetime(2026, 4, 2)),
        ("2 Apr 71", datetime(1971, 4, 2)),
        ("3. März 2026 um 10:15 Uhr", datetime(2026, 3, 3, 10, 15)),
        ("April 2, 2026 at 12:05 a.m.", datetime(2026, 4, 2, 0, 5)),
        ("2 avril 2026, 14:30:59", datetime(2026, 4, 2, 14, 30, 59)),
        ("Week of April 6, 2026", None),
        ("about 2 April 2026", None),
        ("31 April 2026", None),
        ("2 April 2026 13:00 PM", None),
        ("2 Marketing 2026", None),
        ("Total", None),
    ],
)
def test_a_day_with_the_name_of_a_month(text, moment):
    assert read_named_day(text) == moment


def test_months_and_weekdays_are_those_of_cldr():
    months, weekdays = {}, set()
    for language in LANGUAGES:
        locale = Locale(language)
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[use][width].items():
                    months.setdefault(name.strip().rstrip(".").lower(), set()).add(number)
                weekdays |= {name.rstrip(".").lower() for name in locale.days[use][width].values()}
    one_meaning = {
        name: number for name, (number, *more) in months.items() if not more and name.isalpha()
    }
    assert one_meaning.items() <= MONTHS.items()
    # American English has one that CLDR gives to British English alone
    assert set(MONTHS) - set(one_meaning) <= {"sept"}
    assert {day for day in weekdays if day.isalpha()} == WEEKDAYS


@pytest.fixture
def met(workshop, rows_of, roster):
    """Days of a log in a workbook, some as dates and some as texts, and what is told."""

    def stage(*days, dates=""):
        rows = [["Date", "Rep", "Manager", "Behaviour", "Before", "After"]]
        rows += [
            [day, "Ana Ruiz", "Maya Patel", "Discovery", 50 + at, 60] for at, day in enumerate(days)
        ]
        files = {"exports/roster.csv": roster, "log.xlsx": workbook({"Log": rows})}
        settings = LOG_SETTINGS + 'date_order = "day_first"\n'
        if dates:
            extended = 'extends = "spreadsheet_coaching_log"\n[dates]\n'
            files["profiles/p.toml"] = f"{extended}{dates}\n"
            settings = settings.replace('"spreadsheet_coaching_log"', '"p"')
        table = workshop.stage(files, settings)["coaching_log"]
        told = [notice for notice in table.notices if notice.kind == "swapped_days"]
        return [day for (day,) in rows_of(table, "session_date")], told

    return stage


HALF = (datetime(2026, 1, 7), datetime(2026, 4, 7), datetime(2026, 7, 8), "13/07/2026")


def test_dates_that_a_spreadsheet_took_apart_in_the_wrong_order_are_asked_about(met):
    _, (notice,) = met(*HALF)
    assert notice.stops
    assert notice.sentence == (
        "session_date: days and months may be swapped: no date has a day above 12 "
        "('2026-01-07'), and every text has a number above 12; this happens when a spreadsheet "
        "opens a file with days and months in a different order (3 rows; first in log.xlsx row "
        "2, column 'Date')"
    )
    assert "`swapped = true` or `swapped = false`" in notice.hint


@pytest.mark.parametrize(
    ("swapped", "days"),
    [
        ("true", ["2026-07-01", "2026-07-04", "2026-08-07", "2026-07-13"]),
        ("false", ["2026-01-07", "2026-04-07", "2026-07-08", "2026-07-13"]),
    ],
)
def test_the_profile_says_whether_dates_are_swapped(met, swapped, days):
    assert met(*HALF, dates=f"swapped = {swapped}") == (days, [])


@pytest.mark.parametrize(
    "days",
    [
        (*HALF, datetime(2026, 7, 14)),
        (*HALF, "07/08/2026"),
        HALF[:3],
        (HALF[0], HALF[3]),
    ],
    ids=["a date above 12", "a text below 13", "no text", "too few to tell"],
)
def test_days_that_may_well_be_right_are_not_asked_about(met, days):
    assert met(*days)[1] == []
