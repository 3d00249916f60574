"""Columns that a project adds to a contract are kept in the snapshot, and offered to templates."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from review_kit.access import UndeclaredTableError, ownership_of
from review_kit.metrics.table_schemas.ownership import (
    OF_REPS,
    OF_TEAMS,
    OF_THE_ORGANISATION,
    Ownership,
)
from review_kit.pipeline.added_tables import write_added_tables
from review_kit.project import canonical_model, data_contracts_folder
from review_kit.snapshot import write_snapshot

ROSTER = (
    "rep_id,rep_name,manager_id,manager_name,team,hire_date,region,seats,salary_band\n"
    "R1,Ana Ruiz,M1,Tom Okafor,West,2024-05-13,EMEA,3,C\n"
    "R2,Bo Li,M1,Tom Okafor,West,2023-01-09,,many,B\n"
    "R10,Chi Ito,M2,Eva Lund,East,2025-02-01,APAC,,A\n"
)


def add_columns(root) -> None:
    shipped = data_contracts_folder(root / "none") / "roster.yaml"
    document = yaml.safe_load(shipped.read_text(encoding="utf-8"))
    document["schema"][0]["properties"] += [
        {"name": "region", "logicalType": "string"},
        {"name": "seats", "logicalType": "integer"},
        {"name": "salary_band", "logicalType": "string", "classification": "confidential"},
    ]
    own = root / "data_contracts" / "roster.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(yaml.safe_dump(document), encoding="utf-8")


def test_they_are_typed_kept_and_laid_beside_the_metrics(validated, tmp_path):
    root = tmp_path / "here"
    add_columns(root)
    project, validation = validated(tables={"roster": ROSTER})
    snapshot = write_snapshot(project, validation, root / "snapshots")
    # 'many' is no whole number, and an added column may be empty: its cell is not used
    kept = snapshot.table("roster")[["rep_id", "region", "seats", "salary_band"]]
    assert kept.astype(object).where(kept.notna(), None).to_numpy().tolist() == [
        ["R1", "EMEA", 3.0, "C"],
        ["R10", "APAC", None, "A"],
        ["R2", None, None, "B"],
    ]
    write_added_tables(snapshot, project.data_model, tmp_path)
    assert [path.name for path in tmp_path.glob("*.parquet")] == ["added_roster.parquet"]
    # what is confidential is not for the documents of the rep
    assert pq.read_table(tmp_path / "added_roster.parquet").to_pylist() == [
        {"rep_id": "R1", "region": "EMEA", "seats": 3.0},
        {"rep_id": "R10", "region": "APAC", "seats": None},
        {"rep_id": "R2", "region": None, "seats": None},
    ]


def test_without_added_columns_there_is_nothing_to_lay_beside(snapshot, tmp_path):
    write_added_tables(snapshot, canonical_model(), tmp_path / "snapshots")
    assert not list((tmp_path / "snapshots").glob("added_*"))


DEALS = (
    "opportunity_id,rep_id,created_date,stage,is_closed,is_won,currency\n"
    "O1,R1,2026-08-01,Proposal,false,false,EUR\n"
    "O2,R2,2026-08-02,Proposal,false,false,EUR\n"
)
HISTORY = (
    "opportunity_id,stage,entered_at,moved_by\n"
    "O2,Proposal,2026-08-04T09:00:00,bo\n"
    "O1,Proposal,2026-08-03T09:00:00,ana\n"
)


def declare(root, table: str, columns: list[dict]) -> None:
    shipped = data_contracts_folder(root / "none") / f"{table}.yaml"
    document = {
        "apiVersion": "v3.2.0",
        "kind": "DataContract",
        "id": table,
        "version": "1.0.0",
        "status": "active",
        "schema": [{"name": table, "properties": []}],
    }
    if shipped.is_file():
        document = yaml.safe_load(shipped.read_text(encoding="utf-8"))
    document["schema"][0]["properties"] += columns
    own = root / "data_contracts" / f"{table}.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(yaml.safe_dump(document), encoding="utf-8")


def test_a_row_that_names_no_rep_is_the_rep_s_whose_row_it_refers_to(validated, tmp_path):
    root = tmp_path / "here"
    declare(root, "stage_history", [{"name": "moved_by", "logicalType": "string"}])
    project, validation = validated(tables={"opportunities": DEALS, "stage_history": HISTORY})
    snapshot = write_snapshot(project, validation, root / "snapshots")
    write_added_tables(snapshot, project.data_model, tmp_path)
    table = pq.read_table(tmp_path / "added_stage_history.parquet")
    assert ownership_of("added_stage_history", table.schema) == OF_REPS
    assert [
        (row["opportunity_id"], row["rep_id"], row["moved_by"]) for row in table.to_pylist()
    ] == [
        ("O1", "R1", "ana"),
        ("O2", "R2", "bo"),
    ]


KEY = {"name": "row_no", "logicalType": "string", "primaryKey": True, "primaryKeyPosition": 1}


@pytest.mark.parametrize(
    ("columns", "owned"),
    [
        ([{"name": "team", "logicalType": "string"}], OF_TEAMS),
        ([{"name": "manager_id", "logicalType": "string"}], Ownership("manager_id", "manager")),
        ([{"name": "amount", "logicalType": "number"}], OF_THE_ORGANISATION),
        (
            [
                {
                    "name": "seller",
                    "logicalType": "string",
                    "relationships": [{"type": "foreignKey", "to": "roster.rep_id"}],
                }
            ],
            Ownership("seller", "rep"),
        ),
    ],
)
def test_whose_the_rows_of_a_declared_table_are(validated, tmp_path, columns, owned):
    root = tmp_path / "here"
    declare(root, "bonuses", [KEY, *columns])
    project, validation = validated()
    snapshot = write_snapshot(project, validation, root / "snapshots")
    write_added_tables(snapshot, project.data_model, tmp_path)
    schema = pq.read_schema(tmp_path / "added_bonuses.parquet")
    assert schema.names == ["row_no", columns[0]["name"]]
    assert ownership_of("added_bonuses", schema) == owned


def test_a_file_that_declares_nothing_is_seen_by_nobody(tmp_path):
    with pytest.raises(UndeclaredTableError):
        ownership_of("added_bonuses", pa.schema([("rep_id", pa.string())]))
    with pytest.raises(UndeclaredTableError):
        ownership_of("added_bonuses")
