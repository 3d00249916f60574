"""A run of twelve invented reps of all kinds, prepared by the real stages once for all who read it."""

from __future__ import annotations

import os
from pathlib import Path

from review_kit.demo import DemoSettings, write_project
from review_kit.pipeline.prepare import prepare
from review_kit.project import load_project
from review_kit.records.lock import in_turn


def prepared_run(tmp_path_factory) -> Path:
    """Folder of the run; the processes of ``pytest -n`` share it, so nobody may change it."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    ready = base / "prepared-run"
    with in_turn(base / "prepared-run.lock"):
        if not ready.exists():
            project = write_project(base / "prepared", DemoSettings(reps=12, seed=3))
            ready.symlink_to(prepare(load_project(project)).run.path)
    return ready.resolve()
