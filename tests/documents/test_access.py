"""One rule says who sees which row: what is read, what is sent, and what a key rests on follow it."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest
from build_contexts import build_context_for

from review_kit import access
from review_kit.access import Rows, UndeclaredTableError, Viewer, rows_for
from review_kit.documents.parts.entity_data import open_rep
from review_kit.errors import ConfigurationError
from review_kit.execution.make_all import copy_templates
from review_kit.execution.task_bundle import TaskBundler
from review_kit.metrics import METRIC_TABLES
from review_kit.metrics.table_schemas.ownership import PUBLIC
from review_kit.planning.plan import plan
from review_kit.planning.row_digests import slice_digests
from review_kit.records.folder import RunFolder

REPS = pd.DataFrame(
    {
        "rep_id": ["R1", "R2", "R3"],
        "team": ["North", "North", "South"],
        "manager_id": ["M1", "M2", "M2"],
    }
)
SEES = {
    ("rep", "R1"): {"rep": ("R1",)},
    ("team", "North"): {"rep": ("R1", "R2"), "team": ("North",), "manager": ("M1", "M2")},
    ("manager", "M2"): {"rep": ("R2", "R3"), "manager": ("M2",)},
}


@pytest.fixture(scope="module")
def reps(run):
    return run.table("reps")


@pytest.fixture(scope="module")
def packed(run, request):
    """The metric tables that travel with each rep's packet, by ``rep_id`` and name."""
    folder = RunFolder(run.folder)
    root = request.config.rootpath
    the_plan = plan(folder, root / "notebooks", template_names=["rep_packet"])
    build = build_context_for(folder, root)
    copy_templates(the_plan, build)
    bundler = TaskBundler(build)
    return {
        task.entity.identifier: {
            name.removeprefix("metrics/").removesuffix(".parquet"): content
            for name, content in bundler.bundle(task).run.items()
            if name.endswith(".parquet")
        }
        for task in the_plan.tasks
        if task.template.name == "rep_packet"
    }


def tables_of(bundle: dict[str, bytes]) -> dict[str, pd.DataFrame]:
    return {name: pd.read_parquet(pa.BufferReader(content)) for name, content in bundle.items()}


def others_named(table: pd.DataFrame, others: set[str]) -> set[str]:
    """Other reps' identifiers that stand in any cell."""
    text = table.select_dtypes(include=["str", "object"])
    return {str(cell) for _, column in text.items() for cell in column.dropna()} & others


# what is declared


def test_every_metric_table_declares_whose_its_rows_are_by_columns_that_it_has():
    assert set(access.OWNERSHIP) == set(METRIC_TABLES)
    for name, owned in access.OWNERSHIP.items():
        needed = {owned.column} - {""} | ({"scope"} if owned.is_scoped else set())
        assert needed <= set(METRIC_TABLES[name].column_names), name


def test_no_table_is_open_to_everybody():
    assert [name for name, owned in access.OWNERSHIP.items() if owned.public] == []


@pytest.mark.parametrize(("grain", "identifier"), SEES)
def test_an_entity_sees_its_own_rows_and_those_of_its_people(grain, identifier):
    viewer = Viewer.of(REPS, grain, identifier)
    assert viewer.sees == SEES[grain, identifier]
    assert viewer in list(access.Viewers(REPS))


