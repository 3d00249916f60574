"""Scores that somebody has called wrong, and what the rep said to earlier documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import capitalised, count_word, counted, score, short_day
from review_kit.metrics.scorers.disputes import OVERTURNED, UPHELD


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
    one = len(rows) == 1
    text = f"{capitalised(counted(len(rows), 'score', words=True))} of this window "
    text += "was disputed" if one else "were disputed"
    out = sum(bool(row["left_out"]) for row in rows)
    if not out:
        return f"{text}; all are resolved." if not one else f"{text}; the dispute is resolved."
    if out == len(rows):
        return f"{text} and {'counts' if one else 'count'} in no number here."
    verb = "counts" if out == 1 else "count"
    return f"{text}; {count_word(out)} of them {verb} in no number here."


def dispute_line(row: Row, names: Mapping[str, str]) -> str:
    """Say of one disputed score where it is and what became of it.

    Parameters
    ----------
    row
        Row of ``disputed_scores``.
    names
        Criterion id → name.
    """
    name = names.get(row["criterion_id"], "a criterion no longer scored")
    text = f"{name}, call of {short_day(row['call_on'])}, score {score(row['score'])}"
    raised = f"disputed by the {row['raised_by']} on {short_day(row['raised_on'])}"
    if row["status"] == UPHELD:
        return f"{text}: {raised}, upheld"
    if row["status"] == OVERTURNED:
        after = row["score_after"]
        instead = "left out" if after is None else f"now {score(after)}"
        return f"{text}: {raised}, overturned, {instead}"
    return f"{text}: {raised}, left out until it is resolved"
