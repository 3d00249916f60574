"""Differences between two values of a metric, in its unit and always signed."""

from __future__ import annotations

from review_kit.documents.parts.wording import measure, number, scale_of
from review_kit.number_format import rounded, sign_of
from review_kit.words import say

_COUNTED = frozenset({"days", "minutes", "seconds", "weeks"})
_PLAIN = frozenset({"count", "rank", "level", "as exported", "words", ""})


def difference(value: float, unit: str, currency: str) -> str:
    """Write a difference: ``+7 points`` between shares or scores, ``−€1.2K``, ``+3 days``.

    Parameters
    ----------
    value
        Difference in the metric's stored unit: 0.07 between shares is 7 percentage points.
    unit
        Unit of the metric, as in the registry.

    Examples
    --------
    >>> difference(-3, "days", "EUR")
    '−3 days'
    """
    return f"{_sign(value, unit)}{size(value, unit, currency)}"


def size(value: float, unit: str, currency: str) -> str:
    """Write how large a difference is, without its sign."""
    if _is_money(unit):
        return measure(abs(value), unit, currency)
    bare = _number(value, unit)
    # one of something, as it is printed; more or less than one is several
    n = 1 if bare == "1" else 2
    if unit in {"share", "percent", "pp"}:
        return say("unit-points", value=bare, n=n)
    if unit in _COUNTED:
        return say(f"unit-{unit}", value=bare, n=n)
    if unit == "hours":
        return say("unit-hours", value=bare)
    if unit == "hours_per_week":
        return say("unit-hours-a-week", value=bare)
    if unit in _PLAIN or scale_of(unit) is not None:
        return bare
    return say("unit-exported", value=bare, unit=unit)


def between(low: float, high: float, unit: str, currency: str) -> str:
    """Write the ends of an interval of a difference, signed, without repeating the unit."""
    ends = []
    for end in (low, high):
        bare = measure(abs(end), "money", currency) if _is_money(unit) else _number(end, unit)
        ends.append(f"{_sign(end, unit)}{bare}")
    return say("interval", low=ends[0], high=ends[1])


def _is_money(unit: str) -> bool:
    return unit in {"money", "money_per_day"}


def _number(value: float, unit: str) -> str:
    """Round to two figures or to whole numbers, whichever is finer; scores never under a tenth."""
    shown = abs(100 * value if unit == "share" else value)
    coarse = unit in {"share", "percent", "pp", *_COUNTED}
    digits = 0 if shown >= 9.95 else 1 if coarse or shown >= 0.95 else 2
    near = rounded(shown, digits)
    return number(near, 0 if near == int(near) else digits)


def _sign(value: float, unit: str) -> str:
    return "" if _is_nothing(value, unit) else sign_of(value)


def _is_nothing(value: float, unit: str) -> bool:
    """Say whether a difference is 0 as it is printed."""
    if _is_money(unit):
        return rounded(abs(value)) == 0
    return not any(digit in _number(value, unit) for digit in "123456789")
