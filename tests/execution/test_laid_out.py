"""A notebook reads of tables that are laid out what it reads of the run's own, row by row."""

import json
from concurrent.futures import Future

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from build_contexts import build_context_for
from prepared_run import prepared_run

from review_kit.documents.parts.entity_data import open_manager, open_rep, open_team
from review_kit.documents.parts.laid_out_rows import ROWS_VARIABLE
from review_kit.execution import make_all as module
from review_kit.execution.laid_out import LaidOutTables
from review_kit.execution.make_all import make_all
from review_kit.planning.plan import plan
from review_kit.records.folder import RunFolder

OPEN = {"rep": open_rep, "team": open_team, "manager": open_manager}


@pytest.fixture(scope="module")
def run():
    """Twelve invented reps, of all kinds."""
    return RunFolder(prepared_run())


@pytest.fixture(scope="module")
def tasks(run, request):
    return plan(run, request.config.rootpath / "notebooks").tasks


@pytest.fixture(scope="module")
def tables(run):
    laid_out = LaidOutTables(run)
    yield laid_out
    laid_out.close()


@pytest.fixture
def told(tables, tasks, tmp_path, monkeypatch):
    """Tell where the rows of a grain's last document are; return whose they are."""

    def tell(grain):
        task = [task for task in tasks if task.entity.grain == grain][-1]
        path = tmp_path / f"{grain}.json"
        tables.of(task).tell(path)
        monkeypatch.setenv(ROWS_VARIABLE, str(path))
        return task.entity.identifier

    return tell


def everything(run, grain, identifier):
    opened = OPEN[grain](str(run.path), identifier)
    return {name: opened.rows(name) for name in opened.names}


@pytest.mark.parametrize("grain", OPEN)
def test_every_row_is_the_same(run, told, grain, monkeypatch):
    identifier = told(grain)
    laid_out = everything(run, grain, identifier)
    monkeypatch.delenv(ROWS_VARIABLE)
    wanted = everything(run, grain, identifier)
    assert len(wanted) > 20
    # as text, in which values that are missing are equal
    assert {name: repr(rows) for name, rows in laid_out.items()} == {
        name: repr(rows) for name, rows in wanted.items()
    }


def test_only_laid_out_tables_are_read(run, told, monkeypatch):
    rep_id = told("rep")
    opened = open_rep(str(run.path), rep_id)
    monkeypatch.setattr(pq, "read_table", None)
    assert opened.rows("rep_criteria")


def test_what_is_told_of_one_entity_or_run_is_for_no_other(run, told, tasks):
    told_of = told("rep")
    other = next(
        task.entity.identifier
        for task in tasks
        if task.entity.grain == "rep" and task.entity.identifier != told_of
    )
    assert {row["rep_id"] for row in open_rep(str(run.path), other).rows("rep_metrics")} == {other}
    elsewhere = RunFolder(run.path / ".." / run.path.name)
    assert open_rep(str(elsewhere.path), told_of).rows("rep_metrics")


def test_a_notebook_is_told_identifiers_only(tables, tasks, tmp_path):
    task = next(task for task in tasks if task.entity.grain == "rep")
    tables.of(task).tell(tmp_path / "rows.json")
    _, grain, identifier, sees = json.loads((tmp_path / "rows.json").read_text())["viewer"]
    assert (grain, identifier) == ("rep", task.entity.identifier)
    assert set(sees) <= {"rep", "manager", "team"}


def test_documents_about_everybody_read_the_tables_themselves(tables, tasks):
    assert tables.of(next(task for task in tasks if task.entity.grain == "org")) is None


def test_a_table_that_declares_nobody_is_left_to_who_asks_for_it(run, tmp_path):
    copy = RunFolder(tmp_path / run.path.name)
    copy.metrics.mkdir(parents=True)
    for path in run.metrics.iterdir():
        (copy.metrics / path.name).write_bytes(path.read_bytes())
    pq.write_table(pa.table({"rep_id": ["1"]}), copy.metrics / "of_a_stranger.parquet")
    LaidOutTables(copy).close()


class Noting:
    """Workers that note with what each document would be made, and make none."""

    is_local = True
    count = 1

    def __init__(self):
        self.given = []

    def start(self):
        return self

    def finish(self):
        pass

    stop = finish

    def submit(self, make, task, build, /):
        self.given.append(build.own_rows)
        future = Future()
        future.set_result(task.record("made"))
        return future


@pytest.mark.parametrize("few", [True, False])
def test_tables_are_laid_out_where_many_documents_are_made(run, tasks, request, monkeypatch, few):
    root = request.config.rootpath
    monkeypatch.setattr(module, "WORTH_LAYING_OUT", 100 if few else 2)
    workers, before = Noting(), {*run.work.glob("tables-*")}
    of_reps = [task for task in tasks if task.entity.grain == "rep"][:3]
    make_all(of_reps, plan(run, root / "notebooks"), build_context_for(run, root), workers, print)
    assert [each is None for each in workers.given] == [few] * 3
    assert {*run.work.glob("tables-*")} == before
