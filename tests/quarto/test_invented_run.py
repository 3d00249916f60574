"""The run of invented reps that comes with a wheel: given where it fits, and not missed in a checkout."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest
from prepared_run import OF_ONE_TEAM, prepared_run

from review_kit.cli.invented import run_to_look_at
from review_kit.documents import RepPacket, TeamRoi
from review_kit.metrics.table_schemas import METRIC_TABLES
from review_kit.pipeline.progress import Silent
from review_kit.project import load_project
from review_kit.project.init import init_project
from review_kit.quarto import invented_run
from review_kit.quarto.invented_run import pack, unpack_shipped


@pytest.fixture
def fresh(tmp_path):
    return init_project(tmp_path / "fresh")


@pytest.fixture(autouse=True)
def shipped(fresh, tmp_path, monkeypatch):
    """An archive as a wheel has it, of three reps."""
    archive = tmp_path / "shipped.zip"
    pack(load_project(fresh), prepared_run(OF_ONE_TEAM) / "metrics", archive)
    monkeypatch.setattr(invented_run, "SHIPPED", archive)
    return archive


def with_settings(root, text):
    (root / "review_kit.toml").write_text(text, encoding="utf-8")
    return load_project(root)


def test_a_new_project_gets_the_shipped_run_and_documents_can_be_made_of_it(fresh):
    project = load_project(fresh)
    target = fresh / "unpacked"
    assert unpack_shipped(project, target)
    (run,) = (target / "reports").iterdir()
    reps = pq.read_table(run / "metrics" / "reps.parquet")
    packet = RepPacket.open(str(run), reps["rep_id"][0].as_py())
    assert packet.data.context.organisation == "Your organization"
    assert TeamRoi.open(str(run)).data.viewer.identifier in reps["team"].to_pylist()


def test_its_tables_have_the_columns_that_are_declared(fresh):
    target = fresh / "unpacked"
    unpack_shipped(load_project(fresh), target)
    (metrics,) = target.glob("reports/*/metrics")
    assert {path.stem for path in metrics.glob("*.parquet")} == set(METRIC_TABLES)
    for name, table in METRIC_TABLES.items():
        there = [(field.name, field.type) for field in pq.read_schema(metrics / f"{name}.parquet")]
        assert there == [(one.name, one.type) for one in table.columns]


def test_name_currency_and_language_are_the_projects(fresh):
    settings = '[organisation]\nname = "Acme"\ncurrency = "CHF"\nlanguage = "de"\n'
    target = fresh / "unpacked"
    assert unpack_shipped(with_settings(fresh, settings), target)
    (path,) = target.glob("reports/*/metrics/context.json")
    context = json.loads(path.read_text(encoding="utf-8"))
    assert (context["organisation"], context["currency"]) == ("Acme", "CHF")
    assert context["config"]["organisation"]["language"] == "de"


def test_a_project_that_measures_otherwise_does_not_get_it(fresh):
    target = fresh / "unpacked"
    project = with_settings(fresh, '[organisation]\nname = "Acme"\n[windows]\nwindow_days = 60\n')
    assert not unpack_shipped(project, target)
    project = with_settings(fresh, '[organisation]\nname = "Acme"\n')
    (fresh / "metrics" / "calls_at_target.sql").write_text("SELECT 1", encoding="utf-8")
    assert not unpack_shipped(project, target)
    assert not target.exists()


def test_a_run_of_another_version_is_not_given(fresh, shipped, monkeypatch):
    monkeypatch.setattr("review_kit.__version__", "999.0")
    assert not unpack_shipped(load_project(fresh), fresh / "unpacked")


def test_without_one_nothing_is_unpacked(fresh, shipped):
    shipped.unlink()
    assert not unpack_shipped(load_project(fresh), fresh / "unpacked")


def test_the_same_settings_find_what_is_there_and_other_ones_replace_it(fresh):
    class Steps(Silent):
        def step(self, text):
            raise AssertionError(text)

    first = run_to_look_at(load_project(fresh), Steps())
    assert run_to_look_at(load_project(fresh), Steps()) == first
    renamed = run_to_look_at(with_settings(fresh, '[organisation]\nname = "Acme"\n'), Steps())
    assert renamed != first
    assert not first.exists()
