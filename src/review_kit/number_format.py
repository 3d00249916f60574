"""Signed numbers as every table, figure and message of the package writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import overload

from babel.numbers import format_decimal

from review_kit.words import say, spoken_locale
from review_kit.words.signs import MINUS, NARROW

__all__ = ["MINUS", "NARROW", "decimal", "rounded", "sign_of", "signed", "signed_interval"]

_REMAINDER = Decimal("1e-9")
"""What binary arithmetic leaves of a number is smaller: 100 × 0.285 is 28.5, not 28.499999999999996."""


@overload
def rounded(value: float) -> int: ...
@overload
def rounded(value: float, digits: int) -> float: ...
def rounded(value: float, digits: int = 0) -> float:
    """Round for print, halves away from zero as people do: to decimals, or to tens if ``digits`` is negative.

    Examples
    --------
    >>> rounded(0.5), rounded(-2.5), rounded(2.25, 1), rounded(114_500, -3)
    (1, -3, 2.3, 115000)
    """
    near = _near(value, digits)
    return float(near) if digits > 0 else int(near)


def _near(value: float, digits: int) -> Decimal:
    exact = Decimal(repr(float(value))).quantize(_REMAINDER, rounding=ROUND_HALF_UP)
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def sign_of(value: float) -> str:
    """Return ``+``, the minus sign, or nothing for zero."""
    return "" if value == 0 else "+" if value > 0 else MINUS


def decimal(value: float, digits: int = 0) -> str:
    """Write a plain number with the marks of the language that is being spoken: ``1,234.5``.

    Examples
    --------
    >>> decimal(1234.5, 1), decimal(-3)
    ('1,234.5', '−3')
    """
    # rounded before Babel sees it, so that a number is the same wherever it stands
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    written = str(format_decimal(_near(value, digits), format=pattern, locale=spoken_locale()))
    return written.replace("-", MINUS)


def signed(value: float, digits: int = 0) -> str:
    """Write a change with its sign: ``+17``, ``−3``; what rounds to nothing is ``0``.

    Examples
    --------
    >>> signed(-0.4), signed(2.25, 1)
    ('0', '+2.3')
    """
    shown = rounded(value, digits)
    return f"{sign_of(shown)}{decimal(abs(shown), digits)}" if shown else "0"


def signed_interval(low: float, high: float) -> str:
    """Write an interval: ``−1 to +15``.

    Where it excludes zero, an end that would be rounded to it keeps a digit: it would seem to include it.

    Examples
    --------
    >>> signed_interval(-1.2, 15.0), signed_interval(0.4, 18.0), signed_interval(-0.4, 18.0)
    ('−1 to +15', '+0.4 to +18', '0 to +18')
    """
    excludes = low > 0 or high < 0
    first, last = (signed(end, int(excludes and rounded(end) == 0)) for end in (low, high))
    return say("interval", low=first, high=last)
