"""A profile bound to one file: which of its columns each name of the profile means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import reduce
from itertools import takewhile
from pathlib import Path, PurePosixPath

from review_kit.errors import SourceError
from review_kit.sources.columns.questions import (
    Question,
    period_columns,
    question_of,
    siblings,
)
from review_kit.sources.files.formats import table_suffix
from review_kit.sources.files.header import is_sorted, listed, nearest_name, plain_name
from review_kit.sources.files.joined import ROW_IN_FILE
from review_kit.sources.files.raw import RawTable
from review_kit.sources.profiles.column import Column
from review_kit.sources.profiles.keys import ARROWS, PROJECT_CURRENCY
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import literal
from review_kit.words import say

_LOG = "coaching_log"
_REVIEW_HEADING = re.compile(r"(^|[^a-z])(quotas?|prices?|pricing|pipelines?)([^a-z]|$)")
"""Headings that may stand over quotas or money."""


MAXIMUM = "question.maximum"
"""SQL of what the answers of a question are of, as the export says beside it."""
NO_MAXIMUM = "CAST(NULL AS VARCHAR)"
"""The same where rows are no questions: only the answer itself can say it."""


class MissingColumnError(SourceError):
    """A column that every row of the table needs is missing from a file.

    Parameters
    ----------
    lacks
        What is missing: ``no column 'Date'``.
    """

    def __init__(self, file: str, lacks: str, hint: str) -> None:
        super().__init__(f"{file}: {lacks}", hint)
        self.lacks = lacks


@dataclass(frozen=True)
class Binding:
    """What a profile's names are in one file, as SQL over its cells ``s1 … sn``."""

    columns: Mapping[str, Column]
    """Canonical column → how the profile makes it; only those that this file can give."""
    cells: Mapping[str, str]
    """Canonical column → SQL of its cell."""
    shown: Mapping[str, str]
    """Canonical column → its name in the file, for messages."""
    made: Mapping[str, tuple[str, ...]]
    """Canonical column whose cell is made of several, or changed before it is read → SQL of their cells;
    its own is then ``m_<column>``."""
    questions: Mapping[int, Question]
    """Cell number → name and maximum, of the columns that ``[unpivot]`` turns into rows."""
    missing: frozenset[str]
    """Canonical columns that this file does not have."""
    unused: tuple[str, ...]
    """Names in the header that the profile has no use for."""
    read: frozenset[int]
    """Numbers of the columns that have to be there as cells: of all that a name above means, of
    rules and parts of ids."""
    of_file: bool = False
    """Some cell is the name of the file."""


