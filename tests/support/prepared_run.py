"""Runs of invented reps, prepared by the real stages once for all who read them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from made_once import made_once

from review_kit.demo import DemoSettings, write_project
from review_kit.pipeline.prepare import prepare
from review_kit.pipeline.progress import Silent
from review_kit.project import load_project

STEPS = "steps.txt"
OF_ALL_KINDS = DemoSettings(reps=12, seed=3)
"""Few reps of most kinds; none of them was just hired."""
OF_ONE_TEAM = DemoSettings(reps=3, seed=3)
"""For tests of what happens to a run, whoever it is about."""


class Listening(Silent):
    """Keeps the stages that it is told of."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def step(self, text: str) -> None:
        """Keep a stage."""
        self.steps.append(text)


def prepared_run(settings: DemoSettings = OF_ALL_KINDS) -> Path:
    """Folder of the run, in the folder ``reports`` of its project; nobody may change either."""

    def of_demo(folder: Path) -> Path:
        progress = Listening()
        project = load_project(write_project(folder / "demo", settings))
        run = prepare(project, progress=progress).run.path
        (folder / STEPS).write_text("\n".join(progress.steps), encoding="utf-8")
        return run

    return prepared(sha256(repr(settings).encode()).hexdigest()[:12], of_demo)


def prepared_project(root: Path, settings: DemoSettings) -> list[str]:
    """Copy the project of such a run to ``root``, to be written to; give the stages of its preparing."""
    project = prepared_run(settings).parents[1]
    shutil.copytree(project, root)
    return (project.parent / STEPS).read_text(encoding="utf-8").splitlines()


def prepared(name: str, make: Callable[[Path], Path]) -> Path:
    """Folder of the run that ``make`` prepares in a folder of its own, once for a whole test run."""

    def linked(folder: Path) -> None:
        (folder / "run").symlink_to(make(folder))

    return (made_once(name, linked) / "run").resolve()
