"""Commitments: what was agreed, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import (
    capitalised,
    count_word,
    short_day,
)


def commitments(rep: RepRecord) -> Block:
    """Show the commitments made in the window or due in it, and what became of them."""
    rows = rep.commitments
    return block(
        "packet/commitments.html.j2",
        sentence=commitments_sentence(rows),
        commitments=commitment_rows(rows, rep.context),
        vague=vague_sentence(rows),
    )


COMMITMENT_WORDS = {"done": "kept", "missed": "missed", "open": "open"}


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
            "text": row["commitment"] or "no words logged",
            "due": "no date" if row["commitment_due"] is None else short_day(row["commitment_due"]),
            "status": _commitment_status(row, context),
        }
        for row in ordered
    ]


def commitments_sentence(rows: Sequence[Row]) -> str:
    """Count the listed commitments: made in the window, made before and still due, due and kept.

    Parameters
    ----------
    rows
        Rows of ``commitments``: ``due``, ``made_in_window``, ``commitment_status``.
    """
    if not rows:
        return ""
    made = sum(bool(row["made_in_window"]) for row in rows)
    before = len(rows) - made
    due = [row for row in rows if row["due"]]
    kept = sum(row["commitment_status"] == "done" for row in due)
    text = f"{made or 'None'} made in this window"
    if before:
        text = f"{text}, {before} before it"
    if not due:
        return f"{text}; none was due."
    which = f"{kept or 'none'} of the {len(due)}"
    if kept == len(due):
        which = {1: "the one", 2: "both"}.get(kept, f"all {kept}")
    return f"{text}; {which} due {'was' if kept <= 1 else 'were'} kept."


def vague_sentence(rows: Sequence[Row]) -> str:
    """Say how many of the listed commitments of the window cannot be checked; empty where all can.

    Parameters
    ----------
    rows
        Rows of ``commitments``: ``made_in_window``, ``commitment_vague``.
    """
    made = [row for row in rows if row["made_in_window"]]
    vague = sum(bool(row["commitment_vague"]) for row in made)
    if vague == 0:
        return ""
    verb = "has" if vague == 1 else "have"
    of = f" of the {len(made)} made in this window" if len(made) > 1 else ""
    return f"{capitalised(count_word(vague))}{of} {verb} no date, or nothing that can be checked."


def _commitment_status(row: Row, context: Context) -> str:
    word = COMMITMENT_WORDS.get(row["commitment_status"] or "", "not recorded")
    due = row["commitment_due"]
    if word == "open" and due is not None:
        return "open, due" if due <= context.as_of else "not due yet"
    return word
