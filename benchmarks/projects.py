"""Invented projects to measure on, and the work that is measured."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from benchmarks.measuring import median, run

from review_kit.demo import DemoSettings, write_project
from review_kit.execution.build_context import BuildContext
from review_kit.pipeline.prepare import prepare
from review_kit.pipeline.run import RunOptions, run_project
from review_kit.planning.plan import Task, plan
from review_kit.project import load_project
from review_kit.records.folder import RunFolder
from review_kit.render.brand import PLAIN


def make_project(folder: Path, reps: int) -> Path:
    """Invent a company and do everything that comes before its documents; return the project.

    In a process of its own: what it loads and leaves behind is no part of a measurement.
    """
    return Path(run("benchmarks.projects", "make", folder, reps).said)


def _make(folder: Path, reps: int) -> None:
    root = write_project(folder / f"reps-{reps}", DemoSettings(reps=reps))
    prepare(load_project(root))
    print(json.dumps(str(root)))


def _only_run(root: Path) -> RunFolder:
    return RunFolder(next((root / "reports").glob("*-*d")))


@contextmanager
def packet_build(root: Path) -> Iterator[tuple[list[Task], BuildContext]]:
    """Give all packets of a prepared project as tasks, and what a worker makes them with."""
    project, reports = load_project(root), _only_run(root)
    tasks = plan(reports, project.notebooks).tasks
    packets = [task for task in tasks if task.template.name == "rep_packet"]
    copy = reports.work / "templates" / packets[0].template.path.name
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(packets[0].template.path.read_bytes())
    with tempfile.TemporaryDirectory(prefix="rk-") as scratch:
        yield (
            packets,
            BuildContext(
                run=reports,
                project=root,
                notebooks=project.notebooks,
                cache=project.cache,
                paper="A4",
                brand=PLAIN,
                timeout_seconds=600,
                scratch=Path(scratch),
                languages=("en",),
            ),
        )


def make_documents(root: Path, workers: int, templates: tuple[str, ...]) -> None:
    """Run the project and print how many documents were made, and whether the last took longer."""
    options = RunOptions(workers=workers, templates=templates)
    result = run_project(load_project(root), options)
    made = [record for record in result.manifest.documents if record.status == "made"]
    assert not result.asked_failed, result.asked_failed
    seconds = [record.seconds for record in sorted(made, key=lambda record: record.made_at or "")]
    part = min(100, len(seconds) // 3)
    drift = median(seconds[-part:]) / median(seconds[:part]) if part else None
    print(json.dumps({"made": len(made), "drift": drift}))


def change_one_rep(root: Path) -> str:
    """Add a word to one entry of the coaching log, as somebody would who corrects it."""
    path = root / "exports" / "coaching_log.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    head, *entries = rows
    sessions = pd.read_parquet(_only_run(root).metrics / "sessions.parquet").dropna(
        subset="progress_note"
    )
    wanted, at = sessions["entry_id"].iloc[-1], head.index("progress_note")
    entry = next(row for row in entries if row[head.index("entry_id")] == wanted)
    entry[at] += " Seen again since."
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return entry[head.index("rep_id")]


if __name__ == "__main__":
    if sys.argv[1] == "make":
        _make(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        make_documents(Path(sys.argv[1]), int(sys.argv[2]), tuple(sys.argv[3:]))
