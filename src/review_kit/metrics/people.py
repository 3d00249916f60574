"""Who is reviewed."""

from __future__ import annotations

from datetime import date

import pandas as pd

from review_kit.errors import ConfigurationError
from review_kit.metrics.tidy import lookup
from review_kit.metrics.windows import ReviewWindows, Window, not_after, timestamp

START_DAYS = 30
"""A rep is new for so many days; the day of hire is the first of them."""


def is_starting(reps: pd.DataFrame, as_of: date) -> pd.Series:
    """Say of each rep whether the review day is one of the first :data:`START_DAYS` since the hire.

    Parameters
    ----------
    reps
        ``tenure_days`` (0 on the day of hire) and ``end_date``; who has left is not starting.
    """
    there = reps["end_date"].isna() | (reps["end_date"] >= timestamp(as_of))
    return there & (reps["tenure_days"] < START_DAYS)


def reps_in_review(roster: pd.DataFrame, windows: ReviewWindows) -> pd.DataFrame:
    """Choose the reps whom a review is about.

    Everyone on the roster who was hired by ``as_of`` and had not left before the window began: a rep
    hired within the window and one who left within it are both in.

    Returns
    -------
    DataFrame
        One row per rep, sorted by ``rep_id``: the roster's columns and ``tenure_days`` (from the day
        of hire to ``as_of`` or to the last day).

    Raises
    ------
    ConfigurationError
        Nobody on the roster was there in the window.
    """
    start, end = timestamp(windows.window.start), timestamp(windows.as_of)
    hired = roster["hire_date"] <= end
    still_there = roster["end_date"].isna() | (roster["end_date"] >= start)
    reps = roster[hired & still_there].sort_values("rep_id", ignore_index=True)
    if reps.empty:
        raise ConfigurationError(
            f"roster: nobody was there between {windows.window.start} and {windows.as_of}",
            "Check hire_date and end_date, or review another day with --as-of.",
        )
    last_day = not_after(reps["end_date"].fillna(end), windows.as_of)
    return reps.assign(tenure_days=(last_day - reps["hire_date"]).dt.days)


def days_present(reps: pd.DataFrame, window: Window) -> pd.Series:
    """Count each rep's days of a window between hire and end, both included."""
    return window.overlap(reps["hire_date"], reps["end_date"])


def while_there(rep_ids: pd.Series, days: pd.Series, reps: pd.DataFrame) -> pd.Series:
    """Say of each day whether the rep was there on it: neither before the hire nor after the last day."""
    roster = reps.set_index("rep_id")
    hired, left = (lookup(rep_ids, roster[name]) for name in ("hire_date", "end_date"))
    return ~(days < hired) & ~(days > left)


def describe_reps(
    reps: pd.DataFrame, log: pd.DataFrame, calls: pd.DataFrame, windows: ReviewWindows
) -> pd.DataFrame:
    """Build the ``reps`` table: who each rep is and how much evidence there is.

    Parameters
    ----------
    log
        Entries of sessions that took place.
    calls
        ``rep_id``, ``call_id``, ``call_on``: every evaluated call once.
    """
    inside = calls[windows.window.contains(calls["call_on"])]
    by_rep = inside.groupby("rep_id")["call_on"]
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
        is_starting=is_starting(reps, windows.as_of).to_numpy(),
    )
    counts = ["n_calls", "n_calls_baseline", "n_calls_current", "n_earlier_managers"]
    return described.fillna(dict.fromkeys(counts, 0)).reset_index()


def _count(calls: pd.DataFrame, window: Window) -> pd.Series:
    return calls[window.contains(calls["call_on"])].groupby("rep_id").size()
