"""What metrics are called in print; the words themselves stand in the registry."""

from __future__ import annotations

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.wording import counted
from review_kit.metrics import METRICS


def title_of(metric: str) -> str:
    """Name a metric in print: the registry's title, or an exported name made readable."""
    known = METRICS.get(metric)
    return known.title if known else metric.replace("_", " ").capitalize()


def heading_of(metric: str, context: Context) -> str:
    """Name a metric over a column or a single number, with the run's settings in it."""
    return METRICS[metric].worded(context.config).heading


def evidence_of(metric: str, n: int | None) -> str:
    """Say what a rate or a mean rests on: ``41 closed deals``; empty for counts and sums."""
    known = METRICS.get(metric)
    return (
        "" if n is None or known is None or not known.counted_as else counted(n, known.counted_as)
    )
