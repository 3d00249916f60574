"""What a session on a skill has been worth here."""

from types import SimpleNamespace

import pandas as pd
import pytest

from review_kit.metrics.session_gain import SessionGain, session_gain


def effects(verdict: str, rows: int = 1, **numbers: float) -> pd.DataFrame:
    row = {"scope": "org", "verdict": verdict, "claimed_estimate": float("nan"), **numbers}
    return pd.DataFrame([row] * rows, columns=list(row))


@pytest.fixture
def review():
    """Ana: three sessions on C1 and one on C2; Bo: one on a part of C1, logged twice."""
    history = pd.DataFrame(
        [
            ("ana", "C1", "s1", "2026-01-05"),
            ("ana", "C1", "s2", "2026-01-26"),  # day 21
            ("ana", "C1", "s3", "2026-02-09"),  # day 35
            ("ana", "C2", "s1", "2026-01-05"),
            ("bo", "C1a", "s4", "2026-01-12"),
            ("bo", "C1a", "s4", "2026-01-12"),
        ],
        columns=["rep_id", "criterion_id", "session_id", "session_date"],
    )
    history["session_date"] = pd.to_datetime(history["session_date"])
    lineage = pd.DataFrame(
        [("C1", "C1"), ("C2", "C2"), ("C1a", "C1a"), ("C1a", "C1")],
        columns=["criterion_id", "ancestor_id"],
    )
    return SimpleNamespace(history=history, rubric=SimpleNamespace(lineage=lambda: lineage))


@pytest.fixture
def gaps():
    """Of C2 nothing is expected, so its session is not behind the effect."""
    index = pd.MultiIndex.from_tuples(
        [("ana", "C1"), ("ana", "C2"), ("bo", "C1")], names=["rep_id", "criterion_id"]
    )
    first = pd.to_datetime(["2026-01-05", "2026-01-05", "2026-01-12"])
    return pd.DataFrame({"expected_gap": [8.0, None, 4.0], "first_coached_on": first}, index=index)


def test_the_effect_is_spread_over_the_sessions_of_its_follow_up(review, gaps) -> None:
    found = SimpleNamespace(
        effects=effects("helped", claimed_estimate=6.0, claimed_low=3.0, claimed_high=9.0),
        gaps=gaps,
    )
    # Ana's first session lies before all 28 days of the follow-up, her second before 14 of them, her third
    # before none; Bo's before all: (1 + 0.5 + 0 + 1) ÷ 2 = 1.25
    assert session_gain(review, found) == SessionGain(4.8, 2.4, 7.2, 1.25)


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        ("not_measurable", "not_measured"),
        ("cannot_tell", "not_measured"),
        ("not_shown", "not_shown"),
        ("lowered", "not_shown"),
    ],
)
def test_without_a_rise_to_claim_there_is_no_gain_to_reckon_with(
    review, gaps, verdict, reason
) -> None:
    found = SimpleNamespace(effects=effects(verdict), gaps=gaps)
    assert session_gain(review, found) == reason


def test_without_any_estimate_it_is_not_measured(review, gaps) -> None:
    assert session_gain(review, SimpleNamespace(effects=effects("helped", 0), gaps=gaps)) == (
        "not_measured"
    )
