"""How many hires got to full productivity by which day: a step for each day on which somebody did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup
from matplotlib.axes import Axes

from review_kit.figures.canvas import draw_levels, new_figure, style, to_svg
from review_kit.figures.event_study import apart
from review_kit.figures.palette import ACCENT, INK, SOFT
from review_kit.number_format import NARROW, decimal

_LABEL_PT, _LINE_PT = 7.5, 9.5


class RampCurve(NamedTuple):
    """One cohort.

    Parameters
    ----------
    label
        Its name, at the right end of its line.
    steps
        Days from hire on which somebody got there, with the share who had by then; ascending.
    last
        The last day on which anybody was watched: the line ends there.
    """

    label: str
    steps: Sequence[tuple[float, float]]
    last: float


def draw_ramp(
    curves: Sequence[RampCurve],
    *,
    days: str,
    share: str,
    alt: str,
    name: str,
    width_mm: float = 174,
    height_mm: float = 56,
) -> Markup:
    """Draw the cohorts on one scale, the first in colour, with half of them marked.

    Parameters
    ----------
    days, share
        What the two scales are.
    """
    bottom_mm, top_mm, left_mm, right_mm = 11.0, 6.0, 12.0, 48.0
    styles: list[dict[str, Any]] = [
        {"color": ACCENT, "linewidth": 1.8},
        {"color": INK, "linewidth": 1.0},
        {"color": SOFT, "linewidth": 1.0, "linestyle": (0, (3, 2))},
        {"color": SOFT, "linewidth": 1.0, "linestyle": (0, (1, 1.5))},
    ]
    with style():
        figure = new_figure(width_mm, height_mm)
        axes = figure.add_axes(
            (
                left_mm / width_mm,
                bottom_mm / height_mm,
                1 - (left_mm + right_mm) / width_mm,
                1 - (bottom_mm + top_mm) / height_mm,
            )
        )
        right = max(curve.last for curve in curves)
        # a step on the last day is seen as one, not as part of the frame
        axes.set_xlim(0, 1.02 * max(right, 30.0))
        axes.set_ylim(0, 1.02)
        levels = (0.0, 0.25, 0.5, 0.75, 1.0)
        axes.set_yticks(levels, [f"{decimal(100 * level)}{NARROW}%" for level in levels])
        draw_levels(axes, levels)
        axes.axhline(0.5, color=INK, linewidth=0.5, zorder=1)
        step = 30 if right <= 240 else 90 if right <= 720 else 180
        ticks = list(range(0, int(max(right, 30.0)) + 1, step))
        axes.set_xticks(ticks, [str(tick) for tick in ticks])
        axes.set_xlabel(days, fontsize=_LABEL_PT, labelpad=2)
        axes.annotate(
            share,
            (0, 1),
            xycoords="axes fraction",
            xytext=(-26, 6),
            textcoords="offset points",
            fontsize=_LABEL_PT,
            color=SOFT,
            annotation_clip=False,
        )
        for curve, drawn in zip(curves, styles, strict=False):
            across, up = _stairs(curve)
            axes.plot(across, up, drawstyle="steps-post", zorder=3, **drawn)
        _draw_labels(axes, curves, styles, (height_mm - bottom_mm - top_mm) * 72 / 25.4)
        return to_svg(figure, alt=alt, name=name)


MOST = 4
"""Lines that can be told apart without colour."""


def _stairs(curve: RampCurve) -> tuple[list[float], list[float]]:
    across = [0.0, *(day for day, _ in curve.steps), curve.last]
    up = [0.0, *(share for _, share in curve.steps)]
    return across, [*up, up[-1]]


def _draw_labels(
    axes: Axes, curves: Sequence[RampCurve], styles: Sequence[dict[str, Any]], height_pt: float
) -> None:
    """Name each line at the right behind a piece of it, moved apart where the names would cover each other.

    A line ends where its cohort was watched to, which may be far from its name.
    """
    ends = sorted(
        (
            (curve.steps[-1][1] if curve.steps else 0.0, curve.label, drawn)
            for curve, drawn in zip(curves, styles, strict=False)
        ),
        key=lambda end: end[:2],
    )
    places = apart([share / 1.02 * height_pt for share, _, _ in ends], _LINE_PT, height_pt)
    for place, (share, label, drawn) in zip(places, ends, strict=True):
        height = place / height_pt
        axes.plot((1.01, 1.05), (height, height), transform=axes.transAxes, clip_on=False, **drawn)
        axes.annotate(
            f"{label} {decimal(100 * share)}{NARROW}%",
            (1.06, height),
            xycoords="axes fraction",
            xytext=(0, 0),
            textcoords="offset points",
            va="center",
            fontsize=_LABEL_PT,
            color=drawn["color"],
            annotation_clip=False,
        )
