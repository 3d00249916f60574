"""Reps in four quadrants, and those that cannot be told yet in a cell of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.wording import isolated, joined, percent
from review_kit.metrics import METRICS
from review_kit.metrics.team import ALONE, CANNOT_TELL, IMPROVING, NEITHER, STUCK
from review_kit.number_format import signed
from review_kit.words import say


def quadrants(group: GroupRecord) -> Block:
    """Place every rep by whether they were coached and by the verdicts on their skills."""
    rows = group.placements
    return block(
        "group_report/quadrants.html.j2",
        title=METRICS["quadrants"].title,
        cells=quadrant_cells(rows, group.rep_names, group.criteria_names, named=group.is_team),
    )


TITLES: Mapping[str, str] = {
    IMPROVING: "reports-quadrant-improving",
    STUCK: "reports-quadrant-stuck",
    ALONE: "reports-quadrant-alone",
    NEITHER: "reports-quadrant-neither",
    CANNOT_TELL: "reports-quadrant-too-early",
}
"""Quadrant → the message of its name: coached reps in the first row, the others in the second."""


LISTED = 14
"""Names that a quadrant may hold; of more only the first are listed."""


def quadrant_cells(
    rows: Sequence[Row], names: Mapping[str, str], criteria: Mapping[str, str], *, named: bool
) -> dict[str, dict[str, Any]]:
    """Give each cell's title, how many of all reps are in it, and who.

    Parameters
    ----------
    rows
        Rows of ``quadrants``, one for every rep: ``rep_id``, ``quadrant``, ``criterion_id`` and
        ``points`` (pp).
    names, criteria
        Rep id → name; criterion id → name.
    named
        Whether names are listed, those who improve with the skill and its number; else the share of
        all reps is given.
    """
    cells = {}
    for quadrant, title in TITLES.items():
        inside = [row for row in rows if row["quadrant"] == quadrant]
        inside.sort(key=lambda row: names.get(row["rep_id"], ""))
        share = (
            say("reports-quadrant-share", share=percent(len(inside) / len(rows))) if rows else ""
        )
        cells[quadrant] = {
            "title": say(title),
            "n": str(len(inside)),
            "who": _listed(inside, names, criteria) if named else share,
        }
    return cells


def _listed(inside: Sequence[Row], names: Mapping[str, str], criteria: Mapping[str, str]) -> str:
    listed = []
    for row in inside[:LISTED]:
        name = isolated(names[row["rep_id"]])
        if row["points"] is not None:
            skill = in_sentence(criteria[row["criterion_id"]])
            name = say("reports-quadrant-who", name=name, skill=skill, points=signed(row["points"]))
        listed.append(name)
    if len(inside) > LISTED:
        listed.append(say("reports-more", n=len(inside) - LISTED))
    return joined(listed)
