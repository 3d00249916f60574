"""An estimate with its interval in a table cell, beside zero."""

from __future__ import annotations

from markupsafe import Markup

from review_kit.figures.palette import ACCENT, INK, RULE, SOFT
from review_kit.figures.svg import line, mark

_WIDTH, _HEIGHT, _PAD = 124.0, 16.0, 7.0


def interval_mark(value: float, low: float, high: float, *, reach: float, alt: str) -> Markup:
    """Draw a dot with its interval on a scale from ``-reach`` to ``reach``.

    The dot is filled where the interval excludes zero and hollow where it does not: shape says it
    where colour cannot.

    Parameters
    ----------
    reach
        Half the scale; the same for all marks that are to be compared.
    """
    span = reach if reach > 0 else 1.0
    middle = _HEIGHT / 2

    def x(at: float) -> float:
        inside = min(max(at, -span), span)
        return _WIDTH / 2 + (_WIDTH / 2 - _PAD) * inside / span

    clear = low > 0 or high < 0
    colour = ACCENT if clear else SOFT
    parts = (
        line(_PAD, middle, _WIDTH - _PAD, middle, RULE, 0.8),
        line(x(0), 1, x(0), _HEIGHT - 1, INK, 0.8),
        line(x(low), middle, x(high), middle, colour, 2.4),
        f'<circle cx="{x(value):.1f}" cy="{middle:g}" r="4" '
        f'fill="{ACCENT if clear else "#ffffff"}" stroke="{colour}" stroke-width="1.5"/>',
    )
    return mark(parts, width=_WIDTH, height=_HEIGHT, alt=alt)
