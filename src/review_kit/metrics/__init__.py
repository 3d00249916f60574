"""Metrics: pure functions from canonical tables to tidy, typed results.

>>> from review_kit.metrics import METRICS
>>> METRICS["score_delta"].unit
'pp'
"""

from __future__ import annotations

from review_kit.metrics.compute import compute_metrics, metrics_of
from review_kit.metrics.registry import METRICS, Metric, outcome
from review_kit.metrics.results import MetricTables
from review_kit.metrics.schemas import SCHEMAS
from review_kit.metrics.tables import SnapshotTables, Tables, default_as_of
from review_kit.metrics.windows import ReviewWindows, Window, review_windows

__all__ = [
    "METRICS",
    "SCHEMAS",
    "Metric",
    "MetricTables",
    "ReviewWindows",
    "SnapshotTables",
    "Tables",
    "Window",
    "compute_metrics",
    "default_as_of",
    "metrics_of",
    "outcome",
    "review_windows",
]
