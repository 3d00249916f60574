"""Marks of scores and results in table cells: the dumbbell of a change and the bullet bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from review_kit.figures.palette import ACCENT, INK, PALE, RULE, SOFT
from review_kit.figures.svg import line, mark, text
from review_kit.number_format import decimal


@dataclass(frozen=True)
class Interval:
    """A mean with its 95 % interval; the ends are ``None`` where the evidence carries none."""

    value: float
    low: float | None = None
    high: float | None = None


_Scale = Callable[[float], float]

LABEL_WIDTH = 21.0
"""Width of a two-digit label at the 13 px that a phone shows it in, with white space between two; on paper
it has 10 px."""


def dumbbell(
    baseline: Interval | None,
    current: Interval | None,
    *,
    alt: str,
    target: float | None = None,
    width: float = 210,
) -> Markup:
    """Draw a score's way from the baseline window (hollow) to the current window (filled).

    The scale is 0–100 in every row of every packet, so that rows can be compared by eye. Labels
    stand under their own end and move apart where they would collide; the target is a tick above
    the line. Either end may be missing: then the other stands alone.
    """
    height, middle, pad = 34.0, 11.0, 9.0

    def x(score: float) -> float:
        return pad + (width - 2 * pad) * min(max(score, 0.0), 100.0) / 100.0

    parts = [line(x(0), middle, x(100), middle, RULE, 1)]
    parts += [line(x(tick), middle - 3, x(tick), middle + 3, RULE, 1) for tick in range(0, 101, 25)]
    if target is not None:
        parts.append(line(x(target), middle - 9, x(target), middle - 2, INK, 1.5))
    for end in (baseline, current):
        if end is not None and end.low is not None and end.high is not None:
            parts.append(line(x(end.low), middle, x(end.high), middle, SOFT, 1.2))
    if baseline is not None and current is not None:
        parts.append(line(x(baseline.value), middle, x(current.value), middle, ACCENT, 3.5))
    if current is not None:
        parts.append(f'<circle cx="{x(current.value):.1f}" cy="{middle}" r="5" fill="{ACCENT}"/>')
    if baseline is not None:
        parts.append(
            f'<circle cx="{x(baseline.value):.1f}" cy="{middle}" r="4.2" fill="#ffffff" '
            f'stroke="{ACCENT}" stroke-width="1.8"/>'
        )
    parts += _end_labels(baseline, current, x, middle + 18, width)
    return mark(parts, width=width, height=height, alt=alt)


def _end_labels(
    baseline: Interval | None, current: Interval | None, x: _Scale, y: float, width: float
) -> list[str]:
    """Labels under the ends, moved apart symmetrically until they no longer touch."""
    if baseline is None or current is None:
        return [
            _label(x(end.value), y, end, current) for end in (baseline, current) if end is not None
        ]
    left, right = sorted((baseline, current), key=lambda end: end.value)
    at_left, at_right = x(left.value), x(right.value)
    shortfall = LABEL_WIDTH - (at_right - at_left)
    if shortfall > 0:
        at_left, at_right = at_left - shortfall / 2, at_right + shortfall / 2
    overhang = at_right + LABEL_WIDTH / 2 - width
    if overhang > 0:
        at_left, at_right = at_left - overhang, at_right - overhang
    underhang = LABEL_WIDTH / 2 - at_left
    if underhang > 0:
        at_left, at_right = at_left + underhang, at_right + underhang
    return [
        _label(at_left, y, left, current),
        _label(at_right, y, right, current),
    ]


def _label(at: float, y: float, end: Interval, current: Interval | None) -> str:
    colour, weight = (INK, 600) if end is current else (SOFT, 400)
    return text(at, y, decimal(end.value), colour=colour, weight=weight)


def bullet(
    value: float | None,
    *,
    alt: str,
    scale_to: float,
    target: float | None = None,
    previous: float | None = None,
    median: float | None = None,
    width: float = 210,
) -> Markup:
    """Draw a measure as a bar with its comparisons, all on one scale from zero to ``scale_to``.

    The target is an upright line across the bar, the previous window a filled and the team median a
    hollow triangle under it: shapes, not colours, tell them apart.
    """
    top, bar = 2.0, 7.0
    height = 20.0 if previous is not None or median is not None else 12.0
    top_of_scale = scale_to if scale_to > 0 else 1.0

    def x(measure: float) -> float:
        return width * min(max(measure, 0.0), top_of_scale) / top_of_scale

    parts = [
        f'<rect x="0" y="{top}" width="{width:g}" height="{bar}" fill="{PALE}"/>',
    ]
    if value is not None:
        parts.append(
            f'<rect x="0" y="{top}" width="{max(x(value), 1.0):.1f}" height="{bar}" fill="{INK}"/>'
        )
    if target is not None:
        at = min(max(x(target), 1.0), width - 1.0)
        parts.append(line(at, 0, at, top + bar + 2, "#ffffff", 4))
        parts.append(line(at, 0, at, top + bar + 2, INK, 1.8))
    foot = top + bar + 1.5
    if previous is not None:
        parts.append(_triangle(x(previous), foot, width, filled=True))
    if median is not None:
        parts.append(_triangle(x(median), foot, width, filled=False))
    return mark(parts, width=width, height=height, alt=alt)


def _triangle(at: float, top: float, width: float, *, filled: bool) -> str:
    at = min(max(at, 4.5), width - 4.5)
    fill = SOFT if filled else "#ffffff"
    return (
        f'<path d="M{at:.1f} {top:.1f} l4 7 h-8 z" fill="{fill}" stroke="{SOFT}" '
        f'stroke-width="1" stroke-linejoin="round"/>'
    )
