"""Where the coaching of a group should turn: how many coached skills point to what, and whose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.section import section
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.wording import (
    DASH,
    counted,
    isolated,
    joined,
)
from review_kit.metrics import METRICS


def routing_summary(group: GroupRecord) -> Block:
    """Say where the coaching of the group should turn, in a leader's words."""
    top = {row["criterion_id"] for row in group.top_criteria}
    gaps = [row for row in group.data.rows("coaching_gaps") if row["criterion_id"] in top]
    title = METRICS["coaching_gap"].title
    if not gaps:
        text = "No skill was coached in this window."
        return section(title, text)
    return block(
        "group_report/routing_summary.html.j2",
        title=title,
        rows=routing_rows(gaps, group.rep_names, group.criteria_names, named=group.is_team),
        total=counted(len(gaps), "coached skill"),
    )


MEANINGS: Mapping[str, tuple[str, str]] = {
    "system": (
        "The record",
        "No session left a complete entry, so nobody can say what coaching did. Fix the log first.",
    ),
    "will": (
        "The commitment",
        "No commitment has a date, or they are missed or vague. Agree on fewer, each with "
        "a day and a way to check it.",
    ),
    "knowledge": (
        "The standard",
        "Neither a rating nor parts of the skill say what good looks like. Show it with a call.",
    ),
    "skill": (
        "The practice",
        "Commitments are kept, but the theme comes back without a clear rise. Practise in another way.",
    ),
    "working": ("None of these", "The coaching has what it needs. Keep going."),
}
"""Routing → what it points to, and what that means to a leader, in the order it is judged."""


LISTED = 6


def routing_rows(
    gaps: Sequence[Row], names: Mapping[str, str], criteria: Mapping[str, str], *, named: bool
) -> list[dict[str, str]]:
    """Give a line for each kind of routing that occurs: skills, reps, what it means, and whose.

    Parameters
    ----------
    gaps
        Rows of ``coaching_gaps`` on top-level criteria.
    named
        Whether reps are named.
    """
    lines = []
    for gap, (title, meaning) in MEANINGS.items():
        rows = [row for row in gaps if row["gap"] == gap]
        if not rows:
            continue
        lines.append(
            {
                "points_to": title,
                "skills": str(len(rows)),
                "reps": str(len({row["rep_id"] for row in rows})),
                "meaning": meaning,
                "who": _who(rows, names, criteria) if named and gap != "working" else "",
            }
        )
    return lines


def _who(rows: Sequence[Row], names: Mapping[str, str], criteria: Mapping[str, str]) -> str:
    """Name reps with their skills; of many only the first by name, and how many more there are."""
    skills: dict[str, list[str]] = {}
    for row in rows:
        name = names.get(row["rep_id"], DASH)
        skills.setdefault(name, []).append(
            in_sentence(criteria.get(row["criterion_id"], row["criterion_id"]))
        )
    listed = [
        f"{isolated(name)} ({joined(sorted(found))})" for name, found in sorted(skills.items())
    ]
    if len(listed) > LISTED:
        listed = [*listed[:LISTED], f"{len(listed) - LISTED} more"]
    return joined(listed)
