"""Sums over rows with the constants of a week taken off.

Both fixed effects are those of a week (criterion × week and team × week, or rep × week), so the least
squares fall apart into weeks that share nothing but the slopes. Within a week the group's constants are
taken off group by group (Frisch–Waugh–Lovell), which leaves one small system over its criteria.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from review_kit.metrics.effect.panel import Flags, Floats, Ints, Number
from review_kit.metrics.effect.rows import Rows

CALLS_FOR_HALF_WEIGHT = 5
"""A row's outcome of n calls has weight n / (n + 5)."""

_RIDGE = 1e-8
"""Makes the system of a week solvable: its effects are known up to a constant that cancels."""
_RANK = 1e-10
"""Share of the largest eigenvalue under which slopes are not told apart (history that is collinear)."""


@dataclass(frozen=True)
class Sums:
    """Weighted sums over control rows, for one unit or many along the leading axes (…).

    ``n``: … × weeks × criteria, weights; ``z``: … × weeks × criteria × columns, weighted sums of
    history and outcome; ``rows``: … × weeks × criteria, rows counted.
    """

    n: Floats
    z: Floats
    rows: Ints

    def minus(self, other: Sums) -> Sums:
        """Take rows off."""
        rows = self.rows - other.rows
        # what rounding leaves of rows that are all gone must not count as a row
        some = rows > 0
        return Sums(
            np.where(some, self.n - other.n, 0.0),
            np.where(some[..., np.newaxis], self.z - other.z, 0.0),
            rows,
        )

    def at(self, index: Ints | tuple[Ints, Ints]) -> Sums:
        """Give those of some units, or of some units and weeks."""
        return Sums(self.n[index], self.z[index], self.rows[index])

    def of(self, criteria: Flags) -> Sums:
        """Give them of the flagged criteria alone (… × criteria)."""
        return Sums(
            np.where(criteria, self.n, 0.0),
            np.where(criteria[..., np.newaxis], self.z, 0.0),
            np.where(criteria, self.rows, 0),
        )


@dataclass(frozen=True)
class System:
    """What is left of control rows once the constants of their group × week are taken off.

    ``k``: … × weeks × criteria × criteria, products of the criterion dummies; ``r``: … × weeks ×
    criteria × columns, their products with history and outcome; ``q``: … × columns × columns, what
    was taken off the products of these with each other.
    """

    k: Floats
    r: Floats
    q: Floats


@dataclass(frozen=True)
class Solution:
    """Slopes (… × columns, −slope for the history and 1 for the outcome) and criterion effects."""

    combine: Floats
    criterion: Floats


def sum_by_rep(
    rows: Rows, z: Floats, weight: Floats, n_reps: int, n_criteria: int, n_weeks: int
) -> tuple[Sums, Floats]:
    """Sum rows by rep, week and criterion, and their products (reps × criteria × columns × columns)."""
    unit = rows.rep * n_criteria + rows.criterion
    columns = z.shape[1]
    first, second = np.triu_indices(columns)
    pairs = _summed_by(
        unit, z[:, first] * z[:, second] * weight[:, np.newaxis], n_reps * n_criteria
    )
    products = np.empty((len(pairs), columns, columns))
    products[:, first, second] = products[:, second, first] = pairs
    sums = _sum_by_unit(rows, rows.rep, z, weight, (n_reps, n_weeks, n_criteria))
    return sums, products.reshape(n_reps, n_criteria, columns, columns)


def _sum_by_unit(
    rows: Rows, unit: Ints, z: Floats, weight: Floats, shape: tuple[int, int, int]
) -> Sums:
    """Sum rows by unit (of each row), week and criterion."""
    cell = np.ravel_multi_index((unit, rows.week, rows.criterion), shape)
    size = int(np.prod(shape))
    return Sums(
        n=np.bincount(cell, weights=weight, minlength=size).astype(np.float64).reshape(shape),
        z=_summed_by(cell, z * weight[:, np.newaxis], size).reshape(*shape, -1),
        rows=np.bincount(cell, minlength=size).reshape(shape),
    )


def _summed_by(cell: Ints, values: Floats, size: int) -> Floats:
    """Sum the rows of values by cell: a product with the matrix that has a one for each row in its cell."""
    places = (np.ones(len(cell)), cell, np.arange(len(cell) + 1))
    total: Floats = sparse.csc_array(places, shape=(size, len(cell))) @ values
    return total


def sum_groups(by_rep: Sums, group: Ints) -> Sums:
    """Sum those of reps over the reps of each group."""
    return Sums(summed(by_rep.n, group), summed(by_rep.z, group), summed(by_rep.rows, group))


def summed(parts: NDArray[Number], group: Ints) -> NDArray[Number]:
    """Sum what there is of each rep (the first axis) over the reps of each group."""
    total = np.zeros((int(group.max()) + 1, *parts.shape[1:]), dtype=parts.dtype)
    np.add.at(total, group, parts)
    return total


