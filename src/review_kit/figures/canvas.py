"""Matplotlib without global state: the shipped typeface, no pyplot, one save to inline SVG."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
from markupsafe import Markup
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from review_kit.figures.palette import FONT, INK, RULE, SOFT
from review_kit.figures.slim import slimmed

Point = tuple[float, float]

FONTS = Path(__file__).resolve().parents[1] / "render" / "theme" / "fonts"

STYLE: Any = {
    "font.family": FONT,
    "font.size": 7.5,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "axes.labelcolor": SOFT,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.unicode_minus": True,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.major.size": 2.5,
    "ytick.major.size": 0,
    "xtick.major.width": 0.6,
    "svg.fonttype": "none",
    "svg.hashsalt": "review-kit",
    # lines have few points, and dots are lines that must not be left out
    "path.simplify": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
}


@cache
def _register_fonts() -> None:
    for path in sorted(FONTS.glob("*.otf")):
        font_manager.fontManager.addfont(path)


def style() -> Any:
    """Return the context in which a figure is built and saved."""
    _register_fonts()
    return mpl.rc_context(STYLE)


def new_figure(width_mm: float, height_mm: float) -> Figure:
    """Make a figure of that size on paper; axes are placed by hand, so no layout pass is needed."""
    return Figure(figsize=(width_mm / 25.4, height_mm / 25.4))


def draw_lines(axes: Axes, lines: Sequence[tuple[Point, Point]], **drawn: Any) -> None:
    """Draw lines that look alike as one path, which a page takes in a tenth of the time of one for each."""
    across = [x for (first, _), (last, _) in lines for x in (first, last, math.nan)]
    up = [y for (_, start), (_, end) in lines for y in (start, end, math.nan)]
    axes.plot(across, up, **drawn)


def draw_levels(axes: Axes, levels: Sequence[float]) -> None:
    """Draw the faint lines of a scale from left to right."""
    left, right = axes.get_xlim()
    lines = [((left, level), (right, level)) for level in levels]
    draw_lines(axes, lines, color=RULE, linewidth=0.4, zorder=0.4, solid_capstyle="butt")


def to_svg(figure: Figure, *, alt: str, name: str) -> Markup:
    """Save a figure as inline SVG with its alternative text.

    ``name`` must be unique on the page: it prefixes every id inside the drawing.
    """
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg")
    root = slimmed(buffer.getvalue(), name)
    root.attrib = {"role": "img", "class": "figure", "aria-label": alt, **root.attrib}
    title = ET.Element("title")
    title.text = alt
    root.insert(0, title)
    return Markup(ET.tostring(root, encoding="unicode"))
