"""What a PDF must be, whatever it says: it opens, no page is empty, tags and fonts are inside.

The tag tree follows ISO 32000-1, 14.7: a page's ``StructParents`` leads through the ``ParentTree`` to
the structure elements of its marked content. Running heads and feet have none, or, on a document of one
page, have one that says so: they are not what is on the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf

from review_kit.check.finding import Finding
from review_kit.render.marks import MARGIN

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def check_structure(
    path: Path,
    *,
    title: str,
    language: str,
    pages: tuple[int, int] | None,
    blank: Collection[int] = (),
) -> list[Finding]:
    """Check a PDF's pages, tags and fonts.

    Parameters
    ----------
    title, language
        What its metadata must say.
    pages
        Least and greatest number of pages; ``None`` where the template sets no bounds.
    blank
        Numbers of pages that are meant to be empty, from 1.
    """
    try:
        with pikepdf.open(path) as pdf:
            return [
                *_check_count(pdf, pages),
                *_check_tags(pdf, title=title, language=language),
                *_check_empty(pdf, blank),
                *_check_fonts(pdf),
            ]
    except pikepdf.PdfError as error:
        return [Finding("opens", f"the PDF does not open: {error}")]


def _check_count(pdf: Pdf, bounds: tuple[int, int] | None) -> Iterator[Finding]:
    count = len(pdf.pages)
    if count == 0:
        yield Finding("pages", "the PDF has no page")
    elif bounds is not None and not bounds[0] <= count <= bounds[1]:
        least, most = bounds
        wanted = f"exactly {least}" if least == most else f"{least} to {most}"
        yield Finding(
            "pages",
            f"the PDF has {count} page{'' if count == 1 else 's'}, but its template declares "
            f"{wanted}",
        )


def _check_tags(pdf: Pdf, *, title: str, language: str) -> Iterator[Finding]:
    root = pdf.Root
    marked = root.get("/MarkInfo", Dictionary()).get("/Marked", False)
    if not marked or "/StructTreeRoot" not in root:
        yield Finding("tagged", "the PDF is not tagged, so a screen reader cannot read it")
    said = str(root.get("/Lang", ""))
    if said != language:
        yield Finding("tagged", f"the PDF's language is '{said}', not '{language}'")
    named = str(pdf.docinfo.get("/Title", ""))
    if named.split() != title.split():
        yield Finding("tagged", f"the PDF's title is '{named}', not '{title}'")


def _check_empty(pdf: Pdf, blank: Collection[int]) -> Iterator[Finding]:
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return  # reported as not tagged
    parents = NumberTree(tree.ParentTree)
    roots = {kid.objgen for kid in _kids(tree)}
    for number, page in enumerate(pdf.pages, start=1):
        if number in blank:
            continue
        key = page.obj.get("/StructParents")
        elements = parents.get(int(key)) if key is not None else None
        held = [element for element in elements or () if isinstance(element, Dictionary)]
        if not any(_is_content(element, roots) for element in held):
            yield Finding("empty page", f"page {number} is empty except for its header and footer")


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_content(element: Object, roots: set[tuple[int, int]]) -> bool:
    """Whether an element can be reached from one of the tree's roots, and is no running head or foot."""
    climbed = element
    while climbed.objgen not in roots:
        if climbed.get("/T") == MARGIN:
            return False
        parent = climbed.get("/P")
        if parent is None or climbed.objgen not in {
            kid.objgen for kid in _kids(parent) if isinstance(kid, Dictionary)
        }:
            return False
        climbed = parent
    return True


def _check_fonts(pdf: Pdf) -> Iterator[Finding]:
    seen: set[tuple[int, int]] = set()
    missing: dict[str, int] = {}
    for number, page in enumerate(pdf.pages, start=1):
        for font in _fonts(page.obj.get("/Resources", Dictionary()), seen):
            if not _is_embedded(font):
                missing.setdefault(str(font.get("/BaseFont", "/unnamed"))[1:], number)
    for name, number in missing.items():
        yield Finding(
            "fonts", f"page {number} uses the font '{name}', which is not embedded in the PDF"
        )


def _fonts(resources: Object, seen: set[tuple[int, int]]) -> Iterator[Object]:
    """Every font of a page's resources and of the drawings in them, each once per document."""
    for font in _values(resources, "/Font"):
        if font.objgen == (0, 0) or font.objgen not in seen:
            seen.add(font.objgen)
            yield font
    for kind in ("/XObject", "/Pattern"):
        for drawing in _values(resources, kind):
            if drawing.objgen in seen or "/Resources" not in drawing:
                continue
            seen.add(drawing.objgen)
            yield from _fonts(drawing.Resources, seen)


def _values(resources: Object, kind: str) -> Sequence[Object]:
    named = resources.get(kind)
    return [] if named is None else [named[key] for key in named.keys()]  # noqa: SIM118


def _is_embedded(font: Object) -> bool:
    if font.get("/Subtype") == Name.Type3:
        return True  # its glyphs are drawings in the PDF
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor")
    return descriptor is not None and any(name in descriptor for name in _FONT_FILES)
