"""What a source profile can say: the mapping language, as typed and checked data.

A profile maps one system's export to one canonical table. It is written in TOML (the files lie in
``profiles/``, shipped and own), and this module is the whole of the language; how it is carried out
stands in :mod:`review_kit.sources.mapping.map_table`.
"""

from __future__ import annotations

import difflib
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from review_kit.project import canonical_model
from review_kit.project.patterns import pattern_fault
from review_kit.sources.canonical import CanonicalColumn, columns_of_tables
from review_kit.sources.profiles.column import Column, as_column
from review_kit.sources.profiles.keys import (
    DEFAULT_NULLS,
    DURATIONS,
    MANAGER_OF_RECORD,
    DateFormat,
    DateOrder,
    DecimalMark,
    Names,
    Part,
    Pattern,
    as_tuple,
)


class Reading(Part):
    """``[read]``: what the files look like."""

    encoding: str | None = None
    """Of text files, where it can be neither UTF-8, UTF-16 nor Windows-1252."""
    fallback_encoding: str | None = None
    """Of text files that are no Unicode, in place of Windows-1252."""
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    """Between cells, where the header does not tell it."""
    nulls: Annotated[tuple[str, ...], BeforeValidator(as_tuple)] = DEFAULT_NULLS
    """Texts that mean "no value"."""
    footer: tuple[Pattern, ...] = ()
    """A row whose first filled cell matches one of these is no record: "footer row"."""
    records: str | None = None
    """JSON: where the records are, such as ``answeredScorecards[].answers[]``."""
    fill_down: Names = ()
    """Columns whose value stands on the first row of a block and means the rows below it too;
    ``@arrows`` are those by which a report is grouped."""
    bands: dict[str, Pattern] = Field(default_factory=dict)
    """Name → pattern of a row with one filled cell that stands above the rows it means: its first group
    is what they have under this name. A later one lies within those before it."""
    ignore: Names = ()
    """Columns that are not looked at, as shell patterns, whatever they are called and hold."""


class Dates(Part):
    """``[dates]``: how days and times are written."""

    order: DateOrder | None = None
    """How ``03/04/2026`` is meant."""
    formats: Annotated[tuple[DateFormat, ...], BeforeValidator(as_tuple)] = ()
    """Further spellings, as ``strptime`` formats; tried before all others. ``epoch_s`` and
    ``epoch_ms`` are counts since 1970 in UTC."""
    serial: bool = False
    """Spreadsheet serial numbers stand in text files too (in workbooks they are always read)."""
    local: bool | None = None
    """A time with an offset gives the day in the project's time zone (true), or the day that is
    written (false). Where it is not said, times that are all midnight give the day written."""
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    """Of days, months and quarters that are written without one."""
    fiscal_year_starts: Annotated[int, Field(ge=1, le=12)] | None = None
    """Month in which a fiscal year begins that is called after the year in which it ends."""
    swapped: bool | None = None
    """A spreadsheet took days for months in the dates of this workbook (true), or not (false)."""


class Numbers(Part):
    """``[numbers]``: how numbers are written."""

    decimal: DecimalMark = "."
    """Where it is not said, the other numbers of a column decide; what they leave open is refused."""
    thousands: Literal[".", ",", " ", "'"] | None = None
    """Mark between groups of three digits, where ``decimal`` is not said and a column leaves open
    what ``1,234`` is."""
    money: bool = False
    """Currency signs and codes around an amount are compared with its currency and taken off,
    ``(5)`` is −5."""

    @property
    def stated(self) -> DecimalMark | None:
        """The decimal mark, where the profile says it."""
        return self.decimal if "decimal" in self.model_fields_set else None

    @model_validator(mode="after")
    def _marks_differ(self) -> Self:
        if self.stated and self.thousands == self.decimal:
            raise ValueError(f"decimal and thousands cannot both be '{self.decimal}'")
        return self


class Unpivot(Part):
    """``[unpivot]``: a column per question becomes a row per question.

    ``@column`` and ``@value`` then stand for the question and its cell.
    """

    columns: Names = ("*",)
    """Which columns, as shell patterns; columns that the profile reads by name are never meant.
    ``@periods`` are those that are headed by a month, a quarter or a year."""
    skip: Names = Field(default=(), alias="except")
    """Which of those not."""
    numbers_only: bool = False
    """A cell that holds no number is left out: "answer in words"."""
    ticked_only: bool = False
    """The cells are boxes, and only a ticked one makes a row."""
    maximum: str | None = None
    """Heading of the column beside a question with what its score is of; ``*`` stands for the question's
    own heading. ``@maximum`` is what stands there, or in the heading itself (``Opening (of 10)``)."""


