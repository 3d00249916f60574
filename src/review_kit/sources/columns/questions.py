"""Columns of a file that are questions: those that ``[unpivot]`` turns into rows, and what each is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from review_kit.errors import SourceError
from review_kit.sources.columns.periods import Period, UnknownFiscalYear, read_period
from review_kit.sources.profiles.keys import PERIODS
from review_kit.sources.profiles.language import Dates, Profile

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_MAXIMUM_IN_HEADING = re.compile(
    rf"\s*(?:[(\[]\s*(?:/|of|out of|max\.?|maximum|von)\s*:?\s*{_NUMBER}\s*(?:points?|pts?\.?)?\s*[)\]]"
    rf"|[(\[]\s*{_NUMBER}\s*(?:points?|pts?\.?|punkte)\s*[)\]]|\s/\s*{_NUMBER})$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Question:
    """One column that holds answers."""

    name: str
    maximum_at: int | None = None
    """Number of the column that says what the answers are of."""
    maximum: str | None = None
    """What they are of, as the heading says."""


def asks_for_maximum(profile: Profile) -> bool:
    """Say whether the profile looks for what an answer is of."""
    return any("@maximum" in column.source for column in profile.columns.values())


def question_of(heading: str, profile: Profile) -> Question:
    """Read a heading: ``Opening (of 10)`` asks for "Opening" and has 10 points."""
    name = without_maximum(heading) if asks_for_maximum(profile) else heading
    if name == heading:
        return Question(heading)
    found = _MAXIMUM_IN_HEADING.search(heading)
    number = next(group for group in found.groups() if group) if found is not None else ""
    return Question(name, maximum=number.replace(",", "."))


def without_maximum(heading: str) -> str:
    """Return a heading without what its answers are of: ``Opening`` of ``Opening (of 10)``."""
    found = _MAXIMUM_IN_HEADING.search(heading)
    return heading if found is None or found.start() == 0 else heading[: found.start()]


def siblings(headings: Iterable[str], profile: Profile) -> Mapping[str, str]:
    """Heading of a question → heading of the column beside it with what it is of, if there is one."""
    pattern = profile.unpivot.maximum if profile.unpivot is not None else None
    if pattern is None:
        return {}
    return {heading: pattern.replace("*", heading) for heading in headings}


def period_columns(
    headings: Mapping[int, str], dates: Dates, patterns: Sequence[str], file: str
) -> frozenset[int]:
    """Numbers of the columns that are headed by a period, where ``[unpivot]`` asks for those.

    Where months stand beside their quarters, or quarters beside their year, the shorter ones count.

    Raises
    ------
    SourceError
        A heading counts in fiscal years, and the profile does not say when these begin.
    """
    if PERIODS not in patterns:
        return frozenset()
    found: dict[int, Period] = {}
    for number, heading in headings.items():
        period = period_of(heading, dates, f"{file}: the column '{heading}'")
        if period is not None:
            found[number] = period
    kept: dict[int, Period] = {}
    for number, period in sorted(found.items(), key=lambda each: (each[1].months, each[0])):
        if all(period.end < other.start or period.start > other.end for other in kept.values()):
            kept[number] = period
    return frozenset(kept)


def period_of(text: str, dates: Dates, where: str) -> Period | None:
    """Read a period as the profile has it; None where the text is none.

    Raises
    ------
    SourceError
        The text counts in fiscal years, and the profile does not say when these begin.
    """
    try:
        return read_period(text, dates.year, dates.fiscal_year_starts)
    except UnknownFiscalYear as error:
        raise SourceError(
            f"{where}: '{error}' is a fiscal period, but no setting says when the fiscal year "
            "begins",
            "Say in your own profile in which month the fiscal year begins (it is named after "
            "the year in which it ends): [dates] fiscal_year_starts = 2. If it is the calendar "
            "year, write 1.",
        ) from error
