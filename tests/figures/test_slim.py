"""A drawing without what nobody looks at: fewer elements, the same picture."""

import io
import re
from xml.etree import ElementTree as ET

import pytest
from pypdfium2 import PdfDocument

from review_kit import render
from review_kit.figures.canvas import new_figure, style
from review_kit.figures.slim import slimmed

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def slim(inside):
    text = ET.tostring(slimmed(f"{OPEN}{inside}</svg>", "a"), encoding="unicode")
    return text.removeprefix('<svg xmlns="http://www.w3.org/2000/svg">').removesuffix("</svg>")


def test_inline_styles_become_attributes():
    assert slim('<path d="M 0 0 L 1 1" style="fill: none; stroke: #1b1f24"/>') == (
        '<path d="M 0 0 L 1 1" fill="none" stroke="#1b1f24" />'
    )


def test_groups_that_say_nothing_give_way_to_what_is_in_them():
    inside = '<g id="axes"><g id="empty"/><g id="line"><text x="1">3 &amp; 4</text></g></g>'
    assert slim(inside) == '<text x="1">3 &amp; 4</text>'
    assert slim('<g transform="scale(2)"><text>a</text></g>') == (
        '<g transform="scale(2)"><text>a</text></g>'
    )


def test_ids_stay_where_something_refers_to_them_and_are_the_drawings_own():
    inside = (
        '<defs><path id="tick" d="M 0 0"/><path id="spare" d="M 0 0"/></defs>'
        '<clipPath id="box"><rect id="r" width="1"/></clipPath>'
        '<use xlink:href="#tick" clip-path="url(#box)"/>'
    )
    assert slim(inside) == (
        '<defs><path d="M 0 0" id="a-tick" /><path d="M 0 0" /></defs>'
        '<clipPath id="a-box"><rect width="1" /></clipPath>'
        '<use clip-path="url(#a-box)" href="#a-tick" />'
    )


@pytest.mark.parametrize(
    "inside",
    [
        '<image width="9" href="data:image/png;base64,AAAA" />',
        "<text>10<tspan>2</tspan> m</text>",
        '<path d="M 0 0" />',
    ],
)
def test_pictures_exponents_and_black_shapes_stay(inside):
    assert slim(inside.replace(" href", " xlink:href")) == inside


@pytest.mark.parametrize(
    "nothing",
    [
        "<metadata><a/></metadata>",
        "<defs><style>* {stroke-linejoin: round}</style></defs>",
        '<path d="M 0 0 L 9 9" style="fill: none"/>',
    ],
)
def test_what_shows_nothing_is_left_out(nothing):
    assert slim(f"{nothing}<text>a</text>") == "<text>a</text>"


def test_places_are_as_fine_as_anybody_sees():
    assert slim('<path d="M 0.123456 12\nL 7.1 3.9999"/>') == '<path d="M 0.123 12 L 7.1 3.999" />'
    assert (
        slim('<text x="1.23456" transform="rotate(-0 1 2)">a</text>') == '<text x="1.234">a</text>'
    )
    assert slim('<text transform="rotate(-90 1 2)">a</text>') == (
        '<text transform="rotate(-90 1 2)">a</text>'
    )


def test_the_picture_stays_the_same(tmp_path):
    with style():
        figure = new_figure(80, 50)
        axes = figure.add_axes((0.2, 0.2, 0.7, 0.7))
        axes.plot([1, 2, 3], [1, 4, 2], marker="o", linestyle=(0, (4, 3)), alpha=0.5)
        axes.bar([1, 2], [2, 3], facecolor="none", edgecolor="red")
        axes.axvspan(2.5, 9, color="0.9")
        axes.scatter([1, 2], [3, 3], s=[9, 30])
        axes.annotate("two\nlines", (2, 2), rotation=90)
        axes.set_xlim(0, 3)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg")
    raw = buffer.getvalue()
    # its stylesheet would style the whole page, so it goes with or without the rest
    raw = re.sub(r"<style.*?</style>", "", raw[raw.index("<svg") :], flags=re.S)
    renderer = render.Renderer()

    def picture(drawing):
        renderer.write_pdf(f"<html><title>a</title>{drawing}</html>", tmp_path / "a.pdf")
        with PdfDocument(tmp_path / "a.pdf") as pdf:
            return pdf[0].render(scale=3).to_numpy().astype(int)

    after = ET.tostring(slimmed(raw, "a"), encoding="unicode")
    assert after.count("<") < raw.count("<") / 2
    assert abs(picture(after) - picture(raw)).max() <= 16
