"""A PDF that is a form: what people fill, what programs read, what a screen reader says."""

import pikepdf
import pytest
from pikepdf import Name
from pypdf import PdfReader, PdfWriter

from review_kit.render.field_font import FIRST, western_font
from review_kit.render.fit import fit, units_of

FORM = (
    '<p>Date <input class="field" type="text" name="talk.date" title="Date of the talk" maxlength="40"></p>'
    '<input type="hidden" name="sheet" value="{&quot;rep&quot;: &quot;Zoë&quot;}">'
    '<table><tbody><tr class="room-2"><th scope="row">Discovery</th>'
    '<td><textarea class="field" name="self.A%2E1.well" title="Discovery: went well"></textarea></td></tr>'
    "</tbody></table>"
    '<p><input class="mark" type="radio" name="last.outcome" value="done" title="Kept"> kept '
    '<input class="mark" type="radio" name="last.outcome" value="missed" title="Not kept"> not kept</p>'
    '<p><input class="field" type="text" name="skill" title="Skill" '
    'data-choices="[[&quot;OBJ&quot;, &quot;Objection &lt;handling&gt;&quot;]]"></p>'
)


@pytest.fixture
def form(rendered):
    return rendered(FORM, formats=("pdf",)).files["pdf"]


def fields(path):
    return PdfReader(path).get_fields()


def test_fields_have_the_names_and_kinds_that_the_page_declares(form):
    found = fields(form)
    kinds = {name: field.get("/FT") for name, field in found.items() if "/FT" in field}
    assert kinds == {
        "talk.date": "/Tx",
        "sheet": "/Tx",
        "self.A%2E1.well": "/Tx",
        "last.outcome": "/Btn",
        "skill": "/Ch",
    }
    assert found["sheet"]["/V"] == '{"rep": "Zoë"}'
    assert found["skill"]["/_States_"] == [["OBJ", "Objection <handling>"]]


def test_what_is_filled_is_read_back(form, tmp_path):
    writer = PdfWriter(clone_from=form)
    values = {
        "talk.date": "12 October 2026",
        "self.A%2E1.well": "First line\nsecond",
        "last.outcome": "/missed",
        "skill": "OBJ",
    }
    writer.update_page_form_field_values(writer.pages[0], values, auto_regenerate=False)
    writer.write(tmp_path / "filled.pdf")
    found = fields(tmp_path / "filled.pdf")
    assert {name: found[name]["/V"] for name in values} == values
    assert found["sheet"]["/V"] == '{"rep": "Zoë"}'


def test_a_screen_reader_finds_every_field_in_the_tags_under_its_label(form):
    with pikepdf.open(form) as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        said = []
        for widget in pdf.pages[0].Annots:
            if int(widget.F) & 2:
                continue  # the hidden field is for programs
            element = parents[int(widget.StructParent)]
            assert Name.Form == element.S
            said.append(str(widget.TU))
        assert said == ["Date of the talk", "Discovery: went well", "Kept", "Not kept", "Skill"]
        assert pdf.pages[0].obj.Tabs == Name.S
        assert pdf.Root.AcroForm.NeedAppearances


def test_marks_have_their_own_values_and_begin_unmarked(form):
    with pikepdf.open(form) as pdf:
        (group,) = [f for f in pdf.Root.AcroForm.Fields if f.T == "last"]
        (outcome,) = group.Kids
        assert Name.Off == outcome.V
        assert [sorted(kid.AP.N.keys()) for kid in outcome.Kids] == [
            ["/Off", "/done"],
            ["/Off", "/missed"],
        ]


def test_a_form_is_small_and_each_font_on_the_page_is_inside(form):
    assert form.stat().st_size < 60_000
    with pikepdf.open(form) as pdf:
        font = pdf.Root.AcroForm.DR.Font.Form
        assert font.Encoding == Name.WinAnsiEncoding
        assert "/FontFile3" in font.FontDescriptor


def test_fields_know_the_letters_of_western_languages():
    font = western_font()
    widths = {letter: font.widths[letter.encode("cp1252")[0] - FIRST] for letter in "iWäß€"}
    assert widths["i"] < widths["ß"] < widths["W"]
    assert widths["ä"] == font.widths[ord("a") - FIRST]


def test_a_page_without_fields_is_no_form(rendered):
    with pikepdf.open(rendered("<p>Discovery rose.</p>").files["pdf"]) as pdf:
        assert "/AcroForm" not in pdf.Root


class Page:
    """A page of 100 points: fixed text, and units of room of which one has text of its own."""

    def __init__(self, room, fixed, *, paper=100, text=0):
        used = fixed + max(room, text) + 3 * room
        self.pages = [self] * (1 if used <= paper else 2)
        self.left = paper - used


@pytest.mark.parametrize(
    ("fixed", "text", "room"),
    [(20, 0, 20), (60, 0, 10), (20, 32, 16), (0, 0, 25), (97, 0, 8)],
)
def test_room_to_write_fills_the_page(monkeypatch, fixed, text, room):
    monkeypatch.setattr("review_kit.render.fit._left_below", lambda page: page.left)
    made = []

    def lay_out(points):
        made.append(points)
        return Page(points, fixed, text=text)

    page = fit(lay_out, 4)
    if len(page.pages) == 1:
        assert page.left < 4
        assert made[-1] == pytest.approx(room, abs=0.7)
    else:
        assert made[-1] == room


def test_units_of_room_are_counted_once_for_each_row():
    assert units_of('<tr class="room-2"><td></td></tr><div class="write room-3"></div>') == 5
