"""Column names: how they are compared, which rows of a sheet are the header, and which names are alike."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from review_kit.control_characters import visible_line
from review_kit.sources.files.invisible import BLANKS, without_invisible

HEADER_ROWS = 30
"""How far down a header is looked for; what stands above it is a title."""

Spans = Mapping[int, Mapping[int, int]]
"""Row → first column → last column of the cells that are merged across (indices from 0)."""

_ARROWS = "↑↓▲▼"
"""Marks of the sorting, which reports print behind a heading."""


LISTED_NAMES = 40
"""Names of columns that a message gives at most."""
LISTED_SIGNS = 100
"""Signs of each that it gives."""


@lru_cache(maxsize=1 << 15)
def plain_name(name: str) -> str:
    """Spelling in which names are compared: without case, blanks and signs that count for nothing.

    Width variants are the same, and the arrow of a sorted column is no part of its name.
    """
    plain = " ".join(unicodedata.normalize("NFKC", without_invisible(name)).casefold().split())
    return plain.rstrip(_ARROWS).rstrip(BLANKS) or plain


def is_sorted(name: str) -> bool:
    """Say whether a heading carries the arrow of a column by which a report is sorted or grouped."""
    return without_invisible(name).endswith(tuple(_ARROWS))


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
    names = tuple(without_invisible(cell) for cell in rows[at]) if rows else ()
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
    there = [_shortened(name) for name in names if name]
    more = len(there) - LISTED_NAMES
    return visible_line(", ".join(there[:LISTED_NAMES])) + (
        f" and {more:,} more" if more > 0 else ""
    )


def _shortened(name: str) -> str:
    return name if len(name) <= LISTED_SIGNS else f"{name[: LISTED_SIGNS - 1]}…"


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
    parts = {
        column: without_invisible(cell)
        for column, cell in enumerate(below)
        if without_invisible(cell)
    }
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
    groups = _groups([without_invisible(cell) for cell in above], merged)
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


NEAR = 0.8
"""Similarity of two names, from 0 to 1, from which on one may be meant for the other."""
_LEAST = 0.2
"""Similarity below which it does not matter how unlike two names are: a heading may have a megabyte."""
_EXTRA_WORDS = 2
"""Words that a heading may have besides those of a known name: "Commitment made"."""

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}")
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_WORDS = re.compile(r"[^\W_]+")
_FILLERS = frozenset({"the", "of", "a", "an", "is", "c"})
"""Words that tell nothing apart; ``c`` is the end of a custom field's name (``Theme__c``)."""


@lru_cache(maxsize=1 << 15)
def _signs_of(name: str) -> frozenset[str]:
    return frozenset(name)


@lru_cache(maxsize=1 << 10)
def _matcher_with(name: str) -> difflib.SequenceMatcher[str]:
    """Prepared for one of few known names, which many headings are compared with."""
    return difflib.SequenceMatcher(None, "", name)


@lru_cache(maxsize=1 << 15)
def words_of(name: str) -> tuple[str, ...]:
    """Words of a heading in lower case, without units in brackets, signs and filling words."""
    plain = plain_name(_CAMEL.sub(" ", _BRACKETS.sub(" ", name)))
    words = tuple(word for word in _WORDS.findall(plain) if word not in _FILLERS)
    return words or tuple(_WORDS.findall(plain))


def similarity(heading: str, known: str, at_least: float = 0.0) -> float:
    """How near a heading is to a known name: 1 for the same words, whatever stands around them.

    Parameters
    ----------
    at_least
        Similarity below which the answer may be 0: the spelling of most pairs need not be compared then,
        which takes the product of their lengths.
    """
    ours, theirs = words_of(heading), words_of(known)
    if not ours or not theirs:
        return 0.0
    length, other_length = sum(map(len, ours)), sum(map(len, theirs))
    if length == other_length and (
        "".join(ours) == "".join(theirs) or sorted(ours) == sorted(theirs)
    ):
        return 1.0
    common = set(ours).intersection(theirs)
    if (
        common
        and len(common) == len(set(theirs)) < len(set(ours))
        and (len(ours) - len(theirs) <= _EXTRA_WORDS)
    ):
        return 0.9
    # words in common make no two names alike: "Opportunity Name" is no "Opportunity Owner"
    rest = " ".join(word for word in ours if word not in common) if common else " ".join(ours)
    other = " ".join(word for word in theirs if word not in common) if common else " ".join(theirs)
    if not rest or not other:
        return 0.5
    # two texts have no more in common than the shorter one has
    most = 2 * min(len(rest), len(other)) / (len(rest) + len(other))
    if most < max(at_least, _LEAST):
        return 0.0
    if at_least:
        strange = len(_signs_of(rest) - _signs_of(other))
        if 2 * (len(rest) - strange) < at_least * (len(rest) + len(other)):
            return 0.0
    alike = _matcher_with(other)
    alike.set_seq1(rest)
    return alike.ratio() if not at_least or alike.quick_ratio() >= at_least else 0.0


def nearest_name(name: str, candidates: Iterable[str], at_least: float = NEAR) -> str | None:
    """Return the candidate most like ``name``; None where none is near."""
    scored = [(similarity(each, name, at_least), each) for each in candidates]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= at_least else None
