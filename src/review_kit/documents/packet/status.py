"""The three-point status: progress to goal, process to requirement, willingness to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review_kit.documents.packet.goals import goal_progress, named_goals
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import (
    counted,
    exact_percent,
    hours,
    percent,
)


def status(rep: RepRecord) -> Block:
    """Say the three-point status: goal, process, willingness to change."""
    open_goals = [goal for goal in named_goals(rep) if goal["status"] == "open"]
    open_goals.sort(key=lambda goal: not goal["leads"])
    return block(
        "packet/status.html.j2", points=status_points(rep.metrics, open_goals, rep.context)
    )


@dataclass(frozen=True)
class StatusPoint:
    """One of the three points: what it is, the number, and what stands behind it."""

    title: str
    value: str
    detail: str


def status_points(
    metrics: Mapping[str, Outcome],
    open_goals: Sequence[Row],
    context: Context,
) -> list[StatusPoint]:
    """Compose the three points from the rep's metrics and open goals.

    Parameters
    ----------
    open_goals
        Rows of ``goals`` that are open, as :func:`review_kit.documents.packet.goals.named_goals` gives
        them; the one that ``progress_to_goal`` speaks of first.
    """
    return [
        StatusPoint(title_of("progress_to_goal"), *_progress(metrics, open_goals, context)),
        StatusPoint(title_of("process_to_requirement"), *_process(metrics, context)),
        StatusPoint(title_of("willingness_to_change"), *_willingness(metrics)),
    ]


def _known(metrics: Mapping[str, Outcome], name: str) -> float | None:
    shown = metrics.get(name)
    return None if shown is None else shown.value


def _progress(
    metrics: Mapping[str, Outcome], goals: Sequence[Row], context: Context
) -> tuple[str, str]:
    attainment = _known(metrics, "quota_attainment")
    goal_texts = [text for text in (goal_progress(goal, context) for goal in goals) if text]
    shown = metrics.get("quota_attainment")
    note = "" if shown is None else shown.note
    if attainment is not None:
        goal = "; ".join(goal_texts[:1]) or "no open goal"
        return f"{percent(attainment)} of quota", f"{note}; {goal}" if note else goal
    if goal_texts:
        return counted(len(goal_texts), "open goal"), "; ".join(goal_texts[:2])
    lacking = [name for name in ("quotas", "opportunities") if name in context.tables_missing]
    if lacking:
        return "not shown", f"no {' and no '.join(lacking)} export, and no open goal"
    return "not shown", f"{note or 'no quota for this window'}; no open goal"


def _process(metrics: Mapping[str, Outcome], context: Context) -> tuple[str, str]:
    held = _known(metrics, "sessions_held")
    per_week = _known(metrics, "coaching_hours_per_week")
    gap = _known(metrics, "longest_gap_days")
    completion = metrics.get("template_completion_rate")
    details = []
    if completion is not None and completion.value is not None:
        target = context.config.coaching.completion_target
        details.append(f"log complete {percent(completion.value)} (target {exact_percent(target)})")
    if per_week is not None:
        details.append(f"{hours(per_week)} h a week")
    if gap is not None:
        details.append(f"longest gap {counted(int(gap), 'day')}")
    return counted(int(held or 0), "session"), "; ".join(details) or "no session in the log"


def _willingness(metrics: Mapping[str, Outcome]) -> tuple[str, str]:
    kept = metrics.get("commitment_completion")
    if kept is None or kept.n is None or kept.n == 0:
        return "no commitment due", "none fell due in this window"
    if kept.value is None:
        return f"{counted(kept.n, 'commitment')} due", kept.note or "too few to give a share"
    done = round(kept.value * kept.n)
    if kept.previous is None or kept.previous_n is None or kept.previous_n == 0:
        return f"{done} of {kept.n} kept", "commitments due; none due in the window before"
    before = round(kept.previous * kept.previous_n)
    return (
        f"{done} of {kept.n} kept",
        f"commitments due; {before} of {kept.previous_n} in the window before",
    )
