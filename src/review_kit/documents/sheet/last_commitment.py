"""The commitment that a conversation reopens."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import day
from review_kit.words import say

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
    """Say the commitment to reopen: its text, when it was agreed, when it is due.

    How it is logged is not said: the rep marks that, unprompted.
    """
    latest = chosen_commitment(commitments, context)
    if latest is None:
        return None
    made, due = day(latest["session_date"]), latest["commitment_due"]
    check = latest.get("commitment_check")
    return {
        "text": shorten(latest["commitment"], LONGEST_COMMITMENT, placeholder=" …"),
        "facts": say("sheet-last-undated", made=made)
        if due is None
        else say("sheet-last-dated", made=made, due=day(due)),
        "check": say("sheet-last-check", check=shorten(check, LONGEST_CHECK, placeholder=" …"))
        if check
        else "",
    }
