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


TRACED = (*_SPANS, "opportunities", "goals", "review_notes")
"""Tables whose rows are counted."""


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
    parts = [
        rows_of_table(name, table, tables.quarantined.get(name), reps, windows)
        for name in TRACED
        if (table := getattr(tables, name)) is not None
    ]
    return pd.concat(parts, ignore_index=True)


def rows_of_table(
    name: str,
    rows: pd.DataFrame,
    quarantined: pd.Series | None,
    reps: pd.DataFrame,
    windows: ReviewWindows,
) -> pd.DataFrame:
    """Count each rep's rows of one table; :func:`provenance` says which.

    Parameters
    ----------
    quarantined
        Rows that were quarantined, by ``rep_id``.
    """
    first, last, days = _days(name, rows, windows)
    start, end = timestamp(days.start), timestamp(days.end)
    last = last.fillna(end)
    used = pd.DataFrame({"rep_id": rows["rep_id"], "first": first, "last": last})
    used = used[(first <= end) & (last >= start)]
    found = used.groupby("rep_id").agg(
        rows_used=("first", "size"), first_day=("first", "min"), last_day=("last", "max")
    )
    # the first of days that are cut is the first day, cut
    found["first_day"] = not_before(found["first_day"], days.start)
    found["last_day"] = not_after(found["last_day"], days.end)
    found = found.set_axis(found.index.astype("str"))
    table = pd.DataFrame(
        {
            "rows_used": found["rows_used"],
            "rows_quarantined": quarantined,
            "first_day": pd.NaT if name in _TIMELESS else found["first_day"],
            "last_day": pd.NaT if name in _TIMELESS else found["last_day"],
        },
        index=pd.Index(reps["rep_id"], name="rep_id"),
    )
    counts = {"rows_used": 0, "rows_quarantined": 0}
    counted = table.astype({"rows_quarantined": "float64"}).fillna(counts).assign(table=name)
    return counted.reset_index()


def _days(
    name: str, rows: pd.DataFrame, windows: ReviewWindows
) -> tuple[pd.Series, pd.Series, Window]:
    """Give the first and the last day of a table's rows, and the days that are looked at."""
    window = windows.window
    if name == "opportunities":
        # a deal is used on the day it was created and on the day it was closed, not in between
        created, closed = (
            rows[column].where(window.contains(rows[column]))
            for column in ("created_date", "close_date")
        )
        return created.fillna(closed), closed.fillna(created), window
    if name == "goals":
        set_on = rows["set_on"]
        return set_on, set_on.where(set_on.isna()), window
    if name == "review_notes":
        return rows["written_on"], rows["written_on"], windows.notes
    first, last = _SPANS[name]
    return rows[first], rows[last], window
