"""What a document can read of a parcel is what it can read of the run, table by table."""

import pandas as pd
import pytest
from workshops import workshop_for

from review_kit.documents.parts.data import open_manager, open_organisation, open_rep, open_team
from review_kit.errors import ConfigurationError
from review_kit.execution.task_bundle import Packer
from review_kit.planning.plan import plan
from review_kit.records.folder import RunFolder

OPEN = {
    "rep": open_rep,
    "team": open_team,
    "manager": open_manager,
    "org": lambda run, _: open_organisation(run),
}


@pytest.fixture(scope="module")
def unpacked(run, tmp_path_factory, request):
    """Unpack the parcel of the second document of a grain; return its task and folder."""
    folder = RunFolder(run.folder)
    root = request.config.rootpath
    tasks = plan(folder, root / "notebooks").tasks
    copies = folder.work / "templates"
    copies.mkdir(parents=True, exist_ok=True)
    for task in tasks:
        (copies / task.template.path.name).write_bytes(task.template.path.read_bytes())
    packer = Packer(workshop_for(folder, root))

    def unpack(grain):
        task = [task for task in tasks if task.entity.grain == grain][-1]
        there = tmp_path_factory.mktemp(grain)
        for name, content in packer.pack(task).run.items():
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
def test_a_parcel_holds_every_row_that_its_document_can_read(run, unpacked, grain):
    task, there = unpacked(grain)
    here = OPEN[grain](str(run.folder), task.entity.identifier)
    elsewhere = OPEN[grain](str(there), task.entity.identifier)
    assert here.viewer == elsewhere.viewer
    names = [path.stem for path in (run.folder / "metrics").glob("*.parquet")]
    assert len(names) > 20
    for name in names:
        wanted, got = read(here, name), read(elsewhere, name)
        if isinstance(wanted, str):
            assert got == wanted
        else:
            pd.testing.assert_frame_equal(got, wanted)
