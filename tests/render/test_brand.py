"""An organisation's accent and logo, on paper and on screen."""

import re

import pikepdf
import pytest
from pypdf import PdfReader

from review_kit import render as rendering
from review_kit.figures.canvas import new_figure, style, to_svg
from review_kit.figures.palette import ACCENT
from review_kit.figures.score_marks import Interval, dumbbell
from review_kit.render import Brand

PACKET = {"output": "packet", "formats": ("pdf", "html"), "grain": "rep"}

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10"/></svg>'
RED = "#8a1538"


def drawing():
    """A drawing as matplotlib makes them, in the accent."""
    with style():
        figure = new_figure(40, 20)
        figure.add_axes((0, 0, 1, 1)).plot([0, 1], [0, 1], color=ACCENT, alpha=0.5)
        return to_svg(figure, alt="A line.", name="line")


@pytest.fixture
def branded(write_notebook, tmp_path):
    def render(*html, accent=RED, logo=SVG):
        path = write_notebook(*html)
        file = tmp_path / "logo.svg"
        file.write_text(logo, encoding="utf-8")
        renderer = rendering.Renderer(brand=Brand("Alder & Quay", accent, file))
        return renderer.render(path, tmp_path, **PACKET, title="t").files

    return render


def colours(path):
    """Every colour that a page paints with, as #rrggbb."""
    found = set()
    with pikepdf.open(path) as pdf:
        streams = [page.Contents.read_bytes() for page in pdf.pages]
        streams += [
            obj.read_bytes()
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Form"
        ]
    for stream in streams:
        for red, green, blue in re.findall(
            rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b", stream
        ):
            found.add("#" + "".join(f"{round(float(c) * 255):02x}" for c in (red, green, blue)))
    return found


def test_marks_figures_and_links_carry_the_accent_on_paper(branded):
    mark = dumbbell(Interval(52), Interval(69), alt="52 to 69")
    for part in (mark, drawing(), '<a href="https://example.org">call</a>'):
        painted = colours(branded(f'<div class="review-kit">{part}</div>', logo=SVG)["pdf"])
        assert RED in painted
        assert ACCENT not in painted


def test_and_so_they_do_on_screen(branded):
    html = branded(str(dumbbell(Interval(52), Interval(69), alt="52 to 69")), str(drawing()))[
        "html"
    ]
    text = html.read_text(encoding="utf-8")
    assert ACCENT not in text
    assert f"--accent: {RED}" in text
    assert 'fill="var(--accent)"' in text
    assert 'stroke="var(--accent)"' in text


def test_words_that_look_like_the_accent_are_left_alone(branded):
    files = branded(f"<p>fill: {ACCENT}</p>")
    assert f"<p>fill: {ACCENT}</p>" in files["html"].read_text(encoding="utf-8")
    assert f"fill: {ACCENT}" in PdfReader(files["pdf"]).pages[0].extract_text()


def test_the_logo_stands_top_right_on_page_one_and_is_read_out_as_the_organisation(
    branded, margins
):
    files = branded("<h1>Ann Lee</h1><h2>Appendix</h2><p>b</p>")
    with pikepdf.open(files["pdf"]) as pdf:
        (figure,) = [
            obj
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/Figure"
        ]
        assert str(figure.Alt) == "Alder & Quay"
        assert figure.Pg.objgen == pdf.pages[0].obj.objgen
        # points from the bottom left corner of an A4 page
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    millimetre = 72 / 25.4
    assert right == pytest.approx((210 - margins[1]) * millimetre, abs=1)
    assert top - bottom == pytest.approx(8 * millimetre, abs=0.5)
    assert margins[0] - 4 < 297 - top / millimetre < margins[0]
    assert left > 130 * millimetre
    html = files["html"].read_text(encoding="utf-8")
    assert html.count('src="data:image/svg+xml;base64,') == 1
    assert 'alt="Alder &amp; Quay"' in html


def test_a_logo_takes_no_room_from_what_was_there(branded, rendered):
    meta = f"<h1>Ann Lee</h1><p class='meta'>{'Account executive, team North ' * 3}</p>"
    with_logo = PdfReader(branded(meta)["pdf"]).pages[0].extract_text()
    assert with_logo == PdfReader(rendered(meta).files["pdf"]).pages[0].extract_text()


def test_without_a_brand_nothing_changes(rendered):
    files = rendered('<div class="review-kit"><a href="https://example.org">call</a></div>').files
    assert ACCENT in colours(files["pdf"])
    assert '<div class="brand">' not in files["html"].read_text(encoding="utf-8")
