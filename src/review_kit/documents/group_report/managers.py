"""Managers, for their own managers: coverage, cadence, follow-through, sharing, and how they score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome, outcome
from review_kit.documents.parts.wording import (
    DASH,
    capitalised,
    exact,
    exact_percent,
    number,
)
from review_kit.metrics import METRICS
from review_kit.metrics.effect.panel import HUMAN
from review_kit.metrics.scorers.trust import LENIENCY
from review_kit.number_format import rounded, signed, signed_interval
from review_kit.words import say

CADENCE = (
    "sessions_held",
    "coaching_coverage",
    "coaching_hours_per_week",
    "longest_gap_days",
    "sessions_moved",
    "sessions_cancelled",
)
FOLLOW_THROUGH = (
    "template_completion_rate",
    "template_completion_worst",
    "follow_up_measured",
    "commitments_reopened",
    "commitment_completion",
    "shared_share",
)
LISTED = 40
"""Managers that a table lists; of more only those whose record is incomplete are."""


class Cell(NamedTuple):
    """A number of a manager, and what it is of in small type."""

    value: str
    of: str = ""


@dataclass(frozen=True)
class Manager:
    """One manager's numbers, how many reps report there, and how the manager scores calls.

    Parameters
    ----------
    leniency
        Row of ``scorers`` on the manager's own leniency; ``None`` where the manager scored too little, or
        nothing.
    """

    name: str
    reps: int
    metrics: Mapping[str, Outcome]
    leniency: Row | None = None

    def value(self, metric: str) -> float | None:
        """Return a metric's value, or ``None`` where there is none."""
        shown = self.metrics.get(metric)
        return None if shown is None else shown.value

    def behind(self, metric: str) -> int:
        """Return how many cases a metric rests on."""
        shown = self.metrics.get(metric)
        return 0 if shown is None else shown.n or 0


def managers(group: GroupRecord) -> Block:
    """Show how each manager coaches; only for the organisation's copy, which their managers read."""
    found = managers_of(
        group.reps, group.data.rows("manager_metrics"), group.data.rows("scorers"), group.context
    )
    listed = listed_managers(found, group.context)
    return block(
        "group_report/managers.html.j2",
        sentences=manager_sentences(found, listed, group.context),
        cadence=[cadence_row(manager) for manager in listed],
        follow_through=[follow_through_row(manager) for manager in listed],
        scoring=[scoring_row(manager) for manager in listed if manager.leniency is not None],
        titles={name: METRICS[name].title for name in (*CADENCE, *FOLLOW_THROUGH, LENIENCY)},
        worst=METRICS["template_completion_worst"].worded(group.context.config).heading,
    )


def managers_of(
    reps: Sequence[Row], rows: Sequence[Row], scorers: Sequence[Row], context: Context
) -> list[Manager]:
    """Read the managers of these reps, by name.

    Parameters
    ----------
    reps
        Rows of ``reps``: ``manager_id``, ``manager_name``.
    rows
        Rows of ``manager_metrics``: ``manager_id``, ``metric``, ``value``, ``n``.
    scorers
        Rows of ``scorers``: ``metric``, ``scorer``, ``value``, ``low``, ``high``.
    """
    names = {rep["manager_id"]: rep["manager_name"] for rep in reps}
    by_manager: dict[str, dict[str, Outcome]] = {manager: {} for manager in names}
    wanted = {*CADENCE, *FOLLOW_THROUGH}
    for row in rows:
        if row["manager_id"] in names and row["metric"] in wanted:
            by_manager[row["manager_id"]][row["metric"]] = outcome(row, context)
    lenient = {
        row["scorer"]: row
        for row in scorers
        if row["metric"] == LENIENCY and row["value"] is not None
    }
    found = [
        Manager(
            names[key],
            sum(rep["manager_id"] == key for rep in reps),
            metrics,
            lenient.get(f"{HUMAN}:{key}"),
        )
        for key, metrics in by_manager.items()
    ]
    return sorted(found, key=lambda manager: manager.name)


