"""The terms that this packet uses, and where its numbers come from; the whole glossary is a document of its own."""

from __future__ import annotations

from review_kit.documents.packet.performance import that_matter
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.definitions import definition_rows, printed_metrics
from review_kit.documents.parts.outcome import lagging_of
from review_kit.documents.parts.provenance import contract_words, number_spans
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.scorer_words import who_scored
from review_kit.documents.parts.wording import short_span
from review_kit.metrics import METRICS
from review_kit.words import say


def terms(rep: RepRecord) -> Block:
    """Define what this packet prints and does not say for itself."""
    return block(
        "packet/terms.html.j2", rows=definition_rows(terms_used(rep), rep.context)
    )


def terms_used(rep: RepRecord) -> list[str]:
    """Name the metrics to define: those that the packet prints, without counts and sums.

    A count or a sum says itself what it is. Of results, those shown as bars are defined.
    """
    lagging = {each.metric for each in that_matter(lagging_of(rep.metrics), rep)}
    names = printed_metrics("rep_packet", rep.context, lagging)
    if not who_scored(rep.data.rows("scorer_shares")):
        names = [name for name in names if name != "scorer_mix"]
    return [
        name
        for name in names
        if METRICS[name].unit not in _SAY_THEMSELVES
        and (METRICS[name].kind == "leading" or name in lagging)
    ]


_SAY_THEMSELVES = frozenset({"count", "money", "minutes", "hours", "rank", "words"})


def sources(rep: RepRecord) -> Block:
    """Say for each table which rows the packet rests on, and which run it is of."""
    rows, context = rep.data.rows("provenance"), rep.context
    quarantined = sum(int(row["rows_quarantined"]) for row in rows)
    return block(
        "packet/sources.html.j2",
        exports=[
            say(
                "source",
                table=row["table"].replace("_", " "),
                used=int(row["rows_used"]),
                quarantined=int(row["rows_quarantined"]),
                days="none"
                if row["first_day"] is None
                else short_span(row["first_day"], row["last_day"]),
                exports=number_spans(context.sources.get(row["table"], ())),
                contract=contract_words(row["table"], context),
            )
            for row in rows
        ],
        quarantined=say("sources-quarantined", rows=quarantined)
        if quarantined
        else say("sources-none-quarantined"),
        run=say("sources-run", run=context.run_id, version=context.package_version),
    )
