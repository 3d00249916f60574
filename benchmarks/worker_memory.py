"""Memory of one worker over many documents.

    python -m benchmarks.worker_memory --packets 24

Makes packets in one process, as a worker does that is never exchanged, and prints its resident memory
after each sixth.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import psutil
from benchmarks.measuring import Figure, keep, run
from benchmarks.projects import make_project, packet_build

from review_kit.execution import make_document
from review_kit.execution.workers import LARGEST_MB, resident_megabytes


def work(root: Path, packets: int) -> None:
    """Make packets and print the memory after each."""
    found = []
    with packet_build(root) as (tasks, build):
        for number in range(packets):
            record = make_document.make_document(tasks[number % len(tasks)], build)
            assert record.status == "made", record.failure
            found.append(resident_megabytes())
        (preloaded,) = psutil.Process().children()
        megabytes = preloaded.memory_info().rss / 2**20
    print(json.dumps({"memory": found, "preloaded": megabytes}))


def main() -> None:
    """Measure and keep the curve."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packets", type=int, default=24)
    parser.add_argument("--work", metavar="FOLDER", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        work(Path(asked.work), asked.packets)
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root = make_project(Path(name), 24)
        spent = run("benchmarks.worker_memory", "--work", root, "--packets", asked.packets)
    found, preloaded = spent.said["memory"], spent.said["preloaded"]
    step = max(1, asked.packets // 6)
    rows = [
        (f"after {at + 1} packets", f"{found[at]:.0f} MB")
        for at in range(step - 1, len(found), step)
    ]
    keep(
        "worker_memory",
        "Memory of a worker",
        [
            Figure("early", "after a quarter of the packets", found[len(found) // 4], "MB"),
            Figure("late", "after all", found[-1], "MB"),
            Figure("most", f"at most (exchanged from {LARGEST_MB} MB)", max(found), "MB"),
            Figure("preloaded", "its preloaded process, which kernels share", preloaded, "MB"),
        ],
        rows,
        packets=asked.packets,
    )


if __name__ == "__main__":
    main()
