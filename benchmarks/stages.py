"""Time and memory of each stage before the documents, on invented exports of N reps.

    python benchmarks/stages.py --reps 100

Seconds of wall clock and the peak resident memory of a process of its own for each stage. Machines are
noisy: compare stages of one run with each other, not with another machine's.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

STAGES = ("demo", "sources", "contracts", "snapshot", "metrics")


def run_stage(name: str, root: Path, reps: int) -> None:
    """Run one stage on what the one before left in ``root``, and print what it took."""
    stages: dict[str, Callable[[], None]] = {
        "demo": lambda: make_exports(root, reps),
        "sources": lambda: stage_exports(root),
        "contracts": lambda: validate_exports(root, keep=False),
        "snapshot": lambda: validate_exports(root, keep=True),
        "metrics": lambda: measure(root),
    }
    begin = time.perf_counter()
    stages[name]()
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))


def make_exports(root: Path, reps: int) -> None:
    """Invent the exports."""
    from review_kit.demo import DemoSettings, write_project

    write_project(root, DemoSettings(reps=reps))


def stage_exports(root: Path) -> None:
    """Read the exports into canonical tables."""
    from review_kit.project import load_project
    from review_kit.sources import stage

    stage(load_project(root), fresh(root / "staged"))


def validate_exports(root: Path, *, keep: bool) -> None:
    """Read and check the exports; with ``keep`` write the snapshot too."""
    from review_kit.contracts import validate
    from review_kit.project import load_project
    from review_kit.snapshot import write_snapshot
    from review_kit.sources import stage

    project = load_project(root)
    staged = stage(project, fresh(root / "staged"))
    validation = validate(project, staged, fresh(root / "validated"))
    if keep:
        write_snapshot(project, validation, root / "snapshots")


def measure(root: Path) -> None:
    """Compute every metric of the snapshot and write the tables."""
    from review_kit.metrics import compute_metrics, default_as_of
    from review_kit.project import load_project
    from review_kit.snapshot import Snapshot

    snapshot = Snapshot.open(next((root / "snapshots").iterdir()))
    config = load_project(root).config
    tables = compute_metrics(snapshot, config, as_of=default_as_of(snapshot))
    tables.write(fresh(root / "metrics"))


def fresh(folder: Path) -> Path:
    """Make a folder with nothing in it yet."""
    return Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))


def main() -> None:
    """Run every stage in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reps", type=int, default=100)
    parser.add_argument("--stage", choices=STAGES)
    parser.add_argument("--root", type=Path)
    given = parser.parse_args()
    if given.stage:
        run_stage(given.stage, given.root, given.reps)
        return
    with tempfile.TemporaryDirectory(prefix="review-kit-bench-") as folder:
        print(f"{given.reps} reps\n\n| stage | seconds | peak MB |\n|---|---:|---:|")
        for name in STAGES:
            command = [sys.executable, __file__, "--stage", name, "--root", folder]
            done = subprocess.run(
                [*command, "--reps", str(given.reps)], check=True, capture_output=True, text=True
            )
            took = json.loads(done.stdout.splitlines()[-1])
            print(f"| {name} | {took['seconds']:.1f} | {took['peak_mb']:.0f} |", flush=True)


if __name__ == "__main__":
    main()
