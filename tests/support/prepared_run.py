"""Runs of invented reps, prepared by the real stages once for all who read them."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from review_kit.demo import DemoSettings, write_project
from review_kit.pipeline.prepare import prepare
from review_kit.project import load_project
from review_kit.records.lock import in_turn

SHARED = "REVIEW_KIT_TEST_SHARED"
"""Variable that names the folder which all processes of a test run share."""
OF_ALL_KINDS = DemoSettings(reps=12, seed=3)
"""Few reps of most kinds; none of them was just hired."""


def prepared_run(settings: DemoSettings = OF_ALL_KINDS) -> Path:
    """Folder of the run, in the folder ``reports`` of its project; nobody may change either."""

    def of_demo(folder: Path) -> Path:
        return prepare(load_project(write_project(folder / "demo", settings))).run.path

    return prepared(sha256(repr(settings).encode()).hexdigest()[:12], of_demo)


def prepared(name: str, make: Callable[[Path], Path]) -> Path:
    """Folder of the run that ``make`` prepares in a folder of its own, once for a whole test run."""
    folder = Path(os.environ[SHARED]) / name
    ready = folder / "run"
    with in_turn(folder / "lock"):
        if not ready.exists():
            ready.symlink_to(make(folder))
    return ready.resolve()
