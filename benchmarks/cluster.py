"""What the machine that runs `review-kit run --scheduler` has to do for each of thousands of documents.

    python -m benchmarks.cluster --reps 1000 3000 10000

Real: the Dask scheduler and two worker processes, each a process of its own; plan, slices, task bundles,
messages, the files that come back, their digests and records, manifest, summary, log and ``status``.
Simulated: the company (the metric tables of a small one, many times over) and the work on the document
itself, which a worker replaces by writing files nearly as large as a packet's. So all that grows with the
number of documents is there, and what a document takes by itself is not.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from benchmarks import many_reps
from benchmarks.measuring import ROOT, Figure, Spent, keep, run
from benchmarks.projects import make_project

from review_kit.execution import cluster as on_cluster
from review_kit.execution import make_all
from review_kit.execution.build_context import BuildContext
from review_kit.execution.verify import digest_of_numbers, fail_changed
from review_kit.pipeline.manifest_writer import ManifestWriter
from review_kit.planning.assessment import assess
from review_kit.planning.plan import plan
from review_kit.project import Project, load_project
from review_kit.records.folder import RunFolder
from review_kit.records.integrity import FileCheck
from review_kit.records.lock import locked
from review_kit.records.record import Record
from review_kit.records.run_log import logged
from review_kit.render.brand import PLAIN

WORK = "benchmarks.cluster"
TEMPLATE = "rep_packet"
SMALL = 100
"""Reps of the company that is multiplied."""
_LOOK_EVERY = 50
"""Documents between two looks at memory."""


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Start a scheduler and two workers; give the scheduler's address and process."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    log = (folder / "scheduler.log").open("w+")
    scheduler = subprocess.Popen(
        [*dask, "--host", "127.0.0.1", "--port", "0", "--no-dashboard"],
        cwd=folder,
        env=environment,
        stderr=log,
    )
    try:
        address = _address(folder / "scheduler.log")
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address]
        with (folder / "workers.log").open("w") as said:
            workers = subprocess.Popen(
                [*worker, "--nworkers", "2", "--nthreads", "1", "--no-dashboard"],
                cwd=folder,
                env=environment,
                stderr=said,
            )
        try:
            yield address, psutil.Process(scheduler.pid)
        finally:
            workers.terminate()
            workers.wait(60)
    finally:
        scheduler.terminate()
        scheduler.wait(60)
        log.close()


def _address(log: Path) -> str:
    for _ in range(600):
        found = re.search(r"Scheduler at:\s+(tcp://\S+)", log.read_text(encoding="utf-8"))
        if found:
            return found.group(1)
        time.sleep(0.1)
    raise TimeoutError(log.read_text(encoding="utf-8"))


def own_megabytes(process: psutil.Process) -> float:
    """Memory that is a process's own: without files that it has mapped, which the system can drop."""
    status = Path(f"/proc/{process.pid}/status")
    if status.is_file():
        kilobytes = re.search(r"RssAnon:\s+(\d+) kB", status.read_text())
        if kilobytes:
            return int(kilobytes.group(1)) / 1024
    return float(process.memory_info().rss / 2**20)


def cpu_seconds(process: psutil.Process) -> float:
    """User and system time of a process."""
    times = process.cpu_times()
    return float(times.user + times.system)


class Watch:
    """Processor time and memory of the driver and of the scheduler while a run goes on."""

    def __init__(self, scheduler: psutil.Process) -> None:
        self.scheduler = scheduler
        self.spent: dict[str, float] = {}
        self.looks: list[dict[str, float]] = []
        self.most = 0.0
        self._me = psutil.Process()
        self._begun = time.process_time()

    def lap(self, name: str) -> None:
        """End a part of the run."""
        now = time.process_time()
        self.spent[name], self._begun = now - self._begun, now
        self.most = max(self.most, own_megabytes(self._me))

    def look(self, made: int) -> None:
        """Note what was used up to a document."""
        memory = own_megabytes(self._me)
        self.most = max(self.most, memory)
        self.looks.append(
            {
                "made": made,
                "cpu": time.process_time(),
                "memory": memory,
                "scheduler_cpu": cpu_seconds(self.scheduler),
                "scheduler": own_megabytes(self.scheduler),
            }
        )


