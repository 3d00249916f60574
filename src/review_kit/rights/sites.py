"""Sites that go: they hold copies of documents, and the next ``review-kit site`` makes them anew."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from review_kit.project import Project
from review_kit.records.site_folders import note_sites, site_folders
from review_kit.rights.changes import Change, name_in
from review_kit.rights.identity import Identity
from review_kit.rights.searching import search


def changes_of_sites(project: Project, person: Identity) -> Iterator[Change]:
    """Plan that every site goes in which a person is, wherever it was written."""
    for one in site_folders(project):
        # one that lies in another has gone with it
        if one.path.is_dir() and _holds(one.path, project, person):
            action = "deleted (a site that names the person; 'review-kit site' makes it anew)"
            yield Change(name_in(project, one.path), action, partial(_remove, project, one.path))


def changes_of_sites_of(project: Project, runs: Collection[str]) -> Iterator[Change]:
    """Plan that every site goes that shows one of these runs."""
    for one in site_folders(project):
        if set(one.runs) & set(runs):
            action = "deleted (a site that shows a run past its days)"
            yield Change(name_in(project, one.path), action, partial(_remove, project, one.path))


def _holds(folder: Path, project: Project, person: Identity) -> bool:
    # the folder's own name may be the person's identifier
    inside = folder.is_relative_to(project.root)
    base = project.root if inside else folder.parent
    return any(not place.unread for place in search(base, [person], [folder]))


def _remove(project: Project, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=False)
    note_sites(project, ())
