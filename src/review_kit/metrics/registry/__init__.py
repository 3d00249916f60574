"""The registry: every metric once, with its unit, direction, evidence rule and definition.

A new metric is one more entry in one of the groups here, one function in
:data:`review_kit.metrics.families.FAMILIES`, and its name in
:data:`review_kit.metrics.registry.printed.PRINTED` under each document that prints it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from review_kit.metrics.registry.coaching import CADENCE, GROUP_ONLY, STATUS
from review_kit.metrics.registry.lagging import LAGGING, OUTCOME_METRICS
from review_kit.metrics.registry.metric import AS_EXPORTED, EVERY_GRAIN, Grain, Metric
from review_kit.metrics.registry.plan import PLAN
from review_kit.metrics.registry.printed import OUTCOMES_PRINTED_IN, PRINTED
from review_kit.metrics.registry.routing import ROUTING
from review_kit.metrics.registry.scores import SCORES, SESSIONS

__all__ = [
    "AS_EXPORTED",
    "METRICS",
    "OUTCOMES",
    "PRINTED",
    "SECTIONS",
    "Grain",
    "Metric",
    "outcome",
    "printed_by",
]


def _placed(*groups: tuple[Metric, ...]) -> tuple[Metric, ...]:
    """Say of each metric which documents print it."""
    return tuple(
        replace(metric, printed_in=tuple(t for t in PRINTED if metric.name in PRINTED[t]))
        for metrics in groups
        for metric in metrics
    )


SECTIONS: Mapping[str, tuple[Metric, ...]] = MappingProxyType(
    {
        "Leading": _placed(SCORES, SESSIONS, CADENCE, ROUTING, STATUS, PLAN),
        "Lagging": _placed(LAGGING),
        "Team": _placed(GROUP_ONLY),
    }
)
"""The glossary's chapters, in order."""

METRICS: Mapping[str, Metric] = MappingProxyType(
    {metric.name: metric for metrics in SECTIONS.values() for metric in metrics}
)
"""Every metric by name, in the glossary's order."""

OUTCOMES: Mapping[str, Metric] = MappingProxyType(
    {metric.name: METRICS[metric.name] for metric in OUTCOME_METRICS}
)
"""The metrics that are known when they come from the ``outcomes`` table."""


def printed_by(template: str) -> tuple[Metric, ...]:
    """List the metrics that a shipped template prints, in the glossary's order.

    Raises
    ------
    KeyError
        The template is not a shipped one.
    """
    names = PRINTED[template]
    return tuple(metric for name, metric in METRICS.items() if name in names)


def outcome(name: str) -> Metric:
    """Describe an exported metric; one that is not known goes under its own name.

    Examples
    --------
    >>> outcome("net_revenue").pooling
    'total'
    >>> outcome("demo_requests").title
    'Demo requests'
    """
    known = OUTCOMES.get(name)
    if known is not None:
        return known
    return Metric(
        name=name,
        title=name.replace("_", " ").capitalize(),
        unit=AS_EXPORTED,
        kind="lagging",
        direction="none",
        grains=EVERY_GRAIN,
        definition="As exported; the mean of the periods weighted by their days in the window.",
        evidence="Given from one exported period on.",
        table="outcomes",
        printed_in=OUTCOMES_PRINTED_IN,
        pooling="average",
    )
