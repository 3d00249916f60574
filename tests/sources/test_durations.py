"""Lengths of time become minutes, and what cannot be minutes of a session is asked about."""

import io
from datetime import time, timedelta

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review_kit.sources.files.cells import text_of
from review_kit.sources.values.durations import minutes_sql

HEAD = "entry_id,session_id,rep_id,manager_id,session_date,minutes,commitment\n"

CONNECTION = duckdb.connect()


def minutes(text, unit=None, clocks=True):
    sql = minutes_sql("x", "each", unit, clocks=clocks)
    asked = CONNECTION.execute(f"SELECT {sql} FROM (SELECT $1 AS x)", [text])
    ((answer,),) = asked.fetchall()
    return answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45", "45"),
        ("45.5", "45.5"),
        ("45 min", "45"),
        ("45min.", "45"),
        ("45'", "45"),
        ("45 Minuten", "45"),
        ("1h 15", "75"),
        ("1h15m", "75"),
        ("1 hr 15 mins", "75"),
        ("1 Std. 15 Min.", "75"),
        ("1 hour and 15 minutes", "75"),
        ("1,5 h", "90"),
        ("2h", "120"),
        ("1h 15m 30s", "75.5"),
        ("90 s", "1.5"),
        ("0:45", "45"),
        ("1:15 h", "75"),
        ("1:15:00", "75"),
        ("00:45:30", "45.5"),
        ("PT1H15M", "75"),
        ("PT45M", "45"),
        # no one length: it stays as it is, for the contract to fault
        ("30-45 min", "30-45 min"),
        ("about 45", "about 45"),
        ("12:75", "12:75"),
        ("h", "h"),
        ("PT", "PT"),
        ("15 30", "15 30"),
    ],
)
def test_a_length_in_minutes(text, expected):
    assert minutes(text) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("minutes", "1.5"), ("hours", "90"), ("seconds", "0.025"), ("days", "2160")],
)
def test_a_plain_number_counts_the_unit_of_the_profile(unit, expected):
    assert minutes("1.5", unit) == expected
    assert minutes("45 min", unit) == "45"


@settings(max_examples=50)
@given(st.integers(min_value=0, max_value=2000))
def test_every_length_of_a_workbook_is_read_back(seconds):
    length = timedelta(seconds=seconds * 30)
    assert float(minutes(text_of(length))) == seconds / 2


@pytest.fixture
def log(workshop, rows_of):
    """Minutes of a log, and what is told about them."""

    def stage(*lengths, profile=None):
        lines = [f"e{at},s{at},r1,m1,2026-01-05,{each},\n" for at, each in enumerate(lengths)]
        chosen = ""
        if profile is not None:
            workshop.write({"profiles/p.toml": profile})
            chosen = 'profile = "p"\n'
        staged = workshop.stage(
            {"log.csv": HEAD + "".join(lines)},
            f'[sources.coaching_log]\npath = "log.csv"\n{chosen}',
        )["coaching_log"]
        return [value for (value,) in rows_of(staged, "minutes")], staged.notices

    return stage


def test_durations_of_a_workbook_are_minutes(workshop, rows_of):
    book = openpyxl.Workbook()
    book.active.append(HEAD.strip().split(","))
    for at, (length, shown) in enumerate(
        [
            (timedelta(minutes=45), "[h]:mm"),
            (time(0, 30), "h:mm"),
            (50, "General"),
            (1 / 32, "h:mm"),
        ]
    ):
        book.active.append([f"e{at}", f"s{at}", "r1", "m1", "2026-01-05", length])
        book.active.cell(at + 2, 6).number_format = shown
    buffer = io.BytesIO()
    book.save(buffer)
    staged = workshop.stage({"exports/coaching_log.xlsx": buffer.getvalue()})["coaching_log"]
    assert rows_of(staged, "minutes") == [("45",), ("30",), ("50",), ("45",)]
    assert not staged.notices


def test_clocks_above_eight_hours_may_be_minutes_and_seconds_so_that_none_is_read(log):
    values, (notice,) = log("45:00", "5:30", "30")
    assert values == ["45:00", "5:30", "30"]
    assert (notice.kind, notice.rows, notice.row) == ("unclear_clocks", 1, 2)


@pytest.mark.parametrize("lengths", [("0.75", "1", "1.5"), ("1", "2", "1")])
def test_a_column_of_small_numbers_looks_like_hours_and_is_asked_about(log, lengths):
    values, (notice,) = log(*lengths)
    assert values == list(lengths)
    assert notice.kind == "doubtful_unit"
    assert notice.stops
    assert "all numbers are 4 or less" in notice.message
    assert notice.hint == (
        'Write under [columns] of your own profile (`extends = "canonical"`, `table = '
        '"coaching_log"`, named in [sources.coaching_log]): `minutes = { from = "minutes", unit = '
        '"hours" }` or `minutes = { from = "minutes", unit = "days" }` or `minutes = { from = '
        '"minutes", unit = "minutes" }`.'
    )


def test_shares_of_a_day_are_asked_about(log):
    _, (notice,) = log("0.03125", "0.04", "0.02")
    assert "so they may be shares of a day or hours" in notice.message
    assert notice.stops


def test_a_few_small_numbers_among_others_are_minutes(log):
    assert log("2", "3", "45") == (["2", "3", "45"], ())


def test_a_column_of_seconds_is_asked_about(log):
    _, (notice,) = log("2700", "1800", "60")
    assert (notice.kind, notice.rows, notice.stops) == ("long_sessions", 2, True)
    assert 'unit = "seconds"' in notice.hint


def test_one_long_session_of_many_is_a_warning(log):
    _, (notice,) = log("500", *["30"] * 30)
    assert (notice.rows, notice.row, notice.stops) == (1, 2, False)


ANSWER = 'table = "coaching_log"\ndescription = "x"\nsame_names = true\n[columns]\nminutes = '


def test_the_answer_of_the_profile_settles_it(log):
    hours = ANSWER + '{ from = "minutes", unit = "hours" }\n'
    assert log("0.75", "1", "1.5", profile=hours) == (["45", "60", "90"], ())
    seconds = ANSWER + '{ from = "minutes", unit = "seconds" }\n'
    assert log("2700", "1800", "60", profile=seconds) == (["45", "30", "1"], ())
    said = ANSWER + '{ from = "minutes", unit = "minutes" }\n'
    values, (notice,) = log("2", "540", profile=said)
    assert values == ["2", "540"]
    assert not notice.stops


def test_an_offset_in_a_recording_is_seconds_also_as_a_clock(workshop, rows_of):
    text = "entry_id,session_id,rep_id,manager_id,session_date,evidence_offset_s\n" + "".join(
        f"e{at},s,r1,m1,2026-01-05,{each},\n" for at, each in enumerate(["750", "0:12:30", "12:30"])
    )
    staged = workshop.stage({"exports/coaching_log.csv": text})["coaching_log"]
    # 12:30 may be minutes and seconds or hours and minutes
    assert rows_of(staged, "evidence_offset_s") == [("750",), ("750",), ("12:30",)]
