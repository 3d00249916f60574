"""A run of the small project as a process of its own, to be killed by tests."""

import multiprocessing
import sys
from pathlib import Path

from small_project import SmallProject

from review_kit.records.folder import RunFolder

if __name__ == "__main__":
    root = Path(sys.argv[1])
    project = SmallProject(root, RunFolder(root / "reports" / "2026-09-30-90d"))
    # as a command starts its workers
    project.make(workers=2, context=multiprocessing.get_context("spawn"))
