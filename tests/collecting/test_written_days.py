"""Days as people write them into a form."""

from datetime import date

import pytest

from review_kit.collecting.written_days import UnreadableDayError, read_day

NEAR = date(2026, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-12",
        "12 October 2026",
        "12. Oktober 2026",
        "Oct 12, 2026",
        "Monday, 12th of October 2026",
        "12 oct 26",
        "le 12 octobre 2026",
        "12 October",
        "2026/10/12",
    ],
)
def test_a_day_with_one_reading_is_read(text):
    assert read_day(text, near=NEAR) == date(2026, 10, 12)


def test_a_day_without_a_year_is_the_next_one():
    assert read_day("5 January", near=NEAR) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("3/4/2026", "may be 3 April 2026 or 4 March 2026"),
        ("next week", "is not a date"),
        ("31 February 2026", "does not exist in the calendar"),
        ("October", "is not a date"),
        ("12 October 2026 or 13", "is not a date"),
    ],
)
def test_what_is_no_day_or_may_be_two_is_told(text, says):
    with pytest.raises(UnreadableDayError, match=says):
        read_day(text, near=NEAR)


def test_numbers_are_read_as_the_project_says_or_where_only_one_way_is_left():
    assert read_day("3/4/2026", near=NEAR, order="day_first") == date(2026, 4, 3)
    assert read_day("3/4/2026", near=NEAR, order="month_first") == date(2026, 3, 4)
    assert read_day("25.10.2026", near=NEAR) == date(2026, 10, 25)
    assert read_day("10/25/26", near=NEAR) == date(2026, 10, 25)
    assert read_day("5.5.2026", near=NEAR) == date(2026, 5, 5)
