"""Themes that came back, where the record points, the skills matrix, own ratings: in words."""

from dataclasses import replace
from datetime import date

import pytest
from document_examples import OUTCOME

from review_kit.documents.routing import (
    gap_rows,
    matrix_rows,
    matrix_sentence,
    self_view_sentence,
    single_themes,
    theme_rows,
    vague_sentence,
)

NAMES = {"C1": "Discovery", "C2": "Closing"}


def theme(name="Price", sessions=3, movement=1.0, line="diagnose", **values):
    return {
        "theme": name,
        "criterion_id": "C1",
        "sessions": sessions,
        "first_on": date(2026, 7, 6),
        "last_on": date(2026, 9, 14),
        "movement": movement,
        "low": -8.0,
        "high": 10.0,
        "moved": False,
        "stopped": False,
        "line": line,
        **values,
    }


def test_themes_that_call_for_something_come_first_and_single_ones_stand_apart():
    rows = theme_rows(
        [
            theme("Pace", sessions=2, line=None),
            theme("Budget", sessions=1, line=None),
            theme("Price", sessions=3),
            theme("Signer", sessions=7, line="performance_conversation", movement=-2.4),
        ],
        NAMES,
    )
    assert [row["theme"] for row in rows] == ["Signer", "Price", "Pace"]
    assert rows[0] == {
        "theme": "Signer",
        "criterion": "Discovery",
        "sessions": "7",
        "days": "6 Jul – 14 Sep 2026",
        "change": "−2",
        "interval": "± 9",
        "line": "performance conversation",
    }


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"line": "diagnose"}, "diagnose what stands in the way"),
        ({"line": None, "movement": None, "low": None, "high": None}, "too few calls to say"),
        ({"line": None, "stopped": True, "moved": True}, "no longer coming back"),
        ({"line": None, "moved": True}, "moving"),
        ({"line": None}, "not clear yet"),
    ],
)
def test_a_theme_without_a_line_says_how_it_stands(values, words):
    (row,) = theme_rows([theme(**values)], NAMES)
    assert row["line"] == words


def test_single_themes_are_named_up_to_four():
    def once(*names):
        return [theme(name, sessions=1, line=None) for name in names]

    assert single_themes([theme()]) == ""
    assert single_themes(once("Pace")) == "Came up once: pace."
    assert single_themes(once("Pace", "CRM notes")) == "Came up once: pace and CRM notes."
    assert single_themes([theme("Price"), *once("price", "Pace", "Pace")]) == "Came up once: pace."
    assert single_themes(once("A", "B", "C", "D", "E")) == "5 other themes came up once."


def test_routing_names_the_skill_the_gap_and_its_evidence():
    (row,) = gap_rows(
        [{"criterion_id": "C2", "gap": "will", "evidence": "1 of 4 commitments due was kept."}],
        NAMES,
    )
    assert row == {
        "criterion": "Closing",
        "gap": "Will",
        "evidence": "1 of 4 commitments due was kept.",
        "suggests": "agree fewer commitments, each with a date and something that can be checked",
    }


def rated(competency, level, movement):
    before = None if movement is None else level - movement
    return {
        "competency": competency,
        "level": level,
        "previous_level": before,
        "movement": movement,
    }


def test_the_matrix_leads_with_the_lowest_level():
    rows = matrix_rows([rated("Rapport", 3.0, 0.0), rated("Closing", 1.0, -1.0)])
    assert rows == [
        {"competency": "Closing", "level": "1", "steps": 1, "before": "2", "movement": "−1"},
        {"competency": "Rapport", "level": "3", "steps": 3, "before": "3", "movement": "0"},
    ]


@pytest.mark.parametrize(
    ("movements", "sentence"),
    [
        ([], ""),
        ([None], "1 competency rated, none a quarter before."),
        ([0.0, 0.0], "All 2 competencies stand where they stood a quarter before."),
        ([1.0, 0.0, 2.0], "Two of 3 competencies rose against the quarter before."),
        ([-1.0, 0.0], "One of 2 competencies fell against the quarter before."),
        ([1.0, -1.0, 0.0], "One of 3 competencies rose and one fell against the quarter before."),
    ],
)
def test_the_matrix_in_a_sentence(movements, sentence):
    matrix = [rated(f"Skill {n}", 2.0, movement) for n, movement in enumerate(movements)]
    assert matrix_sentence(matrix, 90) == sentence


SHOWN = replace(
    OUTCOME, metric="self_assessment_gap", unit="pp", value=7.4, n=10, low=2.1, high=12.7
)


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (None, ""),
        (replace(SHOWN, value=None), ""),
        (
            SHOWN,
            "Own ratings were 7 points above the QA score before the session, "
            "on average over 10 sessions.",
        ),
        (
            replace(SHOWN, value=-1.2, low=-2.0, high=-0.4, n=1),
            "Own ratings were 1 point below the QA score before the session, "
            "on average over 1 session.",
        ),
        (
            replace(SHOWN, low=-2.1),
            "Own ratings and QA scores before the session agree within chance (10 sessions).",
        ),
    ],
)
def test_own_ratings_beside_the_qa_scores(shown, sentence):
    assert self_view_sentence(shown) == sentence


@pytest.mark.parametrize(
    ("vague", "total", "sentence"),
    [
        (0.0, 5, ""),
        (1.0, 1, "One has no date, or nothing that can be checked."),
        (1.0, 5, "One of 5 has no date, or nothing that can be checked."),
        (2.0, 12, "Two of 12 have no date, or nothing that can be checked."),
    ],
)
def test_vague_commitments_are_counted(vague, total, sentence):
    assert vague_sentence(replace(SHOWN, value=vague), total) == sentence
