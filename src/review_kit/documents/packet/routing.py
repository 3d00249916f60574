"""Where the record of each coached skill points, and how the rep rates the same calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.verdict import Verdict, verdict
from review_kit.documents.parts.wording import (
    counted,
)
from review_kit.metrics.routing import WORKING
from review_kit.metrics.skill_verdicts import TOLD


def routing(rep: RepRecord) -> Block:
    """Say for each coached skill where the record points, and on which evidence."""
    return block(
        "packet/routing.html.j2",
        rows=routing_rows(
            rep.data.rows("coaching_gaps"),
            rep.criteria_names,
            {row["criterion_id"]: verdict(row) for row in rep.criteria},
        ),
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


UNCLEAR = ("Nothing in the way", "keep going: whether it works cannot be told yet")
"""``working``, as long as no verdict says that the skill improved."""

STANDS_STILL = (
    "Nothing in the way",
    "the record is sound and the score did not rise: listen to calls together",
)
"""``working``, where the verdict says that it did not."""


def routing_rows(
    gaps: Sequence[Row], names: Mapping[str, str], verdicts: Mapping[str, Verdict]
) -> list[dict[str, str]]:
    """Give one line for each coached criterion: where the routing points, on which evidence.

    That coaching works is said only where the verdict on the skill says so.

    Parameters
    ----------
    gaps
        Rows of ``coaching_gaps``: ``evidence``, ``criterion_id``, ``gap``.
    verdicts
        Criterion id → the verdict on it.
    """
    lines = []
    for row in gaps:
        gap, suggests = _pointed(row["gap"], verdicts[row["criterion_id"]])
        lines.append(
            {
                "criterion": names.get(row["criterion_id"], row["criterion_id"]),
                "gap": gap,
                "evidence": row["evidence"],
                "suggests": suggests,
            }
        )
    return lines


def _pointed(gap: str, found: Verdict) -> tuple[str, str]:
    if gap != WORKING or found.direction > 0 or found.recovered:
        return GAPS[gap]
    return STANDS_STILL if found.kind in TOLD else UNCLEAR


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