def listed_managers(managers: Sequence[Manager], context: Context) -> list[Manager]:
    """Choose whom the tables list: all, or of many those under the structured record, lowest first."""
    if len(managers) <= LISTED:
        return list(managers)
    floor = context.config.coaching.completion_structured

    def completion(manager: Manager) -> float:
        value = manager.value("template_completion_rate")
        return 0.0 if value is None else value

    under = [manager for manager in managers if completion(manager) < floor]
    return sorted(under, key=lambda manager: (completion(manager), manager.name))[:LISTED]


def cadence_row(manager: Manager) -> dict[str, Cell]:
    """Give a manager's reps, whom of them had a session, and how often and how long."""
    coverage, of = manager.value("coaching_coverage"), manager.behind("coaching_coverage")
    moved, cancelled = (
        number(manager.value(name)) for name in ("sessions_moved", "sessions_cancelled")
    )
    return {
        "name": Cell(manager.name),
        "reps": Cell(number(manager.reps)),
        "coverage": Cell(DASH)
        if coverage is None
        else Cell(number(rounded(coverage * of)), say("reports-managers-of", n=of)),
        "sessions": Cell(number(manager.value("sessions_held"))),
        "hours": Cell(number(manager.value("coaching_hours_per_week"), 1)),
        "gap": Cell(number(manager.value("longest_gap_days"))),
        "moved": Cell(moved),
        "cancelled": Cell(cancelled),
    }


def follow_through_row(manager: Manager) -> dict[str, Cell]:
    """Give how complete a manager's log is, what came of sessions and commitments, and what was shared."""
    return {"name": Cell(manager.name)} | {name: _share(manager, name) for name in FOLLOW_THROUGH}


def _share(manager: Manager, metric: str) -> Cell:
    """Write a share in percent, with what it is of."""
    value = manager.value(metric)
    if value is None:
        return Cell(DASH)
    return Cell(number(100 * value), say("reports-managers-of", n=manager.behind(metric)))


def scoring_row(manager: Manager) -> dict[str, Cell]:
    """Give how far a manager scores from all others on the same calls, with the interval."""
    row = manager.leniency
    if row is None:
        return {}
    return {
        "name": Cell(manager.name),
        "calls": Cell(number(row["n"])),
        "leniency": Cell(signed(row["value"])),
        "interval": Cell(signed_interval(row["low"], row["high"])),
        "usual": Cell(DASH if row["earlier"] is None else signed(row["earlier"])),
        "says": Cell(
            say(
                {
                    "lenient": "reports-managers-lenient",
                    "strict": "reports-managers-strict",
                }.get(row["verdict"] or "", "reports-managers-as-usual")
            )
        ),
    }


def manager_sentences(
    managers: Sequence[Manager], listed: Sequence[Manager], context: Context
) -> list[str]:
    """Say how many managers reach all their reps, the line of hours, and a log that carries a claim.

    Where only some are listed, it says which.
    """
    coaching, of = context.config.coaching, len(managers)
    said = [say("reports-managers-purpose")]
    if of > 1:
        lacking = sum((manager.value("coaching_coverage") or 0.0) < 1 for manager in managers)
        said.append(
            say("reports-managers-coverage-some", n=lacking, of=of)
            if lacking
            else say("reports-managers-coverage-all")
        )
        line = coaching.hours_per_week_line
        enough = sum(
            (manager.value("coaching_hours_per_week") or 0) >= line for manager in managers
        )
        said.append(
            say("reports-managers-hours-some", n=enough, of=of, line=exact(line))
            if enough
            else say("reports-managers-hours-none", of=of, line=exact(line))
        )
        values = [manager.value("template_completion_rate") for manager in managers]
        floor = sum(value is not None and value <= coaching.completion_floor for value in values)
        if floor:
            said.append(
                say(
                    "reports-managers-floor",
                    n=floor,
                    floor=exact_percent(coaching.completion_floor),
                )
            )
    if len(listed) < of:
        said.append(
            say(
                "reports-managers-listed",
                n=len(listed),
                share=exact_percent(coaching.completion_structured),
            )
        )
    return [capitalised(sentence) for sentence in said]
