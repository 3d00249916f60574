"""The levels of headings as a reader of an outline needs them."""

from __future__ import annotations

from collections.abc import Sequence


def nested_levels(levels: Sequence[int]) -> list[int]:
    """Return the levels of headings, in the order of the document, with none skipped.

    A heading is one level below the nearest one before it that stands higher; headings that follow each
    other at one level stay at one level. ``[1, 3, 3, 2, 3]`` becomes ``[1, 2, 2, 2, 3]``.
    """
    open_levels: list[int] = []
    nested = []
    for level in levels:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        nested.append(len(open_levels))
    return nested
