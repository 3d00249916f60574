"""Themes that came back, where the record points, the skills matrix, own ratings: in words."""

from dataclasses import replace
from datetime import date

import pytest
from document_examples import CONTEXT, OUTCOME, WITHIN_CHANCE
from review_kit.documents.packet.routing import routing_rows, self_view_sentence

from review_kit.documents.packet.coaching_record import cadence_lines, completion_sentence
from review_kit.documents.packet.commitments import (
    commitment_rows,
    commitments_sentence,
    vague_sentence,
)
from review_kit.documents.packet.skills_matrix import matrix_rows, matrix_sentence
from review_kit.documents.packet.themes import single_themes, theme_rows
from review_kit.metrics.skill_verdicts import SkillVerdict

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
        set(),
    )
    assert [row["theme"] for row in rows] == ["Signer", "Price", "Pace"]
    assert rows[0] == {
        "theme": "Signer",
        "criterion": "Discovery",
        "sessions": "7",
        "days": "6 Jul – 14 Sep 2026",
        "change": "−2",
        "interval": "± 9",
        "line": "change the approach: agree on another way to work on it",
    }


def test_a_reps_packet_never_speaks_of_a_performance_conversation():
    (row,) = theme_rows([theme(sessions=7, line="performance_conversation")], NAMES, {"C1"})
    assert "performance" not in row["line"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"line": "diagnose"}, "diagnose what stands in the way"),
        ({"line": "diagnose", "stopped": True}, "no longer coming back; no rise either"),
        (
            {"line": None, "movement": None, "low": None, "high": None, "criterion_id": "C2"},
            "too few calls to say",
        ),
        (
            {"line": None, "movement": None, "low": None, "high": None, "criterion_id": None},
            "no skill named, so no score to follow",
        ),
        ({"line": None, "stopped": True, "criterion_id": "C2"}, "no longer coming back"),
        ({"line": None, "moved": True}, "moving"),
        # its scores rose around the sessions; the verdict on its skill does not say so
        ({"line": None, "moved": True, "criterion_id": "C2"}, "not clear yet"),
        ({"line": None}, "the skill improved meanwhile"),
        ({"line": None, "criterion_id": "C2"}, "not clear yet"),
    ],
)
def test_a_theme_without_a_line_says_how_it_stands(values, words):
    (row,) = theme_rows([theme(**values)], NAMES, {"C1"})
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
    (row,) = routing_rows(
        [{"criterion_id": "C2", "gap": "will", "evidence": "1 of 4 commitments due was kept."}],
        NAMES,
        {"C2": WITHIN_CHANCE},
    )
    assert row == {
        "criterion": "Closing",
        "gap": "Will",
        "evidence": "1 of 4 commitments due was kept.",
        "suggests": "agree fewer commitments, each with a date and something that can be checked",
    }


@pytest.mark.parametrize(
    ("kind", "gap", "suggests"),
    [
        ("improved", "Working", "keep going"),
        (
            "cannot_tell_yet",
            "Nothing in the way",
            "keep going: whether it works cannot be told yet",
        ),
        (
            "declined",
            "Nothing in the way",
            "the record is sound and the score did not rise: listen to calls together",
        ),
    ],
)
def test_coaching_is_said_to_work_only_where_the_verdict_says_so(kind, gap, suggests):
    found = replace(WITHIN_CHANCE, kind=SkillVerdict(kind))
    rows = [{"criterion_id": "C2", "gap": "working", "evidence": ""}]
    (row,) = routing_rows(rows, NAMES, {"C2": found})
    assert (row["gap"], row["suggests"]) == (gap, suggests)


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
        # of three rows two can be compared
        (
            [1.0, 0.0, None],
            "One of the 2 competencies rated in both quarters rose against the quarter before.",
        ),
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


# -- counts and the rows they are of -----------------------------------------------------------------


def made(
    day, status="open", *, due=None, vague=False, here=True, due_here=False, text="Ask who signs"
):
    return {
        "entry_id": f"e{day}",
        "session_date": date(2026, 8, day),
        "commitment": text,
        "commitment_due": due,
        "commitment_status": status,
        "commitment_vague": vague,
        "made_in_window": here,
        "due": due_here,
    }


