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
    isolated,
    joined,
)
from review_kit.metrics import METRICS
from review_kit.words import say


def routing_summary(group: GroupRecord) -> Block:
    """Say where the coaching of the group should turn, in a leader's words."""
    top = {row["criterion_id"] for row in group.top_criteria}
    gaps = [row for row in group.data.rows("coaching_gaps") if row["criterion_id"] in top]
    title = METRICS["coaching_gap"].title
    if not gaps:
        text = say("reports-no-skill-coached")
        return section(title, text)
    return block(
        "group_report/routing_summary.html.j2",
        title=title,
        rows=routing_rows(gaps, group.rep_names, group.criteria_names, named=group.is_team),
        total=len(gaps),
    )


MEANINGS: Mapping[str, tuple[str, str]] = {
    "system": ("reports-routing-record", "reports-routing-record-means"),
    "will": ("reports-routing-commitment", "reports-routing-commitment-means"),
    "knowledge": ("reports-routing-standard", "reports-routing-standard-means"),
    "skill": ("reports-routing-practice", "reports-routing-practice-means"),
    "working": ("reports-routing-none", "reports-routing-none-means"),
}
"""Routing → the messages of what it points to and what that means, in the order it is judged."""


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
                "points_to": say(title),
                "skills": str(len(rows)),
                "reps": str(len({row["rep_id"] for row in rows})),
                "meaning": say(meaning),
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
        listed = [*listed[:LISTED], say("reports-more", n=len(listed) - LISTED)]
    return joined(listed)
