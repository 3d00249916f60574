"""A rendered document, read back: words, pages, fonts, tags, and nothing fetched from outside."""

from datetime import date

import pikepdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from scipy import ndimage
from weasyprint import HTML

from review_kit.errors import ReviewKitError
from review_kit.figures.trajectory import Trajectory, draw_trajectory
from review_kit.render.page import page_of

HEADER = (
    '<header class="running" data-left="Amara Okafor · 3 July – 30 September 2026" '
    'data-right="Review packet" data-footer="Confidential · run 2026-09-30-90d">'
    "<h1>Amara Okafor</h1></header>"
)


def words(rendered, page=0):
    return " ".join(PdfReader(rendered.files["pdf"]).pages[page].extract_text().split())


def test_outputs_and_markdown_are_printed_and_code_and_notes_are_not(rendered):
    text = words(rendered("<p>Discovery rose.</p>", cells=[new_markdown_cell("A *plain* line.")]))
    assert "Discovery rose." in text
    assert "A plain line." in text
    assert "packet.part" not in text
    assert "Only analysts" not in text


def test_running_head_and_foot_stand_on_every_page(rendered):
    heading = '<h2 class="first">How it went</h2>'
    made = rendered(HEADER, f"{heading}<p>a</p>", f"{heading}<p>b</p>")
    assert made.pages == 3
    for number in range(3):
        text = words(made, number)
        assert "Amara Okafor · 3 July – 30 September 2026" in text
        assert "Confidential · run 2026-09-30-90d" in text
        assert f"{number + 1} / 3" in text


def test_headings_are_bookmarks(rendered):
    made = rendered(HEADER, "<h2>Trajectories</h2>")
    outline = PdfReader(made.files["pdf"]).outline
    assert outline[0].title == "Amara Okafor"
    assert outline[1][0].title == "Trajectories"


def test_the_shipped_typeface_is_embedded_and_no_other(rendered):
    made = rendered(HEADER, "<p>69 <strong>+17 pp</strong></p>")
    names = set()
    for page in PdfReader(made.files["pdf"]).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            assert "/FontFile3" in descriptor or "/FontFile2" in descriptor
            names.add(descendant["/BaseFont"].split("+")[-1])
    assert len(names) == 2
    assert all(name.startswith("Inter") for name in names)


def test_the_document_is_tagged_with_language_and_title(rendered):
    made = rendered(HEADER, '<svg width="9" height="9"><title>A finding.</title></svg>')
    with pikepdf.open(made.files["pdf"]) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title) == "Amara Okafor: packet"
        assert b"A finding." in b"".join(
            bytes(obj.Alt)
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary) and "/Alt" in obj
        )


def test_paper_can_be_letter(write_notebook, tmp_path):
    from review_kit.render import Renderer

    path = write_notebook("<p>a</p>")
    made = Renderer(paper="Letter").render(
        path, tmp_path, output="packet", formats=("pdf",), grain="rep", title="t"
    )
    box = PdfReader(made.files["pdf"]).pages[0].mediabox
    assert (float(box.width), float(box.height)) == (612.0, 792.0)


def test_the_same_notebook_gives_the_same_bytes(rendered):
    first = rendered(HEADER, "<p>69</p>").files["pdf"].read_bytes()
    second = rendered(HEADER, "<p>69</p>").files["pdf"].read_bytes()
    assert first == second


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "../../../pyproject.toml", "//host/x.png"],
)
def test_nothing_is_fetched_from_disk_or_network(rendered, address):
    with pytest.raises(ReviewKitError, match="not part of the theme"):
        rendered(f'<img src="{address}" alt="x">')


