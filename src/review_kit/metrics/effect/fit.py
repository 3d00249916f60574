"""What is expected without coaching: a fit on controls only, and the same without each unit in turn.

All of it is sums over rows (:mod:`~review_kit.metrics.effect.absorb`), so that leaving a rep out, or a
team's scores on one criterion, is a subtraction from the sums and not another pass over the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from review_kit.metrics.effect.absorb import (
    CALLS_FOR_HALF_WEIGHT,
    Solution,
    Sums,
    System,
    absorb,
    absorb_each_left_out,
    absorb_together,
    connected,
    constants,
    solve,
    sum_by_rep,
    sum_groups,
    summed,
)
from review_kit.metrics.effect.panel import Flags, Floats, Ints
from review_kit.metrics.effect.rows import Rows

_BLOCK = 2**22
"""Numbers that are worked on at once, so that memory does not grow with reps × coached rows."""


@dataclass(frozen=True)
class LeftOut:
    """The gaps once more, without each unit (a rep, or a team's criterion) in turn.

    Parameters
    ----------
    gaps
        Units × rows predicted, in pp; NaN for the unit's own rows.
    fitted
        Units that the fit has rows of: only these change it.
    unit
        Unit of each predicted row.
    """

    gaps: Floats
    fitted: Flags
    unit: Ints


@dataclass(frozen=True)
class Gaps:
    """Outcome less what was expected without coaching.

    Parameters
    ----------
    full
        Rows predicted: the gap in pp from the fit on all controls; NaN where no control of the row's
        group and week can be compared with one of its criterion and week.
    reps, clusters
        The same without each rep, and without each cluster of team × criterion.
    slopes
        Columns of the history: pp of outcome for each pp.
    residual
        Controls: outcome less fit.
    parameters
        How many constants and slopes the controls were fitted by.
    """

    full: Floats
    reps: LeftOut
    clusters: LeftOut
    slopes: Floats
    residual: Floats
    parameters: int


def gaps(
    controls: Rows,
    x: Floats,
    y: Floats,
    n: Ints,
    predicted: Rows,
    x_predicted: Floats,
    y_predicted: Floats,
    *,
    group: Ints,
    team: Ints,
    n_criteria: int,
    n_weeks: int,
) -> Gaps:
    """Fit controls by weighted least squares and compare other rows with what it predicts.

    ``y = criterion × week + group × week + slopes · history + rest`` on controls with weight
    n / (n + 5), as a call's scatter shrinks with n while the rep's own movement does not. The gap of a
    coached row is its outcome less the prediction: regression imputation of what would have been
    (Borusyak, Jaravel & Spiess 2024, Rev. Econ. Studies 91, their imputation estimator). As controls
    alone are fitted, the slopes owe nothing to how coached rows fared. Constants are absorbed by
    Frisch–Waugh–Lovell.

    Parameters
    ----------
    controls, x, y, n
        Control rows, their history, outcome, and calls behind the outcome (at least one each).
    predicted, x_predicted, y_predicted
        The rows to be predicted.
    group
        Reps: the group whose constant of a week they share: their team, or themselves.
    team
        Reps: the team that makes a cluster with each criterion.
    """
    if not len(controls) or not len(predicted):
        return _nothing(len(controls), predicted, team, n_criteria, x.shape[1])
    z = np.column_stack([x, y])
    weight = n / (n + CALLS_FOR_HALF_WEIGHT)
    by_rep, products = sum_by_rep(controls, z, weight, len(group), n_criteria, n_weeks)
    by_group = sum_groups(by_rep, group)
    # everyone
    parts = absorb(by_group)
    whole = System(parts.k.sum(axis=0), parts.r.sum(axis=0), parts.q.sum(axis=0))
    full = solve(whole, products.sum(axis=(0, 1)))
    everyone = Solution(full.combine[np.newaxis], full.criterion[np.newaxis])
    linked = connected(whole.k)[np.newaxis]
    predict = _Predict(by_group, np.column_stack([x_predicted, y_predicted]), predicted, group)
    return Gaps(
        full=predict.gaps(everyone, linked)[0],
        reps=_without_reps(predict, by_rep, parts, whole, products.sum(axis=1)),
        clusters=_without_clusters(predict, whole, summed(products, team), team),
        slopes=-full.combine[:-1],
        residual=_Predict(by_group, z, controls, group).gaps(everyone, linked)[0],
        parameters=constants(by_group) + x.shape[1],
    )


def _nothing(n_controls: int, predicted: Rows, team: Ints, n_criteria: int, columns: int) -> Gaps:
    """Give what nothing can be told of."""

    def left_out(n_units: int, unit: Ints) -> LeftOut:
        return LeftOut(
            np.full((n_units, len(predicted)), np.nan), np.zeros(n_units, dtype=bool), unit
        )

    n_clusters = (int(team.max()) + 1 if len(team) else 0) * n_criteria
    return Gaps(
        full=np.full(len(predicted), np.nan),
        reps=left_out(len(team), predicted.rep),
        clusters=left_out(n_clusters, team[predicted.rep] * n_criteria + predicted.criterion),
        slopes=np.zeros(columns),
        residual=np.full(n_controls, np.nan),
        parameters=0,
    )


def _without_reps(
    predict: _Predict, by_rep: Sums, parts: System, whole: System, products: Floats
) -> LeftOut:
    """Fit without each rep: only the group of that one changes."""
    group, rows = predict.group, predict.rows
    rest = predict.by_group.at(group).minus(by_rep)
    changed = absorb(rest)
    dropped = System(
        whole.k - parts.k[group] + changed.k,
        whole.r - parts.r[group] + changed.r,
        whole.q - parts.q[group] + changed.q,
    )

    def of_own_group(fits: Ints) -> _Changed:
        fit, row = np.nonzero(group[fits][:, np.newaxis] == group[rows.rep])
        return _Changed(fit, row, rest.at((fits[fit], rows.week[row])))

    left = solve(dropped, products.sum(axis=0) - products)
    gaps = predict.gaps(left, connected(dropped.k), of_own_group)
    gaps[rows.rep, np.arange(len(rows))] = np.nan
    return LeftOut(gaps, by_rep.rows.sum(axis=(1, 2)) > 0, rows.rep)


def _without_clusters(predict: _Predict, whole: System, products: Floats, team: Ints) -> LeftOut:
    """Fit without a team's rows of each criterion: the team's groups change, in what they share with it.

    Parameters
    ----------
    products
        Teams × criteria × columns × columns: those of the rows of each cluster.
    """
    by_group, rows = predict.by_group, predict.rows
    n_teams, n_criteria = products.shape[:2]
    team_of_group = np.zeros(len(by_group.n), dtype=np.int64)
    team_of_group[predict.group] = team
    row_team = team[rows.rep]
    own_cluster = row_team * n_criteria + rows.criterion
    gaps = np.full((n_teams * n_criteria, len(rows)), np.nan)
    fitted = np.zeros((n_teams, n_criteria), dtype=bool)
    for number in range(n_teams):
        members = by_group.at(np.flatnonzero(team_of_group == number))
        fitted[number] = members.rows.sum(axis=(0, 1)) > 0
        before, after = absorb_together(members), absorb_each_left_out(members)
        dropped = System(
            whole.k - before.k + after.k, whole.r - before.r + after.r, whole.q - before.q + after.q
        )

        inside = np.flatnonzero(row_team == number)
        own = by_group.at((predict.group[rows.rep[inside]], rows.week[inside]))

        def of_own_team(fits: Ints, inside: Ints = inside, own: Sums = own) -> _Changed:
            fit = np.repeat(np.arange(len(fits)), len(inside))
            at = np.tile(np.arange(len(inside)), len(fits))
            kept = np.arange(n_criteria) != fits[fit][:, np.newaxis]
            return _Changed(fit, inside[at], own.at(at).of(kept))

        left = solve(dropped, products.sum(axis=(0, 1)) - products[number])
        of_team = slice(number * n_criteria, (number + 1) * n_criteria)
        gaps[of_team] = predict.gaps(left, connected(dropped.k), of_own_team)
    gaps[own_cluster, np.arange(len(rows))] = np.nan
    return LeftOut(gaps, fitted.ravel(), own_cluster)


@dataclass(frozen=True)
class _Changed:
    """What is left of the groups that a fit lacks rows of: for each of these pairs of fit and row."""

    fit: Ints
    row: Ints
    rest: Sums


@dataclass(frozen=True)
class _Predict:
    """Rows to be predicted (``z``: history and outcome), and the sums that their constants come from."""

    by_group: Sums
    z: Floats
    rows: Rows
    group: Ints

    def gaps(
        self,
        solution: Solution,
        linked: Flags,
        changed: Callable[[Ints], _Changed] | None = None,
    ) -> Floats:
        """Give outcome less expectation (fits × rows), NaN where the controls cannot tell it.

        Parameters
        ----------
        solution, linked
            One for each fit.
        changed
            Some of the fits → rows of whose group they lack a part.
        """
        rows = self.rows
        own = self.by_group.at((self.group[rows.rep], rows.week))
        z_own = own.z.sum(axis=-2)
        n_fits, n_criteria = solution.criterion.shape[0], solution.criterion.shape[-1]
        told = np.empty((n_fits, len(rows)))
        step = max(_BLOCK // max(len(rows) * n_criteria, 1), 1)
        for start in range(0, n_fits, step):
            fits = np.arange(start, min(start + step, n_fits))
            combine, criterion = solution.combine[fits], solution.criterion[fits][:, rows.week]
            size = np.broadcast_to(own.n.sum(axis=-1), (len(fits), len(rows))).copy()
            left = combine @ z_own.T - (own.n * criterion).sum(axis=-1)
            some = np.broadcast_to(own.rows > 0, criterion.shape).copy()
            if changed is not None:
                part = changed(fits)
                fit, row, other = part.fit, part.row, part.rest
                size[fit, row] = other.n.sum(axis=-1)
                left[fit, row] = (other.z.sum(axis=-2) * combine[fit]).sum(axis=-1)
                left[fit, row] -= (other.n * criterion[fit, row]).sum(axis=-1)
                some[fit, row] = other.rows > 0
            constant = left / np.where(size > 0, size, 1.0)
            gap = combine @ self.z.T - criterion[:, np.arange(len(rows)), rows.criterion] - constant
            # an effect of group and one of criterion add up only where rows of both hang together
            together = (linked[fits][:, rows.week, rows.criterion] & some).any(axis=-1)
            told[fits] = np.where(together, gap, np.nan)
        return told
