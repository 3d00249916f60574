"""Numbers on a document's page that lead to what is said of them at its end.

A template marks a number with ``data-explains="win_rate"`` and nothing of it shows in print. On a page for a
screen the section of explanations is shown, and a marked number becomes a link to its own.
"""

from __future__ import annotations

import re

_SECTION = re.compile(r'(<section class="explanations") hidden>')
_WHOLE_SECTION = re.compile(r'<section class="explanations" hidden>.*?</section>', re.DOTALL)
_MARK = re.compile(r' data-explains="[a-z0-9_]+"(?=[^<>]*>)')
_ANCHOR = re.compile(r'<div class="explanation" id="explain-([a-z0-9_]+)">')
_MARKED = re.compile(
    r'<(?P<tag>td|li|p|strong|span)\b(?P<before>[^>]*?) data-explains="(?P<metric>[a-z0-9_]+)"'
    r"(?P<after>[^>]*)>(?P<inside>.*?)</(?P=tag)>",
    re.DOTALL,
)
_NO_LINK = re.compile(r"<(?:a|p|div|table|svg)\b")
"""What cannot stand in a link, or is drawn."""
_DIGIT = re.compile(r"\d")


def with_explained_numbers(html: str) -> str:
    """Return a page whose marked numbers link to their explanations; without these it stays as it is."""
    explained = set(_ANCHOR.findall(html))

    def linked(found: re.Match[str]) -> str:
        tag, inside = found["tag"], found["inside"]
        begin = f"<{tag}{found['before']}{found['after']}>"
        can_be = found["metric"] in explained and not _NO_LINK.search(inside)
        if not can_be or not _DIGIT.search(inside):
            return f"{begin}{inside}</{tag}>"
        target = f'<a class="explained" href="#explain-{found["metric"]}">'
        return f"{begin}{target}{inside}</a></{tag}>"

    return _SECTION.sub(r"\1>", _MARKED.sub(linked, html))


def without_explanations(html: str) -> str:
    """Return a page without the section of explanations and the marks of numbers, which print does not show.

    A layout would look at every row in it, and a parser at every mark, letter by letter.
    """
    return _MARK.sub("", _WHOLE_SECTION.sub("", html))
