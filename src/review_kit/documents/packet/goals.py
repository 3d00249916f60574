"""The goals of a rep: their history, and how far each open one is."""

from __future__ import annotations

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import (
    DASH,
    counted,
    day,
    measure,
    score,
)
from review_kit.metrics import METRICS
from review_kit.metrics.goals import (
    MET,
    MET_BY_NOW,
    MET_NOT_KEPT,
    MET_SINCE,
    NOT_MET,
    REACHED,
    UNDER_WAY,
)


def goals(rep: RepRecord) -> Block:
    """Show the goal history with today's value, goals whose day is to come first."""
    ordered = sorted(
        named_goals(rep),
        key=lambda goal: (goal["standing"] not in TO_COME, goal["due_on"], goal["goal_id"]),
    )
    return block(
        "packet/goals.html.j2",
        goals=[goal_row(goal, rep.context) for goal in ordered],
        exported="goals" in rep.context.tables_present,
    )


def named_goals(rep: RepRecord) -> list[Row]:
    """Return the rep's rows of ``goals``, each with ``criterion``, the name of its criterion."""
    names = rep.criteria_names
    return [
        {**goal, "criterion": names.get(goal["criterion_id"])} for goal in rep.data.rows("goals")
    ]


TO_COME = (REACHED, UNDER_WAY)


def standing_text(goal: Row, context: Context) -> str:
    """Say how a goal stands: ``met since``, ``not met on the day: 66; now 74``.

    What is logged of it is named where it says something else than the values do.

    Parameters
    ----------
    goal
        Row of ``goals``: ``standing``, ``status``, ``current``, ``on_day``, ``target``, ``metric``,
        ``on_score``.
    """

    def shown(value: float | None) -> str:
        return score(value) if goal["on_score"] else metric_text(goal["metric"], value, context)

    now = "" if goal["current"] is None else f"; now {shown(goal['current'])}"
    then = "" if goal["on_day"] is None else f" on the day: {shown(goal['on_day'])}"
    standing = goal["standing"]
    match standing:
        case "reached":
            text = "reached before its day"
        case "under_way":
            text = to_go(goal) or "open"
        case "met":
            text = f"met{then}"
        case "met_not_kept":
            text = f"met{then or ' on the day'}{now}"
        case "met_since":
            text = f"not met{then or ' on the day'}; met since{now.replace('; now', ':')}"
        case "not_met":
            text = f"not met{then or ' on the day'}{now}"
        case "met_by_now":
            text = "met by now"
        case _:
            text = f"its day has passed{now}"
    logged = {"met": standing in {NOT_MET, MET_SINCE}, "missed": standing in {MET, MET_NOT_KEPT}}
    return f"{text} (logged as {goal['status']})" if logged.get(goal["status"]) else text


def to_go(goal: Row) -> str:
    """Say how far a goal on a score is: ``6 points to go``; empty where there is no score."""
    if not goal["on_score"] or goal["current"] is None:
        return ""
    gap = abs(goal["target"] - goal["current"])
    return f"{counted(round(gap), 'point') if gap >= 1 else 'less than a point'} to go"


def goal_row(goal: Row, context: Context) -> dict[str, str]:
    """Give one line of the goal history; ``goal`` carries the name of its criterion.

    Parameters
    ----------
    goal
        Row of ``goals``: ``on_score``, ``metric``, ``baseline``, ``target``, ``set_on``,
        ``due_on``, ``status``, ``current``, ``on_day``, ``standing``; ``criterion`` is the name of
        its criterion.
    """
    is_score = goal["on_score"]

    def shown(value: float | None) -> str:
        return score(value) if is_score else metric_text(goal["metric"], value, context)

    return {
        "name": (goal.get("criterion") or "score") if is_score else title_of(goal["metric"]),
        "baseline": shown(goal["baseline"]),
        "target": shown(goal["target"]),
        "now": shown(goal["current"]) if goal["current"] is not None else DASH,
        "set_on": day(goal["set_on"], year=True),
        "due_on": day(goal["due_on"], year=True),
        "status": standing_text(goal, context),
    }


def goal_progress(goal: Row, context: Context) -> str:
    """Say how far an open goal is: ``goal: closing 75, 6 points to go``.

    Parameters
    ----------
    goal
        Row of ``goals``: ``target``, ``current``, ``metric``, ``on_score``, ``standing``, ``due_on``;
        ``criterion`` is the name of its criterion.
    """
    current = goal["current"]
    late = "" if goal["standing"] in TO_COME else f", due {day(goal['due_on'])}"
    reached = goal["standing"] in {REACHED, MET, MET_SINCE, MET_BY_NOW} and current is not None
    if goal["on_score"]:
        named = (
            f"goal: {in_sentence(goal.get('criterion') or 'score')} {score(goal['target'])}{late}"
        )
        if current is None:
            return f"{named}, too few calls to say how far"
        return f"{named}, {'reached' if reached else to_go(goal)}"
    title = in_sentence(title_of(goal["metric"]))
    named = f"goal: {title} {metric_text(goal['metric'], goal['target'], context)}{late}"
    if current is None:
        return named
    now = f"now {metric_text(goal['metric'], current, context)}"
    return f"{named}, {'reached, ' if reached else ''}{now}"


def metric_text(metric: str, value: float | None, context: Context) -> str:
    """Write a value in the unit of its metric."""
    known = METRICS.get(metric)
    return measure(value, known.unit if known else "", context.currency)
