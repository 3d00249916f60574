"""The windows of a review: which days each number looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from review_kit.errors import ConfigurationError
from review_kit.project.config import Config

NOTE_DAYS = 45
"""A manager writes about a quarter when it is over: for so many days after the review day a note is still
one to that review."""


def timestamp(day: date) -> pd.Timestamp:
    """Give a day as the timestamp that day columns hold: midnight, no zone, second resolution."""
    return pd.Timestamp(day).as_unit("s")


def not_before(days: pd.Series, first: date) -> pd.Series:
    """Move earlier days up to ``first``; missing ones stay missing."""
    return days.mask(days < timestamp(first), timestamp(first))


def not_after(days: pd.Series, last: date) -> pd.Series:
    """Move later days back to ``last``; missing ones stay missing."""
    return days.mask(days > timestamp(last), timestamp(last))


@dataclass(frozen=True)
class Window:
    """A run of days, both ends included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Number of days, both ends counted."""
        return (self.end - self.start).days + 1

    def contains(self, days: pd.Series) -> pd.Series:
        """Say of each day whether it lies inside; a missing day does not."""
        # twice as fast as between, and asked of all scores many times
        values = days.to_numpy() if days.dtype.kind == "M" else days.to_numpy("datetime64[s]")
        inside = (values >= np.datetime64(self.start)) & (values <= np.datetime64(self.end))
        return pd.Series(inside, days.index)

    def overlap(self, starts: pd.Series, ends: pd.Series) -> pd.Series:
        """Count the days that each period (both ends included) shares with the window.

        A missing end is an open one: the period lasts beyond the window.
        """
        first = not_before(starts, self.start)
        last = not_after(ends.fillna(timestamp(self.end)), self.end)
        return ((last - first).dt.days + 1).clip(lower=0).fillna(0).astype("int64")

    def next(self) -> Window:
        """Give the window of as many days that begins the day after."""
        return Window(self.end + timedelta(days=1), self.end + timedelta(days=self.days))

    def reaching_back(self, days: int) -> Window:
        """Give the window that starts ``days`` earlier and ends on the same day."""
        return Window(self.start - timedelta(days=days), self.end)


@dataclass(frozen=True)
class ReviewWindows:
    """All windows of one review.

    Parameters
    ----------
    window
        The reviewed days; its last day is ``as_of``.
    baseline, current
        The first and the last days of the window, whose means make ``score_delta``.
    previous
        As many days as the window has, right before it.
    """

    window: Window
    baseline: Window
    current: Window
    previous: Window

    @property
    def as_of(self) -> date:
        """The review day."""
        return self.window.end

    @property
    def notes(self) -> Window:
        """The days on which a note to this review is written: none is a note to the one before as well."""
        return Window(
            self.window.start + timedelta(days=NOTE_DAYS), self.as_of + timedelta(days=NOTE_DAYS)
        )

    def weeks(self) -> pd.DataFrame:
        """Split the window into weeks counted back from ``as_of``.

        Returns
        -------
        DataFrame
            ``week_start``, ``week_end``, one row per week in order of time. Every week has seven
            days but the first, which starts with the window.
        """
        count = -(-self.window.days // 7)
        ends = [self.as_of - timedelta(days=7 * back) for back in range(count - 1, -1, -1)]
        starts = [max(end - timedelta(days=6), self.window.start) for end in ends]
        return pd.DataFrame(
            {
                "week_start": pd.Series([timestamp(day) for day in starts], dtype="datetime64[s]"),
                "week_end": pd.Series([timestamp(day) for day in ends], dtype="datetime64[s]"),
            }
        )


def review_windows(config: Config, as_of: date, window_days: int | None = None) -> ReviewWindows:
    """Lay out the windows of a review.

    Parameters
    ----------
    config
        Its ``windows`` section gives the lengths.
    as_of
        The review day, last day of the window.
    window_days
        Length of the window where it differs from the configured one.

    Raises
    ------
    ConfigurationError
        The window is too short to hold the baseline and the current window apart.
    """
    lengths = config.windows
    length = lengths.window_days if window_days is None else window_days
    if length < lengths.baseline_days + lengths.current_days:
        raise ConfigurationError(
            f"a window of {length} days cannot hold windows.baseline_days "
            f"({lengths.baseline_days}) and windows.current_days ({lengths.current_days}) apart",
            "Give a longer window, or shorten the two in review_kit.toml.",
        )
    start = as_of - timedelta(days=length - 1)
    return ReviewWindows(
        window=Window(start, as_of),
        baseline=Window(start, start + timedelta(days=lengths.baseline_days - 1)),
        current=Window(as_of - timedelta(days=lengths.current_days - 1), as_of),
        previous=Window(start - timedelta(days=length), start - timedelta(days=1)),
    )
