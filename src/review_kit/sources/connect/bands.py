"""Values that stand above their rows: an owner or a stage as a row of its own, with one filled cell.

A grid with such rows is made one without them, in which each row has the value in a further column; the
profile then names the pattern by which the reader does the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from review_kit.sources.connect.evidence import is_known
from review_kit.sources.connect.footers import first_cell, is_footer
from review_kit.sources.connect.grids import Band, Grid
from review_kit.sources.connect.people import People
from review_kit.sources.files.header import plain_name
from review_kit.sources.files.invisible import BLANKS

_FEWEST_COLUMNS = 3
_MOST_OF_THEM = 0.8
"""Share of the lone cells that have to name people of the roster."""
_BARE = re.compile(r"^([^:(]+?)(?: \(.*\))?:?$")
"""A name alone, perhaps with a count in brackets."""
_LABELLED = re.compile(r"^([^\W\d_][\w ]{1,30}?): *(\S.*?)(?: \(\d[\d,.]* [^()]*\))?$")
"""``Opportunity Owner: Ana Ruiz (12 records)``."""


@dataclass(frozen=True)
class _Lone:
    at: int
    text: str


def with_bands(grid: Grid, people: People) -> Grid:
    """Return a grid with the values of its bands in columns; the grid itself where it has none.

    Parameters
    ----------
    grid
        A file or sheet.
    people
        Who is on the roster: a row with a name alone is a band only if it names somebody.
    """
    if grid.width < _FEWEST_COLUMNS or not grid.header_row or grid.bands:
        return grid
    lone = _lone_rows(grid)
    bands = [*_labelled(grid, lone), *_of_people(grid, lone, people)]
    # the one that is met first lies outside
    order = [each.text for each in lone]
    bands.sort(key=lambda band: order.index(band.example))
    if not bands:
        return grid
    compiled = [re.compile(band.pattern) for band in bands]
    there = {each.at for each in lone}
    said = [""] * len(bands)
    rows = []
    for at, row in enumerate(grid.rows):
        found = next(
            (
                (number, match[1])
                for number, pattern in enumerate(compiled)
                if at in there and (match := pattern.search(first_cell(row)))
            ),
            None,
        )
        if found is not None:
            # a later band lies within those before it
            said[found[0] :] = [found[1], *[""] * (len(bands) - found[0] - 1)]
            continue
        record = not is_footer(row, len(grid.header))
        rows.append((*row, *said) if record and len(row) == len(grid.header) else row)
    return replace(
        grid,
        header=(*grid.header, *(band.name for band in bands)),
        rows=tuple(rows),
        bands=tuple(bands),
    )


def _lone_rows(grid: Grid) -> list[_Lone]:
    """Rows with one filled cell that are no totals or small print, and have rows below them."""
    found = []
    for at, row in enumerate(grid.rows):
        filled = sum(1 for cell in row if cell.strip(BLANKS))
        text = first_cell(row)
        if filled == 1 and at + 1 < len(grid.rows) and not is_footer(row, 0):
            found.append(_Lone(at, text))
    return found


def _labelled(grid: Grid, lone: Sequence[_Lone]) -> list[Band]:
    """Bands that say what they are."""
    labels: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for each in lone:
        match = _LABELLED.match(each.text)
        if match is not None:
            labels[match[1]] += 1
            examples.setdefault(match[1], each.text)
    there = {plain_name(name) for name in grid.header}
    return [
        Band(
            label,
            rf"^{_quoted(label)}: *(\S.*?)(?: \(\d[\d,.]* [^()]*\))?$",
            rows,
            examples[label],
        )
        for label, rows in labels.items()
        if rows > 1 and plain_name(label) not in there
    ]


def _of_people(grid: Grid, lone: Sequence[_Lone], people: People) -> list[Band]:
    """A band of names alone, where most lone cells without a label name somebody on the roster."""
    lone = [each for each in lone if not _LABELLED.match(each.text)]
    named = [
        each for each in lone if (match := _BARE.match(each.text)) and _is_one(match[1], people)
    ]
    if not named or len(named) < _MOST_OF_THEM * len(lone):
        return []
    if any(plain_name(name) == "owner" for name in grid.header):
        return []
    return [Band("Owner", _BARE.pattern, len(named), named[0].text)]


def _is_one(text: str, people: People) -> bool:
    return people.reps is not None and is_known(text, people.reps)


def _quoted(text: str) -> str:
    return re.sub(r"([\\.+*?()|\[\]{}^$])", r"\\\1", text)
