"""Reps in four quadrants: coached or not, scores risen or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import (
    counted,
    exact,
    isolated,
    joined,
    percent,
)
from review_kit.metrics import METRICS
from review_kit.number_format import signed


def quadrants(group: GroupRecord) -> Block:
    """Place the reps by whether they were coached and whether their scores rose."""
    rows = group.placements
    minimum = group.context.config.evidence.minimum_calls
    return block(
        "group_report/quadrants.html.j2",
        title=METRICS["quadrants"].title,
        movement=f"{exact(group.context.config.coaching.recurrence_movement_pp)} pp",
        cells=quadrant_cells(rows, group.rep_names, named=group.is_team),
        placed=any(row["quadrant"] is not None for row in rows),
        note=unplaced_sentence(rows, group.rep_names, minimum, named=group.is_team),
    )


TITLES: Mapping[str, str] = {
    "coachable_and_improving": "Coachable and improving",
    "coached_and_stuck": "Coached and stuck",
    "improving_alone": "Improving alone",
    "neither": "Neither",
}
"""Quadrant → its name in print: coached reps in the first row, the others in the second."""


LISTED = 14
"""Names that a quadrant may hold; of more only the first are listed."""


def quadrant_cells(
    rows: Sequence[Row], names: Mapping[str, str], *, named: bool
) -> dict[str, dict[str, Any]]:
    """Give each quadrant's title, how many reps are in it, and who with which change.

    Parameters
    ----------
    rows
        Rows of ``quadrants``: ``rep_id``, ``quadrant`` (missing where not placed), ``delta`` (pp) and
        ``low``.
    names
        Rep id → name.
    named
        Whether names are listed; else the share of all placed reps is given.
    """
    placed = [row for row in rows if row["quadrant"] is not None]
    cells = {}
    for quadrant, title in TITLES.items():
        inside = _highest_first([row for row in placed if row["quadrant"] == quadrant], names)
        detail = f"{percent(len(inside) / len(placed))} of reps" if placed else ""
        cells[quadrant] = {
            "title": title,
            "n": str(len(inside)),
            "who": _listed(inside, names) if named else detail,
        }
    return cells


def _listed(inside: Sequence[Row], names: Mapping[str, str]) -> str:
    listed = [f"{isolated(names[row['rep_id']])} {signed(row['delta'])}" for row in inside[:LISTED]]
    if len(inside) > LISTED:
        listed.append(f"{len(inside) - LISTED} more")
    return joined(listed)


def unplaced_sentence(
    rows: Sequence[Row], names: Mapping[str, str], minimum: int, *, named: bool
) -> str:
    """Say who cannot be placed and why; empty where everybody is.

    Parameters
    ----------
    rows
        Rows of ``quadrants``: ``quadrant``, ``low``, ``delta`` (pp), ``rep_id``.
    """
    missing = [row for row in rows if row["quadrant"] is None]
    unclear = [row for row in missing if row["low"] is not None]
    few = [row for row in missing if row["low"] is None and row["delta"] is None]
    unjudged = [row for row in missing if row["low"] is None and row["delta"] is not None]
    sentences = []
    for reason, group, listed in (
        (
            "because scores here rise that far by themselves",
            unclear,
            _listed(_highest_first(unclear, names), names),
        ),
        (
            f"for too few calls, under {minimum} in the first or the last window",
            few,
            _by_name(few, names),
        ),
        (
            "for too few skills here to say how far scores move by themselves",
            unjudged,
            _by_name(unjudged, names),
        ),
    ):
        if group and named and len(group) <= LISTED:
            sentences.append(f"Not placed {reason}: {listed}.")
        elif group:
            sentences.append(f"{counted(len(group), 'rep')} not placed {reason}.")
    return " ".join(sentences)


def _by_name(rows: Sequence[Row], names: Mapping[str, str]) -> str:
    return joined(sorted(names[row["rep_id"]] for row in rows))


def _highest_first(rows: Sequence[Row], names: Mapping[str, str]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row["delta"], names.get(row["rep_id"], "")))
