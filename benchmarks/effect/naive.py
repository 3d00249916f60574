"""What is usually done, for comparison: both must fail here, or this company is no trial."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from review_kit.metrics.effect.panel import Panel
from review_kit.metrics.effect.rows import AFTER, Rows

Floats = NDArray[np.float64]

BEFORE = (-28, 0)
CALLS = 5


def five_calls_before_and_after(panel: Panel, treated: Rows) -> tuple[float, float]:
    """Mean of five calls after the first session less that of five before it, and its t."""
    changes = []
    for rep, criterion, day in zip(treated.rep, treated.criterion, treated.day, strict=True):
        count, total = panel.count[rep, criterion], panel.total[rep, criterion]
        # the grids hold sums over days: the days by which five calls have been made
        start = int(np.searchsorted(count, count[day] - CALLS, side="right")) - 1
        end = int(np.searchsorted(count, count[day + 1] + CALLS, side="left"))
        if start < 0 or end >= len(count):
            continue
        before = (total[day] - total[start]) / (count[day] - count[start])
        after = (total[end] - total[day + 1]) / (count[end] - count[day + 1])
        changes.append(after - before)
    return _mean_and_t(np.array(changes), np.arange(len(changes)))


def stacked_differences(panel: Panel, rows: Rows) -> tuple[float, float]:
    """Stacked difference in differences with clean controls, and its t clustered by rep.

    Days 8–35 less the four weeks before, coached less those of the same criterion and week who are
    not coached before the follow-up ends (Cengiz et al. 2019, QJE 134).
    """
    n = panel.counted(rows.rep, rows.criterion, rows.day, BEFORE)
    before = panel.summed(rows.rep, rows.criterion, rows.day, BEFORE) / np.maximum(n, 1)
    after = panel.summed(rows.rep, rows.criterion, rows.day, AFTER) / rows.n_after
    change = after - before
    clean = ~rows.treated & ~rows.coached_later
    cell = rows.criterion * panel.weeks + rows.week
    size = len(panel.criteria) * panel.weeks
    count = np.bincount(cell[clean], minlength=size)
    usual = np.bincount(cell[clean], weights=change[clean], minlength=size) / np.maximum(count, 1)
    compared = rows.treated & (count[cell] > 0)
    return _mean_and_t(change[compared] - usual[cell[compared]], rows.rep[compared])


def _mean_and_t(values: Floats, cluster: NDArray[np.int64]) -> tuple[float, float]:
    mean = float(values.mean())
    sums = np.bincount(cluster, weights=values - mean)
    error = float(np.sqrt((sums**2).sum())) / len(values)
    return mean, mean / error
