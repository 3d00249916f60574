"""Hours against attainment: a named dot for each rep, medians by half hours where they are many."""

import warnings
from xml.etree import ElementTree as ET

import pytest

from review_kit.figures.dose import MANY, Dose, draw_dose, steps_of
from review_kit.figures.label_places import label_width

SVG = "{http://www.w3.org/2000/svg}"


def words(drawing):
    return [text.text for text in ET.fromstring(str(drawing)).iter(f"{SVG}text")]


def test_the_line_the_quota_and_every_name_that_fits_are_written():
    doses = [Dose("Ana", 0.5, 1.2), Dose("Bo", 2.4, 0.8)]
    drawing = draw_dose(doses, line=2, alt="two reps", name="dose")
    assert {"2\u202fh a week", "quota", "quota attainment", "Ana", "Bo"} <= set(words(drawing))


def test_who_is_at_quota_without_an_hour_of_coaching_is_named_too():
    doses = [Dose("Kelechi Onyekachi", 0.0, 1.01), Dose("Tamatea Bhattacharya", 0.0, 0.77)]
    shown = set(words(draw_dose(doses, line=2, alt="two reps", name="dose")))
    assert {dose.name for dose in doses} <= shown


def test_names_that_would_cover_each_other_are_left_out_and_their_dots_stay():
    same = [Dose(f"Somebody {number}", 1.0, 1.0) for number in range(12)]
    drawing = draw_dose(same, line=2, alt="twelve reps", name="dose")
    assert len([word for word in words(drawing) if word.startswith("Somebody")]) < 12
    places = [(use.get("x"), use.get("y")) for use in ET.fromstring(str(drawing)).iter(f"{SVG}use")]
    assert max(places.count(place) for place in places) == 12


@pytest.mark.filterwarnings("error")
def test_a_name_in_another_script_warns_nobody():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawing = draw_dose([Dose("欧阳晓明", 1.0, 1.0)], line=2, alt="one", name="dose")
    assert "欧阳晓明" in words(drawing)


def test_wide_characters_take_their_width_and_joined_script_has_no_label():
    # 7.5 points for each Chinese character, 0.56 of it for a Latin one
    assert label_width("欧阳") == 15
    assert label_width("Li") == pytest.approx(8.4)
    assert label_width("محمد") == 0


def test_attainment_is_gathered_by_half_hours():
    doses = [Dose("", 0.0, 0.9), Dose("", 0.49, 0.7), Dose("", 0.5, 1.0), Dose("", 2.1, 1.3)]
    assert steps_of(doses) == [(0.0, [0.7, 0.9]), (0.5, [1.0]), (2.0, [1.3])]


def test_many_reps_become_medians_with_their_number():
    # 121 reps at a quarter of an hour, attaining 40 % to 160 %: median 100 %
    doses = [Dose("", 0.25, 0.4 + number / 100) for number in range(MANY + 1)]
    shown = words(draw_dose(doses, line=2, alt="many", name="dose"))
    assert "100\u202f%" in shown
    assert "121" in shown
