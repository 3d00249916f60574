"""The weeks around a first session: three lines named at their ends, and the bars of the gaps."""

import re
from xml.etree import ElementTree as ET

import pytest

from review_kit.documents.group_report.event_study import (
    describe,
    event_study_figure,
    names_beside,
    weeks_of,
)
from review_kit.figures.event_study import (
    WIDE_MM,
    Week,
    apart,
    draw_event_study,
    interval_ends,
    score_limits,
)
from review_kit.figures.palette import ACCENT

SVG = "{http://www.w3.org/2000/svg}"

BEFORE = Week(-7, -1, coached=56.0, uncoached=62.0)
AFTER = Week(8, 14, coached=63.0, uncoached=63.5, expected=59.0, low=1.0, high=7.0)
ROWS = [
    {
        "first_day": week.first_day,
        "last_day": week.last_day,
        "n_treated": n,
        "coached": week.coached,
        "uncoached": week.uncoached,
        "expected": week.expected,
        "low": week.low,
        "high": week.high,
    }
    for week, n in ((AFTER, 11), (BEFORE, 12))
]


def drawn(*, claimed=True, width_mm=174.0):
    names = names_beside(wide=width_mm >= WIDE_MM)
    return draw_event_study(
        [BEFORE, AFTER], names, alt="two weeks", name="around", claimed=claimed, width_mm=width_mm
    )


def words(drawing):
    return [text.text for text in ET.fromstring(str(drawing)).iter(f"{SVG}text")]


def test_each_line_is_named_with_its_last_score():
    drawing = drawn()
    assert {
        "coached 63",
        "expected without coaching 59",
        "same skills, not coached 64",
        "first session",
        "days 8 to 35: the effect is their mean",
        "score, %",
        "−7",
    } <= set(words(drawing))


def test_a_small_drawing_has_short_names_and_every_second_week():
    small = words(drawn(width_mm=106.0))
    assert {"expected 59", "not coached 64", "days 8 to 35"} <= set(small)
    assert "−7" not in small


def test_nothing_in_it_is_smaller_than_the_smallest_type_of_the_page():
    for width in (106.0, 174.0):
        # Matplotlib writes points as pixels of 1/72 inch
        assert set(re.findall(r'font-size="([^"]+)"', str(drawn(width_mm=width)))) == {"7.5px"}


def test_what_is_not_claimed_has_no_colour():
    assert ACCENT in drawn()
    assert ACCENT not in drawn(claimed=False)


def test_the_bar_of_a_week_is_its_gap_set_on_what_was_expected():
    assert interval_ends(AFTER) == (60.0, 66.0)
    assert interval_ends(BEFORE) == ()


def test_the_scale_holds_every_mark_in_fives_and_never_less_than_twenty_points():
    # 56 to 66 lie between 55 and 70, which is widened by five at both ends
    assert score_limits([BEFORE, AFTER]) == (50.0, 75.0)
    far = Week(1, 7, coached=97.0, uncoached=31.0, expected=90.0, low=2.0, high=14.0)
    assert score_limits([far]) == (30.0, 100.0)


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([10.0, 30.0, 60.0], [10.0, 30.0, 60.0]),
        ([10.0, 11.0, 12.0], [10.0, 19.0, 28.0]),
        ([95.0, 96.0, 99.0], [82.0, 91.0, 100.0]),
    ],
)
def test_labels_move_apart_and_stay_inside(places, moved):
    assert apart(places, 9.0, 100.0) == moved


def test_the_figure_says_in_words_what_it_shows():
    assert weeks_of(ROWS) == [BEFORE, AFTER]
    drawing = event_study_figure(ROWS, of_team=True, claimed=True)
    title = ET.fromstring(str(drawing)).find(f"{SVG}title").text
    assert title == (
        "12 coached skills of this team. In the weeks before the first session they scored 56 on "
        "average, the same skills of others that nobody coached 62. After it, coached and expected "
        "without coaching were 63 and 59 on days 8 to 14; the effect is the mean gap of days 8 to 35."
    )


def test_weeks_without_a_coached_call_are_not_drawn():
    unknown = Week(1, 7, coached=None, uncoached=61.0)
    assert describe([unknown]) == ""
    rows = [{**ROWS[0], "coached": None}]
    assert event_study_figure(rows, of_team=True, claimed=True) is None
