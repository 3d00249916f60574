"""The pages of a binder: every part begins on a right-hand page, and every page carries its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pikepdf import Array, Dictionary, Name, Page, Pdf

from review_kit.render.field_font import FIRST, embedded_font, western_font

_SIZE = 7.5
_MM = 72 / 25.4
_RIGHT = 28 * _MM
"""From the right edge of the paper: left of the page number of the document itself."""
_BASELINE = 26.3
"""Points above the lower edge: the line of that page number, as the theme's ``@page`` has it."""
_INK = "0.373 0.4 0.439"
_FONT = "RKBinder"


def first_pages(lengths: Sequence[int]) -> list[int]:
    """Give the page on which each part begins, counted from 1, each on a right-hand page.

    Parameters
    ----------
    lengths
        Pages of each part.

    Examples
    --------
    >>> first_pages([1, 6, 1, 5])
    [1, 3, 9, 11]
    """
    starts, following = [], 1
    for length in lengths:
        starts.append(following)
        following += length + length % 2
    return starts


def add_blank_page(pdf: Pdf) -> None:
    """Add an empty page as large as the last one. It has no tags: there is nothing to read on it."""
    box = Array([float(edge) for edge in pdf.pages[-1].mediabox])
    page = Dictionary(Type=Name.Page, MediaBox=box, Resources=Dictionary())
    pdf.pages.append(Page(pdf.make_indirect(page)))


def number_pages(pdf: Pdf, words: Callable[[int], str]) -> None:
    """Print the number of each page into its foot, as furniture that nobody reads out.

    Parameters
    ----------
    words
        What stands on page n, from 1. Letters of other than Western languages cannot be printed
        here; then the bare number stands.
    """
    font = embedded_font(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        text = _encoded(words(number)) or str(number).encode("ascii")
        left, bottom, right, _ = (float(edge) for edge in page.mediabox)
        at = right - _RIGHT - _width(text)
        resources = page.obj.get("/Resources")
        if resources is None:
            resources = page.obj.Resources = Dictionary()
        if "/Font" not in resources:
            resources.Font = Dictionary()
        resources.Font[f"/{_FONT}"] = font
        written = (
            b"\nQ\n/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n"
            b"q BT /%s %.1f Tf %s rg %.2f %.2f Td <%s> Tj ET Q\nEMC\n"
            % (
                _FONT.encode(),
                _SIZE,
                _INK.encode(),
                max(at, left),
                bottom + _BASELINE,
                text.hex().encode(),
            )
        )
        # what a page leaves behind of colours and turned axes must not reach the number
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(written)


def _encoded(text: str) -> bytes | None:
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError:
        return None


def _width(text: bytes) -> float:
    widths = western_font().widths
    return sum(widths[code - FIRST] for code in text) / 1000 * _SIZE
