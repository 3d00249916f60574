"""The definitions of every number that a document prints."""

from __future__ import annotations

from collections.abc import Container, Iterable

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.metrics.registry import Metric, printed_by


def printed_metrics(template: str, context: Context, shown: Container[str]) -> list[str]:
    """Name the metrics that a document made from ``template`` prints, in the glossary's order.

    Parameters
    ----------
    template
        Name of the report template, as in ``printed_in`` of the registry.
    shown
        Lagging metrics of this entity, and the project's own, that have something to show; the others are
        left out, and so is every metric whose table was not exported.
    """
    shipped = [
        metric.name
        for metric in printed_by(template)
        if metric.table not in context.tables_missing
        and (metric.kind == "leading" or not _is_a_row(metric) or metric.name in shown)
    ]
    own = context.own_metrics.values()
    return shipped + [one.name for one in own if template in one.printed_in and one.name in shown]


def _is_a_row(metric: Metric) -> bool:
    """Whether it is a row of the ``*_metrics`` tables, not a column or table of its own."""
    return bool({"rep", "team", "manager", "org", "member"} & set(metric.grains))


def definition_rows(names: Iterable[str], context: Context) -> list[dict[str, str]]:
    """Define each metric used, once, in the registry's words and with the run's settings.

    Names that neither the registry nor the project knows are left out.
    """
    used = [
        context.metrics[name].worded(context.config)
        for name in dict.fromkeys(names)
        if name in context.metrics
    ]
    return [{"title": metric.title, "definition": metric.definition} for metric in used]


def definitions(names: Iterable[str], context: Context) -> Block:
    """Show the definitions of these metrics.

    Parameters
    ----------
    names
        Metrics that the document prints.
    """
    return block("parts/definitions.html.j2", rows=definition_rows(names, context))
