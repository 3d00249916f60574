"""What a file needs in order to be one of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

QUESTIONS = "@questions"
"""Among the parts of a shape: columns that each hold the scores of one criterion."""
SHEETS = "@sheets"
"""Sheets that are called like people of the roster."""
FIRST_AND_LAST = "@first_and_last"
"""A column of first names and one of last names."""


@dataclass(frozen=True)
class Shape:
    """Parts that make a file this table; of each part, one column is enough."""

    parts: tuple[tuple[str, ...], ...]
    files: tuple[str, ...]
    """Words of file and sheet names that speak for the table."""

    def missing(self, found: frozenset[str]) -> tuple[tuple[str, ...], ...]:
        """Parts that none of these columns is."""
        return tuple(part for part in self.parts if not found.intersection(part))


SHAPES: Mapping[str, Shape] = {
    "roster": Shape(
        (("rep_name", FIRST_AND_LAST), ("manager_name", "manager_id")),
        ("roster", "hr", "people", "employees", "team", "teams", "staff", "headcount", "workers"),
    ),
    "criteria": Shape(
        (("criterion",), ("weight",)), ("criteria", "rubric", "weights", "scorecard", "framework")
    ),
    "qa_scores": Shape(
        (("rep_id",), ("call_at", "call_id"), ("score", QUESTIONS), ("criterion_id", QUESTIONS)),
        (
            "qa",
            "scores",
            "score",
            "scorecard",
            "scorecards",
            "evaluations",
            "quality",
            "calls",
            "gong",
            "chorus",
        ),
    ),
    "coaching_log": Shape(
        (
            ("rep_id", SHEETS),
            ("session_date",),
            ("criterion_id", "score_before", "score_after", "commitment", "theme"),
        ),
        ("coaching", "log", "coach", "1on1", "1", "one", "sessions"),
    ),
    "scheduled_sessions": Shape(
        (("rep_id",), ("scheduled_date",), ("status", "moved_to_date")),
        ("calendar", "schedule", "scheduled", "planned", "sessions"),
    ),
    "opportunities": Shape(
        (
            ("opportunity_id", "opportunity_name"),
            ("rep_id",),
            ("stage", "is_closed", "is_won"),
            ("close_date", "created_date", "amount"),
        ),
        (
            "opportunities",
            "opportunity",
            "deals",
            "deal",
            "pipeline",
            "crm",
            "salesforce",
            "hubspot",
            "report",
        ),
    ),
    "stage_history": Shape(
        (("opportunity_id",), ("stage",), ("entered_at",)), ("stage", "history", "stages")
    ),
    "quotas": Shape((("rep_id",), ("quota",), ("period_start",)), ("quota", "quotas", "targets")),
    "outcomes": Shape(
        (("rep_id",), ("metric",), ("value",), ("period_start",)), ("outcomes", "kpi", "metrics")
    ),
    "skills_matrix": Shape(
        (("rep_id",), ("competency",), ("level",)), ("skills", "matrix", "competencies")
    ),
    "goals": Shape((("rep_id",), ("metric",), ("target",)), ("goals", "objectives")),
    "disputes": Shape(
        (("dispute_id", "raised_on"), ("evaluation_id",), ("status",)), ("disputes", "appeals")
    ),
    "acknowledgements": Shape(
        (("rep_id",), ("document",), ("acknowledged_on",)), ("acknowledgements", "signatures")
    ),
    "review_notes": Shape((("rep_id",), ("note",), ("written_on",)), ("notes", "review")),
    "self_assessments": Shape(
        (("rep_id",), ("criterion_id",), ("assessed_on",)), ("self", "assessments")
    ),
    "demographics": Shape((("rep_id",), ("attribute",), ("value",)), ("demographics",)),
}
"""Table → what makes a file one."""

PEOPLE: Mapping[str, str] = {"rep_id": "reps", "manager_id": "managers"}
"""Columns that name people outside the roster → the directory that they are found in."""

WORDED: Mapping[str, frozenset[str]] = {
    "name": frozenset({"rep_name", "manager_name", "criterion", "note", "commitment", "theme"}),
}
"""Columns that hold words: one of bare numbers is none of them."""
