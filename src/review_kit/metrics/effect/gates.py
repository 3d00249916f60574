"""Gates: whether there is anything to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from review_kit.metrics.effect.history import History
from review_kit.metrics.effect.panel import NEVER, Days, Flags, Floats, Ints, Panel
from review_kit.metrics.effect.rows import FOLLOW_UP_DAYS, HISTORY_DAYS, Rows
from review_kit.metrics.effect.verdicts import Reason

MINIMUM_COACHED, MINIMUM_COACHED_REPS = 12, 8
MINIMUM_CONTROL_REPS, CONTROLS_PER_COACHED = 10, 5
CLOSE_CONTROLS = 5
"""Close controls that a coached row needs to be compared fairly."""
OVERLAP_SHARE = 0.80
"""Share of the coached rows that must have them."""
WIDEST_PP = 8.0
LATER_SHARE = 0.15
"""Share of control rows coached in their follow-up from which the estimate is a lower bound."""
COACHED_SHARE = 0.50
"""Share of rep-criteria coached above which it is one too."""
WHOLE_REP_SHARE = 0.80
"""Share of a rep's criteria first coached within a week from which the rep was coached as a whole."""
EVALUATOR_SHIFT = 0.10
"""Change in the share of one scorer, coached less controls, from which scorers changed with coaching."""
LOGGED_SHARE = 0.60
"""Share of held sessions with a complete entry at which no coaching can be claimed."""

_CALIPER = 0.5
"""Standard deviations of the controls within which a control is close."""
_BEFORE: Days = (-70, 0)
_WHOLE_REP_CRITERIA = 3


@dataclass(frozen=True)
class Diagnostics:
    """What the gates look at, of one scope.

    Parameters
    ----------
    n_treated, n_reps
        Coached rep-criteria that can be compared, and their reps.
    n_fitted, n_fitted_reps
        Control rows that what is expected was fitted to, and their reps.
    n_controls, n_control_reps
        Those of the weeks in which these were first coached, and their reps.
    controls_per_treated
        ``n_controls ÷ n_treated``.
    overlap_share
        Share of the coached with five close controls.
    share_coached_later
        Share of those control rows that are coached in their own follow-up.
    share_coached
        Share of the scope's rep-criteria that were coached by ``as_of``.
    share_whole_reps
        Share of the coached rows of reps who were coached in all they do at once.
    evaluator_shift
        Change in the share of the scorer whose share moved most from before to after, coached less
        controls; NaN where it is not known who scored.
    evaluator
        Who that is.
    n_waiting
        Coached rep-criteria whose follow-up is not over yet.
    n_cut_off
        Coached rep-criteria whose record does not reach back far enough from their first session, so
        that they never can be compared; also those that were coached before it begins.
    scores_from
        First day of any record of the scope; None without a score.
    record_too_short
        With these there would be enough.
    earliest
        The first day on which there could be enough coached rep-criteria with their follow-up over.
    needs_more_coaching
        It holds only if more are coached from the day after ``as_of`` on.
    coach_from
        Where their records must first reach back far enough: the day from which more must be coached
        instead; else None.
    """

    n_treated: int
    n_reps: int
    n_fitted: int
    n_fitted_reps: int
    n_controls: int
    n_control_reps: int
    controls_per_treated: float
    overlap_share: float
    share_coached_later: float
    share_coached: float
    share_whole_reps: float
    evaluator_shift: float
    evaluator: str | None
    n_waiting: int
    n_cut_off: int
    scores_from: date | None
    record_too_short: bool
    earliest: date
    needs_more_coaching: bool
    coach_from: date | None


def close_controls(rows: Rows, before: History, prognosis: Floats) -> Ints:
    """Count for each coached row the rep-criteria of other reps that were close to it.

    A control of the same week is close if both its expected score (the part of the expectation
    that history makes: the prognostic score of Hansen 2008, Biometrika 95) and its mean of the last
    fourteen days, which is what a manager sees, lie within half a standard deviation of the controls.

    Parameters
    ----------
    prognosis
        Expected score of all rows, up to the constants of the week.
    """
    seen = before.column("early_raw") + before.column("recent_raw")
    control = ~rows.treated
    treated_at = np.flatnonzero(rows.treated)
    close = np.zeros(len(treated_at), dtype=np.int64)
    if not control.any():
        return close
    widths = [_CALIPER * float(values[control].std()) for values in (prognosis, seen)]
    at = np.flatnonzero(control)
    at = at[np.argsort(rows.week[at], kind="stable")]
    starts = np.searchsorted(rows.week[at], np.arange(int(rows.week.max()) + 2))
    # those of a week stand together, so that each look at them is one sweep
    of_controls = prognosis[at], seen[at], rows.rep[at]
    for number, row in enumerate(treated_at):
        week = rows.week[row]
        same = slice(starts[week], starts[week + 1])
        near = np.abs(of_controls[0][same] - prognosis[row]) <= widths[0]
        near &= np.abs(of_controls[1][same] - seen[row]) <= widths[1]
        near &= of_controls[2][same] != rows.rep[row]
        close[number] = np.count_nonzero(near)
    return close