class Names:
    """The header of one file, asked by name."""

    def __init__(self, raw: RawTable, file: str, profile: Profile) -> None:
        self._file = file
        self._raw = raw
        self._bands = {plain_name(name): f"band_{at}" for at, name in enumerate(profile.read.bands)}
        self._maximum = MAXIMUM if profile.unpivot is not None else NO_MAXIMUM
        self._numbers: dict[str, list[int]] = {}
        self.ignored: set[int] = set()
        for number, name in enumerate(raw.header, start=1):
            if any(fits(name, pattern) for pattern in profile.read.ignore):
                self.ignored.add(number)
            elif name:
                self._numbers.setdefault(plain_name(name), []).append(number)
        self.used: set[int] = set()
        self.of_file = False
        """Whether the name of the file was asked for."""

    def number(self, accepted: Iterable[str]) -> int | None:
        """Cell number of the first accepted name that the file has.

        Raises
        ------
        SourceError
            The file has that name twice.
        """
        for name in accepted:
            numbers = self._numbers.get(plain_name(name), [])
            if len(numbers) > 1:
                places = " and ".join(str(number) for number in numbers)
                raise SourceError(
                    f"{self._file}: the column '{name}' appears more than once (columns {places})",
                    "Rename or remove one of them; review-kit cannot know which one you mean.",
                )
            if numbers:
                self.used.add(numbers[0])
                return numbers[0]
        return None

    def cell(self, accepted: Iterable[str]) -> str | None:
        """SQL of the cell under the first accepted name that there is."""
        pseudo = {
            "@file": literal(_stem(self._file.removesuffix(f"#{self._raw.sheet}"))),
            "@sheet": literal(self._raw.sheet) if self._raw.sheet else None,
            "@row": f"CAST({ROW_IN_FILE} AS VARCHAR)",
            "@column": "question.name",
            "@value": "question.answer",
            "@maximum": self._maximum,
        }
        for name in accepted:
            if name in pseudo:
                if pseudo[name] is not None:
                    self.of_file = self.of_file or name == "@file"
                    return pseudo[name]
                continue
            number = self.number([name])
            if number is not None:
                return f"s{number}"
            if plain_name(name) in self._bands:
                return self._bands[plain_name(name)]
        return None

    def numbers(self, wanted: Iterable[str]) -> list[int]:
        """Cell numbers of columns that have to be there.

        Raises
        ------
        SourceError
            One of them is not.
        """
        found = []
        for name in wanted:
            if name == ARROWS:
                found += self.grouped()
                continue
            number = self.number([name])
            if number is None:
                raise self.without_number([name])
            found.append(number)
        return found

    def grouped(self) -> list[int]:
        """Cell numbers of the columns by which a report is grouped: the first ones, each with an arrow."""
        named = [(number, name) for number, name in enumerate(self._raw.header, start=1) if name]
        numbers = [number for number, _ in takewhile(lambda each: is_sorted(each[1]), named)]
        self.used.update(numbers)
        return numbers

    def without_number(self, *lacking: Iterable[str]) -> MissingColumnError:
        """Say of each column that none of its accepted names is there, and which name is near."""
        wanted = [[name for name in each if not name.startswith("@")] for each in lacking]
        there = [name for name in self._raw.header if name]
        near = [
            match
            for names in wanted
            if (
                match := next(
                    filter(None, (nearest_name(name, there, 0.7) for name in names)), None
                )
            )
        ]
        meant = " Did you mean '" + "' and '".join(near) + "'?" if near else ""
        shown = ", ".join(
            say("found-no-column", names=reduce(_or, (f"'{name}'" for name in names)))
            for names in wanted
        )
        row = self._raw.header_row
        seen = "The file has" if row == 1 else f"Row {row} was taken for the header. It has"
        return MissingColumnError(
            self._file,
            shown,
            f"{seen}: {listed(there)}.{meant} If the column has another name, put it into "
            "your own profile that extends this one.",
        )


def _or(first: str, second: str) -> str:
    return say("found-or", first=first, second=second)


def columns_read(
    profile: Profile, table: str, header: tuple[str, ...], file: str
) -> frozenset[int]:
    """Numbers of the columns that a profile reads from a file with this header.

    Raises
    ------
    SourceError
        The file has one of them twice.
    """
    unread = RawTable(Path(), header, records=0)
    return bind(profile, table, unread, file, strict=False).read


def bind(profile: Profile, table: str, raw: RawTable, file: str, *, strict: bool) -> Binding:
    """Find the columns of a profile in one file; a ``strict`` binding misses none that is needed.

    Raises
    ------
    SourceError
        A column that every row needs is not there, or is there twice.
    """
    names = Names(raw, file, profile)
    columns: dict[str, Column] = {}
    cells: dict[str, str] = {}
    made: dict[str, tuple[str, ...]] = {}
    shown: dict[str, str] = {}
    missing = set()
    lacking: list[tuple[str, ...]] = []
    for canonical in profile.columns_of(table):
        column = profile.column_of(table, canonical.name)
        if column is None:
            missing.add(canonical.name)
            continue
        column = _beside(column, names)
        if column.source or column.join:
            parts = _parts(column, names)
            cell = parts[0] if parts else None
            if cell is None and column.default is None and column.guess is None:
                if canonical.required and not profile.same_names and strict:
                    lacking.append(column.source or column.join[0])
                missing.add(canonical.name)
                continue
            cells[canonical.name] = cell or "NULL"
            if is_made(column) and parts:
                made[canonical.name] = parts
                cells[canonical.name] = f"m_{canonical.name}"
            shown[canonical.name] = _header_name(cell, raw) or canonical.name
        columns[canonical.name] = column
    if lacking:
        raise names.without_number(*lacking)
    _looked_at(profile, table, columns, names)
    questions = _questions(profile, raw, names, file, strict=strict)
    unused = tuple(
        name
        for number, name in enumerate(raw.header, start=1)
        if name
        and number not in names.used
        and number not in questions
        and number not in names.ignored
    )
    # what an unused column of a log holds decides whether the log is refused
    read = frozenset((*names.used, *questions, *watched_columns(table, raw.header)))
    return Binding(
        columns, cells, shown, made, questions, frozenset(missing), unused, read, names.of_file
    )


