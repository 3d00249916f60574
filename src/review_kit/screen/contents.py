"""Contents of a document's page: its sections, each with an anchor to send somebody to."""

from __future__ import annotations

import re
from html import escape

from review_kit.screen.headings import nested_levels
from review_kit.screen.regions import plain

_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_NOT_IN_ANCHORS = re.compile(r"[^\w]+")
_LEAST = 3
"""Sections from which on contents help."""


def with_contents(html: str, *, title: str) -> str:
    """Return a page whose headings have anchors, skip no level, and are listed under the page's head.

    A page of few sections has no list. A heading that has an anchor keeps it.

    Parameters
    ----------
    title
        Stands over the list.
    """
    found = list(_HEADING.finditer(html))
    nested = iter(nested_levels([int(one[1]) for one in found]))
    taken: set[str] = set()
    sections: list[tuple[str, str]] = []

    def anchored(one: re.Match[str]) -> str:
        level, attributes, inside = int(one[1]), one[2], one[3]
        read = next(nested)
        own = re.search(r"\bid=\"([^\"]+)\"", attributes)
        anchor = own[1] if own else _free(_anchor(plain(inside)), taken)
        taken.add(anchor)
        if not own:
            attributes += f' id="{escape(anchor)}"'
        if read != level:
            attributes += f' aria-level="{read}"'
        if level == 2:
            sections.append((anchor, plain(inside)))
        return f"<h{level}{attributes}>{inside}</h{level}>"

    page = _HEADING.sub(anchored, html)
    if len(sections) < _LEAST:
        return page
    items = "".join(
        f'<li><a href="#{escape(anchor)}">{escape(name)}</a></li>' for anchor, name in sections
    )
    nav = f'<nav class="contents region" aria-label="{escape(title)}"><ul>{items}</ul></nav>\n'
    ends = [page.find(end) + len(end) for end in ("</header>", "</h1>") if end in page]
    at = ends[0] if ends else next(_HEADING.finditer(page)).start()
    return page[:at] + nav + page[at:]


def _anchor(words: str) -> str:
    return _NOT_IN_ANCHORS.sub("-", words.lower()).strip("-") or "section"


def _free(anchor: str, taken: set[str]) -> str:
    number, free = 2, anchor
    while free in taken:
        free, number = f"{anchor}-{number}", number + 1
    return free
