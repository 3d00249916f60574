"""Skills that several reps of a team are stuck on, to practise together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.section import metric_section
from review_kit.documents.parts.block import Block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import joined
from review_kit.words import say

LISTED = 10
"""Names in a cell; of more only the first are listed."""


def role_plays_of_team(group: GroupRecord) -> Block:
    """List the skills that enough reps are stuck on to practise together."""
    rows = role_play_rows(
        group.data.rows("role_play_groups"),
        stuck_reps(group.criteria),
        group.rep_names,
        group.criteria_names,
    )
    table = rows_table(
        rows,
        {
            "skill": say("reports-skill"),
            "stuck": say("reports-roleplay-stuck"),
            "who": say("reports-roleplay-who"),
        },
        right=("stuck",),
    )
    return metric_section(
        "role_play_groups",
        role_play_sentence(rows, group.context),
        table if rows else None,
    )


def role_plays_of_teams(group: GroupRecord) -> Block:
    """List the skills that teams should practise together, and which teams."""
    rows = role_plays_by_criterion(group.data.rows("role_play_groups"), group.criteria_names)
    table = rows_table(
        rows,
        {
            "skill": say("reports-skill"),
            "stuck": say("reports-roleplay-reps"),
            "teams": say("reports-effects-teams"),
            "who": say("reports-roleplay-which"),
        },
        right=("stuck", "teams"),
    )
    return metric_section(
        "role_play_groups",
        role_play_sentence(rows, group.context),
        table if rows else None,
    )


def stuck_reps(skills: Sequence[Row]) -> dict[str, list[str]]:
    """Name the reps who were coached on a criterion and did not rise, by criterion.

    Parameters
    ----------
    skills
        Rows of ``rep_criteria``, sub-criteria included.
    """
    stuck: dict[str, list[str]] = {}
    for row in skills:
        if row["is_stuck"]:
            stuck.setdefault(row["criterion_id"], []).append(row["rep_id"])
    return stuck


def role_play_rows(
    groups: Sequence[Row],
    stuck: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
    criteria: Mapping[str, str],
) -> list[dict[str, str]]:
    """Give a line for each group role-play: the skill, how many stand still, and who.

    Parameters
    ----------
    groups
        Rows of ``role_play_groups``: ``n_reps``, ``n_coached``, ``criterion_id``,
        ``parent_criterion_id``, ``criterion``.
    """
    return [
        {
            "skill": _with_whole(row, criteria),
            "stuck": say("reports-n-of", n=int(row["n_reps"]), of=int(row["n_coached"])),
            "who": _first(sorted(names[rep] for rep in stuck[row["criterion_id"]] if rep in names)),
        }
        for row in groups
    ]


def _first(names: Sequence[str]) -> str:
    """Join names; of many the first, and how many more there are."""
    if len(names) <= LISTED:
        return joined(names)
    return joined([*names[:LISTED], say("reports-more", n=len(names) - LISTED)])


def _with_whole(row: Row, criteria: Mapping[str, str]) -> str:
    """Name a skill, and behind a sub-criterion the criterion that it is part of."""
    whole = criteria.get(row["parent_criterion_id"] or "")
    return f"{row['criterion']} ({in_sentence(whole)})" if whole else str(row["criterion"])


def role_plays_by_criterion(
    groups: Sequence[Row], criteria: Mapping[str, str]
) -> list[dict[str, str]]:
    """Count the teams that need a group role-play on each criterion, most teams first.

    Parameters
    ----------
    groups
        Rows of ``role_play_groups``: ``criterion_id``, ``criterion``, ``team``, ``n_reps``,
        ``parent_criterion_id``.
    """
    counts: dict[str, list[Row]] = {}
    for row in groups:
        counts.setdefault(row["criterion_id"], []).append(row)
    ordered = sorted(counts.values(), key=lambda rows: (-len(rows), rows[0]["criterion"]))
    return [
        {
            "skill": _with_whole(rows[0], criteria),
            "stuck": str(sum(int(row["n_reps"]) for row in rows)),
            "teams": str(len(rows)),
            "who": _first(sorted(row["team"] for row in rows)),
        }
        for rows in ordered
    ]


def role_play_sentence(rows: Sequence[Mapping[str, str]], context: Context) -> str:
    """Say what makes a group role-play, or that no skill has enough reps who are stuck."""
    if not rows:
        return say("reports-roleplay-none")
    return say("reports-roleplay", n=len(rows), reps=context.config.coaching.roleplay_reps)
