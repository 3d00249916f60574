"""What a source profile can say: the mapping language, as typed and checked data.

A profile maps one system's export to one canonical table. It is written in TOML (the files lie in
``profiles/``, shipped and own), and this module is the whole of the language; how it is carried out
stands in :mod:`review_kit.sources.mapping.map_table`.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

import duckdb
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from review_kit.project import canonical_model
from review_kit.sources.canonical import CanonicalColumn, columns_of_tables

DEFAULT_NULLS: tuple[str, ...] = (
    *("", "NA", "N/A", "n/a", "n.a.", "#N/A", "#NV", "#N/D", "<NA>", "\\N"),
    *("null", "NULL", "Null", "(null)", "<null>", "None", "NONE", "none", "(None)", "(none)"),
    *("NaN", "nan", "-", "--", "---", "–", "—"),
    *("(No value)", "(no value)", "(Blank)", "(blank)", "(Empty)", "(empty)", "(Leer)", "(leer)"),
)
"""Texts that mean "no value", unless a profile says otherwise or names them as values."""

PSEUDO_COLUMNS: frozenset[str] = frozenset({"@file", "@sheet", "@row", "@column", "@value"})
"""What a ``from`` may name besides the export's own columns."""

PROJECT_CURRENCY = "@currency"
"""As a constant or default: the currency of the project."""

MANAGER_OF_RECORD = "@manager_of_record"
"""As a constant or default of ``manager_id``: the manager whom the roster gives the rep of the row."""

DateOrder = Literal["day_first", "month_first"]
DecimalMark = Literal[".", ","]
DurationUnit = Literal["minutes", "hours", "seconds", "days"]

DURATIONS: frozenset[str] = frozenset({"minutes"})
"""Canonical columns that hold a length of time in minutes."""

EPOCHS: Mapping[str, int] = {"epoch_s": 1, "epoch_ms": 1000}
"""Names among ``formats`` for a count since 1 January 1970 UTC → how many make a second."""


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    # dates and numbers of TOML print as they are written there
    return value if isinstance(value, str | dict | list) else str(value)


def _regex(pattern: str) -> str:
    try:
        duckdb.execute("SELECT regexp_matches('', ?)", [pattern])
    except duckdb.Error as error:
        raise ValueError(f"'{pattern}' is not a pattern: {_last_sentence(error)}") from error
    return pattern


def _last_sentence(error: Exception) -> str:
    return str(error).splitlines()[0].rpartition("Error: ")[2]


def _date_format(text: str) -> str:
    if text in EPOCHS:
        return text
    if text.strip() == "%s":
        raise ValueError(
            f"'{text}' is no spelling of a day; for a count since 1970 write 'epoch_s' (seconds) or "
            "'epoch_ms' (milliseconds)"
        )
    try:
        duckdb.execute("SELECT try_strptime('', ?)", [text])
    except duckdb.Error as error:
        raise ValueError(f"'{text}' is not a format: {_last_sentence(error)}") from error
    if "%" not in text:
        raise ValueError(f"'{text}' is not a format: it has no part such as %d, %m or %Y")
    return text


def _scale(text: str) -> str:
    if text in {"percent", "share", "mixed"}:
        return text
    head, _, top = text.partition(" ")
    try:
        fits = head == "of" and 0 < float(top) < float("inf")
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"'{text}' is not one of percent, share, mixed, or such as 'of 5'")
    return text


Names = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
"""One name or a list of names."""
Text = Annotated[str, BeforeValidator(_as_text)]
"""A text, number, boolean or day of the TOML file, as text."""
Pattern = Annotated[str, AfterValidator(_regex)]
"""A regular expression (RE2 syntax), found anywhere in the text."""
DateFormat = Annotated[str, AfterValidator(_date_format)]
"""A ``strptime`` format, or one of :data:`EPOCHS`."""
Scale = Annotated[str, AfterValidator(_scale)]


