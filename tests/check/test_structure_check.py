"""What every PDF must be; each fault made on purpose and found."""

import pikepdf
import pytest

from review_kit.check.structure import check_structure

TITLE = "Review packet · Ann Lee · 2026-09-30"
DRAWING = '<svg width="40" height="9"><title>A line.</title><rect width="40" height="9"/></svg>'


def found(path, *, title=TITLE, language="en", pages=None):
    return [
        (finding.check, finding.what)
        for finding in check_structure(path, title=title, language=language, pages=pages)
    ]


def test_a_document_as_it_is_made_passes(write_pdf):
    path = write_pdf("<h1>Ann Lee</h1>", DRAWING, "<h2>Appendix</h2><p>69 <strong>+17</strong></p>")
    assert found(path, pages=(2, 2)) == []


@pytest.mark.parametrize("text", ["王小明 · 객체 처리", "مراجعة الأداء", "Ready 🎯"])
def test_scripts_beyond_the_shipped_typeface_are_embedded_too(write_pdf, text):
    assert found(write_pdf(f"<p>{text}</p>")) == []


def test_a_torn_file_does_not_open(write_pdf):
    path = write_pdf("<p>69</p>")
    path.write_bytes(b"%PDF-1.7 torn")
    ((check, what),) = found(path)
    assert check == "opens"
    assert what.startswith("the PDF does not open: ")


@pytest.mark.parametrize(
    ("bounds", "what"),
    [
        ((1, 1), "the PDF has 2 pages, but its template declares exactly 1"),
        ((3, 14), "the PDF has 2 pages, but its template declares 3 to 14"),
    ],
)
def test_too_many_and_too_few_pages(write_pdf, bounds, what):
    assert found(write_pdf("<p>a</p><h2>b</h2>"), pages=bounds) == [("pages", what)]


def test_a_page_with_running_head_and_foot_only_is_empty(write_pdf):
    path = write_pdf(
        "<p>a</p>", '<div style="break-before: page; height: 9mm"></div>', "<h2>b</h2>"
    )
    assert found(path) == [("empty page", "page 2 is empty except for its header and footer")]


def test_a_page_with_only_a_drawing_is_not_empty(write_pdf):
    assert found(write_pdf("<p>a</p>", f'<div style="break-before: page">{DRAWING}</div>')) == []


def test_a_pdf_without_tags(write_pdf, change):
    def strip(pdf):
        del pdf.Root.StructTreeRoot

    assert found(change(write_pdf("<p>a</p>"), strip)) == [
        ("tagged", "the PDF is not tagged, so a screen reader cannot read it")
    ]


def test_a_pdf_that_denies_being_tagged(write_pdf, change):
    def deny(pdf):
        pdf.Root.MarkInfo.Marked = False

    ((check, _),) = found(change(write_pdf("<p>a</p>"), deny))
    assert check == "tagged"


def test_language_and_title_are_those_of_the_document(write_pdf):
    path = write_pdf("<p>a</p>", language="de", title="Untitled")
    assert found(path) == [
        ("tagged", "the PDF's language is 'de', not 'en'"),
        ("tagged", f"the PDF's title is 'Untitled', not '{TITLE}'"),
    ]


def test_a_font_that_is_not_inside_is_named_with_its_page(write_pdf, change):
    def take_out(pdf):
        font = pdf.pages[1].Resources.Font
        font[next(iter(font.keys()))] = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
            )
        )

    path = change(write_pdf("<p>a</p>", "<h2>b</h2>"), take_out)
    # pages share their resources
    assert found(path) == [
        ("fonts", "page 1 uses the font 'Helvetica', which is not embedded in the PDF")
    ]


def test_a_font_inside_a_drawing_counts(write_pdf, change):
    def draw(pdf):
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
        )
        form = pikepdf.Stream(pdf, b"")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(Drawing=pdf.make_indirect(form))

    path = change(write_pdf("<p>a</p>"), draw)
    assert found(path) == [
        ("fonts", "page 1 uses the font 'Courier', which is not embedded in the PDF")
    ]
