"""Changes of one criterion in a table cell: a dot for each rep, coached above not coached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from review_kit.figures.palette import ACCENT, INK, PALE, RULE, SOFT
from review_kit.figures.svg import line, mark, text
from review_kit.number_format import signed
from review_kit.words import say

MANY = 30
"""From how many changes on single dots hide each other, and the middle half is a bar."""

_WIDTH, _PAD, _LANE = 250.0, 6.0, 9.0


@dataclass(frozen=True)
class Scale:
    """The one scale of all strips of a table, in percentage points."""

    low: float
    high: float
    typical: tuple[float, float]
    """The range of a typical coached gain."""

    @classmethod
    def of(cls, deltas: Sequence[float], typical: tuple[float, float]) -> Scale:
        """Take a scale in tens that holds all changes and the typical gain."""
        low = 10 * np.floor(min([-10.0, *deltas]) / 10)
        high = 10 * np.ceil(max([typical[1], *deltas]) / 10)
        return cls(float(low), float(high), typical)

    def x(self, delta: float) -> float:
        """Place a change."""
        return _PAD + (_WIDTH - 2 * _PAD) * (delta - self.low) / (self.high - self.low)


def delta_strip(
    coached: Sequence[float], others: Sequence[float], scale: Scale, *, alt: str
) -> Markup:
    """Draw the changes of one criterion: coached filled, above; not coached hollow, below."""
    height = 2 * _LANE + 4
    left, right = (scale.x(edge) for edge in scale.typical)
    parts = [
        f'<rect x="{left:.1f}" y="0" width="{right - left:.1f}" height="{height:g}" fill="{PALE}"/>',
        line(scale.x(0), 0, scale.x(0), height, SOFT, 0.8),
        *_lane(coached, _LANE / 2 + 1, scale, filled=True),
        *_lane(others, _LANE * 1.5 + 3, scale, filled=False),
    ]
    return mark(parts, width=_WIDTH, height=height, alt=alt)


def _lane(deltas: Sequence[float], y: float, scale: Scale, *, filled: bool) -> list[str]:
    colour = ACCENT if filled else SOFT
    if len(deltas) <= MANY:
        return [
            f'<circle cx="{scale.x(delta):.1f}" cy="{y:g}" r="3" '
            f'fill="{colour if filled else "#ffffff"}" fill-opacity="{0.75 if filled else 1}" '
            f'stroke="{colour}" stroke-width="1"/>'
            for delta in sorted(deltas)
        ]
    ends = (float(end) for end in np.quantile(deltas, (0.05, 0.25, 0.5, 0.75, 0.95)))
    low, first, median, third, high = (scale.x(end) for end in ends)
    return [
        f'<line x1="{low:.1f}" y1="{y:g}" x2="{high:.1f}" y2="{y:g}" stroke="{colour}"/>',
        f'<rect x="{first:.1f}" y="{y - 3:g}" width="{max(third - first, 1):.1f}" height="6" '
        f'fill="{colour if filled else "#ffffff"}" stroke="{colour}"/>',
        line(median, y - 4.5, median, y + 4.5, INK, 2),
    ]


def delta_axis(scale: Scale) -> Markup:
    """Draw the scale of the strips, for the head of their column."""
    span = scale.high - scale.low
    step = 10 if span <= 60 else 20 if span <= 120 else 50
    first = int(np.ceil(scale.low / step)) * step
    parts = []
    for tick in range(first, int(scale.high) + 1, step):
        parts.append(line(scale.x(tick), 10, scale.x(tick), 13, RULE, 1))
        at = min(max(scale.x(tick), 9.0), _WIDTH - 9.0)
        parts.append(text(at, 8, signed(tick), size=10))
    alt = say("figure-scale", low=signed(scale.low), high=signed(scale.high))
    return mark(parts, width=_WIDTH, height=13, alt=alt)
