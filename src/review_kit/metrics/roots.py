"""Where a function crosses zero, by Brent's method, as SciPy's ``brentq`` finds it.

Step by step the same, so that it ends at the same number to the last bit; the package that ``brentq`` comes
in takes a fifth of a second to load, which is more than all that is asked of it here.
"""

from __future__ import annotations

from collections.abc import Callable
from math import copysign, isnan

_STEPS = 100


def root(
    of: Callable[[float], float],
    low: float,
    high: float,
    *,
    absolute: float = 2e-12,
    relative: float = 4 * 2**-52,
) -> float:
    """Find the argument at which a function is zero (Brent 1973, Algorithms for Minimization, ch. 4).

    Parameters
    ----------
    of
        The function; its values at both ends must lie on different sides of zero.
    low, high
        Ends of what is searched.
    absolute, relative
        How near to the root is near enough.

    Raises
    ------
    ValueError
        The values at both ends have the same sign, or one is not a number.
    """

    def value(at: float) -> float:
        found = of(at)
        if isnan(found):
            raise ValueError(f"the function has no value at {at}")
        return found

    before, now, f_before, f_now = low, high, value(low), value(high)
    if f_before == 0:
        return before
    if f_now == 0:
        return now
    if _side(f_before) == _side(f_now):
        raise ValueError("the values at both ends have the same sign")
    other, f_other, last, step = 0.0, 0.0, 0.0, 0.0
    for _ in range(_STEPS):
        if f_before != 0 and f_now != 0 and _side(f_before) != _side(f_now):
            other, f_other = before, f_before
            last = step = now - before
        if abs(f_other) < abs(f_now):
            before, now, other = now, other, now
            f_before, f_now, f_other = f_now, f_other, f_now
        near = (absolute + relative * abs(now)) / 2
        half = (other - now) / 2
        if f_now == 0 or abs(half) < near:
            return now
        last, step = (
            _next(before, now, other, f_before, f_now, f_other, last, step, half, near)
            if abs(last) > near and abs(f_now) < abs(f_before)
            else (half, half)
        )
        before, f_before = now, f_now
        now += step if abs(step) > near else copysign(near, half)
        f_now = value(now)
    raise ValueError(f"no root found in {_STEPS} steps")


def _next(
    before: float,
    now: float,
    other: float,
    f_before: float,
    f_now: float,
    f_other: float,
    last: float,
    step: float,
    half: float,
    near: float,
) -> tuple[float, float]:
    """Interpolate, or extrapolate, if that is a short enough step; else bisect."""
    if before == other:
        tried = -f_now * (now - before) / (f_now - f_before)
    else:
        to_before = (f_before - f_now) / (before - now)
        to_other = (f_other - f_now) / (other - now)
        tried = (
            -f_now
            * (f_other * to_other - f_before * to_before)
            / (to_other * to_before * (f_other - f_before))
        )
    if 2 * abs(tried) < min(abs(last), 3 * abs(half) - near):
        return step, tried
    return half, half


def _side(value: float) -> float:
    return copysign(1.0, value)
