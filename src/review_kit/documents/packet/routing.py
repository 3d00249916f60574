"""Where the record of each coached skill points, and how the rep rates the same calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import (
    counted,
)


def routing(rep: RepRecord) -> Block:
    """Say for each coached skill where the record points, and on which evidence."""
    return block(
        "packet/routing.html.j2",
        rows=routing_rows(rep.data.rows("coaching_gaps"), rep.criteria_names),
        self_view=self_view_sentence(rep.metrics.get("self_assessment_gap")),
    )


GAPS = {
    "system": ("System", "the record is missing, so complete the log first"),
    "will": ("Will", "agree fewer commitments, each with a date and something that can be checked"),
    "knowledge": ("Knowledge", "first settle what good looks like: a rating or a rubric level"),
    "skill": ("Skill", "practise it: role-play, shadowing, another way of coaching it"),
    "working": ("Working", "keep going"),
}
"""Routing of a coaching → its name in print, and what it suggests."""


def routing_rows(gaps: Sequence[Row], names: Mapping[str, str]) -> list[dict[str, str]]:
    """Give one line for each coached criterion: where the routing points, on which evidence.

    Parameters
    ----------
    gaps
        Rows of ``coaching_gaps``: ``evidence``, ``criterion_id``, ``gap``.
    """
    return [
        {
            "criterion": names.get(row["criterion_id"], row["criterion_id"]),
            "gap": GAPS[row["gap"]][0],
            "evidence": row["evidence"],
            "suggests": GAPS[row["gap"]][1],
        }
        for row in gaps
    ]


def self_view_sentence(shown: Outcome | None) -> str:
    """Say how the rep's own ratings compare with the QA scores before the sessions."""
    if shown is None or shown.value is None or not shown.n:
        return ""
    sessions = counted(shown.n, "session")
    if shown.low is not None and shown.high is not None and shown.low <= 0 <= shown.high:
        return f"Own ratings and QA scores before the session agree within chance ({sessions})."
    gap = round(abs(shown.value))
    if gap == 0:
        return f"Own ratings and QA scores before the session agree ({sessions})."
    side = "above" if shown.value > 0 else "below"
    return (
        f"Own ratings were {counted(gap, 'point')} {side} the QA score before the session, "
        f"on average over {sessions}."
    )
