"""The columns of the canonical tables, and what kind of value each holds.

This is what a source profile maps to. The contracts say far more about the same columns (a test
holds the two together); here only the kind matters, because it decides how a text is spelt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from review_kit.project import Project

Kind = Literal["text", "number", "date", "timestamp", "boolean"]
"""How a value is spelt: as it is · ``1234.5`` · ``2026-03-31`` · ISO 8601 · ``true``/``false``."""


@dataclass(frozen=True)
class CanonicalColumn:
    """One column of a canonical table."""

    name: str
    kind: Kind
    required: bool
    """Must be filled in every row."""


def _columns(spelling: str) -> tuple[CanonicalColumn, ...]:
    """Read ``name:kind?`` words; without a kind a column is text, ``?`` marks one that may be empty."""
    kinds: dict[str, Kind] = {
        "": "text",
        "n": "number",
        "d": "date",
        "ts": "timestamp",
        "b": "boolean",
    }
    columns = []
    for word in spelling.split():
        name, _, mark = word.rstrip("?").partition(":")
        columns.append(CanonicalColumn(name, kinds[mark], not word.endswith("?")))
    return tuple(columns)


TABLES: Mapping[str, tuple[CanonicalColumn, ...]] = {
    "roster": _columns(
        "rep_id rep_name manager_id manager_name team role? hire_date:d end_date:d? email?"
    ),
    "criteria": _columns(
        "criterion_id criterion parent_criterion_id? weight:n outcome_metric competency? "
        "rubric_version valid_from:d valid_to:d? replaces_criterion_id?"
    ),
    "qa_scores": _columns(
        "evaluation_id call_id rep_id call_at:ts criterion_id score:n max_score:n evaluator "
        "evidence_url? evidence_offset_s:n? rubric_version?"
    ),
    "coaching_log": _columns(
        "entry_id session_id rep_id manager_id session_date:d criterion_id? score_before:n? "
        "score_after:n? minutes:n? theme? commitment? commitment_due:d? commitment_status? "
        "progress_note? evidence_url? evidence_offset_s:n? self_assessment:n? manager_note? "
        "shared_with_rep_on:d?"
    ),
    "scheduled_sessions": _columns(
        "session_id rep_id manager_id scheduled_date:d status minutes:n? moved_to_date:d?"
    ),
    "opportunities": _columns(
        "opportunity_id rep_id created_date:d close_date:d? stage is_closed:b is_won:b amount:n? "
        "currency source? loss_reason? contacts:n?"
    ),
    "stage_history": _columns("opportunity_id stage entered_at:ts"),
    "quotas": _columns("rep_id period_start:d period_end:d quota:n currency"),
    "outcomes": _columns("rep_id metric period_start:d period_end:d value:n unit"),
    "skills_matrix": _columns("rep_id competency level:n rated_on:d rated_by"),
    "goals": _columns(
        "goal_id rep_id criterion_id? metric baseline:n target:n set_on:d due_on:d status"
    ),
}
"""Every canonical table with its columns, in the order of the data model."""

_KINDS: Mapping[str, Kind] = {
    "string": "text",
    "number": "number",
    "integer": "number",
    "date": "date",
    "timestamp": "timestamp",
    "boolean": "boolean",
}
"""Logical type of a contract → how a value is spelt."""


def added_columns(project: Project) -> Mapping[str, tuple[CanonicalColumn, ...]]:
    """Return the columns by which a project's own contracts go beyond the data model, by table.

    None is required here: whether every row has one is for its contract to judge.
    """
    added = {}
    for table, columns in project.own_columns.items():
        known = {column.name for column in TABLES[table]}
        added[table] = tuple(
            CanonicalColumn(column.name, _KINDS[column.logical_type], required=False)
            for column in columns
            if column.name not in known and column.logical_type in _KINDS
        )
    return {table: columns for table, columns in added.items() if columns}


REFERENCES: Mapping[str, tuple[str, str]] = {
    "rep_id": ("roster", "rep_id"),
    "manager_id": ("roster", "manager_id"),
    "criterion_id": ("criteria", "criterion_id"),
    "opportunity_id": ("opportunities", "opportunity_id"),
}
"""Columns that name a row of another table wherever they stand: that table, and its column."""
