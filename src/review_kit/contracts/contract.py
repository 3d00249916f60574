"""A contract as the rest of the package sees it: columns, rules, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from review_kit.contracts.rule import RowRule, Rule, TableRule
from review_kit.project.data_model import LogicalType


@dataclass(frozen=True)
class Column:
    """One column of a canonical table."""

    name: str
    logical_type: LogicalType
    required: bool
    title: str
    """Name for people."""
    description: str
    key_position: int | None = None
    """Place in the primary key, from 1; none for a column outside it."""
    confidential: bool = False
    """Not for the rep whom the row is about."""


@dataclass(frozen=True)
class Contract:
    """What one canonical table promises."""

    table: str
    id: str
    version: str
    title: str
    purpose: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]
    """Rules about the table as a whole first, then those about rows in the order of attribution."""
    path: Path
    sha256: str

    @cached_property
    def table_rules(self) -> tuple[TableRule, ...]:
        """Rules about the table as a whole."""
        return tuple(rule for rule in self.rules if isinstance(rule, TableRule))

    @cached_property
    def row_rules(self) -> tuple[RowRule, ...]:
        """Rules about single rows, in the order in which a row's violations are attributed."""
        return tuple(rule for rule in self.rules if isinstance(rule, RowRule))

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Columns of the primary key, in order."""
        keyed = [column for column in self.columns if column.key_position is not None]
        return tuple(c.name for c in sorted(keyed, key=lambda c: c.key_position or 0))

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in the order of the contract."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def parents(self) -> frozenset[str]:
        """Other tables that rows of this one refer to."""
        return frozenset(rule.parent() for rule in self.row_rules) - {"", self.table}

    def column(self, name: str) -> Column:
        """Return the column called ``name``."""
        return next(column for column in self.columns if column.name == name)
