"""Sentences claim what their numbers carry, and nothing else."""

import re
from dataclasses import replace
from datetime import date

import document_examples
import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_kit.documents.binder.first_talk import RepFacts, talking_point
from review_kit.documents.packet.findings import (
    cadence_story,
    criterion_story,
    outcome_story,
    recovery_story,
)

from review_kit.documents.packet.headline import headline_sentence
from review_kit.documents.parts.criterion_words import (
    judged_by,
    recovery_line,
    trend_words,
    verdict_words,
)
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.verdict import Verdict, record_sentence, standing, verdict, why
from review_kit.figures.score_marks import Interval
from review_kit.metrics.missing_gaps import Missing
from review_kit.metrics.skill_verdicts import SkillVerdict, VerdictReason

CONTEXT = replace(document_examples.CONTEXT, currency="USD")
OBJECTION = document_examples.OBJECTION
ABOVE, WITHIN = document_examples.ABOVE_EXPECTED, document_examples.WITHIN_CHANCE
BELOW = replace(ABOVE, kind=SkillVerdict.DECLINED, points=-8.2, low=-15.6, high=-0.8)
ROSE = replace(WITHIN, kind=SkillVerdict.IMPROVED, points=17.0, low=8.0, high=26.0, reason=None)
FELL = replace(WITHIN, kind=SkillVerdict.DECLINED, points=-9.0, low=-16.0, high=-2.0, reason=None)
OPEN = replace(
    ABOVE,
    kind=SkillVerdict.CANNOT_TELL_YET,
    points=4.4,
    low=-4.0,
    high=12.8,
    reason=VerdictReason.INTERVAL_TOO_WIDE,
)
RECOVERED = replace(BELOW, kind=SkillVerdict.NO_CLEAR_CHANGE, reason=VerdictReason.RECOVERED)
WAITS = Verdict(
    SkillVerdict.CANNOT_TELL_YET,
    reason=VerdictReason.FOLLOW_UP_OPEN,
    ready_on=date(2026, 10, 20),
)
ALONE = Verdict(SkillVerdict.CANNOT_TELL_YET, reason=Missing.NO_COMPARISON)

FLAT = replace(
    OBJECTION,
    criterion_id="CLO",
    name="Closing",
    weight=20,
    baseline=Interval(74),
    current=Interval(71),
    score_delta=-3,
    low=-14,
    high=8,
    verdict=WITHIN,
    expected=None,
    sessions_held=0,
    first_session_on=None,
    last_session_on=None,
    weakest_sub_criterion=None,
    weakest_sub_score=None,
)


def headline(*focus, n_calls=200):
    return headline_sentence(focus, CONTEXT, n_calls=n_calls)


def test_what_came_out_above_expectation_leads():
    assert headline(FLAT, OBJECTION) == (
        "Objection handling came out 13 points above what was expected without coaching "
        "(17 Aug to 13 Sep). What remains is price objection, now at 58."
    )


NOT_MOVED = (
    "No focus skill has clearly moved yet. "
    "The largest gap is objection handling: 69 against a target of 75."
)


@pytest.mark.parametrize(
    "said",
    [OPEN, WAITS, ALONE, replace(WITHIN, points=17.0), Verdict(SkillVerdict.NOT_ENOUGH_CALLS)],
)
def test_without_a_verdict_that_it_moved_nothing_is_claimed(said):
    # its plain change is 17 ± 9 points
    assert headline(replace(OBJECTION, verdict=said)) == NOT_MOVED


def test_what_came_out_below_expectation_is_told_after_everything_else():
    assert headline(replace(OBJECTION, verdict=BELOW)) == (
        "Objection handling came out 8 points below what was expected without coaching "
        "(17 Aug to 13 Sep). What remains is price objection, now at 58."
    )


def test_a_rise_without_sessions_is_not_called_coached():
    rose = replace(OBJECTION, verdict=ROSE, sessions_held=0)
    assert headline(rose).startswith("Objection handling rose 17 points without a session on it.")


