"""Rows at risk: one for each rep-criterion and calendar week in which it could first be coached."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np

from review_kit.metrics.effect.panel import NEVER, Days, Flags, Floats, Ints, Panel

EARLY: Days = (-70, -21)
HISTORY_DAYS = -EARLY[0]
"""Days before a row's day that the record of its rep-criterion must reach back."""
RECENT: Days = (-14, 0)
BEFORE: Days = (-HISTORY_DAYS, 0)
"""All days before a first session that its history is made of."""
AFTER: Days = (8, 36)
"""Days whose mean score is the outcome: 8–35 after the first session."""
FOLLOW_UP_DAYS = AFTER[1]
"""Days after the first session before an effect can be looked at."""

MINIMUM_EARLY, MINIMUM_RECENT, MINIMUM_AFTER = 4, 2, 3
"""Scores that a row needs in each of the three."""
JUDGED_FROM = 8
"""Scores before the first session, and after it, from which on a rep-criterion is judged by itself."""

_WORKING_DAYS = 5


@dataclass(frozen=True)
class Rows:
    """Rows at risk, each an entry of every array.

    Parameters
    ----------
    rep, criterion, week
        Positions in the panel; ``week`` is the calendar week.
    day
        Day of the first session, or the control's pseudo-day.
    treated
        The first session falls in the week; otherwise the row is a control.
    coached_later
        A control whose first session falls in its follow-up.
    n_after, score_after
        Calls on the days of the outcome (8–35 unless others were asked for) and their mean score (NaN
        without a call).
    """

    rep: Ints
    criterion: Ints
    week: Ints
    day: Ints
    treated: Flags
    coached_later: Flags
    n_after: Ints
    score_after: Floats

    def __len__(self) -> int:
        return len(self.rep)

    def where(self, chosen: Flags | Ints) -> Self:
        """Give the chosen rows."""
        if chosen.dtype == np.bool_:
            # found once, not again for every part
            chosen = np.flatnonzero(chosen)
        return replace(
            self, **{part.name: getattr(self, part.name)[chosen] for part in fields(self)}
        )

    def marked(self, treated: Flags) -> Self:
        """Give the same rows with others of them treated."""
        return replace(self, treated=treated)


def rows_at_risk(panel: Panel, after: Days = AFTER) -> Rows:
    """List every row with enough history whose week a rep-criterion entered uncoached.

    Sequential trials (Hernán & Robins 2016, Am. J. Epidemiology 183, 758–764): every week starts a
    trial of those not coached so far. Who is first coached in the week is treated, aligned to the own
    day; who is not coached before the week ends is a control, with a pseudo-day on one of its working
    days (which one goes round by rep, criterion and week). A rep-criterion is a control in every week
    until it is coached, and stays one although it is coached later: leaving those out would
    choose the ones that recovered by themselves. What was coached before has no row.

    Treated or control, there is a row only where the record of its rep-criterion (see
    :attr:`Panel.begins`) reaches back to the first day of its history. An early level made of the last
    few of its days is another thing than one made of all: it lies in the dip that
    the coaching answers to, so that the slopes of whole histories expect too little of it and the
    recovery passes for an effect. A first session in the first weeks so has no row, and as it
    was the first, what follows has none either.

    Rows whose follow-up is not over by ``as_of`` are in the list too, see :func:`complete`.

    Parameters
    ----------
    after
        Days whose mean score is the outcome; with the last of them the follow-up ends.
    """
    n_reps, n_criteria = panel.first_session.shape
    shape = (n_reps, n_criteria, panel.weeks)
    rep, criterion, week = (part.ravel() for part in np.indices(shape, dtype=np.int64))
    first = panel.first_session[rep, criterion]
    treated = first // 7 == week
    at_risk = treated | (first // 7 > week)
    pseudo = 7 * week + (rep + 2 * criterion + week) % _WORKING_DAYS
    day = np.where(treated, first, pseudo)
    at_risk &= day <= panel.as_of
    rep, criterion, week, day, treated, first = (
        part[at_risk] for part in (rep, criterion, week, day, treated, first)
    )
    enough = panel.begins[rep, criterion] <= day - HISTORY_DAYS
    enough &= panel.counted(rep, criterion, day, EARLY) >= MINIMUM_EARLY
    enough &= panel.counted(rep, criterion, day, RECENT) >= MINIMUM_RECENT
    rep, criterion, week, day, treated, first = (
        part[enough] for part in (rep, criterion, week, day, treated, first)
    )
    n_after, total = panel.counted_and_summed(rep, criterion, day, after)
    return Rows(
        rep=rep,
        criterion=criterion,
        week=week,
        day=day,
        treated=treated,
        coached_later=~treated & (first < NEVER) & (first < day + after[1]),
        n_after=n_after,
        score_after=mean_of(total, n_after),
    )


def complete(rows: Rows, panel: Panel, after: Days = AFTER) -> Flags:
    """Say which rows have their whole follow-up behind them, with enough scores in it."""
    return (rows.day + after[1] - 1 <= panel.as_of) & (rows.n_after >= MINIMUM_AFTER)


def mean_of(total: Floats, count: Ints) -> Floats:
    """Divide, with NaN where there is nothing to divide by."""
    mean: Floats = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return mean
