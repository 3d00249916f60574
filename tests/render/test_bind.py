"""Tagged PDFs bound into one: pages, bookmarks, labels, and one tree of tags that still fits."""

from __future__ import annotations

import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, NumberTree
from pypdf import PdfReader

from review_kit.check.structure import check_structure
from review_kit.render.bind import Pages, Part, bind_pdfs

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
        sections = "".join(
            f"<h2 style='break-before: page'>Section {n}</h2><p>{name} {n}</p>"
            for n in range(2, pages + 1)
        )
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
    # the second page is empty: the first packet begins on a right-hand page
    words = "Binder page {}".format
    assert bind_pdfs(parts, path, title=TITLE, page_words=words) == Pages(7, blank=(2,))
    return path


def read(path):
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def elements(root):
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        kids = element.get("/K", Array())
        kids = list(kids) if isinstance(kids, Array) else [kids]
        waiting += [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def test_every_page_of_every_part_is_there_in_order(bound):
    assert [re.sub(r" .*", "", text) for text in read(bound)] == [
        "Cover",
        "Binder",
        *["Ana", "Section"],
        *["Bo", "Section", "Section"],
    ]


def test_every_page_carries_its_number_and_a_blank_one_nothing_else(bound):
    text = read(bound)
    assert [re.findall(r"Binder page \d+", page) for page in text] == [
        [f"Binder page {number}"] for number in range(1, 8)
    ]
    assert text[1] == "Binder page 2"


def test_the_number_stands_left_of_the_packets_own_on_its_line_and_is_furniture(bound):
    places = {}

    def note(text, _, matrix, font, size):
        if text.strip():
            places[text.strip()] = (matrix[4], matrix[5])

    page = PdfReader(bound).pages[5]
    page.extract_text(visitor_text=note)
    with pikepdf.open(bound) as pdf:
        written = pdf.pages[5].obj.Contents
        last = written[-1].read_bytes() if isinstance(written, Array) else written.read_bytes()
    assert last.startswith(b"\nQ\n/Artifact <</Type /Pagination /Subtype /Footer")
    (x, y) = places["Binder page 6"]
    width = float(page.mediabox.width)
    assert x < width - 28 * 72 / 25.4
    assert y == pytest.approx(26.3, abs=0.1)


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
        ("Ana Ruiz", 2),
        [("Section 2", 3)],
        ("Bo Lind", 4),
        [("Section 2", 5), ("Section 3", 6)],
        ("Chika Obi: not made", 0),
    ]


def test_page_labels_carry_the_rep_and_the_number_in_print(bound):
    assert PdfReader(bound).page_labels == [
        *("1", "2"),
        *("Ana Ruiz 3", "Ana Ruiz 4"),
        *("Bo Lind 5", "Bo Lind 6", "Bo Lind 7"),
    ]


def test_the_whole_passes_the_check_of_a_document(bound):
    whole = {"title": TITLE, "language": "en", "pages": (7, 7)}
    assert check_structure(bound, **whole, blank=(2,)) == []
    (found,) = check_structure(bound, **whole)
    assert (found.check, "page 2 is empty" in str(found)) == ("empty page", True)
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
        tagged = [page for page in pdf.pages if "/StructParents" in page.obj]
        keys = [int(page.obj.StructParents) for page in tagged]
        links = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", [])]
        keys += [int(link.StructParent) for link in links]
        assert len(keys) == len(set(keys)) == 6 + 3
        assert max(parents) < pdf.Root.StructTreeRoot.ParentTreeNextKey
        for page in tagged:
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


SHEET = (
    '<h1>Sheet</h1><p>Date <input class="field" type="text" name="date" title="Date"></p>'
    '<table><tbody><tr><th scope="row">Discovery</th>'
    '<td><textarea class="field" name="well" title="Went well"></textarea></td></tr></tbody></table>'
    '<input type="hidden" name="sheet" value="{}">'
)


def test_a_form_is_bound_for_the_pen(renderer, packet, tmp_path):
    html = f"<html lang='en'><head><title>Sheet</title></head><body class='review-kit'>{SHEET}</body></html>"
    renderer.write_pdf(html, tmp_path / "sheet.pdf")
    assert PdfReader(tmp_path / "sheet.pdf").get_fields()
    parts = [Part(packet("Ana Ruiz"), "Ana Ruiz"), Part(tmp_path / "sheet.pdf", "Sheet")]
    path = tmp_path / "binder.pdf"
    assert bind_pdfs(parts, path, title=TITLE) == Pages(3, blank=())
    with pikepdf.open(path) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Annots" not in pdf.pages[2].obj
        kinds = [str(one.S) for one in elements(pdf.Root.StructTreeRoot.K[0].K[1])]
        # the cell stays: there is room to write
        assert ("/Form" in kinds, "/NonStruct" in kinds, kinds.count("/TD")) == (False, False, 1)
        numbers = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        assert sorted(numbers) == list(range(len(numbers)))
    assert check_structure(path, title=TITLE, language="en", pages=(3, 3)) == []