@pytest.mark.parametrize(
    ("grain", "identifier", "rows"),
    [
        ("rep", "R1", [0]),
        ("team", "North", [0, 1, 3, 4, 5, 7]),
        ("manager", "M2", [1, 2, 5, 7]),
        ("org", "", [0, 1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_a_scoped_row_is_its_scopes_and_a_shared_one_is_for_every_group(grain, identifier, rows):
    scoped = [
        ("rep", "R1"),
        ("rep", "R2"),
        ("rep", "R3"),
        ("team", "North"),
        ("manager", "M1"),
        ("manager", "M2"),
        ("team", "South"),
        ("org", "org"),
    ]
    table = pa.table({"scope": [s for s, _ in scoped], "scope_id": [i for _, i in scoped]})
    table = table.append_column("at", pa.array(range(len(scoped))))
    viewer = Viewer.of(REPS, grain, identifier)
    assert rows_for(viewer, "effects").of(table)["at"].to_pylist() == rows
    # the organisation's rows of a table that is not shared are the organisation's alone
    closed = rows if grain == "org" else [row for row in rows if row != 7]
    assert rows_for(viewer, "completion").of(table)["at"].to_pylist() == closed


def test_a_filter_for_reading_takes_the_same_rows_as_the_cut_of_a_table(run, reps):
    for viewer in access.Viewers(reps):
        for name in METRIC_TABLES:
            whole = pa.Table.from_pandas(run.table(name), preserve_index=False)
            chosen = rows_for(viewer, name)
            path = run.folder / "metrics" / f"{name}.parquet"
            read = pd.read_parquet(path, filters=chosen.filter)
            assert len(read) == chosen.of(whole).num_rows, (viewer, name)


def test_a_table_that_declares_nothing_is_seen_by_nobody_and_stops_the_run(tmp_path):
    with pytest.raises(UndeclaredTableError, match="'bonus' does not say whose rows it contains"):
        rows_for(Viewer.of(REPS, "org"), "bonus")
    REPS.assign(bonus=1.0).to_parquet(tmp_path / "bonus.parquet")
    with pytest.raises(UndeclaredTableError, match="bonus"):
        slice_digests(tmp_path, REPS)


def test_a_table_that_is_public_by_name_is_seen_by_everybody_and_counts_for_everybody(
    tmp_path, monkeypatch
):
    monkeypatch.setitem(access.OWNERSHIP, "rubric", PUBLIC)
    assert rows_for(Viewer.of(REPS, "rep", "R1"), "rubric") == Rows(({},))
    words = pd.DataFrame({"criterion": ["Discovery"]})
    words.to_parquet(tmp_path / "rubric.parquet")
    before = slice_digests(tmp_path, REPS)
    words.assign(criterion="Discovery calls").to_parquet(tmp_path / "rubric.parquet")
    after = slice_digests(tmp_path, REPS)
    assert all(after["rep"][rep_id] != before["rep"][rep_id] for rep_id in REPS["rep_id"])


def test_a_table_that_is_not_there_is_told_with_the_nearest_name(run, reps):
    opened = open_rep(str(run.folder), reps["rep_id"][0])
    with pytest.raises(
        ConfigurationError, match=r"no table 'call_score'.*\nDid you mean call_scores"
    ):
        opened.table("call_score")


# rep by rep, table by table


def test_no_slice_of_a_rep_holds_a_row_of_another(run, reps):
    everybody = set(reps["rep_id"])
    read = 0
    for rep_id in sorted(everybody):
        opened = open_rep(str(run.folder), rep_id)
        for name in METRIC_TABLES:
            try:
                table = opened.table(name)
            except ConfigurationError:
                continue
            read += 1
            assert others_named(table, everybody - {rep_id}) == set(), (rep_id, name)
    assert read > 20 * len(everybody)


def test_no_bundle_of_a_rep_holds_a_row_of_another(run, reps, packed):
    everybody = set(reps["rep_id"])
    assert set(packed) == everybody
    for rep_id, bundle in packed.items():
        tables = tables_of(bundle)
        assert set(tables) == set(METRIC_TABLES)
        for name, table in tables.items():
            whole = run.table(name)
            assert list(table.columns) == list(whole.columns)
            assert others_named(table, everybody - {rep_id}) == set(), (rep_id, name)
            if "rep_id" not in whole and "scope" not in whole:
                assert table.empty, f"{name} is about teams, managers or everybody"
        assert set(tables["completion"]["scope_id"]) == {rep_id}
        assert tables["money"].empty
        assert tables["reps"]["rep_id"].tolist() == [rep_id]


def test_a_reps_key_rests_on_nothing_but_what_is_in_the_bundle(run, reps, packed, tmp_path):
    whole = slice_digests(run.folder / "metrics", reps)
    assert len(set(whole["rep"].values())) == len(reps)
    for rep_id, bundle in packed.items():
        there = tmp_path / rep_id
        there.mkdir()
        for name, content in bundle.items():
            (there / f"{name}.parquet").write_bytes(content)
        assert slice_digests(there, reps)["rep"][rep_id] == whole["rep"][rep_id]
