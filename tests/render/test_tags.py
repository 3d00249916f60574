"""Tags of a PDF: what a reader hears, in which order, and what heads what."""

import re

import pikepdf
import pytest
from pikepdf import Dictionary, NumberTree

from review_kit.screen.headings import nested_levels

RUNNING = '<header class="running" data-left="Ann Lee" data-right="Packet" data-footer="Run 7">{}</header>'


@pytest.fixture
def pdf_of(renderer, tmp_path):
    """Write a page with this body; return its PDF, open."""

    def write(body):
        page = f"<html lang='en'><title>t</title><body class='review-kit'>{body}</body></html>"
        renderer.write_pdf(page, tmp_path / "a.pdf")
        return pikepdf.open(tmp_path / "a.pdf")

    return write


def elements(pdf):
    """Give the structure elements of a PDF in the order of reading."""
    waiting = list(reversed(list(pdf.Root.StructTreeRoot.K)))
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary) and "/S" in one:
            yield one
            waiting += reversed(list(one.K))


def tagged(pdf, *kinds):
    return [one for one in elements(pdf) if str(one.S)[1:] in kinds]


def cells(pdf):
    """Give the rows of the tables: each cell with its direction and the columns it spans."""
    rows = []
    for row in tagged(pdf, "TR"):
        rows.append([])
        for cell in row.K:
            attributes = cell.get("/A", Dictionary())
            said = str(cell.S)[1:]
            said += str(attributes.get("/Scope", ""))
            said += f" {attributes.ColSpan}" if "/ColSpan" in attributes else ""
            rows[-1].append(said)
    return rows


def artifacts(page):
    return re.findall(rb"/Artifact\s*<<(.*?)>>\s*BDC", page.Contents.read_bytes())


@pytest.mark.parametrize(
    ("levels", "nested"),
    [
        ([1, 2, 2, 3], [1, 2, 2, 3]),
        ([1, 3, 3, 2, 3], [1, 2, 2, 2, 3]),
        ([2, 4, 4, 2], [1, 2, 2, 1]),
        ([3, 1, 2], [1, 1, 2]),
        ([], []),
    ],
)
def test_no_level_of_headings_is_skipped(levels, nested):
    assert nested_levels(levels) == nested


def test_headings_are_tagged_without_a_gap(pdf_of):
    pdf = pdf_of("<h1>Ann Lee</h1><h3>Cost</h3><h3>Return</h3><h2>Method</h2><h3>Limits</h3>")
    found = [str(one.S) for one in elements(pdf) if re.fullmatch("/H[1-6]", str(one.S))]
    assert found == ["/H1", "/H2", "/H2", "/H2", "/H3"]


def test_each_head_of_a_table_says_what_it_heads_and_cells_name_no_head(pdf_of):
    pdf = pdf_of(
        "<table><thead><tr><th>Skill</th><th>Before</th><th>Now</th></tr></thead><tbody>"
        "<tr><th>Discovery</th><td>52</td><td>69</td></tr><tr><th>Closing</th><td>61</td><td></td></tr>"
        "<tr><th>Pricing</th><td>70</td><td>71</td></tr>"
        "<tr><th>Rapport</th><td colspan=2>no calls</td></tr></tbody></table>"
    )
    column, row = "TH/Column", "TH/Row"
    assert cells(pdf) == [[column] * 3, *[[row, "TD", "TD"]] * 3, [row, "TD 2"]]
    assert not any(
        "/ID" in one or "/Headers" in one.get("/A", Dictionary()) for one in elements(pdf)
    )


def test_the_name_of_a_group_heads_the_names_below_it(pdf_of):
    pdf = pdf_of(
        "<table><thead><tr><th>Who<th>Effect<th>Says</tr></thead><tbody>"
        "<tr><th colspan=3>Teams</th></tr><tr><th>East<td>4<td>a</tr><tr><th>West<td>5<td>b</tr>"
        "</tbody></table>"
    )
    assert cells(pdf)[1:] == [["TH/Column", "TD", "TD"], *[["TH/Row", "TD", "TD"]] * 2]


def test_where_heads_would_outnumber_what_they_head_columns_alone_have_heads(pdf_of):
    pdf = pdf_of(
        "<table><thead><tr><th>Measure<th>Value</tr></thead><tbody>"
        "<tr><th>Calls<td>24</tr><tr><th>Sessions<td>5</tr></tbody></table>"
    )
    assert cells(pdf) == [["TH/Column"] * 2, ["TD"] * 2, ["TD"] * 2]


def test_a_table_without_a_head_row_of_its_own_has_its_first_row(pdf_of):
    pdf = pdf_of("<table><tr><th>a<th>b</tr><tr><td>1<td>2</tr></table>")
    assert cells(pdf) == [["TH/Column"] * 2, ["TD"] * 2]


def test_running_heads_and_feet_are_furniture_and_say_which(pdf_of):
    pdf = pdf_of(RUNNING.format("<h1>Ann Lee</h1>") + "<h2>Appendix</h2><p>b</p>")
    parents = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(pdf.pages):
        subtypes = [re.search(rb"/Subtype /(\w+)", said)[1] for said in artifacts(page)]
        assert subtypes == [b"Header", b"Header", b"Footer", b"Footer"]
        assert [element is None for element in parents[number]].count(True) == len(subtypes)
    assert "/T" not in {key for one in elements(pdf) for key in one.keys()}  # noqa: SIM118


def test_on_a_document_of_one_page_the_head_is_read_first_and_the_foot_last(pdf_of):
    pdf = pdf_of(RUNNING.format("<h1>Ann Lee</h1>") + "<p>b</p>")
    margin = "In the margin of the page"
    kids = [(str(kid.S), str(kid.get("/T", ""))) for kid in pdf.Root.StructTreeRoot.K[0].K]
    assert kids[:2] == [("/P", margin)] * 2
    assert kids[-1] == ("/P", margin)
    assert margin not in {said for _, said in kids[2:-1]}


def test_on_a_document_of_one_page_the_number_of_the_page_is_furniture(pdf_of):
    pdf = pdf_of(RUNNING.format("<h1>Ann Lee</h1>"))
    (number,) = artifacts(pdf.pages[0])
    assert b"/Subtype /Footer /Attached [/Bottom]" in number


def test_what_holds_nothing_is_not_there(pdf_of):
    pdf = pdf_of(
        "<p>3 of 5 <span class='step full'></span><span class='step'></span></p><div></div>"
    )
    assert [str(one.S) for one in elements(pdf)] == ["/Document", "/P", "/Span"]


def test_a_link_is_printed_and_says_its_words_and_its_address(pdf_of):
    pdf = pdf_of(
        '<p><a href="https://example.org/7">Call of 7 July</a> <a href="#b">b</a></p><p id=b>b'
    )
    call, inside = (annotation for page in pdf.pages for annotation in page.Annots)
    assert (int(call.F), str(call.Contents)) == (4, "Call of 7 July: https://example.org/7")
    assert (int(inside.F), str(inside.Contents)) == (4, "b")


def test_a_drawing_says_where_it_is_in_points_from_below(pdf_of, margins):
    pdf = pdf_of('<svg width="96" height="48"><title>A line.</title></svg>')
    (figure,) = tagged(pdf, "Figure")
    left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    millimetre = 72 / 25.4
    assert left == pytest.approx(margins[1] * millimetre, abs=0.1)
    assert top == pytest.approx((297 - margins[0]) * millimetre, abs=0.1)
    assert (right - left, top - bottom) == pytest.approx((72, 36), abs=0.1)
