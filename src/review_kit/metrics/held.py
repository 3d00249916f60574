"""Which sessions took place: the one rule, from calendar and log, that every number of coaching goes by.

- What the calendar says was cancelled, or missed by the rep (``no_show``), did not take place. An entry
  of the log about it is a note and no session.
- A moved session takes place on its new day: while that lies after the review day it has not taken place,
  and an entry dated on the day it was moved away from is a note on the moving.
- Every other session of the log took place, whether the calendar has it or not and however little its
  entry says; so did what the calendar says was held, logged or not.

A session may have several reps: the same ``session_id``, manager and day. It is a session of each of them,
and one session of its manager, of a team and of the organisation.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from review_kit.metrics.groups import MEMBERSHIP
from review_kit.metrics.windows import timestamp

HELD, MOVED, CANCELLED, NO_SHOW = "held", "moved", "cancelled", "no_show"
"""What became of a session of the calendar."""

KEYS = ["session_id", "rep_id"]


def planned(sessions: pd.DataFrame, calendar: pd.DataFrame) -> pd.DataFrame:
    """Give what the calendar says of sessions, each named with its rep, manager and day.

    The calendar has one row for a session. Of one with several reps it names one of them; it says the same
    of the others: the same ``session_id`` and manager, on the day planned or the day it was moved to.

    Parameters
    ----------
    sessions
        ``session_id``, ``rep_id``, ``manager_id``, ``session_date``.
    calendar
        ``scheduled_sessions``.

    Returns
    -------
    DataFrame
        In the rows of ``sessions``: ``status``, ``scheduled_date``, ``moved_to_date``, ``minutes`` (missing
        where the calendar does not have it) and ``by_name`` (the calendar names this rep).
    """
    said = ["status", "scheduled_date", "moved_to_date", "minutes"]
    own = sessions[KEYS].merge(calendar.drop_duplicates(KEYS)[[*KEYS, *said]], on=KEYS, how="left")
    meeting = ["session_id", "manager_id", "session_date"]
    told = calendar[["session_id", "manager_id", *said]]
    days = [told.assign(session_date=told[day]) for day in ("scheduled_date", "moved_to_date")]
    shared = pd.concat(days).dropna(subset="session_date").drop_duplicates(meeting)
    others = sessions[meeting].merge(shared[[*meeting, *said]], on=meeting, how="left")
    by_name = own["status"].notna()
    rows = own[said].where(by_name, others[said]).assign(by_name=by_name)
    return rows.set_axis(sessions.index)


def took_place(log: pd.DataFrame, calendar: pd.DataFrame | None, as_of: date) -> pd.Series:
    """Say of each log entry whether its session took place.

    Parameters
    ----------
    log
        ``session_id``, ``rep_id``, ``manager_id``, ``session_date`` of every entry.
    calendar
        ``scheduled_sessions`` of everybody, ``None`` where it was not exported.
    as_of
        The review day.

    Returns
    -------
    Series
        By the entry's index.
    """
    if calendar is None or calendar.empty:
        return pd.Series(True, index=log.index)
    said = planned(log, calendar)
    # who did not come is the one whom the calendar names
    missed = (said["status"] == NO_SHOW) & said["by_name"]
    new_day = said["moved_to_date"]
    away = (log["session_date"] == said["scheduled_date"]) & (new_day != said["scheduled_date"])
    gone = (said["status"] == MOVED) & (away | (new_day > timestamp(as_of)))
    return ~(missed | gone | (said["status"] == CANCELLED))


def held_sessions(entries: pd.DataFrame, calendar: pd.DataFrame | None) -> pd.DataFrame:
    """List every session that took place, once for each of its reps.

    Its day is the day of the log, else of the calendar. Its length is taken once: the longest that its
    entries name (each entry of one session repeats it), else the calendar's.

    Parameters
    ----------
    entries
        Log entries of sessions that took place, with their groups.
    calendar
        ``scheduled_sessions`` of the reps in review with their groups, ``None`` where it was not
        exported.

    Returns
    -------
    DataFrame
        ``session_id``, ``rep_id``, ``manager_id``, the groups it counts for, ``session_on``, ``minutes``
        and ``meeting`` (one number for the rows of a session with several reps), in order of rep, day
        and session.
    """
    # of the log only what is read: its texts are dear to copy
    order = [*KEYS, "session_date", "entry_id"]
    ordered = entries[[*order, "manager_id", *MEMBERSHIP, "minutes"]].sort_values(order)
    sessions = ordered.groupby(KEYS, as_index=False).agg(
        **{column: (column, "first") for column in ("manager_id", *MEMBERSHIP)},
        session_on=("session_date", "min"),
        minutes=("minutes", "max"),
    )
    if calendar is not None:
        said = planned(sessions.rename(columns={"session_on": "session_date"}), calendar)
        sessions["minutes"] = sessions["minutes"].fillna(said["minutes"])
        held = calendar[calendar["status"] == HELD].rename(columns={"scheduled_date": "session_on"})
        unlogged = held.merge(sessions[KEYS], on=KEYS, how="left", indicator=True)
        unlogged = unlogged[unlogged.pop("_merge") == "left_only"]
        sessions = pd.concat([sessions, unlogged[sessions.columns]], ignore_index=True)
    sessions = sessions.sort_values(["rep_id", "session_on", "session_id"], ignore_index=True)
    meeting = sessions.groupby(["session_id", "manager_id", "session_on"], dropna=False).ngroup()
    longest = sessions["minutes"].groupby(meeting).transform("max")
    return sessions.assign(meeting=meeting, minutes=longest)
