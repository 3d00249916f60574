"""What to do on Monday: actions chosen by rules from the metric tables. Their words are elsewhere.

The rules look at what is under target, how it was coached, and how complete the record is. None of them
looks at what coaching did: an action says where the work is, never that it will pay.

A team's report offers, as far as the tables have them and in this order: whom to coach in what, which
competency to train, what to practise together, whose theme to coach in another way, which entries to share,
how to keep the log. The organisation's offers the first two by team, then the manager to help, then the
rest. The first three are printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from review_kit.documents.group_report.actions import (
    Action,
    ChangeWay,
    Coach,
    CoachTeam,
    HelpManager,
    KeepLog,
    Practise,
    Share,
    Train,
    TrainTeams,
)
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.metrics.evidence import TOO_FEW
from review_kit.metrics.skill_verdicts import VerdictReason
from review_kit.number_format import rounded

MOST = 3
"""Actions that a page has: as many as anybody takes up in a week."""


@dataclass(frozen=True)
class Monday:
    """The actions of a report, and who else is to be coached: the next in line behind the first."""

    actions: Sequence[Action]
    also: Sequence[Coach] = ()


ALSO = 2
"""Reps that are named beside the first."""

FEW_DUE = 5
"""Sessions or commitments due from which on it says something that few of them are in the log."""

FEW_OUTCOMES = 0.5
"""Share of commitments with an outcome in the log under which a manager is not following through."""


def monday_of(group: GroupRecord) -> Monday:
    """Choose what a report's readers should do next."""
    chosen = to_coach(group)
    return _of_team(group, chosen) if group.is_team else _of_organisation(group, chosen)


def _of_team(group: GroupRecord, chosen: Sequence[Coach]) -> Monday:
    found: list[Action | None] = [
        chosen[0] if chosen else None,
        training(group.competencies, group.data.rows("exemplars"), group),
        practice_together(group.data.rows("role_play_groups")),
        theme_to_change(group.themes, group.rep_names),
        entries_to_share(group),
        log_to_keep(group),
    ]
    return Monday([one for one in found if one is not None][:MOST], chosen[1 : 1 + ALSO])


def _of_organisation(group: GroupRecord, chosen: Sequence[Coach]) -> Monday:
    found: list[Action | None] = [
        team_to_coach(chosen),
        training_of_teams(group.competencies),
        manager_to_help(group.reps, group.data.rows("manager_metrics"), group.context),
        practice_together(group.data.rows("role_play_groups")),
        entries_to_share(group),
        log_to_keep(group),
    ]
    return Monday([one for one in found if one is not None][:MOST])


def to_coach(group: GroupRecord) -> list[Coach]:
    """List the reps whose planned skill had no session lately, the largest weighted gap first.

    The skill is that of the rep's own plan, so that report and packet ask for the same. Left out are skills
    with too few calls, those that scorers do not agree on, and those with a session in the current
    window: they are being worked on.
    """
    skills = {(row["rep_id"], row["criterion_id"]): row for row in group.criteria}
    teams = {rep["rep_id"]: rep["team"] for rep in group.reps}
    since = group.context.current.start
    found = []
    for plan in group.data.rows("plans"):
        skill = skills.get((plan["rep_id"], plan["criterion_id"]))
        if skill is None or not _is_open(skill, since):
            continue
        found.append(
            Coach(
                rep_id=plan["rep_id"],
                name=group.rep_names[plan["rep_id"]],
                team=teams[plan["rep_id"]],
                criterion_id=plan["criterion_id"],
                criterion=plan["criterion"],
                score=skill["current_score"],
                target=plan["target"],
                last=skill["last_session_on"],
                size=rounded(skill["weight"] * skill["remaining_gap"], 9),
            )
        )
    return sorted(found, key=lambda one: (-one.size, one.name, one.rep_id))


def _is_open(skill: Row, since: date) -> bool:
    """Say whether a skill is under its target, can be judged, and had no session in the current window."""
    return (
        skill["current_score"] is not None
        and skill["evidence"] != TOO_FEW
        and skill["verdict_reason"] != VerdictReason.UNRELIABLE_SCORES
        and (skill["remaining_gap"] or 0) > 0
        and (skill["last_session_on"] is None or skill["last_session_on"] < since)
    )


def team_to_coach(chosen: Sequence[Coach]) -> CoachTeam | None:
    """Choose the team and skill with the largest weighted gaps together; nobody is named."""
    together: dict[tuple[str, str], list[Coach]] = {}
    for one in chosen:
        together.setdefault((one.team, one.criterion), []).append(one)
    if not together:
        return None
    (team, criterion), reps = min(
        together.items(), key=lambda item: (-sum(one.size for one in item[1]), item[0])
    )
    n = len(reps)
    return CoachTeam(
        team,
        criterion,
        n,
        score=sum(one.score for one in reps) / n,
        target=sum(one.target for one in reps) / n,
    )