def drive(root: Path, address: str, watch: Watch) -> dict[str, Any]:
    """Make every packet of a prepared run on a cluster, as ``review-kit run`` does, and say what it took."""
    project, run_folder = load_project(root), RunFolder(next((root / "reports").glob("*d")))
    make_all.make_document = many_reps.make_cheap_document  # type: ignore[attr-defined]
    counted = _count_messages()
    with locked(run_folder), logged(run_folder, time.monotonic()) as log:
        watch.lap("imports")
        the_plan = plan(run_folder, project.notebooks, template_names=(TEMPLATE,))
        watch.lap("plan")
        files = FileCheck(run_folder)
        assessment = assess(the_plan, files)
        manifest = ManifestWriter(
            the_plan, assessment, files, narrowed_to=(TEMPLATE,), notes=(), snapshot_id="-"
        )
        watch.lap("assess")
        manifest.write("running")
        watch.lap("first manifest")
        build = build_of(project, run_folder)
        numbers = digest_of_numbers(run_folder, files)
        watch.lap("digests")

        def on_record(record: Record) -> None:
            assert record.status == "made", record.failure
            manifest.add(record)
            log.document(record)
            if len(manifest.made) % _LOOK_EVERY == 0:
                watch.look(len(manifest.made))

        watch.look(0)
        began = time.monotonic()
        make_all.make_all(
            assessment.to_make, the_plan, build, on_cluster.ClusterWorkers(address), on_record
        )
        wall = time.monotonic() - began
        watch.lap("documents")
        assert digest_of_numbers(run_folder, files) == numbers
        manifest.add_all(fail_changed(manifest.tasks, manifest.standing, files, build))
        watch.lap("check at the end")
        complete = manifest.write("complete")
        watch.lap("last manifest")
    made = len(assessment.to_make)
    assert complete.counts["made"] == made, complete.counts
    return {
        "made": made,
        "spent": watch.spent,
        "wall": wall,
        "looks": watch.looks,
        "memory": watch.most,
        "sent": counted["there"] / made,
        "received": counted["back"] / made,
        "manifest": run_folder.manifest.stat().st_size,
        "summary": run_folder.summary.stat().st_size,
        "metrics": sum(path.stat().st_size for path in run_folder.metrics.iterdir()),
    }


def build_of(project: Project, run_folder: RunFolder) -> BuildContext:
    """Say how documents of a run are made, on other machines."""
    return BuildContext(
        run=run_folder,
        project=project.root,
        notebooks=project.notebooks,
        cache=project.cache,
        paper="A4",
        brand=PLAIN,
        timeout_seconds=600,
        scratch=None,
    )


def _count_messages() -> dict[str, int]:
    """Count the bytes of tasks and of results, before Dask wraps them."""
    counted = {"there": 0, "back": 0}
    module: Any = on_cluster
    executor_class: Any = on_cluster.ClusterExecutor
    send, install = executor_class._send, module.install_outputs

    def counting_send(executor: Any, submission: Any) -> None:
        counted["there"] += len(submission.pickled)
        send(executor, submission)

    def counting_install(result: Any, *rest: Any) -> Any:
        counted["back"] += sum(len(content) for content in result.files.values())
        return install(result, *rest)

    executor_class._send = counting_send
    module.install_outputs = counting_install
    return counted


def third(looks: list[dict[str, float]], what: str, which: int) -> float:
    """What a document took in the first (0) or last (2) third of a run."""
    at = [round((len(looks) - 1) * part / 3) for part in (which, which + 1)]
    begin, end = looks[at[0]], looks[at[1]]
    return (end[what] - begin[what]) / max(1, end["made"] - begin["made"])