def _beside(column: Column, names: Names) -> Column:
    """The column as it is where the export has one of those that it stands beside."""
    for key, answers in column.beside.items():
        if names.cell([key]) is None:
            continue
        there = [name for name in answers if name != PROJECT_CURRENCY]
        default = PROJECT_CURRENCY if PROJECT_CURRENCY in answers else None
        if default is not None and names.cell(there) is None:
            return Column(constant=default)
        return column.model_copy(update={"source": tuple(there), "default": default})
    return column


def _parts(column: Column, names: Names) -> tuple[str, ...]:
    """SQL of the cells that a column is made of; the first alone where it is not made of several."""
    if column.first_filled:
        found = [cell for name in column.source if (cell := names.cell([name])) is not None]
        return tuple(dict.fromkeys(found))
    cell = names.cell(column.source)
    if cell is None:
        return tuple(part for each in column.join if (part := names.cell(each)) is not None)
    end = names.cell(column.until)
    return (cell,) if end is None else (cell, end)


def _looked_at(profile: Profile, table: str, columns: Mapping[str, Column], names: Names) -> None:
    """Take note of the columns that rules, blocks and keys look at."""
    for rule in profile.leave_out:
        for name in rule.names:
            names.cell([name])
    for name in profile.read.fill_down:
        names.cell([name])
    if ARROWS in profile.read.fill_down:
        names.grouped()
    if profile.parents is not None:
        for accepted in (profile.parents.column, *profile.parents.values.values()):
            names.cell(accepted)
    known = {canonical.name for canonical in profile.columns_of(table)}
    for column in columns.values():
        for name in (*column.id_of, *column.slug_of, *column.indented):
            if name not in known:
                names.cell([name])


def is_made(column: Column) -> bool:
    """Say whether a column is more than one cell read as it is."""
    return bool(
        column.first_filled
        or column.join
        or column.extract
        or column.part
        or column.period
        or column.case
        or column.until
        or "@maximum" in column.source
        or column.take in ("first", "last")
    )


def _questions(
    profile: Profile, raw: RawTable, names: Names, file: str, *, strict: bool
) -> dict[int, Question]:
    unpivot = profile.unpivot
    if unpivot is None:
        return {}
    free = {
        number: name
        for number, name in enumerate(raw.header, start=1)
        if name
        and number not in names.used
        and number not in names.ignored
        and not any(fits(name, pattern) for pattern in unpivot.skip)
    }
    periods = period_columns(free, profile.dates, unpivot.columns, file)
    asked = {
        number: name
        for number, name in free.items()
        if number in periods or any(fits(name, pattern) for pattern in unpivot.columns)
    }
    beside = {
        number: at
        for number, name in asked.items()
        if (sibling := siblings([name], profile).get(name)) is not None
        and (at := names.number([sibling])) is not None
    }
    questions = {
        number: replace(question_of(name, profile), maximum_at=beside.get(number))
        for number, name in asked.items()
        if number not in beside.values()
    }
    if not questions and strict:
        raise MissingColumnError(
            file,
            "no column contains answers to a question",
            f"The profile expects columns like {', '.join(unpivot.columns)}; the file has: "
            f"{listed(raw.header)}.",
        )
    return questions


def fits(name: str, pattern: str) -> bool:
    """Say whether a heading matches a shell pattern, names compared as always."""
    return fnmatchcase(plain_name(name), plain_name(pattern))


def _header_name(cell: str | None, raw: RawTable) -> str | None:
    number = cell_number(cell)
    return raw.header[number - 1] if number is not None else None


def cell_number(cell: str | None) -> int | None:
    """Number of a cell's SQL, where it is a column of the file."""
    return int(cell[1:]) if cell and cell[1:].isdigit() else None


def _stem(file: str) -> str:
    """Name of a file without folder and suffix; of an archive's member, the member's."""
    name = PurePosixPath(file.rpartition("#")[2]).name
    suffix = table_suffix(name)
    return name[: -len(suffix)] if suffix else name


def watched_columns(table: str, header: tuple[str, ...]) -> Mapping[int, str]:
    """Return number and heading of the columns whose content decides whether a log is refused."""
    if table != _LOG:
        return {}
    return {
        number: name
        for number, name in enumerate(header, start=1)
        if name and _REVIEW_HEADING.search(plain_name(name))
    }
