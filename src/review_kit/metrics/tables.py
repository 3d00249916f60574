"""The canonical tables as the metrics read them: the columns they use, in one set of types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Protocol, Self

import pandas as pd

from review_kit.errors import ContractGateError

TEXT, NUMBER, DAY, MOMENT, FLAG = "text", "number", "day", "moment", "flag"

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "roster": {
        "rep_id": TEXT,
        "rep_name": TEXT,
        "manager_id": TEXT,
        "manager_name": TEXT,
        "team": TEXT,
        "role": TEXT,
        "hire_date": DAY,
        "end_date": DAY,
    },
    "criteria": {
        "criterion_id": TEXT,
        "criterion": TEXT,
        "parent_criterion_id": TEXT,
        "weight": NUMBER,
        "outcome_metric": TEXT,
        "competency": TEXT,
        "valid_from": DAY,
        "valid_to": DAY,
        "replaces_criterion_id": TEXT,
    },
    "qa_scores": {
        "evaluation_id": TEXT,
        "call_id": TEXT,
        "rep_id": TEXT,
        "call_at": MOMENT,
        "call_on": DAY,
        "criterion_id": TEXT,
        "score": NUMBER,
        "max_score": NUMBER,
        "evaluator": TEXT,
        "export_order": NUMBER,
    },
    "coaching_log": {
        "entry_id": TEXT,
        "session_id": TEXT,
        "rep_id": TEXT,
        "manager_id": TEXT,
        "session_date": DAY,
        "criterion_id": TEXT,
        "score_before": NUMBER,
        "score_after": NUMBER,
        "minutes": NUMBER,
        "theme": TEXT,
        "commitment": TEXT,
        "commitment_due": DAY,
        "commitment_status": TEXT,
        "progress_note": TEXT,
        "evidence_url": TEXT,
        "evidence_offset_s": NUMBER,
        "self_assessment": NUMBER,
        "shared_with_rep_on": DAY,
    },
    "scheduled_sessions": {
        "session_id": TEXT,
        "rep_id": TEXT,
        "manager_id": TEXT,
        "scheduled_date": DAY,
        "status": TEXT,
        "minutes": NUMBER,
        "moved_to_date": DAY,
    },
    "opportunities": {
        "opportunity_id": TEXT,
        "rep_id": TEXT,
        "created_date": DAY,
        "close_date": DAY,
        "is_closed": FLAG,
        "is_won": FLAG,
        "amount": NUMBER,
        "currency": TEXT,
        "stage": TEXT,
        "source": TEXT,
        "loss_reason": TEXT,
        "contacts": NUMBER,
    },
    "stage_history": {
        "opportunity_id": TEXT,
        "stage": TEXT,
        "entered_at": MOMENT,
    },
    "quotas": {
        "rep_id": TEXT,
        "period_start": DAY,
        "period_end": DAY,
        "quota": NUMBER,
        "currency": TEXT,
    },
    "outcomes": {
        "rep_id": TEXT,
        "metric": TEXT,
        "period_start": DAY,
        "period_end": DAY,
        "value": NUMBER,
        "unit": TEXT,
    },
    "skills_matrix": {
        "rep_id": TEXT,
        "competency": TEXT,
        "level": NUMBER,
        "rated_on": DAY,
    },
    "goals": {
        "goal_id": TEXT,
        "rep_id": TEXT,
        "criterion_id": TEXT,
        "metric": TEXT,
        "baseline": NUMBER,
        "target": NUMBER,
        "set_on": DAY,
        "due_on": DAY,
        "status": TEXT,
    },
}
"""Columns read from each table, and what kind of value each holds."""

KEYS: Mapping[str, list[str]] = {
    "coaching_log": ["rep_id", "session_date", "entry_id"],
    "scheduled_sessions": ["rep_id", "scheduled_date", "session_id"],
    "opportunities": ["rep_id", "opportunity_id"],
    "stage_history": ["opportunity_id", "entered_at", "stage"],
    "quotas": ["rep_id", "period_start"],
    "outcomes": ["rep_id", "metric", "period_start"],
    "skills_matrix": ["rep_id", "competency", "rated_on"],
    "goals": ["rep_id", "set_on", "goal_id"],
}
"""Order in which rows are brought, so that no sum depends on the order of an export."""

_DTYPES: Mapping[str, Any] = {
    TEXT: "str",
    NUMBER: "float64",
    DAY: "datetime64[s]",
    MOMENT: "datetime64[us]",
    FLAG: "bool",
}


class SnapshotTables(Protocol):
    """What the metrics need of a validated snapshot."""

    def table(self, name: str, /) -> pd.DataFrame:
        """Return a canonical table; an empty frame with its columns where it is absent."""
        ...

    def has(self, name: str, /) -> bool:
        """Say whether the export held the table."""
        ...

    def quarantined_by_rep(self, name: str, /) -> pd.Series:
        """Return how many rows of a table validation set aside, by ``rep_id``."""
        ...


@dataclass(frozen=True)
class Tables:
    """The canonical tables of one run.

    An optional table that was not exported is ``None``, which switches off the metrics that need
    it; one that was exported without rows is an empty frame. ``quarantined`` counts, for each
    table, the rows per rep that validation set aside (index ``rep_id``).
    """

    roster: pd.DataFrame
    criteria: pd.DataFrame
    qa_scores: pd.DataFrame
    coaching_log: pd.DataFrame
    scheduled_sessions: pd.DataFrame | None = None
    opportunities: pd.DataFrame | None = None
    stage_history: pd.DataFrame | None = None
    quotas: pd.DataFrame | None = None
    outcomes: pd.DataFrame | None = None
    skills_matrix: pd.DataFrame | None = None
    goals: pd.DataFrame | None = None
    quarantined: Mapping[str, pd.Series] = field(default_factory=dict)

    @classmethod
    def from_frames(
        cls,
        frames: Mapping[str, pd.DataFrame],
        quarantined: Mapping[str, pd.Series] | None = None,
    ) -> Self:
        """Take plain frames by table name, bringing their columns to the types used here.

        Columns that the metrics do not read are left out; one that is missing is empty throughout.
        """
        typed = {name: _typed(name, frame) for name, frame in frames.items() if name in COLUMNS}
        return cls(**typed, quarantined=quarantined or {})

    @classmethod
    def from_snapshot(cls, snapshot: SnapshotTables) -> Self:
        """Read every table that the snapshot has."""
        frames = {name: snapshot.table(name) for name in COLUMNS if snapshot.has(name)}
        absent = [item.name for item in fields(cls)[:4] if item.name not in frames]
        if absent:
            raise ContractGateError(
                f"the snapshot lacks {', '.join(absent)}",
                "There is nothing to review without these tables; add their exports.",
            )
        aside = {name: snapshot.quarantined_by_rep(name) for name in frames}
        return cls.from_frames(frames, aside)


def default_as_of(snapshot: SnapshotTables) -> date:
    """Return the last day with a scored call.

    Raises
    ------
    ContractGateError
        There is no scored call at all.
    """
    days = _days(snapshot.table("qa_scores")["call_on"]).dropna()
    if days.empty:
        raise ContractGateError(
            "qa_scores holds no scored call, so there is no day to review as of",
            "Check the export of the QA scores, or give the day with --as-of.",
        )
    last: pd.Timestamp = days.max()
    return last.date()


def _typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    columns = {}
    for name, kind in COLUMNS[table].items():
        if name not in frame:
            missing = pd.Series([None] * len(frame), index=frame.index, dtype="object")
            columns[name] = missing.astype(_DTYPES[kind]) if kind != FLAG else missing.notna()
        elif kind == DAY:
            columns[name] = _days(frame[name])
        elif kind == MOMENT:
            columns[name] = pd.to_datetime(frame[name], utc=True).dt.tz_localize(None)
        elif kind == FLAG:
            # only true is true: what is not known to be won was not won
            columns[name] = frame[name].astype("boolean").fillna(False).astype("bool")
        else:
            columns[name] = frame[name].astype(_DTYPES[kind])
    rows = pd.DataFrame(columns).reset_index(drop=True)
    order = KEYS.get(table)
    return rows.sort_values(order, ignore_index=True) if order else rows


def _days(column: pd.Series) -> pd.Series:
    """Bring a column of days (dates, timestamps or ISO text) to ``datetime64[s]``."""
    return pd.to_datetime(column).astype("datetime64[s]").dt.normalize()
