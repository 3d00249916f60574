"""A value over quarters as a small drawing: a dot for each quarter, with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from review_kit.words import say

WIDTH, HEIGHT, EDGE = 132.0, 34.0, 6.0


@dataclass(frozen=True)
class Quarter:
    """One value.

    Parameters
    ----------
    label, text
        The quarter, and the value as it is printed.
    value, low, high
        In the metric's unit; the ends of the 95 % interval are ``None`` where there is none.
    """

    label: str
    text: str
    value: float | None
    low: float | None
    high: float | None


def over_quarters(title: str, found: Sequence[Quarter]) -> Markup:
    """Draw values side by side, the oldest left; the scale is from the lowest to the highest end.

    Parameters
    ----------
    title
        Of what, for those who cannot see it.
    found
        Quarters with a value.
    """
    known = [(one, one.value) for one in found if one.value is not None]
    ends = [end for one, value in known for end in (value, one.low, one.high) if end is not None]
    least, most = min(ends), max(ends)
    reach = most - least

    def y(value: float) -> float:
        if not reach:
            return HEIGHT / 2
        return HEIGHT - EDGE - (value - least) / reach * (HEIGHT - 2 * EDGE)

    step = (WIDTH - 2 * EDGE) / max(len(known) - 1, 1)
    points = [(EDGE + at * step, y(value)) for at, (_, value) in enumerate(known)]
    line = " ".join(f"{x:.1f},{at:.1f}" for x, at in points)
    ranges = "".join(
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y(one.low):.1f}" y2="{y(one.high):.1f}"/>'
        for (x, _), (one, _) in zip(points, known, strict=True)
        if one.low is not None and one.high is not None
    )
    dots = "".join(f'<circle cx="{x:.1f}" cy="{at:.1f}" r="2.5"/>' for x, at in points)
    said = "; ".join(
        say("site-picture-value", quarter=one.label, value=one.text) for one, _ in known
    )
    label = escape(say("site-picture", title=title, values=said))
    return Markup(
        f'<svg class="rk-picture" role="img" aria-label="{label}" width="{WIDTH:.0f}" '
        f'height="{HEIGHT:.0f}" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">'
        f'<g class="rk-ranges">{ranges}</g><polyline points="{line}"/>{dots}</svg>'
    )
