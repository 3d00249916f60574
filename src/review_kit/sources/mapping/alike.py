"""Whether files that are mapped as one are read as each of them would be alone.

Most of a profile is about single cells and rows. What is judged by all rows of a file (whether its numbers
have decimals behind a comma, whether its times are days, whether a column is empty too often) could come out
otherwise for one file than for many. Here each such judgement is asked for, and where the files may not
agree, they are read one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.columns.binding import Binding, watched_columns
from review_kit.sources.files.joined import FILE_OF_ROW, place_of
from review_kit.sources.files.left_out import FOOTER, NOTE
from review_kit.sources.files.raw import RawTable
from review_kit.sources.mapping.blocks import looks_like_blocks_sql
from review_kit.sources.mapping.value_maps import DIFFERENT_TEXTS, Choice
from review_kit.sources.matching.rounded_ids import all_end_in_zeros_sql, looks_of_ids
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.keys import DURATIONS
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import Steps, literals
from review_kit.sources.values.amounts import Marks, number_sql, unmarked_number_sql
from review_kit.sources.values.day_columns import midnights
from review_kit.sources.values.days import DaySpelling
from review_kit.sources.values.durations import unlike_minutes_sql
from review_kit.sources.values.number_columns import NumberReading
from review_kit.sources.values.number_marks import hangs_on_others
from review_kit.sources.values.probe import Probe
from review_kit.sources.values.scales import is_asked_about, unlike_percents_sql

TOLD_BY_ROW = frozenset({"guessed_value", "unnamed_values"})
"""Notices that are about single rows, and know how many files these are of."""


class ApartError(Exception):
    """Files may have to be read otherwise than as one."""


@dataclass(frozen=True)
class FilesAsOne:
    """The files of a joined table, in its order."""

    names: tuple[str, ...]
    inputs: tuple[int, ...]
    """Number of each among all the files of its canonical table."""

    def placed(self, notice: Notice) -> Notice:
        """Give a notice of all the files the file and the row that it begins in.

        Raises
        ------
        ApartError
            It may be about a single file.
        """
        if notice.stops:
            raise ApartError
        if not notice.rows and notice.row is None:
            # it is about the header, which all of them have
            return replace(notice, files=len(self.names))
        if notice.kind not in TOLD_BY_ROW or notice.row is None:
            raise ApartError
        at, row = place_of(notice.row)
        return replace(notice, file=self.names[at], row=row)


def placed_notices(as_one: FilesAsOne | None, found: Sequence[Notice]) -> tuple[Notice, ...]:
    """Give notices the file and the row that they begin in; those of a single file have them.

    Raises
    ------
    ApartError
        One of them may be about a single file among several.
    """
    return tuple(found if as_one is None else map(as_one.placed, found))


def refuse_unlike_profile(
    as_one: FilesAsOne | None, profile: Profile, table: str, raw: RawTable, binding: Binding
) -> None:
    """Refuse to take files as one whose rows mean something only among the others of their file.

    Raises
    ------
    ApartError
        They are read one by one.
    """
    if as_one is None:
        return
    reading = profile.read
    if reading.fill_down or reading.bands or profile.parents is not None or binding.of_file:
        raise ApartError
    columns = binding.columns.values()
    if any(each.indented or each.of_row is not None or each.scale == "mixed" for each in columns):
        raise ApartError
    if watched_columns(table, raw.header):
        raise ApartError


def refuse_unlike_records(
    as_one: FilesAsOne | None,
    steps: Steps,
    ids: Collection[int],
    required: Collection[int],
    connection: duckdb.DuckDBPyConnection,
    *,
    with_footers: bool,
) -> None:
    """Refuse to take files as one of which one has ids, empty cells or a footer that are told of.

    Parameters
    ----------
    as_one
        The files; None where there is only one, which is like itself.
    steps
        Their rows with the cells ``s1 … sn``, ``_first`` and ``reason``.
    ids, required
        Numbers of the cells that hold ids, and that every row needs.
    connection
        DuckDB to compute with.
    with_footers
        Whether there may be rows that tell how many there are.

    Raises
    ------
    ApartError
        They are read one by one.
    """
    if as_one is None:
        return
    doubts = [all_end_in_zeros_sql(number) for number in ids]
    doubts += [looks_like_blocks_sql(number) for number in required]
    cells = [f"s{number}" for number in dict.fromkeys((*ids, *required))]
    looks = ", ".join(["_row", "reason", *cells, *looks_of_ids(ids)])
    _refuse_any(
        steps.then("looked_at", f"SELECT {looks} FROM {{last}}"),
        doubts,
        connection,
    )
    if (
        with_footers
        and connection.execute(
            steps.sql(
                f"SELECT 1 FROM {{last}} WHERE reason IN ({literals((FOOTER, NOTE))}) "
                "AND regexp_matches(_first, '\\d') LIMIT 1"
            )
        ).fetchone()
    ):
        raise ApartError


def refuse_unlike_texts(as_one: FilesAsOne | None, choices: Mapping[str, Choice]) -> None:
    """Refuse to take files as one whose unnamed texts are judged by all deals, or are too many.

    Raises
    ------
    ApartError
        They are read one by one.
    """
    if as_one is None:
        return
    closed = choices.get("is_closed")
    if closed is not None and closed.unnamed:
        raise ApartError
    if any(len(each.refused) + len(each.unnamed) >= DIFFERENT_TEXTS for each in choices.values()):
        raise ApartError


def refuse_unlike_days(
    as_one: FilesAsOne | None,
    steps: Steps,
    days: Sequence[CanonicalColumn],
    spelling: DaySpelling,
    profile: Profile,
    found: Probe,
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Refuse to take files as one some of whose times with an offset are midnight.

    Parameters
    ----------
    as_one
        The files; None where there is only one.
    steps
        Cells as ``r_<name>``.
    days
        Columns of days and times.
    spelling, profile
        How they are read.
    found
        Which of them may have offsets.
    connection
        DuckDB to compute with.

    Raises
    ------
    ApartError
        They are read one by one.
    """
    if as_one is None:
        return
    local = profile.dates.local
    for column in days:
        if column.name not in found.offsets:
            continue
        if local is not None and (local or column.kind == "date"):
            continue
        times, at_midnight = midnights(steps, f"r_{column.name}", spelling, connection)
        if at_midnight and at_midnight < times:
            raise ApartError


