"""What is expected without coaching: a fit on controls only, and the same without each unit in turn.

Both fixed effects are those of a week (criterion × week and team × week, or rep × week), so the least
squares fall apart into weeks that share nothing but the slopes. Within a week the group's constants are
taken off group by group, which leaves one small system over its criteria. All of it is sums over
rows, so that leaving a rep out, or a team's scores on one criterion, is a subtraction from the sums and not
another pass over the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from review_kit.metrics.effect.panel import Flags, Floats, Ints, Number
from review_kit.metrics.effect.rows import Rows

CALLS_FOR_HALF_WEIGHT = 5
"""A control's outcome of n calls has weight n / (n + 5)."""

_RIDGE = 1e-8
"""Makes the system of a week solvable: its effects are known up to a constant that cancels."""
_RANK = 1e-10
"""Share of the largest eigenvalue under which slopes are not told apart (history that is collinear)."""
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


@dataclass(frozen=True)
class _Sums:
    """Weighted sums over control rows, for one unit or many along the leading axes (…).

    ``n``: … × weeks × criteria, weights; ``z``: … × weeks × criteria × columns, weighted sums of
    history and outcome; ``rows``: … × weeks × criteria, rows counted.
    """

    n: Floats
    z: Floats
    rows: Ints

    def minus(self, other: _Sums) -> _Sums:
        rows = self.rows - other.rows
        # what rounding leaves of rows that are all gone must not count as a row
        some = rows > 0
        return _Sums(
            np.where(some, self.n - other.n, 0.0),
            np.where(some[..., np.newaxis], self.z - other.z, 0.0),
            rows,
        )

    def at(self, index: Ints | tuple[Ints, Ints]) -> _Sums:
        return _Sums(self.n[index], self.z[index], self.rows[index])

    def of(self, criteria: Flags) -> _Sums:
        """Give them of the flagged criteria alone (… × criteria)."""
        return _Sums(
            np.where(criteria, self.n, 0.0),
            np.where(criteria[..., np.newaxis], self.z, 0.0),
            np.where(criteria, self.rows, 0),
        )


@dataclass(frozen=True)
class _System:
    """What is left of control rows once the constants of their group × week are taken off.

    ``k``: … × weeks × criteria × criteria, products of the criterion dummies; ``r``: … × weeks ×
    criteria × columns, their products with history and outcome; ``q``: … × columns × columns, what
    was taken off the products of these with each other.
    """

    k: Floats
    r: Floats
    q: Floats


