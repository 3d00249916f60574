"""Names of time zones."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def is_time_zone(name: str) -> bool:
    """Say whether a name is an IANA time zone that is installed here.

    Looked up, and not searched for in a list of all of them: making that list reads hundreds of files.

    Examples
    --------
    >>> is_time_zone("Europe/Madrid"), is_time_zone("Europe"), is_time_zone("../Madrid")
    (True, False, False)
    """
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
