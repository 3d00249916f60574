"""Every lagging metric there is data for."""

from __future__ import annotations

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.outcome import (
    lagging_of,
    missing_tables,
    outcome_bullet,
)
from review_kit.documents.parts.rep_record import RepRecord


def performance(rep: RepRecord) -> Block:
    """Show every lagging metric there is data for: now, the window before, the median."""
    return block(
        "packet/performance.html.j2",
        outcomes=[
            (shown, None if shown.unit == "rank" else outcome_bullet(shown, width=170))
            for shown in lagging_of(rep.metrics)
        ],
        missing=missing_tables(rep.context),
    )
