"""Where the sites of a project are: folders with copies of documents, which a purge has to find.

A site may lie anywhere, so the project notes each one that it writes, in ``reports/sites.json``. Sites in
the usual place are found without that too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from review_kit.project import Project
from review_kit.records.folder import read_object, write_json

REGISTRY = "sites.json"
"""In ``reports/``."""
USUAL, USUAL_QUARTO = "sites", "sites-quarto"
"""Folders of ``reports/`` in which sites, and projects of Quarto, are written unless somebody says where."""
HALF_WRITTEN = ".site-"
"""Beginning of the name of the folder in which a site is being written, beside where it will be."""
MARK = "robots.txt"
"""File by which the folder of a site is known."""


@dataclass(frozen=True)
class SiteFolder:
    """One site.

    Parameters
    ----------
    path
        Its folder.
    within
        Folder that it was written into, with the other sites.
    runs
        Names of the runs that it holds documents or numbers of; empty where that is not known.
    """

    path: Path
    within: Path
    runs: tuple[str, ...] = ()


def site_folders(project: Project) -> list[SiteFolder]:
    """List the sites that are there, in the order of their paths."""
    noted = {one.path: one for one in _noted(project)}
    found = {
        mark.parent: SiteFolder(mark.parent, usual)
        for usual in (project.reports / USUAL, project.reports / USUAL_QUARTO)
        for mark in usual.rglob(MARK)
    }
    there = [one for one in (found | noted).values() if one.path.is_dir()]
    return sorted(there, key=lambda one: one.path)


def note_sites(project: Project, written: Collection[SiteFolder]) -> None:
    """Note sites that were written, and forget those that are not there any more."""
    kept = {one.path: one for one in (*_noted(project), *written) if one.path.is_dir()}
    path = project.reports / REGISTRY
    if not kept:
        path.unlink(missing_ok=True)
        return
    sites = [
        {
            "folder": _name(project, one.path),
            "within": _name(project, one.within),
            "runs": list(one.runs),
        }
        for one in sorted(kept.values(), key=lambda one: one.path)
    ]
    write_json(path, {"sites": sites})


def _noted(project: Project) -> Iterator[SiteFolder]:
    for one in read_object(project.reports / REGISTRY).get("sites", []):
        yield SiteFolder(
            project.root / one["folder"], project.root / one["within"], tuple(one["runs"])
        )


def _name(project: Project, path: Path) -> str:
    """Name a folder relative to the project, so that a project can be moved; others as they are."""
    inside = path.is_relative_to(project.root)
    return path.relative_to(project.root).as_posix() if inside else str(path)
