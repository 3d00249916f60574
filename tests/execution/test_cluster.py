"""Documents made on a Dask cluster: a real scheduler, real worker processes, the same files."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import wait
from dataclasses import replace
from pathlib import Path

import pytest
from build_contexts import build_context_for

import review_kit
from review_kit.errors import ReviewKitError
from review_kit.execution.cluster import ClusterExecutor, ClusterWorkers
from review_kit.execution.make_all import copy_templates, make_all
from review_kit.execution.make_document import make_document
from review_kit.execution.task_bundle import (
    TaskBundler,
    UnfitWorkerError,
    code_identity,
    make_from_bundle,
)
from review_kit.planning.assessment import assess
from review_kit.records.folder import RunFolder
from review_kit.records.lock import locked
from review_kit.records.record import read_records
from review_kit.render.brand import PLAIN, Brand

SCORE = """import pyarrow.parquet as pq
rows = pq.read_table(f"{run}/metrics/rep_criteria.parquet", filters=[("rep_id", "==", rep_id)])
rows.select(["criterion_id", "current_score"]).to_pylist()"""
TEAM = """import pyarrow.parquet as pq
pq.read_table(f"{run}/metrics/team_metrics.parquet", filters=[("team", "==", team)]).to_pylist()"""


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes with two threads each."""
    import distributed

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=":0"
    ) as started:
        yield started


@pytest.fixture
def client(cluster):
    import distributed

    with distributed.Client(cluster, set_as_default=False) as connected:
        connected.wait_for_workers(2, timeout=60)
        yield connected


@contextlib.contextmanager
def build_of(project, brand=PLAIN):
    with locked(project.run):
        yield build_context_for(project.run, project.root, brand=brand)


def make_on(cluster, project, *, brand=PLAIN, on_record=lambda _: None):
    """Make a small project's documents on the cluster, as a run does."""
    records = []

    def note(record):
        records.append(record)
        on_record(record)

    the_plan = project.plan()
    with build_of(project, brand) as build:
        workers = ClusterWorkers(cluster.scheduler_address)
        make_all(assess(the_plan).to_make, the_plan, build, workers, note)
    return records


def twin(project, folder):
    """Copy a project that has no documents yet."""
    copy = type(project)(folder, RunFolder(folder / "reports" / project.run.run_id))
    shutil.copytree(project.notebooks, copy.notebooks)
    shutil.copytree(project.run.metrics, copy.run.metrics)
    return copy


def contents(project):
    """Every file of a run that is delivered or kept; none tells where or when it was made."""
    found = {}
    for path in sorted(project.run.path.rglob("*")):
        if not path.is_file() or ".batch" in path.parts or "metrics" in path.parts:
            continue
        found[path.relative_to(project.run.path).as_posix()] = path.read_bytes()
    return found


def test_the_files_are_those_of_the_local_pool(
    cluster, client, small_project, write_template, tmp_path_factory
):
    (small_project.notebooks / "words.py").write_text("GREETING = 'kept beside the templates'\n")
    write_template("packet", "rep", SCORE, "import words\nwords.GREETING", formats=("pdf", "html"))
    write_template("roi", "team", TEAM)
    write_template("cover", "manager", "run[-14:], manager_id")
    write_template("broken", "org", "1 / 0")
    logo = tmp_path_factory.mktemp("logo") / "0123.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
    brand = Brand("Acme", "#0a7a3c", logo)

    local = twin(small_project, tmp_path_factory.mktemp("local"))
    local.make(workers=2, brand=brand)
    records = make_on(cluster, small_project, brand=brand)

    assert {r.document for r in records if r.status == "failed"} == {"org/broken"}
    here, there = contents(local), contents(small_project)
    assert len(here) == 4 * 3 + 2 * 2 + 2 * 2 + 2
    assert there.keys() == here.keys()
    assert there == here
    kept = {"document", "key", "inputs", "status", "pages", "template", "entity"}
    assert {
        name: {field: getattr(record, field) for field in kept}
        for name, record in read_records(small_project.run).items()
    } == {
        name: {field: getattr(record, field) for field in kept}
        for name, record in read_records(local.run).items()
    }
    # the workers keep nothing of it
    held = client.run(lambda dask_worker: [*Path(dask_worker.local_directory).glob("document-*")])
    assert [*held.values()] == [[], []]


