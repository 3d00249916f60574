"""Dumbbell and bullet: small drawings whose numbers stand where the scale puts them."""

import re
from xml.etree import ElementTree as ET

import pytest

from review_kit.figures.score_marks import LABEL_WIDTH, Interval, bullet, dumbbell

SVG = "{http://www.w3.org/2000/svg}"


def parts(drawing, tag):
    return ET.fromstring(str(drawing)).findall(f"{SVG}{tag}")


def test_dumbbell_places_both_ends_on_a_scale_from_0_to_100():
    drawing = dumbbell(Interval(50), Interval(100), alt="a", width=218)
    # 9 px of margin at either end leave 200 px for 100 points
    filled, hollow = parts(drawing, "circle")
    assert (float(filled.get("cx")), float(hollow.get("cx"))) == (209.0, 109.0)
    assert hollow.get("fill") == "#ffffff"


def test_dumbbell_moves_labels_apart_where_they_would_collide():
    drawing = dumbbell(Interval(74), Interval(71), alt="a")
    labels = {text.text: float(text.get("x")) for text in parts(drawing, "text")}
    assert set(labels) == {"74", "71"}
    assert labels["74"] - labels["71"] == pytest.approx(LABEL_WIDTH, abs=0.11)


@pytest.mark.parametrize("pair", [(0, 1), (99, 100), (100, 100), (0, 0), (45, 100)])
def test_dumbbell_labels_stay_inside_the_drawing(pair):
    drawing = dumbbell(Interval(pair[0]), Interval(pair[1]), alt="a", width=210)
    for text in parts(drawing, "text"):
        assert 0 <= float(text.get("x")) <= 210


def test_dumbbell_with_one_end_shows_that_end_alone():
    drawing = dumbbell(None, Interval(69, 60, 78), alt="a")
    assert len(parts(drawing, "circle")) == 1
    assert [text.text for text in parts(drawing, "text")] == ["69"]


def test_dumbbell_without_ends_is_the_empty_scale():
    drawing = dumbbell(None, None, alt="Discovery: too few calls to show a score.")
    assert parts(drawing, "circle") == []
    assert parts(drawing, "title")[0].text == "Discovery: too few calls to show a score."


def test_bullet_length_is_the_share_of_its_scale():
    drawing = bullet(30, scale_to=40, alt="a", width=200)
    track, bar = parts(drawing, "rect")
    assert (float(track.get("width")), float(bar.get("width"))) == (200.0, 150.0)


def test_bullet_tells_before_and_median_apart_by_shape():
    drawing = bullet(1, scale_to=2, previous=0.5, median=1.5, alt="a")
    before, median = parts(drawing, "path")
    assert before.get("fill") != "#ffffff"
    assert median.get("fill") == "#ffffff"


def test_bullet_of_nothing_and_of_zero_differ():
    assert len(parts(bullet(None, scale_to=1, alt="a"), "rect")) == 1
    assert len(parts(bullet(0, scale_to=1, alt="a"), "rect")) == 2


def test_alternative_text_is_escaped():
    drawing = str(dumbbell(None, None, alt='<script>"&'))
    assert "<script>" not in drawing
    assert ET.fromstring(drawing).get("aria-label") == '<script>"&'


def test_no_two_labels_of_a_dumbbell_overlap_for_any_pair():
    for low in range(0, 101, 5):
        for high in range(low, 101, 5):
            drawing = str(dumbbell(Interval(low), Interval(high), alt="a"))
            at = sorted(float(x) for x in re.findall(r'<text x="([\d.-]+)"', drawing))
            assert at[1] - at[0] >= LABEL_WIDTH - 0.11
