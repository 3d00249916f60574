"""The columns that profiles map to are those of the contracts, kind for kind."""

from pathlib import Path

import pytest
import yaml

from review_kit.project import CANONICAL_TABLES, data_contracts_folder
from review_kit.sources import TABLES

KIND_OF_TYPE = {
    "string": "text",
    "number": "number",
    "integer": "number",
    "date": "date",
    "timestamp": "timestamp",
    "boolean": "boolean",
}


def test_every_canonical_table_is_there_in_the_order_of_the_data_model():
    assert tuple(TABLES) == CANONICAL_TABLES


@pytest.mark.parametrize("table", CANONICAL_TABLES)
def test_columns_kinds_and_required_marks_are_those_of_the_contract(table: str, tmp_path: Path):
    path = data_contracts_folder(tmp_path) / f"{table}.yaml"
    properties = yaml.safe_load(path.read_text(encoding="utf-8"))["schema"][0]["properties"]
    assert [(column.name, column.kind, column.required) for column in TABLES[table]] == [
        (each["name"], KIND_OF_TYPE[each["logicalType"]], each.get("required", False))
        for each in properties
    ]
