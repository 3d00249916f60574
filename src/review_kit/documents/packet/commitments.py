"""Commitments: what was agreed, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.commitments import is_open
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import short_day
from review_kit.metrics.commitments import DONE
from review_kit.words import say


def commitments(rep: RepRecord) -> Block:
    """Show the commitments made in the window or due in it, and what became of them."""
    rows = rep.commitments
    return block(
        "packet/commitments.html.j2",
        sentence=commitments_sentence(rows),
        commitments=commitment_rows(listed(rows), rep.context),
        unlisted=len(rows) - len(listed(rows)),
        vague=vague_sentence(rows),
    )


MOST_LISTED = 16
"""Commitments listed; of more, those that are open or were missed come first, then the latest."""


def listed(rows: Sequence[Row]) -> list[Row]:
    """Choose the commitments to list: all, or of many those not kept and then the latest.

    Parameters
    ----------
    rows
        Rows of ``commitments``: ``commitment_status``, ``session_date``, ``entry_id``.
    """
    chosen = sorted(
        rows,
        key=lambda row: (
            row["commitment_status"] == "done",
            -row["session_date"].toordinal(),
            row["entry_id"],
        ),
    )
    return chosen[:MOST_LISTED]


def commitment_rows(rows: Sequence[Row], context: Context) -> list[dict[str, str]]:
    """List the commitments made in the window or due in it by due day, with what became of each.

    Parameters
    ----------
    rows
        Rows of ``commitments``.
    """
    ordered = sorted(
        rows, key=lambda row: (row["commitment_due"] or context.as_of, row["entry_id"])
    )
    return [
        {
            "made": short_day(row["session_date"]),
            "text": row["commitment"] or say("packet-commitment-no-words"),
            "due": say("packet-commitment-no-date")
            if row["commitment_due"] is None
            else short_day(row["commitment_due"]),
            "status": say("packet-commitment-outcome", outcome=outcome_of(row, context)),
        }
        for row in ordered
    ]


def outcome_of(row: Row, context: Context) -> str:
    """Give what became of a commitment: kept, missed, open, open_due or not_due.

    Parameters
    ----------
    row
        Row of ``commitments``: ``commitment_status``, ``commitment_due``.
    """
    if not is_open(row):
        return "kept" if row["commitment_status"] == DONE else "missed"
    due = row["commitment_due"]
    if due is None:
        return "open"
    return "open_due" if due <= context.as_of else "not_due"


def commitments_sentence(rows: Sequence[Row]) -> str:
    """Count the listed commitments: made in the window, made before, due and kept.

    Parameters
    ----------
    rows
        Rows of ``commitments``: ``due``, ``made_in_window``, ``commitment_status``.
    """
    made = sum(bool(row["made_in_window"]) for row in rows)
    due = [row for row in rows if row["due"]]
    kept = sum(row["commitment_status"] == "done" for row in due)
    return say(
        "packet-commitments-counted", made=made, before=len(rows) - made, due=len(due), kept=kept
    )


def vague_sentence(rows: Sequence[Row]) -> str:
    """Say how many of the listed commitments of the window cannot be checked; empty where all can.

    Parameters
    ----------
    rows
        Rows of ``commitments``: ``made_in_window``, ``commitment_vague``.
    """
    vague = sum(bool(row["commitment_vague"]) for row in rows if row["made_in_window"])
    return say("packet-commitments-vague", vague=vague) if vague else ""
