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
from review_kit.documents.parts.claims import claim_of
from review_kit.documents.parts.criterion_words import (
    judged_by,
    recovery_line,
    trend_words,
    verdict_words,
)
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.verdict import ExpectedGap, expected_gap, record_sentence
from review_kit.figures.score_marks import Interval

CONTEXT = replace(document_examples.CONTEXT, currency="USD")
OBJECTION = document_examples.OBJECTION

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
    delta_verdict="cannot_tell",
    sessions_held=0,
    first_session_on=None,
    last_session_on=None,
    weakest_sub_criterion=None,
    weakest_sub_score=None,
)


def headline(*focus, n_calls=200):
    return headline_sentence(focus, CONTEXT, n_calls=n_calls)


def test_a_coached_rise_leads():
    assert headline(FLAT, OBJECTION) == (
        "Objection handling rose 17 points, with three sessions on it. "
        "What remains is price objection, now at 58."
    )


def test_one_session_is_singular():
    assert "with one session on it." in headline(replace(OBJECTION, sessions_held=1))


def test_a_change_within_its_interval_is_no_rise():
    unclear = replace(OBJECTION, low=-2, high=36, delta_verdict="cannot_tell")
    assert headline(unclear) == (
        "No focus skill has clearly moved yet. "
        "The largest gap is objection handling: 69 against a target of 75."
    )


def test_a_score_that_stood_while_others_fell_has_not_risen():
    # less what the company fell by it improved; its own number went down
    stood = replace(OBJECTION, score_delta=-1, delta_verdict="improved")
    assert headline(stood).startswith("No focus skill has clearly moved yet.")


COACHED = ExpectedGap(
    first_on=date(2026, 8, 9),
    expected=55.2,
    gap=13.4,
    low=5.1,
    high=21.7,
    best_guess=9.6,
    verdict="improved",
    calls=14,
    ready_on=None,
)


def test_what_came_out_above_expectation_leads():
    judged = replace(OBJECTION, expected=COACHED)
    assert headline(FLAT, judged) == (
        "Objection handling came out 13 points above what was expected without coaching. "
        "What remains is price objection, now at 58."
    )


NOT_MOVED = (
    "No focus skill has clearly moved yet. "
    "The largest gap is objection handling: 69 against a target of 75."
)


@pytest.mark.parametrize(
    "changed",
    [
        {"verdict": "cannot_tell_yet"},
        {"gap": None, "verdict": None, "ready_on": date(2026, 10, 20)},
        {"gap": None, "verdict": None, "missing": "no_comparison"},
    ],
)
def test_a_rise_is_no_headline_over_a_row_that_cannot_tell(changed):
    # the change of 17 ± 9 points is clear by itself; of a coached skill that is no verdict
    judged = replace(OBJECTION, expected=replace(COACHED, **changed))
    assert headline(judged) == NOT_MOVED


def test_where_the_five_weeks_were_over_before_the_window_the_change_is_judged():
    judged = replace(OBJECTION, expected=replace(COACHED, first_on=date(2026, 5, 20)))
    assert headline(judged).startswith("Objection handling rose 17 points, with three sessions")


def test_what_fell_back_since_is_no_headline():
    judged = replace(OBJECTION, expected=COACHED, score_delta=-9, delta_verdict="declined")
    assert headline(judged) == NOT_MOVED


def test_what_came_out_below_expectation_is_told_after_everything_else():
    below = replace(COACHED, verdict="declined", gap=-8.2, low=-15.6, high=-0.8)
    judged = replace(OBJECTION, expected=below, delta_verdict="cannot_tell")
    assert headline(judged) == (
        "Objection handling came out 8 points below what was expected without coaching. "
        "What remains is price objection, now at 58."
    )
    # clearly up since the window began: neither a rise nor a fall is claimed
    assert headline(replace(OBJECTION, expected=below)) == NOT_MOVED


@pytest.mark.parametrize(
    ("changed", "recovered", "words"),
    [
        (
            {},
            False,
            "First session 9 Aug. From 17 Aug to 13 Sep the score was 69 (14 calls); without "
            "coaching 55 was expected: +13 pp (+5 to +22), improved.",
        ),
        (
            {"verdict": "cannot_tell_yet", "gap": 4.4, "low": -4.0, "high": 12.8},
            False,
            "First session 9 Aug. From 17 Aug to 13 Sep the score was 60 (14 calls); without "
            "coaching 55 was expected: +4 pp (−4 to +13), cannot tell yet. A best guess, drawn "
            "towards what is typical of coached skills here, is +10 pp.",
        ),
        (
            {"verdict": "declined", "gap": -8.0, "low": -15.6, "high": -0.4},
            True,
            "First session 9 Aug. From 17 Aug to 13 Sep the score was 47 (14 calls); without "
            "coaching 55 was expected: −8 pp (−16 to 0), dipped at first, and came back.",
        ),
        (
            {"gap": None, "expected": None, "ready_on": date(2026, 9, 13)},
            False,
            "First session 9 Aug; verdict from 13 Sep, five weeks after the first session.",
        ),
        (
            {"gap": None, "expected": None},
            False,
            "First session 9 Aug; no verdict: nothing to compare with.",
        ),
    ],
)
def test_the_record_tells_a_coached_skill(changed, recovered, words):
    assert record_sentence(replace(COACHED, **changed), recovered=recovered) == words


