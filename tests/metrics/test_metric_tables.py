"""The tables on disk, and the slice that one document reads."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from review_kit.errors import ContractGateError
from review_kit.metrics import (
    METRIC_TABLES,
    MetricTables,
    Tables,
    compute_metrics,
    default_as_of,
)
from review_kit.metrics.results import typed
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
    for name in METRIC_TABLES:
        pd.testing.assert_frame_equal(left[name], right[name], obj=name)


def test_what_was_written_is_read_back_as_it_was(tables, tmp_path) -> None:
    paths = tables.write(tmp_path)
    read = {name: typed(pd.read_parquet(path), name) for name, path in paths.items()}
    same(MetricTables(read), tables)


def test_the_same_tables_give_the_same_bytes(tables, tmp_path) -> None:
    first, second = tables.write(tmp_path / "a"), tables.write(tmp_path / "b")
    assert set(first) == set(METRIC_TABLES)
    for name, path in first.items():
        assert path.read_bytes() == second[name].read_bytes()


def test_the_files_have_the_types_that_are_declared(tables, tmp_path) -> None:
    for name, path in tables.write(tmp_path).items():
        assert pq.read_schema(path).equals(METRIC_TABLES[name].arrow_schema), name
    assert METRIC_TABLES["sessions"].arrow_schema.field("session_date").type == pa.date32()


def test_a_set_of_tables_lacks_none(tables) -> None:
    assert list(tables) == list(METRIC_TABLES)
    with pytest.raises(KeyError, match="weekly"):
        MetricTables({name: table for name, table in tables.items() if name != "weekly"})


def test_every_table_has_the_columns_that_it_declares(tables) -> None:
    for name, table in METRIC_TABLES.items():
        assert tuple(tables[name].columns) == table.column_names


def test_tables_of_a_company_without_anything_have_their_columns_too(world) -> None:
    empty = world.review().tables.all()
    for name, table in METRIC_TABLES.items():
        assert tuple(empty[name].columns) == table.column_names


class FolderOfFrames:
    """A snapshot as the metrics see it: tables read from Parquet, as validation leaves them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, name: str) -> bool:
        return (self.folder / f"{name}.parquet").is_file()

    def table(
        self,
        name: str,
        columns: Collection[str] | None = None,
        names: Collection[str] = (),
        only: Mapping[str, Collection[str]] | None = None,
    ) -> pd.DataFrame:
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
    expected = world.review(quarantined=aside).tables.all()
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
