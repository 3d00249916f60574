"""Hours of coaching a week against quota attainment, with the line of well-coached teams."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from review_kit.figures.canvas import draw_levels, new_figure, style, to_svg
from review_kit.figures.label_places import LABEL_PT, Box, Tag, label_width, place_labels
from review_kit.figures.palette import ACCENT, INK, PALE, SOFT
from review_kit.number_format import NARROW, decimal
from review_kit.words import say

MANY = 120
"""From how many reps on single dots hide each other, and steps of hours are shown instead."""

STEP_HOURS = 0.5
FEWEST = 5
"""Reps that a step needs for its median; fewer are shown as dots."""


@dataclass(frozen=True)
class Dose:
    """One rep: hours of coaching a week, quota attainment (1 is the quota), and the name to print."""

    name: str
    hours: float
    attainment: float


def draw_dose(
    doses: Sequence[Dose], *, line: float, alt: str, name: str, width_mm: float = 174
) -> Markup:
    """Draw a dot for each rep, with the name where it fits, or medians by step where they are many.

    Parameters
    ----------
    line
        Hours a week of well-coached teams, drawn upright.
    """
    height_mm = 53.0
    with style():
        figure = new_figure(width_mm, height_mm)
        left, bottom = 13 / width_mm, 11 / height_mm
        axes = figure.add_axes((left, bottom, 1 - left - 14 / width_mm, 1 - bottom - 6 / height_mm))
        right = max([line, *(dose.hours for dose in doses)]) * 1.08
        # room over the line of the quota, for the names of those who are on it
        top = max([1.25, *(dose.attainment * 1.08 for dose in doses)])
        # a little room below zero, so that a dot there is whole and has its name
        axes.set_xlim(-0.015 * right, right)
        axes.set_ylim(-0.05 * top, top)
        _draw_frame(axes, line)
        if len(doses) > MANY:
            _draw_steps(axes, doses)
        else:
            _draw_dots(figure, axes, doses, line)
        with warnings.catch_warnings():
            # text stays text in the drawing, so the page's fonts show what the shipped one lacks
            warnings.filterwarnings("ignore", message=r"Glyph \d+ .* missing from font")
            return to_svg(figure, alt=alt, name=name)


def _draw_frame(axes: Axes, line: float) -> None:
    top, right = axes.get_ylim()[1], axes.get_xlim()[1]
    step = 0.25 if top <= 1.5 else 0.5 if top <= 3 else 1.0
    levels = [float(level) for level in np.arange(0, top + 1e-9, step)]
    axes.set_yticks(levels, [f"{decimal(100 * level)}{NARROW}%" for level in levels])
    draw_levels(axes, levels)
    width = 0.5 if right <= 4 else 1.0 if right <= 10 else 5.0
    hours = [float(hour) for hour in np.arange(0, right + 1e-9, width)]
    axes.set_xticks(hours, [f"{hour:g}" for hour in hours])
    axes.tick_params(axis="y", pad=3)
    axes.set_xlabel(say("figure-hours"), fontsize=7.5, labelpad=3)
    note: Any = {"fontsize": 7.5, "color": SOFT, "annotation_clip": False}
    axes.annotate(
        say("figure-attainment"),
        (0, 1),
        xycoords="axes fraction",
        xytext=(-36, 6),
        textcoords="offset points",
        **note,
    )
    axes.axhline(1, color=INK, linewidth=0.7, linestyle=(0, (4, 3)), zorder=1)
    axes.annotate(
        say("figure-quota"),
        (1, 1),
        xycoords=("axes fraction", "data"),
        xytext=(3, 0),
        textcoords="offset points",
        va="center",
        **note,
    )
    axes.axvline(line, color=INK, linewidth=0.9, zorder=1)
    axes.annotate(
        say("unit-hours-a-week", value=f"{line:g}"),
        (line, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="center",
        **note,
    )


def _draw_dots(figure: Figure, axes: Axes, doses: Sequence[Dose], line: float) -> None:
    axes.scatter(
        [dose.hours for dose in doses],
        [dose.attainment for dose in doses],
        s=16,
        color=ACCENT,
        linewidths=0,
        clip_on=False,
        zorder=3,
    )
    to_points = 72 / figure.dpi
    height = LABEL_PT * 1.25
    tags = []
    for dose in doses:
        x, y = axes.transData.transform((dose.hours, dose.attainment)) * to_points
        width = label_width(dose.name)
        tags.append(Tag(float(x), float(y), width, height))
    frame = axes.get_window_extent()
    page = Box(*(float(edge) * to_points for edge in frame.extents))
    across, upright = axes.transData.transform((line, 1.0)) * to_points
    taken = [
        Box(float(across) - 1, page.bottom, float(across) + 1, page.top),
        Box(page.left, float(upright) - 1, page.right, float(upright) + 1),
    ]
    for dose, place in zip(doses, place_labels(tags, page, dot=3.4, taken=taken), strict=True):
        if place is not None:
            at = ((place.left + place.right) / 2, (place.bottom + place.top) / 2)
            axes.annotate(
                dose.name,
                at,
                xycoords="figure points",
                ha="center",
                va="center",
                fontsize=LABEL_PT,
                color=INK,
                annotation_clip=False,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
            )


def steps_of(doses: Sequence[Dose]) -> list[tuple[float, list[float]]]:
    """Gather attainment by half hours of coaching a week: (start of the step, values), in order."""
    steps: dict[int, list[float]] = {}
    for dose in doses:
        steps.setdefault(int(dose.hours / STEP_HOURS), []).append(dose.attainment)
    return [(number * STEP_HOURS, sorted(steps[number])) for number in sorted(steps)]


def _draw_steps(axes: Axes, doses: Sequence[Dose]) -> None:
    for start, values in steps_of(doses):
        middle, half = start + STEP_HOURS / 2, STEP_HOURS * 0.36
        if len(values) < FEWEST:
            axes.scatter([middle] * len(values), values, s=9, color=ACCENT, linewidths=0, zorder=3)
            continue
        low, median, high = np.quantile(values, (0.25, 0.5, 0.75))
        axes.fill_between([middle - half, middle + half], low, high, color=PALE, zorder=2, lw=0)
        axes.vlines(middle, low, high, color=SOFT, linewidth=0.8, zorder=2.2)
        axes.hlines(median, middle - half, middle + half, color=ACCENT, linewidth=2.2, zorder=3)
        for text, at, above in (
            (f"{decimal(100 * median)}{NARROW}%", high, True),
            (f"{len(values)}", low, False),
        ):
            axes.annotate(
                text,
                (middle, at),
                xytext=(0, 2 if above else -2),
                textcoords="offset points",
                ha="center",
                va="bottom" if above else "top",
                fontsize=LABEL_PT,
                color=INK if above else SOFT,
            )
