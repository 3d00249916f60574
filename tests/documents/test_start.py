"""A rep's first days in print: what earlier hires had by day 30, 60 and 90, and where the rep stands."""

from datetime import date

import pytest
from document_examples import CONTEXT

from review_kit.documents.packet.start import hires_sentence, measure_rows, start, written
from review_kit.documents.parts.rep_record import RepRecord

NARROW = "\u202f"


class Rows:
    """Rows of metric tables as an entity sees them."""

    def __init__(self, **tables):
        self.context = CONTEXT
        self.tables = tables

    def rows(self, name):
        return self.tables.get(name, [])


def milestone(measure, day, median=None, low=None, high=None, own=None, **others):
    return {
        "rep_id": "R1",
        "measure": measure,
        "day": day,
        "median": median,
        "lower_quartile": low,
        "upper_quartile": high,
        "n": 7,
        "n_hires": 8,
        "n_left": 0,
        "n_to_come": 0,
        "note": None,
        "own": own,
        "own_note": None,
        **others,
    }


SCORES = [
    milestone("overall_score", 30, 52.4, 48.0, 57.6, own=50.2),
    milestone("overall_score", 60, 58.0, 53.0, 63.0),
    milestone("overall_score", 90, 63.0, 58.0, 67.0),
]


def record(rows):
    reps = [
        {"rep_id": "R1", "tenure_days": 11, "is_starting": True, "hire_date": date(2026, 9, 19)}
    ]
    return RepRecord(Rows(hire_milestones=rows, reps=reps))


def test_a_measure_has_the_reps_own_value_and_what_earlier_hires_had():
    assert measure_rows(SCORES, record(SCORES)) == [
        {
            "title": "Overall score",
            "note": "",
            "own": "50",
            "milestones": [
                {"median": "52", "range": "48 to 58"},
                {"median": "58", "range": "53 to 63"},
                {"median": "63", "range": "58 to 67"},
            ],
        }
    ]


def test_hires_who_were_scored_otherwise_say_so():
    why = "earlier hires were scored on other skills"
    rows = [milestone("overall_score", day, note=why, own=50.2) for day in (30, 60, 90)]
    (line,) = measure_rows(rows, record(rows))
    assert (line["note"], line["own"]) == (why, "50")


def test_a_milestone_that_too_few_hires_reached_shows_no_number():
    rows = [*SCORES[:2], milestone("overall_score", 90, note="too few hires on record (3)")]
    assert measure_rows(rows, record(rows))[0]["milestones"][2] == {"median": "–", "range": ""}


@pytest.mark.parametrize(
    ("measure", "value", "text"),
    [
        ("overall_score", 61.6, "62"),
        ("calls_scored", 12.0, "12"),
        ("sessions_held", 3.0, "3"),
        ("quota_attainment", 0.42, f"42{NARROW}%"),
        ("won_amount", 18_432.0, "€18.4K"),
    ],
)
def test_each_measure_is_written_in_its_unit(measure, value, text):
    assert written(measure, value, record([])) == text


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "No earlier hire is on record, so there is nothing to compare with yet."),
        (
            [milestone("overall_score", 30, n=3)],
            "Only 3 earlier hires are on record, too few to compare with.",
        ),
        (
            SCORES,
            "8 earlier hires on record, each over the 30 days up to the day named: the median, and "
            "below it the range of the middle half. None left before day 90; all others are past it.",
        ),
        (
            [SCORES[0], {**SCORES[2], "n_left": 1, "n_to_come": 2}],
            "8 earlier hires on record, each over the 30 days up to the day named: the median, and "
            "below it the range of the middle half. 1 left before day 90 and is not counted there; 2 have "
            "not been here that long.",
        ),
    ],
)
def test_how_many_hires_are_behind_the_numbers_is_said(rows, sentence):
    assert hires_sentence(rows) == sentence


def test_the_curve_says_what_it_shows_and_marks_the_rep():
    html = str(start(record(SCORES)).html)
    assert 'aria-label="Overall score of earlier hires: 63 in the middle by day 90."' in html
    assert "so far 50" in html
    assert "By day 60" in html
    assert "So far (day 12)" in html


def test_without_earlier_hires_there_is_no_curve():
    text = start(record([])).text
    assert "nothing to compare with yet" in text
    assert "svg" not in str(start(record([])).html)
