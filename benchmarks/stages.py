"""Time and memory of each stage before the documents, on invented exports of N reps.

    python -m benchmarks.stages --reps 100 300

Processor time, and the peak resident memory of a process of its own for each stage. ``contracts`` includes
reading the exports, and ``snapshot`` includes both.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import Figure, keep, run

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
    stages[name]()


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
    """Compute every metric of the snapshot and write the tables, as a run does that finds nothing kept."""
    from review_kit.metrics import compute_metrics, default_as_of
    from review_kit.project import load_project
    from review_kit.snapshot import Snapshot

    snapshot = Snapshot.open(next((root / "snapshots").iterdir()))
    config, as_of = load_project(root).config, default_as_of(snapshot)
    folder = fresh(root / "metrics")
    try:
        from review_kit.metrics.compute_kept import write_metrics
        from review_kit.metrics.kept_parts import KeptParts
        from review_kit.project.kept import Kept
    except ImportError:
        # an earlier version, measured beside this one, kept no parts
        compute_metrics(snapshot, config, as_of=as_of).write(folder)
        return
    kept = KeptParts(Kept(fresh(root / "kept"), "nothing"))
    write_metrics(snapshot, config, folder, as_of=as_of, window_days=None, kept=kept)


def fresh(folder: Path) -> Path:
    """Make a folder with nothing in it yet."""
    return Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))


def main() -> None:
    """Run every stage in a process of its own and keep what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reps", type=int, nargs="+", default=[100, 300])
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    parser.add_argument("--root", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.stage:
        run_stage(asked.stage, asked.root, asked.reps[0])
        return
    figures = []
    for reps in asked.reps:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            for name in STAGES:
                spent = run(
                    *("benchmarks.stages", "--stage", name, "--root", folder, "--reps", reps),
                    speaks_json=False,
                )
                if name == "demo":
                    continue
                what = f"{reps:,} reps: {name}"
                figures += [
                    Figure(f"{name}_{reps}", what, spent.cpu, "CPU s"),
                    Figure(f"{name}_{reps}_memory", f"{what}, memory", spent.peak_mb, "MB"),
                ]
    keep("stages", "What comes before the documents", figures, reps=asked.reps)


if __name__ == "__main__":
    main()