@pytest.mark.parametrize(
    ("missing", "n", "words"),
    [
        ("coached_before_record", None, "first session older than the scores"),
        ("record_too_short", 41, "record too short (41 of 70 days)"),
        ("too_few_calls_early", 0, "too few calls 3 to 10 weeks before (0 of 4)"),
        ("too_few_calls_recent", 1, "too few calls in the 2 weeks before (1 of 2)"),
        ("too_few_calls_after", 2, "too few calls on days 8 to 35 (2 of 3)"),
        ("no_comparison", None, "no uncoached skill to compare with"),
    ],
)
def test_a_missing_verdict_has_its_true_reason(missing, n, words):
    columns = "score gap gap_low gap_high gap_best_guess gap_verdict gap_ready_on"
    row = {f"expected_{name}": None for name in columns.split()}
    # pandas gives a count with gaps as a float
    counted = None if n is None else float(n)
    row |= {"n_follow_up": None, "expected_gap_missing": missing, "expected_gap_missing_n": counted}
    assert expected_gap({"first_coached_on": date(2026, 8, 9), **row}).missing_n == n
    found = replace(COACHED, gap=None, expected=None, missing=missing, missing_n=n)
    assert record_sentence(found, recovered=False) == f"First session 9 Aug; no verdict: {words}."
    line = verdict_words(replace(OBJECTION, expected=found), CONTEXT)["line"]
    assert line == f"no verdict: {words}"


@pytest.mark.parametrize(
    ("skill", "judged", "line"),
    [
        (OBJECTION, False, "a clear rise"),
        (FLAT, False, "within what scores here do by themselves"),
        (replace(OBJECTION, score_delta=-9, delta_verdict="declined"), False, "a clear fall"),
        # nothing to judge by: too few skills in the company
        (replace(OBJECTION, delta_verdict=None, low=None, high=None), False, ""),
        (
            replace(OBJECTION, expected=replace(COACHED, gap=None, ready_on=date(2026, 10, 20))),
            True,
            "verdict from 20 Oct, five weeks after the first session",
        ),
    ],
)
def test_page_one_says_what_a_change_is_worth(skill, judged, line):
    words = verdict_words(skill, CONTEXT)
    assert (words["judged"], words["word"], words["line"]) == (judged, "", line)


def test_page_one_gives_the_verdict_of_a_coached_skill_and_greys_its_change():
    words = verdict_words(replace(OBJECTION, expected=COACHED), CONTEXT)
    assert words == {
        "judged": True,
        "word": "improved",
        "gap": "+13 pp",
        "interval": "+5 to +22",
        "since": "",
        "line": "",
    }


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ["Changes are judged by how scores here changed in the months before."]),
        (
            {"delta_calibration": "same_windows"},
            [
                "The record is too short to judge changes by earlier ones; they are judged by how "
                "scores of all reps changed in this window, which makes the intervals wider."
            ],
        ),
        (
            {"delta_calibration": None, "delta_verdict": None},
            ["Too few skills can be compared here to say how sure a change is."],
        ),
        ({"score_delta": None}, []),
        (
            {"expected": COACHED},
            [
                "Changes are judged by how scores here changed in the months before.",
                "Grey changes are of coached skills: low scores tend to recover by themselves.",
            ],
        ),
    ],
)
def test_the_foot_says_what_changes_are_judged_by(changed, words):
    assert judged_by([replace(OBJECTION, **changed)], CONTEXT) == words


def test_a_verdict_on_coaching_that_began_before_the_window_names_the_day():
    earlier = replace(COACHED, first_on=date(2026, 6, 16))
    judged = replace(OBJECTION, expected=earlier)
    assert verdict_words(judged, CONTEXT)["since"] == "16 Jun"
    # its baseline is one with coaching, so the headline names the day as well
    assert headline(judged) == (
        "Objection handling came out 13 points above what was expected without coaching, after "
        "16 Jun. What remains is price objection, now at 58."
    )
    begun_here = replace(COACHED, gap=2.0)
    other = replace(OBJECTION, name="Closing", weight=1, expected=begun_here)
    assert headline(judged, other).startswith("Closing came out 2 points above")


def test_a_rise_without_sessions_is_not_called_coached():
    assert headline(replace(OBJECTION, sessions_held=0)).startswith(
        "Objection handling rose 17 points without a session on it."
    )


def test_a_recovered_dip_is_told_as_recovery_before_any_fall():
    dipped = replace(
        FLAT, dip_week=date(2026, 8, 10), dip_score=44, recovery_week=date(2026, 9, 14)
    )
    fallen = replace(OBJECTION, score_delta=-9, delta_verdict="declined")
    assert headline(fallen, dipped) == (
        "Closing dipped to 44 after the first session and came back to 71. "
        "4 points remain to the target of 75."
    )


