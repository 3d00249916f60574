"""What a kind of rule is made of; each kind is one module of :mod:`review_kit.contracts.rules`.

A rule is judged twice from the same typed value: by a mask, which is SQL that finds the rows, and by an
expectation of Great Expectations, which counts them. Both are stated here as data, so that the library
itself is imported only by the process that validates.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict

from review_kit.contracts.location import ContractLocation
from review_kit.sources.sql import name
from review_kit.words import say

if TYPE_CHECKING:
    from review_kit.contracts.contract import Contract
    from review_kit.contracts.statements import (
        ColumnStatement,
        QualityStatement,
        TableStatement,
    )
    from review_kit.contracts.verdict import RuleVerdict, TableVerdict

Severity = Literal["error", "cell", "warning"]
Value = str | float | bool

GateCause = Literal[
    "missing_table",
    "missing_column",
    "empty_table",
    "refused_column",
    "broken_table",
    "missing_parent",
    "broken_key",
    "too_many_rows",
    "too_many_left_out",
    "nothing_left",
    "doubtful_reading",
    "forbidden_emotion",
]
"""Why a table stops the run."""

UNREADABLE = ":unreadable"
"""Ends the name of the column that holds the original text where a cast failed."""

EXPORT_DAYS = "export_days"
"""Relation of ``file`` and ``last_day``: the day after which no row of that file may lie."""


def kept_keys(table: str) -> str:
    """Return the name of the relation of keys (column ``key``) of the rows kept in ``table``."""
    return f"kept_keys_{table}"


@dataclass(frozen=True)
class MaskContext:
    """What a mask is written for."""

    alias: str
    """Name that no other mask uses, for a relation that this one joins."""
    cast: str
    """Relation of the cast rows; in the condition and the join of a mask it is called ``t``."""
    logical_types: Mapping[str, str]
    """Logical type by column."""

    def is_empty(self, column: str) -> str:
        """Return SQL for an empty cell: neither a value nor a text that could not be read."""
        condition = f"{cell(column)} IS NULL"
        if self.logical_types[column] != "string":
            condition += f" AND {cell(column + UNREADABLE)} IS NULL"
        return f"({condition})"


@dataclass(frozen=True)
class Mask:
    """One rule as SQL.

    All masks of a table are evaluated in one pass over its cast rows. What a mask needs beside the row
    (the keys that occur twice, the keys kept in a parent, the last day of an export) is a small table
    made before the pass and joined to it.
    """

    condition: str
    """True where the row ``t`` breaks the rule; NULL counts as false."""
    setup: str = ""
    """Statement to run before the pass."""
    join: str = ""
    """``LEFT JOIN`` that the condition needs; it never adds rows."""


def cell(column: str) -> str:
    """Return SQL for a cell of the row that a mask looks at."""
    return f"t.{name(column)}"


@dataclass(frozen=True)
class Condition:
    """The rows an expectation is about: ``column`` has one of ``values``, or is empty."""

    column: str
    values: tuple[str | float, ...] | None
    """None: the column is empty."""


@dataclass(frozen=True)
class Expected:
    """One expectation."""

    rule: str
    """Identifier of the rule that it stands for."""
    kind: str
    """Name of the class in ``great_expectations.expectations``."""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    only: tuple[Condition, ...] = ()
    """Conditions that a row must meet, all of them, to be looked at."""


IF_BOTH_FILLED = "either_value_is_missing"
"""``ignore_row_if`` of an expectation about two columns: rows without both are not looked at."""


def frame_values(values: Sequence[Value]) -> list[str | float]:
    """Return allowed values as frames hold them: truth values are numbers there."""
    return [value if isinstance(value, str) else float(value) for value in values]


def if_readable(column: str, logical_types: Mapping[str, str]) -> tuple[Condition, ...]:
    """Return the condition that a cell is not a text that could not be read as its column's type."""
    if logical_types[column] == "string":
        return ()
    return (Condition(column + UNREADABLE, None),)


def spell(value: Value | None) -> str:
    """Return a value as a contract spells it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def listed(values: Sequence[Value]) -> str:
    """Return values as a contract spells them, with commas between."""
    return ", ".join(spell(value) for value in values)


def all_of(names: Sequence[str]) -> str:
    """Return names that hold together: ``a``, ``a and b``."""
    return reduce(lambda first, second: say("rule-and", first=first, second=second), names)


class Specification(BaseModel, ABC):
    """What ``quality: type: custom, engine: review-kit`` says of one kind: the keys under ``implementation``.

    A subclass has the field ``rule``, a literal with the name of the kind.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)

    holds: ClassVar[str]
    """When a rule of the kind is kept, for the documentation."""

    @abstractmethod
    def read(self, stated: QualityStatement) -> Rule:
        """Return the rule.

        Raises
        ------
        ConfigurationError
            A column that is not there or is of another type, or a value that is not of its column's type.
        """


