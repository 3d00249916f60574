"""Metrics: pure functions from canonical tables to tidy, typed results.

>>> from review_kit.metrics import METRICS
>>> METRICS["score_delta"].unit
'pp'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from review_kit.metrics.registry import METRICS, Metric, outcome

if TYPE_CHECKING:
    from review_kit.metrics.compute import compute_metrics, metrics_of
    from review_kit.metrics.results import MetricTables
    from review_kit.metrics.schemas import SCHEMAS
    from review_kit.metrics.tables import SnapshotTables, Tables, default_as_of
    from review_kit.metrics.windows import ReviewWindows, Window, review_windows

_HOMES = {
    "MetricTables": "results",
    "ReviewWindows": "windows",
    "SCHEMAS": "schemas",
    "SnapshotTables": "tables",
    "Tables": "tables",
    "Window": "windows",
    "compute_metrics": "compute",
    "default_as_of": "tables",
    "metrics_of": "compute",
    "review_windows": "windows",
}

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


def __getattr__(name: str) -> Any:
    # A notebook reads definitions and printed numbers; it must not pay for computing them (SciPy).
    if name in _HOMES:
        return getattr(import_module(f"review_kit.metrics.{_HOMES[name]}"), name)
    raise AttributeError(name)
