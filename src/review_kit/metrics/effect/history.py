"""History: what the scores before a row's day say about the scores to come."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from review_kit.metrics.effect.panel import Days, Floats, Ints, Panel
from review_kit.metrics.effect.rows import EARLY, HISTORY_DAYS, RECENT, Rows, mean_of

LAST_WEEKS: tuple[Days, ...] = ((-7, 0), (-14, -7), (-21, -14))
SHRINK = 4
"""A mean of n calls is taken n / (n + 4) of its way from what is usual: few calls say little."""

SAME_DAY: Days = (0, 1)
"""The session's own day: the bad call that it answers to is often among its calls."""

OWN = (
    "early",
    "last_week",
    "week_before",
    "third_week",
    "recent",
    "same_day",
    "early_raw",
    "recent_raw",
)
OF_REP = ("rep_early", "rep_recent")
COLUMNS = (*OWN, *OF_REP)


@dataclass(frozen=True)
class History:
    """Covariates of rows, in pp.

    Parameters
    ----------
    values
        Rows × ``COLUMNS``.
    """

    values: Floats

    def column(self, name: str) -> Floats:
        """Give one covariate of all rows."""
        found: Floats = self.values[:, COLUMNS.index(name)]
        return found


def history(panel: Panel, rows: Rows) -> History:
    """Summarise the scores before each row's day.

    The early level is that of days −70 to −22, against the mean of the rows of its criterion and week;
    the last three weeks and the last fourteen days as a block are deviations from the own early
    level, by which the same days of these other rows deviate taken off. So is the day itself, by itself:
    a session on the day of a bad call answers to a call that no day before it holds. Each is shrunk by
    n / (n + 4), the regression of a true mean on that of n calls (Kelley 1947, Fundamentals of
    Statistics, ch. 10).
    Level and fourteen-day deviation stand beside it unshrunk, so that the fit can undo a shrinkage
    too strong for the data. Level and deviation of the rep over all criteria say whether the whole
    rep is in a dip. The dip itself is a covariate, not left out: what it says about the weeks
    after is what makes coached and uncoached comparable.
    """
    cell = rows.criterion * panel.weeks + rows.week
    cells = len(panel.criteria) * panel.weeks
    n_early, early = _against_others(panel, rows, EARLY, cell, cells)
    columns = {"early": _shrunk(early, n_early), "early_raw": early}
    for name, days in zip(OWN[1:4], LAST_WEEKS, strict=True):
        n, mean = _against_others(panel, rows, days, cell, cells)
        columns[name] = _shrunk(mean - early, n)
    n_recent, recent = _against_others(panel, rows, RECENT, cell, cells)
    columns["recent"] = _shrunk(recent - early, n_recent)
    columns["recent_raw"] = recent - early
    n_same_day, same_day = _against_others(panel, rows, SAME_DAY, cell, cells)
    columns["same_day"] = _shrunk(same_day - early, n_same_day)
    n_early, early = _of_rep(panel, rows, EARLY, cells)
    n_recent, recent = _of_rep(panel, rows, RECENT, cells)
    columns["rep_early"] = _shrunk(early, n_early)
    columns["rep_recent"] = _shrunk(recent - early, n_recent)
    return History(np.column_stack([columns[name] for name in COLUMNS]))


def early_level(panel: Panel, rows: Rows) -> Floats:
    """Give the column ``early_raw`` alone."""
    cell = rows.criterion * panel.weeks + rows.week
    return _against_others(panel, rows, EARLY, cell, len(panel.criteria) * panel.weeks)[1]


def _against_others(
    panel: Panel, rows: Rows, days: Days, cell: Ints, cells: int
) -> tuple[Ints, Floats]:
    """Count the calls on ``days`` and give their mean less that of the row's criterion and week."""
    n, total = panel.counted_and_summed(rows.rep, rows.criterion, rows.day, days)
    mean = mean_of(total, n)
    usual = _cell_means(mean, cell, cells)
    return n, mean - usual[cell]


def _of_rep(panel: Panel, rows: Rows, days: Days, cells: int) -> tuple[Ints, Floats]:
    """Pool the same over all criteria of the rep, each score against its own criterion's mean."""
    weeks = panel.weeks
    own, of_own = panel.counted_and_summed(rows.rep, rows.criterion, rows.day, days)
    mean = mean_of(of_own, own)
    usual = _cell_means(mean, rows.criterion * weeks + rows.week, cells)
    n, total = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows))
    begins = panel.begins
    for criterion in range(len(panel.criteria)):
        at = np.full(len(rows), criterion)
        level = usual[criterion * weeks + rows.week]
        # a criterion that nobody has a row of in this week has no mean to be set against, and one whose
        # record begins later than the days looked at tells of the last of them only
        known = ~np.isnan(level) & (begins[rows.rep, criterion] <= rows.day - HISTORY_DAYS)
        counted, summed = panel.counted_and_summed(rows.rep, at, rows.day, days)
        count = np.where(known, counted, 0)
        n += count
        total += np.where(known, summed - count * np.where(known, level, 0.0), 0.0)
    return n, mean_of(total, n)


def _cell_means(values: Floats, cell: Ints, cells: int) -> Floats:
    known = ~np.isnan(values)
    count = np.bincount(cell[known], minlength=cells)
    total = np.bincount(cell[known], weights=values[known], minlength=cells).astype(np.float64)
    return mean_of(total, count)


def _shrunk(deviation: Floats, n: Ints) -> Floats:
    shrunk: Floats = np.where(n > 0, deviation, 0.0) * n / (n + SHRINK)
    return shrunk