def absorb(sums: Sums) -> System:
    """Take the constants of group × week off the sums of each group."""
    size = sums.n.sum(axis=-1)
    inverse = np.where(size > 0, 1 / np.where(size > 0, size, 1.0), 0.0)
    z = sums.z.sum(axis=-2)
    n = sums.n
    between = n[..., :, np.newaxis] * n[..., np.newaxis, :] * inverse[..., np.newaxis, np.newaxis]
    diagonal = n[..., np.newaxis] * np.eye(n.shape[-1])
    scaled = z * inverse[..., np.newaxis]
    return System(
        k=diagonal - between,
        r=sums.z - n[..., np.newaxis] * scaled[..., np.newaxis, :],
        q=np.swapaxes(scaled, -1, -2) @ z,
    )


def absorb_together(sums: Sums) -> System:
    """Take the constants off and sum over the groups, without an array of groups × criteria²."""
    return _taken_off(sums.n, sums.z.sum(axis=-2), sums.z.sum(axis=0), sums.rows.sum(axis=-1) > 0)


def absorb_each_left_out(sums: Sums) -> System:
    """Do so without each criterion in turn (criteria × weeks × …)."""
    kept = ~np.eye(sums.n.shape[-1], dtype=bool)
    rows = sums.rows.sum(axis=-1) - np.moveaxis(sums.rows, -1, 0)
    return _taken_off(
        sums.n * kept[:, np.newaxis, np.newaxis, :],
        sums.z.sum(axis=-2) - np.moveaxis(sums.z, -2, 0),
        sums.z.sum(axis=0) * kept[:, np.newaxis, :, np.newaxis],
        rows > 0,
    )


def _taken_off(n: Floats, z: Floats, of_criteria: Floats, some: Flags) -> System:
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
    return System(
        k=diagonal - scaled @ n,
        r=of_criteria - scaled @ z,
        q=(np.swapaxes(z * inverse, -1, -2) @ z).sum(axis=-3),
    )


def solve(system: System, products: Floats) -> Solution:
    """Solve for slopes and criterion effects."""
    explained, left = _take_off_criteria(system, products)
    xx, xy = left[..., :-1, :-1], left[..., :-1, -1:]
    slopes = (np.linalg.pinv(xx, rcond=_RANK, hermitian=True) @ xy)[..., 0]
    combine = np.concatenate([-slopes, np.ones((*slopes.shape[:-1], 1))], axis=-1)
    criterion = (explained @ combine[..., np.newaxis, :, np.newaxis])[..., 0]
    return Solution(combine, criterion)


def _take_off_criteria(system: System, products: Floats) -> tuple[Floats, Floats]:
    """Give each column's criterion effects, and the products of what both constants leave of the columns."""
    regular = system.k + _RIDGE * np.eye(system.k.shape[-1])
    explained: Floats = np.linalg.solve(regular, system.r).astype(np.float64, copy=False)
    columns = explained.shape[-1]
    flat = (*explained.shape[:-3], -1, columns)
    taken = np.swapaxes(system.r.reshape(flat), -1, -2) @ explained.reshape(flat)
    left: Floats = products - system.q - taken
    return explained, left


def left_products(
    rows: Rows, z: Floats, n: Ints, *, group: Ints, n_criteria: int, n_weeks: int
) -> Floats:
    """Multiply what the constants of criterion × week and group × week leave of columns with each other.

    Parameters
    ----------
    rows, z, n
        Rows, their columns, and the calls that make their weight n / (n + 5).
    group
        Reps: the group whose constant of a week they share.

    Returns
    -------
    Floats
        Columns × columns, weighted sums.
    """
    weight = n / (n + CALLS_FOR_HALF_WEIGHT)
    shape = (int(group.max()) + 1, n_weeks, n_criteria)
    parts = absorb(_sum_by_unit(rows, group[rows.rep], z, weight, shape))
    whole = System(parts.k.sum(axis=0), parts.r.sum(axis=0), parts.q.sum(axis=0))
    return _take_off_criteria(whole, (z * weight[:, np.newaxis]).T @ z)[1]


def constants(by_group: Sums) -> int:
    """Count the constants of criterion × week and group × week; one of each week is not free."""
    rows = by_group.rows
    of_criteria, of_groups = rows.sum(axis=0) > 0, rows.sum(axis=2) > 0
    return int(of_criteria.sum() + of_groups.sum() - of_criteria.any(axis=1).sum())


def connected(k: Floats) -> Flags:
    """Say which criteria of a week are compared with each other, directly or through others."""
    size = k.shape[-1]
    reach = (np.abs(k) > _RIDGE) & (np.diagonal(k, axis1=-2, axis2=-1) > _RIDGE)[..., np.newaxis]
    reach |= np.eye(size, dtype=bool)
    for _ in range(max(size - 1, 1).bit_length()):
        reach = (reach.astype(np.float32) @ reach.astype(np.float32)) > 0
    return reach
