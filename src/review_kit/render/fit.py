"""A page that is full: room to write grows to the foot of its page.

How much room there is depends on the paper and on what is printed. A row to write in declares its share
with a class, ``room-2`` for two units; the theme gives a unit as ``rem``, the size of the page's root. The
page is laid out with a usual room, and what is left below is divided among the units.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from weasyprint.document import Document

LEAST = 8.0
"""Points of a unit on the fullest page."""
USUAL = 20.0
"""Points of a unit that most pages have room for: begun there, few layouts are needed."""
MOST = 34.0
"""Points of a unit on the emptiest: more than that is no help."""
_ROOM = re.compile(r'class="(?:[^"]* )?room-(\d)[ "]')
_CSS_PIXEL = 0.75
_TRIES = 3
_ENOUGH = 1.0
"""Points a unit that are not worth another layout."""


def units_of(html: str) -> int:
    """Count the units of room that a page declares."""
    return sum(int(number) for number in _ROOM.findall(html))


def fit(lay_out: Callable[[float], Document], units: int) -> Document:
    """Lay a page out with as much room as fits on it.

    A page that is longer than one even with the least room is given as it is; the check says so.

    Parameters
    ----------
    lay_out
        Lays the page out with so many points a unit.
    units
        From :func:`units_of`.
    """
    best, room = lay_out(USUAL), USUAL
    if len(best.pages) > 1:
        best, room = lay_out(LEAST), LEAST
    if len(best.pages) > 1:
        return best
    share = 1.0
    for _ in range(_TRIES):
        # a row that is taller than its room for its text grows by less than its share, so that some is left;
        # where rows are as tall as the text beside them by chance, all grow at once, and it is too much
        more = share * min(MOST - room, _left_below(best.pages[0]) / units)
        if more < _ENOUGH:
            break
        larger = lay_out(room + more)
        if len(larger.pages) > 1:
            share /= 2
        else:
            best, room = larger, room + more
    return best


def _left_below(page: Any) -> float:
    """Points between the end of a page's content and the end of the page."""
    box = page._page_box  # WeasyPrint shows the place of boxes nowhere else
    end = box.content_box_y() + box.height
    content = max(
        (
            child.position_y + child.margin_height()
            for child in box.children
            if child.element is not None
        ),
        default=end,
    )
    return max(0.0, float(end - content) * _CSS_PIXEL)
