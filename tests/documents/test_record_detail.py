"""The coaching record, commitments, themes, where the record points, the skills matrix: in words."""

from dataclasses import replace
from datetime import date

import pytest
from document_examples import CONTEXT, OUTCOME, WITHIN_CHANCE
from read_tables import table_heads, table_rows
from rep_rows import ROSE, commitment, metric, record, rep, session, skill, theme

from review_kit.documents.packet.coaching_record import (
    MOST_ENTRIES,
    coaching_record,
    held_sentences,
    log_sentences,
)
from review_kit.documents.packet.commitments import (
    MOST_LISTED,
    commitment_rows,
    commitments,
    commitments_sentence,
    listed,
    vague_sentence,
)
from review_kit.documents.packet.skills_matrix import matrix_rows, matrix_sentence
from review_kit.documents.packet.themes import (
    risen_criteria,
    routing_rows,
    self_view_sentence,
    single_themes,
    theme_rows,
    themes,
)
from review_kit.metrics.skill_verdicts import SkillVerdict

NAMES = {"DIS": "Discovery", "CLO": "Closing"}


# -- the coaching record -----------------------------------------------------------------------------


def shown(*sessions, **tables):
    tables = {"rep_criteria": [skill()], **tables}
    return coaching_record(record(sessions=list(sessions), **tables))


def test_a_session_stands_with_what_came_before_and_after_it():
    html = shown(session(progress_note="Asks more")).html
    assert table_heads(html) == [
        "Session",
        "Skill and theme",
        "Before",
        "Next call",
        "After",
        "Change, points",
        "Moment",
    ]
    assert table_rows(html) == [
        ["9 Aug", "Discovery · Price objection Asks more", "52 (5)", "61", "60 (4)", "+8", "1:35"]
    ]
    assert 'href="https://calls.example/c/1?t=95"' in html


@pytest.mark.parametrize(
    ("values", "change"),
    [
        ({"session_delta": -3.4}, "−3"),
        ({"session_delta": 0.2}, "0"),
        # its next calls may still come
        ({"session_delta": None, "pending": True}, "pending"),
        ({"session_delta": None, "pending": False}, "–"),
    ],
)
def test_a_change_is_signed_or_says_whether_it_may_still_come(values, change):
    empty = {"evidence_url": None, "evidence_offset_s": None}
    (row,) = table_rows(shown(session(**values, **empty)).html)
    assert row[-2:] == [change, "–"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (40.0, 70.0, "(logged as 40 before, 70 after)"),
        (40.0, None, "(logged as 40 before)"),
        (None, 70.0, "(logged as 70 after)"),
    ],
)
def test_what_the_manager_typed_is_told_only_where_it_differs(before, after, words):
    typed = {"logged_before": before, "logged_after": after}
    assert words in shown(session(log_mismatch=True, **typed)).text
    assert "logged as" not in shown(session(**typed)).text


def test_entries_without_a_skill_or_a_theme_stand_as_they_are():
    rows = table_rows(
        shown(
            session("E1", criterion_id=None),
            session("E2", theme=None),
            session("E3", criterion_id="X"),
        ).html
    )
    assert [row[1] for row in rows] == ["Price objection", "Discovery", "X · Price objection"]


def test_a_long_record_lists_the_latest_and_counts_the_rest():
    assert MOST_ENTRIES == 30
    days = [session(f"E{n:03d}", session_date=date(2026, 7, 3 + n % 28)) for n in range(33)]
    rows = table_rows(shown(*days).html)
    assert len(rows) == 30
    # 3 to 7 July have two entries each: both of the 3rd and one of the 4th are left out
    assert [row[0] for row in rows[:4]] == ["4 Jul", "5 Jul", "5 Jul", "6 Jul"]
    assert "3 earlier entries are not listed." in shown(*days).text
    assert "not listed" not in shown(*days[:30]).text
    assert "1 earlier entry is not listed." in shown(*days[:31]).text


def test_changes_around_a_session_are_said_to_be_no_verdict():
    assert (
        "Before and after are the means of up to 5 scored calls within 30 days of the session, in brackets "
        "how many. Changes are rounded after subtracting, and put on one scale where other people scored. "
        "A change around a single session is no verdict."
    ) in shown(session()).text


