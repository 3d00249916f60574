"""The weeks around a first session: coached scores, what was expected of them, and the uncoached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup
from matplotlib.axes import Axes

from review_kit.figures.canvas import draw_levels, new_figure, style, to_svg
from review_kit.figures.palette import ACCENT, INK, PALE, SOFT
from review_kit.metrics.effect.rows import AFTER
from review_kit.number_format import decimal, signed

MEASURED_DAYS = (AFTER[0], AFTER[1] - 1)
"""Days after the first session whose mean is the effect; both included."""

_LABEL_PT = 7.5
_LINE_PT = 12.0
"""Height of a line of labels at the right, in the type of a phone: closer ones move apart."""

WIDE_MM = 130
"""From this width on the lines are named in full."""


class Names(NamedTuple):
    """What stands beside the marks; each as short as a drawing of its width allows."""

    coached: str
    expected: str
    uncoached: str
    days: str
    score: str
    first_session: str
    measured: str


@dataclass(frozen=True)
class Week:
    """One week before or after a first session; scores in percent.

    Parameters
    ----------
    first_day, last_day
        Days from the first session, both included; negative before it.
    coached, uncoached
        Mean score of the coached skills, and of the same skills in the same weeks that nobody coached.
    expected
        What the coached would have scored without coaching; ``None`` before the session.
    low, high
        Interval of ``coached − expected``, in pp.
    """

    first_day: int
    last_day: int
    coached: float | None
    uncoached: float | None
    expected: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def middle(self) -> float:
        """Day in the middle of the week, where its marks stand."""
        return (self.first_day + self.last_day) / 2


def draw_event_study(
    weeks: Sequence[Week],
    names: Names,
    *,
    alt: str,
    name: str,
    claimed: bool,
    width_mm: float = 174,
    height_mm: float = 68,
) -> Markup:
    """Draw the weeks before and after, with the first session as an upright line at day 0.

    A bar on a coached mean is the interval of its gap, set on what was expected: where the bar does not
    reach the hollow mark of its week, that week's gap is clear of zero.

    Parameters
    ----------
    weeks
        In order of days.
    names
        What stands beside the marks.
    claimed
        Whether there is an effect to claim or to deny; without it nothing is drawn in colour.
    """
    bottom_mm, top_mm, left_mm = 11.0, 6.0, 9.0
    wide = width_mm >= WIDE_MM
    right_mm = 41.0 if wide else 29.0
    colour = ACCENT if claimed else INK
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
        axes.set_xlim(weeks[0].first_day - 1, weeks[-1].last_day + 1)
        axes.set_ylim(*score_limits(weeks))
        _draw_frame(axes, weeks, names, 7 if wide else 14)
        _draw_line(axes, weeks, "uncoached", color=SOFT, linewidth=0.8)
        _draw_line(
            axes,
            weeks,
            "expected",
            color=INK,
            linewidth=1.1,
            linestyle=(0, (3, 2)),
            marker="o",
            markersize=4,
            markerfacecolor="white",
            zorder=3.7,
        )
        _draw_intervals(axes, weeks, colour)
        _draw_line(
            axes, weeks, "coached", color=colour, linewidth=1.8, marker="o", markersize=4, zorder=4
        )
        _draw_labels(axes, weeks, names, colour, (height_mm - bottom_mm - top_mm) * 72 / 25.4)
        return to_svg(figure, alt=alt, name=name)


def score_limits(weeks: Sequence[Week]) -> tuple[float, float]:
    """Give the range of scores in fives that holds every mark and interval, twenty points at least.

    An end within a point of the range would look cut off, so the range goes on.
    """
    levels = [
        level
        for week in weeks
        for level in (week.coached, week.uncoached, week.expected, *interval_ends(week))
        if level is not None
    ]
    low, high = (min(levels) - 1) // 5 * 5, -(-(max(levels) + 1) // 5) * 5
    while high - low < 20:
        low, high = low - 5, high + 5
    return max(low, 0.0), min(high, 100.0)


def interval_ends(week: Week) -> tuple[float, float] | tuple[()]:
    """Give the ends of a week's interval as scores: what was expected plus the ends of the gap's."""
    if week.expected is None or week.low is None or week.high is None:
        return ()
    return week.expected + week.low, week.expected + week.high


def _draw_frame(axes: Axes, weeks: Sequence[Week], names: Names, every: int) -> None:
    low, high = axes.get_ylim()
    step = 5 if high - low <= 30 else 10
    levels = [level for level in range(0, 101, step) if low <= level <= high]
    axes.set_yticks(levels, [str(level) for level in levels])
    draw_levels(axes, levels)
    days = [day for day in range(-56, 36, every) if weeks[0].first_day <= day <= weeks[-1].last_day]
    axes.set_xticks(days, [signed(day).removeprefix("+") for day in days])
    axes.set_xlabel(names.days, fontsize=_LABEL_PT, labelpad=2)
    first, last = MEASURED_DAYS
    axes.axvspan(first - 0.5, last + 0.5, color=PALE, linewidth=0, zorder=0.2)
    axes.axvline(0, color=INK, linewidth=0.9, zorder=1)
    notes = (
        (weeks[0].first_day - 1, "left", names.score),
        (0, "right", names.first_session),
        ((first + last) / 2, "center", names.measured),
    )
    for day, side, words in notes:
        axes.annotate(
            words,
            (day, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            ha=side,
            fontsize=_LABEL_PT,
            color=SOFT,
            annotation_clip=False,
        )


def _draw_line(axes: Axes, weeks: Sequence[Week], what: str, **drawn: Any) -> None:
    shown = [(week.middle, getattr(week, what)) for week in weeks]
    known = [(day, level) for day, level in shown if level is not None]
    if known:
        axes.plot(*zip(*known, strict=True), **drawn)


def _draw_intervals(axes: Axes, weeks: Sequence[Week], colour: str) -> None:
    for week in weeks:
        ends = interval_ends(week)
        if ends:
            axes.vlines(week.middle, *ends, color=colour, linewidth=1.0, zorder=3.5)


def _draw_labels(
    axes: Axes, weeks: Sequence[Week], names: Names, colour: str, height_pt: float
) -> None:
    """Name each line at its right end, moved apart where they would cover each other."""
    lines = (
        ("coached", names.coached, colour),
        ("expected", names.expected, INK),
        ("uncoached", names.uncoached, SOFT),
    )
    ends = []
    for what, label, shade in lines:
        known = [level for week in weeks if (level := getattr(week, what)) is not None]
        if known:
            ends.append((known[-1], f"{label} {decimal(known[-1])}", shade))
    ends.sort(key=lambda end: end[0])
    low, high = axes.get_ylim()
    per_point = height_pt / (high - low)
    places = apart([(level - low) * per_point for level, _, _ in ends], _LINE_PT, height_pt)
    for place, (_, text, shade) in zip(places, ends, strict=True):
        axes.annotate(
            text,
            (1, place / height_pt),
            xycoords="axes fraction",
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=_LABEL_PT,
            color=shade,
            annotation_clip=False,
        )


def apart(places: Sequence[float], least: float, top: float) -> list[float]:
    """Move places (ascending) up until they lie ``least`` apart, then all down until they end at ``top``.

    Examples
    --------
    >>> apart([10.0, 12.0, 40.0], 9.0, 100.0)
    [10.0, 19.0, 40.0]
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + least) if moved else place)
    ceiling = top
    for index in reversed(range(len(moved))):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - least
    return moved
