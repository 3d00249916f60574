"""Runs opened in Python: which one, whose rows, and what is said when a name is wrong."""

import json
import shutil

import duckdb
import pandas as pd
import pytest

import review_kit
from review_kit.access import Viewer, rows_for
from review_kit.documents import open_entity
from review_kit.errors import ConfigurationError, UnknownNameError


def test_a_run_is_opened_by_its_folder_its_name_or_its_project(project, run):
    assert run.path == (project / "reports" / "2026-09-30-90d").resolve()
    earlier = project / "reports" / "2026-06-30-90d"
    assert review_kit.open_run(earlier).path == earlier
    assert review_kit.open_run("2026-06-30-90d").path == earlier
    assert review_kit.open_run(str(project)).path == run.path
    with pytest.raises(UnknownNameError) as told:
        review_kit.open_run("2026-06-30")
    assert told.value.hint == "Did you mean 2026-06-30-90d or 2026-09-30-90d?"


def test_where_there_is_no_run_it_says_how_to_make_one(tmp_path, monkeypatch):
    monkeypatch.delenv("REVIEW_KIT_RUN", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError, match="nor a folder above it is a project") as told:
        review_kit.open_run()
    assert told.value.hint.startswith("Change to the project's folder")
    (tmp_path / "review_kit.toml").touch()
    with pytest.raises(ConfigurationError, match=r"project has none yet\nMake one with"):
        review_kit.open_run()
    with pytest.raises(ConfigurationError, match="is a project without a run"):
        review_kit.open_run(tmp_path)


@pytest.mark.parametrize("spoil", [lambda _: "{", lambda text: text.replace("as_of", "day")])
def test_a_context_that_cannot_be_read_is_named(run, tmp_path, spoil):
    (tmp_path / "metrics").mkdir()
    path = tmp_path / "metrics" / "context.json"
    path.write_text(spoil((run.path / "metrics" / path.name).read_text(encoding="utf-8")))
    with pytest.raises(ConfigurationError) as told:
        review_kit.open_run(tmp_path)
    assert told.value.message == f"{path}: damaged, or written by another version of review-kit"


def test_pandas_arrow_and_duckdb_give_the_rows_that_the_one_rule_allows(run):
    reps = run.tables["reps"].to_pandas()
    for viewer, rows in [
        (Viewer.of(reps, "rep", "00124"), run.rep("00124")),
        (Viewer.of(reps, "team", "Americas"), run.team("Americas")),
        (Viewer.of(reps, "manager", "M-01"), run.manager("M-01")),
        (Viewer.of(reps, "org"), run.org),
    ]:
        for name in ("rep_metrics", "effects", "completion"):
            table = rows.tables[name]
            allowed = rows_for(viewer, name).of(run.tables[name].to_arrow())
            assert table.to_arrow().equals(allowed), (viewer, name)
            assert len(table.to_pandas()) == len(allowed)
            assert table.to_duckdb(duckdb.connect()).to_arrow_table().num_rows == len(allowed)
    assert rows.grain == "org"
    assert [*run.tables] == [*run.org.tables]


def test_a_table_about_others_is_refused_and_not_listed(run):
    tables = run.rep("00124").tables
    assert "team_metrics" not in tables
    assert "rep_metrics" in tables
    assert tables.get("team_metrics") is None
    with pytest.raises(
        ConfigurationError, match="'team_metrics' holds rows that are each a team's"
    ):
        tables["team_metrics"]


def test_a_table_says_what_its_columns_hold(run):
    table = run.tables["reps"]
    assert list(table.meanings) == list(table.columns) == list(table.to_pandas().columns)
    assert table.units["tenure_days"] == "days"


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (124, "00124"),
        # Quarto's and other readers of YAML 1.1 take 00107 for an octal number
        (0o107, "00107"),
        (10022, "10022"),
        (99.0, "99.0"),
    ],
)
def test_an_identifier_that_became_a_number_is_told_how_to_be_written(run, given, written):
    with pytest.raises(ConfigurationError) as told:
        open_entity(str(run.path), "rep", given)
    assert told.value.message == (
        f"rep_id must be text, but it was given as {given}, of type {type(given).__name__}"
    )
    assert f"for papermill -r rep_id {written}, " in told.value.hint
    assert f"for Quarto -P 'rep_id:\"{written}\"'." in told.value.hint


def test_nobody_is_no_rep(run):
    with pytest.raises(ConfigurationError, match="no rep was named"):
        run.rep("")


def test_definitions_have_the_settings_and_the_exported_names_of_the_run(run):
    assert "no_such_metric" not in run.definitions
    exported = set(run.tables["org_metrics"].to_pandas()["metric"])
    assert exported <= set(run.definitions)
    table = run.definitions.to_pandas().set_index("name")
    assert list(table.index) == list(run.definitions)
    assert not table[["title", "definition"]].eq("").to_numpy().any()
    written = run.definitions["overall_score"].settings
    assert written["evidence.minimum_calls"] == f"{run.settings.evidence.minimum_calls}"


def test_a_comparison_says_who_came_which_settings_differ_and_which_days_are_shared(run, tmp_path):
    other = tmp_path / "2026-08-31-90d"
    shutil.copytree(run.path / "metrics", other / "metrics")
    path = other / "metrics" / "context.json"
    context = json.loads(path.read_text(encoding="utf-8"))
    context |= {"window_start": "2026-06-03", "window_end": "2026-08-31"}
    context["config"]["organisation"]["currency"] = "USD"
    path.write_text(json.dumps(context), encoding="utf-8")
    for name in ("reps", "rep_metrics"):
        rows = pd.read_parquet(other / "metrics" / f"{name}.parquet")
        rows[rows["rep_id"] != "00124"].to_parquet(other / "metrics" / f"{name}.parquet")
    comparison = run.compare(review_kit.open_run(other))
    assert (comparison.joined, comparison.left) == (("00124",), ())
    # 3 July to 31 August
    assert comparison.shared_days == 60
    assert comparison.settings.to_dict("records") == [
        {"setting": "organisation.currency", "value": "EUR", "value_other": "USD"}
    ]
    beside = comparison.metrics()
    new = beside["rep_id"] == "00124"
    money = beside["unit"] == "money"
    known = beside["value"].notna()
    assert money.any()
    assert beside.loc[new | money, "difference"].isna().all()
    assert (beside.loc[~new & ~money & known, "difference"] == 0).all()
    with pytest.raises(UnknownNameError, match="Did you mean team"):
        comparison.metrics("teams")
