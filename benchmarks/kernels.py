"""CPU seconds of one rep packet, with kernels forked from a preloaded process and with plain ones.

    python -m benchmarks.kernels --packets 6 --rounds 2

Each round makes the same packets twice, in two fresh worker processes one after the other: notebook,
web page, PDF and check. Counted are user and system time of the worker and all its descendants, after
its first packet, which pays for imports. ``execution`` is the notebook alone, without page and PDF.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

import psutil
from benchmarks.measuring import Figure, keep, median, run
from benchmarks.projects import make_project, packet_build

from review_kit.execution import make_document
from review_kit.warm_kernels.provisioner import SWITCH

WHATS = {"execution": "executing a packet's notebook", "packet": "the whole packet"}


def cpu_seconds() -> float:
    """User and system time of this process and every descendant, living or waited for."""
    total = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        total += usage.ru_utime + usage.ru_stime
    for child in psutil.Process().children(recursive=True):
        times = child.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


def work(root: Path, packets: int, what: str) -> None:
    """Make packets as a worker of the batch does, and print what they took."""
    with packet_build(root) as (planned, build):
        tasks = planned[: packets + 1]
        begin = clock = 0.0
        for number, task in enumerate(tasks):
            if number == 1:
                begin, clock = cpu_seconds(), time.perf_counter()
            if what == "packet":
                record = make_document.make_document(task, build)
                assert record.status == "made", record.failure
            else:
                assert build.scratch is not None
                make_document._execute(task, build, build.scratch / "executed.ipynb")
        made = len(tasks) - 1
        spent = {
            "cpu": (cpu_seconds() - begin) / made,
            "wall": (time.perf_counter() - clock) / made,
        }
    print(json.dumps(spent))


def main() -> None:
    """Prepare a run, make its packets both ways, and print medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packets", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--what", nargs="+", choices=WHATS, default=[*WHATS])
    parser.add_argument("--work", nargs=2, metavar=("FOLDER", "WHAT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        work(Path(asked.work[0]), asked.packets, asked.work[1])
        return
    figures = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root = make_project(Path(name), asked.packets + 6)
        for what in asked.what:
            found: dict[str, list[dict[str, float]]] = {"cold": [], "warm": []}
            for _ in range(asked.rounds):
                for kind, switch in (("cold", "0"), ("warm", "1")):
                    spent = run(
                        "benchmarks.kernels",
                        *("--work", root, what, "--packets", asked.packets),
                        env={SWITCH: switch},
                    )
                    found[kind].append(spent.said)
            cold, warm = (
                median(spent["cpu"] for spent in found[kind]) for kind in ("cold", "warm")
            )
            figures.append(Figure(what, WHATS[what], warm, "CPU s", naive=cold))
    keep(
        "kernels",
        "Kernels forked from a preloaded process (naive: plain ones)",
        figures,
        packets=asked.packets,
        rounds=asked.rounds,
    )


if __name__ == "__main__":
    main()
