"""The commitment that a conversation reopens."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import day

LONGEST_COMMITMENT = 280
"""Characters of a commitment on the sheet, which is one page; the packet has it in full."""
LONGEST_CHECK = 140
"""Characters of how both wanted to know."""


def chosen_commitment(commitments: Sequence[Row], context: Context) -> Row | None:
    """Choose the commitment to reopen: the latest that fell due, else the latest made.

    Parameters
    ----------
    commitments
        Rows of ``commitments``: made in the window or due in it.
    """
    made = [row for row in commitments if row["commitment"]]
    if not made:
        return None
    due = [
        r for r in made if r["commitment_due"] is not None and r["commitment_due"] <= context.as_of
    ]
    if due:
        return max(due, key=lambda row: (row["commitment_due"], row["entry_id"]))
    return max(made, key=lambda row: (row["session_date"], row["entry_id"]))


def last_commitment(commitments: Sequence[Row], context: Context) -> dict[str, str] | None:
    """Say the commitment to reopen: its text, and when it was agreed, when due, how it is logged."""
    latest = chosen_commitment(commitments, context)
    if latest is None:
        return None
    when = "no date was set"
    if latest["commitment_due"] is not None:
        when = f"due {day(latest['commitment_due'])}"
    status = {"done": "logged as kept", "missed": "logged as missed", "open": "still open"}.get(
        latest["commitment_status"] or "", "its outcome is not logged"
    )
    check = latest.get("commitment_check")
    return {
        "text": shorten(latest["commitment"], LONGEST_COMMITMENT, placeholder=" …"),
        "facts": f"agreed {day(latest['session_date'])}, {when}, {status}",
        "check": f"How you both wanted to know: {shorten(check, LONGEST_CHECK, placeholder=' …')}"
        if check
        else "",
    }