def measured(**values):
    return {
        name: replace(OUTCOME, metric=name, value=None if value is None else float(value))
        for name, value in values.items()
    }


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "No coaching session was logged in this window."),
        ({"sessions_held": 0}, "No coaching session was logged in this window."),
        ({"sessions_held": 1}, "1 session was held."),
        (
            {"sessions_held": 1, "coaching_hours_per_week": 0.1, "longest_gap_days": 0},
            "1 session was held, 0.1 hours a week.",
        ),
        (
            {"sessions_held": 4, "coaching_hours_per_week": 0.3, "longest_gap_days": 21},
            "4 sessions were held, 0.3 hours a week; the longest gap was 21 days.",
        ),
        (
            {"sessions_held": 2, "sessions_moved": 1, "sessions_cancelled": 0},
            "2 sessions were held. 1 was moved, none was cancelled.",
        ),
        (
            {"sessions_held": 2, "sessions_moved": 0, "sessions_cancelled": 0},
            "2 sessions were held.",
        ),
    ],
)
def test_how_often_the_two_met(values, words):
    assert " ".join(held_sentences(measured(**values))) == words


def logged(name, *, mismatch=False):
    return {"session_id": name, "log_mismatch": mismatch}


@pytest.mark.parametrize(
    ("held", "entries", "words"),
    [
        (2, [logged("a"), logged("b")], ""),
        (
            1,
            [logged("a"), logged("a", mismatch=True)],
            "1 entry differs from the QA platform’s scores; the QA scores count.",
        ),
        (
            13,
            [logged(str(n)) for n in range(10)],
            "10 of the 13 sessions are in the log, with 10 entries.",
        ),
        (2, [], "None of the 2 sessions is in the log."),
    ],
)
def test_what_the_record_counts_of_the_log_are_the_entries_below(held, entries, words):
    assert " ".join(log_sentences(measured(sessions_held=held), entries)) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        ((10 / 15, 15), "The log is complete for 10 of 15 sessions due."),
        ((1.0, 1), "The log is complete for 1 of 1 session due."),
        # all that was due still waits for its next call
        ((None, 0), ""),
    ],
)
def test_completion_names_the_sessions_due_it_is_a_share_of(rate, words):
    value, n = rate
    metrics = {"template_completion_rate": replace(OUTCOME, value=value, n=n)}
    assert " ".join(log_sentences(metrics, [])) == words


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (
            [session("E1"), session("E2", shared_with_rep_on=None)],
            "1 of the 2 entries was not shared before the review day.",
        ),
        # shared, but after the review day
        (
            [session("E1"), *(session(e, shared_with_rep_on=date(2026, 10, 1)) for e in ("E2", "E3"))],
            "2 of the 3 entries were not shared before the review day.",
        ),
        ([session("E1")], ""),
        # a log that never says when it was shared
        ([session("E1", shared_with_rep_on=None)], ""),
    ],
)  # fmt: skip
def test_entries_that_the_rep_has_not_seen_are_counted(entries, words):
    text = shown(*entries).text
    assert words in text
    assert ("not shared" in text) == bool(words)


@pytest.mark.parametrize(
    ("managers", "words"),
    [
        (0, ""),
        (1, "Sessions with an earlier manager are included."),
        (2, "Sessions with 2 earlier managers are included."),
    ],
)
def test_sessions_with_an_earlier_manager_belong_to_the_record(managers, words):
    text = shown(session(), reps=rep(n_earlier_managers=managers)).text
    assert words in text
    assert ("earlier manager" in text) == bool(words)


# -- themes ------------------------------------------------------------------------------------------


def test_themes_that_call_for_something_come_first_and_single_ones_stand_apart():
    rows = theme_rows(
        [
            theme(None, theme="Pace", sessions=2),
            theme(None, theme="Budget", sessions=1),
            theme(theme="Price", sessions=3),
            theme("performance_conversation", theme="Signer", sessions=7, movement=-2.4),
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
        "change": "−2 (−8 to +10)",
        "calls_for": "change the approach: agree on another way to work on it",
    }


def test_a_reps_packet_never_speaks_of_a_performance_conversation():
    past = [theme("performance_conversation", sessions=7)]
    assert "performance" not in themes(record(themes=past, rep_criteria=[skill()])).text.lower()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"line": "diagnose"}, "find out what stands in the way"),
        ({"line": "diagnose", "stopped": True}, "has not come back; the score did not rise"),
        (
            {"line": None, "movement": None, "low": None, "high": None, "criterion_id": "CLO"},
            "too few calls to say",
        ),
        (
            {"line": None, "movement": None, "low": None, "high": None, "criterion_id": None},
            "names no skill, so there is no score to follow",
        ),
        ({"line": None, "stopped": True, "criterion_id": "CLO"}, "has not come back"),
        ({"line": None, "moved": True}, "keep going: the skill improved"),
        # its scores rose around the sessions; the verdict on its skill does not say so
        ({"line": None, "moved": True, "criterion_id": "CLO"}, "not clear yet"),
        ({"line": None}, "the skill improved in the meantime"),
        ({"line": None, "criterion_id": "CLO"}, "not clear yet"),
    ],
)
def test_a_theme_without_a_line_says_how_it_stands(values, words):
    (row,) = theme_rows([theme(**values)], NAMES, {"DIS"})
    assert row["calls_for"] == words


