"""What a document can read of a bundle is what it can read of the run, table by table."""

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from build_contexts import build_context_for
from prepared_run import prepared_run

from review_kit.access import Viewers, rows_for
from review_kit.documents.parts.entity_data import (
    open_manager,
    open_organisation,
    open_rep,
    open_team,
)
from review_kit.errors import ConfigurationError
from review_kit.execution.make_all import copy_templates
from review_kit.execution.owned_table import OwnedTable
from review_kit.execution.task_bundle import TaskBundler
from review_kit.planning.plan import plan
from review_kit.records.folder import RunFolder

OPEN = {
    "rep": open_rep,
    "team": open_team,
    "manager": open_manager,
    "org": lambda run, _: open_organisation(run),
}


@pytest.fixture(scope="session")
def run():
    """Twelve invented reps, of all kinds."""
    return RunFolder(prepared_run())


@pytest.fixture(scope="module")
def unpacked(run, tmp_path_factory, request):
    """Unpack the bundle of a grain's last document; return its task and folder."""
    root = request.config.rootpath
    the_plan = plan(run, root / "notebooks")
    build = build_context_for(run, root)
    copy_templates(the_plan, build)
    bundler = TaskBundler(build)

    def unpack(grain):
        task = [task for task in the_plan.tasks if task.entity.grain == grain][-1]
        there = tmp_path_factory.mktemp(grain)
        for name, content in {**bundler.common.run, **bundler.bundle(task).run}.items():
            (there / name).parent.mkdir(parents=True, exist_ok=True)
            (there / name).write_bytes(content)
        return task, there

    return unpack


def read(opened, name):
    try:
        return opened.table(name)
    except ConfigurationError as error:
        return error.message


@pytest.mark.parametrize("grain", OPEN)
def test_a_bundle_holds_every_row_that_its_document_can_read(run, unpacked, grain):
    task, there = unpacked(grain)
    here = OPEN[grain](str(run.path), task.entity.identifier)
    elsewhere = OPEN[grain](str(there), task.entity.identifier)
    assert here.viewer == elsewhere.viewer
    names = [path.stem for path in run.metrics.glob("*.parquet")]
    assert len(names) > 20
    for name in names:
        wanted, got = read(here, name), read(elsewhere, name)
        if isinstance(wanted, str):
            assert got == wanted
        else:
            pd.testing.assert_frame_equal(got, wanted)


def test_rows_found_by_their_owner_are_the_rows_that_access_gives(run, tmp_path):
    viewers = Viewers(pd.read_parquet(run.metrics / "reps.parquet"))
    grains = set()
    for path in sorted(run.metrics.glob("*.parquet")):
        # rows in another order, and in several row groups
        table = pq.read_table(path)
        mixed = table.take(np.random.default_rng(1).permutation(table.num_rows))
        pq.write_table(mixed, tmp_path / path.name, row_group_size=7)
        owned = OwnedTable(tmp_path / path.name, tmp_path, viewers.numbers)
        for viewer in viewers:
            wanted = rows_for(viewer, path.stem, table.schema)
            if not wanted.is_all:
                assert owned.rows_of(viewer).equals(wanted.of(mixed)), (path.stem, viewer)
                grains.add(viewer.grain)
    assert grains == {"rep", "team", "manager"}
