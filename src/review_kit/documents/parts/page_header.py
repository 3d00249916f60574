"""The head of a document: whom it is about, and the running head and foot of every page."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.wording import isolated, span
from review_kit.words import say


def page_header(
    context: Context,
    *,
    kind: str,
    name: str,
    facts: Sequence[str],
    footer: str,
    period: str | None = None,
) -> Block:
    """Compose the head of a document.

    Parameters
    ----------
    kind
        What the document is, for the running head: ``Review packet``.
    facts
        Stand under the name; empty ones are left out.
    footer
        Foot of every page, from :func:`footer`.
    period
        A line of its own under the facts; none where it is missing.
    """
    when = span(context.window.start, context.window.end)
    return block(
        "parts/page_header.html.j2",
        name=name,
        facts=[fact for fact in facts if fact],
        period=period,
        running_left=f"{isolated(name)} · {when}",
        running_right=f"{kind} · {context.organisation}",
        footer=footer,
    )


def footer(context: Context, evidence: str, copy_for: str = "") -> str:
    """Write the foot of every page: confidentiality, whose copy it is, run and evidence.

    Parameters
    ----------
    evidence
        Key of the evidence the document rests on; empty when run by hand.
    copy_for
        Whose copy it is, where it names several reps.
    """
    chosen = context.config.paper.confidentiality
    parts = [
        say("foot-confidential") if chosen is None else chosen,
        copy_for,
        say("foot-run", run=context.run_id),
        say("foot-evidence", evidence=evidence[:12]) if evidence else "",
    ]
    return " · ".join(part for part in parts if part)