def test_a_rise_may_be_claimed_of_the_skills_that_improved_and_of_their_parts():
    rows = [
        skill(**ROSE),
        skill("DIS.1", "Impact questions", rank=None, parent_criterion_id="DIS"),
        skill("CLO", "Closing", rank=2),
        skill("CRM", "CRM use", rank=None, **ROSE),
    ]
    assert risen_criteria(record(rep_criteria=rows)) == {"DIS", "DIS.1", "CRM"}


def test_single_themes_are_named_up_to_four():
    def once(*names):
        return [theme(None, theme=name, sessions=1) for name in names]

    assert single_themes([theme()]) == ""
    assert single_themes(once("Pace")) == "Came up once: Pace."
    assert single_themes(once("Pace", "CRM notes")) == "Came up once: Pace and CRM notes."
    price = theme(theme="Price")
    assert single_themes([price, *once("price", "Pace", "Pace")]) == "Came up once: Pace."
    assert single_themes(once("A", "B", "C", "D", "E")) == "5 other themes came up once."


# -- where the record points -------------------------------------------------------------------------


def pointing(gap, **values):
    return {
        "criterion_id": "CLO",
        "gap": gap,
        "theme": "Price",
        "sessions": 5,
        "complete": 4,
        "theme_sessions": 3,
        "commitments": 5,
        "commitments_dated": 4,
        "commitments_due": 4,
        "commitments_done": 1,
        "commitments_vague": 3,
        "missed": False,
        "vague": False,
        **values,
    }


@pytest.mark.parametrize(
    ("row", "gap", "evidence", "suggests"),
    [
        (
            pointing("system"),
            "System",
            "5 sessions, none with a complete record.",
            "complete the log first: the record is missing",
        ),
        (
            pointing("will", missed=True),
            "Will",
            "1 of 4 commitments due were kept.",
            "agree on fewer commitments, each with a date and something that can be checked",
        ),
        (
            pointing("will", vague=True),
            "Will",
            "3 of 5 commitments could not be checked.",
            "agree on fewer commitments, each with a date and something that can be checked",
        ),
        (
            pointing("will", missed=True, vague=True),
            "Will",
            "1 of 4 commitments due were kept; 3 of 5 could not be checked.",
            "agree on fewer commitments, each with a date and something that can be checked",
        ),
        (
            pointing("will", commitments_dated=0),
            "Will",
            "5 commitments, none with a date.",
            "agree on fewer commitments, each with a date and something that can be checked",
        ),
        (
            pointing("will", commitments=0),
            "Will",
            "5 sessions without a commitment.",
            "agree on fewer commitments, each with a date and something that can be checked",
        ),
        (
            pointing("knowledge"),
            "Knowledge",
            "5 sessions, no rating in the skills matrix, and no parts in the rubric that say what good is.",
            "settle first what good looks like",
        ),
        (
            pointing("skill"),
            "Skill",
            "3 sessions on “Price”, 1 of 4 commitments kept, and no rise in the score.",
            "practise it: role-play, shadowing, or another way of coaching it",
        ),
    ],
)
def test_routing_names_the_skill_the_gap_and_its_evidence(row, gap, evidence, suggests):
    assert routing_rows([row], NAMES, {"CLO": WITHIN_CHANCE}) == [
        {"criterion": "Closing", "gap": gap, "evidence": evidence, "suggests": suggests}
    ]


@pytest.mark.parametrize(
    ("kind", "gap", "suggests"),
    [
        ("improved", "Working", "keep going"),
        (
            "cannot_tell_yet",
            "Nothing in the way",
            "keep going: it is too early to tell whether it works",
        ),
        (
            "declined",
            "Nothing in the way",
            "listen to calls together: the record is complete, and the score did not rise",
        ),
    ],
)
def test_coaching_is_said_to_work_only_where_the_verdict_says_so(kind, gap, suggests):
    found = replace(WITHIN_CHANCE, kind=SkillVerdict(kind), reason=None)
    (row,) = routing_rows([pointing("working")], NAMES, {"CLO": found})
    assert (row["gap"], row["suggests"]) == (gap, suggests)
    assert row["evidence"] == "5 sessions; 1 of 4 commitments kept."