def whole_rep_coached(panel: Panel) -> Flags:
    """Say of each rep-criterion (reps × criteria) whether its rep was coached in everything at once.

    Then the rep has no criterion to compare with, and what happened to the rep at that time is
    taken for coaching.
    """
    first = panel.first_session
    used = panel.count[:, :, -1] > 0
    together = np.abs(first[:, :, np.newaxis] - first[:, np.newaxis, :]) < 7
    together &= used[:, np.newaxis, :] & (first < NEVER)[:, :, np.newaxis]
    of = used.sum(axis=1)
    share = together.sum(axis=2) / np.maximum(of, 1)[:, np.newaxis]
    whole: Flags = (share >= WHOLE_REP_SHARE) & (of >= _WHOLE_REP_CRITERIA)[:, np.newaxis]
    return whole


def scorer_shifts(panel: Panel, rows: Rows, follow_up: int = FOLLOW_UP_DAYS) -> Floats:
    """Change of each row in the share of each scorer, from before its day to after (scorers × rows).

    Of two scorers the share of one tells that of the other; then there is a line for the last alone.
    """
    told = range(1 if len(panel.scorers) == 2 else 0, len(panel.scorers))
    shifts = np.zeros((len(told), len(rows)))
    changes = panel.share_changes(
        told, rows.rep, rows.criterion, rows.day, before=_BEFORE, after=(1, follow_up)
    )
    for line, change in enumerate(changes):
        shifts[line] = change
    return shifts


def most_shifted(panel: Panel, treated: Floats, controls: Floats) -> tuple[float, str | None]:
    """Give the largest change of a scorer's share, coached less controls, and whose it is.

    Parameters
    ----------
    treated, controls
        Scorers: mean of what :func:`scorer_shifts` gives over the rows; NaN without a row.
    """
    apart = treated - controls
    if not len(panel.scorers) or np.isnan(apart).any():
        return np.nan, None
    most = int(np.argmax(np.abs(apart)))
    return float(apart[most]), str(panel.scorers[most - len(apart)])


@dataclass(frozen=True)
class Earliest:
    """The first day on which enough coached rep-criteria of enough reps can have been followed up.

    ``coach_from``: the day from which more must be coached for that; None where those coached
    so far will do.
    """

    day: int
    coach_from: int | None


def earliest_day(
    ready: Ints, rep: Ints, begins: Ints, of_rep: Ints, as_of: int, follow_up: int = FOLLOW_UP_DAYS
) -> Earliest:
    """Find that day.

    Rep-criteria that are not coached yet could be from the day after ``as_of`` on, or from when their
    record reaches back far enough. Where even all of them are too few, it takes records that
    have not begun.

    Parameters
    ----------
    ready, rep
        Day from which each coached rep-criterion counts, and its rep; without those that never can.
    begins, of_rep
        Day on which the record of each rep-criterion that nobody coached begins, and its rep.
    follow_up
        Days after a first session before its effect can be looked at.
    """
    so_far = _first_enough(ready, rep)
    if so_far is not None:
        return Earliest(max(so_far, as_of), None)
    start = np.maximum(begins + HISTORY_DAYS, as_of + 1)
    with_more = _first_enough(
        np.concatenate([ready, start + follow_up - 1]), np.concatenate([rep, of_rep])
    )
    # who is coached from now on counts later than all who are followed up already, so is the last to count
    day = as_of + HISTORY_DAYS + follow_up if with_more is None else with_more
    return Earliest(day, day - follow_up + 1)


def enough(rep: Ints) -> bool:
    """Say whether rep-criteria of these reps (one entry each) are enough of enough reps."""
    return len(rep) >= MINIMUM_COACHED and len(np.unique(rep)) >= MINIMUM_COACHED_REPS


def _first_enough(ready: Ints, rep: Ints) -> int | None:
    order = np.argsort(ready, kind="stable")
    new_rep = np.zeros(len(ready), dtype=bool)
    new_rep[np.unique(rep[order], return_index=True)[1]] = True
    reached = np.arange(1, len(ready) + 1) >= MINIMUM_COACHED
    reached &= np.cumsum(new_rep) >= MINIMUM_COACHED_REPS
    return int(ready[order][np.argmax(reached)]) if reached.any() else None


def failed_gate(found: Diagnostics, logged_share: float) -> Reason:
    """Name the first gate that does not hold, or ``Reason.NONE``.

    Parameters
    ----------
    logged_share
        Share of held sessions with a complete entry in the log; NaN where it is not known.
    """
    too_few = found.n_treated < MINIMUM_COACHED or found.n_reps < MINIMUM_COACHED_REPS
    if logged_share <= LOGGED_SHARE:
        return Reason.SESSIONS_NOT_LOGGED
    if found.share_whole_reps > COACHED_SHARE:
        return Reason.WHOLE_REPS_COACHED
    if abs(found.evaluator_shift) >= EVALUATOR_SHIFT:
        return Reason.EVALUATOR_CHANGED
    if too_few and not found.needs_more_coaching:
        return Reason.FOLLOW_UP_TOO_SHORT
    if too_few and found.record_too_short:
        return Reason.RECORD_TOO_SHORT
    if too_few:
        return Reason.TOO_FEW_COACHED
    if (
        found.n_control_reps < MINIMUM_CONTROL_REPS
        or found.controls_per_treated < CONTROLS_PER_COACHED
    ):
        return Reason.TOO_FEW_CONTROLS
    if found.overlap_share < OVERLAP_SHARE:
        return Reason.NO_OVERLAP
    return Reason.NONE
