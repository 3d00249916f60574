"""Parquet, Arrow and Feather: typed values become the same text as in a CSV."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import feather, ipc

TABLE = pa.table(
    {
        "opportunity_id": pa.array([12345678901234567, 8], pa.int64()),
        "rep_id": pa.array(["007", "r2"]).dictionary_encode(),
        "created_date": pa.array([date(2026, 1, 5), date(2026, 1, 6)]),
        "close_date": pa.array([datetime(2026, 3, 31), None], pa.timestamp("us")),
        "stage": ["Won", "Open"],
        "is_closed": [True, False],
        "is_won": [True, None],
        "amount": pa.array([1250.5, float("nan")]),
        "currency": ["EUR", None],
        "contacts": pa.array([3.0, None]),
        "source": pa.array([Decimal("1.50"), None], pa.decimal128(5, 2)),
    }
)
ROWS = [
    ("12345678901234567", "007", "2026-01-05", "2026-03-31", "true", "true", "1250.5", "3",
     "1.50", 1),
    ("8", "r2", "2026-01-06", None, "false", None, None, None, None, 2),
]  # fmt: skip
COLUMNS = (
    "opportunity_id", "rep_id", "created_date", "close_date", "is_closed", "is_won", "amount",
    "contacts", "source", "_row",
)  # fmt: skip


def write_parquet(path: Path) -> None:
    pq.write_table(TABLE, path)


def write_feather(path: Path) -> None:
    feather.write_feather(TABLE, path)


def write_arrow_file(path: Path) -> None:
    with pa.OSFile(str(path), "wb") as sink, ipc.new_file(sink, TABLE.schema) as writer:
        writer.write_table(TABLE)


def write_arrow_stream(path: Path) -> None:
    with pa.OSFile(str(path), "wb") as sink, ipc.new_stream(sink, TABLE.schema) as writer:
        writer.write_table(TABLE)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("opportunities.parquet", write_parquet),
        ("opportunities.feather", write_feather),
        ("opportunities.arrow", write_arrow_file),
        ("opportunities.arrow", write_arrow_stream),
    ],
)
def test_typed_values_are_spelt_canonically(workshop, rows_of, name, write):
    (workshop.root / "exports").mkdir()
    write(workshop.root / "exports" / name)
    staged = workshop.stage({})
    assert rows_of(staged["opportunities"], *COLUMNS) == ROWS


def test_moments_are_iso_with_the_offset_that_parquet_keeps(workshop, rows_of):
    table = pa.table(
        {
            "opportunity_id": ["o1", "o2"],
            "stage": ["Open", "Open"],
            "entered_at": pa.array(
                [
                    datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
                    datetime(2026, 3, 1, 9, 30, 15, 250_000, tzinfo=UTC),
                ],
                pa.timestamp("us", tz="Europe/Madrid"),
            ),
        }
    )
    (workshop.root / "exports").mkdir()
    pq.write_table(table, workshop.root / "exports/stage_history.parquet")
    staged = workshop.stage({})
    assert rows_of(staged["stage_history"], "entered_at") == [
        ("2026-03-01T09:30:00+00:00",),
        ("2026-03-01T09:30:15.25+00:00",),
    ]
