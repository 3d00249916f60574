"""The tables on disk, and the slice that one document reads."""

from dataclasses import fields
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from review_kit.errors import ContractGateError
from review_kit.metrics import SCHEMAS, MetricTables, Tables, compute_metrics, default_as_of
from review_kit.project.config import Config


def company(world):
    world.criterion()
    world.rep("ana", team="north", manager="mia").rep("bo", team="north", manager="max")
    world.rep("cy", team="south", manager="max")
    for rep in ("ana", "bo", "cy"):
        world.calls("01-05", [50] * 5, rep=rep).calls("03-10", [60] * 5, rep=rep)
        world.entry(
            f"e-{rep}", "02-01", rep=rep, commitment="Ask three questions", due="02-08", theme="T"
        )
        world.planned(f"s-e-{rep}", "02-01", rep=rep).goal(f"g-{rep}", "01-02", 70, rep=rep)
        world.deal("01-02", "02-02", won=True, amount=5, rep=rep)
        for number in range(5):
            name = f"lost-{rep}-{number}"
            world.deal("01-02", "02-02", amount=5, rep=rep, name=name).rating(2, "02-01", rep=rep)
            world.went(name, ("Proposal", "01-03"), ("Lost", "02-02"))
    return world


@pytest.fixture
def tables(world) -> MetricTables:
    return company(world).review().tables.all()


def same(left: MetricTables, right: MetricTables) -> None:
    for field in fields(MetricTables):
        pd.testing.assert_frame_equal(
            getattr(left, field.name), getattr(right, field.name), obj=field.name
        )


def test_what_was_written_is_read_back_as_it_was(tables, tmp_path) -> None:
    tables.write(tmp_path)
    same(MetricTables.read(tmp_path), tables)


def test_the_same_tables_give_the_same_bytes(tables, tmp_path) -> None:
    first, second = tables.write(tmp_path / "a"), tables.write(tmp_path / "b")
    assert set(first) == set(SCHEMAS)
    for name, path in first.items():
        assert path.read_bytes() == second[name].read_bytes()


def test_days_are_days_in_the_files(tables, tmp_path) -> None:
    schema = pq.read_schema(tables.write(tmp_path)["sessions"])
    assert schema.field("session_date").type == pa.date32()
    assert schema.names == list(SCHEMAS["sessions"])


def test_every_table_has_the_columns_of_its_schema(tables) -> None:
    for name, columns in SCHEMAS.items():
        assert list(getattr(tables, name).columns) == list(columns)


def test_tables_of_a_company_without_anything_have_their_columns_too(world) -> None:
    empty = world.review().tables.all()
    for name, columns in SCHEMAS.items():
        assert list(getattr(empty, name).columns) == list(columns)


def test_one_rep_reads_the_own_rows_and_nobody_elses(tables, tmp_path) -> None:
    tables.write(tmp_path)
    own = MetricTables.read(tmp_path, rep_id="bo")
    for name, columns in SCHEMAS.items():
        table = getattr(own, name)
        if "rep_id" in columns:
            assert set(table["rep_id"]) == {"bo"} & set(getattr(tables, name)["rep_id"]), name
    assert set(own.completion["scope_id"]) == {"bo"}
    assert own.exemplars.empty
    assert own.team_metrics.empty
    assert own.team_criteria.empty
    assert own.org_metrics.empty


def test_a_team_reads_its_own_rows_and_those_of_its_reps(tables, tmp_path) -> None:
    tables.write(tmp_path)
    north = MetricTables.read(tmp_path, team="north")
    assert set(north.rep_metrics["rep_id"]) == {"ana", "bo"}
    assert set(north.team_metrics["team"]) == {"north"}
    # mia, a manager of the team's, held every session
    assert set(north.completion["scope_id"]) == {"ana", "bo", "north", "mia"}
    assert set(north.manager_metrics["manager_id"]) == {"mia", "max"}
    assert set(north.effects["scope"]) <= {"team", "manager", "organisation", "criterion"}
    assert "south" not in set(north.effects["scope_id"])
    assert north.org_metrics.empty


def test_a_manager_reads_the_reps_of_record(tables, tmp_path) -> None:
    tables.write(tmp_path)
    own = MetricTables.read(tmp_path, manager_id="max")
    assert set(own.reps["rep_id"]) == {"bo", "cy"}
    assert set(own.manager_metrics["manager_id"]) == {"max"}
    assert own.team_metrics.empty


def test_only_one_slice_at_a_time(tables, tmp_path) -> None:
    tables.write(tmp_path)
    with pytest.raises(ValueError, match="give one of rep_id, team, manager_id"):
        MetricTables.read(tmp_path, rep_id="bo", team="north")


class FolderOfFrames:
    """A snapshot as the metrics see it: tables read from Parquet, as validation leaves them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, name: str) -> bool:
        return (self.folder / f"{name}.parquet").is_file()

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_parquet(self.folder / f"{name}.parquet")

    def quarantined_by_rep(self, name: str) -> pd.Series:
        return pd.Series({"ana": 2} if name == "qa_scores" else {}, dtype="int64")


DAYS = ("_date", "_on", "_due", "valid_from", "valid_to", "period_start", "period_end")


def snapshot(world, folder: Path) -> FolderOfFrames:
    folder.mkdir()
    for name, frame in world.frames().items():
        table = pa.Table.from_pandas(frame, preserve_index=False)
        days = [column for column in frame if column.endswith(DAYS)]
        for column in days:
            at = table.column_names.index(column)
            table = table.set_column(at, column, table[column].cast(pa.date32()))
        pq.write_table(table, folder / f"{name}.parquet")
    return FolderOfFrames(folder)


def test_a_snapshot_on_disk_gives_what_plain_frames_give(world, tmp_path) -> None:
    # in Parquet days are date32 and come back as Python dates, empty columns as objects
    stored = snapshot(company(world), tmp_path / "snapshot")
    config = Config.model_validate({"organisation": {"name": "Acme"}})
    as_of = pd.Timestamp("2026-03-31").date()
    aside = {"qa_scores": pd.Series({"ana": 2})}
    expected = world.review(quarantined=aside).tables
    same(compute_metrics(stored, config, as_of=as_of), expected)


def test_the_review_day_is_the_last_day_with_a_scored_call(world, tmp_path) -> None:
    world.rep().criterion().call("02-03", 1).call("03-07", 1, hour=23).call("01-01", 1)
    stored = snapshot(world, tmp_path / "snapshot")
    assert default_as_of(stored) == pd.Timestamp("2026-03-07").date()


def test_without_any_scored_call_there_is_no_review_day(world, tmp_path) -> None:
    stored = snapshot(world.rep().criterion(), tmp_path / "snapshot")
    with pytest.raises(ContractGateError, match="qa_scores holds no scored call"):
        default_as_of(stored)


def test_a_missing_required_table_is_named(world, tmp_path) -> None:
    stored = snapshot(world.rep().criterion(), tmp_path / "snapshot")
    (tmp_path / "snapshot" / "coaching_log.parquet").unlink()
    with pytest.raises(ContractGateError, match="the snapshot lacks coaching_log"):
        Tables.from_snapshot(stored)