class Part(BaseModel):
    """One table of the profile: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Reading(Part):
    """``[read]``: what the files look like."""

    encoding: str | None = None
    """Of text files, where it can be neither UTF-8, UTF-16 nor Windows-1252."""
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    """Between cells, where the header does not tell it."""
    nulls: Annotated[tuple[str, ...], BeforeValidator(_as_tuple)] = DEFAULT_NULLS
    """Texts that mean "no value"."""
    footer: tuple[Pattern, ...] = ()
    """A row whose first filled cell matches one of these is no record: "footer row"."""
    records: str | None = None
    """JSON: where the records are, such as ``answeredScorecards[].answers[]``."""
    fill_down: Names = ()
    """Columns whose value stands on the first row of a block and means the rows below it too."""


class Dates(Part):
    """``[dates]``: how days and times are written."""

    order: DateOrder | None = None
    """How ``03/04/2026`` is meant."""
    formats: Annotated[tuple[DateFormat, ...], BeforeValidator(_as_tuple)] = ()
    """Further spellings, as ``strptime`` formats; tried before all others. ``epoch_s`` and
    ``epoch_ms`` are counts since 1970 in UTC."""
    serial: bool = False
    """Spreadsheet serial numbers stand in text files too (in workbooks they are always read)."""
    local: bool | None = None
    """A time with an offset gives the day in the project's time zone (true), or the day that is
    written (false). Where it is not said, times that are all midnight give the day written."""
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


class Column(Part):
    """``[columns.X]``: where one canonical column comes from.

    A text or a list of texts is short for ``{ from = … }``.
    """

    source: Names = Field(default=(), alias="from")
    """Accepted names in the export; the first that is there counts."""
    constant: Text | None = None
    """The same value in every row; ``@currency`` is the project's."""
    default: Text | None = None
    """Where the export has no value."""
    guess: Text | None = None
    """Like ``default``, or alone like ``constant``, but a guess: the verdict tells it."""
    values: dict[str, Text] = Field(default_factory=dict)
    """Value of the export → canonical value, without regard to case."""
    patterns: dict[Pattern, Text] = Field(default_factory=dict)
    """Pattern → canonical value, for values that ``values`` does not name; the first that fits."""
    otherwise: Text | None = None
    """For every value that neither ``values`` nor ``patterns`` names, told with counts; without it
    such a value stays as it is."""
    scale: Scale | None = None
    """Scores to percent: ``58`` or ``58%`` · ``0.58`` · both in one column · ``of 5``."""
    unit: DurationUnit | None = None
    """What a plain number counts in a column of minutes."""
    beside: dict[str, Names] = Field(default_factory=dict)
    """Where the export has this column → the names (or ``@currency``) that count in place of
    ``from`` and ``default``; the first that is there."""
    match: Literal["reps", "managers", "criteria"] | None = None
    """Ids, e-mails or names are matched to the roster (or the rubric) and become its ids."""
    lookup: str | None = None
    """A ``[lookups.X]`` table that the value is looked up in first."""
    gives: Names = ()
    """Column of the lookup that is the answer; the first that is filled counts."""
    split: Annotated[
        tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_as_tuple)
    ] = ()
    """A cell is cut at these texts, and makes one row for each piece."""
    id_of: Names = ()
    """An id made from these columns (canonical, or of the export): the same row, the same id."""
    slug_of: Names = ()
    """A readable id made from these canonical columns: ``Mei-Mei Johns`` → ``mei-mei-johns``."""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        origins = [
            name
            for name, given in (
                ("from", self.source),
                ("constant", self.constant is not None),
                ("guess", self.guess is not None and not self.source),
                ("id_of", self.id_of),
                ("slug_of", self.slug_of),
            )
            if given
        ]
        if len(origins) != 1:
            found = " and ".join(origins) or "none of them"
            raise ValueError(
                f"give exactly one of from, constant, guess, id_of, slug_of ({found} given)"
            )
        if "from" not in origins:
            for key in (
                *("default", "values", "patterns", "otherwise", "scale", "unit", "match"),
                *("lookup", "split", "beside"),
            ):
                if getattr(self, key):
                    raise ValueError(f"'{key}' goes with 'from' only")
        if bool(self.lookup) != bool(self.gives):
            raise ValueError("'lookup' and 'gives' go together")
        if self.otherwise is not None and not self.values and not self.patterns:
            raise ValueError("'otherwise' goes with 'values'")
        for name in self.source:
            if name.startswith("@") and name not in PSEUDO_COLUMNS:
                raise ValueError(f"'{name}' is not one of {', '.join(sorted(PSEUDO_COLUMNS))}")
        for key, names in self.beside.items():
            for name in names:
                if name.startswith("@") and name != PROJECT_CURRENCY:
                    raise ValueError(f"beside.{key}: '{name}' is not {PROJECT_CURRENCY}")
        return self


