"""Column names: how they are compared, and which row of a sheet is the header."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from review_kit.signs import visible_line

HEADER_ROWS = 30
"""How far down a header is looked for; what stands above it is a title."""


LISTED_NAMES = 40
"""Names of columns that a message gives at most."""


def plain_name(name: str) -> str:
    """Spelling in which names are compared: without case, stray blanks and width variants."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def listed(names: Iterable[str]) -> str:
    """Column names as a message lists them: all of a narrow table, the first of a wide one."""
    there = [name for name in names if name]
    more = len(there) - LISTED_NAMES
    return visible_line(", ".join(there[:LISTED_NAMES])) + (
        f" and {more:,} more" if more > 0 else ""
    )


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
