"""Page one's last line of content: what is next, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from review_kit.documents.packet.next_quarter import from_to
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.planned import is_the_goal
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import (
    counted,
    day,
    short_day,
    weekday_day,
)


def agreed_next(rep: RepRecord) -> Block:
    """Say what is next: the skill and its number, the first session, what is still open."""
    text = agreed_next_sentence(rep.plan, rep.planned_days, rep.commitments)
    return block("packet/agreed_next.html.j2", text=text)


def agreed_next_sentence(plan: Row | None, days: Sequence[date], commitments: Sequence[Row]) -> str:
    """Compose page one's last line: what is next, and what is still open of the commitments listed.

    Parameters
    ----------
    plan
        Row of ``plans``; ``None`` without one.
    days
        Days proposed for the next sessions.
    commitments
        Rows of ``commitments``.
    """
    parts = []
    if plan is not None:
        source = "the open goal" if is_the_goal(plan) else "proposed"
        text = f"{from_to(plan)} by {day(plan['due_on'])} ({source})"
        if days:
            text = (
                f"{text}; {counted(len(days), 'session')} to book, the first on "
                f"{weekday_day(days[0])}"
            )
        parts.append(f"{text}.")
    still_open = open_commitments(commitments)
    if still_open:
        latest = still_open[-1]
        due = latest["commitment_due"]
        when = "no date set" if due is None else f"due {short_day(due)}"
        rest = len(still_open) - 1
        more = f", and {counted(rest, 'other', 'others')}" if rest else ""
        parts.append(f"Open commitment: {latest['commitment'].rstrip('. ')} ({when}){more}.")
    return " ".join(parts)


def open_commitments(commitments: Sequence[Row]) -> list[Row]:
    """Return the commitments that are still open, the latest made last.

    Parameters
    ----------
    commitments
        Rows of ``commitments``: ``commitment``, ``session_date``, ``entry_id``,
        ``commitment_status``.
    """
    return sorted(
        (row for row in commitments if row["commitment"] and row["commitment_status"] == "open"),
        key=lambda row: (row["session_date"], row["entry_id"]),
    )