def due(day, status, **other):
    return made(day, status, due=date(2026, 9, day), due_here=True, **other)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], ""),
        ([made(1)], "1 made in this window; none was due."),
        ([due(1, "done")], "1 made in this window; the one due was kept."),
        (
            [due(1, "done"), due(2, "done"), made(3)],
            "3 made in this window; both due were kept.",
        ),
        (
            [due(1, "done"), due(2, "missed"), due(3, "open", here=False)],
            "2 made in this window, 1 before it; 1 of the 3 due was kept.",
        ),
        (
            [due(1, "missed", here=False), due(2, "open", here=False)],
            "None made in this window, 2 before it; none of the 2 due was kept.",
        ),
    ],
)
def test_commitments_are_counted_over_the_rows_that_are_listed(rows, sentence):
    assert commitments_sentence(rows) == sentence
    assert len(commitment_rows(rows, CONTEXT)) == len(rows)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([made(1), due(2, "done")], ""),
        ([made(1, vague=True)], "One has no date, or nothing that can be checked."),
        (
            [made(1, vague=True), made(2), made(3)],
            "One of the 3 made in this window has no date, or nothing that can be checked.",
        ),
        # one from before the window was made by nobody in it
        (
            [
                made(1, vague=True),
                made(2, vague=True),
                made(3),
                due(4, "open", vague=True, here=False),
            ],
            "Two of the 3 made in this window have no date, or nothing that can be checked.",
        ),
    ],
)
def test_vague_commitments_are_counted_over_the_rows_that_are_listed(rows, sentence):
    assert vague_sentence(rows) == sentence


def logged(session, *, measured=True, pending=False, mismatch=False):
    return {
        "session_id": session,
        "follow_up_measured": measured,
        "pending": pending,
        "log_mismatch": mismatch,
    }


@pytest.mark.parametrize(
    ("held", "entries", "words"),
    [
        (2, [logged("a"), logged("b")], "Follow-up measured for 2 of 2 entries."),
        (
            1,
            [logged("a"), logged("a", mismatch=True)],
            "They left 2 entries, listed below. Follow-up measured for 2 of 2 entries. 1 entry differs "
            "from the QA platform's scores.",
        ),
        (
            13,
            [logged(str(n), measured=n < 7, pending=n == 9) for n in range(10)],
            "10 of 13 sessions left an entry in the log: 10 entries below. Follow-up measured for 7 of "
            "10 entries, pending for 1.",
        ),
        (2, [], "None of them left an entry in the log."),
    ],
)
def test_what_the_record_counts_of_the_log_are_the_entries_below(held, entries, words):
    metrics = {"sessions_held": replace(OUTCOME, metric="sessions_held", value=float(held))}
    first, *rest = cadence_lines(metrics, entries, completion_days=30)
    assert first == f"{held} session{'s' if held > 1 else ''} held."
    assert " ".join(rest) == words


@pytest.mark.parametrize(
    ("rate", "worst", "words"),
    [
        (
            (10 / 15, 15),
            (0.4, 5),
            "The log is complete for 10 of the 15 sessions due in this window (67\u202f%), 40\u202f% in "
            "the worst 30 days (2 of 5).",
        ),
        (
            (1.0, 1),
            None,
            "The log is complete for 1 of the 1 session due in this window (100\u202f%).",
        ),
        # no stretch was worse than the whole
        (
            (1.0, 3),
            (1.0, 2),
            "The log is complete for 3 of the 3 sessions due in this window (100\u202f%).",
        ),
        # all that was due still waits for its next call
        ((None, 0), None, ""),
    ],
)
def test_completion_names_the_sessions_due_it_is_a_share_of(rate, worst, words):
    metrics = {
        f"template_completion_{part}": replace(OUTCOME, value=given[0], n=given[1])
        for part, given in (("rate", rate), ("worst", worst))
        if given is not None
    }
    assert completion_sentence(metrics, 30) == words
