"""What processes that were killed have left behind: copies of personal data that nobody needs any more."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from review_kit.project import Project
from review_kit.project.owned import IN_SYSTEM, PART, sweep
from review_kit.records.folder import RunFolder
from review_kit.records.lock import sweep_killed
from review_kit.records.site_folders import HALF_WRITTEN, USUAL, USUAL_QUARTO, site_folders

STAGING = "staging-"
"""Beginning of the name of the folder in which exports are read."""
_WORK = (f"{STAGING}*", "mending-*", "collecting-*", ".spill-*")


def sweep_leftovers(project: Project) -> int:
    """Remove what no living process owns, and count it: for the beginning of every command.

    Exports read halfway, snapshots, sites and files written halfway, folders of the system with packed
    documents, and what a killed run left of the documents that it was making.
    """
    swept = sweep(_left_in(project))
    for lock in sorted(project.reports.glob("*/.batch/lock")):
        swept += sweep_killed(RunFolder(lock.parent.parent))
    return swept


def _left_in(project: Project) -> Iterator[Path]:
    cache, reports = project.cache, project.reports
    for folder in (cache, *_folders(cache)):
        for pattern in _WORK:
            yield from folder.glob(pattern)
    yield from (cache / "snapshots").glob(".*-*")
    written = (
        project.root,
        *(cache, *_folders(cache)),
        *(reports, *_folders(reports)),
        *reports.glob("*/.batch"),
        *reports.glob("*/.batch/records"),
        *_folders(project.exports),
    )
    for folder in written:
        yield from folder.glob(f".*{PART}")
    # a site is written beside where it will be: in the folder of sites, or in one of its folders
    usual = [reports / USUAL, reports / USUAL_QUARTO]
    places = {folder for one in usual for folder in (one, *_folders(one))}
    places |= {one.path.parent for one in site_folders(project)}
    for folder in sorted(places):
        yield from folder.glob(f"{HALF_WRITTEN}*")
    yield from Path(tempfile.gettempdir()).glob(f"{IN_SYSTEM}*")


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
