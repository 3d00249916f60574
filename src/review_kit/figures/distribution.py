"""Distribution of score changes: a dot for each rep and criterion (of many a bar), coached on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from review_kit.figures.canvas import new_figure, style, to_svg
from review_kit.figures.palette import ACCENT, INK, PALE, SOFT
from review_kit.number_format import signed
from review_kit.words import say


@dataclass(frozen=True)
class DistributionRow:
    """One row of the figure: changes in percentage points, and what they belong to."""

    label: str
    deltas: Sequence[float]
    accent: bool
    median: bool = True
    """Whether the changes are enough for a median to be drawn."""


BIN_PP = 2.0
"""Changes within two points of each other stack into one column of dots."""


_MEDIAN_LABEL = 0.12
"""How much of the scale the label of a median takes."""

TALLEST = 13
"""Dots that fit into a column; where one has more, all columns are bars."""


def as_bars(rows: Sequence[DistributionRow]) -> bool:
    """Say whether the changes are too many for a dot each."""
    return any(max(dot_stack(row.deltas)[1], default=0) >= TALLEST for row in rows)


def dot_stack(deltas: Sequence[float]) -> tuple[list[float], list[int]]:
    """Place each change in its bin and give its height there, counted from the row's base line.

    The lowest change of a bin lies at the bottom, so that the same data give the same picture.
    """
    positions: list[float] = []
    heights: list[int] = []
    filled: dict[float, int] = {}
    for delta in sorted(deltas):
        column = float(np.round(delta / BIN_PP) * BIN_PP)
        filled[column] = filled.get(column, 0) + 1
        positions.append(column)
        heights.append(filled[column] - 1)
    return positions, heights


def draw_distribution(
    rows: Sequence[DistributionRow],
    *,
    typical: tuple[float, float],
    alt: str,
    name: str,
    width_mm: float = 174,
) -> Markup:
    """Draw the rows on one scale, with their medians and the range of a typical coached gain."""
    stacks = [dot_stack(row.deltas) for row in rows]
    bars = as_bars(rows)
    tallest = max((max(heights, default=0) for _, heights in stacks), default=0) + 1
    row_mm = min(max(11.0, 2.0 * tallest + 6), 26.0)
    height_mm = row_mm * len(rows) + 12
    levels = [delta for row in rows for delta in row.deltas] or [0.0]
    low, high = min(*levels, -10.0) - 3, max(*levels, typical[1]) + 3
    with style():
        figure = new_figure(width_mm, height_mm)
        left = 30 / width_mm
        axes = figure.add_axes((left, 8 / height_mm, 0.995 - left, 1 - 11 / height_mm))
        axes.set_xlim(low, high)
        axes.set_ylim(0, len(rows))
        axes.set_yticks([])
        axes.axvspan(*typical, color=PALE, linewidth=0, zorder=0)
        axes.annotate(
            say("figure-typical-gain"),
            (sum(typical) / 2, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 1.5),
            textcoords="offset points",
            ha="center",
            fontsize=7.5,
            color=SOFT,
        )
        axes.axvline(0, color=INK, linewidth=0.6, zorder=0.5)
        step = 0.62 / tallest
        for index, (row, (positions, heights)) in enumerate(zip(rows, stacks, strict=True)):
            base = len(rows) - 1 - index + 0.12
            colour = ACCENT if row.accent else SOFT
            face = colour if row.accent else "none"
            if bars:
                tops = dict(zip(positions, heights, strict=True))
                axes.bar(
                    [*tops],
                    [(height + 1) * step for height in tops.values()],
                    width=BIN_PP * 0.7,
                    bottom=base,
                    facecolor=face,
                    edgecolor=colour,
                    linewidth=0.8,
                )
            else:
                axes.scatter(
                    positions,
                    [base + height * step for height in heights],
                    s=11,
                    facecolor=face,
                    edgecolor=colour,
                    linewidth=0.8,
                )
            axes.annotate(
                f"{row.label}\n{say('figure-skills', n=len(row.deltas))}",
                (0, base + 0.1),
                xycoords=("axes fraction", "data"),
                xytext=(-84, 0),
                textcoords="offset points",
                va="bottom",
                fontsize=7.5,
                color=INK,
                annotation_clip=False,
            )
            if row.deltas and row.median:
                median = float(np.median(row.deltas))
                # away from zero, but never out of the frame
                to_right = 0 <= median < high - _MEDIAN_LABEL * (high - low)
                axes.vlines(median, base - 0.06, base + 0.82, color=INK, linewidth=1.4)
                axes.annotate(
                    say("figure-median", value=signed(median)),
                    (median, base + 0.82),
                    xytext=(3 if to_right else -3, 0),
                    textcoords="offset points",
                    ha="left" if to_right else "right",
                    fontsize=7.5,
                    color=INK,
                    va="top",
                )
        ticks = [tick for tick in range(-100, 101, 10) if low <= tick <= high]
        axes.set_xticks(ticks, [signed(tick) for tick in ticks])
        return to_svg(figure, alt=alt, name=name)
