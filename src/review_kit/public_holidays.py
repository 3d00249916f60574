"""Days on which nobody meets: weekends and public holidays, by country.

The calendars are those of `holidays <https://holidays.readthedocs.io>`_. A country is named by its ISO 3166
code, ``ES``, and if need be with a part of it that has holidays of its own, ``DE-BY``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, counted from Monday 0: the weekend where no country is known."""


def known_country(code: str | None) -> str | None:
    """Give a country's code as its calendar is called, ``None`` where there is no calendar of it.

    Examples
    --------
    >>> known_country(" es "), known_country("ESP"), known_country("de-by"), known_country("Atlantis")
    ('ES', 'ES', 'DE-BY', None)
    """
    calendar = None if code is None else _calendar(code.strip().upper())
    if calendar is None:
        return None
    return f"{calendar.country}-{calendar.subdiv}" if calendar.subdiv else str(calendar.country)


def is_free(country: str | None, own_weekday: int | None = None) -> Callable[[date], bool]:
    """Give the rule that says of a day whether nobody meets on it.

    Parameters
    ----------
    country
        As :func:`known_country` gives it; without one weekends are Saturday and Sunday and no day is a
        holiday.
    own_weekday
        Weekday on which the people meet whatever it is (0 Monday to 6 Sunday); a holiday all the same.
    """
    calendar = None if country is None else _calendar(country)
    weekend = WEEKEND if calendar is None else frozenset(calendar.weekend)

    def free(day: date) -> bool:
        resting = day.weekday() in weekend and day.weekday() != own_weekday
        return resting or (calendar is not None and day in calendar)

    return free


@cache
def _calendar(code: str) -> HolidayBase | None:
    # half a second of import, for those alone who name a country
    from holidays import country_holidays

    country, _, part = code.partition("-")
    try:
        return country_holidays(country, subdiv=part or None)
    except NotImplementedError:  # what the library raises for a country or part without a calendar
        return None
