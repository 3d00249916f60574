"""The way of one criterion through the window: calls, weeks, sessions, dip and recovery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes

from review_kit.figures.canvas import Point, draw_levels, draw_lines, new_figure, style, to_svg
from review_kit.figures.label_places import Box, clearest, label_width
from review_kit.figures.palette import ACCENT, INK, PALE, SOFT


@dataclass(frozen=True)
class Week:
    """One week's mean score with its 95 % interval (``None`` under two calls)."""

    start: date
    end: date
    mean: float
    low: float | None
    high: float | None

    @property
    def middle(self) -> float:
        """Day number in the middle of the week, where its mark stands."""
        return (self.start.toordinal() + self.end.toordinal()) / 2

    @property
    def is_thin(self) -> bool:
        """Whether so few calls are behind it that its interval says nothing."""
        return self.low is None or self.high is None or self.high - self.low > WIDEST


WIDEST = 50.0
"""Points of an interval that still says something; a wider one is not drawn."""


@dataclass(frozen=True)
class Band:
    """A window at either end of the quarter, with its mean where the evidence carries one."""

    start: date
    end: date
    mean: float | None
    label: str


@dataclass(frozen=True)
class Moment:
    """A week to be named in the figure, such as a dip or its recovery."""

    day: date
    score: float
    label: str
    above: bool = False
    """Whether the label stands above the mark, where the line does not pass."""


@dataclass(frozen=True)
class Level:
    """A score to compare with, such as the target."""

    score: float
    label: str


def _plain_day(day: date) -> str:
    return f"{day.day}.{day.month}."


@dataclass(frozen=True)
class Trajectory:
    """What one panel shows. Scores are percent, 0–100."""

    name: str
    start: date
    end: date
    calls: Sequence[tuple[date, float]]
    weeks: Sequence[Week]
    sessions: Sequence[date]
    bands: Sequence[Band]
    moments: Sequence[Moment] = ()
    target: Level | None = None
    day_label: Callable[[date], str] = _plain_day
    """Writes a day under the axis and beside a session."""
    expected: Band | None = None
    """Mean score that was expected without coaching, over the days that it holds for."""


SCALE = (0.0, 104.0)
"""One vertical scale for every skill of every rep, so that panels can be compared by eye; the room above 100
is for marks."""

ANNOTATION = 7.0
"""Size of every annotation, in points."""


def draw_trajectory(
    panel: Trajectory, *, alt: str, width_mm: float = 178, height_mm: float = 34
) -> Markup:
    """Draw one panel of the small multiples as inline SVG."""
    with style():
        figure = new_figure(width_mm, height_mm)
        left, right = 7 / width_mm, 1 - 14 / width_mm
        axes = figure.add_axes((left, 4.2 / height_mm, right - left, 1 - 8 / height_mm))
        first, last = panel.start.toordinal() - 0.5, panel.end.toordinal() + 0.5
        axes.set_xlim(first, last)
        axes.set_ylim(*SCALE)
        _draw_frame(axes, panel)
        _draw_bands(axes, panel)
        calls = [(day.toordinal(), score) for day, score in panel.calls]
        _draw_dots(axes, calls, color=SOFT, alpha=0.75, linewidth=2.4)
        _draw_weeks(axes, panel.weeks)
        if panel.expected is not None and panel.expected.mean is not None:
            _draw_expected(axes, panel.expected, panel.expected.mean)
        labels = _Labels(axes, _marks(panel), _draw_sessions(axes, panel))
        _name_expected(labels, panel.expected)
        for moment in panel.moments:
            labels.put(moment.label, _around(moment.day.toordinal(), moment.score, moment.above))
        return to_svg(figure, alt=alt, name=panel.name)


def _draw_dots(axes: Axes, dots: Sequence[Point], **drawn: Any) -> None:
    """Draw dots as lines without length but with round ends; their width is that of the line."""
    draw_lines(axes, [(dot, dot) for dot in dots], solid_capstyle="round", **drawn)


