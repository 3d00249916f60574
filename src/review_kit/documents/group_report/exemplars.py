"""Whose calls are an example on each criterion: at the target, and clearly above the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import isolated, number, score
from review_kit.grains import ORG
from review_kit.metrics import METRICS
from review_kit.words import say


def exemplars_of_team(group: GroupRecord) -> Block:
    """Name whose calls are an example on each criterion."""
    return _exemplars(group, group.scope, group.rep_names)


def exemplars_of_organisation(group: GroupRecord) -> Block:
    """Name whose calls are an example on each criterion."""
    names = {rep["rep_id"]: f"{isolated(rep['rep_name'])} ({rep['team']})" for rep in group.reps}
    return _exemplars(group, (ORG, ORG), names)


def _exemplars(group: GroupRecord, scope: tuple[str, str], names: Mapping[str, str]) -> Block:
    found = [
        row for row in group.data.rows("exemplars") if (row["scope"], row["scope_id"]) == scope
    ]
    top = {row["criterion_id"]: row for row in group.top_criteria}
    return exemplar_block(exemplar_rows(found, names, top), group.context)


def exemplar_rows(
    exemplars: Sequence[Row],
    names: Mapping[str, str],
    criteria: Mapping[str, Row],
) -> list[dict[str, str]]:
    """Give the exemplar of each top-level criterion that has one, the heaviest criterion first.

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
    return [
        {
            "criterion": criterion["criterion"],
            "rep": names.get(row["rep_id"], row["rep_id"]),
            "score": score(row["current_score"]),
            "target": score(row["target"]),
            "others": score(row["others_mean"]),
            "calls": number(row["n_current"]),
            "compared": number(row["reps_compared"] - 1),
        }
        for criterion in ordered
        if (row := found.get(criterion["criterion_id"])) is not None
    ]


def exemplar_block(rows: Sequence[Mapping[str, str]], context: Context) -> Block:
    """Return the exemplars as a table, or say what it takes to name one."""
    title = METRICS["exemplars"].title
    if not rows:
        text = say("reports-exemplars-none", calls=context.config.evidence.thin_calls)
        return block("group_report/section.html.j2", title=title, sentence=text, table="")
    table = rows_table(
        rows,
        {
            "criterion": say("reports-exemplars-skill"),
            "rep": say("reports-exemplars-rep"),
            "score": say("reports-exemplars-score"),
            "target": say("reports-exemplars-target"),
            "others": say("reports-exemplars-others"),
            "calls": say("reports-exemplars-calls"),
            "compared": say("reports-exemplars-compared"),
        },
        right=("score", "target", "others", "calls", "compared"),
    )
    return block(
        "group_report/section.html.j2",
        title=title,
        sentence=say("reports-exemplars-why"),
        table=table.html,
    )