def test_a_rise_of_everybody_is_taken_off_and_the_sentence_says_so():
    ahead = replace(OBJECTION, verdict=ROSE, sessions_held=0, company_movement=4.2)
    assert headline(ahead).startswith(
        "Objection handling rose 17 points more than others here without a session on it."
    )
    behind = replace(OBJECTION, verdict=FELL, company_movement=4.2)
    assert headline(behind).startswith("Objection handling fell 9 points further than others here.")


def test_a_recovered_dip_is_told_as_recovery_before_any_fall():
    dipped = replace(
        FLAT,
        dip_week=date(2026, 8, 10),
        dip_score=44,
        recovery_week=date(2026, 9, 14),
        verdict=RECOVERED,
    )
    assert headline(replace(OBJECTION, verdict=FELL), dipped) == (
        "Closing dipped to 44 after the first session and came back to 71. "
        "4 points remain to the target of 75."
    )


def test_a_fall_names_its_size_and_what_remains():
    fallen = replace(OBJECTION, baseline=Interval(78), verdict=FELL)
    assert headline(fallen) == (
        "Objection handling is 9 points lower than at the start. "
        "What remains is price objection, now at 58."
    )


@pytest.mark.parametrize(
    ("gap", "said", "words"),
    [
        (
            {},
            ABOVE,
            "First session 9 Aug. From 17 Aug to 13 Sep the score was 69 (14 calls); without "
            "coaching 55 was expected: +13 pp (+5 to +22), improved.",
        ),
        (
            {"gap": 4.4, "low": -4.0, "high": 12.8},
            OPEN,
            "First session 9 Aug. From 17 Aug to 13 Sep the score was 60 (14 calls); without "
            "coaching 55 was expected: +4 pp (−4 to +13). Verdict: cannot tell yet: no gain "
            "and one of 5 points are both possible. A best guess, drawn towards what is typical "
            "of coached skills here, is +10 pp.",
        ),
        (
            {"gap": -8.0, "low": -15.6, "high": -0.4},
            RECOVERED,
            "First session 9 Aug. From 17 Aug to 13 Sep the score was 47 (14 calls); without "
            "coaching 55 was expected: −8 pp (−16 to −0.4). Verdict: no clear change: dipped at "
            "first, and came back.",
        ),
        # what was so in August is told, and what holds today behind it
        (
            {},
            FELL,
            "First session 9 Aug. From 17 Aug to 13 Sep the score was 69 (14 calls); without "
            "coaching 55 was expected: +13 pp (+5 to +22). Verdict: declined, −9 pp.",
        ),
        (
            {"gap": None, "expected": None},
            replace(WAITS, ready_on=date(2026, 9, 13)),
            "First session 9 Aug; verdict from 13 Sep, five weeks after the first session.",
        ),
        (
            {"gap": None, "expected": None},
            ALONE,
            "First session 9 Aug; cannot tell yet: no uncoached skill to compare with.",
        ),
    ],
)
def test_the_record_tells_a_coached_skill(gap, said, words):
    assert record_sentence(replace(OBJECTION.expected, **gap), said, CONTEXT) == words


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


def test_page_one_gives_one_verdict_with_the_number_it_rests_on():
    assert verdict_words(OBJECTION, CONTEXT) == {
        "word": "improved",
        "points": "+13 pp",
        "interval": "+5 to +22",
        "about": "against expected, 17 Aug to 13 Sep",
        "why": "",
        "with_company": "",
        "is_plain": True,
    }
    assert verdict_words(replace(FLAT, company_movement=-2.0), CONTEXT) == {
        "word": "no clear change",
        "points": "−3 pp",
        "interval": "−14 to +8",
        "about": "over the window, 3 Jul to 30 Sep",
        "why": "scores here move that far by themselves",
        "with_company": "less what all reps moved by (−2)",
        "is_plain": False,
    }
    waits = verdict_words(replace(OBJECTION, verdict=WAITS), CONTEXT)
    assert (waits["word"], waits["points"], waits["interval"], waits["about"]) == (
        "cannot tell yet",
        "",
        "",
        "",
    )


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


