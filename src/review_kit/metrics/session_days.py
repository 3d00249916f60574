"""Days for the sessions after a review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from review_kit.metrics.matrix import MONTHLY, TWICE_A_WEEK
from review_kit.public_holidays import WEEKEND

NOTICE_DAYS = 3
"""Days between the review and the first session to book."""
SECOND_SESSION = 3
"""Working days from the first session of a week to the second one."""
MONTH_OF_WEEKS = 4
"""Weeks from one monthly session to the next."""
MOVED_AT_MOST = 4
"""Days by which a session gives way to a holiday or a weekend before it is left out."""


def session_days(
    as_of: date, until: date, weekday: int, cadence: str, is_free: Callable[[date], bool]
) -> list[date]:
    """Propose the days of sessions after a review.

    The first is the first ``weekday`` at least three days after ``as_of``; none is later than
    ``until``. Weekly sessions follow every week, monthly ones every fourth week, and a second one a
    week is three working days after the first. One that would fall on a free day is held on the next
    day that is not; where none of the next four will do, or the next session is already there, it is left
    out.

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
    >>> days = session_days(date(2026, 3, 31), date(2026, 4, 17), 3, WEEKLY, easter)
    >>> [f"{day:%a %d %b}" for day in days]
    ['Fri 10 Apr', 'Thu 16 Apr']
    """
    first = as_of + timedelta(days=NOTICE_DAYS)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    weeks = MONTH_OF_WEEKS if cadence == MONTHLY else 1
    offsets = [0, _days_ahead(weekday, SECOND_SESSION)] if cadence == TWICE_A_WEEK else [0]
    ahead = range(0, (until - first).days + 1, 7 * weeks)
    proposed = [first + timedelta(days=start + offset) for start in ahead for offset in offsets]
    days: list[date] = []
    for day in sorted(proposed):
        held = next((later for later in _from(day, MOVED_AT_MOST) if not is_free(later)), None)
        if held is not None and held <= until and (not days or held > days[-1]):
            days.append(held)
    return days


def _from(day: date, at_most: int) -> list[date]:
    return [day + timedelta(days=later) for later in range(at_most + 1)]


def _days_ahead(weekday: int, working_days: int) -> int:
    """Count the calendar days from a weekday to the working day that is so many after it."""
    days = 0
    while working_days:
        days += 1
        working_days -= (weekday + days) % 7 not in WEEKEND
    return days
