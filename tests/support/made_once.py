"""What is made once for all processes of a test run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from review_kit.records.lock import in_turn

SHARED = "REVIEW_KIT_TEST_SHARED"
"""Variable that names the folder which all processes of a test run share."""


def shared() -> Path:
    """The folder that all processes of a test run share."""
    return Path(os.environ[SHARED]).resolve()


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """Folder that ``make`` fills, once for a whole test run; nobody may change it."""
    folder = shared() / name
    ready = folder / "ready"
    with in_turn(folder / "lock"):
        if not ready.exists():
            make(folder)
            ready.touch()
    return folder
