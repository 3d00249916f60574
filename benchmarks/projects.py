"""Invented projects to measure on, and the work that is measured."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
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
                languages=tuple({task.language for task in packets}),
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


NOTE, STATUS, DUE_DAY, SESSION_DAY = "note", "status", "due_day", "session_day"
CORRECTED = {
    NOTE: "a note",
    STATUS: "what became of a commitment",
    DUE_DAY: "the day by which a commitment is due",
    SESSION_DAY: "the day of a session",
}
"""What somebody corrects in an entry of the coaching log, and how it is called in a table."""


def change_one_rep(root: Path, what: str = NOTE) -> str:
    """Correct one entry of the coaching log as somebody would, and name its rep.

    A note gets one word more. A commitment is one that counts in the window; the other day of it, or of a
    session, is two days before. The session is the first one on a skill of which it is estimated what
    coaching did, and with its day all of its entries are corrected.
    """
    path = root / "exports" / "coaching_log.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    head, *entries = rows
    place = {name: at for at, name in enumerate(head)}
    chosen = _entry(_only_run(root).metrics, what)
    entry = next(row for row in entries if row[place["entry_id"]] == chosen)
    if what == NOTE:
        entry[place["progress_note"]] += " Seen again since."
    elif what == STATUS:
        status = entry[place["commitment_status"]]
        entry[place["commitment_status"]] = "done" if status == "missed" else "missed"
    elif what == DUE_DAY:
        entry[place["commitment_due"]] = _two_days_before(entry[place["commitment_due"]])
    else:
        session, day = entry[place["session_id"]], _two_days_before(entry[place["session_date"]])
        for row in entries:
            if row[place["session_id"]] == session:
                row[place["session_date"]] = day
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return entry[place["rep_id"]]


def _entry(metrics: Path, what: str) -> str:
    """Choose the entry that is corrected."""
    if what in (STATUS, DUE_DAY):
        commitments = pd.read_parquet(metrics / "commitments.parquet")
        due = commitments[commitments["due"]].dropna(subset="commitment_due")
        return str(due["entry_id"].iloc[-1])
    sessions = pd.read_parquet(metrics / "sessions.parquet")
    if what == NOTE:
        return str(sessions.dropna(subset="progress_note")["entry_id"].iloc[-1])
    skills = pd.read_parquet(metrics / "rep_criteria.parquet").dropna(subset="expected_gap")
    first = skills.rename(columns={"first_coached_on": "session_date"})
    keys = ["rep_id", "criterion_id", "session_date"]
    judged = sessions.merge(first[keys], on=keys)
    # of few reps nobody can tell what coaching did
    return str((sessions if judged.empty else judged)["entry_id"].iloc[-1])


def _two_days_before(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=2))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        _make(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        make_documents(Path(sys.argv[1]), int(sys.argv[2]), tuple(sys.argv[3:]))
