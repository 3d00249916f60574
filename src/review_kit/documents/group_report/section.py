"""A section of a report: a title, a sentence, and a table where there is one."""

from __future__ import annotations

from review_kit.documents.parts.block import Block, block
from review_kit.metrics import METRICS


def section(title: str, sentence: str, table: Block | None = None) -> Block:
    """Put a sentence and a table under a title; an empty sentence, or no table, is left out."""
    return block(
        "group_report/section.html.j2",
        title=title,
        sentence=sentence,
        table="" if table is None else table.html,
    )


def metric_section(metric: str, sentence: str, table: Block | None = None) -> Block:
    """Put a sentence and a table under the title of a metric of the registry."""
    return section(METRICS[metric].title, sentence, table)
