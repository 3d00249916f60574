"""Where the numbers of a document come from: exports, days, contracts, rows left out, run."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.titles import table_name
from review_kit.documents.parts.wording import DASH, number, short_span
from review_kit.words import say


def provenance(rows: Sequence[Row], context: Context, *, evidence: str) -> Block:
    """Show for each table which rows a document rests on.

    Parameters
    ----------
    rows
        Rows of ``provenance``, one for each table: ``table``, ``rows_used``, ``rows_quarantined``,
        ``first_day``, ``last_day``.
    evidence
        Key of the evidence; empty when run by hand.
    """
    return block(
        "parts/provenance.html.j2",
        rows=provenance_rows(rows, context),
        quarantined=sum(int(row["rows_quarantined"]) for row in rows),
        run_id=context.run_id,
        small_groups=small_groups_sentence(context),
        evidence=evidence[:12],
        version=context.package_version,
    )


def small_groups_sentence(context: Context) -> str:
    """Warn that single values can be worked out from medians, where the settings allow such groups."""
    privacy = context.config.privacy
    if not privacy.has_small_groups:
        return ""
    return say("sources-small-groups", n=privacy.minimum_group_size)


def provenance_rows(rows: Sequence[Row], context: Context) -> list[dict[str, str]]:
    """Say for each table which rows were used, which quarantined, and from which sources.

    Sources are numbered as in the validation report: a file or sheet may be called after a person.

    Parameters
    ----------
    rows
        Rows of ``provenance``: ``rows_used``, ``rows_quarantined``, ``table``, ``first_day``,
        ``last_day``.
    """
    return [
        {
            "table": table_name(row["table"]),
            "sources": number_spans(context.sources.get(row["table"], ())),
            "used": number(row["rows_used"]),
            "quarantined": number(row["rows_quarantined"]),
            "days": DASH
            if row["first_day"] is None
            else short_span(row["first_day"], row["last_day"]),
            "contract": contract_words(row["table"], context),
        }
        for row in rows
    ]


def number_spans(numbers: Sequence[int]) -> str:
    """Write numbers with those that follow one another as spans: ``1, 4–6``; a dash without any."""
    spans: list[list[int]] = []
    for each in sorted(numbers):
        if spans and each == spans[-1][-1] + 1:
            spans[-1].append(each)
        else:
            spans.append([each])
    return (
        ", ".join(
            str(span[0]) if len(span) == 1 else f"{span[0]}{DASH}{span[-1]}" for span in spans
        )
        or DASH
    )


def contract_words(table: str, context: Context) -> str:
    """Say which contract a table was checked against; documents are made of those that passed."""
    contract = context.contracts.get(table)
    return DASH if contract is None else say("contract-passed", version=contract["version"])
