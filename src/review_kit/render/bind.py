"""Several tagged PDFs bound into one: bookmarks, page numbers, and one tree of tags.

A page's marked content finds its structure element through a number in the ``ParentTree`` (ISO
32000-1, 14.7.4.4). Each part numbers from 0, so every part's numbers move behind those of the part
before it, and so do the ``StructParents`` of its pages and the ``StructParent`` of its links.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pikepdf import (
    Array,
    Dictionary,
    Name,
    NumberTree,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Pdf,
    Stream,
    String,
)

from review_kit import __version__
from review_kit.render.binder_pages import add_blank_page, number_pages
from review_kit.render.page_marks import lead_to_pages
from review_kit.render.paper_form import take_fields_out


@dataclass(frozen=True)
class Part:
    """One PDF of a binder.

    Parameters
    ----------
    path
        A tagged PDF; ``None`` where the document is not there: its bookmark leads to page one.
    name
        Its bookmark.
    label
        Stands before the numbers of its pages in a reader's page box: ``Ann Lee 17``.
    """

    path: Path | None
    name: str
    label: str = ""


@dataclass(frozen=True)
class Pages:
    """What pages a binder has.

    Parameters
    ----------
    count
        How many.
    blank
        Numbers of those that are empty, so that the next part begins on a right-hand page.
    """

    count: int
    blank: tuple[int, ...]


def bind_pdfs(
    parts: Sequence[Part],
    path: Path,
    *,
    title: str,
    language: str = "en",
    page_words: Callable[[int], str] | None = None,
) -> Pages:
    """Write the parts as one PDF, in their order, each from a right-hand page on.

    The same parts give the same bytes. A form is bound without its fields.

    Parameters
    ----------
    parts
        At least one with a file.
    title, language
        Of the whole.
    page_words
        What is printed under page n, from 1; nothing where it is missing.
    """
    blank = []
    with Pdf.new() as pdf:
        document = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array(), T=String(title))
        )
        numbers = Array()
        labels = Array()
        bookmarks: list[OutlineItem | None] = []
        for part in parts:
            if part.path is None:
                bookmarks.append(None)
                continue
            if len(pdf.pages) % 2:
                add_blank_page(pdf)
                blank.append(len(pdf.pages))
            first = len(pdf.pages)
            with Pdf.open(part.path) as source:
                if "/AcroForm" in source.Root:
                    take_fields_out(source)
                pdf.add_pages_from(source)
                _take_tags(pdf, source, first, part, document, numbers)
                bookmarks.append(_bookmark(pdf, source, first, part))
            labels.append(first)
            labels.append(_label(part, first + 1))
        with pdf.open_outline() as outline:
            outline.root.extend(
                bookmark or OutlineItem(part.name, 0)
                for part, bookmark in zip(parts, bookmarks, strict=True)
            )
        root = Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([document]),
            ParentTree=pdf.make_indirect(Dictionary(Nums=numbers)),
            ParentTreeNextKey=len(numbers) // 2,
        )
        pdf.Root.StructTreeRoot = pdf.make_indirect(root)
        document.P = pdf.Root.StructTreeRoot
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String(language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.PageLabels = Dictionary(Nums=labels)
        pdf.Root.PageMode = Name.UseOutlines
        _share_streams(pdf)
        lead_to_pages(pdf)
        if page_words is not None:
            number_pages(pdf, page_words)
        pdf.docinfo["/Title"] = String(title)
        pdf.docinfo["/Creator"] = String(f"review-kit {__version__}")
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = title
            metadata["dc:language"] = {language}
            metadata["pdfuaid:part"] = "1"
        pdf.save(
            path,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
        )
        return Pages(len(pdf.pages), tuple(blank))


def _take_tags(
    pdf: Pdf,
    source: Pdf,
    first: int,
    part: Part,
    document: Object,
    numbers: Array,
) -> None:
    """Hang the tags of a part into the tree of the whole, behind those that are there."""
    tree = pdf.copy_foreign(source.Root.StructTreeRoot)
    shift = len(numbers) // 2
    moved = {key: shift + at for at, key in enumerate(sorted(NumberTree(tree.ParentTree)))}
    for key, element in sorted(NumberTree(tree.ParentTree).items()):
        numbers.append(moved[key])
        numbers.append(element)
    for page in pdf.pages[first:]:
        if "/StructParents" in page.obj:
            page.obj.StructParents = moved[int(page.obj.StructParents)]
        for annotation in page.obj.get("/Annots", Array()):
            if "/StructParent" in annotation:
                annotation.StructParent = moved[int(annotation.StructParent)]
    for kid in _kids(tree):
        kid.S = Name.Part
        kid.T = String(part.name)
        kid.P = document
        document.K.append(kid)


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _bookmark(pdf: Pdf, source: Pdf, first: int, part: Part) -> OutlineItem:
    """Make a part's bookmark with the part's own below it."""
    item = OutlineItem(part.name, first)
    at = {page.obj.objgen: number for number, page in enumerate(source.pages, start=first)}
    with source.open_outline() as outline:
        tops = list(outline.root)
        # a document's only top bookmark is its name, which is the part's
        below = tops[0].children if len(tops) == 1 else tops
        item.children.extend(_moved(pdf, at, below))
    item.is_closed = True
    return item


def _moved(
    pdf: Pdf, at: dict[tuple[int, int], int], items: Sequence[OutlineItem]
) -> Iterator[OutlineItem]:
    for item in items:
        goal = item.destination
        if not isinstance(goal, Array) or goal[0].objgen not in at:
            continue
        page = pdf.pages[at[goal[0].objgen]]
        moved = OutlineItem(item.title, Array([page.obj, *list(goal)[1:]]))
        moved.children.extend(_moved(pdf, at, item.children))
        yield moved


def _label(part: Part, number: int) -> Object:
    """Number the pages of a part as they are numbered in print, behind its label."""
    numbered = Dictionary(S=Name.D, St=number)
    if part.label:
        numbered.P = String(f"{part.label} ")
    return numbered


def _share_streams(pdf: Pdf) -> None:
    """Let parts share fonts and pictures whose bytes are the same: the logo, most of all."""
    known: dict[bytes, Object] = {}
    seen: set[tuple[int, int]] = set()

    def shared(stream: Object) -> Object:
        digest = hashlib.sha256(stream.read_raw_bytes())
        digest.update(repr(sorted((k, repr(stream[k])) for k in stream.keys())).encode())  # noqa: SIM118
        return known.setdefault(digest.digest(), stream)

    def walk(resources: Object) -> None:
        for font in _values(resources, "/Font"):
            if font.objgen in seen:
                continue
            seen.add(font.objgen)
            holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = holder.get("/FontDescriptor", Dictionary())
            for name in ("/FontFile", "/FontFile2", "/FontFile3"):
                if name in descriptor:
                    descriptor[name] = shared(descriptor[name])
        pictures = resources.get("/XObject")
        if pictures is None or (pictures.objgen != (0, 0) and pictures.objgen in seen):
            return
        seen.add(pictures.objgen)
        for name in list(pictures.keys()):
            picture = pictures[name]
            if picture.get("/Subtype") == Name.Image:
                pictures[name] = shared(picture)
            elif isinstance(picture, Stream) and picture.objgen not in seen:
                seen.add(picture.objgen)
                walk(picture.get("/Resources", Dictionary()))

    for page in pdf.pages:
        walk(page.obj.get("/Resources", Dictionary()))


def _values(resources: Object, kind: str) -> list[Object]:
    named = resources.get(kind)
    return [] if named is None else [named[key] for key in named.keys()]  # noqa: SIM118
