"""What is decided from the cells of a column, and what is asked."""

from __future__ import annotations

from datetime import date

import pytest

from review_kit.sources.connect.columns import Found
from review_kit.sources.connect.evidence import evidence_of, is_day, number_of
from review_kit.sources.connect.footers import footer_patterns
from review_kit.sources.connect.grids import Grid
from review_kit.sources.connect.proposal import Draft
from review_kit.sources.connect.values import (
    ask_about_swapped,
    decide_days,
    decide_marks,
    scale_of,
)


def grid(header: str, *rows: str, exported_on: date | None = None) -> Grid:
    return Grid(
        name="exports/x.csv",
        path=None,
        header=tuple(header.split("|")),
        rows=tuple(tuple(row.split("|")) for row in rows),
        exported_on=exported_on,
    )


def draft(cells: Grid, table: str = "opportunities") -> Draft:
    return Draft(table, cells, (cells.name,))


def found(cells: Grid, **columns: str) -> dict[str, Found]:
    evidence = {each.heading: each for each in evidence_of(cells)}
    return {
        column: Found(column, evidence[heading], 1.0, "its heading")
        for column, heading in columns.items()
    }


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-02",
        "2026-04-02T10:15:00Z",
        "13/04/2026",
        "4/13/26 9:05 AM",
        "April 2, 2026",
        "2. März 2026",
    ],
)
def test_a_day_is_one_in_every_spelling_that_is_read(text):
    assert is_day(text)


@pytest.mark.parametrize(
    "text", ["58%", "0065g00000A0001", "Q3 2026", "13/13/2026", "Discovery", "20260402x"]
)
def test_other_texts_are_no_days(text):
    assert not is_day(text)


def test_numbers_are_read_whatever_stands_around_them():
    texts = ["$1,234.50", "1.234,50 €", "58%", "(5)", "4/5", "12 500", "−3", "USD 7,000"]
    assert [number_of(text) for text in texts] == [1234.5, 1234.5, 58, 5, 4, 12500, -3, 7000]
    assert number_of("four") is None


def test_one_day_above_twelve_decides_the_order_of_all():
    cells = grid("Close Date", "03/04/2026", "13/04/2026")
    made = draft(cells)
    decide_days(made, found(cells, close_date="Close Date"), ["close_date"], {})
    assert made.dates == {"order": "day_first"}
    assert [each.says for each in made.decisions] == [
        "'Close Date': 1 day can only be day first, such as 13/04/2026"
    ]
    assert made.questions == []


def test_one_column_decides_for_the_others_of_its_file():
    cells = grid("Created|Closed", "03/04/2026|04/05/2026", "03/04/2026|04/25/2026")
    made = draft(cells)
    columns = found(cells, created_date="Created", close_date="Closed")
    decide_days(made, columns, ["created_date", "close_date"], {})
    assert made.dates == {"order": "month_first"}


def test_an_order_in_which_calls_lie_after_the_export_is_ruled_out():
    cells = grid("Call date", "03/09/2026", "04/10/2026", exported_on=date(2026, 4, 30))
    made = draft(cells, "qa_scores")
    decide_days(made, found(cells, call_at="Call date"), ["call_at"], {})
    assert made.dates == {"order": "month_first"}


def test_an_order_is_asked_for_where_both_are_possible():
    cells = grid("Close Date", "03/04/2026", "05/06/2026")
    made = draft(cells)
    decide_days(made, found(cells, close_date="Close Date"), ["close_date"], {})
    (question,) = made.questions
    assert question.key == "opportunities.date_order"
    assert question.options == (
        ("day_first", "03/04/2026 is 3 April 2026 (day first)"),
        ("month_first", "03/04/2026 is 4 March 2026 (month first)"),
    )
    assert question.how_to_say == "--say opportunities.date_order=day_first"


def test_days_with_dots_have_the_day_first():
    cells = grid("Close Date", "01.06.2026", "02.07.2026")
    made = draft(cells)
    decide_days(made, found(cells, close_date="Close Date"), ["close_date"], {})
    assert (made.dates, made.questions) == ({"order": "day_first"}, [])


