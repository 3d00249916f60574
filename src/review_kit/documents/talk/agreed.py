"""What is agreed: the commitment still open, the next session, the next goal."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.commitments import is_open
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.planned import is_the_goal
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import day, short_day, weekday_day
from review_kit.number_format import rounded
from review_kit.words import say


def agreed(rep: RepRecord) -> list[str]:
    """Say what is agreed or proposed, a line each: open commitment, next session, next goal."""
    return [commitment_line(rep), session_line(rep), goal_line(rep)]


def commitment_line(rep: RepRecord) -> str:
    """Give the open commitment made last, word for word, and how many others are open."""
    still_open = open_commitments(rep.commitments)
    if not still_open:
        return say("packet-agreed-no-commitment")
    latest = still_open[-1]
    due = latest["commitment_due"]
    return say(
        "packet-agreed-commitment" if due is not None else "packet-agreed-commitment-without-day",
        text=latest["commitment"].rstrip(". "),
        others=len(still_open) - 1,
        **({} if due is None else {"day": short_day(due)}),
    )


def session_line(rep: RepRecord) -> str:
    """Give the first of the sessions proposed, how many others there are, and until which day."""
    if not rep.planned_days:
        return say("packet-agreed-no-session")
    return say(
        "packet-agreed-session",
        day=weekday_day(rep.planned_days[0]),
        more=len(rep.planned_days) - 1,
        last=day(rep.planned_days[-1]),
    )


def goal_line(rep: RepRecord) -> str:
    """Give the goal of next quarter: from where to where, by when, and whether it is set or proposed."""
    plan = rep.plan
    if plan is None:
        return say("packet-agreed-no-goal")
    known = {
        "skill": plan["criterion"],
        "target": rounded(plan["target"]),
        "day": day(plan["due_on"]),
        "source": "set" if is_the_goal(plan) else "proposed",
    }
    if plan["baseline"] is None:
        return say("packet-agreed-goal-without-start", **known)
    return say("packet-agreed-goal", start=rounded(plan["baseline"]), **known)


def open_commitments(commitments: Sequence[Row]) -> list[Row]:
    """Return the commitments in words that are still open, the latest made last.

    Parameters
    ----------
    commitments
        Rows of ``commitments``: ``commitment``, ``session_date``, ``entry_id``, ``commitment_status``.
    """
    return sorted(
        (row for row in commitments if row["commitment"] and is_open(row)),
        key=lambda row: (row["session_date"], row["entry_id"]),
    )