def figures_of(found: dict[str, Any], status: Spent) -> list[Figure]:
    """Give what was measured of one number of documents."""
    made, spent, looks = found["made"], found["spent"], found["looks"]
    scheduler = looks[-1]["scheduler_cpu"] - looks[0]["scheduler_cpu"]
    before = sum(spent[part] for part in ("plan", "assess", "first manifest", "digests"))
    after = spent["check at the end"] + spent["last manifest"]
    measured = [
        ("driver", "the driver, for each", spent["documents"] / made * 1000, "CPU ms"),
        ("driver_first", "the same, in the first third", third(looks, "cpu", 0) * 1000, "CPU ms"),
        ("driver_last", "the same, in the last third", third(looks, "cpu", 2) * 1000, "CPU ms"),
        ("scheduler", "the scheduler, for each", scheduler / made * 1000, "CPU ms"),
        ("memory_before", "the driver's memory before the first", looks[0]["memory"], "MB"),
        ("memory", "the driver's memory at most", found["memory"], "MB"),
        (
            "scheduler_memory",
            "the scheduler's memory at most",
            max(one["scheduler"] for one in looks),
            "MB",
        ),
        ("sent", "sent for each", found["sent"] / 1000, "kB"),
        ("received", "received for each", found["received"] / 1000, "kB"),
        ("plan", "plan, slices and first manifest", before, "CPU s"),
        ("end", "check at the end and last manifest", after, "CPU s"),
        ("status", "`review-kit status`", status.cpu, "CPU s"),
        ("status_memory", "`review-kit status`, memory", status.peak_mb, "MB"),
        ("metrics", "metric tables", found["metrics"] / 1e6, "MB on disk"),
        ("manifest", "manifest.json", found["manifest"] / 1e6, "MB on disk"),
        ("summary", "summary.html", found["summary"] / 1e6, "MB on disk"),
    ]
    return [
        Figure(f"{key}_{made}", f"{made:,} documents: {what}", value, unit)
        for key, what, value, unit in measured
    ]


def main() -> None:
    """Measure each number of reps, and keep the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reps", type=int, nargs="+", default=[1000, 3000, 10_000])
    parser.add_argument("--small-reps", type=int, default=SMALL, help="reps that are multiplied")
    parser.add_argument("--small", type=Path, help="a prepared project to multiply")
    parser.add_argument(
        "--work", nargs=3, metavar=("FOLDER", "ADDRESS", "PID"), help=argparse.SUPPRESS
    )
    parser.add_argument(
        "--multiply", nargs=3, metavar=("FROM", "TO", "COPIES"), help=argparse.SUPPRESS
    )
    asked = parser.parse_args()
    if asked.work:
        root, address, pid = asked.work
        print(json.dumps(drive(Path(root), address, Watch(psutil.Process(int(pid))))))
        return
    if asked.multiply:
        small, root = map(Path, asked.multiply[:2])
        reports = RunFolder(next((small / "reports").glob("*-*d")))
        many_reps.multiply(
            reports, int(asked.multiply[2]), RunFolder(root / "reports" / reports.run_id)
        )
        return
    figures: list[Figure] = []
    notes: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        small = asked.small or make_project(Path(name), asked.small_reps)
        for reps in asked.reps:
            root = Path(name) / f"many-{reps}"
            many_reps.copy_project(small, root)
            run(WORK, "--multiply", small, root, max(1, reps // asked.small_reps))
            folder = Path(name) / f"cluster-{reps}"
            folder.mkdir()
            with cluster(folder) as (address, scheduler):
                found = run(WORK, "--work", root, address, scheduler.pid).said
            status = run("review_kit.cli", "status", "--project", root, speaks_json=False)
            figures += figures_of(found, status)
            notes.append((f"{found['made']:,} documents", f"{found['wall']:.0f} s of the clock"))
            shutil.rmtree(root)
            keep("cluster", "A run on a cluster", figures, notes, reps=asked.reps)


if __name__ == "__main__":
    main()