@dataclass(frozen=True)
class _Solution:
    """Slopes (… × columns, −slope for the history and 1 for the outcome) and criterion effects."""

    combine: Floats
    criterion: Floats


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
    by_rep, products = _sum_by_rep(controls, z, weight, len(group), n_criteria, n_weeks)
    by_group = _sum_groups(by_rep, group)
    # everyone
    parts = _absorb(by_group)
    whole = _System(parts.k.sum(axis=0), parts.r.sum(axis=0), parts.q.sum(axis=0))
    full = _solve(whole, products.sum(axis=(0, 1)))
    everyone = _Solution(full.combine[np.newaxis], full.criterion[np.newaxis])
    connected = _connected(whole.k)[np.newaxis]
    predict = _Predict(by_group, np.column_stack([x_predicted, y_predicted]), predicted, group)
    return Gaps(
        full=predict.gaps(everyone, connected)[0],
        reps=_without_reps(predict, by_rep, parts, whole, products.sum(axis=1)),
        clusters=_without_clusters(predict, whole, _summed(products, team), team),
        slopes=-full.combine[:-1],
        residual=_Predict(by_group, z, controls, group).gaps(everyone, connected)[0],
        parameters=_constants(by_group) + x.shape[1],
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


def _constants(by_group: _Sums) -> int:
    """Count the constants of criterion × week and group × week; one of each week is not free."""
    rows = by_group.rows
    of_criteria, of_groups = rows.sum(axis=0) > 0, rows.sum(axis=2) > 0
    return int(of_criteria.sum() + of_groups.sum() - of_criteria.any(axis=1).sum())


def _without_reps(
    predict: _Predict, by_rep: _Sums, parts: _System, whole: _System, products: Floats
) -> LeftOut:
    """Fit without each rep: only the group of that one changes."""
    group, rows = predict.group, predict.rows
    rest = predict.by_group.at(group).minus(by_rep)
    changed = _absorb(rest)
    dropped = _System(
        whole.k - parts.k[group] + changed.k,
        whole.r - parts.r[group] + changed.r,
        whole.q - parts.q[group] + changed.q,
    )

    def of_own_group(fits: Ints) -> _Changed:
        fit, row = np.nonzero(group[fits][:, np.newaxis] == group[rows.rep])
        return _Changed(fit, row, rest.at((fits[fit], rows.week[row])))

    left = _solve(dropped, products.sum(axis=0) - products)
    gaps = predict.gaps(left, _connected(dropped.k), of_own_group)
    gaps[rows.rep, np.arange(len(rows))] = np.nan
    return LeftOut(gaps, by_rep.rows.sum(axis=(1, 2)) > 0, rows.rep)


def _without_clusters(predict: _Predict, whole: _System, products: Floats, team: Ints) -> LeftOut:
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
        before, after = _absorb_together(members), _absorb_each_left_out(members)
        dropped = _System(
            whole.k - before.k + after.k, whole.r - before.r + after.r, whole.q - before.q + after.q
        )

        inside = np.flatnonzero(row_team == number)
        own = by_group.at((predict.group[rows.rep[inside]], rows.week[inside]))

        def of_own_team(fits: Ints, inside: Ints = inside, own: _Sums = own) -> _Changed:
            fit = np.repeat(np.arange(len(fits)), len(inside))
            at = np.tile(np.arange(len(inside)), len(fits))
            kept = np.arange(n_criteria) != fits[fit][:, np.newaxis]
            return _Changed(fit, inside[at], own.at(at).of(kept))

        left = _solve(dropped, products.sum(axis=(0, 1)) - products[number])
        of_team = slice(number * n_criteria, (number + 1) * n_criteria)
        gaps[of_team] = predict.gaps(left, _connected(dropped.k), of_own_team)
    gaps[own_cluster, np.arange(len(rows))] = np.nan
    return LeftOut(gaps, fitted.ravel(), own_cluster)


def _sum_by_rep(
    rows: Rows, z: Floats, weight: Floats, n_reps: int, n_criteria: int, n_weeks: int
) -> tuple[_Sums, Floats]:
    """Sum rows by rep, week and criterion, and their products (reps × criteria × columns × columns)."""
    shape = (n_reps, n_weeks, n_criteria)
    cell = np.ravel_multi_index((rows.rep, rows.week, rows.criterion), shape)
    unit = rows.rep * n_criteria + rows.criterion
    size = int(np.prod(shape))
    weighted = np.ascontiguousarray((z * weight[:, np.newaxis]).T)
    columns = z.shape[1]
    sums = np.empty((size, columns))
    products = np.empty((n_reps * n_criteria, columns, columns))
    for first, of_first in enumerate(weighted):
        sums[:, first] = np.bincount(cell, weights=of_first, minlength=size)
        for second in range(first + 1):
            product = np.bincount(unit, of_first * z[:, second], minlength=len(products))
            products[:, first, second] = products[:, second, first] = product
    return (
        _Sums(
            n=np.bincount(cell, weights=weight, minlength=size).astype(np.float64).reshape(shape),
            z=sums.reshape(*shape, columns),
            rows=np.bincount(cell, minlength=size).reshape(shape),
        ),
        products.reshape(n_reps, n_criteria, columns, columns),
    )


def _sum_groups(by_rep: _Sums, group: Ints) -> _Sums:
    return _Sums(_summed(by_rep.n, group), _summed(by_rep.z, group), _summed(by_rep.rows, group))


def _summed(parts: NDArray[Number], group: Ints) -> NDArray[Number]:
    """Sum what there is of each rep (the first axis) over the reps of each group."""
    total = np.zeros((int(group.max()) + 1, *parts.shape[1:]), dtype=parts.dtype)
    np.add.at(total, group, parts)
    return total


def _absorb(sums: _Sums) -> _System:
    """Take the constants of group × week off the sums of each group."""
    size = sums.n.sum(axis=-1)
    inverse = np.where(size > 0, 1 / np.where(size > 0, size, 1.0), 0.0)
    z = sums.z.sum(axis=-2)
    n = sums.n
    between = n[..., :, np.newaxis] * n[..., np.newaxis, :] * inverse[..., np.newaxis, np.newaxis]
    diagonal = n[..., np.newaxis] * np.eye(n.shape[-1])
    scaled = z * inverse[..., np.newaxis]
    return _System(
        k=diagonal - between,
        r=sums.z - n[..., np.newaxis] * scaled[..., np.newaxis, :],
        q=np.swapaxes(scaled, -1, -2) @ z,
    )


def _absorb_together(sums: _Sums) -> _System:
    """Take the constants off and sum over the groups, without an array of groups × criteria²."""
    return _taken_off(sums.n, sums.z.sum(axis=-2), sums.z.sum(axis=0), sums.rows.sum(axis=-1) > 0)


def _absorb_each_left_out(sums: _Sums) -> _System:
    """Do so without each criterion in turn (criteria × weeks × …)."""
    kept = ~np.eye(sums.n.shape[-1], dtype=bool)
    rows = sums.rows.sum(axis=-1) - np.moveaxis(sums.rows, -1, 0)
    return _taken_off(
        sums.n * kept[:, np.newaxis, np.newaxis, :],
        sums.z.sum(axis=-2) - np.moveaxis(sums.z, -2, 0),
        sums.z.sum(axis=0) * kept[:, np.newaxis, :, np.newaxis],
        rows > 0,
    )


def _taken_off(n: Floats, z: Floats, of_criteria: Floats, some: Flags) -> _System:
    """Sum what is left over groups.

    Parameters
    ----------
    n, z
        … × groups × weeks × criteria, weights; … × groups × weeks × columns, sums over the criteria.
    of_criteria
        … × weeks × criteria × columns, sums over the groups.
    some
        … × groups × weeks: there is a row.
    """
    size = n.sum(axis=-1)
    inverse = np.where(some, 1 / np.where(some, size, 1.0), 0.0)
    # weeks first: each is a product of matrices over its groups
    n, z, inverse = (np.moveaxis(part, -3, -2) for part in (n, z, inverse[..., np.newaxis]))
    scaled = np.swapaxes(n * inverse, -1, -2)
    diagonal = n.sum(axis=-2)[..., np.newaxis] * np.eye(n.shape[-1])
    return _System(
        k=diagonal - scaled @ n,
        r=of_criteria - scaled @ z,
        q=(np.swapaxes(z * inverse, -1, -2) @ z).sum(axis=-3),
    )


def _solve(system: _System, products: Floats) -> _Solution:
    """Solve for slopes and criterion effects."""
    regular = system.k + _RIDGE * np.eye(system.k.shape[-1])
    explained = np.linalg.solve(regular, system.r)
    columns = explained.shape[-1]
    flat = (*explained.shape[:-3], -1, columns)
    taken = np.swapaxes(system.r.reshape(flat), -1, -2) @ explained.reshape(flat)
    left = products - system.q - taken
    xx, xy = left[..., :-1, :-1], left[..., :-1, -1:]
    slopes = (np.linalg.pinv(xx, rcond=_RANK, hermitian=True) @ xy)[..., 0]
    combine = np.concatenate([-slopes, np.ones((*slopes.shape[:-1], 1))], axis=-1)
    criterion = (explained @ combine[..., np.newaxis, :, np.newaxis])[..., 0]
    return _Solution(combine, criterion)


@dataclass(frozen=True)
class _Changed:
    """What is left of the groups that a fit lacks rows of: for each of these pairs of fit and row."""

    fit: Ints
    row: Ints
    rest: _Sums


@dataclass(frozen=True)
class _Predict:
    """Rows to be predicted (``z``: history and outcome), and the sums that their constants come from."""

    by_group: _Sums
    z: Floats
    rows: Rows
    group: Ints

    def gaps(
        self,
        solution: _Solution,
        connected: Flags,
        changed: Callable[[Ints], _Changed] | None = None,
    ) -> Floats:
        """Give outcome less expectation (fits × rows), NaN where the controls cannot tell it.

        Parameters
        ----------
        solution, connected
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
            together = (connected[fits][:, rows.week, rows.criterion] & some).any(axis=-1)
            told[fits] = np.where(together, gap, np.nan)
        return told


def _connected(k: Floats) -> Flags:
    """Say which criteria of a week are compared with each other, directly or through others."""
    size = k.shape[-1]
    reach = (np.abs(k) > _RIDGE) & (np.diagonal(k, axis1=-2, axis2=-1) > _RIDGE)[..., np.newaxis]
    reach |= np.eye(size, dtype=bool)
    for _ in range(max(size - 1, 1).bit_length()):
        reach = (reach.astype(np.float32) @ reach.astype(np.float32)) > 0
    return reach
