"""What to talk about first, and in what order: one reason each, with its number."""

from dataclasses import replace
from datetime import date

import pytest
from document_examples import ABOVE_EXPECTED, CONTEXT, OBJECTION, WITHIN_CHANCE
from review_kit.documents.binder.first_talk import RepFacts, good_news, in_order, talking_point

from review_kit.figures.score_marks import Interval
from review_kit.metrics.skill_verdicts import SkillVerdict


def skill(name="Discovery", *, current=58.0, target=70.0, delta=None, sessions=0, weight=25.0):
    low, high = (None, None) if delta is None else (delta - 8, delta + 8)
    return replace(
        OBJECTION,
        criterion_id=name.lower(),
        name=name,
        weight=weight,
        target=target,
        baseline=None if current is None or delta is None else Interval(current - delta),
        current=None if current is None else Interval(current),
        score_delta=delta,
        low=low,
        high=high,
        verdict=WITHIN_CHANCE,
        sessions_held=sessions,
        weakest_sub_criterion=None,
        weakest_sub_score=None,
    )


def facts(name="Ann Lee", rep_id="R1", calls=40, **given):
    values = {
        "rep": {"rep_id": rep_id, "rep_name": name, "n_calls": calls},
        "sessions": [],
        "themes": [],
        "commitments": [],
        "goals": [],
        "skills": [skill()],
        "n_focus": 1,
        "sharing_logged": True,
        "context": CONTEXT,
    }
    return RepFacts(**(values | given))


def entries(shared, unshared):
    days = [date(2026, 9, 1)] * shared + [None] * unshared
    return [{"shared_with_rep_on": day} for day in days]


def theme(line, *, sessions=4, movement=1.6, name="Price objection", stopped=False):
    return {
        "theme": name,
        "sessions": sessions,
        "movement": movement,
        "low": movement - 10,
        "high": movement + 4,
        "line": line,
        "stopped": stopped,
    }


def due(*statuses):
    return [{"due": True, "commitment_status": status} for status in statuses]


def goal(current, target=70.0, due_on=date(2026, 11, 30), criterion="discovery", status="open"):
    return {
        "goal_id": "G1",
        "criterion_id": criterion,
        "current": current,
        "target": target,
        "due_on": due_on,
        "status": status,
    }


PLAIN = skill("Closing", current=69.0, delta=16.6, sessions=3)
"""A plain change of 17 points, which is no verdict."""
CANNOT_TELL = replace(ABOVE_EXPECTED, kind=SkillVerdict.CANNOT_TELL_YET)
RISE = replace(PLAIN, verdict=replace(ABOVE_EXPECTED, points=9.3, low=2.1, high=16.5))


@pytest.mark.parametrize(
    ("given", "first", "why"),
    [
        (
            {"sessions": entries(9, 1)},
            "Entries not shared yet",
            "1 of 10 entries was not shared before this review.",
        ),
        (
            {"sessions": entries(0, 1)},
            "Entries not shared yet",
            "1 of 1 entry was not shared before this review.",
        ),
        (
            {"themes": [theme("performance_conversation", sessions=7, movement=-1.2)]},
            "Theme: Price objection",
            "It came back in 7 sessions and the score moved −1 pp (−11 to +3): "
            "a performance conversation is due.",
        ),
        (
            {"themes": [theme("diagnose"), theme("diagnose", sessions=5, name="Next steps")]},
            "Theme: Next steps",
            "It came back in 5 sessions and the score moved +2 pp (−8 to +6): "
            "find the cause before coaching it again.",
        ),
        (
            {"commitments": due("missed", "open", "missed", "done")},
            "Commitments",
            "3 of 4 commitments that fell due are not logged as kept.",
        ),
        (
            {"goals": [goal(58.0)]},
            "Goal: Discovery",
            "It stands at 58 against a goal of 70: 12 points to go by 30 November.",
        ),
        (
            {"goals": [goal(58.0, due_on=date(2026, 9, 15))]},
            "Goal: Discovery",
            "It stands at 58 against a goal of 70: 12 points to go and due since 15 September.",
        ),
        (
            {"skills": [skill(), RISE]},
            "A rise to name: Closing",
            "It came out 9 points (+2 to +16) above what was expected without coaching, with three "
            "sessions on it.",
        ),
        ({}, "Discovery", "The largest gap of the focus skills: 58 against a target of 70."),
        (
            {"skills": [skill(current=78.0), RISE], "n_focus": 1, "themes": [theme(None)]},
            "A rise to name: Closing",
            "It came out 9 points (+2 to +16) above what was expected without coaching, with three "
            "sessions on it.",
        ),
        (
            {"skills": [skill(current=78.0), skill("Closing", current=70.0)], "n_focus": 2},
            "What comes next",
            "Two focus skills stand at or above their targets.",
        ),
        (
            {"skills": [skill(current=70.0)]},
            "What comes next",
            "One focus skill stands at or above its target.",
        ),
        (
            {"skills": [replace(skill(current=None), n_window=80, n_current=0)], "calls": 84},
            "Calls to score",
            "84 calls scored in these 90 days, but none in the last 30: too few to say what changed.",
        ),
        (
            {"skills": [skill(current=None)], "calls": 2},
            "Calls to score",
            "Two calls scored in these 90 days: too few to say what changed.",
        ),
        ({"skills": [], "calls": 0}, "Calls to score", "No call was scored in these 90 days."),
    ],
)  # fmt: skip
def test_each_kind_of_conversation_has_its_line_with_its_number(given, first, why):
    point = talking_point(facts(**given))
    assert (point.first, point.why) == (first, why)