def test_a_swap_that_the_reader_suspects_is_asked_about_and_the_answer_written():
    cells = grid("Date", "2026-01-07", "2026-04-07")
    made = draft(cells, "coaching_log")
    ask_about_swapped(made, {})
    assert made.questions[0].options[0] == ("yes", "yes, 2026-01-07 is 1 July 2026")
    answers = {"coaching_log.swapped": "yes"}
    decide_days(made, found(cells, session_date="Date"), ["session_date"], answers)
    assert made.dates == {"swapped": True}


def test_the_answer_is_taken():
    cells = grid("Close Date", "03/04/2026")
    made = draft(cells)
    answers = {"opportunities.date_order": "month_first"}
    decide_days(made, found(cells, close_date="Close Date"), ["close_date"], answers)
    assert made.dates == {"order": "month_first"}
    assert made.questions == []


def test_counts_since_1970_are_named():
    cells = grid("Closed", "1782900000000", "1785600000000")
    made = draft(cells)
    decide_days(made, found(cells, close_date="Closed"), ["close_date"], {})
    assert made.dates == {"formats": ["epoch_ms"]}


@pytest.mark.parametrize(
    ("cells", "scale"),
    [
        (["58%", "61%"], "percent"),
        (["58", "61.5"], "percent"),
        (["0.58", "1"], "share"),
        (["4/5", "3/5"], "of 5"),
        (["3", "5", *["4"] * 20], "of 5"),
        (["7", "10", *["4"] * 20], "of 10"),
    ],
)
def test_a_scale_is_decided_from_the_scores(cells, scale):
    made = grid("Score", *cells)
    (evidence,) = evidence_of(made)
    assert scale_of(draft(made, "qa_scores"), evidence, "score.scale", {})[0] == scale


def test_a_scale_that_could_be_several_is_asked_for():
    cells = grid("Score", "3", "4", "2")
    made = draft(cells, "qa_scores")
    (evidence,) = evidence_of(cells)
    assert scale_of(made, evidence, "score.scale", {}) == ("", "")
    assert [answer for answer, _ in made.questions[0].options] == [
        *("of 4", "of 5", "of 7", "of 10", "percent")
    ]
    answers = {"qa_scores.score.scale": "of 4"}
    assert scale_of(made, evidence, "score.scale", answers) == ("of 4", "as you answered")


def test_amounts_that_all_have_three_digits_behind_their_mark_are_thousands():
    cells = grid("Amount", "12.500", "7.000", "1.250", "9.900", "3.000")
    made = draft(cells)
    decide_marks(made, found(cells, amount="Amount"), ["amount"], {})
    assert made.numbers == {"decimal": ","}


def test_a_comma_before_three_digits_is_one_between_thousands():
    cells = grid("Amount", "12,000", "900")
    made = draft(cells)
    decide_marks(made, found(cells, amount="Amount"), ["amount"], {})
    assert (made.numbers, made.questions) == ({"decimal": "."}, [])


def test_few_of_them_are_asked_about():
    cells = grid("Amount", "12.500", "7.000")
    made = draft(cells)
    decide_marks(made, found(cells, amount="Amount"), ["amount"], {})
    assert made.questions[0].key == "opportunities.decimal"
    assert made.questions[0].options[0] == (",", "yes, 12.500 is more than a thousand")


def test_rows_that_are_no_records_get_patterns():
    rows = [
        ("Ana", "5"),
        ("Grand Totals (5,700 records)", ""),
        ("", "Subtotal"),
        ("Copyright © 2000-2026 acme", ""),
        ("Bo wrote this.",),
    ]
    assert [(what, count, first) for what, _, count, first in footer_patterns(rows, 2)] == [
        ("totals", 2, "Grand Totals (5,700 records)"),
        ("print", 1, "Copyright © 2000-2026 acme"),
        ("other", 1, "Bo wrote this."),
    ]
    assert footer_patterns(rows, 2)[2][1] == r"^Bo wrote this\."
    assert [what for what, *_ in footer_patterns(rows, 2, ["^Copyright"])] == [
        "totals",
        "other",
    ]
