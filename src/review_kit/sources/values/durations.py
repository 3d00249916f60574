"""Lengths of time as minutes: ``45``, ``45 min``, ``1h 15``, ``0:45``, ``1:15:00``, ``PT45M``.

A plain number counts minutes unless the profile gives its unit. What cannot be minutes of a session
is asked about: whole columns of hours, of seconds or of shares of a day.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from review_kit.sources.columns.binding import Binding
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.advice import profile_advice
from review_kit.sources.profiles.keys import DurationUnit
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import Steps, literal
from review_kit.sources.values.amounts import Marks, castable_sql, number_sql
from review_kit.sources.values.unreadable_texts import LENGTH_WITH_UNIT
from review_kit.words import say

LONGEST_MINUTES = 480
"""A session of more than eight hours is asked about."""
LONG_SHARE = 0.05
"""Share of the sessions from which on too long ones stop the run: then the unit is another."""
HOURS_UP_TO = 4
"""Numbers that are all this small look like hours."""
FEWEST = 3
"""Numbers that it takes to judge a column by their size."""

PER_MINUTE: Mapping[DurationUnit, tuple[int, int]] = {
    "minutes": (1, 1),
    "hours": (60, 1),
    "seconds": (1, 60),
    "days": (1440, 1),
}
"""Unit → factor and divisor that make minutes of it."""

_CLOCK = r"(\d+):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?"
_TWO_PARTS = r"\d+:[0-5]\d"
_HOURS = r"(?:h|hs|hr|hrs|hour|hours|std|stunden?|heures?|horas?|or[ae]|uur|tim|timer)[.]?"
_MINUTES = r"(?:m|min|mins|minutes?|minuten?|minut[io]|minutos|minuut|minut?ter|'|′)[.]?"
_SECONDS = r"(?:s|secs?|sek|seconds?|sekunden?|secondes?|segundos?|second[io])[.]?"
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_AND = r"\s*(?:,|and|und|et|y|e)?\s*"
# groups: hours, minutes, seconds; a number alone has no unit, so that it is no length in words
_WORDS = (
    rf"^{_NUMBER}\s*{_HOURS}(?:{_AND}{_NUMBER}\s*(?:{_MINUTES})?)?(?:{_AND}{_NUMBER}\s*{_SECONDS})?$",
    rf"^()(?:{_NUMBER}\s*{_MINUTES})(?:{_AND}{_NUMBER}\s*{_SECONDS})?$",
    rf"^()(){_NUMBER}\s*{_SECONDS}$",
    rf"^{_CLOCK}\s*(?:{_HOURS})?$",
    r"^pt(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$",
)


def minutes_sql(value: str, marks: Marks, unit: DurationUnit | None, *, clocks: bool) -> str:
    """SQL of minutes from the text ``value``, else the text itself.

    Parameters
    ----------
    value
        SQL of the text.
    marks
        How numbers are written.
    unit
        What a plain number counts; minutes where it is None.
    clocks
        ``0:45`` is 45 minutes. Where some of a column's clocks have more than eight hours, they may
        all be minutes and seconds, and none is read.
    """
    number = number_sql(value, marks)
    factor, divisor = PER_MINUTE[unit or "minutes"]
    plain = number
    if factor != divisor:
        plain = _text(f"try_cast({number} AS DOUBLE)", factor, divisor)
    return (
        f"CASE WHEN {castable_sql(number)} THEN {plain} "
        f"ELSE coalesce({_seconds_in(value, clocks=clocks, per=60)}, {value}) END"
    )


def seconds_sql(value: str, number: str) -> str:
    """SQL of seconds from ``h:mm:ss`` or words, else of ``number``, which reads the plain ones."""
    return f"coalesce({_seconds_in(value, clocks=False, per=1)}, {number})"


def ask_about_minutes(
    steps: Steps,
    name: str,
    marks: Marks,
    profile: Profile,
    table: str,
    binding: Binding,
    file: str,
    connection: duckdb.DuckDBPyConnection,
    *,
    odd: bool,
) -> tuple[bool, tuple[Notice, ...]]:
    """Judge a column of minutes by the size of its values.

    Returns
    -------
    Whether clocks such as ``0:45`` are hours and minutes, and what has to be asked or told.
    """
    unit = binding.columns[name].unit
    value = f"r_{name}"
    two_parts = f"regexp_full_match({value}, {literal(_TWO_PARTS)})"
    hours = f"try_cast(regexp_extract({value}, '^\\d+') AS BIGINT)"
    too_far = f"{hours} >= {LONGEST_MINUTES // 60} AND {value} <> '8:00'"
    far, far_row = 0, None
    if odd:
        far, far_row = connection.execute(
            steps.sql(
                f"SELECT count(*) FILTER ({too_far}), min(_row) FILTER ({too_far}) FROM {{last}} "
                f"WHERE reason IS NULL AND {two_parts}"
            )
        ).fetchone() or (0, None)
    number, minutes = f"try_cast({value} AS DOUBLE)", f"try_cast({value} AS DOUBLE)"
    if odd or unit is not None:
        number = f"try_cast({number_sql(value, marks)} AS DOUBLE)"
        minutes = f"try_cast({minutes_sql(value, marks, unit, clocks=not far)} AS DOUBLE)"
    filled, numbers, small, fractions, first, long, long_row = connection.execute(
        steps.then(
            "lengths",
            f"SELECT _row, {number} AS n, {minutes} AS m FROM {{last}} WHERE reason IS NULL",
        ).sql(
            f"SELECT count(m), count(n) FILTER (n > 0), "
            f"count(*) FILTER (n > 0 AND n <= {HOURS_UP_TO}), "
            "count(*) FILTER (n > 0 AND n < 1), min(_row) FILTER (n > 0), "
            f"count(*) FILTER (m > {LONGEST_MINUTES}), min(_row) FILTER (m > {LONGEST_MINUTES}) "
            "FROM {last}"
        )
    ).fetchone() or (0, 0, 0, 0, None, 0, None)
    shown = binding.shown.get(name, name)
    notices = []
    if far:
        notices.append(
            Notice(
                kind="unclear_clocks",
                message=say("found-unclear-clocks", column=name),
                hint=say("found-unclear-clocks.hint", example=LENGTH_WITH_UNIT),
                rows=far,
                file=file,
                row=far_row,
                column=shown,
            )
        )
    if unit is None and numbers >= FEWEST and small == numbers:
        notices.append(
            Notice(
                kind="doubtful_unit",
                message=say(
                    "found-doubtful-unit",
                    column=name,
                    most=f"{HOURS_UP_TO:g}",
                    meaning="shares" if fractions == numbers else "hours",
                ),
                hint=_unit_advice(profile, table, name, "hours", "days", "minutes"),
                rows=numbers,
                file=file,
                row=first,
                column=shown,
                stops=True,
            )
        )
    if long:
        notices.append(
            Notice(
                kind="long_sessions",
                message=say("found-long-sessions", column=name),
                hint=_unit_advice(profile, table, name, "seconds", "minutes")
                if unit is None
                else say("found-long-sessions.hint"),
                rows=long,
                file=file,
                row=long_row,
                column=shown,
                stops=unit is None and long > LONG_SHARE * filled,
            )
        )
    return not far, tuple(notices)


def unlike_minutes_sql(number: str) -> str:
    """SQL of whether lengths of sessions, taken together, are too small for minutes."""
    lengths = f"count(*) FILTER ({number} > 0)"
    return (
        f"{lengths} >= {FEWEST} "
        f"AND {lengths} = count(*) FILTER ({number} > 0 AND {number} <= {HOURS_UP_TO})"
    )


def _unit_advice(profile: Profile, table: str, name: str, *units: DurationUnit) -> str:
    source = profile.columns.get(name)
    start = "" if source is not None else f'from = "{name}", '
    lines = (f'{name} = {{ {start}unit = "{unit}" }}' for unit in units)
    return profile_advice(profile, table, "columns", *lines)


def _seconds_in(value: str, *, clocks: bool, per: int) -> str:
    """SQL of a clock, of words or of an ISO duration as a count of ``per`` seconds; else null."""
    text = f"lower({value})"
    refused = "" if clocks else f"WHEN regexp_full_match({text}, {literal(_TWO_PARTS)}) THEN NULL "
    readings = " ".join(
        f"WHEN regexp_matches({text}, {literal(pattern)}) "
        f"THEN {_text(_seconds(text, pattern), 1, per)}"
        for pattern in _WORDS
    )
    # a length has a digit and is more than a number
    plain = f"NOT coalesce(regexp_matches({text}, '\\d'), false) OR {castable_sql(value)}"
    return f"CASE WHEN {plain} THEN NULL {refused}{readings} END"


def _seconds(text: str, pattern: str) -> str:
    """SQL of the hours, minutes and seconds in the groups of a pattern, in seconds."""
    return " + ".join(
        f"coalesce(try_cast(replace(regexp_extract({text}, {literal(pattern)}, {group}), ',', '.') "
        f"AS DOUBLE), 0) * {seconds}"
        for group, seconds in ((1, 3600), (2, 60), (3, 1))
    )


def _text(number: str, factor: int, divisor: int) -> str:
    """SQL of a number times a fraction, as text without needless zeros."""
    exact = f"try_cast(({number}) * {factor} / {divisor} AS DECIMAL(38, 6))"
    return f"rtrim(rtrim(CAST({exact} AS VARCHAR), '0'), '.')"
