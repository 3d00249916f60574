"""The estimate without one of its rules: where the rule is needed it must fail."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from review_kit.metrics.effect.evidence import Evidence
from review_kit.metrics.effect.fit import Gaps
from review_kit.metrics.effect.fits import compare_within_team
from review_kit.metrics.effect.history import COLUMNS, History
from review_kit.metrics.effect.inference import Interval, interval, mean_gap


def without_day_zero(evidence: Evidence) -> Interval:
    """Compare within teams with no history of the session's own day."""
    values = evidence.before.values.copy()
    values[:, COLUMNS.index("same_day")] = 0.0
    return _mean(compare_within_team(evidence.panel, evidence.rows, History(values)))


def without_gates(evidence: Evidence) -> Interval:
    """Compare within teams, whoever scored."""
    return _mean(evidence.within_team)


def without_clusters(evidence: Evidence) -> Interval:
    """Compare within teams, with an interval from leaving out reps alone."""
    fitted = evidence.within_team
    found = mean_gap(fitted, np.ones(len(fitted.full), dtype=bool))
    return interval(replace(found, clusters=replace(found.clusters, n_treated=0)))


def _mean(fitted: Gaps) -> Interval:
    return interval(mean_gap(fitted, np.ones(len(fitted.full), dtype=bool)))
