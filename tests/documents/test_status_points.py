"""The first point of the status: attainment of quota, and why there is none; how goals stand."""

from dataclasses import replace
from datetime import date

import pytest
from document_examples import CONTEXT, OUTCOME

from review_kit.documents.packet.goals import goal_progress, standing_text
from review_kit.documents.packet.status import status_points

GOAL = {
    "criterion_id": "OBJ",
    "criterion": "Objection handling",
    "metric": "current_score",
    "on_score": True,
    "target": 70.0,
    "current": 58.0,
    "on_day": None,
    "due_on": date(2026, 12, 29),
    "status": "open",
    "standing": "under_way",
}
PAST = {**GOAL, "due_on": date(2026, 8, 15)}


def progress(attained=None, note="", goals=(), missing=()):
    metrics = {}
    if attained is not None or note:
        shown = replace(OUTCOME, metric="quota_attainment", value=attained, note=note)
        metrics["quota_attainment"] = shown
    context = replace(CONTEXT, tables_missing=missing)
    point = status_points(metrics, list(goals), context)[0]
    return point.value, point.detail


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"attained": 0.92}, ("92\u202f% of quota", "no open goal")),
        (
            {"attained": 0.5, "note": "quota covers 31 of 90 days", "goals": [GOAL]},
            (
                "50\u202f% of quota",
                "quota covers 31 of 90 days; goal: objection handling 70, 12 points to go",
            ),
        ),
        (
            {"note": "no quota for these days"},
            ("not shown", "no quota for these days; no open goal"),
        ),
        (
            {"note": "quota periods overlap, so it is not clear which one counts"},
            (
                "not shown",
                "quota periods overlap, so it is not clear which one counts; no open goal",
            ),
        ),
        ({"missing": ("quotas",)}, ("not shown", "no quotas export, and no open goal")),
        # there are quotas, but nothing says what was won
        (
            {"missing": ("opportunities",)},
            ("not shown", "no opportunities export, and no open goal"),
        ),
        (
            {"missing": ("quotas", "opportunities")},
            ("not shown", "no quotas and no opportunities export, and no open goal"),
        ),
    ],
)
def test_attainment_stands_with_what_it_rests_on_or_why_it_is_missing(given, words):
    assert progress(**given) == words


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (GOAL, "12 points to go"),
        ({**GOAL, "current": 69.6}, "less than a point to go"),
        ({**GOAL, "current": None}, "open"),
        ({**GOAL, "current": 71.0, "standing": "reached"}, "reached before its day"),
        (
            {**PAST, "on_day": 72.0, "current": 74.0, "standing": "met", "status": "met"},
            "met on the day: 72",
        ),
        ({**PAST, "current": 74.0, "standing": "met", "status": "met"}, "met"),
        (
            {**PAST, "on_day": 72.0, "current": 66.0, "standing": "met_not_kept", "status": "met"},
            "met on the day: 72; now 66",
        ),
        (
            {**PAST, "on_day": 66.0, "current": 74.0, "standing": "met_since", "status": "missed"},
            "not met on the day: 66; met since: 74",
        ),
        (
            {**PAST, "on_day": 60.0, "current": 66.0, "standing": "not_met", "status": "missed"},
            "not met on the day: 60; now 66",
        ),
        (
            {**PAST, "current": None, "standing": "not_met", "status": "missed"},
            "not met on the day",
        ),
        # the values say something else than the log
        (
            {**PAST, "on_day": 60.0, "current": 66.0, "standing": "not_met", "status": "met"},
            "not met on the day: 60; now 66 (logged as met)",
        ),
        ({**PAST, "current": 72.0, "standing": "met_by_now"}, "met by now"),
        ({**PAST, "standing": "overdue"}, "its day has passed; now 58"),
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
            "not met on the day; now 25\u202f%",
        ),
    ],
)
def test_a_goal_stands_by_todays_value_and_that_of_its_day(goal, words):
    assert standing_text(goal, CONTEXT) == words


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (GOAL, "goal: objection handling 70, 12 points to go"),
        ({**GOAL, "current": 71.0, "standing": "reached"}, "goal: objection handling 70, reached"),
        ({**GOAL, "current": None}, "goal: objection handling 70, too few calls to say how far"),
        (
            {**PAST, "standing": "overdue"},
            "goal: objection handling 70, due 15 August, 12 points to go",
        ),
    ],
)
def test_an_open_goal_is_told_with_what_is_left_of_it(goal, words):
    assert goal_progress(goal, CONTEXT) == words
