"""Stack rank: reps of a team, or teams, by quota attainment, beside their coaching."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.performance import Outcome, outcome
from review_kit.documents.parts.wording import DASH, number, percent
from review_kit.number_format import signed

REP_METRICS = (
    "quota_attainment",
    "win_rate",
    "sessions_held",
    "coaching_hours_per_week",
    "commitment_completion",
)
TEAM_METRICS = (
    "quota_attainment",
    "win_rate",
    "coaching_hours_per_week",
    "share_gained_typical",
    "template_completion_rate",
    "commitment_completion",
)

SKILLS = 2
"""Coached skills of a rep that a line names."""


@dataclass(frozen=True)
class Ranked:
    """One line of a ranking: whose, the place (none without a quota), the metrics."""

    name: str
    key: str
    place: str
    metrics: Mapping[str, Outcome]

    def text(self, metric: str) -> str:
        """Write a metric, or a dash."""
        shown = self.metrics.get(metric)
        return DASH if shown is None else shown.value_text

    def hours(self) -> str:
        """Write the hours of coaching a week, without the unit."""
        shown = self.metrics.get("coaching_hours_per_week")
        return number(None if shown is None else shown.value, 1)


def ranked(
    rows: Sequence[Row], key: str, names: Mapping[str, str], wanted: Sequence[str], context: Context
) -> list[Ranked]:
    """Order groups by quota attainment; equals share a place, those without one come last.

    Parameters
    ----------
    rows
        Rows of ``rep_metrics`` or ``team_metrics``.
    key
        Column that says whose a row is.
    names
        Key → name in print.
    wanted
        Metrics that are printed; others are not read.
    """
    found: dict[str, dict[str, Outcome]] = {name: {} for name in names}
    for row in rows:
        if row["metric"] in wanted and row[key] in found:
            found[row[key]][row["metric"]] = outcome(row, context)

    def attainment(entry: str) -> float | None:
        shown = found[entry].get("quota_attainment")
        return None if shown is None else shown.value

    known = {entry: value for entry in found if (value := attainment(entry)) is not None}
    order = sorted(
        found, key=lambda entry: (entry not in known, -known.get(entry, 0), names[entry])
    )
    return [
        Ranked(
            name=names[entry],
            key=entry,
            place=str(1 + sum(other > known[entry] for other in known.values()))
            if entry in known
            else DASH,
            metrics=found[entry],
        )
        for entry in order
    ]


def rep_rows(lines: Sequence[Ranked], skills: Sequence[Row]) -> list[dict[str, str]]:
    """Give a line for each rep: place, attainment, win rate, coaching, and how coached skills moved."""
    coached: dict[str, list[Row]] = {}
    for row in skills:
        if row["sessions_held"] > 0:
            coached.setdefault(row["rep_id"], []).append(row)
    return [
        {
            "place": line.place,
            "name": line.name,
            "attainment": line.text("quota_attainment"),
            "win_rate": line.text("win_rate"),
            "sessions": line.text("sessions_held"),
            "hours": line.hours(),
            "kept": line.text("commitment_completion"),
            "skills": _skills(coached.get(line.key, [])),
        }
        for line in lines
    ]


def _skills(rows: Sequence[Row]) -> str:
    ordered = sorted(rows, key=lambda row: (-row["sessions_held"], row["criterion"]))
    told = [
        f"{row['criterion']} {DASH if row['score_delta'] is None else signed(row['score_delta'])}"
        for row in ordered[:SKILLS]
    ]
    if len(ordered) > SKILLS:
        told.append(f"{len(ordered) - SKILLS} more")
    return "; ".join(told) or "none"


def team_rows(
    lines: Sequence[Ranked], reps: Mapping[str, int], stuck: Mapping[str, int]
) -> list[dict[str, str]]:
    """Give a line for each team: place, attainment, win rate, coaching, and what came of it.

    Parameters
    ----------
    reps, stuck
        Team → how many reps it has, and how many of them are coached and stuck.
    """
    return [
        {
            "place": line.place,
            "name": line.name,
            "reps": str(reps.get(line.key, 0)),
            "attainment": line.text("quota_attainment"),
            "win_rate": line.text("win_rate"),
            "hours": line.hours(),
            "gained": _of(line, "share_gained_typical"),
            "stuck": str(stuck.get(line.key, 0)),
            "completion": line.text("template_completion_rate"),
            "kept": line.text("commitment_completion"),
        }
        for line in lines
    ]


def _of(line: Ranked, metric: str) -> str:
    shown = line.metrics.get(metric)
    if shown is None or shown.value is None or not shown.n:
        return DASH
    return f"{percent(shown.value)} of {shown.n}"


def heading(noun: str, context: Context) -> str:
    """Head a ranking: by quota attainment, or by name where there is none to rank by."""
    if {"quotas", "opportunities"} & set(context.tables_missing):
        return noun
    return f"{noun} by quota attainment"


def cut_sentence(total: int, listed: int) -> str:
    """Say that only the first of many are listed; empty where all are."""
    return "" if total <= listed else f"The first {listed} of {total} are listed."