def test_a_stylesheet_from_outside_is_refused(rendered):
    with pytest.raises(ReviewKitError, match="not part of the theme"):
        rendered("<style>@import url('file:///etc/hostname');</style><p>a</p>")


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_pictures_of_an_analysts_cell_are_shown_with_their_words(rendered):
    output = new_output("display_data", data={"image/png": PIXEL}, metadata={"alt": "A dot"})
    made = rendered(cells=[new_code_cell("plot()", outputs=[output])])
    with pikepdf.open(made.files["pdf"]) as pdf:
        images = [image for page in pdf.pages for image in page.get_images()]
    assert len(images) == 1


def test_a_picture_without_words_gets_the_usual_ones(rendered):
    address = f"data:image/png;base64,{PIXEL}"
    made = rendered(
        f'<img src="{address}"><img src="{address}" alt="A dot"><img alt="" src="{address}">'
    )
    html = made.files["html"].read_text(encoding="utf-8")
    assert html.count('alt="No description has been provided for this image"') == 1
    assert html.count('alt="A dot"') == html.count('alt=""') == 1


def test_every_call_of_a_trajectory_is_a_dot_on_paper(renderer, tmp_path):
    def shades(calls):
        panel = Trajectory("a", date(2026, 7, 1), date(2026, 9, 28), calls, (), (), ())
        drawing = draw_trajectory(panel, alt="a")
        page = f"<html><title>a</title><body class='review-kit'>{drawing}</body></html>"
        renderer.write_pdf(page, tmp_path / "a.pdf")
        with PdfDocument(tmp_path / "a.pdf") as pdf:
            return pdf[0].render(scale=4).to_numpy().mean(axis=2)

    calls = [(date(2026, 7, 9), 40), (date(2026, 7, 9), 60), (date(2026, 8, 20), 91)]
    changed = abs(shades(calls) - shades(())) > 10
    assert ndimage.label(changed)[1] == len(calls)


def test_html_is_self_contained(rendered):
    html = rendered(HEADER, "<p>69</p>").files["html"].read_text(encoding="utf-8")
    assert "<p>69</p>" in html
    assert "font/woff2;base64," in html
    for outside in ("http://", "https://", "url('fonts", "<script", "<link"):
        assert outside not in html


def test_only_the_declared_formats_are_made(rendered):
    made = rendered("<p>a</p>", formats=("html",))
    assert set(made.files) == {"html"}
    assert made.pages is None


def test_nothing_of_a_page_runs_loads_or_leads_away(rendered):
    made = rendered(
        '<meta http-equiv="refresh" content="0; url=https://evil.example"><base href="https://evil.example">'
        "<p>Discovery \u202e\ufffe rose.</p>",
    )
    page = made.files["html"].read_text(encoding="utf-8")
    head, _, body = page.partition("<body")
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
    assert f"content=\"{policy}; base-uri 'none'; form-action 'none'\">" in head
    assert head.index("Content-Security-Policy") < head.index("<title>")
    assert "<meta" not in body
    assert "<base" not in body
    assert r"Discovery \u202e\ufffe rose." in body


@pytest.mark.parametrize("style", ["float: footnote", "position: NOTE(area)"])
def test_footnotes_that_a_page_sets_keep_their_marks(style):
    def pseudo_elements(html):
        page = page_of(html, base_url="", fetcher=None, own_rules="")
        [sheet] = page._ua_stylesheets()
        return {entry[3] for entry in sheet.matcher.other_selectors}

    marks = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
    assert marks <= pseudo_elements(f'<p>Words<span style="{style}">beneath</span></p>')
    assert pseudo_elements("<p>Words</p>") == {None, "marker"}


def test_a_page_without_footnotes_is_the_same_without_their_rules(renderer, tmp_path, monkeypatch):
    html = "<main class='review-kit'><ol><li>One</li></ol><table><tr><th>a</th></tr></table></main>"
    renderer.write_pdf(html, tmp_path / "without.pdf")
    monkeypatch.setattr("review_kit.render.page._PageWithoutNotes", HTML)
    renderer.write_pdf(html, tmp_path / "with.pdf")
    assert (tmp_path / "without.pdf").read_bytes() == (tmp_path / "with.pdf").read_bytes()
