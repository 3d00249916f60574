"""How far scorers agree on the same calls: weighted kappa, Krippendorff's alpha, intraclass correlation.

All three are computed on percent scores, and are functions of a few sums over calls, so that an interval by
bootstrap is one matrix product.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from review_kit.metrics.intervals import UPPER

KAPPA, ALPHA = "kappa", "alpha"

MINIMUM_CALLS = 20
"""Calls that more than one scored, which an agreement must rest on."""
RELIABLE = 0.6
"""Agreement under which a criterion judges no person."""

_SEED = 20260101
_MOST_DRAWS, _FEWEST_DRAWS, _WORK = 1000, 200, 5_000_000

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """Agreement on one criterion, with its 95 % interval; ``statistic`` is ``kappa`` or ``alpha``."""

    statistic: str
    calls: int
    value: float
    low: float
    high: float


def agreement_on(scores: Floats) -> Agreement:
    """Measure how far scorers agree: kappa where two scored every call, else alpha.

    The interval is that of the percentiles of a bootstrap over calls, always with the same draws.

    Parameters
    ----------
    scores
        Calls × scorers, percent; NaN where a scorer did not score the call.
    """
    units = scores[np.count_nonzero(~np.isnan(scores), axis=1) >= 2]
    paired = units.shape[1] == 2
    sums, statistic = (_sums_of_pairs(units), _kappa) if paired else (_sums_of_units(units), _alpha)
    value = float(statistic(sums.sum(axis=0)[None])[0]) if len(units) else np.nan
    low, high = _bootstrap(sums, statistic) if len(units) > 1 else (np.nan, np.nan)
    return Agreement(KAPPA if paired else ALPHA, len(units), value, low, high)


def quadratic_kappa(first: Floats, second: Floats) -> float:
    """Weighted kappa of two scorers with the square of their difference as weight (Cohen 1968).

    1 − mean of (x − y)² ÷ mean of (xᵢ − yⱼ)² over all pairs of calls. Psychological Bulletin 70; for any
    scale, not only one of few points, it is Lin's concordance (1989, Biometrics 45). 1 is full agreement, 0
    what chance gives; a constant gap between the two lowers it.

    Examples
    --------
    >>> quadratic_kappa(np.array([0.0, 50, 100]), np.array([0.0, 50, 100]))
    1.0
    """
    return float(_kappa(_sums_of_pairs(np.column_stack([first, second])).sum(axis=0)[None])[0])


def krippendorff_alpha(scores: Floats) -> float:
    """Krippendorff's alpha for interval data: any number of scorers, calls that not all of them scored.

    1 − observed ÷ expected disagreement (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability).

    Parameters
    ----------
    scores
        Calls × scorers; NaN where a scorer did not score the call. Calls of one scorer tell nothing.
    """
    units = scores[np.count_nonzero(~np.isnan(scores), axis=1) >= 2]
    return float(_alpha(_sums_of_units(units).sum(axis=0)[None])[0])


def intraclass_correlation(scores: Floats) -> float:
    """Share of the variance of scores that is between calls and not between scorers of one call.

    One-way random model, ICC(1,1) of Shrout & Fleiss 1979, Psychological Bulletin 86, with the usual mean
    group size for calls that not all scored.

    Parameters
    ----------
    scores
        Calls × scorers; NaN where a scorer did not score the call.
    """
    number = np.count_nonzero(~np.isnan(scores), axis=1)
    units, number = scores[number >= 2], number[number >= 2].astype(np.float64)
    if len(units) < 2:
        return np.nan
    total = number.sum()
    mean = np.nansum(units, axis=1) / number
    grand = np.nansum(units) / total
    between = (number * (mean - grand) ** 2).sum() / (len(units) - 1)
    within = np.nansum((units - mean[:, None]) ** 2) / (total - len(units))
    size = (total - (number**2).sum() / total) / (len(units) - 1)
    spread = between + (size - 1) * within
    return float((between - within) / spread) if spread > 0 else np.nan


def _sums_of_pairs(units: Floats) -> Floats:
    x, y = units[:, 0], units[:, 1]
    return np.column_stack([np.ones(len(units)), x, y, x**2 + y**2, (x - y) ** 2])


def _kappa(sums: Floats) -> Floats:
    n, x, y, squares, apart = sums.T
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = squares / n - 2 * (x / n) * (y / n)
        kappa: Floats = np.where(expected > 0, 1 - apart / n / expected, np.nan)
    return kappa


def _sums_of_units(units: Floats) -> Floats:
    number = np.count_nonzero(~np.isnan(units), axis=1).astype(np.float64)
    total, squares = np.nansum(units, axis=1), np.nansum(units**2, axis=1)
    apart = (2 * number * squares - 2 * total**2) / (number - 1)
    return np.column_stack([number, total, squares, apart])


def _alpha(sums: Floats) -> Floats:
    n, total, squares, apart = sums.T
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = (2 * n * squares - 2 * total**2) / (n * (n - 1))
        alpha: Floats = np.where(expected > 0, 1 - apart / n / expected, np.nan)
    return alpha


def _bootstrap(sums: Floats, statistic: Callable[[Floats], Floats]) -> tuple[float, float]:
    calls = len(sums)
    draws = int(np.clip(_WORK // calls, _FEWEST_DRAWS, _MOST_DRAWS))
    rng = np.random.default_rng(_SEED)
    drawn = np.empty((draws, sums.shape[1]))
    for draw in range(draws):
        times = np.bincount(rng.integers(0, calls, calls), minlength=calls)
        drawn[draw] = times @ sums
    found = statistic(drawn)
    found = found[~np.isnan(found)]
    if not len(found):
        return np.nan, np.nan
    low, high = np.quantile(found, [1 - UPPER, UPPER])
    return float(low), float(high)