def refuse_unlike_numbers(
    as_one: FilesAsOne | None,
    steps: Steps,
    numbers: Sequence[str],
    reading: NumberReading,
    found: Probe,
    profile: Profile,
    table: str,
    stated: Marks | None,
    binding: Binding,
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Refuse to take files as one whose numbers are judged by the others of their column.

    Parameters
    ----------
    as_one
        The files; None where there is only one.
    steps
        Cells as ``r_<name>``.
    numbers
        Columns of numbers.
    reading
        How they are read, all files together.
    found
        Which of them have other cells than whole numbers.
    profile, table, binding
        What they are read by, and what for.
    stated
        Decimal mark that the settings or the profile say.
    connection
        DuckDB to compute with.

    Raises
    ------
    ApartError
        They are read one by one.
    """
    if as_one is None:
        return
    mark = None if stated == "each" else stated
    for name in numbers:
        typed = reading.typed.get(name)
        if name in found.odd_numbers and hangs_on_others(
            steps, name, profile.numbers, mark, typed, connection
        ):
            raise ApartError
    _refuse_any(steps, list(_unlike(numbers, reading, table, binding)), connection)


def _unlike(
    numbers: Sequence[str], reading: NumberReading, table: str, binding: Binding
) -> Iterator[str]:
    """Yield SQL of whether the numbers of a column look as if they counted something else."""
    for name in numbers:
        value, marks = f"r_{name}", reading.marks[name]
        if is_asked_about(table, name, binding):
            yield unlike_percents_sql(unmarked_number_sql(value, marks))
        if name in DURATIONS and binding.columns[name].unit is None:
            yield unlike_minutes_sql(f"try_cast({number_sql(value, marks)} AS DOUBLE)")


def _refuse_any(steps: Steps, doubts: Sequence[str], connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse where any of some conditions on the records of one file is true of any file."""
    if not doubts:
        return
    unlike = " OR ".join(f"coalesce({doubt}, false)" for doubt in doubts)
    (found,) = connection.execute(
        steps.sql(
            f"SELECT bool_or(unlike) FROM (SELECT {unlike} AS unlike FROM {{last}} "
            f"WHERE reason IS NULL GROUP BY {FILE_OF_ROW})"
        )
    ).fetchone() or (False,)
    if found:
        raise ApartError