def _draw_frame(axes: Axes, panel: Trajectory) -> None:
    ticks = [*range(0, 101, 25)]
    axes.set_yticks(ticks, [str(level) for level in ticks])
    axes.set_axisbelow(True)
    draw_levels(axes, ticks)
    months, labels = _month_ticks(panel)
    axes.set_xticks(months, labels)
    axes.tick_params(axis="x", pad=2)
    if panel.target is not None:
        axes.axhline(panel.target.score, color=INK, linewidth=0.7, linestyle=(0, (4, 3)), zorder=1)
        axes.annotate(
            panel.target.label,
            (1, panel.target.score),
            xycoords=("axes fraction", "data"),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=ANNOTATION,
            color=SOFT,
            annotation_clip=False,
        )


def _month_ticks(panel: Trajectory) -> tuple[list[int], list[str]]:
    """First day of the window and of each month in it; a month's start too near an end is left out."""
    days, start, end = [panel.start], panel.start, panel.end
    day = start
    while day < end:
        day += timedelta(days=1)
        if day.day == 1 and (day - start).days > 8 and (end - day).days > 8:
            days.append(day)
    days.append(end)
    return [day.toordinal() for day in days], [panel.day_label(day) for day in days]


def _draw_bands(axes: Axes, panel: Trajectory) -> None:
    for band in panel.bands:
        low, high = band.start.toordinal() - 0.5, band.end.toordinal() + 0.5
        axes.axvspan(low, high, color=PALE, zorder=0.2, linewidth=0)
        axes.annotate(
            band.label,
            ((low + high) / 2, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 2),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=ANNOTATION,
            color=SOFT,
            annotation_clip=False,
        )
        if band.mean is not None:
            axes.hlines(band.mean, low, high, color=INK, linewidth=1.0, zorder=2.4)


def _draw_expected(axes: Axes, band: Band, mean: float) -> None:
    first, last = band.start.toordinal() - 0.5, band.end.toordinal() + 0.5
    axes.hlines(mean, first, last, color=INK, linewidth=1.3, linestyle=(0, (1, 1.4)), zorder=3.2)


def _draw_weeks(axes: Axes, weeks: Sequence[Week]) -> None:
    """Draw the weekly means; a week with few calls has no interval and is drawn lightly."""
    intervals = [
        ((week.middle, max(week.low, 0)), (week.middle, min(week.high, 100)))
        for week in weeks
        if week.low is not None and week.high is not None and not week.is_thin
    ]
    draw_lines(
        axes,
        intervals,
        color=ACCENT,
        linewidth=0.8,
        alpha=0.35,
        zorder=2.6,
        solid_capstyle="butt",
    )
    for thin in (True, False):
        lines = [
            ((first.middle, first.mean), (second.middle, second.mean))
            for first, second in pairwise(weeks)
            if thin == (first.is_thin or second.is_thin)
        ]
        width, alpha = (0.7, 0.6) if thin else (1.4, 1.0)
        draw_lines(axes, lines, color=ACCENT, linewidth=width, alpha=alpha, zorder=3)
    means = [(week.middle, week.mean) for week in weeks if not week.is_thin]
    light = [(week.middle, week.mean) for week in weeks if week.is_thin]
    _draw_dots(axes, means, color=ACCENT, linewidth=4, zorder=3)
    _draw_dots(axes, light, color=ACCENT, linewidth=2.4, alpha=0.6, zorder=3)


class _Labels:
    """Places labels beside their marks, one after the other, where they hide least."""

    def __init__(self, axes: Axes, marks: Sequence[Point], taken: Sequence[Box]) -> None:
        self._axes = axes
        self._marks = self._to_points(marks)
        self._taken = list(taken)
        extent = axes.get_window_extent()
        self._frame = Box(*(float(edge) * _points_per_pixel(axes) for edge in extent.extents))

    def _to_points(self, marks: Sequence[Point]) -> list[Point]:
        if not marks:
            return []
        placed = self._axes.transData.transform(marks) * _points_per_pixel(self._axes)
        return [(x, y) for x, y in placed.tolist()]

    def put(self, label: str, choices: Sequence[tuple[float, float, float, float]]) -> None:
        """Write a label at the best of some places.

        Parameters
        ----------
        choices
            Day and score of the mark; then how far right and up of it the label's middle is, in half
            its width and in points.
        """
        width, height = label_width(label, ANNOTATION), ANNOTATION * 1.2
        boxes = []
        places = self._to_points([(day, score) for day, score, _, _ in choices])
        for (mark, y), (_, _, right, up) in zip(places, choices, strict=True):
            x = mark + right * (width / 2 + 2)
            boxes.append(
                Box(x - width / 2, y + up - height / 2, x + width / 2, y + up + height / 2)
            )
        place = clearest(boxes, self._frame, taken=self._taken, marks=self._marks)
        self._taken.append(place)
        self._axes.annotate(
            label,
            ((place.left + place.right) / 2, (place.bottom + place.top) / 2),
            xycoords="figure points",
            ha="center",
            va="center",
            fontsize=ANNOTATION,
            color=INK,
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.3},
        )


