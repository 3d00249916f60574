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
