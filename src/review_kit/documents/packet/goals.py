"""The goals of a rep: their history, each with its value of today and of its day."""

from __future__ import annotations

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.goal_words import goal_name, goal_value
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import short_day
from review_kit.metrics.goals import (
    MET,
    MET_NOT_KEPT,
    MET_SINCE,
    NOT_MET,
    REACHED,
    UNDER_WAY,
)
from review_kit.number_format import rounded
from review_kit.words import say

TO_COME = (REACHED, UNDER_WAY)
"""How goals stand whose day is to come."""


def goals(rep: RepRecord) -> Block:
    """Show the goal history with today's value, goals whose day is to come first."""
    ordered = sorted(
        rep.goals,
        key=lambda goal: (goal["standing"] not in TO_COME, goal["due_on"], goal["goal_id"]),
    )
    return block(
        "packet/goals.html.j2",
        goals=[goal_row(goal, rep) for goal in ordered],
        exported="goals" in rep.context.tables_present,
    )


def goal_row(goal: Row, rep: RepRecord) -> dict[str, str]:
    """Give one line of the goal history.

    Parameters
    ----------
    goal
        Row of ``goals``: ``on_score``, ``metric``, ``baseline``, ``target``, ``set_on``, ``due_on``,
        ``status``, ``current``, ``on_day``, ``standing``; ``criterion`` is the name of its criterion.
    """
    return {
        "name": goal_name(goal),
        "baseline": goal_value(goal, goal["baseline"], rep),
        "target": goal_value(goal, goal["target"], rep),
        "now": goal_value(goal, goal["current"], rep),
        "set_on": f"{short_day(goal['set_on'])} {goal['set_on'].year}",
        "due_on": f"{short_day(goal['due_on'])} {goal['due_on'].year}",
        "status": standing_text(goal, rep),
    }


def standing_text(goal: Row, rep: RepRecord) -> str:
    """Say how a goal stands: ``met on the day (66)``, ``not met on the day (66), now 74``.

    Where nothing is known of its day, or others scored then, that is said. What is logged of it is named
    where it says something else than the values do.

    Parameters
    ----------
    goal
        Row of ``goals``: ``standing``, ``status``, ``current``, ``on_day``, ``on_day_note``, ``target``,
        ``metric``, ``on_score``.
    """
    standing = goal["standing"]
    if standing == UNDER_WAY:
        text = to_go(goal) or say("packet-goal-open")
    else:
        text = say(
            "packet-goal-standing",
            standing=standing,
            then="unknown" if goal["on_day"] is None else goal_value(goal, goal["on_day"], rep),
            now="unknown" if goal["current"] is None else goal_value(goal, goal["current"], rep),
        )
    if goal["on_day_note"] and standing not in TO_COME:
        text = say("packet-goal-on-day-note", standing=text, note=goal["on_day_note"])
    logged = {"met": standing in {NOT_MET, MET_SINCE}, "missed": standing in {MET, MET_NOT_KEPT}}
    if logged.get(goal["status"]):
        return say("packet-goal-logged-otherwise", standing=text, logged=goal["status"])
    return text


def to_go(goal: Row) -> str:
    """Say how far a goal on a score is: ``6 points to go``; empty where there is no score.

    Parameters
    ----------
    goal
        Row of ``goals``: ``on_score``, ``current``, ``target``.
    """
    if not goal["on_score"] or goal["current"] is None:
        return ""
    return say("packet-goal-to-go", points=rounded(abs(goal["target"] - goal["current"])))
