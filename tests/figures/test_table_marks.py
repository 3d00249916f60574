"""Marks of the reports' tables: changes of a criterion, an estimate beside zero, greys of a heatmap."""

from xml.etree import ElementTree as ET

import pytest

from review_kit.figures.delta_strip import MANY, Scale, delta_axis, delta_strip
from review_kit.figures.interval_mark import interval_mark
from review_kit.figures.shades import shade

SVG = "{http://www.w3.org/2000/svg}"
SCALE = Scale(-10, 30, (10, 20))


def marks(drawing, tag):
    return list(ET.fromstring(str(drawing)).iter(f"{SVG}{tag}"))


def test_the_scale_holds_all_changes_in_tens_and_the_typical_gain():
    assert Scale.of([-13, 4], (10, 20)) == Scale(-20, 20, (10, 20))
    assert Scale.of([31], (10, 20)) == Scale(-10, 40, (10, 20))
    assert Scale.of([], (10, 20)) == Scale(-10, 20, (10, 20))


def test_each_change_is_a_dot_filled_where_it_was_coached():
    dots = marks(delta_strip([10, 20], [-10], SCALE, alt="a"), "circle")
    # 250 wide with 6 free on either side: −10 at 6, 10 in the middle, 20 at three quarters
    assert [float(dot.get("cx")) for dot in dots] == [125, 184.5, 6]
    assert [dot.get("fill") == "#ffffff" for dot in dots] == [False, False, True]
    assert float(dots[0].get("cy")) < float(dots[2].get("cy"))


def test_many_changes_become_their_middle_half():
    drawing = delta_strip([], [float(number % 11) for number in range(MANY + 14)], SCALE, alt="a")
    assert marks(drawing, "circle") == []
    # four times 0 to 10: quartiles 2 and 8 (numpy's linear quantiles of 44 values: 2.0 and 8.0)
    box = marks(drawing, "rect")[1]
    assert float(box.get("x")) == pytest.approx(SCALE.x(2), abs=0.06)
    assert float(box.get("width")) == pytest.approx(SCALE.x(8) - SCALE.x(2), abs=0.11)


def test_the_axis_names_its_ticks_with_signs():
    words = [text.text for text in marks(delta_axis(SCALE), "text")]
    assert words == ["−10", "0", "+10", "+20", "+30"]


@pytest.mark.parametrize(
    ("low", "high", "filled"), [(1, 9, True), (-9, -1, True), (-1, 9, False), (0, 9, False)]
)
def test_a_dot_is_filled_where_the_interval_excludes_zero(low, high, filled):
    dot = marks(interval_mark((low + high) / 2, low, high, reach=10, alt="a"), "circle")[0]
    assert (dot.get("fill") != "#ffffff") == filled


def test_an_estimate_stands_on_a_scale_around_zero():
    drawing = interval_mark(5, 0, 10, reach=10, alt="a")
    # 124 wide with 7 free on either side: zero at 62, the reach at 117
    assert float(marks(drawing, "circle")[0].get("cx")) == 89.5
    assert [float(line.get("x2")) for line in marks(drawing, "line")] == [117, 62, 117]


def test_a_lower_level_is_darker_and_the_highest_white():
    levels = [1, 1.5, 2, 2.5, 3, 3.5, 4]
    greys = [int(shade(level)[1:3], 16) for level in levels]
    assert greys == sorted(set(greys))
    assert shade(4) == "#ffffff"
    assert shade(0) == shade(1)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_ink_is_legible_on_the_darkest_grey():
    # contrast as WCAG defines it; 7 : 1 is its highest level
    contrast = (luminance(shade(1)) + 0.05) / (luminance("#1b1f24") + 0.05)
    assert contrast > 7
