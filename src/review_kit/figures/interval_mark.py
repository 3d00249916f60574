"""An estimate with its interval in a table cell, beside zero."""

from __future__ import annotations

from markupsafe import Markup, escape

from review_kit.figures.palette import ACCENT, INK, RULE, SOFT

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
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="mark" '
        f'aria-label="{escape(alt)}" width="{_WIDTH:g}" height="{_HEIGHT:g}" '
        f'viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}"><title>{escape(alt)}</title>'
        f'<line x1="{_PAD:g}" y1="{middle:g}" x2="{_WIDTH - _PAD:g}" y2="{middle:g}" '
        f'stroke="{RULE}" stroke-width="0.8"/>'
        f'<line x1="{x(0):.1f}" y1="1" x2="{x(0):.1f}" y2="{_HEIGHT - 1:g}" stroke="{INK}" '
        f'stroke-width="0.8"/>'
        f'<line x1="{x(low):.1f}" y1="{middle:g}" x2="{x(high):.1f}" y2="{middle:g}" '
        f'stroke="{colour}" stroke-width="2.4"/>'
        f'<circle cx="{x(value):.1f}" cy="{middle:g}" r="4" '
        f'fill="{ACCENT if clear else "#ffffff"}" stroke="{colour}" stroke-width="1.5"/></svg>'
    )
