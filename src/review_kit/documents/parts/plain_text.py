"""The words of a piece of HTML, as a reader without a browser sees them."""

from __future__ import annotations

import re
from html import unescape

_UNSEEN = re.compile(r"<(style|script)\b.*?</\1>", re.S)
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.S)
_END_OF_LINE = re.compile(r"</(tr|p|li|h\d|div|dt|dd)>")
_END_OF_CELL = re.compile(r'</t[dh]>|<span class="small">')
_TAG = re.compile(r"<[^>]+>")
_SPOKEN = re.compile(r'\b(?:alt|aria-label|title)="([^"]*)"')


def plain_text(html: str) -> str:
    """Write the words line by line, the cells of a row beside each other, without drawings."""
    bare = _DRAWING.sub(" ", _UNSEEN.sub(" ", html))
    text = _TAG.sub("", _END_OF_CELL.sub("  ", _END_OF_LINE.sub("\n", bare)))
    lines = (" ".join(line.split()) for line in unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)


def seen_and_spoken(html: str) -> str:
    """Write every word of a page: what is seen, drawings included, and what is read out for pictures."""
    bare = _UNSEEN.sub(" ", html)
    return unescape("\n".join([_TAG.sub(" ", bare), *_SPOKEN.findall(bare)]))
