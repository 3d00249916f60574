"""For all tests; and for ``pytest --nbval notebooks`` the run that the notebooks are shown on."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

COUNTS = "REVIEW_KIT_TEST_COUNTS"


def pytest_configure(config: pytest.Config) -> None:
    """Name a folder where the processes of a test run share what was counted of the same small exports."""
    if COUNTS not in os.environ:
        os.environ[COUNTS] = folder = tempfile.mkdtemp(prefix="review-kit-counts-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        config.add_cleanup(lambda: os.environ.pop(COUNTS, None))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Prepare the run once, before any notebook's kernel starts; its numbers are always the same."""
    config = session.config
    if not config.getoption("--nbval", default=False) or os.environ.get("REVIEW_KIT_RUN"):
        return
    from review_kit.demo import DemoSettings, write_project
    from review_kit.pipeline.prepare import prepare
    from review_kit.project import load_project

    folder = Path(tempfile.mkdtemp(prefix="review-kit-nbval-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    project = load_project(write_project(folder / "demo", DemoSettings()))
    os.environ["REVIEW_KIT_RUN"] = str(prepare(project).run.path)


def pytest_collection_finish() -> None:
    """Take what collecting has made out of garbage collection, which would look at it again and again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Give it back, so that libraries that count what is left at the end find nothing."""
    gc.unfreeze()
    gc.collect()
