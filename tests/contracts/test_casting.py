"""Text to typed values: what is read, what is not, and which moment a local time is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_kit.contracts import check
from review_kit.contracts.casting import cast_expression, plainly_cast
from review_kit.contracts.contract import Column


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        opened.execute("CREATE TABLE texts (raw VARCHAR)")
        yield opened


def cast(connection, text: str, logical_type: str, time_zone: str = "UTC"):
    """Cast one text; moments come back as microseconds since 1970, days as ISO text."""
    connection.execute(f"SET TimeZone = '{time_zone}'")
    expression = cast_expression("raw", logical_type)
    wrapped = {"timestamp": f"epoch_us({expression})", "date": f"CAST({expression} AS VARCHAR)"}
    connection.execute("DELETE FROM texts")
    connection.execute("INSERT INTO texts VALUES ($1)", [text])
    shown = wrapped.get(logical_type, expression)
    return connection.execute(f"SELECT {shown} FROM texts").fetchall()[0][0]


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5.0),
        ("-12.50", -12.5),
        ("+.5", 0.5),
        ("5.", 5.0),
        ("1.5e3", 1500.0),
        ("90071992547409931234", 90071992547409931234.0),
        ("nan", None),
        ("inf", None),
        ("-Infinity", None),
        ("1e999", None),
        ("1_000", None),
        ("1,000", None),
        ("0x10", None),
        (" 5", None),
        ("58%", None),
        ("٣", None),
        ("five", None),
        ("1" * 400, None),
    ],
)
def test_a_number_is_finite_and_plainly_spelt(connection, text, value):
    assert cast(connection, text, "number") == value


@pytest.mark.parametrize(
    ("text", "value"), [("3", 3.0), ("3.0", 3.0), ("3e2", 300.0), ("3.5", None), ("x", None)]
)
def test_a_whole_number_has_no_fraction(connection, text, value):
    assert cast(connection, text, "integer") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("TRUE", True),
        ("Yes", True),
        ("1", True),
        ("false", False),
        ("n", False),
        ("0", False),
        ("2", None),
        ("won", None),
    ],
)
def test_a_truth_value_in_the_usual_spellings(connection, text, value):
    assert cast(connection, text, "boolean") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-03-31", "2026-03-31"),
        ("2024-02-29", "2024-02-29"),
        ("2026-02-29", None),
        ("2026-13-01", None),
        ("2026-3-1", None),
        ("31/03/2026", None),
        ("20260331", None),
        ("infinity", None),
        ("epoch", None),
        ("2026-03-31x", None),
        ("2026-03-31\n", None),
        # what a database writes for a day, and a moment whose day is the day in the zone
        ("2026-03-31 00:00:00", "2026-03-31"),
        ("2026-03-31T23:30:00Z", "2026-04-01"),
    ],
)
def test_a_day_is_an_iso_day_that_exists(connection, text, value):
    assert cast(connection, text, "date", "Europe/Madrid") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-03-02T15:30:00+01:00", "2026-03-02T14:30:00+00:00"),
        ("2026-03-02 15:30:00+0100", "2026-03-02T14:30:00+00:00"),
        ("2026-03-02T15:30:00+01", "2026-03-02T14:30:00+00:00"),
        ("2026-03-02T15:30:00Z", "2026-03-02T15:30:00+00:00"),
        ("2026-03-02 15:30:00 UTC", "2026-03-02T15:30:00+00:00"),
        # without an offset: winter and summer in Madrid
        ("2026-03-02T15:30:00", "2026-03-02T14:30:00+00:00"),
        ("2026-07-02 15:30", "2026-07-02T13:30:00+00:00"),
        ("2026-07-02", "2026-07-01T22:00:00+00:00"),
        # 29 March 2026: 02:00 to 03:00 does not exist, clocks go on to 03:30
        ("2026-03-29T02:30:00", "2026-03-29T01:30:00+00:00"),
        # 25 October 2026: 02:30 comes twice, the later one is meant
        ("2026-10-25T02:30:00", "2026-10-25T01:30:00+00:00"),
    ],
)
def test_a_moment_is_read_in_its_offset_or_in_the_zone_of_the_project(connection, text, value):
    assert cast(connection, text, "timestamp", "Europe/Madrid") == moment(value)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02T24:00:00",
        "2026-03-02T15:60:00",
        "2026-02-30T10:00:00",
        "2026-03-02T15",
        "15:30",
        "infinity",
        "now",
        "2026-03-02T15:30:00 Europe/Madrid",
        "1772461800",
    ],
)
def test_what_is_no_moment_is_not_read(connection, text):
    assert cast(connection, text, "timestamp", "Europe/Madrid") is None


def test_fractions_of_a_second_are_kept_to_the_microsecond(connection):
    read = cast(connection, "2026-03-02T15:30:00.123456Z", "timestamp")

    assert read == moment("2026-03-02T15:30:00+00:00") + 123_456


ZONES = (
    "Europe/Madrid",
    "America/New_York",
    "America/Asuncion",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Asia/Beirut",
    "Africa/Casablanca",
    "Pacific/Apia",
)


@given(
    local=st.datetimes(min_value=datetime(2010, 1, 1), max_value=datetime(2024, 12, 31)),
    zone=st.sampled_from(ZONES),
)
def test_local_times_agree_with_the_time_zone_database_of_python(connection, local, zone):
    local = local.replace(microsecond=0)
    read = cast(connection, local.isoformat(), "timestamp", zone)
    # fold only matters where a local time occurs twice; either is a reading of it
    readings = {
        int(local.replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()) * 1_000_000
        for fold in (0, 1)
    }

    assert read in readings


def test_a_call_half_an_hour_before_midnight_belongs_to_that_day(judge):
    judged = judge(
        [{"name": "day", "logicalType": "date"}, {"name": "at", "logicalType": "timestamp"}],
        [{"day": "2026-03-31T23:30:00", "at": "2026-03-31T23:30:00"}],
    )

    kept = judged.kept.iloc[0]
    assert kept["day"] == date(2026, 3, 31)
    assert kept["at"].to_pydatetime() == datetime(2026, 3, 31, 21, 30, tzinfo=UTC)
    assert kept["at"].to_pydatetime().astimezone(ZoneInfo("Europe/Madrid")).date() == kept["day"]


def test_the_day_of_an_hour_that_the_clocks_skip_stays_the_same_day():
    """Midnight itself is skipped in some zones; the day must not slip to the one before."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE texts (raw VARCHAR)")
        # clocks in Asunción went from 00:00 to 01:00 on 1 October 2023
        read = cast(connection, "2023-10-01T00:30:00", "date", "America/Asuncion")

    assert read == "2023-10-01"


