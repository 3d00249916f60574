"""The rows that a metric of the project's own reads of one rep: what its number may be counted from.

Which of them its code counts is for its file to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from review_kit.metrics.counted.material import CountedRows, Material
from review_kit.metrics.registry.own import OwnMetric
from review_kit.own_metrics.tables import METRIC_SCHEMA, ReadTables
from review_kit.own_metrics.values import DAY_OF
from review_kit.snapshot import Snapshot


def own_rows_of(
    own: OwnMetric, material: Material, rep_id: str, metrics: Path, snapshot: Snapshot
) -> Iterator[CountedRows]:
    """Give the rep's rows of each table that was read, of the window where their day says so.

    Tables without a column ``rep_id`` are left out: no row of them is the rep's alone.

    Parameters
    ----------
    metrics
        Folder of the run's metric tables.
    """
    tables = ReadTables(snapshot, metrics)
    for name in own.reads:
        table = tables[name]
        if "rep_id" not in table.columns:
            continue
        if name.startswith(METRIC_SCHEMA):
            rows = material.told(name.removeprefix(METRIC_SCHEMA))
            yield material.counted(name, "read", rows, table.columns).of(rep_id)
            continue
        rows = table.to_pandas()
        rows = rows[rows["rep_id"] == rep_id]
        day = DAY_OF.get(name)
        if day is not None and name != "opportunities":
            rows = rows[material.window.contains(rows[day])]
            yield material.counted(name, "read", rows, table.columns, material.window).of(rep_id)
        else:
            yield material.counted(name, "read", rows, table.columns).of(rep_id)
