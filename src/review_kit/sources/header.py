"""Column names: how they are compared, and which row of a sheet is the header."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

HEADER_ROWS = 30
"""How far down a header is looked for; what stands above it is a title."""


def plain_name(name: str) -> str:
    """Spelling in which names are compared: without case, stray blanks and width variants."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def header_row(rows: Sequence[Sequence[str]], expected: frozenset[str]) -> int:
    """Index of the row that is the header.

    It is the row with the most ``expected`` names (two at least), the first of several such; where
    no row has them, the first that is not empty.

    Parameters
    ----------
    rows
        The first rows of the sheet.
    expected
        Names in :func:`plain_name` spelling.
    """
    matches = [len({plain_name(cell) for cell in row} & expected) for row in rows]
    best = max(matches, default=0)
    if best >= 2:
        return matches.index(best)
    return next((index for index, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
