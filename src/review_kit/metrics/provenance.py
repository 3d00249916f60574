"""Where a rep's numbers come from: rows by table, and the days that they span."""

from __future__ import annotations

import pandas as pd

from review_kit.metrics.tables import Tables
from review_kit.metrics.windows import ReviewWindows, Window, not_after, not_before, timestamp

_SPANS = {
    "roster": ("hire_date", "end_date"),
    "qa_scores": ("call_on", "call_on"),
    "coaching_log": ("session_date", "session_date"),
    "scheduled_sessions": ("scheduled_date", "scheduled_date"),
    "quotas": ("period_start", "period_end"),
    "outcomes": ("period_start", "period_end"),
    "skills_matrix": ("rated_on", "rated_on"),
    "self_assessments": ("assessed_on", "assessed_on"),
    "acknowledgements": ("acknowledged_on", "acknowledged_on"),
}
"""Columns with the first and the last day of a row; without the last it is still going on."""

_TIMELESS = frozenset({"roster", "goals"})
"""Tables whose rows hold until further notice; the days that they span say nothing."""


def provenance(tables: Tables, reps: pd.DataFrame, windows: ReviewWindows) -> pd.DataFrame:
    """Count each rep's own rows that the window's numbers rest on.

    A row counts when one of its days lies in the window: a period that reaches into it, an
    opportunity created or closed in it, a goal that was set by ``as_of``. A manager's note counts when it
    was written for this review.

    Returns
    -------
    DataFrame
        ``rep_id``, ``table``, ``rows_used``, ``rows_quarantined`` (by validation, all days),
        ``first_day``, ``last_day`` (within these days; none for roster and goals). A row for every
        rep and every table that there is.
    """
    parts = []
    for name, first, last, days in _dated_rows(tables, windows):
        start, end = timestamp(days.start), timestamp(days.end)
        used = pd.DataFrame(
            {"rep_id": getattr(tables, name)["rep_id"], "first": first, "last": last}
        )
        used = used[(used["first"] <= end) & (used["last"].fillna(end) >= start)]
        spans = used.assign(
            first=not_before(used["first"], days.start),
            last=not_after(used["last"].fillna(end), days.end),
        )
        found = spans.groupby("rep_id").agg(
            rows_used=("first", "size"), first_day=("first", "min"), last_day=("last", "max")
        )
        found = found.set_axis(found.index.astype("str"))
        table = pd.DataFrame(
            {
                "rows_used": found["rows_used"],
                "rows_quarantined": tables.quarantined.get(name),
                "first_day": pd.NaT if name in _TIMELESS else found["first_day"],
                "last_day": pd.NaT if name in _TIMELESS else found["last_day"],
            },
            index=pd.Index(reps["rep_id"], name="rep_id"),
        )
        counts = {"rows_used": 0, "rows_quarantined": 0}
        parts.append(
            table.astype({"rows_quarantined": "float64"}).fillna(counts).assign(table=name)
        )
    return pd.concat([part.reset_index() for part in parts], ignore_index=True)


def _dated_rows(
    tables: Tables, windows: ReviewWindows
) -> list[tuple[str, pd.Series, pd.Series, Window]]:
    """Give each table's name, the first and the last day of its rows, and the days that are looked at."""
    window = windows.window
    rows = [
        (name, table[first], table[last], window)
        for name, (first, last) in _SPANS.items()
        if (table := getattr(tables, name)) is not None
    ]
    if tables.opportunities is not None:
        # a deal is used on the day it was created and on the day it was closed, not in between
        days = [tables.opportunities[column] for column in ("created_date", "close_date")]
        created, closed = (day.where(window.contains(day)) for day in days)
        rows.append(("opportunities", created.fillna(closed), closed.fillna(created), window))
    if tables.goals is not None:
        set_on = tables.goals["set_on"]
        rows.append(("goals", set_on, set_on.where(set_on.isna()), window))
    if tables.review_notes is not None:
        written = tables.review_notes["written_on"]
        rows.append(("review_notes", written, written, windows.notes))
    return rows