@pytest.mark.parametrize(
    "given",
    [
        {"sessions": entries(10, 0)},
        {"sessions": entries(0, 9), "sharing_logged": False},
        {"themes": [theme("diagnose", stopped=True)]},
        {"commitments": due("missed", "done", "done")},
        {"commitments": due("missed", "missed", "done", "done", "done")},
        {"commitments": [{"due": False, "commitment_status": "missed"}] * 3},
        {"goals": [goal(61.0)]},
        {"goals": [goal(10.0, status="missed")]},
        {"goals": [goal(None)]},
        {"goals": [goal(10.0, criterion=None)]},
        # it rose without coaching
        {"skills": [skill(), replace(RISE, sessions_held=0)]},
        # a rise of 17 points over a row that says "cannot tell yet"
        {"skills": [skill(), PLAIN]},
        {"skills": [skill(), replace(RISE, verdict=CANNOT_TELL)]},
    ],
)
def test_what_the_record_does_not_carry_is_no_reason(given):
    assert talking_point(facts(**given)).first == "Discovery"


def test_the_kinds_come_in_the_order_of_what_cannot_wait():
    kinds = [
        {"sessions": entries(1, 1)},
        {"themes": [theme("performance_conversation", sessions=6)]},
        {"themes": [theme("diagnose")]},
        {"commitments": due("missed", "missed")},
        {"goals": [goal(40.0)]},
        {"skills": [RISE]},
        {},
        {"skills": [], "calls": 0},
    ]
    assert [talking_point(facts(**kind)).urgency for kind in kinds] == list(range(8))
    everything = {key: value for kind in reversed(kinds) for key, value in kind.items()}
    assert talking_point(facts(**everything)).urgency == 0


def test_reps_with_the_same_kind_of_conversation_stand_by_name_whatever_their_numbers():
    reps = [
        facts("Zoe Abt", "R1", sessions=entries(0, 9)),
        facts("ana Ruiz", "R2", goals=[goal(20.0)]),
        facts("Bo Lind", "R3", sessions=entries(9, 1)),
        facts("Dan Roe", "R4", goals=[goal(55.0)]),
    ]
    ordered = in_order([(one, talking_point(one)) for one in reps])
    assert [one.rep["rep_name"] for one, _ in ordered] == [
        "Bo Lind",
        "Zoe Abt",
        "ana Ruiz",
        "Dan Roe",
    ]


def test_good_news_stands_beside_another_topic_only():
    both = facts(skills=[skill(), RISE], sessions=entries(1, 1))
    assert good_news(both, talking_point(both)) == "Closing +9 pp against expected"
    silent = facts(skills=[skill(), replace(RISE, verdict=CANNOT_TELL)], sessions=entries(1, 1))
    assert good_news(silent, talking_point(silent)) == ""
    alone = facts(skills=[skill(), RISE])
    assert good_news(alone, talking_point(alone)) == ""
    none = facts()
    assert good_news(none, talking_point(none)) == ""