def test_a_dip_outside_the_judged_days_is_not_what_the_verdict_is_about():
    declined = replace(COACHED, verdict="declined", gap=-8.0, low=-15.6, high=-0.4)
    dip = {"dip_score": 44, "recovery_week": date(2026, 9, 21)}
    skill = replace(OBJECTION, expected=declined, dip_week=date(2026, 8, 17), **dip)
    assert verdict_words(skill, CONTEXT)["word"] == "dipped at first, and came back"
    assert recovery_line(skill, CONTEXT) == []
    # days 8 to 35 end on 13 September
    later = replace(skill, dip_week=date(2026, 9, 14))
    assert verdict_words(later, CONTEXT)["word"] == "declined"
    assert recovery_line(later, CONTEXT) == ["dipped to 44 in the week of 14 Sep, came back"]


@pytest.mark.parametrize(
    ("trend", "direction", "words"),
    [
        ("rising", 1, "trend against the company: rising"),
        ("rising", 0, ""),
        ("falling", 1, ""),
        ("flat", 0, "trend against the company: flat"),
        ("flat", 1, ""),
        ("one_call_only", 0, "last call stands out, no trend"),
        ("too_few_calls", 0, ""),
    ],
)
def test_a_trend_says_no_more_than_the_verdict_beside_it(trend, direction, words):
    assert trend_words(replace(OBJECTION, trend=trend), direction) == words


def test_a_fall_names_its_size_and_what_remains():
    fallen = replace(OBJECTION, baseline=Interval(78), score_delta=-9, delta_verdict="declined")
    assert headline(fallen) == (
        "Objection handling is 9 points lower than at the start. "
        "What remains is price objection, now at 58."
    )


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
        "The last month's average is 69 (a clear rise); inside it, price objection stands at 58."
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "improved against what was expected"),
        ({"verdict": "cannot_tell_yet"}, "cannot tell yet"),
        ({"gap": None, "ready_on": date(2026, 10, 20)}, "verdict from 20 Oct"),
        ({"gap": None, "missing": "no_comparison"}, "no verdict"),
    ],
)
def test_a_story_ends_with_the_verdict_of_the_row(changed, words):
    judged = replace(OBJECTION, expected=replace(COACHED, **changed))
    assert f"average is 69 ({words}); inside" in criterion_story(judged, CONTEXT)


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

RISES = re.compile(r"\brose\b|\brise\b|\babove what was expected")
FALLS = re.compile(r"\blower than\b|\bbelow what was expected|\bfell\b")

judgements = st.none() | st.builds(
    lambda begun, verdict, gap, **more: (
        replace(
            COACHED, first_on=begun, verdict=verdict, gap=gap, low=gap - 9, high=gap + 9, **more
        )
        if verdict
        else replace(COACHED, first_on=begun, verdict=None, gap=None, expected=None, **more)
    ),
    begun=st.dates(date(2026, 4, 1), date(2026, 9, 29)),
    verdict=st.sampled_from(["improved", "declined", "cannot_tell_yet", None]),
    gap=st.floats(-30, 30),
    ready_on=st.none(),
)
skills = st.builds(
    lambda change, dips, **more: replace(
        OBJECTION,
        score_delta=change,
        low=change - 9,
        high=change + 9,
        dip_score=44.0 if dips else None,
        dip_week=date(2026, 8, 17) if dips else None,
        recovery_week=date(2026, 9, 14) if dips else None,
        **more,
    ),
    change=st.floats(-30, 30),
    dips=st.booleans(),
    delta_verdict=st.sampled_from(["improved", "declined", "cannot_tell", None]),
    expected=judgements,
    sessions_held=st.integers(0, 9),
    trend=st.sampled_from(["rising", "falling", "flat", "one_call_only", None]),
)


@given(st.lists(skills, min_size=1, max_size=3))
def test_no_sentence_claims_more_than_the_verdicts_of_the_rows(focus):
    focus = [replace(skill, criterion_id=f"C{n}") for n, skill in enumerate(focus)]
    rows = [verdict_words(skill, CONTEXT) for skill in focus]
    up = {"improved", "a clear rise"}
    down = {"declined", "a clear fall", "dipped at first, and came back"}
    carried = [(row["word"] or row["line"]) for row in rows]
    told = headline(*focus)
    if RISES.search(told):
        assert up & set(carried)
    if FALLS.search(told):
        assert down & set(carried)
    for skill, verdict in zip(focus, carried, strict=True):
        claim = claim_of(skill, CONTEXT)
        assert claim.direction <= 0 or verdict in up
        assert claim.direction >= 0 or verdict in down
        for said in (criterion_story(skill, CONTEXT), cover_line(skill)):
            assert not RISES.search(said) or verdict in up
            assert not FALLS.search(said) or verdict in down


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
