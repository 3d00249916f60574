"""95 % intervals, each from a textbook formula; every function works on whole columns.

They treat calls (and deals) as independent draws. Repeated looks at one rep are more alike than
that, so these intervals describe a number's own scatter and are no test of whether coaching worked.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from review_kit.metrics.tidy import lookup

LEVEL = 0.95
"""Coverage that every interval aims at."""

UPPER = 1 - (1 - LEVEL) / 2
"""Quantile at the upper end of such an interval: 0.975."""
CRITICAL = float(special.ndtri(UPPER))
"""Standard errors from the middle of a normal interval to its ends: 1.96."""

Floats = NDArray[np.float64]


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def mean_interval(mean: ArrayLike, sd: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """Student's t-interval of a mean.

    ``mean ± t(0.975, n − 1) · sd / √n`` (Student 1908; any textbook). NaN where ``n < 2``.

    Parameters
    ----------
    mean, sd
        Sample mean and sample standard deviation (divisor ``n − 1``).
    n
        Number of values.

    Returns
    -------
    low, high
        Arrays in the unit of ``mean``.
    """
    centre, spread, count = _floats(mean), _floats(sd), _floats(n)
    enough = count >= 2
    safe = np.where(enough, count, 2.0)
    half = special.stdtrit(safe - 1, UPPER) * spread / np.sqrt(safe)
    half = np.where(enough, half, np.nan)
    return centre - half, centre + half


def difference_interval(
    first: tuple[ArrayLike, ArrayLike, ArrayLike], second: tuple[ArrayLike, ArrayLike, ArrayLike]
) -> tuple[Floats, Floats]:
    """Welch's interval of ``second − first``, two means with unequal variances.

    Standard error ``√(s₁²/n₁ + s₂²/n₂)``, degrees of freedom after Welch–Satterthwaite (Welch 1947,
    Biometrika 34). Where both samples are constant the interval is the difference itself. NaN where
    either sample has fewer than two values.

    Parameters
    ----------
    first, second
        Each a triple (mean, sample standard deviation, number of values).
    """
    mean_1, sd_1, n_1 = (_floats(part) for part in first)
    mean_2, sd_2, n_2 = (_floats(part) for part in second)
    enough = (n_1 >= 2) & (n_2 >= 2)
    safe_1, safe_2 = np.where(n_1 >= 2, n_1, 2.0), np.where(n_2 >= 2, n_2, 2.0)
    part_1, part_2 = sd_1**2 / safe_1, sd_2**2 / safe_2
    variance = part_1 + part_2
    denominator = part_1**2 / (safe_1 - 1) + part_2**2 / (safe_2 - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = np.where(denominator > 0, variance**2 / denominator, 1.0)
    half = np.where(enough, special.stdtrit(freedom, UPPER) * np.sqrt(variance), np.nan)
    delta = mean_2 - mean_1
    return delta - half, delta + half


def share_interval(successes: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """Wilson's score interval of a share.

    Wilson 1927, JASA 22; equal to ``scipy.stats.binomtest(k, n).proportion_ci(method="wilson")``,
    for whole columns. NaN where ``n`` is 0.
    """
    hits, count = _floats(successes), _floats(n)
    z = CRITICAL
    safe = np.where(count > 0, count, 1.0)
    share = hits / safe
    centre = (share + z**2 / (2 * safe)) / (1 + z**2 / safe)
    half = z / (1 + z**2 / safe) * np.sqrt(share * (1 - share) / safe + z**2 / (4 * safe**2))
    empty = count <= 0
    low = np.where(empty, np.nan, np.clip(centre - half, 0, 1))
    high = np.where(empty, np.nan, np.clip(centre + half, 0, 1))
    return low, high


def clustered_mean_interval(
    values: pd.DataFrame, by: str, cluster: str, value: str
) -> pd.DataFrame:
    """Interval of a pooled mean whose values come in clusters (a team's calls, by rep).

    Cluster-robust variance of a mean, ``G/(G−1) · Σ_g (Σ_i (x_i − x̄))² / n²`` with ``G − 1`` degrees
    of freedom (Cameron & Miller 2015, J. Human Resources 50, eq. 11, for a regression on a constant).

    Parameters
    ----------
    values
        One row per value.
    by, cluster, value
        Columns: the group whose mean it is, the cluster within it, the number.

    Returns
    -------
    DataFrame
        Index ``by``; ``mean``, ``n``, ``low``, ``high`` (NaN with fewer than two clusters).
    """
    pooled = values.groupby(by)[value].agg(mean="mean", n="size")
    sums = values.groupby([by, cluster])[value].agg(total="sum", size="size").reset_index()
    residual = sums["total"] - sums["size"] * lookup(sums[by], pooled["mean"])
    clusters = sums.assign(square=residual**2).groupby(by)["square"].agg(total="sum", count="size")
    count = clusters["count"].reindex(pooled.index).to_numpy(dtype=np.float64)
    safe = np.where(count >= 2, count, 2.0)
    total = clusters["total"].reindex(pooled.index).to_numpy(dtype=np.float64)
    error = np.sqrt(safe / (safe - 1) * total) / pooled["n"].to_numpy(dtype=np.float64)
    half = np.where(count >= 2, special.stdtrit(safe - 1, UPPER) * error, np.nan)
    return pd.DataFrame(
        {
            "mean": pooled["mean"],
            "n": pooled["n"],
            "low": pooled["mean"] - half,
            "high": pooled["mean"] + half,
        }
    )


def proportion_difference(
    share: float, n: int, earlier_share: float, earlier_n: int
) -> tuple[float, float]:
    """Newcombe's interval of ``share − earlier_share``, two independent shares.

    Newcombe 1998, Statistics in Medicine 17, 873–890, method 10: the square-and-add combination of
    the two Wilson intervals.
    """
    low, high = share_interval(share * n, n)
    earlier_low, earlier_high = share_interval(earlier_share * earlier_n, earlier_n)
    difference = share - earlier_share
    below = np.hypot(share - low, earlier_high - earlier_share)
    above = np.hypot(high - share, earlier_share - earlier_low)
    return float(difference - below), float(difference + above)