@pytest.mark.parametrize(
    ("logical_type", "texts", "plain"),
    [
        ("number", ["7.5", "n/a", None], True),
        ("number", ["7.5", "1_000"], False),
        ("number", ["7.5", "nan"], False),
        ("integer", ["7", "8"], True),
        ("integer", ["7", "7.5"], False),
        ("date", ["2026-03-01", "soon"], True),
        ("date", ["2026-03-01", "2026-3-1"], False),
        ("timestamp", ["2026-03-01T10:00:00+01:00", "31/09/2026 9h"], True),
        ("boolean", ["true", "false"], True),
    ],
)
def test_a_column_is_cast_plainly_where_that_reads_its_texts_alike(
    connection, tmp_path, logical_type, texts, plain
):
    path = tmp_path / "staged.parquet"
    pq.write_table(pa.table({"told": pa.array(texts, pa.string())}), path)
    columns = (Column("told", logical_type, required=False, title="", description=""),)
    found = plainly_cast(connection, columns, frozenset({"told"}), str(path))
    assert found == ({"told"} if plain else set())


@pytest.mark.parametrize("other", ["8", "1_000"], ids=["cast when read", "cast once"])
def test_a_large_table_gives_the_same_rows_whether_it_is_cast_once_or_when_it_is_read(
    judge, monkeypatch, other
):
    monkeypatch.setattr(check, "MANY_ROWS", 0)
    judged = judge(
        [{"name": "score", "logicalType": "number"}],
        [{"score": "7.5"}, {"score": other}, {"score": "x"}],
    )
    assert judged.kept["score"].dropna().tolist() == ([7.5, 8] if other == "8" else [7.5])
    assert judged.emptied["text"].tolist() == (["x"] if other == "8" else ["1_000", "x"])
