"""Column names: how they are compared, and which row or rows of a sheet are the header."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from review_kit.control_characters import visible_line
from review_kit.sources.files.invisible import BLANKS, visible

HEADER_ROWS = 30
"""How far down a header is looked for; what stands above it is a title."""

Spans = Mapping[int, Mapping[int, int]]
"""Row → first column → last column of the cells that are merged across (indices from 0)."""

_ARROWS = "↑↓▲▼"
"""Marks of the sorting, which reports print behind a heading."""


LISTED_NAMES = 40
"""Names of columns that a message gives at most."""


def plain_name(name: str) -> str:
    """Spelling in which names are compared: without case, blanks and signs that count for nothing.

    Width variants are the same, and the arrow of a sorted column is no part of its name.
    """
    plain = " ".join(unicodedata.normalize("NFKC", visible(name)).casefold().split())
    return plain.rstrip(_ARROWS).rstrip(BLANKS) or plain


@dataclass(frozen=True)
class Header:
    """The names of the columns, and where the records begin."""

    names: tuple[str, ...]
    at: int
    """Index of its last row; records follow."""


def read_header(
    rows: Sequence[Sequence[str]], expected: frozenset[str], merged: Spans | None = None
) -> Header:
    """Find the header among the first rows; two rows of it are joined.

    Over two rows, the upper names groups ("Score") and the lower what each group holds ("Before",
    "After"). A column is then called "Score Before", or as the lower row alone says where that is
    the name expected.

    Parameters
    ----------
    rows
        The first rows of the sheet.
    expected
        Names in :func:`plain_name` spelling.
    merged
        Cells that are merged across; none in a text file, where a group is a name with empty cells
        to its right.
    """
    at = header_row(rows, expected)
    names = tuple(visible(cell) for cell in rows[at]) if rows else ()
    spans = merged or {}
    if at + 1 < len(rows):
        joined = _joined(names, rows[at + 1], expected, spans.get(at, {}))
        if joined is not None:
            return Header(joined, at + 1)
    if at > 0:
        names = _below_groups(rows[at - 1], names, expected, spans.get(at - 1, {}))
    return Header(names, at)


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


def _joined(
    names: Sequence[str],
    below: Sequence[str],
    expected: frozenset[str],
    merged: Mapping[int, int],
) -> tuple[str, ...] | None:
    """Names of a header that goes on in the row below; None where that row is no part of it."""
    groups = _groups(names, merged)
    parts = {column: visible(cell) for column, cell in enumerate(below) if visible(cell)}
    if len(parts) < 2 or any(
        column not in groups or _is_number(part) for column, part in parts.items()
    ):
        return None
    joined = list(names)
    for column, part in parts.items():
        joined[column] = _name_of(groups[column], part, expected)
    # cells that were merged are a group for sure; empty ones only where the names tell
    certain = any(first < column <= last for first, last in merged.items() for column in parts)
    found = any(plain_name(joined[column]) in expected for column in parts)
    return tuple(joined) if certain or found else None


def _below_groups(
    above: Sequence[str],
    names: Sequence[str],
    expected: frozenset[str],
    merged: Mapping[int, int],
) -> tuple[str, ...]:
    """Names of a header under a row of groups, with the group where a name is expected so."""
    groups = _groups([visible(cell) for cell in above], merged)
    return tuple(
        f"{groups[column]} {name}"
        if column in groups and plain_name(f"{groups[column]} {name}") in expected
        else name
        for column, name in enumerate(names)
    )


def _groups(names: Sequence[str], merged: Mapping[int, int]) -> dict[int, str]:
    """Column → name of the group that it lies under."""
    groups: dict[int, str] = {}
    for first, name in enumerate(names):
        if not name:
            continue
        last = merged.get(first)
        if last is None:
            last = first
            while last + 1 < len(names) and not names[last + 1]:
                last += 1
        if last > first:
            groups |= dict.fromkeys(range(first, last + 1), name)
    return groups


def _name_of(group: str, part: str, expected: frozenset[str]) -> str:
    whole = f"{group} {part}"
    alone = plain_name(part) in expected and plain_name(whole) not in expected
    return part if alone else whole


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").rstrip("%").strip().isdigit()
