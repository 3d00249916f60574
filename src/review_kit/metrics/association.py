"""How two numbers move together inside the same people over time, and how sure one may be."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from review_kit.metrics.intervals import LEVEL

Floats = NDArray[np.float64]

_RIDGE = 1e-9
"""Makes the sums of a period that nobody has invertible; periods have whole numbers of reps beside it."""
_CONSTANT = 1e-9
"""Share of the spread of x that must be left once reps and periods are taken off."""
_ROUNDING = 1e-15
"""Share of the spread of y that a slope must explain to be more than an error of computing."""


def within_slopes(x: Floats, y: Floats, group: NDArray[np.int64], groups: int) -> pd.DataFrame:
    """Estimate for each group the slope of y on x within reps over periods.

    ``y = rep + period + slope · x + rest``: least squares with a constant for every rep and every
    period (the two-way within estimator; Baltagi, Econometric Analysis of Panel Data, ch. 3), so
    neither a rep who is always better nor a month that was better for all makes a slope. Every period
    of a rep counts the same.

    The standard error is the delete-one-rep jackknife, ``√((G − 1) / G · Σ (slope₋ᵢ − slope)²)``, which
    allows for any likeness among the periods of one rep and keeps its level with few reps (CR3;
    Cameron & Miller 2015, J. Human Resources 50, section VI); the interval takes Student's t with
    G − 1 degrees of freedom.

    Parameters
    ----------
    x, y
        Reps × periods, NaN where there is nothing. A period counts where both are known, a rep with two
        such periods or more.
    group
        Number of the group of each rep, from 0 to ``groups`` − 1.

    Returns
    -------
    DataFrame
        One row per group: ``slope`` (y per unit of x; NaN where x does not vary), ``low``, ``high``
        (95 %), ``p`` (two-sided, of a slope of zero), ``n_periods`` (rep-periods), ``n_reps``.
    """
    fitted = _fit(x, y, group, groups)
    slope, without, count = fitted.slope, fitted.without, fitted.periods
    n_reps = _sum_by((count > 0).astype(np.float64), group, groups)
    squares = _sum_by(np.where(count > 0, (without - slope[group]) ** 2, 0.0), group, groups)
    enough = n_reps >= 2
    reps = np.where(enough, n_reps, 2.0)
    error = np.where(enough, np.sqrt((reps - 1) / reps * squares), np.nan)
    half = special.stdtrit(reps - 1, 1 - (1 - LEVEL) / 2) * error
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(slope == 0, 1.0, 2 * special.stdtr(reps - 1, -np.abs(slope / error)))
    return pd.DataFrame(
        {
            "slope": slope,
            "low": slope - half,
            "high": slope + half,
            "p": p,
            "n_periods": _sum_by(count, group, groups).astype(np.int64),
            "n_reps": n_reps.astype(np.int64),
        }
    )


def slope_deviations(x: Floats, y: Floats, group: NDArray[np.int64], groups: int) -> Floats:
    """Give by how much each group's slope of :func:`within_slopes` moves when one of its reps is left out.

    The sum of their squares is what the jackknife makes the standard error of. So two slopes that rest on the
    same reps err together as far as these move together.

    Returns
    -------
    ndarray
        In the order of reps; 0 for a rep that does not count.
    """
    fitted = _fit(x, y, group, groups)
    moved = np.where(fitted.periods > 0, fitted.without - fitted.slope[group], 0.0)
    deviations: Floats = np.nan_to_num(moved)
    return deviations


def widened_together(steps: Floats, deviations: Floats) -> float:
    """Give the standard deviation of a sum of slopes ÷ the root of the sum of its parts' squares.

    Slopes that rest on the same reps do not err independently: their errors are correlated as their
    deviations are. 1 for a single slope, and where they err independently; never under 1, though some may
    seem to make up for each other.

    Parameters
    ----------
    steps
        Standard deviation of each slope's part in the sum, with the sign of the part.
    deviations
        Slopes × reps, from :func:`slope_deviations`.
    """
    size = np.sqrt((deviations**2).sum(axis=1))
    sure = size == 0
    together = (np.where(sure, 0.0, steps) / np.where(sure, 1.0, size)) @ deviations
    apart = (steps**2).sum()
    # a slope that no rep moves errs with no other
    joint = (together**2).sum() + (steps[sure] ** 2).sum()
    return max(1.0, float(np.sqrt(joint / apart))) if apart > 0 else 1.0


class _Fitted(NamedTuple):
    """Slopes by group, those without each rep, and each rep's periods."""

    slope: Floats
    without: Floats
    periods: Floats