class LeaveOut(Part):
    """``[[leave_out]]``: rows that are no records of this table, counted under ``reason``.

    Every condition must hold; one on a column that the export does not have never does.
    """

    reason: str = Field(min_length=3)
    when: dict[str, Names] = Field(default_factory=dict)
    """Column → values, without regard to case; an empty text means an empty cell."""
    matches: dict[str, Pattern] = Field(default_factory=dict)
    """Column → pattern."""
    unless: dict[str, Pattern] = Field(default_factory=dict)
    """Column → pattern that a record has there; an empty cell has it not."""

    @model_validator(mode="after")
    def _some_condition(self) -> Self:
        if not self.when and not self.matches and not self.unless:
            raise ValueError("give at least one condition: 'when', 'matches' or 'unless'")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Columns that it looks at."""
        return (*self.when, *self.matches, *self.unless)


class Lookup(Part):
    """``[lookups.X]``: another export that translates values, such as user ids to e-mails."""

    path: str
    """File or pattern in the project; where there is none, nothing is translated. ``@source``: the very
    files that the table comes from."""
    key: Names
    """Accepted names of the column that is looked up."""
    records: str | None = None
    """JSON: where the records are."""

    @field_validator("path")
    @classmethod
    def _is_pattern(cls, value: str) -> str:
        fault = pattern_fault(value)
        if fault:
            raise ValueError(fault)
        return value


class Parents(Part):
    """``[parents]``: groups that are named in a column of their rows and have no row of their own get one.

    It is added where the file has the column and all those that its values come from.
    """

    column: Names
    """Accepted names of the column with the group."""
    values: dict[str, Names] = Field(default_factory=dict)
    """Canonical column → accepted names of the column that it has in the row of the group."""


def _packaged_tables() -> dict[str, tuple[CanonicalColumn, ...]]:
    return dict(columns_of_tables(canonical_model()))


class Profile(Part):
    """How one system's export becomes one canonical table."""

    name: str
    """File stem."""
    own: bool = False
    """It lies in the project, not in the package."""
    tables: dict[str, tuple[CanonicalColumn, ...]] = Field(default_factory=_packaged_tables)
    """Every table that the project has, with its columns. One that the project's own contracts add and
    that is not mapped here is found under its own name."""
    table: str | None = None
    """The canonical table it makes; any table if there is none."""
    description: str = Field(min_length=1)
    extends: str | None = None
    """The profile that this one changes; merged before it is checked."""
    same_names: bool = False
    """Columns not named here are found under their canonical names."""
    read: Reading = Reading()
    dates: Dates = Dates()
    numbers: Numbers = Numbers()
    columns: dict[str, Annotated[Column, BeforeValidator(as_column)]] = Field(default_factory=dict)
    unpivot: Unpivot | None = None
    leave_out: tuple[LeaveOut, ...] = ()
    lookups: dict[str, Lookup] = Field(default_factory=dict)
    parents: Parents | None = None

    def columns_of(self, table: str) -> tuple[CanonicalColumn, ...]:
        """Columns of a table as this project has it: those of the data model, then added ones."""
        return self.tables[table]

    def column_of(self, table: str, name: str) -> Column | None:
        """How a column is made; None where the profile does not say and no name says it."""
        column = self.columns.get(name)
        by_name = self.same_names or any(
            each.added and each.name == name for each in self.tables[table]
        )
        if column is None and by_name:
            return Column.model_validate({"from": name})
        return column

    @model_validator(mode="after")
    def _fits_the_table(self) -> Self:
        if self.table is None:
            if not self.same_names or self.columns:
                raise ValueError(
                    "table: missing; a profile that maps columns must say which table it makes"
                )
            return self
        if self.table not in self.tables:
            raise ValueError(f"table: '{self.table}' is not one of {', '.join(self.tables)}")
        known = [column.name for column in self.columns_of(self.table)]
        for name in self.columns:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                meant = f" (did you mean '{near[0]}'?)" if near else ""
                raise ValueError(f"columns.{name}: {self.table} has no such column{meant}")
            for key in ("unit", "until"):
                if getattr(self.columns[name], key) and name not in DURATIONS:
                    raise ValueError(
                        f"columns.{name}.{key}: can only be used with {', '.join(DURATIONS)}"
                    )
            other = self.columns[name].of_row
            if other is not None and other not in known:
                raise ValueError(f"columns.{name}.of_row: {self.table} has no column '{other}'")
        if not self.same_names:
            for column in self.columns_of(self.table):
                if column.required and not column.added and column.name not in self.columns:
                    raise ValueError(
                        f"columns.{column.name}: missing, but every row of {self.table} needs it"
                    )
        return self

    @model_validator(mode="after")
    def _parents_are_mapped(self) -> Self:
        for name in self.parents.values if self.parents is not None else ():
            if name not in self.columns:
                raise ValueError(f"parents.values.{name}: '{name}' is not mapped here")
        return self

    @property
    def named_texts(self) -> frozenset[str]:
        """Texts of the export that the profile gives a meaning to."""
        mapped = (text for column in self.columns.values() for text in column.values)
        ruled = (text for rule in self.leave_out for texts in rule.when.values() for text in texts)
        return frozenset((*mapped, *ruled)) - {""}

    @model_validator(mode="after")
    def _parts_agree(self) -> Self:
        splits = [name for name, column in self.columns.items() if column.makes_rows]
        if len(splits) > 1:
            raise ValueError(
                f"columns.{splits[1]}.split: {splits[0]} is already split; only one column can be"
            )
        derived = {name for name, column in self.columns.items() if column.id_of or column.slug_of}
        for name, column in self.columns.items():
            if column.lookup and column.lookup not in self.lookups:
                raise ValueError(f"columns.{name}.lookup: there is no [lookups.{column.lookup}]")
            for part in (*column.id_of, *column.slug_of):
                if part in derived:
                    raise ValueError(f"columns.{name}: '{part}' is itself made from other columns")
            for part in column.slug_of:
                if part not in self.columns and not self.same_names:
                    raise ValueError(f"columns.{name}.slug_of: '{part}' is not mapped here")
            if MANAGER_OF_RECORD in (column.constant, column.default) and name != "manager_id":
                raise ValueError(
                    f"columns.{name}: {MANAGER_OF_RECORD} can only be used with manager_id"
                )
            questions = {"@column", "@value"}
            if not any(each.part == "number" for each in self.columns.values()):
                questions.add("@maximum")
            if self.unpivot is None and questions & set(column.source):
                raise ValueError(
                    f"columns.{name}.from: @column and @value can only be used with [unpivot]"
                )
        return self