def test_a_dip_is_told_only_while_it_is_overcome():
    dip = {"dip_week": date(2026, 8, 17), "dip_score": 44, "recovery_week": date(2026, 9, 7)}
    back = replace(OBJECTION, verdict=RECOVERED, **dip)
    assert recovery_line(back) == ["dipped to 44 in the week of 17 Aug, came back"]
    assert recovery_line(replace(back, verdict=FELL)) == []


@pytest.mark.parametrize(
    ("trend", "said", "words"),
    [
        ("rising", ABOVE, "trend against the company: rising"),
        ("rising", OPEN, ""),
        ("falling", ABOVE, ""),
        ("falling", FELL, "trend against the company: falling"),
        ("flat", WITHIN, "trend against the company: flat"),
        ("flat", ABOVE, ""),
        ("one_call_only", WITHIN, "last call stands out, no trend"),
        ("too_few_calls", WITHIN, ""),
    ],
)
def test_a_trend_says_no_more_than_the_verdict_beside_it(trend, said, words):
    assert trend_words(replace(OBJECTION, trend=trend, verdict=said)) == words


def test_all_at_target():
    assert headline(replace(FLAT, current=Interval(80))) == (
        "Every focus skill stands at or above its target."
    )


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({"n_current": 0}, ", but none in the last 30: too few to say what changed."),
        ({"n_current": 2}, ", but only two in the last 30: too few to say what changed."),
        ({"n_window": 0, "n_current": 0}, ", none of them on a focus skill."),
    ],
)
def test_many_calls_are_not_called_too_few(counts, text):
    empty = replace(OBJECTION, baseline=None, current=None, score_delta=None, **counts)
    assert headline(empty, n_calls=84) == f"84 calls scored in these 90 days{text}"


@pytest.mark.parametrize(
    ("calls", "text"),
    [
        (0, "No call was scored in these 90 days."),
        (1, "One call scored in these 90 days: too few to say what changed."),
        (4, "Four calls scored in these 90 days: too few to say what changed."),
    ],
)
def test_without_evidence_nothing_is_claimed(calls, text):
    empty = replace(OBJECTION, baseline=None, current=None, score_delta=None, low=None, high=None)
    assert headline(empty, n_calls=calls) == text


def test_a_criterion_is_told_from_its_start_over_its_sessions_to_its_end():
    assert criterion_story(OBJECTION, CONTEXT) == (
        "Objection handling was 52 in the first month. "
        "Three sessions targeted it between 9 August and 2 September. "
        "The last month's average is 69 (improved, +13 pp against what was expected without "
        "coaching); inside it, price objection stands at 58."
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (ROSE, "improved, +17 pp"),
        (OPEN, "cannot tell yet"),
        (WAITS, "verdict from 20 Oct"),
        (ALONE, "cannot tell yet"),
    ],
)
def test_a_story_ends_with_the_verdict_of_the_row(said, words):
    assert standing(said) == words
    story = criterion_story(replace(OBJECTION, verdict=said), CONTEXT)
    assert f"average is 69 ({words}); inside" in story


def test_sessions_on_one_day_have_one_date():
    one = replace(OBJECTION, sessions_held=1, last_session_on=date(2026, 8, 9))
    assert "One session targeted it on 9 August." in criterion_story(one, CONTEXT)


def test_a_criterion_without_a_baseline_begins_with_its_sessions():
    late = replace(OBJECTION, baseline=None, score_delta=None, low=None, high=None)
    assert criterion_story(late, CONTEXT).startswith(
        "Three sessions targeted objection handling between"
    )


