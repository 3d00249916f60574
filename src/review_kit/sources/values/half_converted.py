"""Days that a spreadsheet took apart in the wrong order when it opened a text file.

A spreadsheet that puts months first makes dates of the days it can read, so that 07/01/2026 for the
7 January becomes 1 July, and leaves 13/07/2026 as text. The column then holds dates whose day is never
above 12, and texts that all have a number above 12. Nothing in a single cell tells it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from review_kit.sources.notice import Notice
from review_kit.sources.profiles.advice import profile_advice
from review_kit.sources.profiles.language import Profile
from review_kit.sources.steps import Steps

_DATE = r"^(\d{4})-(\d{2})-(\d{2})((?: 00:00:00)?)$"
_TEXT = r"^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b"

_LOW_DAY = 12 / 30.44
"""Share of days that could be a month as well."""
CHANCE = 0.05
"""A column that ordinary days would give less often than this is asked about."""


def unswapped_days(
    steps: Steps,
    names: Sequence[str],
    profile: Profile,
    table: str,
    file: str,
    shown: Mapping[str, str],
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Steps, list[Notice]]:
    """Put day and month of a workbook's dates back in place, or ask whether they are out of it.

    Parameters
    ----------
    steps
        Cells as ``r_<name>``.
    names
        Columns of days and times.
    profile
        Says under ``[dates]`` whether they are swapped.
    table, file, shown
        Names for messages.
    connection
        DuckDB to compute with.
    """
    if profile.dates.swapped is not None or not names:
        return (_swapped(steps, names) if profile.dates.swapped else steps), []
    asked = ", ".join(
        f"count(*) FILTER ({date}), count(*) FILTER ({date} AND {_part(value, _DATE, 3)} <= 12), "
        f"count(*) FILTER ({text}), count(*) FILTER ({text} AND greatest("
        f"{_part(value, _TEXT, 1)}, {_part(value, _TEXT, 2)}) > 12), "
        f"min(_row) FILTER ({date}), arg_min({value}, _row) FILTER ({date})"
        for value in (f"r_{name}" for name in names)
        for date, text in [_kinds(value)]
    )
    found = connection.execute(
        steps.sql(f"SELECT {asked} FROM {{last}} WHERE reason IS NULL")
    ).fetchone()
    notices = []
    for at, name in enumerate(names):
        dates, low, texts, high, row, first = (found or ())[6 * at : 6 * at + 6]
        if not texts or low < dates or high < texts:
            continue
        if _LOW_DAY**dates * (1 - _LOW_DAY) ** texts >= CHANCE:
            continue
        notices.append(
            Notice(
                kind="swapped_days",
                message=f"{name}: days and months may be swapped: no date has a day above 12 "
                f"('{first[:10]}'), and every text has a number above 12, as when a spreadsheet opens "
                "a file that puts days and months in the other order than it does",
                hint="Export the file anew and do not open it in between; or say whether they are "
                "swapped. "
                + profile_advice(profile, table, "dates", "swapped = true", "swapped = false"),
                rows=dates,
                file=file,
                row=row,
                column=shown.get(name, name),
                stops=True,
            )
        )
    return steps, notices


def _kinds(value: str) -> tuple[str, str]:
    return f"regexp_matches({value}, '{_DATE}')", f"regexp_matches({value}, '{_TEXT}')"


def _part(value: str, pattern: str, group: int) -> str:
    return f"try_cast(regexp_extract({value}, '{pattern}', {group}) AS INTEGER)"


def _swapped(steps: Steps, names: Sequence[str]) -> Steps:
    """Dates whose day could be a month, read the other way round."""
    replaced = ", ".join(
        f"CASE WHEN {_part(value, _DATE, 3)} <= 12 "
        f"THEN regexp_replace({value}, '{_DATE}', '\\1-\\3-\\2\\4') ELSE {value} END AS {value}"
        for value in (f"r_{name}" for name in names)
    )
    return steps.then("unswapped", f"SELECT * REPLACE ({replaced}) FROM {{last}}")
