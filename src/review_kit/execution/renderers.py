"""The renderer of a process: made once, kept for all that the process renders."""

from __future__ import annotations

import atexit
from functools import cache
from typing import TYPE_CHECKING

from review_kit.render import Brand

if TYPE_CHECKING:
    from review_kit.render import Renderer


@cache
def renderer_for(paper: str, brand: Brand) -> Renderer:
    """Return the renderer for a page size and a brand.

    Its fonts and stylesheets take half a second to load, so a process that renders nothing never asks.
    """
    from review_kit.render import Renderer

    return Renderer(paper=paper, brand=brand)


# fonts are given back while the library that gives them back is still there
atexit.register(renderer_for.cache_clear)
