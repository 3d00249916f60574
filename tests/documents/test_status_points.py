"""The first point of the status: attainment of quota, and why there is none."""

from dataclasses import replace

import pytest
from document_examples import CONTEXT, OUTCOME

from review_kit.documents.packet.status import status_points

GOAL = {
    "criterion_id": "OBJ",
    "criterion": "Objection handling",
    "metric": "current_score",
    "target": 70.0,
    "current": 58.0,
}


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
