"""What is expected without coaching: a fit on controls only, and the same without each rep in turn.

Both fixed effects are those of a week (criterion × week and team × week, or rep × week), so the least
squares fall apart into weeks that share nothing but the slopes. Within a week the group's constants are
taken off group by group, which leaves one small system over its criteria. All of it is sums over
rows, so that leaving a rep out is a subtraction from the sums and not another pass over the rows.
"""

from __future__ import annotations

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
class Gaps:
    """Outcome less what was expected without coaching.

    Parameters
    ----------
    full
        Rows predicted: the gap in pp from the fit on all controls; NaN where no control of the row's
        group and week can be compared with one of its criterion and week.
    without
        Reps × rows predicted: the same from the fit without each rep; NaN for its own rows.
    fitted
        Reps that the fit has rows of: only these are left out in turn.
    slopes
        Columns of the history: pp of outcome for each pp.
    residual
        Controls: outcome less fit.
    """

    full: Floats
    without: Floats
    fitted: Flags
    slopes: Floats
    residual: Floats


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
    """
    if not len(controls) or not len(predicted):
        return _nothing(len(controls), len(predicted), len(group), x.shape[1])
    z = np.column_stack([x, y])
    weight = n / (n + CALLS_FOR_HALF_WEIGHT)
    by_rep, products = _sum_by_rep(controls, z, weight, len(group), n_criteria, n_weeks)
    by_group = _sum_groups(by_rep, group)
    # everyone
    parts = _absorb(by_group)
    whole = _System(parts.k.sum(axis=0), parts.r.sum(axis=0), parts.q.sum(axis=0))
    full = _solve(whole, products.sum(axis=0))
    # everyone but one: only the group of that one changes
    rest = by_group.at(group).minus(by_rep)
    changed = _absorb(rest)
    dropped = _System(
        whole.k - parts.k[group] + changed.k,
        whole.r - parts.r[group] + changed.r,
        whole.q - parts.q[group] + changed.q,
    )
    left = _solve(dropped, products.sum(axis=0) - products)
    z_predicted = np.column_stack([x_predicted, y_predicted])
    everyone = _Solution(full.combine[np.newaxis], full.criterion[np.newaxis])
    connected = _connected(whole.k)[np.newaxis]
    gap = _gap(everyone, connected, by_group, None, z_predicted, predicted, group)[0]
    residual = _gap(everyone, connected, by_group, None, z, controls, group)[0]
    without = _gap(left, _connected(dropped.k), by_group, rest, z_predicted, predicted, group)
    without[predicted.rep, np.arange(len(predicted))] = np.nan
    return Gaps(
        full=gap,
        without=without,
        fitted=by_rep.rows.sum(axis=(1, 2)) > 0,
        slopes=-full.combine[:-1],
        residual=residual,
    )


def _nothing(n_controls: int, n_predicted: int, n_reps: int, columns: int) -> Gaps:
    """Give what nothing can be told of."""
    return Gaps(
        full=np.full(n_predicted, np.nan),
        without=np.full((n_reps, n_predicted), np.nan),
        fitted=np.zeros(n_reps, dtype=bool),
        slopes=np.zeros(columns),
        residual=np.full(n_controls, np.nan),
    )


def _sum_by_rep(
    rows: Rows, z: Floats, weight: Floats, n_reps: int, n_criteria: int, n_weeks: int
) -> tuple[_Sums, Floats]:
    """Sum rows by rep, week and criterion, and their products by rep (reps × columns × columns)."""
    shape = (n_reps, n_weeks, n_criteria)
    cell = np.ravel_multi_index((rows.rep, rows.week, rows.criterion), shape)
    size = int(np.prod(shape))
    weighted = z * weight[:, np.newaxis]
    columns = z.shape[1]
    sums = np.empty((size, columns))
    products = np.empty((n_reps, columns, columns))
    for first in range(columns):
        sums[:, first] = np.bincount(cell, weights=weighted[:, first], minlength=size)
        for second in range(first + 1):
            product = np.bincount(rows.rep, weighted[:, first] * z[:, second], minlength=n_reps)
            products[:, first, second] = products[:, second, first] = product
    return (
        _Sums(
            n=np.bincount(cell, weights=weight, minlength=size).astype(np.float64).reshape(shape),
            z=sums.reshape(*shape, columns),
            rows=np.bincount(cell, minlength=size).reshape(shape),
        ),
        products,
    )


def _sum_groups(by_rep: _Sums, group: Ints) -> _Sums:
    n_groups = int(group.max()) + 1

    def summed(parts: NDArray[Number]) -> NDArray[Number]:
        total = np.zeros((n_groups, *parts.shape[1:]), dtype=parts.dtype)
        np.add.at(total, group, parts)
        return total

    return _Sums(summed(by_rep.n), summed(by_rep.z), summed(by_rep.rows))


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


def _gap(
    solution: _Solution,
    connected: Flags,
    by_group: _Sums,
    rest: _Sums | None,
    z: Floats,
    rows: Rows,
    group: Ints,
) -> Floats:
    """Give outcome less expectation of rows (fits × rows), NaN where the controls cannot tell it.

    Parameters
    ----------
    solution, connected
        One for each fit.
    rest
        For fits without each rep in turn: what is left of the rep's group.
    """
    own_group = group[rows.rep]
    own = by_group.at((own_group, rows.week))
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
        if rest is not None:
            fit, row = np.nonzero(group[fits][:, np.newaxis] == own_group)
            other = rest.at((fits[fit], rows.week[row]))
            size[fit, row] = other.n.sum(axis=-1)
            left[fit, row] = (other.z.sum(axis=-2) * combine[fit]).sum(axis=-1)
            left[fit, row] -= (other.n * criterion[fit, row]).sum(axis=-1)
            some[fit, row] = other.rows > 0
        constant = left / np.where(size > 0, size, 1.0)
        gap = combine @ z.T - criterion[:, np.arange(len(rows)), rows.criterion] - constant
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
