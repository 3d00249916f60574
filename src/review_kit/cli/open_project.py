"""A project opened by a command: what it writes from then on is for its owner, or a group, alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review_kit.project import Project

OWNER_ALONE, GROUP_TOO = 0o077, 0o007
"""Masks of the rights that new files and folders do not get, whatever the shell's own are."""


def open_project(root: Path) -> Project:
    """Read and check the project, set who may read what is written, and sweep what killed commands left.

    Raises
    ------
    ConfigurationError
        As :func:`~review_kit.project.load.load_project` says.
    """
    from review_kit.project import load_project
    from review_kit.records.leftovers import sweep_leftovers

    project = load_project(root)
    mask = GROUP_TOO if project.config.batch.shared_with_group else OWNER_ALONE
    os.umask(mask)
    for folder in (project.reports, project.cache):
        # of a project from before these rights, or copied by hand
        if folder.is_dir() and folder.stat().st_mode & mask and folder.stat().st_uid == os.getuid():
            folder.chmod(folder.stat().st_mode & ~mask & 0o777)
    sweep_leftovers(project)
    return project
