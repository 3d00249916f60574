"""The metric tables of a run, each declared once: columns, key, order, and whose its rows are.

What is written to Parquet, who may see a row, and ``docs/tables.md`` follow from the declarations. A new
table is one more :class:`MetricTable` in one of the modules here, beside the code that computes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from review_kit.metrics.table_schemas.coaching import COACHING
from review_kit.metrics.table_schemas.deals import DEALS
from review_kit.metrics.table_schemas.effects import EFFECT_TABLES
from review_kit.metrics.table_schemas.plans import PLAN_TABLES
from review_kit.metrics.table_schemas.scorers import SCORER_TABLES
from review_kit.metrics.table_schemas.scores import SCORES
from review_kit.metrics.table_schemas.table import Column, MetricTable
from review_kit.metrics.table_schemas.teams import TEAMS
from review_kit.metrics.table_schemas.values import VALUES

__all__ = ["METRIC_TABLES", "SUBJECTS", "Column", "MetricTable"]

SUBJECTS: Mapping[str, tuple[MetricTable, ...]] = MappingProxyType(
    {
        "Reps and scores": SCORES,
        "Who scored": SCORER_TABLES,
        "Metrics": VALUES,
        "Coaching": COACHING,
        "Deals": DEALS,
        "Teams": TEAMS,
        "Effect and return": EFFECT_TABLES,
        "Goals, plans, origin": PLAN_TABLES,
    }
)
"""The tables by what they are about."""

METRIC_TABLES: Mapping[str, MetricTable] = MappingProxyType(
    {table.name: table for tables in SUBJECTS.values() for table in tables}
)
"""Every metric table by its name."""
