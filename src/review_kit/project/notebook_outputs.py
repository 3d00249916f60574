"""What notebooks show is about people, so version control gets them without it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from review_kit.errors import ReviewKitError

FILTER = "review-kit-outputs"
"""Name under which ``.gitattributes`` asks for the filter."""
COMMAND = "review-kit templates strip --as-filter"
_OF_CELL = ("execution", "papermill", "ExecuteTime")
"""Keys of a cell's metadata that tell when it ran."""
_OF_NOTEBOOK = ("widgets", "papermill")
"""Keys of a notebook's metadata that hold what it showed or was given."""
_PINNED = "pinned"


def without_outputs(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook without what its cells showed, and without when and with what it was executed."""
    cells = []
    for cell in notebook["cells"]:
        metadata = {k: v for k, v in cell.get("metadata", {}).items() if k not in _OF_CELL}
        kept = {**cell, "metadata": metadata}
        if cell["cell_type"] == "code":
            kept |= {"outputs": [], "execution_count": None}
        cells.append(kept)
    metadata = {k: v for k, v in notebook.get("metadata", {}).items() if k not in _OF_NOTEBOOK}
    return {**notebook, "cells": cells, "metadata": metadata}


def stripped(text: str) -> str:
    """Return a notebook's file without outputs; one that has none stays as it is, byte by byte.

    Raises
    ------
    ReviewKitError
        It is no notebook.
    """
    try:
        notebook = json.loads(text)
        bare = without_outputs(notebook)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReviewKitError(
            f"this is no Jupyter notebook ({error})", "Repair it, then add it to git again."
        ) from error
    if bare == notebook:
        return text
    return f"{json.dumps(bare, indent=1, ensure_ascii=False)}\n"


def has_outputs(text: str) -> bool:
    """Say whether a notebook's file holds what its cells showed; what is no notebook holds none."""
    try:
        cells = json.loads(text)["cells"]
        return any(cell.get("outputs") for cell in cells)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def notebooks_with_outputs(root: Path) -> list[str]:
    """Return the templates of a project that hold outputs, as paths relative to it."""
    return [
        path.relative_to(root).as_posix()
        for path in sorted((root / "notebooks").glob("*.ipynb"))
        if has_outputs(path.read_text(encoding="utf-8", errors="replace"))
    ]


def versions_with_outputs(root: Path) -> list[str]:
    """Return the notebooks of a project that git holds with outputs, staged or committed.

    The pinned run is left out: nobody in it is real. Empty where there is no git or no repository.
    """
    listed = _git(root, "ls-files", "-z", "--", "*.ipynb")
    return [] if listed is None else list(_held(root, listed))


def _held(root: Path, listed: str) -> Iterator[str]:
    for name in filter(None, listed.split("\0")):
        if name.split("/")[0] != _PINNED and has_outputs(_git(root, "show", f":./{name}") or ""):
            yield name


def is_in_git(root: Path) -> bool:
    """Say whether a folder lies in a working tree of git."""
    return (_git(root, "rev-parse", "--is-inside-work-tree") or "").strip() == "true"


def filter_is_active(root: Path) -> bool:
    """Say whether git takes notebooks of this folder without outputs."""
    asked = (_git(root, "check-attr", "filter", "--", "notebooks/any.ipynb") or "").strip()
    clean = (_git(root, "config", f"filter.{FILTER}.clean") or "").strip()
    return asked.endswith(f": {FILTER}") and bool(clean)


def activate_filter(root: Path) -> None:
    """Let git take the notebooks of this clone without outputs.

    Raises
    ------
    ReviewKitError
        There is no git here, or the folder is in no repository.
    """
    if not is_in_git(root):
        raise ReviewKitError(
            f"{root} is not in a git repository, so there is nothing to set up",
            "After 'git init', give the command again.",
        )
    for key, value in (("clean", COMMAND), ("required", "true")):
        if _git(root, "config", f"filter.{FILTER}.{key}", value) is None:
            raise ReviewKitError(f"git could not write its settings for {root}")


def _git(root: Path, *arguments: str) -> str | None:
    """Give what git says; ``None`` where it fails or is not there."""
    program = shutil.which("git")
    if program is None:
        return None
    done = subprocess.run(
        [program, "-C", str(root), *arguments], capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout if done.returncode == 0 else None
