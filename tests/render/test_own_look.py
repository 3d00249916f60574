"""An organisation's own type and rules, on paper and on screen."""

import base64
import io
import re

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from review_kit.errors import ConfigurationError
from review_kit.figures.score_marks import Interval, dumbbell
from review_kit.project import load_project
from review_kit.project.fonts import read_fonts
from review_kit.project.init import init_project
from review_kit.render import Renderer
from review_kit.render.export import THEME
from review_kit.render.project_brand import brand_in, theme_digests

SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"


def write_font(path, family="Quay Sans", weight=400, rights=0, signs=SIGNS):
    """Write a font whose every sign is a square."""
    names = [".notdef", *(f"sign{ord(sign)}" for sign in signs)]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(sign): f"sign{ord(sign)}" for sign in signs})
    font.setupGlyf(dict.fromkeys(names, square))
    font.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": family, "styleName": "Regular", "psName": "Quay"})
    font.setupOS2(usWeightClass=weight, fsType=rights, sTypoAscender=800, sTypoDescender=-200)
    font.setupPost()
    font.save(path)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "theme").mkdir()

    def write(settings="", **styles):
        (tmp_path / "review_kit.toml").write_text(
            f'[organisation]\nname = "Acme"\n[theme]\n{settings}', encoding="utf-8"
        )
        for name, rules in styles.items():
            (tmp_path / "theme" / f"{name}.css").write_text(rules, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def rendered(project, write_notebook, tmp_path):
    def render(html, settings="", **styles):
        brand = brand_in(load_project(project(settings, **styles)), tmp_path / "brand")
        return (
            Renderer(brand=brand)
            .render(
                write_notebook(f'<div class="review-kit">{html}</div>'),
                tmp_path,
                output="packet",
                formats=("pdf", "html"),
                grain="rep",
                title="t",
            )
            .files
        )

    return render


def fonts_of(pdf):
    """Names of the fonts that are embedded in a PDF, without the letters of the subset."""
    found = set()
    for page in PdfReader(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found.add(font.get_object()["/BaseFont"].partition("+")[2])
    return found


def test_text_and_drawings_are_set_in_the_organisations_type(rendered, tmp_path):
    write_font(tmp_path / "quay.ttf")
    mark = dumbbell(Interval(52), Interval(69), alt="52 to 69")
    files = rendered(f"<p>abc é</p>{mark}", 'fonts = ["quay.ttf"]')
    names = fonts_of(files["pdf"])
    assert any(name.startswith("Quay") for name in names)
    assert any(name.startswith("Inter") for name in names), "signs that the type lacks"
    page = files["html"].read_text(encoding="utf-8")
    assert "font-family: 'Quay Sans', 'Inter'" in page
    assert "font-family=\"'Quay Sans', 'Inter'\"" in page
    data = re.search(r"'Quay Sans'; font-weight: 400;[^}]*base64,([^)]*)\)", page)[1]
    face = TTFont(io.BytesIO(base64.b64decode(data)))
    assert face.flavor == "woff2"
    assert sorted(chr(sign) for sign in face.getBestCmap()) == sorted(SIGNS)


def test_words_that_name_a_type_stay_words(rendered, tmp_path):
    write_font(tmp_path / "quay.ttf")
    told = '<p aria-label="Inter">Inter, Milan</p>'
    page = rendered(told, 'fonts = ["quay.ttf"]')["html"].read_text(encoding="utf-8")
    assert told in page


def test_own_rules_lie_over_the_shipped_ones(rendered):
    files = rendered(
        "<p>abc</p>",
        print="@page { size: 100mm 50mm }",
        screen=".review-kit p { letter-spacing: 3px }",
    )
    box = PdfReader(files["pdf"]).pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (100, 50)
    page = files["html"].read_text(encoding="utf-8")
    assert page.index("letter-spacing: 3px") > page.index(".review-kit h1")


def test_a_variable_font_gives_the_weights_that_documents_have(tmp_path):
    from fontTools.designspaceLib import AxisDescriptor  # noqa: F401  part of fontTools' variable fonts
    from fontTools.ttLib import newTable
    from fontTools.ttLib.tables._f_v_a_r import Axis

    write_font(tmp_path / "quay.ttf")
    font = TTFont(tmp_path / "quay.ttf")
    axis = Axis()
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue = "wght", 100, 400, 900
    axis.axisNameID = 256
    font["fvar"] = newTable("fvar")
    font["fvar"].axes = [axis]
    font["gvar"] = newTable("gvar")
    font["gvar"].version, font["gvar"].reserved, font["gvar"].variations = 1, 0, {}
    font["name"].setName("Weight", 256, 3, 1, 0x409)
    font.save(tmp_path / "variable.ttf")
    faces = read_fonts(tmp_path, ("variable.ttf",))
    assert [(face.family, face.weight) for face in faces] == [
        ("Quay Sans", 400),
        ("Quay Sans", 600),
    ]
    assert all("fvar" not in TTFont(io.BytesIO(face.content)) for face in faces)


def test_a_change_of_any_file_is_another_theme(project, tmp_path):
    write_font(tmp_path / "quay.ttf")
    root = project('fonts = ["quay.ttf"]', print="p { color: red }")
    first = theme_digests(load_project(root))
    assert sorted(first) == ["quay.ttf", "theme/print.css"]
    write_font(tmp_path / "quay.ttf", weight=500)
    second = theme_digests(load_project(root))
    assert second["quay.ttf"] != first["quay.ttf"]
    assert second["theme/print.css"] == first["theme/print.css"]


@pytest.mark.parametrize(
    ("name", "made", "told"),
    [
        ("none.ttf", None, "there is no file 'none.ttf'"),
        ("text.ttf", b"no font", "'text.ttf' is no font that can be read"),
        ("mine.ttf", {"rights": 0x0002}, "no document may carry it"),
    ],
)
def test_a_font_that_cannot_be_used_is_refused_before_any_work(project, tmp_path, name, made, told):
    if isinstance(made, bytes):
        (tmp_path / name).write_bytes(made)
    elif made is not None:
        write_font(tmp_path / name, **made)
    with pytest.raises(ConfigurationError, match=told):
        load_project(project(f'fonts = ["{name}"]'))


def test_files_of_two_types_are_refused(project, tmp_path):
    write_font(tmp_path / "one.ttf")
    write_font(tmp_path / "two.ttf", family="Alder Serif")
    with pytest.raises(ConfigurationError, match="several types: Quay Sans, Alder Serif"):
        load_project(project('fonts = ["one.ttf", "two.ttf"]'))


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("p { color: red }\n}\n", r"print\.css, line 2: this is not CSS"),
        ("p { color red; }", r"print\.css, line 1: this is not CSS"),
        ("\n@import url('more.css');", r"print\.css, line 2: @import would fetch"),
        ("p { background: url(https://x.example/a.png) }", "'https://x.example/a.png' would be"),
        ('p { background: url("a.png") }', "'a.png' would be fetched"),
        ("@page { background: url(a.png) }", "'a.png' would be fetched"),
        ("p::after { content: '</style>' }", "would end the stylesheet"),
    ],
)
def test_a_stylesheet_that_cannot_be_used_is_refused_with_its_line(project, rules, told):
    with pytest.raises(ConfigurationError, match=told):
        load_project(project(print=rules))


def test_a_picture_inside_a_stylesheet_is_not_fetched(project):
    rules = "p { background: url('data:image/png;base64,AAAA') }\n@media print { p { color: red } }"
    assert load_project(project(print=rules)).own_styles("print.css") == rules


def test_a_copy_of_the_shipped_stylesheet_is_no_rule_of_ones_own(project):
    shipped = (THEME / "print.css").read_text(encoding="utf-8")
    assert load_project(project(print=shipped)).own_styles("print.css") == ""
    with pytest.raises(
        ConfigurationError, match="copy of an earlier or a changed shipped stylesheet"
    ):
        load_project(project(print=shipped + "p { color: red }"))


def test_a_fresh_project_has_no_rules_of_its_own_and_room_for_them(tmp_path):
    root = init_project(tmp_path / "fresh")
    assert theme_digests(load_project(root)) == {}
    (root / "theme" / "print.css").write_text("p { color: red }", encoding="utf-8")
    assert list(theme_digests(load_project(root))) == ["theme/print.css"]
