"""A verdict, and why there is none, in the words that every document uses."""

from dataclasses import replace
from datetime import date

import document_examples
import pytest

from review_kit.documents.parts.criterion_words import describe, judged_by
from review_kit.documents.parts.sentences import in_sentence, too_few_calls
from review_kit.documents.parts.verdict import Verdict, standing, verdict, why
from review_kit.figures.score_marks import Interval
from review_kit.metrics.missing_gaps import Missing
from review_kit.metrics.skill_verdicts import SkillVerdict, VerdictReason
from review_kit.words import speaking

CONTEXT = document_examples.CONTEXT
OBJECTION = document_examples.OBJECTION
ABOVE, WITHIN = document_examples.ABOVE_EXPECTED, document_examples.WITHIN_CHANCE
ROSE = replace(WITHIN, kind=SkillVerdict.IMPROVED, points=17.0, low=8.0, high=26.0, reason=None)
WAITS = Verdict(
    SkillVerdict.CANNOT_TELL_YET,
    reason=VerdictReason.FOLLOW_UP_OPEN,
    ready_on=date(2026, 11, 5),
)
ALONE = Verdict(SkillVerdict.CANNOT_TELL_YET, reason=Missing.NO_COMPARISON)
FEW = Verdict(SkillVerdict.NOT_ENOUGH_CALLS, reason=VerdictReason.FEW_AT_END, reason_n=3)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (ABOVE, "improved"),
        (replace(ABOVE, kind=SkillVerdict.DECLINED), "declined"),
        (WITHIN, "no clear change"),
        (WAITS, "too early to tell (from 5 November)"),
        (ALONE, "too early to tell"),
        (FEW, "not enough calls (3)"),
        (Verdict(SkillVerdict.NOT_ENOUGH_CALLS), "not enough calls"),
    ],
)
def test_a_verdict_says_what_it_waits_for(said, word):
    assert said.word == word


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (ABOVE, "improved, +13 points against comparable uncoached skills"),
        (ROSE, "improved, +17 points"),
        (replace(ROSE, kind=SkillVerdict.DECLINED, points=-1.0), "declined, −1 point"),
        (WITHIN, "no clear change"),
        (WAITS, "too early to tell (from 5 November)"),
    ],
)
def test_a_verdict_in_a_sentence_has_its_number(said, words):
    assert standing(said) == words


@pytest.mark.parametrize(
    ("reason", "n", "words"),
    [
        ("within_chance", None, "scores vary this much anyway"),
        ("gain_excluded", None, "a gain of 5 points can be ruled out"),
        ("interval_too_wide", None, "there may be no gain, or a gain of 5 points"),
        (
            "not_held",
            None,
            "was higher than comparable uncoached skills, and has come down since",
        ),
        ("follow_up_open", None, "the first session was less than five weeks ago"),
        ("coached_earlier", None, "coached since before this window"),
        ("no_calls", 0, "no call was scored on it in this window"),
        ("few_calls_at_start", 4, "4 calls at the start; 5 are needed"),
        ("few_calls_at_end", 1, "1 call at the end; 5 are needed"),
        (
            "few_calls_at_both_ends",
            0,
            "no call at the start and the end together; 5 are needed at each",
        ),
        ("coached_before_record", None, "the first session was before the scores begin"),
        ("record_too_short", 41, "scores begin 41 days before the first session; 70 are needed"),
        (
            "too_few_calls_early",
            0,
            "0 of 4 calls needed between 10 and 3 weeks before the first session",
        ),
        ("too_few_calls_recent", 1, "1 of 2 calls needed in the 2 weeks before the first session"),
        ("too_few_calls_before", 5, "5 of 8 calls needed in the 10 weeks before the first session"),
        ("too_few_calls_after", 2, "2 of 8 calls needed on days 8 to 35 after the first session"),
        (
            "few_coached_skills",
            9,
            "too few coached skills in the company to compare (9; 12 from 8 reps are needed)",
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


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("reason", [*VerdictReason, *Missing])
def test_every_reason_has_words_in_every_language(reason, language):
    with speaking(language):
        said = why(Verdict(SkillVerdict.CANNOT_TELL_YET, reason=reason, reason_n=3), CONTEXT)
    assert said
    assert "{" not in said


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {"verdict": WITHIN, "sessions_held": 0},
            ["Changes are judged by how much scores here varied in the months before."],
        ),
        (
            {"verdict": WITHIN, "sessions_held": 0, "delta_calibration": "same_windows"},
            [
                "The record is too short to judge changes by earlier ones. They are judged by how "
                "the scores of all reps changed in this window, which makes the ranges wider."
            ],
        ),
        ({"verdict": ALONE, "score_delta": None}, []),
        (
            {},
            ["For a coached skill, the change from ○ to ● is not a verdict."],
        ),
    ],
)
def test_the_foot_says_what_changes_are_judged_by(changed, words):
    assert judged_by([replace(OBJECTION, **changed)]) == words


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "Objection handling: first 52, now 69; improved; target 75."),
        ({"baseline": None}, "Objection handling: now 69; improved; target 75."),
        ({"current": None}, "Objection handling: first 52; improved; target 75."),
        (
            {"baseline": None, "current": None},
            "Objection handling: too few calls to show a score.",
        ),
    ],
)
def test_a_drawing_of_a_skill_is_read_out(changed, words):
    assert describe(replace(OBJECTION, **changed)) == words


@pytest.mark.parametrize(
    ("calls", "counts", "text"),
    [
        (0, {}, "No call was scored in these 90 days."),
        (1, {}, "One call was scored in these 90 days: too few to say what changed."),
        (4, {}, "4 calls were scored in these 90 days: too few to say what changed."),
        (
            84,
            {"n_window": 0},
            "84 calls were scored in these 90 days, none of them on a focus skill.",
        ),
        (
            84,
            {"n_current": 0},
            "84 calls were scored in these 90 days, but none in the last 30: too few to say what "
            "changed.",
        ),
        (
            84,
            {"n_current": 2},
            "84 calls were scored in these 90 days, but only two in the last 30: too few to say what "
            "changed.",
        ),
    ],
)
def test_where_nothing_can_be_said_the_calls_are_counted(calls, counts, text):
    empty = replace(OBJECTION, baseline=None, current=Interval(0.0), **counts)
    assert too_few_calls([empty], CONTEXT, n_calls=calls) == text


def test_english_writes_a_skill_small_inside_a_sentence_and_german_does_not():
    names = ("Discovery", "CRM use", "Objection Handling", "Use of CRM")
    assert [in_sentence(name) for name in names] == [
        *("discovery", "CRM use", "Objection Handling", "use of CRM")
    ]
    with speaking("de"):
        assert in_sentence("Bedarfsanalyse") == "Bedarfsanalyse"
