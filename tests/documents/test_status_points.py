"""The two facts of the status: progress to goal and commitments kept; and how goals stand."""

from dataclasses import replace
from datetime import date

import pytest
from document_examples import CONTEXT
from rep_rows import commitment, commitments, goal, metric, record, skill

from review_kit.documents.packet.goals import goals as goal_history
from review_kit.documents.packet.goals import standing_text
from review_kit.documents.packet.status import commitments_kept, goal_sentence, progress, status
from review_kit.metrics.goals import ON_DAY_NOTES

NARROW = "\u202f"
PAST = {"due_on": date(2026, 8, 15)}


def facts(attained=None, note=None, missing=(), **tables):
    metrics = [] if attained is None and note is None else [
        metric("quota_attainment", attained, note=note)
    ]  # fmt: skip
    rep = record(
        replace(CONTEXT, tables_missing=missing),
        rep_criteria=[skill()],
        rep_metrics=metrics,
        **tables,
    )
    point = progress(rep)
    return point.value, point.detail


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"attained": 0.92}, (f"92{NARROW}% of quota", "no goal is set")),
        (
            {"attained": 0.5, "note": "quota covers 31 of 90 days", "goals": [goal()]},
            (
                f"50{NARROW}% of quota (quota covers 31 of 90 days)",
                "Discovery: 58, the goal is 70",
            ),
        ),
        (
            {"note": "no quota for these days"},
            ("no goal is set", "quota attainment is not shown: no quota for these days"),
        ),
        ({"missing": ("quotas",)}, ("no goal is set", "no quotas were exported")),
        # there are quotas, but nothing says what was won
        ({"missing": ("opportunities",)}, ("no goal is set", "no deals were exported")),
        ({"missing": ("quotas", "opportunities")}, ("no goal is set", "no quotas were exported")),
        (
            {"goals": [goal()]},
            ("Discovery: 58, the goal is 70", "no quota for this window"),
        ),
    ],
)
def test_attainment_stands_with_what_it_rests_on_or_why_it_is_missing(given, words):
    assert facts(**given) == words


def test_the_goal_that_leads_is_the_one_that_is_told():
    other = goal(40.0, goal_id="G0", leads=False, target=90.0)
    done = goal(80.0, goal_id="G2", status="met")
    assert facts(attained=0.5, goals=[other, done, goal()])[1] == "Discovery: 58, the goal is 70"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Discovery: 58, the goal is 70"),
        ({"current": 71.0, "standing": "reached"}, "Discovery: 71, the goal of 70 is reached"),
        (
            {"current": None},
            "Discovery: the goal is 70; too few calls to say where it is",
        ),
        ({**PAST, "standing": "overdue"}, "Discovery: 58, the goal was 70 by 15 August"),
        (
            {"on_score": False, "metric": "win_rate", "target": 0.3, "current": 0.25},
            f"Win rate: 25{NARROW}%, the goal is 30{NARROW}%",
        ),
    ],
)
def test_an_open_goal_is_told_with_its_value_of_today(values, words):
    rep = record(rep_criteria=[skill()], goals=[goal(**values)])
    assert goal_sentence(rep.goals[0], rep) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "12 points to go"),
        ({"current": 68.9}, "1 point to go"),
        ({"current": 69.6}, "less than a point to go"),
        ({"current": None}, "open"),
        ({"current": 71.0, "standing": "reached"}, "reached before its day"),
        (
            {**PAST, "on_day": 72.0, "current": 74.0, "standing": "met", "status": "met"},
            "met on the day (72)",
        ),
        ({**PAST, "current": 74.0, "standing": "met", "status": "met"}, "met"),
        (
            {**PAST, "on_day": 72.0, "current": 66.0, "standing": "met_not_kept", "status": "met"},
            "met on the day (72), now 66",
        ),
        (
            {**PAST, "on_day": 66.0, "current": 74.0, "standing": "met_since", "status": "missed"},
            "not met on the day (66), met since: 74",
        ),
        (
            {**PAST, "on_day": 60.0, "current": 66.0, "standing": "not_met", "status": "missed"},
            "not met on the day (60), now 66",
        ),
        (
            {**PAST, "current": None, "standing": "not_met", "status": "missed"},
            "not met on the day",
        ),
        # the values say something else than the log
        (
            {**PAST, "on_day": 60.0, "current": 66.0, "standing": "not_met", "status": "met"},
            "not met on the day (60), now 66; logged as met",
        ),
        (
            {**PAST, "on_day": 72.0, "current": 74.0, "standing": "met", "status": "missed"},
            "met on the day (72); logged as not met",
        ),
        ({**PAST, "current": 72.0, "standing": "met_by_now"}, "met by now"),
        ({**PAST, "standing": "overdue"}, "its day has passed; now 58"),
        ({**PAST, "standing": "overdue", "current": None}, "its day has passed"),
        (
            {
                **PAST,
                "metric": "win_rate",
                "on_score": False,
                "target": 0.3,
                "current": 0.25,
                "standing": "not_met",
                "status": "missed",
            },
            f"not met on the day, now 25{NARROW}%",
        ),
        # why nothing is known of the day
        (
            {**PAST, "standing": "overdue", "on_day_note": "too_few_calls"},
            "its day has passed; now 58; too few calls before that day to say how it stood then",
        ),
        (
            {**PAST, "current": 74.0, "standing": "met_by_now", "on_day_note": "not_dated"},
            "met by now; how it stood on the day is not known: the log does not say when commitments were "
            "kept",
        ),
        (
            {
                **PAST,
                "on_day": 66.0,
                "on_day_note": "other_scorers",
                "current": 74.0,
                "standing": "met_since",
            },
            "not met on the day (66), met since: 74; other scorers scored then",
        ),
    ],
)
def test_a_goal_stands_by_todays_value_and_that_of_its_day(values, words):
    rep = record(rep_criteria=[skill()], goals=[goal(**values)])
    assert standing_text(rep.goals[0], rep) == words


