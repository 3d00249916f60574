"""The canonical tables as the metrics read them: the columns of the contracts, in one set of types."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from typing import Any, Protocol, Self

import numpy as np
import pandas as pd

from review_kit.errors import ContractGateError
from review_kit.metrics.row_order import order_by
from review_kit.project import canonical_model

TEXT, NAME, NUMBER, DAY, MOMENT, FLAG = "text", "name", "number", "day", "moment", "flag"

_KINDS: Mapping[str, str] = {
    "string": TEXT,
    "number": NUMBER,
    "integer": NUMBER,
    "date": DAY,
    "timestamp": MOMENT,
    "boolean": FLAG,
}
"""Logical type of a contract → kind of value."""

_DERIVED: Mapping[str, Mapping[str, str]] = {
    "qa_scores": {"call_on": DAY, "export_order": NUMBER},
}
"""Columns that the snapshot adds to those of the contract."""

_NAMES: Mapping[str, frozenset[str]] = {
    "qa_scores": frozenset(
        {
            *("evaluation_id", "call_id", "rep_id", "criterion_id"),
            *("evaluator", "evaluator_id", "evaluator_version"),
        }
    ),
    "opportunities": frozenset({"opportunity_id"}),
    "stage_history": frozenset({"opportunity_id", "stage"}),
}
"""Columns of text that comes again in many rows: it is held once, each row has its number."""

_NAMED_BY: Mapping[str, Mapping[str, str]] = {"qa_scores": {"evaluation_id": "disputes"}}
"""Columns of names that are looked at only where a row of another table has the same name."""

_UNREAD: Mapping[str, frozenset[str]] = {
    "qa_scores": frozenset({"evidence_url", "evidence_offset_s", "rubric_version"}),
}
"""Columns that no metric looks at, of tables of which that is worth much memory."""


@cache
def columns_read(table: str) -> Mapping[str, str]:
    """Return the columns of a canonical table that metrics look at, and what kind of value each holds."""
    columns = {c.name: _KINDS[c.logical_type] for c in canonical_model()[table].columns}
    names = dict.fromkeys(_NAMES.get(table, ()), NAME)
    kinds = {**columns, **_DERIVED.get(table, {})}
    unread = _UNREAD.get(table, frozenset())
    return {name: names.get(name, kind) for name, kind in kinds.items() if name not in unread}


SORTED_BY: Mapping[str, list[str]] = {
    "coaching_log": ["rep_id", "session_date", "entry_id"],
    "scheduled_sessions": ["rep_id", "scheduled_date", "session_id"],
    "opportunities": ["rep_id", "opportunity_id"],
    "stage_history": ["opportunity_id", "entered_at", "stage"],
    "quotas": ["rep_id", "period_start"],
    "outcomes": ["rep_id", "metric", "period_start"],
    "skills_matrix": ["rep_id", "competency", "rated_on"],
    "goals": ["rep_id", "set_on", "goal_id"],
    "disputes": ["raised_on", "dispute_id"],
    "acknowledgements": ["rep_id", "acknowledged_on", "document"],
    "review_notes": ["rep_id", "written_on", "author"],
    "self_assessments": ["rep_id", "assessed_on", "criterion_id"],
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

    def table(
        self,
        name: str,
        /,
        columns: Collection[str] | None = None,
        names: Collection[str] = (),
        only: Mapping[str, Collection[str]] = ...,
    ) -> pd.DataFrame:
        """Return a canonical table; an empty frame with its columns where it is absent.

        Parameters
        ----------
        columns
            Those that are looked at; without them all.
        names
            Columns of text that may come as categories.
        only
            Of some of these, the names that are looked at: any other may be missing.
        """
        ...

    def has(self, name: str, /) -> bool:
        """Say whether the export held the table."""
        ...

    def quarantined_by_rep(self, name: str, /) -> pd.Series:
        """Return how many rows of a table validation quarantined, by ``rep_id``."""
        ...


@dataclass(frozen=True)
class Tables:
    """The canonical tables of one run.

    An optional table that was not exported is ``None``, which switches off the metrics that need
    it; one that was exported without rows is an empty frame. ``quarantined`` counts, for each
    table, the rows per rep that validation quarantined (index ``rep_id``).
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
    disputes: pd.DataFrame | None = None
    acknowledgements: pd.DataFrame | None = None
    review_notes: pd.DataFrame | None = None
    self_assessments: pd.DataFrame | None = None
    quarantined: Mapping[str, pd.Series] = field(default_factory=dict)

    @property
    def n_scores(self) -> int:
        """Rows of QA scores."""
        return len(self.qa_scores)

    @classmethod
    def from_frames(
        cls,
        frames: Mapping[str, pd.DataFrame],
        quarantined: Mapping[str, pd.Series] | None = None,
    ) -> Self:
        """Take plain frames by table name, bringing their columns to the types used here.

        Columns beyond the data model are left out; one that is missing is empty throughout.
        """
        typed = {
            name: _typed(name, frame) for name, frame in frames.items() if name in canonical_model()
        }
        return cls(**typed, quarantined=quarantined or {})

    @classmethod
    def from_snapshot(cls, snapshot: SnapshotTables) -> Self:
        """Read every table that the snapshot has."""
        check_required(snapshot)
        present = [name for name in canonical_model() if snapshot.has(name)]
        # one after the other: what was read is let go before the next is
        typed = {name: _typed(name, _read(snapshot, name)) for name in present}
        aside = {name: snapshot.quarantined_by_rep(name) for name in present}
        return cls(**typed, quarantined=aside)