def _fit(x: Floats, y: Floats, group: NDArray[np.int64], groups: int) -> _Fitted:
    known = ~(np.isnan(x) | np.isnan(y))
    known &= known.sum(axis=1, keepdims=True) >= 2
    weight = known.astype(np.float64)
    count = weight.sum(axis=1)
    x_own, y_own = (_less_mean(values, known) for values in (x, y))
    spread = (
        np.eye(x.shape[1]) * weight[:, :, np.newaxis]
        - (weight[:, :, np.newaxis] * weight[:, np.newaxis, :])
        / np.maximum(count, 1.0)[:, np.newaxis, np.newaxis]
    )
    products = ((x_own**2), (x_own * y_own), (y_own**2))
    parts = (spread, x_own, y_own, *(product.sum(axis=1) for product in products))
    sums = tuple(_sum_by(part, group, groups) for part in parts)
    slope = _slope(*sums)
    without = _slope(*(total[group] - part for total, part in zip(sums, parts, strict=True)))
    return _Fitted(slope, without, count)


def _less_mean(values: Floats, known: NDArray[np.bool_]) -> Floats:
    """Take each rep's mean over the known periods off; 0 elsewhere."""
    kept = np.where(known, values, 0.0)
    mean = kept.sum(axis=1, keepdims=True) / np.maximum(known.sum(axis=1, keepdims=True), 1)
    return np.where(known, values - mean, 0.0)


def _sum_by(parts: Floats, group: NDArray[np.int64], groups: int) -> Floats:
    size = int(np.prod(parts.shape[1:]))
    cell = group[:, np.newaxis] * size + np.arange(size)
    total = np.bincount(cell.ravel(), parts.ravel(), minlength=groups * size)
    return total.astype(np.float64).reshape(groups, *parts.shape[1:])


def _slope(periods: Floats, x: Floats, y: Floats, xx: Floats, xy: Floats, yy: Floats) -> Floats:
    """Solve for the slope of sums that have the reps' constants taken off (Frisch–Waugh–Lovell).

    Parameters
    ----------
    periods
        Groups × periods × periods: products of the period dummies with each other.
    x, y
        Groups × periods: products of the dummies with x and with y.
    xx, xy, yy
        Products of x with itself, of both, and of y with itself.
    """
    regular = periods + _RIDGE * np.eye(periods.shape[-1])
    explained = np.linalg.solve(regular, x[..., np.newaxis])[..., 0]
    left = xx - (explained * x).sum(axis=-1)
    varies = left > _CONSTANT * xx
    slope = (xy - (explained * y).sum(axis=-1)) / np.where(varies, left, np.nan)
    # what is left of y by rounding alone would look as certain as anything
    none: Floats = np.where(slope**2 * left <= _ROUNDING * yy, 0.0, slope)
    return np.where(np.isnan(slope), np.nan, none)


def holm(p: pd.Series, family: pd.Series) -> pd.Series:
    """Adjust p-values for how many were looked at in each family (Holm 1979, Scand. J. Statist. 6).

    Among all associations of a family that are zero in truth, the chance that any adjusted value
    falls under 5 % is at most 5 %, however they hang together. Missing values count as not looked at.

    Examples
    --------
    >>> holm(pd.Series([0.01, 0.04, 0.03]), pd.Series(["a", "a", "a"])).tolist()
    [0.03, 0.06, 0.06]
    """
    by_family = p.groupby(family)
    waiting = by_family.transform("count") - by_family.rank(method="first") + 1
    smallest_first = p.sort_values(kind="stable").index
    raw = (p * waiting).loc[smallest_first]
    adjusted = raw.groupby(family.loc[smallest_first]).cummax().clip(upper=1.0)
    return adjusted.reindex(p.index)
