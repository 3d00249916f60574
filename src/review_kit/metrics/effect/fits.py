"""The fits of one review: both comparisons, and the weeks after the first session one by one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from review_kit.metrics.effect.fit import Gaps, gaps
from review_kit.metrics.effect.history import OWN, History
from review_kit.metrics.effect.panel import Days, Flags, Floats, Ints, Panel
from review_kit.metrics.effect.rows import Rows, mean_of

WEEKS_AFTER: tuple[Days, ...] = ((1, 8), (8, 15), (15, 22), (22, 29), (29, 36))
"""Days 1–7, 8–14, 15–21, 22–28, 29–35 after the first session."""


@dataclass(frozen=True)
class WeekAfter:
    """The gaps of one week after the first session.

    Parameters
    ----------
    days
        Its days, from the first included to the second not.
    treated
        Coached rows with a call in it.
    gaps
        One for each of those.
    """

    days: Days
    treated: Rows
    gaps: Gaps


def compare_within_team(panel: Panel, rows: Rows, before: History) -> Gaps:
    """First opinion: what is expected without coaching, from the controls of team and criterion."""
    return _fit(panel, rows, before.values, rows.score_after, rows.n_after, panel.team)


def compare_within_rep(panel: Panel, rows: Rows, before: History) -> Gaps:
    """Second opinion: rep × week instead of team × week, so the rep's other criteria are the controls.

    What makes a rep better in everything is no effect of coaching here; what coaching spreads to other
    criteria is taken for it, too. The covariates of the whole rep are the constant of rep and week.
    """
    own = before.values[:, : len(OWN)]
    alone = np.arange(len(panel.reps))
    return _fit(panel, rows, own, rows.score_after, rows.n_after, alone)


def curve_fits(panel: Panel, rows: Rows, before: History) -> tuple[WeekAfter, ...]:
    """Fit the mean score of each week after the first session as the outcome of rows with a call in it."""
    fits = []
    for days in WEEKS_AFTER:
        n, total = panel.counted_and_summed(rows.rep, rows.criterion, rows.day, days)
        score = mean_of(total, n)
        some = n > 0
        inside = rows.where(some)
        fitted = _fit(panel, inside, before.values[some], score[some], n[some], panel.team)
        fits.append(WeekAfter(days, inside.where(inside.treated), fitted))
    return tuple(fits)


def _fit(panel: Panel, rows: Rows, x: Floats, y: Floats, n: Ints, group: Ints) -> Gaps:
    control: Flags = ~rows.treated
    return gaps(
        rows.where(control),
        x[control],
        y[control],
        n[control],
        rows.where(rows.treated),
        x[rows.treated],
        y[rows.treated],
        group=group,
        team=panel.team,
        n_criteria=len(panel.criteria),
    )