OWN = {"value": 7.4, "n": 10, "low": 2.1, "high": 12.7}


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (None, ""),
        ({**OWN, "value": None}, ""),
        (
            OWN,
            "Ann Lee’s own ratings were 7 points higher than the scores before the sessions (10 sessions).",
        ),
        (
            {"value": -1.2, "low": -2.0, "high": -0.4, "n": 1},
            "Ann Lee’s own ratings were 1 point lower than the scores before the sessions (1 session).",
        ),
        (
            {**OWN, "low": -2.1},
            "Ann Lee’s own ratings were about the same as the scores before the sessions (10 sessions).",
        ),
    ],
)
def test_own_ratings_beside_the_qa_scores(shown, sentence):
    rows = [] if shown is None else [metric("self_assessment_gap", shown.pop("value"), **shown)]
    assert self_view_sentence(record(rep_metrics=rows)) == sentence


# -- the skills matrix -------------------------------------------------------------------------------


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
        ([None], "1 competency was rated, for the first time."),
        ([0.0, 0.0], "None of the 2 competencies moved."),
        ([1.0, 0.0, 2.0], "2 of 3 competencies went up, none went down."),
        ([-2.0, 0.0], "1 of 2 competencies went down, none went up."),
        # of three rows two can be compared
        ([1.0, 0.0, None], "1 of 2 competencies went up, none went down."),
        ([1.0, -1.0, 0.0], "1 of 3 competencies went up, 1 went down."),
    ],
)
def test_the_matrix_in_a_sentence(movements, sentence):
    matrix = [rated(f"Skill {n}", 2.0, movement) for n, movement in enumerate(movements)]
    assert matrix_sentence(matrix) == sentence


# -- commitments: counts and the rows they are of ----------------------------------------------------


def made(day, status="open", *, here=True, vague=False):
    return commitment(
        f"e{day:02d}",
        status,
        session_date=date(2026, 8, day),
        commitment_due=None,
        due=False,
        commitment_vague=vague,
        made_in_window=here,
    )


def due(day, status, **other):
    return {**made(day, status, **other), "commitment_due": date(2026, 9, day), "due": True}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([made(1)], "1 was made in this window; none was due."),
        ([due(1, "done")], "1 was made in this window; the one due was kept."),
        ([due(1, "open")], "1 was made in this window; the one due was not kept."),
        (
            [due(1, "done"), due(2, "done"), made(3)],
            "3 were made in this window; 2 of the 2 due were kept.",
        ),
        (
            [due(1, "done"), due(2, "missed"), due(3, "open", here=False)],
            "2 were made in this window, 1 before it; 1 of the 3 due was kept.",
        ),
        (
            [due(1, "missed", here=False), due(2, "open", here=False)],
            "None was made in this window, 2 before it; none of the 2 due was kept.",
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
        ([made(1, vague=True)], "1 has no date or nothing that can be checked."),
        # one from before the window was made by nobody in it
        (
            [
                made(1, vague=True),
                made(2, vague=True),
                made(3),
                due(4, "open", vague=True, here=False),
            ],
            "2 have no date or nothing that can be checked.",
        ),
    ],
)
def test_vague_commitments_are_counted_over_those_of_the_window(rows, sentence):
    assert vague_sentence(rows) == sentence


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        (due(1, "done"), "kept"),
        (due(1, "missed"), "not kept"),
        (made(1), "open"),
        (due(1, "open"), "open, due"),
        ({**due(1, "open"), "commitment_due": date(2026, 10, 1)}, "not due yet"),
        (due(1, None), "open, due"),
    ],
)
def test_what_became_of_a_commitment(row, outcome):
    (shown,) = commitment_rows([row], CONTEXT)
    assert shown["status"] == outcome


def test_a_commitment_without_words_or_a_day_says_so():
    (shown,) = commitment_rows([{**made(3), "commitment": None}], CONTEXT)
    assert shown == {"made": "3 Aug", "text": "no words logged", "due": "no date", "status": "open"}


def test_of_many_commitments_those_not_kept_are_listed_then_the_latest_and_all_are_counted():
    assert MOST_LISTED == 16
    kept = [due(day, "done") for day in range(1, 19)]
    missed = [due(day, "missed") for day in (19, 20)]
    chosen = listed([*kept, *missed])
    assert [row["session_date"].day for row in chosen] == [20, 19, *range(18, 4, -1)]
    block = commitments(record(commitments=[*kept, *missed]))
    assert len(table_rows(block.html)) == 16
    assert "20 were made in this window; 18 of the 20 due were kept." in block.text
    assert "4 more are not listed." in block.text
    assert "not listed" not in commitments(record(commitments=kept[:16])).text
