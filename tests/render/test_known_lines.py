"""Lines that were set before are given again, and the page is the same to the byte."""

import pytest
from weasyprint import CSS, HTML
from weasyprint.layout import inline, preferred
from weasyprint.text.fonts import FontConfiguration

from review_kit.render import known_lines
from review_kit.render.export import THEME
from review_kit.render.known_lines import Fonts

PAGE = """
<style>
  p {{ width: {width}; text-align: justify; hyphens: auto; overflow-wrap: anywhere }}
  div {{ width: 30mm; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }}
  em::first-letter {{ font-size: 20pt }}
  q {{ letter-spacing: 1pt; word-spacing: 3pt; text-decoration: underline }}
</style>
<p lang="en">Kept conversations outweigh extraordinarily incomprehensible considerations.</p>
<p lang="de">Kept conversations outweigh extraordinarily incomprehensible considerations.</p>
<p style="text-transform: uppercase">soft\u00adhyphens and <q>a quotation</q>, <em>emphasis</em></p>
<p style="font-variant-numeric: tabular-nums">1,111 &nbsp; 8,888</p>
<div>A line that is longer than its place and ends in dots</div>
<div style="width: 90mm">A line that is longer than its place and ends in dots</div>
<pre>a line
and	another</pre>
<table><tr><td>Discovery</td><td>rose by a few points</td></tr></table>
<table style="width: 20mm"><tr><td>Discovery</td><td>rose by a few points</td></tr></table>
"""


def made(fonts, width="60mm"):
    page = HTML(string=PAGE.format(width=width))
    return page.write_pdf(font_config=fonts, pdf_identifier=b"same", pdf_variant="pdf/ua-1")


@pytest.fixture
def set_anew(monkeypatch):
    """Make a page with WeasyPrint as it is."""

    def make(width):
        with monkeypatch.context() as patch:
            for module in (inline, preferred):
                patch.setattr(module, "split_first_line", known_lines._set_line)
            return made(Fonts(), width)

    return make


def test_pages_are_the_same_with_known_lines(set_anew):
    fonts = Fonts()
    for width in ("60mm", "17mm", "60mm", "140mm"):
        assert made(fonts, width) == set_anew(width)


def test_a_page_made_again_sets_no_line(monkeypatch):
    fonts = Fonts()
    first = made(fonts)

    def set_line(text, *_):
        raise AssertionError(f"'{text}' is set again")

    monkeypatch.setattr(known_lines, "_set_line", set_line)
    assert made(fonts) == first


def test_lines_that_nobody_asks_for_any_more_are_let_go(monkeypatch):
    monkeypatch.setattr(known_lines, "_MOST", 20)
    fonts = Fonts()
    first = made(fonts)
    assert made(fonts) == first
    assert len(fonts._lately) <= 20
    assert len(fonts._before) <= 20


def test_a_font_that_is_added_later_is_used_for_words_that_were_set_before():
    fonts = Fonts()
    page = '<p style="font-family: Later, monospace">Discovery</p>'
    before = HTML(string=page).render(font_config=fonts)
    face = next(THEME.rglob("*.otf")).as_uri()
    CSS(string=f"@font-face {{ font-family: Later; src: url({face}) }}", font_config=fonts)
    after = HTML(string=page).render(font_config=fonts)
    assert width_of_text(before) != width_of_text(after)


def width_of_text(document):
    (text,) = [box for box in document.pages[0]._page_box.descendants() if hasattr(box, "text")]
    return text.width


def test_other_pages_of_the_process_are_made_as_ever():
    assert made(FontConfiguration()) == made(Fonts())
