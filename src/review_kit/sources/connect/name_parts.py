"""Names of people that stand in two columns: first names and last names, their own or their managers'."""

from __future__ import annotations

import re

from review_kit.sources.files.header import plain_name

FIRST_NAMES = frozenset({"first name", "given name", "forename", "firstname", "first", "vorname"})
LAST_NAMES = frozenset({"last name", "surname", "family name", "lastname", "last", "nachname"})
_MANAGERS = re.compile(
    r"^(manager|supervisor|reports to|line manager|team lead|vorgesetzte[rn]?)(?:'?s)?\s+(?=\S)"
)


def part_of_name(heading: str) -> tuple[frozenset[str], bool] | None:
    """Tell a column of first or last names, and whether they are the managers'; None where it is neither."""
    plain = plain_name(heading)
    bare = _MANAGERS.sub("", plain)
    part = next((each for each in (FIRST_NAMES, LAST_NAMES) if bare in each), None)
    return None if part is None else (part, bare != plain)
