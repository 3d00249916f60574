"""Every metric table is declared once: what the page says is what is declared."""

import re
from pathlib import Path

import pytest

from review_kit.grains import GRAINS, ORG
from review_kit.metrics import METRIC_TABLES
from review_kit.metrics.table_schemas.page import tables_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tables.md"


def test_the_page_is_written_from_the_declarations() -> None:
    assert PAGE.read_text(encoding="utf-8") == tables_page()


@pytest.mark.parametrize("table", METRIC_TABLES.values(), ids=METRIC_TABLES)
def test_a_table_declares_all_that_there_is_to_say(table) -> None:
    names = table.column_names
    assert len(set(names)) == len(names)
    assert {*table.key, *table.sort_by} <= set(names)
    assert table.sort_by or table.order
    for column in table.columns:
        assert re.fullmatch(r"[^|\n]+\.", column.meaning), column.name
        assert bool(column.unit) == (column.dtype in {"float64", "int64", "Int64"}), column.name


def test_every_grain_has_a_table_of_metrics_with_the_same_columns() -> None:
    whole = METRIC_TABLES[f"{ORG}_metrics"].columns
    for grain, declared in GRAINS.items():
        columns = METRIC_TABLES[f"{grain}_metrics"].columns
        assert columns[-len(whole) :] == whole
        assert [column.name for column in columns[: -len(whole)]] == [
            declared.column for _ in [grain] if declared.column
        ]