@dataclass(frozen=True, kw_only=True)
class Rule(ABC):
    """One rule of one table."""

    id: str
    """Stable within its table, such as ``score.range``."""
    sentence: str
    """What holds where the rule is kept, for people."""
    severity: Severity = "error"
    """What breaks an error is quarantined, row by row; what breaks a rule of a cell loses this cell and
    keeps the row; a warning is counted, and all of it is kept."""

    standard: ClassVar[Mapping[str, str]] = {}
    """How the kind is written in fields of the standard → when it is kept; for the documentation."""
    specification: ClassVar[type[Specification] | None] = None
    """What a custom rule of this kind says; none for a kind that only the standard's fields state."""

    @classmethod
    def of_column(cls, stated: ColumnStatement) -> Iterator[Rule]:
        """Yield the rules of this kind that the fields of a column state.

        Raises
        ------
        ConfigurationError
            A field of this kind with something in it that cannot be held to.
        """
        return iter(())

    @classmethod
    def of_table(cls, stated: TableStatement) -> Iterator[Rule]:
        """Yield the rules of this kind that follow from the columns of a table together."""
        return iter(())

    @classmethod
    def of_metric(cls, stated: QualityStatement) -> Rule | None:
        """Return the rule that a metric of the standard states; none where it is of another kind.

        Raises
        ------
        ConfigurationError
            A metric of this kind with something in it that cannot be held to.
        """
        return None

    def check(self, contract: Contract, contracts: Mapping[str, Contract]) -> None:  # noqa: B027
        """Raise a ``ConfigurationError`` where the contracts of other tables contradict the rule."""

    def location(self, contract: Contract) -> ContractLocation:
        """Return where the rule stands."""
        return ContractLocation(contract.path, f"rule '{self.id}'")

    @abstractmethod
    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        """Return the expectation that stands for the rule."""

    @abstractmethod
    def violation(self, logical_types: Mapping[str, str]) -> str:
        """Return what is wrong where the rule is broken, such as ``score is not a number``."""

    def expected(self, kind: str, only: Sequence[Condition] = (), **arguments: Any) -> Expected:
        """Return an expectation of Great Expectations for this rule."""
        return Expected(self.id, kind, arguments, tuple(only))


@dataclass(frozen=True)
class Surroundings:
    """What rules need to know beside the rows of their own table."""

    time_zone: str
    kept_keys: Mapping[str, pd.Index]
    """Keys of the rows kept, by table."""
    last_days: Mapping[str, date]
    """File → day after which none of its rows may lie."""


class RowRule(Rule):
    """A rule about single rows.

    Expectations look at rows in pandas frames that have the columns named by :meth:`columns_read`, as
    numbers where Great Expectations is slow (days and microseconds since 1970, truth values), and what
    :meth:`derived` adds.
    """

    rank: ClassVar[int]
    """A row with several violations is attributed to the rule of the lowest rank."""
    whole_table: ClassVar[bool] = False
    """It cannot be judged from a part of the table."""
    origin_read: ClassVar[bool] = False
    """It reads ``_file``, the file that a row comes from."""

    @abstractmethod
    def columns_read(self) -> tuple[str, ...]:
        """Return the columns that the rule reads, the ones it is about first."""

    def columns_shown(self) -> tuple[str, ...]:
        """Return the columns whose values explain a violation to a person."""
        return self.columns_read()

    def columns_needed(self) -> tuple[str, ...]:
        """Return the columns without which the rule says nothing."""
        return self.columns_read()

    def unreadable_read(self, logical_types: Mapping[str, str]) -> tuple[str, ...]:
        """Return the columns of which it reads the original text where the cast failed."""
        return ()

    def cell_judged(self) -> str:
        """Return the column where the rule is about its cells one by one; empty for any other rule."""
        return ""

    def cells_needed(self) -> tuple[str, ...]:
        """Return the columns of which no cell may be emptied: the rule would then say something else."""
        return ()

    def columns_together(self) -> tuple[str, ...]:
        """Return the columns of which rows with equal values must be looked at together."""
        return ()

    def parent(self) -> str:
        """Return the table whose kept rows it looks at; empty for a rule about its own table alone."""
        return ""

    @abstractmethod
    def mask(self, context: MaskContext) -> Mask:
        """Return the rule as SQL."""

    def derived(
        self,
        frame: pd.DataFrame,
        surroundings: Surroundings,
    ) -> dict[str, pd.Series]:
        """Return the columns that its expectation needs and the table does not have.

        They are worked out with pandas from the same inputs as the mask, but not from the mask, so that
        each can show the other to be wrong.

        Parameters
        ----------
        frame
            Rows with the columns that the rule reads.
        surroundings
            Keys kept in other tables, last days of the files, and the time zone.
        """
        return {}


@dataclass(frozen=True)
class ExportShape:
    """What rules about the table as a whole look at."""

    filled: frozenset[str]
    """Columns that the export fills."""
    names: tuple[str, ...]
    """Names of all its columns that are judged, those that nothing reads included."""
    rows: int


@dataclass(frozen=True)
class Stop:
    """Why a broken rule about the whole table stops the run, and how to go on."""

    cause: GateCause
    message: str
    hint: str


class TableRule(Rule):
    """A rule about the table as a whole: where it is broken, the table stops the run."""

    names_columns: ClassVar[bool] = False
    """What breaks it are columns of the export, which are shown as examples."""

    @abstractmethod
    def found(self, shape: ExportShape) -> list[str]:
        """Return what breaks the rule: names of columns, or one entry."""

    @classmethod
    @abstractmethod
    def frame(cls, rules: Sequence[Self], shape: ExportShape) -> pd.DataFrame:
        """Return the frame that the expectations of rules of this kind look at."""

    @classmethod
    def stops(
        cls,
        broken: Sequence[tuple[Self, RuleVerdict]],
        verdict: TableVerdict,
    ) -> Iterator[Stop]:
        """Yield why broken rules of this kind stop the run."""
        for rule, _ in broken:
            yield Stop(
                "broken_table", say("rule-not-true", rule=rule.sentence), say("rule-not-true-hint")
            )

    def violation(self, logical_types: Mapping[str, str]) -> str:
        """Return what is wrong: the sentence does not hold."""
        return say("rule-not-true", rule=self.sentence)
