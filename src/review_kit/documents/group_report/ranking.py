"""Stack rank: reps of a team, or teams, by quota attainment, beside their coaching."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome, outcome
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.verdict import verdict
from review_kit.documents.parts.wording import (
    DASH,
    exact,
    number,
    percent,
)
from review_kit.metrics import METRICS
from review_kit.metrics.people import START_DAYS
from review_kit.number_format import signed
from review_kit.words import say

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


LISTED = 60
"""Reps that a table lists one by one; of a larger team only the first are."""


def ranking_of_reps(group: GroupRecord) -> Block:
    """Rank the team's reps by quota attainment, beside their coaching."""
    lines = ranked(
        group.data.rows("rep_metrics"),
        "rep_id",
        group.rep_names,
        REP_METRICS,
        group.context,
        starting={rep["rep_id"] for rep in group.reps if rep["is_starting"]},
    )
    table = rows_table(
        rep_rows(lines[:LISTED], group.top_criteria),
        {
            "name": say("reports-rep"),
            "place": say("reports-place"),
            "attainment": METRICS["quota_attainment"].title,
            "win_rate": METRICS["win_rate"].title,
            "sessions": METRICS["sessions_held"].title,
            "hours": say("reports-in-hours", measure=METRICS["coaching_hours_per_week"].title),
            "kept": METRICS["commitment_completion"].title,
            "skills": say("reports-coached-and-verdicts"),
        },
        right=("place", "attainment", "win_rate", "sessions", "hours", "kept"),
        classes="wide-first wide-last",
    )
    return block(
        "group_report/section.html.j2",
        title=heading("reps", group.context),
        sentence=cut_sentence(len(lines), LISTED),
        table=table.html,
    )


def ranking_of_teams(group: GroupRecord) -> Block:
    """Rank the teams by quota attainment, beside their coaching and what came of it."""
    teams = Counter(rep["team"] for rep in group.reps)
    stuck = Counter(
        row["team"] for row in group.placements if row["quadrant"] == "coached_and_stuck"
    )
    lines = ranked(
        group.data.rows("team_metrics"),
        "team",
        {team: team for team in teams},
        TEAM_METRICS,
        group.context,
    )
    gain = group.context.config.coaching.typical_gain_low_pp
    table = rows_table(
        team_rows(lines, teams, stuck),
        {
            "name": say("reports-team"),
            "place": say("reports-place"),
            "reps": say("reports-managers-reps"),
            "attainment": METRICS["quota_attainment"].title,
            "win_rate": METRICS["win_rate"].title,
            "hours": say("reports-in-hours", measure=METRICS["coaching_hours_per_week"].title),
            "gained": say("reports-coached-gained", points=exact(gain)),
            "stuck": say("reports-coached-stuck"),
            "completion": METRICS["template_completion_rate"].title,
            "kept": METRICS["commitment_completion"].title,
        },
        right=(
            *("place", "reps", "attainment", "win_rate", "hours"),
            *("gained", "stuck", "completion", "kept"),
        ),
        classes="wide-first",
    )
    return block(
        "group_report/section.html.j2",
        title=heading("teams", group.context),
        sentence="",
        table=table.html,
    )


@dataclass(frozen=True)
class Ranked:
    """One line of a ranking: whose, the place (none without a quota), the metrics."""

    name: str
    key: str
    place: str
    metrics: Mapping[str, Outcome]
    is_starting: bool = False
    """Whether it is a rep in the first days, who has no place yet."""

    def text(self, metric: str) -> str:
        """Write a metric, or a dash."""
        shown = self.metrics.get(metric)
        return DASH if shown is None else shown.value_text

    def hours(self) -> str:
        """Write the hours of coaching a week, without the unit."""
        shown = self.metrics.get("coaching_hours_per_week")
        return number(None if shown is None else shown.value, 1)


def ranked(
    rows: Sequence[Row],
    key: str,
    names: Mapping[str, str],
    wanted: Sequence[str],
    context: Context,
    *,
    starting: Collection[str] = (),
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
    starting
        Reps in their first days, who have no place yet.
    """
    found: dict[str, dict[str, Outcome]] = {name: {} for name in names}
    for row in rows:
        if row["metric"] in wanted and row[key] in found:
            found[row[key]][row["metric"]] = outcome(row, context)

    def attainment(entry: str) -> float | None:
        shown = found[entry].get("quota_attainment")
        return None if shown is None else shown.value

    known = {
        entry: value
        for entry in found
        if entry not in starting and (value := attainment(entry)) is not None
    }
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
            is_starting=entry in starting,
        )
        for entry in order
    ]


def rep_rows(lines: Sequence[Ranked], skills: Sequence[Row]) -> list[dict[str, str]]:
    """Give a line for each rep: place, attainment, win rate, coaching, and the verdicts on coached skills.

    Parameters
    ----------
    skills
        Rows of ``rep_criteria``: ``sessions_held``, ``rep_id``, ``criterion`` and the verdict.
    """
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
            "skills": say("reports-starting", days=START_DAYS)
            if line.is_starting
            else _skills(coached.get(line.key, [])),
        }
        for line in lines
    ]


def _skills(rows: Sequence[Row]) -> str:
    ordered = sorted(rows, key=lambda row: (-row["sessions_held"], row["criterion"]))
    listed = []
    for row in ordered[:SKILLS]:
        found = verdict(row)
        points = f" {signed(found.points)}" if found.direction else ""
        listed.append(f"{row['criterion']}: {found.word}{points}")
    if len(ordered) > SKILLS:
        listed.append(say("reports-more", n=len(ordered) - SKILLS))
    return "; ".join(listed) or say("reports-none-coached")


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
    return say("reports-share-of", share=percent(shown.value), n=shown.n)


def heading(who: str, context: Context) -> str:
    """Head a ranking: by quota attainment, or by name where there is none to rank by.

    Parameters
    ----------
    who
        ``reps`` or ``teams``.
    """
    if {"quotas", "opportunities"} & set(context.tables_missing):
        return say(_BY_NAME[who])
    return say("reports-ranking-by-quota", who=who)


_BY_NAME = {"reps": "reports-managers-reps", "teams": "reports-effects-teams"}


def cut_sentence(total: int, listed: int) -> str:
    """Say that only the first of many are listed; empty where all are."""
    return "" if total <= listed else say("reports-first-listed", n=listed, of=total)
