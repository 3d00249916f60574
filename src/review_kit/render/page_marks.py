"""Places of a binder's cover for the page on which each packet begins.

The cover is made before it is known how long each packet is, so it has marks, and the numbers are filled in
when the binder is bound. A cover that is read by itself shows nothing there. A mark is::

    <span class="binder-page" data-rep="00123" data-words="page {page}"></span>
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from pikepdf import Array, Dictionary, Name, Pdf, String

_MARK = re.compile(
    r'<span class="binder-page" data-rep="([^"]*)" data-words="([^"]*)"></span>', flags=re.A
)
_PAGES = "https://binder.review-kit.invalid/"
"""Begins the addresses of links to a page of the binder until it is bound. No such host exists."""


def with_page_numbers(html: str, pages: Mapping[str, int]) -> str:
    """Fill the marks of a page with the numbers of pages.

    Parameters
    ----------
    pages
        ``rep_id`` → page of the binder, from 1. A mark of anybody else goes.
    """

    def filled(mark: re.Match[str]) -> str:
        page = pages.get(unescape(mark[1]))
        if page is None:
            return ""
        words = escape(unescape(mark[2]).replace("{page}", str(page)), quote=False)
        return f'<a class="binder-page" href="{_PAGES}{page}">{words}</a>'

    return _MARK.sub(filled, html)


def lead_to_pages(pdf: Pdf) -> None:
    """Let the links that the marks became lead to the pages that they name."""
    for page in pdf.pages:
        for link in page.obj.get("/Annots", Array()):
            action = link.get("/A", Dictionary())
            address = str(action.get("/URI", ""))
            if not address.startswith(_PAGES):
                continue
            goal = pdf.pages[int(address.removeprefix(_PAGES)) - 1]
            del link.A
            link.Dest = Array([goal.obj, Name.Fit])
            if "/Contents" in link:
                # what a screen reader says: the words without the address
                said = str(link.Contents).removesuffix(address).rstrip(": ")
                link.Contents = String(said)
