"""The tags of a PDF, brought to what PDF/UA-1 asks: what WeasyPrint leaves out, and what it cannot know.

WeasyPrint calls :func:`finish_tags` when pages and tags are there and nothing is written yet, so nothing
is read back from a file. The clauses are in ``docs/accessibility.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import Box, MarginBox, TextBox

from review_kit.render.marks import MARGIN
from review_kit.screen.headings import nested_levels

Element: TypeAlias = pydyf.Dictionary
"""A structure element: its type in ``S``, its kids in ``K``, its parent in ``P``."""

_PRINT = 1 << 2
"""Annotation flag: on paper too."""
_POINTS = 72 / 96
"""Points in a CSS pixel."""
_HEADINGS = {f"/H{level}" for level in range(1, 7)}
_PAGE_NUMBER = re.compile(r"\d+ / \d+")
_EDGES = {"Header": "Top", "Footer": "Bottom"}
_KEPT_EMPTY = {"/TD", "/TH", "/Figure"}
"""What says something without content: a cell that is free to write in, a drawing with its words."""


class _Nothing(pydyf.Object):  # type: ignore[misc]
    """Stands where an object was; numbers of objects are their places."""

    data = b"null"

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def finish_tags(document: Document, pdf: pydyf.PDF) -> None:
    """Bring the tags of a laid out document to PDF/UA-1, before it is written.

    Running heads and page numbers become artifacts, every head of a table says what it heads, headings
    skip no level, nothing is empty, drawings know their place, and links are printed and say where they
    lead.

    Parameters
    ----------
    document
        What was laid out.
    pdf
        What it became; changed in place.
    """
    tags = _Tags(pdf)
    _drop_empty(tags, tags.document)
    elements = list(tags.below(tags.document))
    _number_headings(elements)
    for element in elements:
        if element["S"] == "/Table":
            _head_cells(tags, element)
        elif element["S"] == "/Figure":
            _place(tags, element, document)
    _finish_links(document)
    _settle_margins(tags, document)


class _Tags:
    """The tree of structure elements in a PDF that is not written yet."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        root = self.of(pdf.catalog["StructTreeRoot"])
        self.document: Element = self.of(root["K"][0])
        self.parents: list[list[bytes]] = self.of(root["ParentTree"])["Nums"]
        self.page_numbers = {page: number for number, page in enumerate(pdf.page_references)}

    def of(self, reference: bytes) -> Element:
        """Return what a reference leads to."""
        return self.pdf.objects[_number(reference)]

    def owners(self, page: int) -> list[bytes]:
        """Return for each piece of content of a page the element that holds it."""
        owners: list[bytes] = self.parents[2 * page + 1]
        return owners

    def kids(self, element: Element) -> list[Element]:
        """Return the structure elements right below one, without content and links."""
        kids = (self.of(kid) for kid in element["K"] if isinstance(kid, bytes))
        return [kid for kid in kids if kid["Type"] == "/StructElem"]

    def below(self, element: Element) -> Iterator[Element]:
        """Give every structure element below one, in the order of reading."""
        for kid in self.kids(element):
            yield kid
            yield from self.below(kid)

    def forget(self, reference: bytes) -> None:
        """Take an element out of the PDF."""
        number = _number(reference)
        self.pdf.objects[number] = _Nothing(number)

    def add_cell(self, row: Element) -> Element:
        """Add an empty cell to a row, and return it."""
        cell = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/TD",
                "P": row.reference,
                "Pg": row["Pg"],
                "K": pydyf.Array(),
            }
        )
        self.pdf.add_object(cell)
        row["K"].append(cell.reference)
        return cell


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _boxes(box: Box) -> Iterator[Box]:
    """Give a box and all inside it, without the margins of the page."""
    yield box
    for kid in getattr(box, "children", ()):
        if not isinstance(kid, MarginBox):
            # what is placed absolutely is a placeholder that holds the box
            yield from _boxes(getattr(kid, "_box", kid))


def _drop_empty(tags: _Tags, element: Element) -> None:
    """Take away the elements that hold nothing."""
    for kid in tags.kids(element):
        _drop_empty(tags, kid)
        if not kid["K"] and kid["S"] not in _KEPT_EMPTY:
            element["K"].remove(kid.reference)
            tags.forget(kid.reference)


def _number_headings(elements: list[Element]) -> None:
    headings = [element for element in elements if element["S"] in _HEADINGS]
    levels = nested_levels([int(heading["S"][2:]) for heading in headings])
    for heading, level in zip(headings, levels, strict=True):
        heading["S"] = f"/H{level}"


def _head_cells(tags: _Tags, table: Element) -> None:
    """Say of each head of a table whether it heads a column or a row.

    WeasyPrint gives cells the identifiers of their heads instead. They leave out columns below a head
    that spans several, and give a head of a group to all groups; with directions a reader finds them.
    """
    head, body = _rows(tags, table)
    for cell in [cell for row in head for cell in row.cells]:
        _direct(cell, "/Column")
    for row in body:
        if len(row.cells) == 1 and row.cells[0]["S"] == "/TH" and "ColSpan" in row.cells[0]["A"]:
            # The name of a group heads the names below it, and nothing stands beside it.
            _direct(row.cells[0], "/Column")
            for _ in range(row.cells[0]["A"].pop("ColSpan") - 1):
                row.cells.append(tags.add_cell(row.element))
        else:
            for cell in row.cells:
                _direct(cell, "/Row")
    cells = [cell for row in (*head, *body) for cell in row.cells]
    if 2 * sum(cell["S"] == "/TH" for cell in cells) > len(cells):
        # A head for each value says less than the head of its column: see docs/accessibility.md.
        for cell in [cell for row in body for cell in row.cells if cell["S"] == "/TH"]:
            cell["S"] = "/TD"
            del cell["A"]["Scope"]


