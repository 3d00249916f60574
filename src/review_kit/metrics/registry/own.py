"""Metrics of a project's own, as documents know them: what stands about each in the context of a run.

Their words are a catalogue of messages (:mod:`review_kit.own_metrics.catalogue`), as those of the shipped
metrics are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from review_kit.metrics.registry.metric import (
    EVERY_GRAIN,
    PACKET_AND_REPORTS,
    REP,
    Direction,
    Kind,
    Metric,
)

NO_TABLE = ""
"""A metric of one's own says nowhere which export it needs: its code does."""


@dataclass(frozen=True)
class OwnMetric(Metric):
    """A metric that a project computes itself.

    Parameters
    ----------
    file
        Where it is computed: below the project, or of the package that brings it.
    reads
        Tables that it was computed from, as in its code: ``qa_scores``, ``metrics.rep_criteria``.
    """

    file: str = ""
    reads: tuple[str, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Give what a run's context holds of it."""
        return {
            "name": self.name,
            "unit": self.unit,
            "kind": self.kind,
            "direction": self.direction,
            "of_groups": self.grains != REP,
            "counts": self.counts,
            "file": self.file,
            "reads": list(self.reads),
        }


def own_metric(facts: Mapping[str, Any]) -> OwnMetric:
    """Make a metric of what :meth:`OwnMetric.facts` gave.

    Raises
    ------
    KeyError
        Something is missing.
    """
    return OwnMetric(
        name=facts["name"],
        unit=facts["unit"],
        kind=cast("Kind", facts["kind"]),
        direction=cast("Direction", facts["direction"]),
        grains=EVERY_GRAIN if facts["of_groups"] else REP,
        table=NO_TABLE,
        printed_in=PACKET_AND_REPORTS,
        counts=facts["counts"],
        file=facts["file"],
        reads=tuple(facts["reads"]),
    )


def own_metrics(listed: Iterable[Mapping[str, Any]]) -> dict[str, OwnMetric]:
    """Make the metrics that a run's context lists, by name."""
    return {one["name"]: own_metric(one) for one in listed}
