"""What a goal is called, and how its values are written."""

from __future__ import annotations

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import measure, score
from review_kit.metrics import METRICS


def goal_name(goal: Row) -> str:
    """Name what a goal is on: its skill, or its metric.

    Parameters
    ----------
    goal
        Row of ``goals``: ``on_score``, ``metric``; ``criterion`` is the name of its criterion.
    """
    if goal["on_score"] and goal.get("criterion"):
        return str(goal["criterion"])
    return title_of("current_score" if goal["on_score"] else goal["metric"])


def goal_value(goal: Row, value: float | None, rep: RepRecord) -> str:
    """Write a value of a goal: a score, or a value in the unit of its metric."""
    return score(value) if goal["on_score"] else metric_text(goal["metric"], value, rep.context)


def metric_text(metric: str, value: float | None, context: Context) -> str:
    """Write a value in the unit of its metric."""
    known = METRICS.get(metric)
    return measure(value, known.unit if known else "", context.currency)
