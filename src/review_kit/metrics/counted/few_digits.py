"""Numbers of rows in the digits in which they are shown: what lies beyond them says nothing.

What coaching did is estimated from everybody, so one more session of somebody else moves a rep's own numbers
in the sixth digit. Held as they are shown, they stay the same, and so does what rests on them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

DECIMALS, DIGITS = 2, 4
"""Decimals of a number from one on, and digits of a smaller one."""
_EXACT_POWER = 22
"""The highest power of ten that is a floating-point number itself."""
_EXACT = 2.0**52 / 10**DECIMALS
"""Numbers from here on have no decimals to be rounded."""


def few_digits(value: float) -> str:
    """Write a number in few digits.

    Examples
    --------
    >>> few_digits(58.36079), few_digits(0.0130712)
    ('58.36', '0.01307')
    """
    return f"{value:.{DECIMALS}f}" if abs(value) >= 1 else f"{value:.{DIGITS}g}"


def in_few_digits(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round numbers to what :func:`few_digits` writes; what is missing stays missing."""
    size = np.abs(numbers)
    known = np.isfinite(numbers) & (size > 0)
    exponent = np.floor(np.log10(size, where=known & (size < 1), out=np.zeros_like(size)))
    power = np.where(size < 1, DIGITS - 1 - exponent, DECIMALS)
    told = known & (power <= _EXACT_POWER) & (size < _EXACT)
    scale = 10.0 ** np.where(told, power, 0)
    scaled = np.where(told, numbers, 0.0) * scale
    part = np.abs(scaled - np.floor(scaled) - 0.5)
    # a product is rounded itself: near the middle, Python's way decides, which looks at the number alone
    surely = told & (part > np.spacing(np.abs(scaled)) * 4)
    rounded = np.where(surely, np.rint(scaled) / scale, numbers)
    doubtful = known & ~surely
    rounded[doubtful] = [float(few_digits(number)) for number in numbers[doubtful].tolist()]
    return rounded


def numbers_in_few_digits(rows: pd.DataFrame) -> pd.DataFrame:
    """Bring the numbers of a table to few digits."""
    numbers = rows.select_dtypes("float64")
    return rows.assign(**{str(name): in_few_digits(numbers[name].to_numpy()) for name in numbers})