def _as_column(value: Any) -> Any:
    return {"from": value} if isinstance(value, str | list) else value


class Unpivot(Part):
    """``[unpivot]``: a column per question becomes a row per question.

    ``@column`` and ``@value`` then stand for the question and its cell.
    """

    columns: Names = ("*",)
    """Which columns, as shell patterns; columns that the profile reads by name are never meant."""
    skip: Names = Field(default=(), alias="except")
    """Which of those not."""
    numbers_only: bool = False
    """A cell that holds no number is left out: "answer in words"."""


class LeaveOut(Part):
    """``[[leave_out]]``: rows that are no records of this table, counted under ``reason``.

    Every condition must hold; one on a column that the export does not have never does.
    """

    reason: str = Field(min_length=3)
    when: dict[str, Names] = Field(default_factory=dict)
    """Column → values, without regard to case; an empty text means an empty cell."""
    matches: dict[str, Pattern] = Field(default_factory=dict)
    """Column → pattern."""

    @model_validator(mode="after")
    def _some_condition(self) -> Self:
        if not self.when and not self.matches:
            raise ValueError("give at least one condition: 'when' or 'matches'")
        return self


class Lookup(Part):
    """``[lookups.X]``: another export that translates values, such as user ids to e-mails."""

    path: str
    """File or pattern in the project; where there is none, nothing is translated."""
    key: Names
    """Accepted names of the column that is looked up."""
    records: str | None = None
    """JSON: where the records are."""


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
    columns: dict[str, Annotated[Column, BeforeValidator(_as_column)]] = Field(default_factory=dict)
    unpivot: Unpivot | None = None
    leave_out: tuple[LeaveOut, ...] = ()
    lookups: dict[str, Lookup] = Field(default_factory=dict)

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
                raise ValueError("table: missing; a profile that maps columns makes one table")
            return self
        if self.table not in self.tables:
            raise ValueError(f"table: '{self.table}' is not one of {', '.join(self.tables)}")
        known = [column.name for column in self.columns_of(self.table)]
        for name in self.columns:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                meant = f" (did you mean '{near[0]}'?)" if near else ""
                raise ValueError(f"columns.{name}: {self.table} has no such column{meant}")
            if self.columns[name].unit and name not in DURATIONS:
                raise ValueError(f"columns.{name}.unit: goes with {', '.join(DURATIONS)} only")
        if not self.same_names:
            for column in self.columns_of(self.table):
                if column.required and not column.added and column.name not in self.columns:
                    raise ValueError(
                        f"columns.{column.name}: missing, and every row of {self.table} needs it"
                    )
        return self

    @property
    def named_texts(self) -> frozenset[str]:
        """Texts of the export that the profile gives a meaning to."""
        mapped = (text for column in self.columns.values() for text in column.values)
        ruled = (text for rule in self.leave_out for texts in rule.when.values() for text in texts)
        return frozenset((*mapped, *ruled)) - {""}

    @model_validator(mode="after")
    def _parts_agree(self) -> Self:
        splits = [name for name, column in self.columns.items() if column.split]
        if len(splits) > 1:
            raise ValueError(f"columns.{splits[1]}.split: {splits[0]} is split already; one only")
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
                raise ValueError(f"columns.{name}: {MANAGER_OF_RECORD} goes with manager_id")
            if self.unpivot is None and {"@column", "@value"} & set(column.source):
                raise ValueError(f"columns.{name}.from: @column and @value go with [unpivot]")
        return self
