"""How the coaching was done: what moved and came back, followed up, shared, checkable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import mean

from review_kit.documents.group_report.figure_strip import Figure, figure_of
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.recurrence import Recurrence
from review_kit.documents.group_report.results import halves_of
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.wording import (
    DASH,
    exact_percent,
)
from review_kit.metrics import METRICS
from review_kit.number_format import signed
from review_kit.words import say

PRACTICE = (
    "follow_up_measured",
    "vague_commitments",
    "log_mismatch",
    "shared_share",
    "surprises",
    "longest_gap_days",
    "sessions_moved",
    "sessions_cancelled",
    "template_completion_worst",
    "self_assessment_gap",
    "overall_score",
)
"""How coaching was done, beyond page one."""


def practice(group: GroupRecord) -> Block:
    """Show how the coaching was done: what moved and came back, followed up, shared, checkable."""
    shown = [group.metrics[name] for name in PRACTICE if group.value(name) is not None]
    shown += group.own_leading
    themes = Figure(*Recurrence.of(group.themes, group.context).figure())
    return block(
        "group_report/practice.html.j2",
        figures=practice_figures(group.metrics, group.matrix, themes, group.context),
        **halves_of(shown, group.context),
    )


def practice_figures(
    metrics: Mapping[str, Outcome],
    matrix: Sequence[Row],
    recurrence: Figure,
    context: Context,
) -> list[Figure]:
    """Give how the skills matrix moved, what came back, and how complete the record is.

    Parameters
    ----------
    matrix
        Rows of ``matrix``: ``movement`` (levels).
    """
    coaching = context.config.coaching
    target = say("reports-practice-target", target=exact_percent(coaching.completion_target))
    return [
        _matrix_figure(matrix, context),
        recurrence,
        figure_of(metrics, "template_completion_rate", target),
        figure_of(metrics, "commitments_reopened"),
    ]


def _matrix_figure(matrix: Sequence[Row], context: Context) -> Figure:
    title = METRICS["matrix_movement"].title
    if "skills_matrix" in context.tables_missing:
        return Figure(title, DASH, say("reports-practice-no-matrix"))
    moved = [row["movement"] for row in matrix if row["movement"] is not None]
    if not moved:
        return Figure(title, DASH, say("reports-practice-not-rated"))
    up, down = sum(m > 0 for m in moved), sum(m < 0 for m in moved)
    return Figure(
        title,
        say("reports-practice-levels", value=signed(mean(moved), 1)),
        say("reports-practice-moved", n=len(moved), up=up, down=down),
    )
