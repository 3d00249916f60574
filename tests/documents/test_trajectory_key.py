"""The key of the trajectories explains what a reader sees in one of them, and nothing else."""

from datetime import date

import pytest
from rep_rows import record, skill

from review_kit.documents.packet.trajectories import trajectories

CALLS = [
    {"criterion_id": "DIS", "call_on": date(2026, 8, day), "score": 50.0 + day} for day in (3, 10)
]
COACHED = {
    "first_coached_on": date(2026, 8, 9),
    "expected_score": 60.0,
    "expected_gap": 8.0,
    "expected_gap_low": 2.0,
    "expected_gap_high": 14.0,
    "expected_gap_best_guess": 7.0,
    "n_follow_up": 20,
}


@pytest.mark.parametrize(
    ("coached", "calls", "explained"),
    [(COACHED, CALLS, True), ({}, CALLS, False), (COACHED, [], False)],
    ids=["expected without coaching", "never coached", "no call to draw"],
)
def test_a_dotted_line_is_explained_where_a_chart_has_one(coached, calls, explained):
    rep = record(rep_criteria=[skill(**coached)], call_scores=calls, weekly=[], sessions=[])
    text = trajectories(rep).text
    assert "Small dots are calls" in text
    assert ("A dotted line is the score we would expect without coaching" in text) is explained
