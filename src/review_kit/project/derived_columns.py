"""Columns that a validated table has beyond those of its contract: they follow from what was exported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class DerivedColumn:
    """One such column."""

    name: str
    snapshot_type: Literal["date", "position"]
    """As the manifest of a snapshot has it; a position is a whole number."""
    description: str


DERIVED_COLUMNS: Mapping[str, tuple[DerivedColumn, ...]] = {
    "qa_scores": (
        DerivedColumn("call_on", "date", "the day of `call_at` in the project's time zone"),
        DerivedColumn("export_order", "position", "the row's place in the export"),
    )
}
"""Table → its derived columns, in order."""
