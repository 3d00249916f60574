"""Scores that somebody has called wrong, and what the rep said to earlier documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import score, short_day
from review_kit.metrics.scorers.disputes import OVERTURNED, UPHELD
from review_kit.words import say


def disputes(rep: RepRecord) -> Block:
    """List the disputed scores of the window, and print what the rep said, word for word."""
    rows = rep.data.rows("disputed_scores")
    return block(
        "packet/disputes.html.j2",
        sentence=disputes_sentence(rows),
        lines=[dispute_line(row, rep.criteria_names) for row in rows],
        statements=[
            {
                "text": row["statement"],
                "name": rep.rep["rep_name"],
                "about": f"{row['document']}, {short_day(row['acknowledged_on'])}",
            }
            for row in rep.data.rows("statements")
            if row["statement"]
        ],
    )


def disputes_sentence(rows: Sequence[Row]) -> str:
    """Say how many scores are disputed and what that does to the numbers; empty without any.

    Parameters
    ----------
    rows
        Rows of ``disputed_scores``: ``left_out``.
    """
    if not rows:
        return ""
    out = sum(bool(row["left_out"]) for row in rows)
    return say("packet-disputes-counted", scores=len(rows), out=out)


def dispute_line(row: Row, names: Mapping[str, str]) -> str:
    """Say of one disputed score where it is and what became of it.

    Parameters
    ----------
    row
        Row of ``disputed_scores``.
    names
        Criterion id → name.
    """
    known = {
        "skill": names.get(row["criterion_id"]) or say("packet-dispute-no-skill"),
        "call": short_day(row["call_on"]),
        "score": score(row["score"]),
        "by": row["raised_by"],
        "day": short_day(row["raised_on"]),
    }
    if row["status"] == UPHELD:
        return say("packet-dispute-upheld", **known)
    if row["status"] == OVERTURNED:
        after = row["score_after"]
        if after is None:
            return say("packet-dispute-left-out", **known)
        return say("packet-dispute-overturned", **known, after=score(after))
    return say("packet-dispute-open", **known)
