"""What Quarto keeps of pages about people: in a project, and in the user's own cache.

Quarto keeps of each template the last page that ``review-kit quarto-filter`` gave it. That folder is the
user's and of all projects together; an index in it says which page is whose.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from review_kit.project import Project
from review_kit.records.folder import read_object, write_bytes_atomically
from review_kit.rights.changes import Change, name_in, remove

OF_THE_PROJECT = ("_preview", ".quarto")
"""Folders of a project: pages, and what Quarto notes about them."""
_INDEX = "INDEX"
_KEPT_BY_QUARTO = "deleted (a page that Quarto kept of a template)"
_MADE_BY_QUARTO = "deleted (pages of Quarto; the next preview makes them anew)"


@dataclass(frozen=True)
class KeptPage:
    """A page in the cache.

    Parameters
    ----------
    source
        The template that it was made of; ``None`` where the index does not say.
    path
        Its file.
    """

    source: Path | None
    path: Path


def cache_of_quarto() -> Path:
    """Return the folder in which Quarto keeps pages of templates, for this user, on this machine."""
    home = os.environ.get("HOME", "")
    match sys.platform:
        case "darwin":
            caches = Path(home) / "Library" / "Caches"
        case "win32":
            caches = Path(os.environ.get("LOCALAPPDATA", ""))
        case _:
            caches = Path(os.environ.get("XDG_CACHE_HOME") or Path(home) / ".cache")
    return caches / "quarto" / "filtered-notebooks"


def kept_pages(folder: Path) -> list[KeptPage]:
    """List the pages in the cache."""
    if not folder.is_dir():
        return []
    source_of = {
        one["path"]: Path(source)
        for source, one in _index(folder).items()
        if isinstance(one, dict) and isinstance(one.get("path"), str)
    }
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != _INDEX)
    return [KeptPage(source_of.get(path.name), path) for path in files]


def ownerless_pages(project: Project) -> list[Path]:
    """List pages in the cache whose template is gone or unknown: whose they are cannot be told.

    The project may have been moved since, so a person is looked for in them, too.
    """
    return [
        one.path
        for one in kept_pages(cache_of_quarto())
        if one.source is None or not (one.source.is_file() or _is_of(project, one.source))
    ]


def changes_of_previews(project: Project, until: datetime | None = None) -> Iterator[Change]:
    """Plan that pages which Quarto made of the project's templates go.

    Parameters
    ----------
    until
        Only those that were written before; all where it is not given.
    """
    for name in OF_THE_PROJECT:
        folder = project.root / name
        if folder.is_dir() and _is_past(_newest(folder), until):
            yield Change(name, _MADE_BY_QUARTO, partial(remove, folder))
    cache = cache_of_quarto()
    for one in kept_pages(cache):
        is_ours = one.source is not None and _is_of(project, one.source)
        if is_ours and _is_past(one.path, until):
            yield Change(name_in(project, one.path), _KEPT_BY_QUARTO, partial(_forget, cache, one))


def _is_of(project: Project, source: Path) -> bool:
    return source.resolve().is_relative_to(project.root.resolve())


def _newest(folder: Path) -> Path:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return max(files, key=lambda path: path.stat().st_mtime, default=folder)


def _is_past(path: Path, until: datetime | None) -> bool:
    if until is None:
        return True
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) < until


def _index(folder: Path) -> Mapping[str, Any]:
    with suppress(ValueError):  # without an index that can be read, nobody knows whose a page is
        return read_object(folder / _INDEX)
    return {}


def _forget(folder: Path, one: KeptPage) -> None:
    """Take a page out of the index, then remove it: Quarto fails on an entry without a file."""
    kept = {source: told for source, told in _index(folder).items() if source != str(one.source)}
    text = json.dumps(kept, indent=2, ensure_ascii=False)
    write_bytes_atomically(folder / _INDEX, text.encode("utf-8"))
    remove(one.path)
