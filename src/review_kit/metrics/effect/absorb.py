"""Sums over rows with the constants of a week taken off.

Both fixed effects are those of a week (criterion × week and team × week, or rep × week), so the least
squares fall apart into weeks that share nothing but the slopes. Within a week the group's constants are
taken off group by group (Frisch–Waugh–Lovell), which leaves one small system over its criteria.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy import sparse

from review_kit.metrics.effect.panel import Flags, Floats, Ints
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

    def plus(self, other: Sums) -> Sums:
        """Add rows."""
        return Sums(self.n + other.n, self.z + other.z, self.rows + other.rows)

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

    def at(self, index: Ints) -> System:
        """Give those of some groups."""
        return System(self.k[index], self.r[index], self.q[index])


@dataclass(frozen=True)
class Solution:
    """Slopes and criterion effects of each fit.

    ``combine``: fits × columns, −slope for the history and 1 for the outcome; ``criterion``: fits × weeks ×
    criteria.
    """

    combine: Floats
    criterion: Floats


def sum_by_group(
    rows: Rows, group: Ints, z: Floats, weight: Floats, *, n_criteria: int, n_weeks: int
) -> Sums:
    """Sum rows by group (of each rep), week and criterion."""
    shape = (int(group.max()) + 1, n_weeks, n_criteria)
    return _sum_by_unit(rows, group[rows.rep], z, weight, shape)


def products_by(unit: Ints, z: Floats, weight: Floats, n_units: int) -> Floats:
    """Sum the products of columns over the rows of each unit (units × columns × columns)."""
    order = np.argsort(unit, kind="stable")
    # most rows come in order of their units already; a product of matrices for each then needs no copy
    ordered = z if (order[:-1] < order[1:]).all() else z[order]
    weighted = (ordered * weight[order][:, np.newaxis]).T
    ends = np.cumsum(np.bincount(unit, minlength=n_units))
    products = np.zeros((n_units, z.shape[1], z.shape[1]))
    start = 0
    for number, end in enumerate(ends.tolist()):
        if end > start:
            np.matmul(weighted[:, start:end], ordered[start:end], out=products[number])
        start = end
    return products


def laid_by_week(
    rows: Rows, first: int, z: Floats, weight: Floats, shape: tuple[int, int, int]
) -> Sums:
    """Lay rows of consecutive reps out by rep, week and criterion, of which each has one row at most.

    Parameters
    ----------
    first
        The first of these reps.
    shape
        Reps × weeks × criteria.
    """
    at = (rows.rep - first, rows.week, rows.criterion)
    n, laid = np.zeros(shape), np.zeros((*shape, z.shape[1]))
    counted = np.zeros(shape, dtype=np.int64)
    n[at], laid[at], counted[at] = weight, z * weight[:, np.newaxis], 1
    return Sums(n, laid, counted)


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


def absorb(sums: Sums) -> System:
    """Take the constants of group × week off the sums of each group."""
    n = sums.n
    size = n.sum(axis=-1)
    inverse = np.where(size > 0, 1 / np.where(size > 0, size, 1.0), 0.0)
    z = sums.z.sum(axis=-2)
    scaled = z * inverse[..., np.newaxis]
    k = -(n * inverse[..., np.newaxis])[..., :, np.newaxis] * n[..., np.newaxis, :]
    every = np.arange(n.shape[-1])
    k[..., every, every] += n
    return System(
        k=k,
        r=sums.z - n[..., np.newaxis] * scaled[..., np.newaxis, :],
        q=np.swapaxes(scaled, -1, -2) @ z,
    )


def absorb_together(sums: Sums) -> System:
    """Take the constants off and sum over the groups, without an array of groups × criteria²."""
    return _taken_off(sums.n, sums.z.sum(axis=-2), sums.z.sum(axis=-4), sums.rows.sum(axis=-1) > 0)


def absorb_each_left_out(sums: Sums) -> System:
    """Do so without each criterion in turn (criteria × … × weeks × …)."""
    size = sums.n.shape[-1]
    kept = ~np.eye(size, dtype=bool)
    # one axis for each of what the sums have
    of_rows = kept.reshape(size, *(1,) * (sums.n.ndim - 1), size)
    of_criteria = kept.reshape(size, *(1,) * (sums.n.ndim - 2), size, 1)
    rows = sums.rows.sum(axis=-1) - np.moveaxis(sums.rows, -1, 0)
    return _taken_off(
        sums.n * of_rows,
        sums.z.sum(axis=-2) - np.moveaxis(sums.z, -2, 0),
        sums.z.sum(axis=-4) * of_criteria,
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
    """Solve for slopes and criterion effects of each fit (the first axis)."""
    upper, forward = _eliminated(system)
    n_criteria, columns, n_fits, n_weeks = forward.shape
    pivots = upper[np.arange(n_criteria), np.arange(n_criteria)]
    scaled = forward / pivots[:, np.newaxis]
    flat = (n_fits, columns, n_criteria * n_weeks)
    taken = forward.transpose(2, 1, 0, 3).reshape(flat) @ np.swapaxes(
        scaled.transpose(2, 1, 0, 3).reshape(flat), -1, -2
    )
    left = products - system.q - taken
    xx, xy = left[:, :-1, :-1], left[:, :-1, -1:]
    slopes = (np.linalg.pinv(xx, rcond=_RANK, hermitian=True) @ xy)[..., 0]
    combine = np.concatenate([-slopes, np.ones((n_fits, 1))], axis=-1)
    criterion = np.einsum("ckfw,fk->cfw", scaled, combine)
    for at in range(n_criteria - 2, -1, -1):
        below = (upper[at, at + 1 :] * criterion[at + 1 :]).sum(axis=0)
        criterion[at] -= below / pivots[at]
    return Solution(combine, np.ascontiguousarray(criterion.transpose(1, 2, 0)))


def _eliminated(system: System) -> tuple[Floats, Floats]:
    """Eliminate the criteria of every week: a factor of the system, and what it makes of the right side.

    Each step is one operation on all weeks of all fits, which are small systems by the ten thousand.
    The system is positive definite, so that no rows have to change places.

    Returns
    -------
    upper, forward
        Criteria × criteria × fits × weeks, of which the upper triangle counts; criteria × columns × fits ×
        weeks.
    """
    upper = np.ascontiguousarray(system.k.transpose(2, 3, 0, 1))
    forward = np.ascontiguousarray(system.r.transpose(2, 3, 0, 1))
    for at in range(len(upper)):
        upper[at, at] += _RIDGE
    for at in range(len(upper) - 1):
        factor = upper[at, at + 1 :] / upper[at, at]
        for below, part in enumerate(factor, start=at + 1):
            upper[below, below:] -= part * upper[at, below:]
            forward[below] -= part * forward[at]
    return upper, forward


@dataclass(frozen=True)
class LeftProducts:
    """Products of what the constants of criterion × week and group × week leave of columns with each other.

    Of rows that many sets of others are added to, one set at a time: these change their own groups alone.

    Parameters
    ----------
    by_group, whole, products
        Sums of the rows, what the constants take off them, and products of their columns.
    group
        Reps: the group whose constant of a week they share.
    """

    by_group: Sums
    whole: System
    products: Floats
    group: Ints

    @classmethod
    def of(
        cls, rows: Rows, z: Floats, n: Ints, *, group: Ints, n_criteria: int, n_weeks: int
    ) -> Self:
        """Sum rows.

        Parameters
        ----------
        rows, z, n
            Rows, their columns, and the calls that make their weight n / (n + 5).
        """
        weight = n / (n + CALLS_FOR_HALF_WEIGHT)
        by_group = sum_by_group(rows, group, z, weight, n_criteria=n_criteria, n_weeks=n_weeks)
        return cls(by_group, absorb_together(by_group), (z * weight[:, np.newaxis]).T @ z, group)

    def with_rows(self, rows: Rows, z: Floats, n: Ints) -> Floats:
        """Give columns × columns, weighted sums over the rows and some more."""
        weight = n / (n + CALLS_FOR_HALF_WEIGHT)
        groups, own = np.unique(self.group[rows.rep], return_inverse=True)
        before = self.by_group.at(groups)
        more = _sum_by_unit(rows, own, z, weight, before.n.shape)
        less, instead = absorb_together(before), absorb_together(before.plus(more))
        whole = System(
            self.whole.k - less.k + instead.k,
            self.whole.r - less.r + instead.r,
            self.whole.q - less.q + instead.q,
        )
        regular = whole.k + _RIDGE * np.eye(whole.k.shape[-1])
        explained = np.linalg.solve(regular, whole.r)
        columns = z.shape[1]
        taken = whole.r.reshape(-1, columns).T @ explained.reshape(-1, columns)
        left: Floats = self.products + (z * weight[:, np.newaxis]).T @ z - whole.q - taken
        return left


def constants(by_group: Sums) -> int:
    """Count the constants of criterion × week and group × week; one of each week is not free."""
    rows = by_group.rows
    of_criteria, of_groups = rows.sum(axis=0) > 0, rows.sum(axis=2) > 0
    return int(of_criteria.sum() + of_groups.sum() - of_criteria.any(axis=1).sum())


def connected(k: Floats) -> Flags:
    """Say which criteria of a week are compared with each other, directly or through others."""
    size = k.shape[-1]
    there = np.diagonal(k, axis1=-2, axis2=-1) > _RIDGE
    reach = (np.abs(k) > _RIDGE) & there[..., np.newaxis]
    reach |= np.eye(size, dtype=bool)
    # where each is compared with each directly, as in most weeks, nothing is to be followed
    all_of_them = there[..., np.newaxis] & there[..., np.newaxis, :] | np.eye(size, dtype=bool)
    further = (reach != all_of_them).any(axis=(-2, -1))
    if further.any():
        part = reach[further]
        for _ in range(max(size - 1, 1).bit_length()):
            part = (part.astype(np.float32) @ part.astype(np.float32)) > 0
        reach[further] = part
    return reach
