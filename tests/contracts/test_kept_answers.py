"""Answers about checked tables are kept for as long as the tables that were asked are as they were."""

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

import review_kit.contracts.checked_tables
from review_kit.contracts.checked_tables import CheckedTables
from review_kit.contracts.kept_answers import MOST_ROWS, KeptAnswers
from review_kit.project import Config
from review_kit.project.kept import Kept
from review_kit.sources.sql import literal

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

    def validate(rows, *questions, folder=Path("/validation"), **made_from):
        kept = Kept(tmp_path, "base")
        answers = KeptAnswers(kept, made_from, "UTC", folder)
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


def test_a_project_that_was_moved_has_the_answers_it_had(validation):
    """Also out of a folder that is called after a table."""

    def question(folder):
        return f"SELECT count(*) FROM read_parquet({literal(folder / 'kept' / 'roster.parquet')})"

    here, there = Path("/Ana's/goals"), Path("/elsewhere")
    validation(Rows((3,)), question(here), folder=here, roster=1, goals=1)
    again = Rows()
    assert validation(again, question(there), folder=there, roster=1, goals=2) == [[(3,)]]
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


def test_the_calendars_of_countries_are_not_loaded_again(tmp_path, monkeypatch):
    config = Config.model_validate({"organisation": {"name": "A", "time_zone": "UTC"}})

    def calendars():
        kept = Kept(tmp_path, "base")
        answers = KeptAnswers(kept, {}, "UTC", tmp_path)
        tables = CheckedTables(duckdb.connect(), {}, tmp_path, config, answers=answers)
        found = tables.calendars(["es", "Atlantis"])
        answers.keep()
        kept.confirm()
        return found

    assert calendars() == {"es": "ES", "Atlantis": None}
    monkeypatch.setattr(review_kit.contracts.checked_tables, "known_country", None)
    assert calendars() == {"es": "ES", "Atlantis": None}
