"""Runs of invented reps for projects: the pinned one, and one to look at templates with."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review_kit.pipeline.progress import Progress
    from review_kit.project import Project

_REPS = 4
"""Invented reps that templates are shown on."""


def write_invented(project: Project, folder: Path, reps: int) -> Project:
    """Write a project with invented exports that another project's settings can read.

    Parameters
    ----------
    project
        Whose windows, currency and time zone count.
    folder
        Where to.
    """
    from review_kit.demo import DemoSettings, write_project
    from review_kit.project import load_project

    config = project.config
    settings = DemoSettings(
        reps=reps,
        window_days=max(60, config.windows.window_days),
        bad_rows=False,
        # amounts and moments that the project's settings can read
        currency=config.organisation.currency,
        time_zone=config.organisation.time_zone,
    )
    return load_project(write_project(folder, settings))


def run_to_look_at(project: Project, progress: Progress) -> Path:
    """Return the folder of a small run of invented reps; there is one for the same settings and code.

    The pinned run serves where there is one; otherwise it lies in the project's cache: the one that the
    package brings, or, for a project that measures otherwise, one that is made here.
    """
    from review_kit.guard.pinned import PINNED, newest_run_in, prepared_with_settings_of, store
    from review_kit.quarto.invented_run import invented_key, unpack_shipped
    from review_kit.records.lock import in_turn

    pinned = newest_run_in(project.root / PINNED)
    if pinned is not None:
        return pinned
    folder = project.cache / "quarto" / "invented"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / invented_key(project)
    with in_turn(folder / "lock"):
        there = newest_run_in(target)
        if there is not None:
            return there
        for earlier in folder.iterdir():
            if earlier.is_dir():
                shutil.rmtree(earlier)
        if not unpack_shipped(project, target):
            progress.step(
                "Inventing a few reps to show templates on: takes a minute, once for these settings"
            )
            with tempfile.TemporaryDirectory(prefix="rk-") as name:
                invented = write_invented(project, Path(name) / "invented", _REPS)
                run, _ = prepared_with_settings_of(project, invented, progress)
                store(run, target)
    made = newest_run_in(target)
    assert made is not None
    return made
