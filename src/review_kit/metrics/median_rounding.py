"""The median of few reps, an odd number of them, is the exact value of one: it is given rounded."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

MANY = 10
"""Reps from which on nobody can tell whose value the median is."""
DIGITS = 2
"""Significant digits that are left of a median that is somebody's value."""
DECIMALS = 2
"""That a value from 1 to 10 keeps: as a share it is a whole percentage, of 100 and more."""


def rounded_where_exact(medians: pd.Series, sizes: pd.Series) -> pd.Series:
    """Round the medians that are the exact value of one of few reps.

    Parameters
    ----------
    medians
        In any unit.
    sizes
        How many reps each is of, on the same index.

    Returns
    -------
    Series
        Medians of an odd number of reps under :data:`MANY` with two significant digits, from 1 to 10 with
        two decimals: ``12,345`` → ``12,000``, ``62.37`` → ``62``, ``1.0474`` (an attainment) → ``1.05``;
        others as they are.
    """
    exact = ((sizes % 2 == 1) & (sizes < MANY)).to_numpy()
    values = medians.to_numpy(dtype=np.float64, copy=True)
    values[exact] = _to_digits(values[exact])
    return pd.Series(values, medians.index, name=medians.name)


def _to_digits(values: NDArray[np.float64]) -> NDArray[np.float64]:
    known = np.isfinite(values) & (values != 0)
    size = np.where(known, np.abs(values), 1.0)
    magnitude = np.floor(np.log10(size)).astype("int64")
    places = np.where(magnitude == 0, DECIMALS, DIGITS - 1 - magnitude)
    return np.array([round(v, int(p)) for v, p in zip(values, places, strict=True)], np.float64)