class _Row(NamedTuple):
    element: Element
    cells: list[Element]


def _rows(tags: _Tags, table: Element) -> tuple[list[_Row], list[_Row]]:
    """Return the rows at the head of a table, and the others."""
    head: list[_Row] = []
    body: list[_Row] = []
    for part in tags.kids(table):
        if part["S"] == "/TR":
            body.append(_Row(part, tags.kids(part)))
        elif part["S"] != "/Caption":
            rows = head if part["S"] == "/THead" else body
            rows += [_Row(row, tags.kids(row)) for row in tags.kids(part)]
    if not head and body and all(cell["S"] == "/TH" for cell in body[0].cells):
        head.append(body.pop(0))
    return head, body


def _direct(cell: Element, direction: str) -> None:
    cell.pop("ID", None)
    cell["A"].pop("Headers", None)
    if cell["S"] == "/TH":
        cell["A"]["Scope"] = direction
    elif cell["A"].keys() == {"O"}:
        del cell["A"]


def _place(tags: _Tags, figure: Element, document: Document) -> None:
    """Say where a drawing is: in points from below, where WeasyPrint has pixels from above."""
    height = document.pages[tags.page_numbers[figure["Pg"]]].height
    left, top, right, bottom = figure["A"]["BBox"]
    figure["A"]["BBox"] = pydyf.Array(
        (left * _POINTS, (height - bottom) * _POINTS, right * _POINTS, (height - top) * _POINTS)
    )


def _finish_links(document: Document) -> None:
    """Let links be printed, and say their words besides their address."""
    for page in document.pages:
        for box in _boxes(page._page_box):
            link = getattr(box, "link_annotation", None)
            if link is None:
                continue
            link["F"] = _PRINT
            words = "".join(one.text for one in _boxes(box) if isinstance(one, TextBox)).strip()
            address = link["A"]["URI"].string if "A" in link else ""
            said = ": ".join(part for part in (words, address) if part)
            if said:
                link["Contents"] = pydyf.String(said)


def _settle_margins(tags: _Tags, document: Document) -> None:
    """Take what stands in the margins of pages out of the reading, where there are several pages.

    On a document of one page nothing repeats itself: its head is read first, and its foot last.
    """
    read = {element.number for element in tags.below(tags.document)}
    for number, page in enumerate(document.pages):
        owners = tags.owners(number)
        outside = [content for content, owner in enumerate(owners) if _number(owner) not in read]
        texts = list(_margin_texts(page._page_box))
        if len(texts) != len(outside):
            # text in the margins that is drawn otherwise than in its order
            texts = [_MarginText("", "")] * len(outside)
        margins = dict(zip(outside, texts, strict=True))
        if len(document.pages) == 1:
            heads = 0
            for content, text in list(margins.items()):
                if not _PAGE_NUMBER.fullmatch(text.words):
                    heads += _read_margin(tags, tags.of(owners[content]), text, heads)
                    del margins[content]
        _make_furniture(tags, number, margins)


class _MarginText(NamedTuple):
    place: str
    """``Header`` or ``Footer``, as the PDF calls it; empty where it is not known."""
    words: str


def _margin_texts(page: Box) -> Iterator[_MarginText]:
    for margin in page.children:
        if isinstance(margin, MarginBox):
            place = "Header" if margin.at_keyword.startswith("@top") else "Footer"
            for text in _boxes(margin):
                if isinstance(text, TextBox):
                    yield _MarginText(place, text.text)


def _read_margin(tags: _Tags, content: Element, text: _MarginText, heads: int) -> bool:
    """Hang text into the tree, behind the heads that are there or at the end; whether it is a head."""
    paragraph = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/P",
            "T": pydyf.String(MARGIN),
            "P": tags.document.reference,
            "Pg": content["Pg"],
            "K": pydyf.Array([content.reference]),
        }
    )
    tags.pdf.add_object(paragraph)
    content["P"] = paragraph.reference
    kids = tags.document["K"]
    is_head = text.place == "Header"
    kids.insert(heads if is_head else len(kids), paragraph.reference)
    return is_head


def _make_furniture(tags: _Tags, page: int, margins: dict[int, _MarginText]) -> None:
    """Mark content of a page as a running head or foot, which nobody reads out."""
    owners = tags.owners(page)
    for content in margins:
        tags.forget(owners[content])
        owners[content] = b"null"
    written = tags.of(tags.of(tags.pdf.page_references[page])["Contents"]).stream
    for at, item in enumerate(written):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in margins:
            place = margins[item["MCID"]].place
            kind = f"/Subtype /{place} /Attached [/{_EDGES[place]}]" if place else ""
            written[at - 1 : at + 1] = "/Artifact", f"<</Type /Pagination {kind}>>"
