"""Rows that are no records: totals, counts, small print; and the patterns by which a profile knows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from review_kit.sources.files.invisible import BLANKS

KNOWN: tuple[tuple[str, str], ...] = (
    ("totals", r"(?i)^(grand |sub-?|team |page )?totals?\b( \(|:|$| for\b)"),
    (
        "totals",
        r"(?i)^(gesamtsummen?|zwischensumme|summe|gesamt|totaux|total général)\b",
    ),
    (
        "counts",
        r"(?i)^(record count|count|sum|average|avg|mean|minimum|maximum|median|unique)s?:?$",
    ),
    ("counts", r"(?i)^(team |overall |grand )?(average|mean|sum)\b"),
    ("print", r"(?i)^(confidential information|vertrauliche informationen)"),
    ("print", r"(?i)^copyright( \(c\)| ©|$)"),
    (
        "report",
        r"(?i)^(report (name|generated|created)|(generated|exported) (on|by|at)|as of |printed on|"
        r"filtered by|run (on|date))",
    ),
    ("report", r"(?i)^[\d,. ]+ (records?|rows?|results?|entries)( |$|\.)"),
)
"""Kind of line, and the pattern (RE2) that its first filled cell matches."""

_KNOWN = tuple((what, pattern, re.compile(pattern)) for what, pattern in KNOWN)


def first_cell(row: Sequence[str]) -> str:
    """The first filled cell of a row."""
    return next((text for cell in row if (text := cell.strip(BLANKS))), "")


def is_footer(row: Sequence[str], width: int) -> bool:
    """Say whether a row looks like no record: by its first filled cell, or as a lone cell of a wide table."""
    first = first_cell(row)
    if any(pattern.search(first) for _, _, pattern in _KNOWN):
        return True
    filled = sum(1 for cell in row if cell.strip(BLANKS))
    return len(row) < width and filled <= 2


_SUBTOTAL = re.compile(r"(?i)^(sub-?totals?|zwischensumme|totals? for )\b")


def is_subtotal(row: Sequence[str]) -> bool:
    """Say whether a row ends a group of rows."""
    return bool(_SUBTOTAL.search(first_cell(row)))


def footer_patterns(
    rows: Sequence[Sequence[str]], width: int, known_by: Sequence[str] = ()
) -> list[tuple[str, str, int, str]]:
    """Return the patterns that a profile needs for these rows.

    Parameters
    ----------
    rows
        Records behind the header.
    width
        Columns of the header.
    known_by
        Patterns that the profile has already.

    Returns
    -------
    Its kind, its pattern, in how many rows it was met, and the first cell of the first.
    """
    already = [re.compile(pattern) for pattern in known_by]
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for row in rows:
        first = first_cell(row)
        if not first or any(pattern.search(first) for pattern in already):
            continue
        match = next(
            ((what, text) for what, text, pattern in _KNOWN if pattern.search(first)), None
        )
        if match is None and is_footer(row, width):
            match = ("other", "^" + _quoted(first[:40]))
        if match is not None:
            count, example = found.get(match, (0, first))
            found[match] = (count + 1, example)
    return [(what, text, count, example) for (what, text), (count, example) in found.items()]


def _quoted(text: str) -> str:
    """A text as a pattern that means just it, for RE2."""
    return re.sub(r"([\\.+*?()|\[\]{}^$])", r"\\\1", text)
