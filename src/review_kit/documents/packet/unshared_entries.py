"""Entries of the log that the rep has not seen before the review."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import (
    counted,
    joined,
    short_day,
)


def unshared_entries(rep: RepRecord) -> Block:
    """List the entries that the rep has not seen before the review."""
    return block(
        "packet/unshared_entries.html.j2",
        sentence=unshared_sentence(rep.sessions),
        entries=unshared_lines(rep.sessions),
    )


def unshared_sentence(sessions: Sequence[Row]) -> str:
    """Introduce the entries the rep has not seen; with none, say that all were shared.

    Parameters
    ----------
    sessions
        Rows of ``sessions``: ``shared_with_rep_on``.
    """
    total = len(sessions)
    unseen = sum(row["shared_with_rep_on"] is None for row in sessions)
    if unseen == 0:
        return f"All {total} entries were shared before this review." if total > 1 else ""
    verb = "was" if unseen == 1 else "were"
    return (
        f"{counted(unseen, 'entry', 'entries')} of {total} {verb} not shared before this review. "
        "Open the conversation with them, so that nothing comes as a surprise."
    )


def unshared_lines(sessions: Sequence[Row]) -> list[str]:
    """Name the entries that the rep has not seen before the review: ``Discovery: 8 Jul and 5 Aug``.

    Parameters
    ----------
    sessions
        Rows of ``sessions``: ``theme``, ``shared_with_rep_on``, ``session_date``, ``entry_id``.
    """
    unseen = [row for row in sessions if row["shared_with_rep_on"] is None]
    unseen.sort(key=lambda row: (row["session_date"], row["entry_id"]))
    days: dict[str, list[str]] = {}
    for row in unseen:
        name = row.get("criterion") or row["theme"] or "No criterion"
        days.setdefault(name, []).append(short_day(row["session_date"]))
    return [f"{name}: {_dates(dates)}" for name, dates in days.items()]


MOST_DATES = 8
"""Days named one by one; more are counted. The record below has each."""


def _dates(dates: Sequence[str]) -> str:
    """Name the days, or, where they would fill the page, how many there are."""
    if len(dates) <= MOST_DATES:
        return joined(dates)
    return f"{counted(len(dates), 'entry', 'entries')} from {dates[0]} to {dates[-1]}"
