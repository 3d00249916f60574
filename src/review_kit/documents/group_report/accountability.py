"""Managers' accountability: how much was coached, how complete the record is, what was kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome, outcome
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.titles import heading_of
from review_kit.documents.parts.wording import (
    DASH,
    counted,
    exact,
    exact_percent,
    number,
    percent,
)
from review_kit.metrics import METRICS


def managers(group: GroupRecord) -> Block:
    """Show the managers' accountability: cadence, completion, commitments."""
    found = managers_of(group.reps, group.data.rows("manager_metrics"), group.context)
    listed = listed_managers(found, group.context)
    table = rows_table(
        manager_rows(listed),
        {
            "name": "Manager",
            "reps": "Reps" if not group.is_team else "Reps here",
            "sessions": METRICS["sessions_held"].title,
            "hours": f"{METRICS['coaching_hours_per_week'].title}, h",
            "completion": METRICS["template_completion_rate"].title,
            "worst": heading_of("template_completion_worst", group.context),
            "moved": "Moved / cancelled",
            "kept": METRICS["commitment_completion"].title,
            "reopened": METRICS["commitments_reopened"].title,
        },
        right=(
            *("reps", "sessions", "hours", "completion", "worst"),
            *("moved", "kept", "reopened"),
        ),
        classes="wide-first",
    )
    return block(
        "group_report/section.html.j2",
        title="Managers",
        sentence=manager_sentence(found, listed, group.context),
        table=table.html if listed else "",
    )


COLUMNS = (
    "sessions_held",
    "coaching_hours_per_week",
    "template_completion_rate",
    "template_completion_worst",
    "sessions_moved",
    "sessions_cancelled",
    "commitment_completion",
    "commitments_reopened",
)
"""Metrics of a manager that the table prints."""


LISTED = 40
"""Managers that a table lists; of more only those whose record is incomplete are."""


@dataclass(frozen=True)
class Manager:
    """One manager's numbers, and how many reps of this report they lead."""

    name: str
    reps: int
    metrics: Mapping[str, Outcome]

    def value(self, metric: str) -> float | None:
        """Return a metric's value, or ``None`` where there is none."""
        shown = self.metrics.get(metric)
        return None if shown is None else shown.value


def managers_of(reps: Sequence[Row], rows: Sequence[Row], context: Context) -> list[Manager]:
    """Read the managers of these reps from the rows of ``manager_metrics``, by name.

    Parameters
    ----------
    reps
        Rows of ``reps``: ``manager_id``, ``manager_name``.
    rows
        Rows of ``manager_metrics``: ``manager_id``, ``metric``, ``value``, ``n``.
    """
    names = {rep["manager_id"]: rep["manager_name"] for rep in reps}
    by_manager: dict[str, dict[str, Outcome]] = {manager: {} for manager in names}
    for row in rows:
        if row["manager_id"] in names and row["metric"] in COLUMNS:
            by_manager[row["manager_id"]][row["metric"]] = outcome(row, context)
    found = [
        Manager(names[key], sum(rep["manager_id"] == key for rep in reps), metrics)
        for key, metrics in by_manager.items()
    ]
    return sorted(found, key=lambda manager: manager.name)


def listed_managers(managers: Sequence[Manager], context: Context) -> list[Manager]:
    """Choose whom the table lists: all, or of many those under the structured record, lowest first."""
    if len(managers) <= LISTED:
        return list(managers)
    floor = context.config.coaching.completion_structured

    def completion(manager: Manager) -> float:
        value = manager.value("template_completion_rate")
        return 0.0 if value is None else value

    under = [manager for manager in managers if completion(manager) < floor]
    return sorted(under, key=lambda manager: (completion(manager), manager.name))[:LISTED]


def manager_rows(managers: Sequence[Manager]) -> list[dict[str, str]]:
    """Give a line for each manager, every cell in words; hours a week without their unit."""
    return [
        {
            "name": manager.name,
            "reps": str(manager.reps),
            "sessions": _cell(manager, "sessions_held"),
            "hours": number(manager.value("coaching_hours_per_week"), 1),
            "completion": _share(manager, "template_completion_rate"),
            "worst": _share(manager, "template_completion_worst"),
            "moved": f"{_cell(manager, 'sessions_moved')} / {_cell(manager, 'sessions_cancelled')}",
            "kept": _share(manager, "commitment_completion"),
            "reopened": _share(manager, "commitments_reopened"),
        }
        for manager in managers
    ]


def _cell(manager: Manager, metric: str) -> str:
    shown = manager.metrics.get(metric)
    return DASH if shown is None else shown.value_text


def _share(manager: Manager, metric: str) -> str:
    """Write a share with what it is out of."""
    shown = manager.metrics.get(metric)
    if shown is None or shown.value is None:
        return DASH
    return f"{percent(shown.value)} of {shown.n}"


def manager_sentence(
    managers: Sequence[Manager], listed: Sequence[Manager], context: Context
) -> str:
    """Say how many managers reach the line and the target, for how many no coaching can be claimed.

    Where only some are listed, it says which.
    """
    if len(managers) < 2:
        return ""
    coaching = context.config.coaching
    known = [
        value
        for value in (manager.value("template_completion_rate") for manager in managers)
        if value is not None
    ]
    line = coaching.hours_per_week_line
    enough = sum((manager.value("coaching_hours_per_week") or 0) >= line for manager in managers)
    target = sum(value >= coaching.completion_target for value in known)
    text = (
        f"Of {counted(len(managers), 'manager')} {enough or 'none'} "
        f"{'coaches' if enough <= 1 else 'coach'} {exact(line)} h a week or more, and "
        f"{target or 'none'} {'reaches' if target <= 1 else 'reach'} the "
        f"{exact_percent(coaching.completion_target)} target for a complete record over the window."
    )
    floor = sum(value <= coaching.completion_floor for value in known)
    if floor:
        text = (
            f"{text} At {exact_percent(coaching.completion_floor)} or under no coaching can be claimed "
            f"for the window: {counted(floor, 'manager')}."
        )
    if len(listed) < len(managers):
        text = (
            f"{text} Listed are the {len(listed)} with the least complete record, under "
            f"{exact_percent(coaching.completion_structured)}."
        )
    return text
