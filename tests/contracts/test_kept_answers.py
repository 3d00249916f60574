"""Answers about checked tables are kept for as long as the tables that were asked are as they were."""

from datetime import UTC, date, datetime

import pytest

from review_kit.contracts.kept_answers import MOST_ROWS, KeptAnswers
from review_kit.project.kept import Kept

ROSTER = "SELECT count(*) FROM read_parquet('kept/roster.parquet')"
SCORES = "SELECT count(*) FROM cast_qa_scores"


class Rows:
    """Rows that count how often somebody asked."""

    def __init__(self, *rows):
        self.rows = list(rows)
        self.asked = []

    def __call__(self, question):
        self.asked.append(question)
        return self.rows


@pytest.fixture
def validation(tmp_path):
    """One validation after the other: each asks its questions of tables made from what is given."""

    def validate(rows, *questions, **made_from):
        kept = Kept(tmp_path, "base")
        answers = KeptAnswers(kept, made_from, "UTC")
        given = [answers.of(question, rows) for question in questions]
        answers.keep()
        kept.confirm()
        return given

    return validate


def test_only_questions_to_tables_that_changed_are_asked_again(validation):
    first = validation(Rows((3, "ä", None)), ROSTER, SCORES, roster=1, qa_scores=1)
    again = Rows((4, "b", None))
    second = validation(again, ROSTER, SCORES, roster=1, qa_scores=2)
    assert first == [[(3, "ä", None)]] * 2
    assert second == [[(3, "ä", None)], [(4, "b", None)]]
    assert again.asked == [SCORES]


def test_a_table_that_a_question_does_not_name_may_change(validation):
    validation(Rows((3,)), SCORES, qa_scores=1, goals=1)
    again = Rows()
    assert validation(again, SCORES, qa_scores=1, goals=2) == [[(3,)]]
    assert not again.asked


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ([(date(2026, 9, 30), 1.5, True)], 0),
        ([], 0),
        ([(datetime(2026, 9, 30, tzinfo=UTC),)], 1),
        ([(1,)] * (MOST_ROWS + 1), 1),
    ],
    ids=["days and numbers", "nothing", "moments", "many rows"],
)
def test_what_comes_back_as_it_was_is_kept(validation, rows, asked):
    validation(Rows(*rows), SCORES, qa_scores=1)
    again = Rows(*rows)
    assert validation(again, SCORES, qa_scores=1) == [rows]
    assert len(again.asked) == asked
