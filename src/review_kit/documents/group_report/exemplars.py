"""Who does best on each criterion, to learn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import (
    DASH,
    isolated,
    number,
    score,
)
from review_kit.grains import ORG
from review_kit.metrics import METRICS


def exemplars_of_team(group: GroupRecord) -> Block:
    """Name who does best on each criterion, to learn from."""
    own = [
        row
        for row in group.data.rows("exemplars")
        if (row["scope"], row["scope_id"]) == group.scope
    ]
    top = {row["criterion_id"]: row for row in group.top_criteria}
    return exemplar_block(exemplar_rows(own, group.rep_names, top), group.context)


def exemplars_of_organisation(group: GroupRecord) -> Block:
    """Name who does best on each criterion, to learn from."""
    best = [row for row in group.data.rows("exemplars") if row["scope"] == ORG]
    top = {row["criterion_id"]: row for row in group.top_criteria}
    names = {rep["rep_id"]: f"{isolated(rep['rep_name'])} ({rep['team']})" for rep in group.reps}
    return exemplar_block(exemplar_rows(best, names, top), group.context)


def exemplar_rows(
    exemplars: Sequence[Row],
    names: Mapping[str, str],
    criteria: Mapping[str, Row],
) -> list[dict[str, str]]:
    """Give the exemplar of each top-level criterion, the heaviest criterion first.

    Parameters
    ----------
    exemplars
        Rows of ``exemplars`` of one scope.
    names
        Rep id → name in print.
    criteria
        Criterion id → a row of ``rep_criteria``, top-level criteria only.
    """
    found = {row["criterion_id"]: row for row in exemplars}
    ordered = sorted(criteria.values(), key=lambda row: (-row["weight"], row["criterion"]))
    lines = []
    for criterion in ordered:
        row = found.get(criterion["criterion_id"])
        lines.append(
            {
                "criterion": criterion["criterion"],
                "rep": DASH if row is None else names.get(row["rep_id"], row["rep_id"]),
                "score": DASH if row is None else score(row["current_score"]),
                "calls": DASH if row is None else number(row["n_current"]),
                "compared": DASH if row is None else number(row["reps_compared"]),
            }
        )
    return lines if found else []


def exemplar_block(rows: Sequence[Mapping[str, str]], context: Context) -> Block:
    """Return the exemplars as a table, or say what it takes to name one."""
    title = METRICS["exemplars"].title
    if not rows:
        calls = context.config.evidence.thin_calls
        text = f"Nobody can be named: it takes two reps with {calls} calls in both windows."
        return block("group_report/section.html.j2", title=title, sentence=text, table="")
    table = rows_table(
        rows,
        {
            "criterion": "Criterion",
            "rep": "Whose calls to listen to",
            "score": "Score",
            "calls": "Calls",
            "compared": "Reps compared",
        },
        right=("score", "calls", "compared"),
    )
    return block("group_report/section.html.j2", title=title, sentence="", table=table.html)
