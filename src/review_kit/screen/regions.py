"""What is wider than a phone stands in a region that is pushed sideways, by finger or by keyboard.

Without a script a page cannot know what is too wide. Tables of three columns and more may be, and wide
drawings are; each gets a region that the keyboard reaches and a name that a screen reader says.
"""

from __future__ import annotations

import re
from html import escape, unescape

_PARTS = re.compile(
    r"<h[1-6]\b[^>]*>(?P<heading>.*?)</h[1-6]>"
    r"|<table\b(?P<table>[^>]*)>(?P<rows>.*?)</table>"
    r"|<svg\b(?P<svg>[^>]*)>.*?</svg>",
    re.DOTALL,
)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_FIRST_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b([^>]*)>")
_SPAN = re.compile(r"colspan=[\"']?(\d+)")
_EMPTY_HEAD = re.compile(r"<th\b[^>]*>\s*</th>")
_TAG = re.compile(r"<[^>]+>")
_STACKED = {"side-by-side", "stacked"}
_HEADS = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
_HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>.*?</tr>", re.DOTALL)
_FIELD = re.compile(r"<(?:input|textarea)\b[^>]*>")
_TITLE = re.compile(r' title="([^"]*)"')
_WIDTH = re.compile(r'\bwidth="([\d.]+)pt"')
_PHONE_PT = 310.0
"""Width up to which a drawing's words can still be read on a phone that shows it whole."""
_NARROW = 2
"""Columns that a phone has room for."""


def with_regions(html: str, *, fallback: str) -> str:
    """Return a page whose wide tables and drawings stand in named regions.

    Cells of a table of class ``side-by-side`` or ``stacked`` stand below each other on a phone: each gets
    the head of its column. A drawing as narrow as a phone is shown whole. A head of a table without a word
    becomes a cell.

    Parameters
    ----------
    fallback
        Names a region before the first heading.
    """
    heading = fallback
    given: dict[str, int] = {}

    def part(found: re.Match[str]) -> str:
        nonlocal heading
        if found["heading"] is not None:
            heading = plain(found["heading"]) or heading
            return found[0]
        is_table = found["table"] is not None
        classes = _classes(found["table"] if is_table else found["svg"])
        shown = _EMPTY_HEAD.sub("<td></td>", found[0]) if is_table else found[0]
        if is_table and classes & _STACKED:
            return _labelled(shown)
        if is_table and _columns(found["rows"]) <= _NARROW:
            return shown
        if not is_table and ("figure" not in classes or _width(found["svg"]) <= _PHONE_PT):
            return shown
        caption = _CAPTION.search(found["rows"]) if is_table else None
        name = (plain(caption[1]) if caption else "") or heading
        given[name] = given.get(name, 0) + 1
        if given[name] > 1:
            name = f"{name} ({given[name]})"
        return (
            f'<div class="region{"" if is_table else " drawing"}" role="region" tabindex="0" '
            f'aria-label="{escape(name)}">{shown}</div>'
        )

    return _PARTS.sub(part, _FIELD.sub(lambda found: _named(found[0]), html))


def plain(html: str) -> str:
    """Return the words of a piece of HTML."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _classes(attributes: str) -> set[str]:
    found = re.search(r"class=\"([^\"]*)\"", attributes)
    return set(found[1].split()) if found else set()


def _named(field: str) -> str:
    """Let a field's title, which a mouse shows, be its name too."""
    return field if "aria-label=" in field else _TITLE.sub(r' title="\1" aria-label="\1"', field)


def _labelled(table: str) -> str:
    """Say in each cell of a table's body what its column is, for a screen on which cells are stacked."""
    head = _HEADS.search(table)
    names = _HEAD.findall(head[0]) if head else []

    def row(found: re.Match[str]) -> str:
        columns = iter(names)

        def cell(opening: re.Match[str]) -> str:
            name = next(columns, "")
            is_named = bool(name) and opening[0].startswith("<td")
            return opening[0] + (f'<p class="cell-head">{name}</p>' if is_named else "")

        return _CELL.sub(cell, found[0])

    at = head.end() if head else 0
    return table[:at] + _ROW.sub(row, table[at:])


def _width(attributes: str) -> float:
    """Width of a drawing in points, as matplotlib writes it; none is as wide as can be."""
    found = _WIDTH.search(attributes)
    return float(found[1]) if found else float("inf")


def _columns(rows: str) -> int:
    first = _FIRST_ROW.search(rows)
    spans = [_SPAN.search(cell) for cell in _CELL.findall(first[1])] if first else []
    return sum(int(span[1]) if span else 1 for span in spans)