def test_each_note_on_a_goals_day_has_words_of_its_own():
    said = {
        standing_text(goal(**PAST, standing="overdue", on_day_note=note), record(goals=[]))
        for note in ON_DAY_NOTES
    }
    assert len(said) == len(ON_DAY_NOTES)


def test_goals_to_come_stand_before_those_whose_day_has_passed():
    past = goal(74.0, goal_id="G0", standing="met", status="met", on_day=72.0, **PAST)
    shown = goal_history(record(rep_criteria=[skill()], goals=[past, goal()])).text
    assert shown.index("12 points to go") < shown.index("met on the day (72)")


def test_without_goals_the_packet_says_whether_they_were_exported():
    exported = replace(CONTEXT, tables_present=("goals",))
    assert "No goal is set." in goal_history(record(exported)).text
    assert "No goals were exported" in goal_history(record()).text


# -- commitments -------------------------------------------------------------------------------------

BEFORE = metric("commitment_completion", 0.5, previous=2 / 3, previous_n=6)


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        (
            {"commitments": commitments("done", "missed", "open"), "rep_metrics": [BEFORE]},
            ("1 of 3 kept", "in the previous window: 4 of 6"),
        ),
        (
            {"commitments": commitments("done")},
            ("1 of 1 kept", "none fell due in the previous window"),
        ),
        ({}, ("none fell due", "none was made in this window")),
        (
            {"commitments": [commitment(due=False), commitment("E2", due=False)]},
            ("none fell due", "2 were made in this window"),
        ),
        (
            {"commitments": [commitment(due=False, made_in_window=False)]},
            ("none fell due", "none was made in this window"),
        ),
    ],
)
def test_commitments_kept_are_counted_over_those_due(tables, words):
    fact = commitments_kept(record(**tables))
    assert (fact.value, fact.detail) == words


def test_a_fact_and_what_stands_behind_it_do_not_run_together():
    text = status(record(replace(CONTEXT, tables_missing=("quotas",)))).text
    assert "no goal is set · no quotas were exported" in " ".join(text.split())


def test_how_often_the_two_met_is_no_fact_of_the_reps_status():
    text = status(record(rep_metrics=[metric("sessions_held", 1.0)])).text
    assert [line for line in text.splitlines() if line in ("Progress to goal", "Commitments")] == [
        "Progress to goal",
        "Commitments",
    ]
    assert "Process to requirement" not in text
    assert "Willingness" not in text
