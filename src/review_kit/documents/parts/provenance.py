"""Where the numbers of a document come from: exports, days, contracts, rows left out, run."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import DASH, counted, number, short_span


def provenance(rows: Sequence[Row], context: Context, *, about: str, evidence: str) -> Block:
    """Show for each table which rows a document rests on.

    Parameters
    ----------
    rows
        Rows of ``provenance``, one for each table: ``table``, ``rows_used``, ``rows_quarantined``,
        ``first_day``, ``last_day``.
    about
        Whose rows they are, in a sentence: ``this rep``.
    evidence
        Key of the evidence; empty when run by hand.
    """
    return block(
        "parts/provenance.html.j2",
        rows=provenance_rows(rows, context),
        sentence=quarantine_sentence(rows, about),
        run_id=context.run_id,
        evidence=evidence[:12],
        version=context.package_version,
    )


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
            "table": row["table"].replace("_", " "),
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
    """Say which contract a table was checked against, and with what verdict."""
    contract = context.contracts.get(table)
    return DASH if contract is None else f"{contract['version']} {contract['verdict']}"


def quarantine_sentence(rows: Sequence[Row], about: str) -> str:
    """Say how many of the rows about somebody were quarantined.

    Parameters
    ----------
    rows
        Rows of ``provenance``: ``rows_quarantined``.
    """
    quarantined = sum(int(row["rows_quarantined"]) for row in rows)
    if quarantined == 0:
        return f"Every exported row about {about} met its contract."
    return (
        f"{counted(quarantined, 'row')} about {about} broke a contract and "
        f"{'was' if quarantined == 1 else 'were'} quarantined; the validation report says why."
    )
