"""Signed numbers as every table, figure and message of the package writes them."""

from __future__ import annotations

MINUS = "\u2212"
"""The minus sign; a hyphen in front of a number is read as a dash."""

NARROW = "\u202f"
"""Narrow no-break space: between a number and its unit."""


def sign_of(value: float) -> str:
    """Return ``+``, the minus sign, or nothing for zero."""
    return "" if value == 0 else "+" if value > 0 else MINUS


def signed(value: float, digits: int = 0) -> str:
    """Write a change with its sign: ``+17``, ``−3``; what rounds to nothing is ``0``.

    Examples
    --------
    >>> signed(-0.4), signed(2.25, 1)
    ('0', '+2.2')
    """
    rounded = round(value, digits)
    return f"{sign_of(rounded)}{abs(rounded):.{digits}f}" if rounded else "0"


def signed_interval(low: float, high: float) -> str:
    """Write an interval: ``−1 to +15``.

    Where it excludes zero, an end that would be rounded to it keeps a digit: it would seem to include it.

    Examples
    --------
    >>> signed_interval(-1.2, 15.0), signed_interval(0.4, 18.0), signed_interval(-0.4, 18.0)
    ('−1 to +15', '+0.4 to +18', '0 to +18')
    """
    excludes = low > 0 or high < 0
    ends = (signed(end, int(excludes and round(end) == 0)) for end in (low, high))
    return " to ".join(ends)
