"""What a purge does, thing by thing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from review_kit.project import Project
from review_kit.rights.searching import Place


@dataclass(frozen=True)
class Change:
    """One thing that a purge does.

    Parameters
    ----------
    path
        File or folder, relative to the project.
    action
        What is done, in words.
    make
        Does it.
    """

    path: str
    action: str
    make: Callable[[], None]


@dataclass(frozen=True)
class PurgeResult:
    """What a purge came to.

    Parameters
    ----------
    changes
        What was done, or would be.
    remnants
        Where something was found afterwards that should have gone.
    unread
        Files that could not be searched, so nothing is proven of them.
    searched
        How many files were searched for the proof.
    """

    changes: tuple[Change, ...]
    remnants: tuple[Place, ...] = ()
    unread: tuple[Place, ...] = ()
    searched: int = 0

    @property
    def is_proven(self) -> bool:
        """Whether the proof found nothing, and could look everywhere."""
        return not self.remnants and not self.unread


def name_in(project: Project, path: Path) -> str:
    """Give a path as it is told: relative to the project."""
    return (
        path.relative_to(project.root).as_posix()
        if path.is_relative_to(project.root)
        else str(path)
    )


def remove(path: Path) -> None:
    """Remove a file or folder, whatever its rights; one that has gone already is no fault."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=False)
    else:
        path.unlink(missing_ok=True)


def counted(number: int, noun: str) -> str:
    """Join a number and its noun: ``1 row``, ``2 rows``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def remove_file(path: Path, within: Path) -> None:
    """Remove a file, and folders that are empty then, up to ``within``."""
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == within or not parent.is_relative_to(within):
            break
        try:
            parent.rmdir()
        except OSError:
            break
