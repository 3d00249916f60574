"""The table for HR alone: no command but its own reads it, and no viewer may see it."""

from __future__ import annotations

import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from prepared_run import prepared_run

from review_kit.access import ADDED, DEMOGRAPHICS, HrTableError, Viewer, rows_for
from review_kit.governance.demographics import CONTRACT
from review_kit.metrics import METRIC_TABLES
from review_kit.pipeline.validate import check_exports
from review_kit.project import canonical_tables, load_project
from review_kit.project.assets import template_folder
from review_kit.records.folder import RunFolder
from review_kit.sources import stage
from review_kit.sources.unread_files import unread_files

VALUE = "xq-nobody-may-read-this"


def test_it_is_no_table_of_the_data_model_and_no_metric_table():
    assert DEMOGRAPHICS not in canonical_tables()
    assert DEMOGRAPHICS not in METRIC_TABLES
    assert (template_folder() / CONTRACT).is_file()


@pytest.mark.parametrize("grain", ["rep", "team", "manager", "org"])
@pytest.mark.parametrize("name", ["demographics", "added_demographics"])
def test_no_viewer_sees_it_even_if_a_file_of_that_name_is_there(grain, name):
    viewer = Viewer(grain, "", {})
    declares = pa.schema([("rep_id", pa.string())], {b"review_kit.owner": b"everybody"})
    with pytest.raises(HrTableError, match="is for HR alone"):
        rows_for(viewer, name, declares)


@pytest.fixture
def project(tmp_path):
    """A project whose exports hold the table that does not belong there."""
    (tmp_path / "exports").mkdir()
    (tmp_path / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n', encoding="utf-8")
    (tmp_path / "exports" / "roster.csv").write_text(
        "rep_id,rep_name,manager_id,manager_name,team,hire_date\nR1,Ana Ruiz,M1,Mai Tran,North,2024-01-01\n",
        encoding="utf-8",
    )
    (tmp_path / "exports" / "demographics.csv").write_text(
        f"rep_id,attribute,value\nR1,origin,{VALUE}\n", encoding="utf-8"
    )
    return load_project(tmp_path)


def test_a_file_among_the_exports_is_not_read_and_said_to_be_hr_s(project, tmp_path):
    (sentence,) = unread_files(project)
    assert sentence.startswith("exports/demographics.csv is not read: it is for HR alone.")
    # snapshots, metric tables and documents are made from what is staged
    staged = stage(project, tmp_path / "staged")
    assert [*staged] == ["roster"]
    assert VALUE not in str(pq.read_table(staged["roster"].path).to_pydict())


def test_a_contract_that_makes_it_a_table_of_the_project_is_refused(project):
    own = project.root / "data_contracts" / "demographics.yaml"
    own.parent.mkdir()
    shutil.copyfile(template_folder() / CONTRACT, own)
    with pytest.raises(HrTableError, match=r"data_contracts: 'demographics' is for HR alone"):
        check_exports(project)
    assert not list(project.root.rglob("*.parquet"))


def test_no_run_holds_a_table_of_that_name():
    tables = {path.stem for path in RunFolder(prepared_run()).metrics.glob("*.parquet")}
    assert len(tables) > 30
    assert not {DEMOGRAPHICS, f"{ADDED}{DEMOGRAPHICS}"} & tables
