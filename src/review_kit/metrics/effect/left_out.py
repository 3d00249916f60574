"""The gaps once more without each unit in turn, held as fits and not as units × rows.

A gap is linear in what its row is and what its fit found, so the mean of many under a fit needs the sum of
their rows alone. Only where a fit lacks controls of a row's own group, or where it can no longer tell the
row, is the pair of fit and row another thing; these pairs are kept one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import numpy as np

from review_kit.metrics.effect.absorb import Solution, Sums
from review_kit.metrics.effect.panel import Flags, Floats, Ints
from review_kit.metrics.effect.rows import Rows


def ranges(starts: Ints, ends: Ints) -> Ints:
    """Chain the whole numbers from each start to before its end."""
    sizes = ends - starts
    before = np.cumsum(sizes) - sizes
    chained: Ints = np.arange(int(sizes.sum())) + np.repeat(starts - before, sizes)
    return chained


@dataclass(frozen=True)
class Pairs:
    """Fits and rows of whose group a fit lacks a part, an entry of every array for each pair.

    Parameters
    ----------
    fit, row
        Position among the fits of a block, and the predicted row.
    n, z, some
        What is left of the row's group and week: weights by criterion, sums of history and outcome, and
        whether there is a row of the criterion.
    own
        The row is one of the unit that is left out.
    """

    fit: Ints
    row: Ints
    n: Floats
    z: Floats
    some: Flags
    own: Flags


@dataclass(frozen=True)
class Expected:
    """Rows to be predicted, each as what is left of it once the constant of its group × week is taken off.

    Parameters
    ----------
    rows, z
        The rows, their history and outcome.
    group
        Of each row.
    z_left, criteria_left
        Rows × columns, rows × criteria: the gap is ``z_left · combine − criteria_left · criterion``.
    some
        Rows × criteria: a control of the row's group and week.
    full
        Gaps from the fit on all controls; NaN where they cannot tell.
    linked
        Weeks × criteria × criteria: hang together in that fit.
    """

    rows: Rows
    z: Floats
    group: Ints
    z_left: Floats
    criteria_left: Floats
    some: Flags
    full: Floats
    linked: Flags

    @classmethod
    def of(
        cls, rows: Rows, z: Floats, by_group: Sums, group: Ints, full: Solution, linked: Flags
    ) -> Self:
        """Take the constants off, and predict from the fit on all controls."""
        own = group[rows.rep]
        n = by_group.n[own, rows.week]
        size = n.sum(axis=-1)
        inverse = 1 / np.where(size > 0, size, 1.0)
        z_left = z - by_group.z[own, rows.week].sum(axis=-2) * inverse[:, np.newaxis]
        criteria_left = -n * inverse[:, np.newaxis]
        criteria_left[np.arange(len(rows)), rows.criterion] += 1
        some = by_group.rows[own, rows.week] > 0
        gap = z_left @ full.combine[0]
        gap -= (criteria_left * full.criterion[0, rows.week]).sum(axis=-1)
        # an effect of group and one of criterion add up only where rows of both hang together
        told = (linked[rows.week, rows.criterion] & some).any(axis=-1)
        return cls(rows, z, own, z_left, criteria_left, some, np.where(told, gap, np.nan), linked)

    def paired(self, of_fit: Ints, of_row: Ints) -> tuple[Ints, Ints]:
        """Pair fits with the rows of the same group that can be told; the group of each is given."""
        told = np.flatnonzero(~np.isnan(self.full))
        order = told[np.argsort(of_row[told], kind="stable")]
        starts, ends = (
            np.searchsorted(of_row[order], of_fit, side=side) for side in ("left", "right")
        )
        return np.repeat(np.arange(len(of_fit)), ends - starts), order[ranges(starts, ends)]

    def left_out(self, n_units: int) -> Collected:
        """Begin to collect the fits without each unit."""
        n_weeks, n_criteria = self.linked.shape[:2]
        return Collected(
            self,
            np.zeros((n_units, self.z.shape[1])),
            np.zeros((n_weeks, n_criteria, n_units)),
        )


@dataclass(frozen=True)
class LeftOut:
    """The gaps once more, without each unit (a rep, or a team's criterion) in turn.

    Parameters
    ----------
    fitted
        Units that the fit has rows of: only these change it.
    unit
        Unit of each predicted row.
    known
        Rows predicted: the fit on all controls tells of them.
    week, z, criteria
        Rows predicted: week, and what is left of history, outcome and criterion (:class:`Expected`).
    combine, criterion
        Units × columns, weeks × criteria × units: slopes and criterion effects without each unit.
    starts
        Where the pairs of each row start, and the last end.
    pair_unit, pair_change, pair_lost
        Of each pair: its unit, what it adds to the gap that the above make, and whether there is none.
    """

    fitted: Flags
    unit: Ints
    known: Flags
    week: Ints
    z: Floats
    criteria: Floats
    combine: Floats
    criterion: Floats
    starts: Ints
    pair_unit: Ints
    pair_change: Floats
    pair_lost: Flags

    @classmethod
    def of_nothing(cls, n_units: int, unit: Ints) -> Self:
        """Give what nothing can be told of: rows that no fit predicts."""
        none = np.zeros(0, dtype=np.int64)
        return cls(
            fitted=np.zeros(n_units, dtype=bool),
            unit=unit,
            known=np.zeros(len(unit), dtype=bool),
            week=np.zeros(len(unit), dtype=np.int64),
            z=np.zeros((len(unit), 0)),
            criteria=np.zeros((len(unit), 0)),
            combine=np.zeros((n_units, 0)),
            criterion=np.zeros((1, 0, n_units)),
            starts=np.zeros(len(unit) + 1, dtype=np.int64),
            pair_unit=none,
            pair_change=np.zeros(0),
            pair_lost=np.zeros(0, dtype=bool),
        )

    def gaps_of(self, rows: Ints) -> Floats:
        """Give the gaps of some predicted rows (units × rows), in pp.

        NaN for the unit's own rows, and where the controls that are left cannot tell them.
        """
        found = self.combine @ self.z[rows].T
        for week in np.unique(self.week[rows]):
            here = self.week[rows] == week
            found[:, here] -= (self.criteria[rows[here]] @ self.criterion[week]).T
        starts, ends = self.starts[rows], self.starts[rows + 1]
        pairs, column = ranges(starts, ends), np.repeat(np.arange(len(rows)), ends - starts)
        unit = self.pair_unit[pairs]
        found[unit, column] += self.pair_change[pairs]
        found[unit[self.pair_lost[pairs]], column[self.pair_lost[pairs]]] = np.nan
        found[:, ~self.known[rows]] = np.nan
        return found

    def summed(self, chosen: Flags) -> tuple[Floats, Ints]:
        """Sum the gaps of chosen rows without each unit, and count those that there are."""
        rows = np.flatnonzero(chosen & self.known)
        total = self.combine @ self.z[rows].sum(axis=0)
        weeks, week = np.unique(self.week[rows], return_inverse=True)
        shape = (len(weeks), self.criteria.shape[1])
        cell = week[:, np.newaxis] * shape[1] + np.arange(shape[1])
        by_cell = np.bincount(
            cell.ravel(), self.criteria[rows].ravel(), minlength=shape[0] * shape[1]
        )
        for one, of_criteria in zip(weeks, by_cell.reshape(shape), strict=True):
            total -= of_criteria @ self.criterion[one]
        pairs = ranges(self.starts[rows], self.starts[rows + 1])
        unit, n_units = self.pair_unit[pairs], len(self.fitted)
        total += np.bincount(unit, weights=self.pair_change[pairs], minlength=n_units)
        lost = np.bincount(unit[self.pair_lost[pairs]], minlength=n_units)
        return total, len(rows) - lost


@dataclass(frozen=True)
class Collected:
    """Fits without a unit, as they are made."""

    expected: Expected
    combine: Floats
    criterion: Floats
    pairs: list[tuple[Ints, Ints, Floats, Flags]] = field(default_factory=list)

    def add(
        self,
        units: Ints,
        solution: Solution,
        linked: Flags,
        pairs: Pairs,
        of: tuple[Ints, Ints],
    ) -> None:
        """Add those without some units.

        Parameters
        ----------
        units, solution, linked
            Each unit, what its fit found, and which criteria of each week hang together in it.
        pairs
            Of these fits and the rows whose group they lack a part of.
        of
            Group of each fit, and of each row, by which they were paired.
        """
        expected, rows = self.expected, self.expected.rows
        self.combine[units] = solution.combine
        self.criterion[:, :, units] = solution.criterion.transpose(1, 2, 0)
        fit, row = pairs.fit, pairs.row
        week, criterion = rows.week[row], rows.criterion[row]
        combine, effects = solution.combine[fit], solution.criterion[fit, week]
        size = pairs.n.sum(axis=-1)
        left = (pairs.z * combine).sum(axis=-1) - (pairs.n * effects).sum(axis=-1)
        gap = (expected.z[row] * combine).sum(axis=-1)
        gap -= effects[np.arange(len(row)), criterion] + left / np.where(size > 0, size, 1.0)
        usual = self._usual(row, combine, effects)
        told = (linked[fit, week, criterion] & pairs.some).any(axis=-1) & ~pairs.own
        self.pairs.append((units[fit], row, np.where(told, gap, 0.0) - usual, ~told))
        self._add_lost(units, solution, linked, of)

    def _add_lost(
        self, units: Ints, solution: Solution, linked: Flags, of: tuple[Ints, Ints]
    ) -> None:
        """Find rows of other groups that a fit cannot tell: its weeks hang together less."""
        expected, rows = self.expected, self.expected.rows
        fit, week = np.nonzero((linked != expected.linked).any(axis=(-2, -1)))
        which, row = expected.paired(week, rows.week)
        fit = fit[which]
        other = of[0][fit] != of[1][row]
        fit, row = fit[other], row[other]
        hold = linked[fit, rows.week[row], rows.criterion[row]] & expected.some[row]
        lost = ~hold.any(axis=-1)
        fit, row = fit[lost], row[lost]
        usual = self._usual(row, solution.combine[fit], solution.criterion[fit, rows.week[row]])
        self.pairs.append((units[fit], row, -usual, np.ones(len(row), dtype=bool)))

    def _usual(self, row: Ints, combine: Floats, effects: Floats) -> Floats:
        """Give the gap of each pair as if its fit lacked nothing of the row's group."""
        usual: Floats = (self.expected.z_left[row] * combine).sum(axis=-1)
        usual -= (self.expected.criteria_left[row] * effects).sum(axis=-1)
        return usual

    def done(self, fitted: Flags, unit: Ints) -> LeftOut:
        """Give the fits, with their pairs in the order of the rows."""
        expected = self.expected
        pair_unit, row, change, lost = (
            np.concatenate(part) for part in zip(*self.pairs, strict=True)
        )
        order = np.argsort(row, kind="stable")
        return LeftOut(
            fitted=fitted,
            unit=unit,
            known=~np.isnan(expected.full),
            week=expected.rows.week,
            z=expected.z_left,
            criteria=expected.criteria_left,
            combine=self.combine,
            criterion=self.criterion,
            starts=np.searchsorted(row[order], np.arange(len(expected.rows) + 1)),
            pair_unit=pair_unit[order],
            pair_change=change[order],
            pair_lost=lost[order],
        )
