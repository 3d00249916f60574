"""The registry: every metric once, with its unit, direction, definition, and the documents that print it.

A new metric is one more entry in one of the groups here, and the function that computes it: in the module of
its family, or one more in :data:`review_kit.metrics.families.FAMILIES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from review_kit.metrics.registry.coaching import CADENCE, GROUP_ONLY, STATUS
from review_kit.metrics.registry.lagging import LAGGING, OUTCOME_METRICS
from review_kit.metrics.registry.metric import (
    AS_EXPORTED,
    EVERY_GRAIN,
    PACKET_AND_REPORTS,
    TEMPLATES,
    Grain,
    Metric,
)
from review_kit.metrics.registry.plan import PLAN
from review_kit.metrics.registry.routing import ROUTING
from review_kit.metrics.registry.scorers import SCORERS
from review_kit.metrics.registry.scores import SCORES, SESSIONS

__all__ = [
    "AS_EXPORTED",
    "METRICS",
    "OUTCOMES",
    "SECTIONS",
    "TEMPLATES",
    "Grain",
    "Metric",
    "outcome",
    "printed_by",
]


SECTIONS: Mapping[str, tuple[Metric, ...]] = MappingProxyType(
    {
        "Leading": (*SCORES, *SESSIONS, *CADENCE, *ROUTING, *STATUS, *PLAN),
        "Lagging": LAGGING,
        "Team": GROUP_ONLY,
        "Scorers": SCORERS,
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
    ValueError
        The template is not a shipped one.
    """
    if template not in TEMPLATES:
        raise ValueError(f"no shipped template '{template}' defines metrics")
    return tuple(metric for metric in METRICS.values() if template in metric.printed_in)


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
        unit=AS_EXPORTED,
        kind="lagging",
        direction="none",
        grains=EVERY_GRAIN,
        table="outcomes",
        printed_in=PACKET_AND_REPORTS,
        pooling="average",
    )