def test_recovery_says_when_how_deep_and_how_long():
    dipped = replace(
        OBJECTION, dip_week=date(2026, 8, 10), dip_score=44.4, recovery_week=date(2026, 9, 14)
    )
    assert recovery_story(dipped) == (
        "Objection handling dipped to 44 in the week of 10 Aug after the first session and was "
        "back above its start five weeks later."
    )


def test_an_outcome_stands_beside_its_window_before():
    assert outcome_story(
        "Win rate", "share", "USD", 0.27, 41, 0.21, 38, counted_as="closed deals"
    ) == ("Win rate is 27\u202f% on 41 closed deals, 21\u202f% on 38 in the window before.")


def test_an_outcome_without_a_value_says_nothing():
    assert outcome_story("Win rate", "share", "USD", None, 3, 0.2, 40) == ""


@pytest.mark.parametrize(
    ("sessions", "hours", "gap", "text"),
    [
        (0, None, None, "No coaching session was logged in this window."),
        (1, 0.1, None, "One session was held, 0.1 hours a week."),
        (4, 0.3, 21, "Four sessions were held, 0.3 hours a week; the longest gap was 21 days."),
    ],
)
def test_cadence(sessions, hours, gap, text):
    assert cadence_story(sessions, hours, gap) == text


@pytest.mark.parametrize(
    ("name", "inside"), [("Discovery", "discovery"), ("CRM use", "CRM use"), ("Q", "Q")]
)
def test_names_inside_a_sentence_keep_their_initials(name, inside):
    assert in_sentence(name) == inside


# -- one verdict, and nothing beside it ------------------------------------------------------------

RISES = re.compile(r"\brose\b|\brise\b|\bimproved\b|(?<!was )above what was expected")
FALLS = re.compile(r"\blower than\b|\bdeclined\b|(?<!was )below what was expected|\bfell\b")

numbers = st.floats(-30, 30)
verdicts = st.one_of(
    st.builds(
        lambda said, points: replace(said, points=abs(points) * said.direction),
        st.sampled_from([ABOVE, BELOW, ROSE, FELL]),
        numbers,
    ),
    st.builds(
        lambda said, points: replace(said, points=points), st.sampled_from([WITHIN, OPEN]), numbers
    ),
    st.sampled_from([RECOVERED, WAITS, ALONE]),
)
skills = st.builds(
    lambda change, dips, said, **more: replace(
        OBJECTION,
        score_delta=change,
        low=change - 9,
        high=change + 9,
        dip_score=44.0 if dips or said.recovered else None,
        dip_week=date(2026, 8, 17) if dips or said.recovered else None,
        recovery_week=date(2026, 9, 14) if dips or said.recovered else None,
        verdict=said,
        **more,
    ),
    change=numbers,
    dips=st.booleans(),
    said=verdicts,
    sessions_held=st.integers(0, 9),
    trend=st.sampled_from(["rising", "falling", "flat", "one_call_only", None]),
)


@given(st.lists(skills, min_size=1, max_size=3))
def test_no_sentence_claims_more_than_the_verdicts_of_the_rows(focus):
    focus = [replace(skill, criterion_id=f"C{n}") for n, skill in enumerate(focus)]
    carried = {skill.verdict.kind for skill in focus}
    told = headline(*focus)
    assert not RISES.search(told) or SkillVerdict.IMPROVED in carried
    assert not FALLS.search(told) or SkillVerdict.DECLINED in carried
    for skill in focus:
        for said in (criterion_story(skill, CONTEXT), cover_line(skill)):
            assert not RISES.search(said) or skill.verdict.kind == SkillVerdict.IMPROVED
            assert not FALLS.search(said) or skill.verdict.kind == SkillVerdict.DECLINED


def cover_line(skill):
    facts = RepFacts(
        rep={"rep_id": "R1", "rep_name": "Ann", "n_calls": 80},
        sessions=[],
        themes=[],
        commitments=[],
        goals=[],
        skills=[skill],
        n_focus=1,
        sharing_logged=True,
        context=CONTEXT,
    )
    point = talking_point(facts)
    return f"{point.first}. {point.why}"
