"""Small drawings as inline SVG: what every mark in a table cell is made of.

A mark is a handful of primitives, so it is written directly: text stays text in the PDF, and a packet with
a dozen of them costs less than one plotting canvas. Lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from review_kit.figures.palette import FONT, SOFT


def mark(parts: Iterable[str], *, width: float, height: float, alt: str) -> Markup:
    """Put parts together to one drawing with its alternative text."""
    # WeasyPrint takes the alternative text of a figure from <title>, browsers from aria-label.
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="mark" '
        f'aria-label="{escape(alt)}" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}"><title>{escape(alt)}</title>{"".join(parts)}</svg>'
    )


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    """Draw a straight line."""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="{width:g}"/>'
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 10,
    colour: str = SOFT,
    weight: int = 400,
    anchor: str = "middle",
) -> str:
    """Write words around ``x``, with their foot at ``y``."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-family="{FONT}" '
        f'font-size="{size:g}" font-weight="{weight}" fill="{colour}">{escape(words)}</text>'
    )
