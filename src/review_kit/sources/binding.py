"""A profile bound to one file: which of its columns each name of the profile means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from review_kit.errors import SourceError
from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.formats import table_suffix
from review_kit.sources.header import plain_name
from review_kit.sources.profile import Column, Profile
from review_kit.sources.raw import RawTable, literal


class MissingColumnError(SourceError):
    """A file lacks a column that every row of the table needs.

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
    questions: Mapping[int, str]
    """Cell number → name, of the columns that ``[unpivot]`` turns into rows."""
    missing: frozenset[str]
    """Canonical columns that this file does not have."""
    unused: tuple[str, ...]
    """Names in the header that the profile has no use for."""


class Names:
    """The header of one file, asked by name."""

    def __init__(self, raw: RawTable, file: str) -> None:
        self._file = file
        self._raw = raw
        self._numbers: dict[str, list[int]] = {}
        for number, name in enumerate(raw.header, start=1):
            if name:
                self._numbers.setdefault(plain_name(name), []).append(number)
        self.used: set[int] = set()

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
                    f"{self._file}: the column '{name}' is there more than once (columns {places})",
                    "Rename or remove one of them; it cannot be told which is meant.",
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
            "@row": "CAST(_row AS VARCHAR)",
            "@column": "question.name",
            "@value": "question.answer",
        }
        for name in accepted:
            if name in pseudo:
                if pseudo[name] is not None:
                    return pseudo[name]
                continue
            number = self.number([name])
            if number is not None:
                return f"s{number}"
        return None

    def without_number(self, accepted: Iterable[str]) -> MissingColumnError:
        """Say that none of the accepted names is there, and which name is near."""
        names = [name for name in accepted if not name.startswith("@")]
        there = [name for name in self._raw.header if name]
        near = [match for name in names for match in difflib.get_close_matches(name, there, n=1)]
        meant = f" Did you mean '{near[0]}'?" if near else ""
        wanted = "' or '".join(names)
        return MissingColumnError(
            self._file,
            f"no column '{wanted}'",
            f"The file has: {', '.join(there)}.{meant} Another name goes into a profile of your "
            "own that extends this one.",
        )


def bind(profile: Profile, table: str, raw: RawTable, file: str, *, strict: bool) -> Binding:
    """Find the columns of a profile in one file; a ``strict`` binding misses none that is needed.

    Raises
    ------
    SourceError
        A column that every row needs is not there, is there twice, or its numbers have lost digits.
    """
    names = Names(raw, file)
    columns: dict[str, Column] = {}
    cells: dict[str, str] = {}
    shown: dict[str, str] = {}
    missing = set()
    for canonical in profile.columns_of(table):
        column = profile.column_of(table, canonical.name)
        if column is None:
            missing.add(canonical.name)
            continue
        if column.source:
            cell = names.cell(column.source)
            if cell is None and column.default is None:
                if canonical.required and not profile.same_names and strict:
                    raise names.without_number(column.source)
                missing.add(canonical.name)
                continue
            _refuse_damaged(canonical, cell, raw, file)
            cells[canonical.name] = cell or "NULL"
            shown[canonical.name] = _header_name(cell, raw) or canonical.name
        columns[canonical.name] = column
    for rule in profile.leave_out:
        for name in (*rule.when, *rule.matches):
            names.cell([name])
    known = {canonical.name for canonical in profile.columns_of(table)}
    for column in columns.values():
        for name in column.id_of:
            if name not in known:
                names.cell([name])
    questions = _questions(profile, raw, names, file, strict=strict)
    unused = tuple(
        name
        for number, name in enumerate(raw.header, start=1)
        if name and number not in names.used and number not in questions
    )
    return Binding(columns, cells, shown, questions, frozenset(missing), unused)


def _questions(
    profile: Profile, raw: RawTable, names: Names, file: str, *, strict: bool
) -> dict[int, str]:
    unpivot = profile.unpivot
    if unpivot is None:
        return {}
    questions = {
        number: name
        for number, name in enumerate(raw.header, start=1)
        if name
        and number not in names.used
        and any(_fits(name, pattern) for pattern in unpivot.columns)
        and not any(_fits(name, pattern) for pattern in unpivot.skip)
    }
    if not questions and strict:
        raise MissingColumnError(
            file,
            "no column holds the answers of a question",
            f"The profile looks for columns like {', '.join(unpivot.columns)}; the file has: "
            f"{', '.join(name for name in raw.header if name)}.",
        )
    return questions


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(plain_name(name), plain_name(pattern))


def _refuse_damaged(canonical: CanonicalColumn, cell: str | None, raw: RawTable, file: str) -> None:
    """Refuse an id whose last digits a spreadsheet or a float column has rounded away."""
    number = _number(cell)
    if canonical.kind == "text" and number is not None and number in raw.damaged:
        raise SourceError(
            f"{file}, column '{raw.header[number - 1]}', row {raw.damaged[number]}: a number of "
            "more than 15 digits, of which the last are lost",
            "Identifiers have to be text: format the column as text before the export, or export "
            "as CSV.",
        )


def _header_name(cell: str | None, raw: RawTable) -> str | None:
    number = _number(cell)
    return raw.header[number - 1] if number is not None else None


def _number(cell: str | None) -> int | None:
    """Number of a cell's SQL, where it is a column of the file."""
    return int(cell[1:]) if cell and cell[1:].isdigit() else None


def _stem(file: str) -> str:
    """Name of a file without folder and suffix; of an archive's member, the member's."""
    name = PurePosixPath(file.rpartition("#")[2]).name
    suffix = table_suffix(name)
    return name[: -len(suffix)] if suffix else name
