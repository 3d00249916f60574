"""Memory of one worker over many documents.

    python -m benchmarks.worker_memory --packets 60

Makes packets in one process, as a worker does that is never exchanged, and prints its resident memory
after each tenth.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks.measuring import keep, run
from benchmarks.projects import make_project

from review_kit.batch import make
from review_kit.batch.folder import RunFolder
from review_kit.batch.planning import plan
from review_kit.batch.workers import LARGEST_MB, resident_megabytes
from review_kit.project import load_project
from review_kit.render.brand import PLAIN


def work(root: Path, packets: int) -> None:
    """Make packets and print the memory after each."""
    reports = RunFolder(next((root / "reports").glob("*d")))
    project = load_project(root)
    tasks = [t for t in plan(reports, project.notebooks).tasks if t.template.name == "rep_packet"]
    (reports.work / "templates").mkdir(parents=True, exist_ok=True)
    copy = reports.work / "templates" / tasks[0].template.path.name
    copy.write_bytes(tasks[0].template.path.read_bytes())
    found = []
    with tempfile.TemporaryDirectory(prefix="rk-") as scratch:
        workshop = make.Workshop(
            run=reports,
            project=root,
            notebooks=project.notebooks,
            cache=project.cache,
            paper="A4",
            brand=PLAIN,
            timeout_seconds=600,
            scratch=Path(scratch),
        )
        for number in range(packets):
            record = make.make_document(tasks[number % len(tasks)], workshop)
            assert record.status == "made", record.failure
            found.append(resident_megabytes())
    print(json.dumps(found))


def main() -> None:
    """Measure and keep the curve."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packets", type=int, default=60)
    parser.add_argument("--work", metavar="FOLDER", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        work(Path(asked.work), asked.packets)
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root = make_project(Path(name), 24)
        spent = run("benchmarks.worker_memory", "--work", root, "--packets", asked.packets)
    found = spent.said
    step = max(1, asked.packets // 6)
    rows = [
        (f"after {at + 1} packets", f"{found[at]:.0f} MB")
        for at in range(step - 1, len(found), step)
    ]
    rows += [
        ("most after any packet", f"{max(found):.0f} MB"),
        ("a worker is exchanged from", f"{LARGEST_MB} MB"),
    ]
    keep("worker_memory", "Memory of a worker", rows, packets=asked.packets)


if __name__ == "__main__":
    main()
