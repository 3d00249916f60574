"""Tagged PDFs bound into one: pages, bookmarks, labels, and one tree of tags that still fits."""

from __future__ import annotations

import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, NumberTree
from pypdf import PdfReader

from review_kit.check.structure import check_structure
from review_kit.render.bind import Part, bind_pdfs

TABLE = (
    "<table><thead><tr><th scope='col'>Skill</th><th scope='col'>Now</th></tr></thead>"
    "<tbody><tr><th scope='row'>{0}</th><td>69</td></tr></tbody></table>"
)
TITLE = "Manager binder · Mai Tran · 2026-09-30"
LOGO = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA"
    "60e6kgAAAABJRU5ErkJggg=="
)


@pytest.fixture
def packet(renderer, tmp_path):
    """Write a packet of two pages about somebody, with a link and a table."""

    def write(name, pages=2):
        path = tmp_path / f"{name}.pdf"
        sections = "".join(f"<h2>Section {n}</h2><p>{name} {n}</p>" for n in range(2, pages + 1))
        html = (
            f"<html lang='en'><head><title>{name}</title></head><body class='review-kit'>"
            f"<h1>{name}</h1><img src='{LOGO}' alt='Acme' width='9'>"
            f"<p><a href='https://example.org/{len(name)}'>call</a></p>{TABLE.format(name)}"
            f"{sections}</body></html>"
        )
        renderer.write_pdf(html, path)
        return path

    return write


@pytest.fixture
def bound(packet, tmp_path):
    """A cover, two packets, and one that is not there."""
    path = tmp_path / "binder.pdf"
    parts = [
        Part(packet("Cover", pages=1), "Binder cover"),
        Part(packet("Ana Ruiz"), "Ana Ruiz", label="Ana Ruiz"),
        Part(packet("Bo Lind", pages=3), "Bo Lind", label="Bo Lind"),
        Part(None, "Chika Obi: not made"),
    ]
    assert bind_pdfs(parts, path, title=TITLE) == 6
    return path


def elements(root):
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        kids = element.get("/K", Array())
        kids = list(kids) if isinstance(kids, Array) else [kids]
        waiting += [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def test_every_page_of_every_part_is_there_in_order(bound):
    text = [" ".join(page.extract_text().split()) for page in PdfReader(bound).pages]
    assert [re.search(r"Cover|Ana Ruiz|Bo Lind", page).group() for page in text] == [
        "Cover",
        *["Ana Ruiz"] * 2,
        *["Bo Lind"] * 3,
    ]


def test_bookmarks_lead_to_each_rep_and_into_each_packet(bound):
    reader = PdfReader(bound)

    def told(items):
        return [
            told(item)
            if isinstance(item, list)
            else (item.title, reader.get_page_number(item.page))
            for item in items
        ]

    assert told(reader.outline) == [
        ("Binder cover", 0),
        ("Ana Ruiz", 1),
        [("Section 2", 2)],
        ("Bo Lind", 3),
        [("Section 2", 4), ("Section 3", 5)],
        ("Chika Obi: not made", 0),
    ]


def test_page_labels_carry_the_rep(bound):
    assert PdfReader(bound).page_labels == [
        "i",
        "Ana Ruiz 1",
        "Ana Ruiz 2",
        "Bo Lind 1",
        "Bo Lind 2",
        "Bo Lind 3",
    ]


def test_the_whole_passes_the_check_of_a_document(bound):
    assert check_structure(bound, title=TITLE, language="en", pages=(6, 6)) == []
    with pikepdf.open(bound) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == TITLE
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_parts_hang_in_one_tree_by_name(bound):
    with pikepdf.open(bound) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        assert str(document.S) == "/Document"
        assert [(str(part.S), str(part.T)) for part in document.K] == [
            ("/Part", "Binder cover"),
            ("/Part", "Ana Ruiz"),
            ("/Part", "Bo Lind"),
        ]
        assert all(part.P.objgen == document.objgen for part in document.K)


def test_every_page_and_link_finds_its_own_tags(bound):
    with pikepdf.open(bound) as pdf:
        parents = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        keys = [int(page.obj.StructParents) for page in pdf.pages]
        links = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", [])]
        keys += [int(link.StructParent) for link in links]
        assert len(keys) == len(set(keys)) == 6 + 3
        assert max(parents) < pdf.Root.StructTreeRoot.ParentTreeNextKey
        for page in pdf.pages:
            held = [one for one in parents[int(page.obj.StructParents)] if one is not None]
            assert held
            for element in held:
                assert element.Pg.objgen == page.obj.objgen
        for link in links:
            element = parents[int(link.StructParent)]
            assert str(element.S) == "/Link"
            references = [k for k in element.K if isinstance(k, Dictionary) and "/Obj" in k]
            assert [reference.Obj.objgen for reference in references] == [link.objgen]


def test_heads_of_tables_say_in_every_part_what_they_head(bound):
    with pikepdf.open(bound) as pdf:
        for part in pdf.Root.StructTreeRoot.K[0].K:
            heads = [str(one.A.Scope) for one in elements(part) if str(one.S) == "/TH"]
            assert heads == ["/Column", "/Column"]


def test_a_picture_that_every_part_carries_is_stored_once(bound, packet):
    def images(path):
        with pikepdf.open(path) as pdf:
            return [
                one
                for one in pdf.objects
                if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
            ]

    # the picture and its transparency
    assert len(images(bound)) == len(images(packet("Alone"))) == 2


def test_the_same_parts_give_the_same_bytes(packet, tmp_path):
    parts = [Part(packet("Ana Ruiz"), "Ana Ruiz"), Part(packet("Bo Lind"), "Bo Lind")]
    for name in ("a.pdf", "b.pdf"):
        bind_pdfs(parts, tmp_path / name, title=TITLE)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
