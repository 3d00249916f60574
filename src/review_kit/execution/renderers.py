"""The renderer of a process: made once, kept for all that the process renders."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.project.owned import IN_SYSTEM, owned_folder
from review_kit.render import Brand

if TYPE_CHECKING:
    from review_kit.render import Renderer


_folders = ExitStack()
"""Folders that live as long as the process."""


@cache
def renderer_for(paper: str, brand: Brand) -> Renderer:
    """Return the renderer for a page size and a brand.

    Its fonts and stylesheets take half a second to load, so a process that renders nothing never asks.
    """
    from review_kit.render import Renderer

    with _temporary_files_in(_folders.enter_context(owned_folder(None, IN_SYSTEM))):
        return Renderer(paper=paper, brand=brand)


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """WeasyPrint unpacks fonts into a temporary folder, which a process that is killed leaves behind."""
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


# in the other order: fonts are given back while the library that gives them back is still there
atexit.register(_folders.close)
atexit.register(renderer_for.cache_clear)
