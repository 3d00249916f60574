"""What earlier hires had reached by each milestone, and where a new rep stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from matplotlib.axes import Axes

from review_kit.figures.canvas import draw_levels, draw_lines, new_figure, style, to_svg
from review_kit.figures.palette import ACCENT, INK, PALE, SOFT
from review_kit.figures.trajectory import ANNOTATION


@dataclass(frozen=True)
class Milestone:
    """What the middle half of earlier hires had by a day of employment."""

    day: int
    label: str
    median: float
    low: float
    high: float
    value: str
    """The median as it is printed."""


@dataclass(frozen=True)
class SoFar:
    """Where the new rep stands."""

    day: int
    value: float
    label: str


def draw_ramp_curve(
    milestones: Sequence[Milestone],
    own: SoFar | None,
    *,
    alt: str,
    name: str,
    width_mm: float = 86,
    height_mm: float = 42,
) -> Markup:
    """Draw the medians as a line with the middle half of hires as a band, and the new rep as one mark.

    The scale begins at zero: these are levels, not changes.
    """
    with style():
        figure = new_figure(width_mm, height_mm)
        axes = figure.add_axes((4 / width_mm, 5 / height_mm, 1 - 16 / width_mm, 1 - 8 / height_mm))
        days = [each.day for each in milestones]
        top = max([each.high for each in milestones] + ([own.value] if own else [])) or 1.0
        axes.set_xlim(0, days[-1] + 4)
        axes.set_ylim(0, top * 1.15)
        axes.set_yticks([])
        axes.set_xticks(days, [each.label for each in milestones])
        draw_levels(axes, [0.0])
        axes.fill_between(
            days,
            [each.low for each in milestones],
            [each.high for each in milestones],
            color=PALE,
            linewidth=0,
            zorder=0.6,
        )
        axes.plot(days, [each.median for each in milestones], color=SOFT, linewidth=1.4, zorder=2)
        for each in milestones:
            _dot(axes, each.day, each.median, SOFT, 4.0)
            _label(axes, each.day, each.median, each.value, SOFT)
        if own is not None:
            _dot(axes, own.day, own.value, ACCENT, 7.0)
            _label(axes, own.day, own.value, own.label, INK)
        return to_svg(figure, alt=alt, name=name)


def _dot(axes: Axes, day: float, value: float, colour: str, size: float) -> None:
    draw_lines(
        axes,
        [((day, value), (day, value))],
        color=colour,
        linewidth=size,
        solid_capstyle="round",
        zorder=3,
        clip_on=False,
    )


def _label(axes: Axes, day: float, value: float, text: str, colour: str) -> None:
    axes.annotate(
        text,
        (day, value),
        xytext=(0, 5),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=ANNOTATION,
        color=colour,
        zorder=4,
        annotation_clip=False,
    )
