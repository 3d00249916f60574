"""Trajectory panels: one scale for all, ids of their own, words for who cannot see them."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from review_kit.figures.trajectory import (
    SCALE,
    Band,
    Level,
    Moment,
    Trajectory,
    Week,
    draw_trajectory,
)

START, END = date(2026, 7, 3), date(2026, 9, 30)


def panel(**changes):
    values = {
        "name": "discovery",
        "start": START,
        "end": END,
        "calls": [(START + timedelta(days=d), 40.0 + d / 3) for d in range(0, 90, 3)],
        "weeks": [
            Week(START + timedelta(7 * w), START + timedelta(7 * w + 6), 40.0 + 2 * w, 35.0, 60.0)
            for w in range(12)
        ],
        "sessions": [date(2026, 8, 3), date(2026, 8, 4), date(2026, 9, 1)],
        "bands": [
            Band(START, START + timedelta(29), 42.0, "baseline 42"),
            Band(END - timedelta(29), END, None, "current: too few calls"),
        ],
        "target": Level(75.0, "target 75"),
    }
    return Trajectory(**{**values, **changes})


def drawn(trajectory, alt="a"):
    return str(draw_trajectory(trajectory, alt=alt))


def texts(drawing):
    return [node.text for node in ET.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")]


def heights(drawing, labels):
    """Height of each of these labels in the drawing."""
    found = {}
    for node in ET.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text"):
        if node.text in labels:
            place = re.search(r"translate\(\S+ ([\d.]+)\)", node.get("transform", ""))
            found[node.text] = float(place[1] if place else node.get("y"))
    return found


def test_one_scale_for_every_panel_whatever_its_scores():
    assert SCALE == (0.0, 104.0)
    ticks = {"0", "25", "50", "75", "100"}
    low = heights(drawn(panel(calls=[(START, 4.0)], weeks=[])), ticks)
    high = heights(drawn(panel(calls=[(START, 97.0)], weeks=[])), ticks)
    assert low == high
    assert set(low) == ticks
    assert low["0"] > low["25"] > low["100"]


def test_what_was_expected_is_drawn_with_its_number():
    expected = Band(date(2026, 8, 11), date(2026, 9, 7), 55.2, "expected 55")
    assert "expected 55" in texts(drawn(panel(expected=expected)))
    assert "expected 55" not in texts(drawn(panel()))


def test_labels_are_text_that_can_be_searched():
    words = texts(drawn(panel()))
    assert {"baseline 42", "current: too few calls", "target 75", "3.8.", "1.9."} <= set(words)


def test_days_are_written_as_the_document_writes_them():
    words = texts(drawn(panel(day_label=lambda day: f"{day:%d/%m}")))
    assert {"03/08", "01/09", "03/07"} <= set(words)


def test_a_session_date_that_would_collide_is_left_out_and_its_tick_stays():
    words = texts(drawn(panel()))
    assert "4.8." not in words
    one = drawn(panel(sessions=[date(2026, 8, 3)])).count("M ")
    two = drawn(panel(sessions=[date(2026, 8, 3), date(2026, 8, 4)])).count("M ")
    assert two == one + 1


def test_at_the_right_edge_a_date_stands_left_of_its_mark_and_takes_that_room():
    days = [END - timedelta(8), END - timedelta(1)]
    assert "29.9." in texts(drawn(panel(sessions=days[1:])))
    # the first of the two is written, and the second would run into it
    words = texts(drawn(panel(sessions=days)))
    assert ("22.9." in words, "29.9." in words) == (True, False)


def test_a_dip_is_named():
    moment = Moment(date(2026, 8, 8), 38.0, "dip 38")
    assert "dip 38" in texts(drawn(panel(moments=[moment])))


def test_the_label_of_a_dip_at_the_foot_stands_clear_of_the_days_of_sessions():
    """Under the dip the days of sessions stand: the label goes elsewhere."""
    low = Moment(date(2026, 8, 8), 20.0, "dip 20")
    drawing = drawn(panel(moments=[low], sessions=[date(2026, 8, 8)], calls=[], weeks=[]))
    found = heights(drawing, {"dip 20", "8.8."})
    assert found["8.8."] - found["dip 20"] > 8


def test_a_week_whose_range_says_nothing_is_drawn_without_it():
    week = Week(START, START + timedelta(6), 50.0, 20.0, 69.0)
    wide = Week(START, START + timedelta(6), 50.0, 20.0, 71.0)
    assert not week.is_thin
    assert wide.is_thin
    bare, ranged = (drawn(panel(weeks=[one], calls=[])).count("<path") for one in (wide, week))
    assert ranged == bare + 1


def test_ids_of_two_panels_do_not_meet():
    def ids(drawing):
        return {node.get("id") for node in ET.fromstring(drawing).iter() if node.get("id")}

    assert not ids(drawn(panel(name="a"))) & ids(drawn(panel(name="b")))


def test_the_same_data_give_the_same_drawing():
    assert drawn(panel()) == drawn(panel())


def test_alternative_text_stands_in_title_and_label():
    root = ET.fromstring(drawn(panel(), alt="Discovery rose & stayed"))
    assert root.get("aria-label") == "Discovery rose & stayed"
    assert root.find("{http://www.w3.org/2000/svg}title").text == "Discovery rose & stayed"
