"""The metric tables of a run are as they are declared, for whoever reads the files."""

import json

import pandas as pd
import pytest

from review_kit.metrics import METRIC_TABLES
from review_kit.metrics.table_schemas.page import CONTEXT


def test_every_file_is_declared_and_every_declared_table_is_there(run):
    stored = {path.stem for path in (run.folder / "metrics").glob("*.parquet")}
    assert stored == set(METRIC_TABLES)


def test_the_page_names_every_key_of_the_context(run):
    context = json.loads((run.folder / "metrics" / "context.json").read_text("utf-8"))
    assert set(context) == set(CONTEXT)


@pytest.mark.parametrize("name", METRIC_TABLES)
def test_rows_are_as_their_table_declares(run, name):
    table, declared = run.table(name), METRIC_TABLES[name]
    assert tuple(table.columns) == declared.column_names
    required = [column.name for column in declared.columns if not column.nullable]
    assert not table[required].isna().any().any(), table[required].isna().sum()
    assert not table.duplicated([*declared.key]).any()
    if declared.sort_by:
        by = table[[*declared.sort_by]].reset_index(drop=True)
        pd.testing.assert_frame_equal(
            by, by.sort_values([*declared.sort_by], kind="stable", ignore_index=True)
        )
