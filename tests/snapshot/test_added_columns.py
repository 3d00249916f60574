"""Columns that a project adds to a contract are kept in the snapshot, and offered to templates."""

import pyarrow.parquet as pq
import yaml

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
    # 'many' is no whole number: its row is quarantined like any other
    kept = snapshot.table("roster")[["rep_id", "region", "seats", "salary_band"]]
    assert kept.astype(object).where(kept.notna(), None).to_numpy().tolist() == [
        ["R1", "EMEA", 3.0, "C"],
        ["R10", "APAC", None, "A"],
    ]
    write_added_tables(snapshot, project.data_model, tmp_path)
    assert [path.name for path in tmp_path.glob("*.parquet")] == ["added_roster.parquet"]
    # what is confidential is not for the documents of the rep
    assert pq.read_table(tmp_path / "added_roster.parquet").to_pylist() == [
        {"rep_id": "R1", "region": "EMEA", "seats": 3.0},
        {"rep_id": "R10", "region": "APAC", "seats": None},
    ]


def test_without_added_columns_there_is_nothing_to_lay_beside(snapshot, tmp_path):
    write_added_tables(snapshot, canonical_model(), tmp_path / "snapshots")
    assert not list((tmp_path / "snapshots").glob("added_*"))
