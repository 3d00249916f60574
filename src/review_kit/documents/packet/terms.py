"""The terms that this packet uses, and where its numbers come from."""

from __future__ import annotations

from review_kit.documents.packet.performance import that_matter
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.definitions import definition_rows
from review_kit.documents.parts.outcome import lagging_of, own_leading_of
from review_kit.documents.parts.provenance import (
    contract_words,
    number_spans,
    small_groups_sentence,
)
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.titles import table_name
from review_kit.documents.parts.wording import short_span
from review_kit.metrics import METRICS
from review_kit.metrics.skill_verdicts import Basis
from review_kit.words import say


def terms(rep: RepRecord) -> Block:
    """Define what this packet prints and does not say for itself."""
    return block("packet/terms.html.j2", rows=definition_rows(terms_used(rep), rep.context))


def terms_used(rep: RepRecord) -> list[str]:
    """Name the metrics to define: those that need it and stand in this packet, in the glossary's order.

    A count or a sum says itself what it is; of results, those shown as bars are defined.
    """
    has = {
        "sessions": bool(rep.sessions),
        "expected": any(skill.verdict.against_expected for skill in rep.focus),
        "change": any(skill.verdict.basis is Basis.CHANGE for skill in (*rep.focus, *rep.others)),
        "commitments": bool(rep.commitments),
        "plan": rep.plan is not None,
    }
    has |= {table: bool(rep.data.rows(table)) for table in ("themes", "stages", "stalled")}
    bars = {each.metric for each in that_matter(lagging_of(rep.metrics), rep)}
    results = {name for name in bars if name in METRICS and METRICS[name].unit in _RATES}
    used = results | {name for name, where in _EXPLAINED.items() if has[where]}
    # nobody can know what a metric of the project's own is
    printed = (*lagging_of(rep.metrics), *own_leading_of(rep.metrics))
    used |= {each.metric for each in printed if each.own is not None}
    return [name for name in rep.context.metrics if name in used]


_EXPLAINED = {
    "score_delta": "change",
    "expected_gap": "expected",
    "session_before": "sessions",
    "session_after": "sessions",
    "commitment_completion": "commitments",
    "theme_recurrence": "themes",
    "plan_target": "plan",
    "choke_point": "stages",
    "stalled_count": "stalled",
}
"""Metric that a reader may ask about → what has to be in the packet for it to be there."""
_RATES = frozenset({"share", "days", "as exported", "money_per_day"})


def sources(rep: RepRecord) -> Block:
    """Say for each table which rows the packet rests on, and which run it is of."""
    rows, context = rep.data.rows("provenance"), rep.context
    quarantined = sum(int(row["rows_quarantined"]) for row in rows)
    return block(
        "packet/sources.html.j2",
        exports=[
            say(
                "packet-source",
                table=table_name(row["table"]),
                used=int(row["rows_used"]),
                quarantined=int(row["rows_quarantined"]),
                days="none"
                if row["first_day"] is None
                else short_span(row["first_day"], row["last_day"]),
                exports=number_spans(context.sources.get(row["table"], ())),
                contract=contract_words(row["table"], context),
            )
            for row in rows
            if row["rows_used"] or row["rows_quarantined"]
        ],
        quarantined=say("packet-sources-quarantined", rows=quarantined)
        if quarantined
        else say("packet-sources-none-quarantined"),
        small_groups=small_groups_sentence(context),
        run=say("packet-sources-run", run=context.run_id, version=context.package_version),
    )
