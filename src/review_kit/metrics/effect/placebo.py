"""A/A check: the same estimate on coaching that never was must find nothing."""

from __future__ import annotations

import numpy as np

from review_kit.metrics.effect.fits import compare_within_team
from review_kit.metrics.effect.history import History
from review_kit.metrics.effect.inference import Interval, interval, mean_gap
from review_kit.metrics.effect.panel import Flags, Floats, Panel
from review_kit.metrics.effect.rows import Rows

_NO_SPREAD = 1e-9
"""Stands in where all controls of a week are alike."""


def pretended(panel: Panel, rows: Rows, before: History, prognosis: Floats) -> tuple[Rows, Flags]:
    """Pretend-coach a control for every coached row.

    Week by week forward, each coached row chooses the control of its week that is nearest to it in
    expected score and in the mean of the last fourteen days (each over the standard deviation of the
    week's controls), among rep-criteria not yet chosen. Only the
    past decides: one that is really coached later may be chosen, as it would have been a control.
    From that week on the chosen one is no control any more.

    Returns
    -------
    rows, kept
        The rows with the really coached left out and the chosen marked as treated; which of the
        given rows they are.
    """
    control = ~rows.treated
    seen = before.column("early_raw") + before.column("recent_raw")
    known = np.column_stack([prognosis, seen])
    unit = rows.rep * len(panel.criteria) + rows.criterion
    free = np.ones(len(panel.reps) * len(panel.criteria), dtype=bool)
    chosen = np.zeros(len(rows), dtype=bool)
    at_week = np.argsort(rows.week, kind="stable")
    starts = np.searchsorted(rows.week[at_week], np.arange(panel.weeks + 1))
    since = np.full(len(free), panel.weeks)
    for week in range(panel.weeks):
        here = at_week[starts[week] : starts[week + 1]]
        controls = here[control[here]]
        if not len(controls):
            continue
        spread = np.maximum(known[controls].std(axis=0), _NO_SPREAD)
        candidates = controls[free[unit[controls]]]
        expected, recent = np.ascontiguousarray(known[candidates].T)
        taken = np.zeros(len(candidates), dtype=bool)
        for row in here[rows.treated[here]]:
            if taken.all():
                break
            distance = ((expected - known[row, 0]) / spread[0]) ** 2
            distance += ((recent - known[row, 1]) / spread[1]) ** 2
            distance[taken] = np.inf
            at = np.argmin(distance)
            taken[at] = True
            chosen[candidates[at]] = True
        gone = unit[candidates[taken]]
        free[gone] = False
        since[gone] = week
    kept: Flags = control & ((rows.week < since[unit]) | chosen)
    return rows.where(kept).marked(chosen[kept]), kept


def a_a_check(panel: Panel, rows: Rows, before: History, prognosis: Floats) -> Interval:
    """Estimate the effect of the pretended coaching, by the very same steps."""
    pretending, kept = pretended(panel, rows, before, prognosis)
    found = compare_within_team(panel, pretending, History(before.values[kept]))
    return interval(mean_gap(found, np.ones(len(found.full), dtype=bool)))