def training(
    competencies: Sequence[Row], exemplars: Sequence[Row], group: GroupRecord
) -> Train | None:
    """Choose the team's reddest competency, with an exemplar of the team's on a skill that belongs to it.

    Parameters
    ----------
    competencies
        Rows of ``team_competencies`` of the team.
    exemplars
        Rows of ``exemplars``.
    """
    reddest = next((row for row in competencies if row["is_reddest"]), None)
    if reddest is None:
        return None
    minimum = group.context.config.privacy.minimum_group_size
    belonging = {
        row["criterion_id"]: row["criterion"]
        for row in group.top_criteria
        if row["competency"] == reddest["competency"]
    }
    shown = [
        (group.rep_names[row["rep_id"]], belonging[row["criterion_id"]])
        for row in exemplars
        if (row["scope"], row["scope_id"]) == group.scope
        and row["criterion_id"] in belonging
        and row["rep_id"] in group.rep_names
    ]
    return Train(
        reddest["competency"],
        reddest["mean_level"],
        int(reddest["n_reps"]),
        sum(row["n_reps"] >= minimum for row in competencies),
        min(shown, default=None),
    )


def training_of_teams(competencies: Sequence[Row]) -> TrainTeams | None:
    """Choose the competency that is the reddest of most teams; of equals the first by name."""
    lowest = Counter(row["competency"] for row in competencies if row["is_reddest"])
    if not lowest:
        return None
    competency, n = min(lowest.items(), key=lambda item: (-item[1], item[0]))
    return TrainTeams(competency, n, sum(lowest.values()))


def practice_together(groups: Sequence[Row]) -> Practise | None:
    """Choose the skill on which most coached reps of a team stand still."""
    best = min(
        groups, key=lambda row: (-row["n_reps"], row["team"], row["criterion"]), default=None
    )
    if best is None:
        return None
    return Practise(best["team"], best["criterion"], int(best["n_reps"]), int(best["n_coached"]))


def theme_to_change(themes: Sequence[Row], names: Mapping[str, str]) -> ChangeWay | None:
    """Choose the theme that came back most often without a clear rise, and has not stopped."""
    open_ = [row for row in themes if row["line"] is not None and not row["stopped"]]
    best = min(open_, key=lambda row: (-row["sessions"], row["theme"], row["rep_id"]), default=None)
    if best is None or best["rep_id"] not in names:
        return None
    return ChangeWay(names[best["rep_id"]], best["theme"], int(best["sessions"]))


def entries_to_share(group: GroupRecord) -> Share | None:
    """Say how many entries of the window the reps have not seen."""
    shown = group.metrics.get("surprises")
    if shown is None or not shown.value or not shown.n:
        return None
    return Share(rounded(shown.value), shown.n)


def log_to_keep(group: GroupRecord) -> KeepLog | None:
    """Say that too few sessions left a complete entry, where the target is missed."""
    shown = group.metrics.get("template_completion_rate")
    target = group.context.config.coaching.completion_target
    if shown is None or shown.value is None or (shown.n or 0) < FEW_DUE or shown.value >= target:
        return None
    return KeepLog(shown.value, shown.n or 0, target)


def manager_to_help(
    reps: Sequence[Row], rows: Sequence[Row], context: Context
) -> HelpManager | None:
    """Choose the manager whose coaching has the most against it; ``None`` where nothing is short.

    What counts is what the manager decides: reps without a session, a log under the line at which coaching
    could be shown, less than half of the hours that separate well-coached teams, commitments that nobody
    came back to. Never how strictly a manager scores, and never the effect of the coaching. Chosen is
    who has the most of these, of equals who reaches fewer reps, then who coaches fewer hours, then by name.

    Parameters
    ----------
    reps
        Rows of ``reps``: ``manager_id``, ``manager_name``.
    rows
        Rows of ``manager_metrics``.
    """
    names = {rep["manager_id"]: rep["manager_name"] for rep in reps}
    by_manager: dict[str, dict[str, Row]] = {manager: {} for manager in names}
    for row in rows:
        if row["manager_id"] in by_manager:
            by_manager[row["manager_id"]][row["metric"]] = row
    found = [_short_of(names[key], by_manager[key], context) for key in sorted(names)]
    short = [one for one in found if one.needs]
    return min(
        short,
        key=lambda one: (
            -len(one.needs),
            1 - one.uncoached / one.n_reps if one.n_reps else 1.0,
            one.hours if one.hours is not None else float("inf"),
            one.name,
        ),
        default=None,
    )


def _short_of(name: str, rows: Mapping[str, Row], context: Context) -> HelpManager:
    coaching = context.config.coaching
    coverage, n_reps = _value(rows, "coaching_coverage")
    hours, _ = _value(rows, "coaching_hours_per_week")
    completion, n_due = _value(rows, "template_completion_rate")
    reopened, n_commitments = _value(rows, "commitments_reopened")
    uncoached = 0 if coverage is None else rounded((1 - coverage) * n_reps)
    short = {
        "coverage": uncoached > 0,
        "record": completion is not None
        and n_due >= FEW_DUE
        and completion < coaching.completion_structured,
        "hours": hours is not None and hours < coaching.hours_per_week_line / 2,
        "outcomes": reopened is not None and n_commitments >= FEW_DUE and reopened < FEW_OUTCOMES,
    }
    return HelpManager(
        name=name,
        uncoached=uncoached,
        n_reps=n_reps,
        hours=hours,
        completion=completion,
        n_due=n_due,
        reopened=reopened,
        n_commitments=n_commitments,
        needs=tuple(need for need, is_short in short.items() if is_short),
    )


def _value(rows: Mapping[str, Row], metric: str) -> tuple[float | None, int]:
    row = rows.get(metric)
    return (None, 0) if row is None else (row["value"], int(row["n"] or 0))
