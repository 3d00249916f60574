"""Who is reviewed, and the groups they belong to."""

from __future__ import annotations

import pandas as pd

from review_kit.metrics.tables import Tables
from review_kit.metrics.windows import ReviewWindows, Window, not_after, timestamp

ORGANISATION = "organisation"
"""Identifier of the one group that holds every rep."""

GROUPING = {"rep": "rep_id", "team": "team", "manager": "manager_id", "org": "org"}
"""Column that names the group at each grain."""


def reps_in_review(roster: pd.DataFrame, windows: ReviewWindows) -> pd.DataFrame:
    """Choose the reps whom a review is about.

    Everyone on the roster who was hired by ``as_of`` and had not left before the window began: a rep
    hired within the window and one who left within it are both in.

    Returns
    -------
    DataFrame
        One row per rep, sorted by ``rep_id``: the roster's columns, ``org``, ``tenure_days`` (from
        the day of hire to ``as_of`` or to the last day), ``days_present`` (days of the window
        between hire and end).
    """
    start, end = timestamp(windows.window.start), timestamp(windows.as_of)
    hired = roster["hire_date"] <= end
    still_there = roster["end_date"].isna() | (roster["end_date"] >= start)
    reps = roster[hired & still_there].sort_values("rep_id", ignore_index=True)
    last_day = not_after(reps["end_date"].fillna(end), windows.as_of)
    return reps.assign(
        org=ORGANISATION,
        tenure_days=(last_day - reps["hire_date"]).dt.days,
        days_present=days_present(reps, windows.window),
    )


def days_present(reps: pd.DataFrame, window: Window) -> pd.Series:
    """Count each rep's days of a window between hire and end, both included."""
    return window.overlap(reps["hire_date"], reps["end_date"])


def with_groups(rows: pd.DataFrame, reps: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of reps in review and add the groups these belong to.

    ``team`` and ``org`` are the rep's of record, so that a rep who changed team brings the history
    along. ``manager_id`` stays where a row names one (a coaching session belongs to whoever held
    it) and is the manager of record elsewhere.
    """
    groups = ["team", "org"] if "manager_id" in rows else ["team", "org", "manager_id"]
    return rows.merge(reps[["rep_id", *groups]], on="rep_id", how="inner")


def group_ids(reps: pd.DataFrame, grain: str) -> pd.Index:
    """List the groups of a grain, sorted: rep ids, teams, managers of record or the organisation."""
    ids: pd.Index = pd.Index(
        sorted(reps[GROUPING[grain]].unique()), name=GROUPING[grain], dtype="str"
    )
    return ids


def describe_reps(
    reps: pd.DataFrame, tables: Tables, calls: pd.DataFrame, windows: ReviewWindows
) -> pd.DataFrame:
    """Build the ``reps`` table: who each rep is and how much evidence there is.

    Parameters
    ----------
    calls
        ``rep_id``, ``call_id``, ``call_on``: every evaluated call once.
    """
    inside = calls[windows.window.contains(calls["call_on"])]
    by_rep = inside.groupby("rep_id")["call_on"]
    log = tables.coaching_log
    log = log[windows.window.contains(log["session_date"])]
    logged = log.merge(reps[["rep_id", "manager_id"]], on="rep_id", suffixes=("", "_of_record"))
    earlier = logged[logged["manager_id"].notna()]
    earlier = earlier[earlier["manager_id"] != earlier["manager_id_of_record"]]
    described = reps.set_index("rep_id").assign(
        n_calls=by_rep.size(),
        n_calls_baseline=_count(inside, windows.baseline),
        n_calls_current=_count(inside, windows.current),
        first_call_on=by_rep.min(),
        last_call_on=by_rep.max(),
        n_earlier_managers=earlier.groupby("rep_id")["manager_id"].nunique(),
    )
    counts = ["n_calls", "n_calls_baseline", "n_calls_current", "n_earlier_managers"]
    return described.fillna(dict.fromkeys(counts, 0)).reset_index()


def _count(calls: pd.DataFrame, window: Window) -> pd.Series:
    return calls[window.contains(calls["call_on"])].groupby("rep_id").size()
