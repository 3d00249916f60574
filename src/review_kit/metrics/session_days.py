"""Days for the sessions after a review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from review_kit.metrics.matrix import MONTHLY, TWICE_A_WEEK
from review_kit.public_holidays import WEEKEND

NOTICE_DAYS = 3
"""Days between the review and the first session to book."""
SECOND_SESSION = 3
"""Working days from the first session of a week to the second one."""
MONTH_OF_WEEKS = 4
"""Weeks from one monthly session to the next."""


def session_days(
    as_of: date, until: date, weekday: int, cadence: str, is_free: Callable[[date], bool]
) -> list[date]:
    """Propose the days of sessions after a review.

    The first is the first ``weekday`` at least three days after ``as_of``; none is later than
    ``until``. Weekly sessions follow every week, monthly ones every fourth week, and a second one a
    week is three working days after the first. One that would fall on a free day is held on the next
    day of the same week (from Monday) that is not, else on the last one before; where there is none it is
    left out, so that no week has more sessions than the cadence gives it.

    Parameters
    ----------
    weekday
        0 (Monday) to 6.
    cadence
        ``twice a week``, ``weekly`` or ``monthly``.
    is_free
        Says of a day whether nobody meets on it.

    Examples
    --------
    >>> easter = {date(2026, 4, 9)}.__contains__
    >>> days = session_days(date(2026, 3, 31), date(2026, 4, 17), 3, "weekly", easter)
    >>> [f"{day:%a %d %b}" for day in days]
    ['Fri 10 Apr', 'Thu 16 Apr']
    """
    earliest = as_of + timedelta(days=NOTICE_DAYS)
    first = earliest + timedelta(days=(weekday - earliest.weekday()) % 7)
    weeks = MONTH_OF_WEEKS if cadence == MONTHLY else 1
    offsets = [0, _days_ahead(weekday, SECOND_SESSION)] if cadence == TWICE_A_WEEK else [0]
    ahead = range(0, (until - first).days + 1, 7 * weeks)
    proposed = [first + timedelta(days=start + offset) for start in ahead for offset in offsets]
    days: list[date] = []
    for day in sorted(proposed):
        for held in _same_week(day):
            taken = bool(days) and held <= days[-1]
            if earliest <= held <= until and not taken and not is_free(held):
                days.append(held)
                break
    return days


def _same_week(day: date) -> Iterator[date]:
    """Give a day, the days after it in its week, and then those before it, the nearest first."""
    yield from (day + timedelta(days=ahead) for ahead in range(7 - day.weekday()))
    yield from (day - timedelta(days=back) for back in range(1, day.weekday() + 1))


def _days_ahead(weekday: int, working_days: int) -> int:
    """Count the calendar days from a weekday to the working day that is so many after it."""
    days = 0
    while working_days:
        days += 1
        working_days -= (weekday + days) % 7 not in WEEKEND
    return days
