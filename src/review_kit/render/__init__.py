"""Executed notebook → HTML and PDF. WeasyPrint does the layout; the theme says how it looks."""

from typing import TYPE_CHECKING

from review_kit.render.brand import Brand
from review_kit.render.template import (
    ENTITY_PARAMETER,
    GRAINS,
    Format,
    Grain,
    Template,
    read_template,
)

if TYPE_CHECKING:
    from review_kit.render.renderer import Rendered, Renderer

__all__ = [
    "ENTITY_PARAMETER",
    "GRAINS",
    "Brand",
    "Format",
    "Grain",
    "Rendered",
    "Renderer",
    "Template",
    "read_template",
]


def __getattr__(name: str) -> object:
    # WeasyPrint costs most of a second to import; only who renders pays for it.
    if name in {"Renderer", "Rendered"}:
        from review_kit.render import renderer

        return getattr(renderer, name)
    raise AttributeError(name)
