"""What metrics are called in print; the words themselves stand in ``words/<language>/metrics.ftl``."""

from __future__ import annotations

from review_kit.documents.parts.context import Context
from review_kit.metrics import METRICS
from review_kit.metrics.registry import outcome as described
from review_kit.words import say, spoken


def title_of(metric: str) -> str:
    """Name a metric in print; an exported one that nobody described by its name made readable."""
    return (METRICS.get(metric) or described(metric)).title


def heading_of(metric: str, context: Context) -> str:
    """Name a metric over a column or a single number, with the run's settings in it."""
    return METRICS[metric].worded(context.config).heading


def evidence_of(metric: str, n: int | None) -> str:
    """Say what a rate or a mean rests on: ``41 closed deals``; empty for counts and sums."""
    return "" if n is None else (METRICS.get(metric) or described(metric)).counted(n)


def table_name(table: str) -> str:
    """Name an export in print; one that a project has added by its own name."""
    return say(f"table-{table}") if spoken().has(f"table-{table}") else table.replace("_", " ")
