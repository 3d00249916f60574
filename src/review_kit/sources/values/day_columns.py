"""What the days of a column are, judged by all of them.

Times with an offset that are all midnight are days, wherever the project is: moved to its time zone
they would be the evening before. Other times are moved, and that is reported where it gives another day
than the one that is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import duckdb
import pyarrow as pa

from review_kit.errors import SourceError
from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.columns.binding import Binding
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.advice import profile_advice
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import Steps
from review_kit.sources.values.days import (
    DaySpelling,
    ambiguous_sql,
    day_sql,
    is_midnight_sql,
    local_time_sql,
    two_readings,
    written_day_sql,
)
from review_kit.sources.values.named_days import read_named_day
from review_kit.sources.values.probe import Probe
from review_kit.sources.values.truth_words import CHECKED, NO, UNCHECKED, YES, is_word_sql
from review_kit.words import say

DIFFERENT_DAYS = 100_000
"""Different spelled-out days that are read; the rest stay as they are."""
SAMPLE = 10_000
"""Records that tell whether the times of a column can all be midnight, before all are looked at."""

_TICKS = {word for word in CHECKED | YES if len(word) > 1 or not word.isalnum()}
_BLANK_BOXES = {word for word in UNCHECKED | NO if len(word) > 1 or not word.isalnum()}


def is_tick_sql(value: str) -> str:
    """SQL of whether a text is a ticked or an empty box rather than a day."""
    return is_word_sql(value, _TICKS | _BLANK_BOXES)


def settle_days(
    steps: Steps,
    columns: Sequence[CanonicalColumn],
    spelling: DaySpelling,
    profile: Profile,
    table: str,
    binding: Binding,
    file: str,
    found: Probe,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Steps, bool, Mapping[str, DaySpelling], tuple[Notice, ...]]:
    """Decide how each column of days or times is read.

    Parameters
    ----------
    steps
        Cells as ``r_<name>``.
    columns
        Columns of days and times.
    spelling
        What is known of the whole file.
    profile
        Says under ``[dates]`` what is not to be judged.
    table
        Canonical table, for messages.
    binding
        Names for messages.
    file
        Name of the file, for messages.
    found
        Which columns need a closer look.
    connection
        DuckDB to compute with.

    Returns
    -------
    The steps with spelled-out days read, whether these were joined (then order is lost), the
    spelling of each column, and what is reported.
    """
    spellings: dict[str, DaySpelling] = {}
    notices: list[Notice] = []
    if spelling.serial_epoch is not None:
        names = [column.name for column in columns]
        steps, notices = unswapped_days(
            steps, names, profile, table, file, binding.shown, connection
        )
    for column in columns:
        name, shown = column.name, binding.shown.get(column.name, column.name)
        spellings[name] = spelling
        if name in found.offsets:
            own, noticed = _shifted(
                steps, column, spelling, profile, table, file, shown, connection
            )
            spellings[name] = own
            notices += noticed
        if name in found.worded_days and column.kind == "date" and not column.required:
            notices += _ticks(steps, name, file, shown, connection)
    worded = [column.name for column in columns if column.name in found.worded_days]
    steps, joined = _named(steps, worded, spelling, connection)
    return steps, joined, spellings, tuple(notices)


def _shifted(
    steps: Steps,
    column: CanonicalColumn,
    spelling: DaySpelling,
    profile: Profile,
    table: str,
    file: str,
    shown: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[DaySpelling, list[Notice]]:
    name, local = column.name, profile.dates.local
    value = f"r_{name}"
    if local is not None and (local or column.kind == "date"):
        return replace(spelling, written=not local), []
    midnight = is_midnight_sql(value, spelling)
    if column.kind == "timestamp" and not _all_midnight_so_far(steps, value, midnight, connection):
        return spelling, []
    moved = "w IS NOT NULL AND w <> left(l, 10)"
    times, midnights, other_days, first, past_midnight, first_moved = connection.execute(
        steps.then(
            "moments",
            f"SELECT _row, {written_day_sql(value, spelling)} AS w, {midnight} AS m, "
            f"{local_time_sql(value, spelling)} AS l FROM {{last}} WHERE reason IS NULL",
        ).sql(
            f"SELECT count(w), count(*) FILTER (m), count(*) FILTER ({moved}), "
            f"min(_row) FILTER ({moved}), "
            f"count(*) FILTER ({moved} AND NOT ends_with(l, ' 00:00:00')), "
            f"min(_row) FILTER ({moved} AND NOT ends_with(l, ' 00:00:00')) FROM {{last}}"
        )
    ).fetchone() or (0, 0, 0, None, 0, None)
    if times and midnights == times:
        noticed = Notice(
            kind="midnight_days",
            message=say("found-midnight-days", column=name, zone=spelling.time_zone),
            hint=say(
                "found-midnight-days.hint",
                advice=profile_advice(profile, table, "dates", "local = false", "local = true"),
            ),
            rows=other_days,
            file=file,
            row=first,
            column=shown,
        )
        return (replace(spelling, written=True), [noticed]) if other_days else (spelling, [])
    if column.kind == "timestamp" or not past_midnight:
        return spelling, []
    return spelling, [
        Notice(
            kind="moved_days",
            message=say("found-moved-days", column=name, zone=spelling.time_zone),
            hint=say(
                "found-moved-days.hint",
                advice=profile_advice(profile, table, "dates", "local = true", "local = false"),
            ),
            rows=past_midnight,
            file=file,
            row=first_moved,
            column=shown,
        )
    ]


def midnights(
    steps: Steps, value: str, spelling: DaySpelling, connection: duckdb.DuckDBPyConnection
) -> tuple[int, int]:
    """Count the times in a column, and those of them that are midnight."""
    times, at_midnight = connection.execute(
        steps.sql(
            f"SELECT count({written_day_sql(value, spelling)}), "
            f"count(*) FILTER ({is_midnight_sql(value, spelling)}) FROM {{last}} WHERE reason IS NULL"
        )
    ).fetchone() or (0, 0)
    return times, at_midnight


def _all_midnight_so_far(
    steps: Steps, value: str, midnight: str, connection: duckdb.DuckDBPyConnection
) -> bool:
    """Whether the first times of a column are midnight; most files are spared the whole look."""
    sample = f"SELECT {midnight} AS m FROM {{last}} WHERE {value} IS NOT NULL LIMIT {SAMPLE}"
    (all_midnight,) = connection.execute(
        steps.then("sample", sample).sql("SELECT bool_and(m) FROM {last}")
    ).fetchone() or (None,)
    return bool(all_midnight)


def _ticks(
    steps: Steps, name: str, file: str, shown: str, connection: duckdb.DuckDBPyConnection
) -> list[Notice]:
    ticked = is_word_sql(f"r_{name}", _TICKS)
    rows, first = connection.execute(
        steps.sql(f"SELECT count(*), min(_row) FROM {{last}} WHERE reason IS NULL AND {ticked}")
    ).fetchone() or (0, None)
    if not rows:
        return []
    return [
        Notice(
            kind="ticks_for_days",
            message=say("found-ticks-for-days", column=name),
            hint=say("found-ticks-for-days.hint"),
            rows=rows,
            file=file,
            row=first,
            column=shown,
        )
    ]


def _named(
    steps: Steps,
    names: Sequence[str],
    spelling: DaySpelling,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Steps, bool]:
    """Put ISO texts in the place of days with the name of a month that are not read elsewhere."""
    joined = False
    for name in names:
        value = f"r_{name}"
        texts = [
            text
            for (text,) in connection.execute(
                steps.then(
                    "words",
                    f"SELECT {value} FROM {{last}} WHERE reason IS NULL "
                    f"AND regexp_matches({value}, '\\p{{L}}{{3}}') AND NOT {is_tick_sql(value)}",
                ).sql(
                    f"SELECT DISTINCT {value} FROM {{last}} WHERE {day_sql(value, spelling)} = {value} "
                    f"ORDER BY 1 LIMIT {DIFFERENT_DAYS}"
                )
            ).fetchall()
        ]
        read = [
            (text, day.isoformat())
            for text in texts
            if (day := read_named_day(text, spelling.year))
        ]
        if not read:
            continue
        connection.register(
            "named",
            pa.table(
                {
                    "given": pa.array([text for text, _ in read], pa.string()),
                    "day": pa.array([day for _, day in read], pa.string()),
                }
            ),
        )
        connection.execute(f"CREATE OR REPLACE TEMP TABLE named_{name} AS FROM named")
        connection.unregister("named")
        joined = True
        steps = steps.then(
            f"days_{name}",
            f"SELECT {{last}}.* REPLACE (coalesce(named_{name}.day, {value}) AS {value}) "
            f"FROM {{last}} LEFT JOIN named_{name} ON named_{name}.given = {value}",
        )
    return steps, joined


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
                message=say("found-swapped-days", column=name, day=first[:10]),
                hint=say(
                    "found-swapped-days.hint",
                    advice=profile_advice(
                        profile, table, "dates", "swapped = true", "swapped = false"
                    ),
                ),
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


def unambiguous_days(
    steps: Steps,
    names: Sequence[str],
    spelling: DaySpelling,
    binding: Binding,
    file: str,
    table: str,
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Refuse a day that can be read in two ways.

    Raises
    ------
    SourceError
        With the column, the row and both days.
    """
    if not names or spelling.order is not None:
        return
    firsts = ", ".join(
        f"min(_row) FILTER ({ambiguous_sql(f'r_{name}', spelling)}), "
        f"arg_min(r_{name}, _row) FILTER ({ambiguous_sql(f'r_{name}', spelling)})"
        for name in names
    )
    found = connection.execute(
        steps.sql(f"SELECT {firsts} FROM {{last}} WHERE reason IS NULL")
    ).fetchone()
    for at, name in enumerate(names):
        row, text = (found or ())[2 * at : 2 * at + 2] or (None, None)
        if row is not None:
            day_first, month_first = two_readings(text)
            raise SourceError(
                f"{file}, column '{binding.shown[name]}', row {row}: '{text}' can be read as "
                f"{_long(day_first)} (day first) or as {_long(month_first)} (month first)",
                f'Say which under [sources.{table}] in review_kit.toml: date_order = "day_first" '
                'or "month_first".',
            )


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
