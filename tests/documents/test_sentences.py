"""Sentences claim what their numbers carry, and nothing else."""

from dataclasses import replace
from datetime import date

import document_examples
import pytest

from review_kit.documents import sentences
from review_kit.figures.svg import Interval

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
    sessions_held=0,
    first_session_on=None,
    last_session_on=None,
    weakest_sub_criterion=None,
    weakest_sub_score=None,
)


def headline(*focus, n_calls=200):
    return sentences.headline(focus, CONTEXT, n_calls=n_calls)


def test_a_coached_rise_leads():
    assert headline(FLAT, OBJECTION) == (
        "Objection handling rose 17 points, with three sessions on it. "
        "What remains is price objection, now at 58."
    )


def test_one_session_is_singular():
    assert "with one session on it." in headline(replace(OBJECTION, sessions_held=1))


def test_a_change_within_its_interval_is_no_rise():
    unclear = replace(OBJECTION, low=-2, high=36)
    assert headline(unclear) == (
        "No focus skill has clearly moved yet. "
        "The largest gap is objection handling: 69 against a target of 75."
    )


def test_a_rise_without_sessions_is_not_called_coached():
    assert headline(replace(OBJECTION, sessions_held=0)).startswith(
        "Objection handling rose 17 points without a session on it."
    )


def test_a_recovered_dip_is_told_as_recovery_before_any_fall():
    dipped = replace(
        FLAT, dip_week=date(2026, 8, 10), dip_score=44, recovery_week=date(2026, 9, 14)
    )
    fallen = replace(OBJECTION, score_delta=-9, low=-15, high=-3)
    assert headline(fallen, dipped) == (
        "Closing dipped to 44 after the first session and came back to 71. "
        "4 points remain to the target of 75."
    )


def test_a_fall_names_its_size_and_what_remains():
    fallen = replace(OBJECTION, baseline=Interval(78), score_delta=-9, low=-15, high=-3)
    assert headline(fallen) == (
        "Objection handling is 9 points lower than at the start. "
        "What remains is price objection, now at 58."
    )


def test_all_at_target():
    assert headline(replace(FLAT, current=Interval(80))) == (
        "Every focus skill stands at or above its target."
    )


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
    assert sentences.criterion_story(OBJECTION, CONTEXT) == (
        "Objection handling was 52 in the first month. "
        "Three sessions targeted it between 9 August and 2 September. "
        "The last month's average is 69; inside it, price objection stands at 58."
    )


def test_sessions_on_one_day_have_one_date():
    one = replace(OBJECTION, sessions_held=1, last_session_on=date(2026, 8, 9))
    assert "One session targeted it on 9 August." in sentences.criterion_story(one, CONTEXT)


def test_a_criterion_without_a_baseline_begins_with_its_sessions():
    late = replace(OBJECTION, baseline=None, score_delta=None, low=None, high=None)
    assert sentences.criterion_story(late, CONTEXT).startswith(
        "Three sessions targeted objection handling between"
    )


def test_recovery_says_when_how_deep_and_how_long():
    dipped = replace(
        OBJECTION, dip_week=date(2026, 8, 10), dip_score=44.4, recovery_week=date(2026, 9, 14)
    )
    assert sentences.recovery_story(dipped) == (
        "Objection handling dipped to 44 in the week of 10 Aug after the first session and was "
        "back above its start five weeks later."
    )


def test_an_outcome_stands_beside_its_window_before():
    assert sentences.outcome_story(
        "Win rate", "share", "USD", 0.27, 41, 0.21, 38, counted_as="closed deals"
    ) == ("Win rate is 27\u202f% on 41 closed deals, 21\u202f% on 38 in the window before.")


def test_an_outcome_without_a_value_says_nothing():
    assert sentences.outcome_story("Win rate", "share", "USD", None, 3, 0.2, 40) == ""


@pytest.mark.parametrize(
    ("sessions", "hours", "gap", "text"),
    [
        (0, None, None, "No coaching session was logged in this window."),
        (1, 0.1, None, "One session was held, 0.1 hours a week."),
        (4, 0.3, 21, "Four sessions were held, 0.3 hours a week; the longest gap was 21 days."),
    ],
)
def test_cadence(sessions, hours, gap, text):
    assert sentences.cadence_story(sessions, hours, gap) == text


@pytest.mark.parametrize(
    ("name", "inside"), [("Discovery", "discovery"), ("CRM use", "CRM use"), ("Q", "Q")]
)
def test_names_inside_a_sentence_keep_their_initials(name, inside):
    assert sentences.in_sentence(name) == inside
