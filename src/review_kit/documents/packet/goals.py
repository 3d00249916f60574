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


def goals(rep: RepRecord) -> Block:
    """Show the goal history, open goals first."""
    rank = {"open": 0, "met": 1, "missed": 2}
    ordered = sorted(
        named_goals(rep), key=lambda goal: (rank.get(goal["status"], 3), goal["due_on"])
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


GOAL_WORDS = {"open": "open", "met": "met", "missed": "not met"}


def goal_row(goal: Row, context: Context) -> dict[str, str]:
    """Give one line of the goal history; ``goal`` carries the name of its criterion.

    Parameters
    ----------
    goal
        Row of ``goals``: ``criterion_id``, ``metric``, ``baseline``, ``target``, ``set_on``,
        ``due_on``, ``status``, ``current``; ``criterion`` is the name of its criterion.
    """
    is_score = goal["criterion_id"] is not None and goal["metric"] in {"score", "current_score"}

    def shown(value: float | None) -> str:
        return score(value) if is_score else metric_text(goal["metric"], value, context)

    return {
        "name": (goal.get("criterion") or "score") if is_score else title_of(goal["metric"]),
        "baseline": shown(goal["baseline"]),
        "target": shown(goal["target"]),
        "now": shown(goal["current"]) if goal["current"] is not None else DASH,
        "set_on": day(goal["set_on"], year=True),
        "due_on": day(goal["due_on"], year=True),
        "status": GOAL_WORDS.get(goal["status"], str(goal["status"])),
    }


def goal_progress(goal: Row, context: Context) -> str:
    """Say how far an open goal is: ``goal: closing 75, 6 points to go``.

    Parameters
    ----------
    goal
        Row of ``goals``: ``target``, ``current``, ``metric``, ``criterion_id``; ``criterion`` is
        the name of its criterion.
    """
    target, current = goal["target"], goal["current"]
    if goal["criterion_id"] is not None and goal["metric"] in {"score", "current_score"}:
        name = in_sentence(goal.get("criterion") or "score")
        if current is None:
            return f"goal: {name} {score(target)}, too few calls to say how far"
        gap = round(target - current)
        rest = "reached" if gap <= 0 else f"{counted(gap, 'point')} to go"
        return f"goal: {name} {score(target)}, {rest}"
    shown = metric_text(goal["metric"], target, context)
    if current is None:
        return f"goal: {in_sentence(title_of(goal['metric']))} {shown}"
    now = metric_text(goal["metric"], current, context)
    return f"goal: {in_sentence(title_of(goal['metric']))} {shown}, now {now}"


def metric_text(metric: str, value: float | None, context: Context) -> str:
    """Write a value in the unit of its metric."""
    known = METRICS.get(metric)
    return measure(value, known.unit if known else "", context.currency)