def _points_per_pixel(axes: Axes) -> float:
    return 72 / float(axes.figure.dpi)


def _marks(panel: Trajectory) -> list[Point]:
    """Give points of all that a label had better not hide: dots, and lines day by day."""
    marks: list[Point] = [(day.toordinal(), score) for day, score in panel.calls]
    for first, second in pairwise(panel.weeks):
        days = second.middle - first.middle
        marks += [
            (first.middle + day, first.mean + (second.mean - first.mean) * day / days)
            for day in range(int(days) + 1)
        ]
    levels = [(panel.start, panel.end, panel.target.score)] if panel.target is not None else []
    bands = (*panel.bands, *((panel.expected,) if panel.expected is not None else ()))
    levels += [(band.start, band.end, band.mean) for band in bands if band.mean is not None]
    for start, end, score in levels:
        marks += [(day, score) for day in range(start.toordinal(), end.toordinal() + 1)]
    return marks


def _around(day: float, score: float, above: bool) -> list[tuple[float, float, float, float]]:
    """Give the places around a mark, with the one that is asked for first."""
    up = 9.0 if above else -9.0
    sides = [(0, up), (0, -up), (1, up), (-1, up), (1, -up), (-1, -up), (1, 0), (-1, 0)]
    far = [(0, 1.8 * up), (0, -1.8 * up), (0, 2.8 * up), (0, -2.8 * up)]
    return [(day, score, right, height) for right, height in (*sides, *far)]


def _name_expected(labels: _Labels, band: Band | None) -> None:
    """Write the expected score under or over its dotted line, at one of its ends or in its middle."""
    if band is None or band.mean is None:
        return
    first, last = band.start.toordinal() - 0.5, band.end.toordinal() + 0.5
    labels.put(
        band.label,
        [
            (day, band.mean, right, up)
            for up in (-6.5, 6.5, -12.0, 12.0)
            for day, right in ((last, -1), (first, 1), ((first + last) / 2, 0), (last, 1))
        ],
    )


def _draw_sessions(axes: Axes, panel: Trajectory) -> list[Box]:
    """Draw sessions as marks on the floor with their days; a day that would collide is left out.

    Returns
    -------
    list of Box
        Where marks and days stand, in points.
    """
    width_days = (panel.end - panel.start).days + 1
    room = width_days / 14
    taken = float("-inf")  # where the last label ends
    boxes = []
    sessions = sorted(set(panel.sessions))
    draw_lines(
        axes,
        [((day.toordinal(), 0), (day.toordinal(), 9)) for day in sessions],
        color=INK,
        linewidth=2.0,
        zorder=4,
        solid_capstyle="butt",
    )
    for session in sessions:
        day = session.toordinal()
        # a label stands over its mark, so that the next mark does not cross it
        at_left = (session - panel.start).days < room / 2
        at_right = (panel.end - session).days < room / 2
        first = day if at_left else day - room if at_right else day - room / 2
        last = first + room
        corners = [(first, 0), (last, 9), (day, 0)]
        placed = axes.transData.transform(corners) * _points_per_pixel(axes)
        (left, bottom), (right, top), (mark, _) = placed.tolist()
        if first < taken:
            boxes.append(Box(mark - 2, bottom, mark + 2, top))
            continue
        taken = last
        boxes.append(Box(left, bottom, right, top + 1 + ANNOTATION))
        axes.annotate(
            panel.day_label(session),
            (day, 9),
            xytext=(0, 1),
            textcoords="offset points",
            ha="left" if at_left else "right" if at_right else "center",
            va="bottom",
            fontsize=ANNOTATION,
            color=INK,
            zorder=4,
        )
    return boxes
