"""Two columns of like paragraphs, divided where they come out even.

The stylesheet's own columns are laid out again and again until they are even, which takes as long as the
rest of a packet. What is divided here does not break over pages: longer lists are divided in bands of a
few paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import TypeVar

T = TypeVar("T")
_LINE = 66
"""Letters of the small print in a line of half a page, about."""
_HEIGHT, _BETWEEN = 10, 2
"""Of a line, and of the space between two paragraphs, in points."""


def halves(items: Sequence[T], texts: Sequence[str]) -> tuple[Sequence[T], Sequence[T]]:
    """Divide items so that the longer column is as short as can be; the first is no shorter where both are.

    Parameters
    ----------
    items
        In the order in which they are read.
    texts
        What each of them prints.

    Examples
    --------
    >>> halves("abcd", ["long " * 60, "short", "short", "short"])
    ('a', 'bcd')
    """
    heights = (ceil(len(text) / _LINE) * _HEIGHT + _BETWEEN for text in texts)
    ends = [0, *accumulate(heights)]
    cut = min(range(len(items), -1, -1), key=lambda at: max(ends[at], ends[-1] - ends[at]))
    return items[:cut], items[cut:]
