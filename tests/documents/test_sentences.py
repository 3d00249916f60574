"""What documents say alike of a verdict, and of missing calls."""

from dataclasses import replace
from datetime import date

import document_examples
import pytest

from review_kit.documents.parts.criterion_words import judged_by
from review_kit.documents.parts.sentences import in_sentence, too_few_calls
from review_kit.documents.parts.verdict import Verdict, standing, verdict, why
from review_kit.metrics.missing_gaps import Missing
from review_kit.metrics.skill_verdicts import SkillVerdict, VerdictReason

CONTEXT = replace(document_examples.CONTEXT, currency="USD")
OBJECTION = document_examples.OBJECTION
ABOVE, WITHIN = document_examples.ABOVE_EXPECTED, document_examples.WITHIN_CHANCE
ROSE = replace(WITHIN, kind=SkillVerdict.IMPROVED, points=17.0, low=8.0, high=26.0, reason=None)
OPEN = replace(
    ABOVE,
    kind=SkillVerdict.CANNOT_TELL_YET,
    points=4.4,
    low=-4.0,
    high=12.8,
    reason=VerdictReason.INTERVAL_TOO_WIDE,
)
WAITS = Verdict(
    SkillVerdict.CANNOT_TELL_YET,
    reason=VerdictReason.FOLLOW_UP_OPEN,
    ready_on=date(2026, 10, 20),
)
ALONE = Verdict(SkillVerdict.CANNOT_TELL_YET, reason=Missing.NO_COMPARISON)


@pytest.mark.parametrize(
    ("reason", "n", "words"),
    [
        ("within_chance", None, "scores here move that far by themselves"),
        ("gain_excluded", None, "a gain of 5 points can be ruled out"),
        ("not_held", None, "was above what was expected, and has come down since"),
        (
            "coached_earlier",
            None,
            "coached since before this window",
        ),
        ("no_calls", 0, "none scored on it in this window"),
        ("few_calls_at_start", 4, "4 at the start, 5 are needed"),
        ("coached_before_record", None, "first session older than the scores"),
        ("record_too_short", 41, "record too short (41 of 70 days)"),
        ("too_few_calls_early", 0, "too few calls 3 to 10 weeks before (0 of 4)"),
        ("too_few_calls_recent", 1, "too few calls in the 2 weeks before (1 of 2)"),
        ("too_few_calls_after", 2, "too few calls on days 8 to 35 (2 of 8)"),
        (
            "few_coached_skills",
            9,
            "too few coached skills of all reps to compare (9 of 12, of 8 reps)",
        ),
        ("no_comparison", None, "no uncoached skill to compare with"),
    ],
)
def test_a_missing_verdict_has_its_true_reason(reason, n, words):
    # pandas gives a count with gaps as a float
    counted = None if n is None else float(n)
    columns = "basis points low high from to ready_on"
    row = {f"verdict_{name}": None for name in columns.split()}
    row |= {"verdict": "cannot_tell_yet", "verdict_reason": reason, "verdict_reason_n": counted}
    assert why(verdict(row), CONTEXT) == words


@pytest.mark.parametrize("reason", [*VerdictReason, *Missing])
def test_every_reason_has_words(reason):
    said = why(Verdict(SkillVerdict.CANNOT_TELL_YET, reason=reason, reason_n=3), CONTEXT)
    assert said
    assert "{" not in said


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {"verdict": WITHIN, "sessions_held": 0},
            ["Changes are judged by how scores here changed in the months before."],
        ),
        (
            {"verdict": WITHIN, "sessions_held": 0, "delta_calibration": "same_windows"},
            [
                "The record is too short to judge changes by earlier ones; they are judged by how "
                "scores of all reps changed in this window, which makes the intervals wider."
            ],
        ),
        ({"verdict": ALONE, "score_delta": None}, []),
        (
            {},
            [
                "○ to ● of a coached skill is its plain change: low scores tend to recover by themselves."
            ],
        ),
    ],
)
def test_the_foot_says_what_changes_are_judged_by(changed, words):
    assert judged_by([replace(OBJECTION, **changed)], CONTEXT) == words


EMPTY = replace(OBJECTION, baseline=None, current=None, score_delta=None, low=None, high=None)


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({"n_current": 0}, ", but none in the last 30: too few to say what changed."),
        ({"n_current": 2}, ", but only two in the last 30: too few to say what changed."),
        ({"n_window": 0, "n_current": 0}, ", none of them on a focus skill."),
    ],
)
def test_many_calls_are_not_called_too_few(counts, text):
    said = too_few_calls([replace(EMPTY, **counts)], CONTEXT, n_calls=84)
    assert said == f"84 calls scored in these 90 days{text}"


@pytest.mark.parametrize(
    ("calls", "text"),
    [
        (0, "No call was scored in these 90 days."),
        (1, "One call scored in these 90 days: too few to say what changed."),
        (4, "Four calls scored in these 90 days: too few to say what changed."),
    ],
)
def test_without_evidence_nothing_is_claimed(calls, text):
    assert too_few_calls([EMPTY], CONTEXT, n_calls=calls) == text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (ROSE, "improved, +17 pp"),
        (OPEN, "cannot tell yet"),
        (WAITS, "verdict from 20 Oct"),
        (ALONE, "cannot tell yet"),
    ],
)
def test_a_verdict_in_a_few_words(said, words):
    assert standing(said) == words


@pytest.mark.parametrize(
    ("name", "inside"), [("Discovery", "discovery"), ("CRM use", "CRM use"), ("Q", "Q")]
)
def test_names_inside_a_sentence_keep_their_initials(name, inside):
    assert in_sentence(name) == inside