def test_a_worker_that_is_killed_costs_nothing_but_time(
    cluster, client, small_project, write_template
):
    write_template("page", "rep", "import time\ntime.sleep(1)\nf'page of {rep_id}'")
    pids = client.run(os.getpid)
    killed = []

    def kill_one(record):
        if not killed:
            killed.append(next(iter(pids.values())))
            os.kill(killed[0], signal.SIGKILL)

    records = make_on(cluster, small_project, on_record=kill_one)
    assert killed
    assert sorted(record.document for record in records) == [f"reps/R{n}/page" for n in range(1, 5)]
    assert {record.status for record in records} == {"made"}
    assert not set(killed) & set(client.run(os.getpid).values())


def test_a_process_makes_one_document_at_a_time_whatever_its_threads(
    client, small_project, write_template
):
    client.wait_for_workers(2, timeout=60)
    timed = (
        "import os, time\nbegin = time.time()\ntime.sleep(0.3)\n"
        "print(os.environ['JPY_PARENT_PID'], begin, time.time())"
    )
    write_template("page", "rep", timed)
    the_plan = small_project.plan()
    with build_of(small_project) as build:
        copy_templates(the_plan, build)
        executor = ClusterExecutor(client)
        wait([executor.submit(make_document, task, build) for task in the_plan.tasks])
        # the rows of ten thousand documents would not fit into memory
        assert not executor._submissions
        executor.shutdown()
        assert [path.name for path in small_project.run.work.iterdir()] == ["templates"]
    stretches = defaultdict(list)
    for path in small_project.run.path.glob("notebooks/reps/*/page.ipynb"):
        cells = json.loads(path.read_text())["cells"]
        worker, begin, end = "".join(cells[-1]["outputs"][0]["text"]).split()
        stretches[worker].append((float(begin), float(end)))
    assert sum(len(one) for one in stretches.values()) == 4
    assert len(stretches) == 2
    for one in stretches.values():
        (_, end_of_first), (begin_of_second, _) = sorted(one)
        assert end_of_first <= begin_of_second


def test_workers_with_other_code_are_refused_and_get_no_document(
    cluster, client, small_project, write_template, tmp_path
):
    package = Path(review_kit.__file__).parent
    shadow = tmp_path / "other"
    shutil.copytree(package, shadow / "review_kit", ignore=shutil.ignore_patterns("__pycache__"))
    with (shadow / "review_kit" / "render" / "brand.py").open("a") as file:
        file.write("\n# another version of it\n")
    other = subprocess.Popen(
        [
            *(sys.executable, "-m", "distributed.cli.dask_worker", cluster.scheduler_address),
            *("--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", "other"),
        ],
        env={**os.environ, "PYTHONPATH": str(shadow)},
        cwd=tmp_path,
        stderr=subprocess.DEVNULL,
    )
    try:
        client.wait_for_workers(3, timeout=60)
        with pytest.raises(ReviewKitError) as refused:
            ClusterWorkers(cluster.scheduler_address)
        assert "1 of 3 workers would make different documents from this machine" in str(
            refused.value
        )
        assert refused.value.message.count("code ") == 2
        assert "Install the same versions there as here" in refused.value.hint

        # one that comes when the run has begun turns documents down, and another worker makes them
        write_template("page", "rep", "rep_id")
        the_plan = small_project.plan()
        with build_of(small_project) as build:
            copy_templates(the_plan, build)
            executor = ClusterExecutor(client)
            futures = [executor.submit(make_document, t, build) for t in the_plan.tasks]
            assert {future.result(timeout=60).status for future in futures} == {"made"}
    finally:
        other.terminate()
        other.wait(timeout=30)


def test_a_template_that_is_not_the_planned_one_is_refused(small_project, write_template, tmp_path):
    write_template("page", "org", "41 + 1")
    the_plan = small_project.plan()
    with build_of(small_project) as build:
        copy_templates(the_plan, build)
        (task,) = the_plan.tasks
        bundler = TaskBundler(build)
        common = bundler.common
        changed = {
            name: content.replace(b"41 + 1", b"41 + 2")
            for name, content in common.templates.items()
        }
        assert changed != common.templates
        pickled = pickle.dumps((task, build, bundler.bundle(task)))
        other = pickle.dumps(replace(common, templates=changed))
        with pytest.raises(UnfitWorkerError, match="was changed after the run was planned"):
            make_from_bundle(code_identity(), make_document, pickled, other, str(tmp_path))
        with pytest.raises(UnfitWorkerError, match="review-kit is"):
            make_from_bundle(
                "0.0.1, code 0, Python 3.1", make_document, b"not opened", b"", str(tmp_path)
            )


def test_a_scheduler_without_workers_is_told():
    import distributed

    with distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as empty:
        with pytest.raises(ReviewKitError, match="it has no workers") as told:
            ClusterWorkers(empty.scheduler_address)
        assert "dask worker" in told.value.hint
