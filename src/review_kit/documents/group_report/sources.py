"""What the numbers of a report mean, and where they come from."""

from __future__ import annotations

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.practice import PRACTICE
from review_kit.documents.group_report.scorer_trust import Scorers
from review_kit.documents.parts.block import Block
from review_kit.documents.parts.definitions import definitions, printed_metrics
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.provenance import provenance
from review_kit.metrics.registry import SECTIONS

SCORER_METRICS = frozenset(metric.name for metric in SECTIONS["Scorers"])


def report_definitions(group: GroupRecord, template: str) -> Block:
    """Define every number used in a report.

    Parameters
    ----------
    template
        Name of its template in the registry of what prints what.
    """
    shown = {each.metric for each in (*group.lagging, *group.own_leading)}
    top = {row["criterion_id"]: row["criterion"] for row in group.top_criteria}
    scorers = Scorers.of(group.data.rows("scorers")).printed(top)
    names = [
        name
        for name in printed_metrics(template, group.context, shown)
        if name not in PRACTICE or group.value(name) is not None
        if name not in SCORER_METRICS or name in scorers
    ]
    return definitions(names, group.context)


def report_provenance(group: GroupRecord) -> Block:
    """Say where the numbers come from: rows used and quarantined, files, contracts, run."""
    totals: dict[str, Row] = {}
    for row in group.data.rows("provenance"):
        total = totals.setdefault(row["table"], {**row, "rows_used": 0, "rows_quarantined": 0})
        total["rows_used"] += row["rows_used"]
        total["rows_quarantined"] += row["rows_quarantined"]
        days = [d for d in (total["first_day"], row["first_day"]) if d is not None]
        ends = [d for d in (total["last_day"], row["last_day"]) if d is not None]
        total["first_day"], total["last_day"] = min(days, default=None), max(ends, default=None)
    return provenance(list(totals.values()), group.context, evidence=group.evidence)
