"""The stylesheets of pages, with the shipped type inside."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from review_kit.screen.colours import variables

_FONTS = Path(__file__).resolve().parents[1] / "render" / "theme" / "fonts"
_WEIGHTS = {400: "Inter-Regular", 600: "Inter-SemiBold"}


@cache
def font_faces() -> str:
    """Return the shipped type as rules that need no other file; 130 kB."""
    faces = []
    for weight, name in _WEIGHTS.items():
        data = base64.b64encode((_FONTS / f"{name}.latin.woff2").read_bytes()).decode("ascii")
        faces.append(
            f"@font-face {{ font-family: 'Inter'; font-weight: {weight}; font-display: swap; "
            f"src: url(data:font/woff2;base64,{data}) format('woff2'); }}\n"
        )
    return "".join(faces)


@cache
def region_styles() -> str:
    """Return the rules of what is wider than a screen."""
    return (Path(__file__).parent / "regions.css").read_text(encoding="utf-8")


@cache
def page_styles() -> str:
    """Return the stylesheet of the pages about a run and about the exports."""
    rules = (Path(__file__).parent / "pages.css").read_text(encoding="utf-8")
    return font_faces() + variables(":root") + rules + region_styles()
