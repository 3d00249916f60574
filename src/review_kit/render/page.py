"""A page to lay out, without what nothing on it uses.

WeasyPrint's own stylesheet has rules for the marks of footnotes that apply to every element. It computes
five styles by them for each cell of a table, which nobody looks at: a quarter of the time of matching.
"""

from __future__ import annotations

import re
from copy import copy
from functools import cache

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

_MARKS_OF_NOTES = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
_SETS_NOTES = re.compile(r"footnote|note\s*\(", re.IGNORECASE)
"""``float: footnote`` or ``position: note(…)``, or words that look like it."""


def page_of(html: str, *, base_url: str, fetcher: URLFetcher, own_rules: str) -> HTML:
    """Parse a page; one whose rules set no footnotes is laid out without theirs.

    Parameters
    ----------
    own_rules
        The organisation's, besides those in the page.
    """
    may_have_notes = _SETS_NOTES.search(html) or _SETS_NOTES.search(own_rules)
    kind = HTML if may_have_notes else _PageWithoutNotes
    return kind(string=html, base_url=base_url, url_fetcher=fetcher)


class _PageWithoutNotes(HTML):  # type: ignore[misc]
    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_without_notes(sheet) for sheet in super()._ua_stylesheets(forms)]


@cache
def _without_notes(sheet: CSS) -> CSS:
    lean = copy(sheet)
    lean.matcher = copy(sheet.matcher)
    lean.matcher.other_selectors = [
        entry for entry in sheet.matcher.other_selectors if entry[3] not in _MARKS_OF_NOTES
    ]
    return lean
