import csv
import gzip
import hashlib
import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from review_kit.demo import DemoSettings, generate, write_project
from review_kit.demo.people import STORIES
from review_kit.demo.write import export_name
from review_kit.project import canonical_tables, load_project

SETTINGS = DemoSettings(reps=4, organisation='Über "Sales" & Söhne')


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    return write_project(tmp_path_factory.mktemp("demo"), SETTINGS)


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_folder_is_a_project_with_settings_that_load(project):
    config = load_project(project).config

    assert config.organisation.name == 'Über "Sales" & Söhne'
    assert config.organisation.time_zone == "Europe/Berlin"
    assert config.organisation.currency == "EUR"
    assert config.windows.history_days == 270
    assert config.targets.criteria["closing"] == 70
    assert config.rates.manager_per_hour is not None
    assert {source.exported_on for source in config.sources.values()} == {date(2026, 10, 1)}


def test_exports_come_in_several_formats(project):
    assert sorted(path.name for path in (project / "exports").iterdir()) == [
        "acknowledgements.csv", "coaching_log.csv", "criteria.csv", "disputes.csv", "goals.csv",
        "opportunities.csv", "outcomes.parquet", "qa_scores.csv", "quotas.csv",
        "review_notes.csv", "roster.csv",
        "scheduled_sessions.csv", "self_assessments.csv", "skills_matrix.parquet",
        "stage_history.csv.gz",
    ]  # fmt: skip


def test_writing_twice_gives_the_same_bytes(project, tmp_path):
    again = write_project(tmp_path / "again", SETTINGS)

    assert hashes(again) == hashes(project)


def test_every_row_of_the_record_is_in_the_export(project):
    tables = generate(SETTINGS).tables

    for name in ("qa_scores", "roster", "goals"):
        text = pd.read_csv(project / "exports" / f"{name}.csv", dtype="str")
        expected = tables[name].fillna("?")
        assert text.fillna("?").replace({"-": "?"}).equals(expected.replace({"-": "?"})), name
    with gzip.open(project / "exports" / "stage_history.csv.gz", "rt", encoding="utf-8") as lines:
        assert sum(1 for _ in csv.reader(lines)) == len(tables["stage_history"]) + 1


def test_parquet_is_typed(project):
    outcomes = pq.read_schema(project / "exports" / "outcomes.parquet")
    matrix = pq.read_schema(project / "exports" / "skills_matrix.parquet")

    assert [str(outcomes.field(name).type) for name in outcomes.names] == [
        "string", "string", "date32[day]", "date32[day]", "double", "string",
    ]  # fmt: skip
    assert str(matrix.field("level").type) == "int64"
    assert str(matrix.field("rated_on").type) == "date32[day]"


def test_missing_values_are_spelled_as_people_and_systems_spell_them(project):
    def cells(name: str) -> list[str]:
        with (project / "exports" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return [cell for row in csv.reader(file) for cell in row]

    assert {"", "NA", "N/A", "-", "null"} <= set(cells("coaching_log"))
    assert "null" in cells("opportunities")
    assert "" not in cells("opportunities")
    assert {"NA", "-", "null"}.isdisjoint(cells("qa_scores"))


def test_the_truth_stands_beside_the_exports_not_in_them(project):
    assert sorted(path.name for path in (project / "truth").iterdir()) == [
        "entries.parquet", "faults.json", "rep_criteria.parquet", "reps.parquet", "summary.json",
        "weekly.parquet",
    ]  # fmt: skip
    summary = json.loads((project / "truth" / "summary.json").read_text(encoding="utf-8"))
    assert summary["settings"]["effect_pp"] == 8.0
    units = pd.read_parquet(project / "truth" / "rep_criteria.parquet")
    assert len(units) == 4 * 6
    assert units["coached"].sum() == summary["coaching"]["coached"]


def test_the_documentation_names_every_setting_with_its_default_and_every_kind():
    text = (Path(__file__).parents[2] / "docs" / "demo-data.md").read_text(encoding="utf-8")

    for field in fields(DemoSettings):
        assert f"`{field.name}`" in text, field.name
    for kind in STORIES:
        assert f"| `{kind}` |" in text, kind
    for name in canonical_tables():
        assert export_name(name) in text
    assert f"| `selection` | {DemoSettings().selection} |" in text
    assert f"| `as_of` | {DemoSettings().as_of} |" in text