def check_required(snapshot: SnapshotTables) -> None:
    """Refuse a snapshot that lacks a table without which there is nothing to review.

    Raises
    ------
    ContractGateError
        A table is not there.
    """
    absent = [item.name for item in fields(Tables)[:4] if not snapshot.has(item.name)]
    if absent:
        raise ContractGateError(
            f"the snapshot lacks {', '.join(absent)}",
            "There is nothing to review without these tables; add their exports.",
        )


class TablesLater(Tables):
    """Tables of a snapshot, each read when it is first looked at.

    Parameters
    ----------
    snapshot
        Where they are.
    n_scores
        Rows of QA scores, which are counted without being read.
    brought
        What is done to each frame that was read.

    Raises
    ------
    ContractGateError
        A required table is not there.
    """

    def __init__(
        self,
        snapshot: SnapshotTables,
        n_scores: int,
        brought: Callable[[pd.DataFrame], pd.DataFrame],
    ) -> None:
        check_required(snapshot)
        self.__dict__.update(_snapshot=snapshot, _n_scores=n_scores, _brought=brought)

    @property
    def n_scores(self) -> int:
        """Rows of QA scores."""
        count: int = self.__dict__["_n_scores"]
        return count

    def __getattribute__(self, name: str) -> Any:
        """Read a table that was not looked at yet."""
        known = object.__getattribute__(self, "__dict__")
        if name in known or name not in _FIELDS:
            return object.__getattribute__(self, name)
        snapshot: SnapshotTables = known["_snapshot"]
        if name == "quarantined":
            present = [one for one in canonical_model() if snapshot.has(one)]
            return known.setdefault(name, {t: snapshot.quarantined_by_rep(t) for t in present})
        read = table_of(snapshot)(name)
        return known.setdefault(name, None if read is None else known["_brought"](read))

    def let_go(self, name: str) -> None:
        """Let a table go; it is read again if it is looked at again."""
        self.__dict__.pop(name, None)


_FIELDS = frozenset(item.name for item in fields(Tables))


def table_of(snapshot: SnapshotTables) -> Callable[[str], pd.DataFrame | None]:
    """Return what gives single tables of a snapshot in the types used here; ``None`` for absent ones."""
    return lambda name: _typed(name, _read(snapshot, name)) if snapshot.has(name) else None


def without_rows(table: str) -> pd.DataFrame:
    """Return a canonical table without any rows, in the columns and types used here."""
    return _typed(table, pd.DataFrame())


def default_as_of(snapshot: SnapshotTables) -> date:
    """Return the last day with a scored call.

    Raises
    ------
    ContractGateError
        There is no scored call at all.
    """
    last = pd.to_datetime(snapshot.table("qa_scores", ["call_on"])["call_on"]).max()
    if pd.isna(last):
        raise ContractGateError(
            "qa_scores holds no scored call, so there is no day to review as of",
            "Check the export of the QA scores, or give the day with --as-of.",
        )
    day: date = last.date()
    return day


def _read(snapshot: SnapshotTables, table: str) -> pd.DataFrame:
    only = {
        column: frozenset(snapshot.table(other, [column])[column] if snapshot.has(other) else ())
        for column, other in _NAMED_BY.get(table, {}).items()
    }
    return snapshot.table(table, [*columns_read(table)], _NAMES.get(table, frozenset()), only)


def _typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for name, kind in columns_read(table).items():
        if kind == NAME:
            given = frame[name] if name in frame else pd.Series(None, frame.index, dtype="str")
            columns[name] = _names(given)
        elif name not in frame:
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
    rows = pd.DataFrame(columns, copy=False).reset_index(drop=True)
    order = SORTED_BY.get(table)
    return rows.iloc[order_by(rows, order)].reset_index(drop=True) if order else rows


def _names(column: pd.Series) -> pd.Series:
    """Bring a column of text to categories in the order of their names."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype("str").astype("category")
    known = column.cat.categories
    if known.dtype == "str" and (known.array[1:] >= known.array[:-1]).all():
        return column
    place, ordered = pd.factorize(known.astype("str"), sort=True)
    codes = column.cat.codes.to_numpy()
    # the last, at −1, is what is in no category
    codes = np.append(place, -1).astype(codes.dtype)[codes]
    return pd.Series(pd.Categorical.from_codes(codes, categories=ordered), column.index)


def _days(column: pd.Series) -> pd.Series:
    """Bring a column of days (dates, timestamps or ISO text) to ``datetime64[s]``."""
    return pd.to_datetime(column).astype("datetime64[s]").dt.normalize()
