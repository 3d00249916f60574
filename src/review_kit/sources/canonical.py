"""The columns of the canonical tables as profiles map to them, and how values of each kind are spelt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from review_kit.project import DataModel, ModelTable

Kind = Literal["text", "number", "date", "timestamp", "boolean"]
"""How a value is spelt: as it is · ``1234.5`` · ``2026-03-31`` · ISO 8601 · ``true``/``false``."""

_KINDS: Mapping[str, Kind] = {
    "string": "text",
    "number": "number",
    "integer": "number",
    "date": "date",
    "timestamp": "timestamp",
    "boolean": "boolean",
}
"""Logical type of a contract → how a value is spelt."""


@dataclass(frozen=True)
class CanonicalColumn:
    """One column of a canonical table."""

    name: str
    kind: Kind
    required: bool
    """Must be filled in every row."""
    added: bool = False
    """A contract of the project adds it. Where a profile does not map it, it is found under its own name."""
    refers_to: tuple[str, str] | None = None
    """Table and column whose values these are, too."""


Columns = Mapping[str, tuple[CanonicalColumn, ...]]
"""Table → its columns."""


def columns_of_tables(model: DataModel) -> Columns:
    """Return every table of a data model with its columns, in their order."""
    return {table.name: _columns(table) for table in model.tables.values()}


def _columns(table: ModelTable) -> tuple[CanonicalColumn, ...]:
    return tuple(
        CanonicalColumn(
            name=column.name,
            kind=_KINDS[column.logical_type],
            required=column.required,
            added=column.added,
            refers_to=column.refers_to,
        )
        for column in table.columns
    )
