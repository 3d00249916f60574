"""What the days of a column are, judged by all of them.

Times with an offset that are all midnight are days, wherever the project is: moved to its time zone
they would be the evening before. Other times are moved, and that is told where it gives another day
than the one that is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb
import pyarrow as pa

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.columns.binding import Binding
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.advice import profile_advice
from review_kit.sources.profiles.language import Profile
from review_kit.sources.steps import Steps
from review_kit.sources.values.days import (
    DaySpelling,
    day_sql,
    is_midnight_sql,
    local_time_sql,
    written_day_sql,
)
from review_kit.sources.values.half_converted import unswapped_days
from review_kit.sources.values.named_days import read_named_day
from review_kit.sources.values.probe import Probe
from review_kit.sources.values.truth_words import CHECKED, NO, UNCHECKED, YES, is_word_sql

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
    spelling of each column, and what is told.
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
            own, told = _shifted(steps, column, spelling, profile, table, file, shown, connection)
            spellings[name] = own
            notices += told
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
        told = Notice(
            kind="midnight_days",
            message=f"{name}: times that are all midnight are taken for the days that are written; "
            f"in {spelling.time_zone} they would be other days",
            hint="Say whether they are days (false) or times (true). "
            + profile_advice(profile, table, "dates", "local = false", "local = true"),
            rows=other_days,
            file=file,
            row=first,
            column=shown,
        )
        return (replace(spelling, written=True), [told]) if other_days else (spelling, [])
    if column.kind == "timestamp" or not past_midnight:
        return spelling, []
    return spelling, [
        Notice(
            kind="moved_days",
            message=f"{name}: times that have another day in {spelling.time_zone} than the one "
            "that is written; the day there counts",
            hint="Say whether the day there counts (true) or the one written (false). "
            + profile_advice(profile, table, "dates", "local = true", "local = false"),
            rows=past_midnight,
            file=file,
            row=first_moved,
            column=shown,
        )
    ]


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
            message=f"{name}: ticked boxes in place of days; the day is left empty",
            hint="Record the day, so that it counts.",
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
        read = [(text, day.isoformat()) for text in texts if (day := read_named_day(text))]
        if not read:
            continue
        connection.register(
            "named",
            pa.table(
                {
                    "given": pa.array([text for text, _ in read], pa.string()),
                    "meant": pa.array([day for _, day in read], pa.string()),
                }
            ),
        )
        connection.execute(f"CREATE OR REPLACE TEMP TABLE named_{name} AS FROM named")
        connection.unregister("named")
        joined = True
        steps = steps.then(
            f"days_{name}",
            f"SELECT {{last}}.* REPLACE (coalesce(named_{name}.meant, {value}) AS {value}) "
            f"FROM {{last}} LEFT JOIN named_{name} ON named_{name}.given = {value}",
        )
    return steps, joined
