"""Template completion: whether the sessions that were due left a complete record."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd

from review_kit.metrics.groups import MEMBERSHIP, explode_by_group
from review_kit.metrics.held import KEYS, MOVED, planned
from review_kit.metrics.intervals import share_interval
from review_kit.metrics.people import while_there
from review_kit.metrics.tidy import metric_rows, words
from review_kit.metrics.windows import Window, timestamp

NO_CALENDAR = "no calendar: every session in the log is taken as due"


def due_sessions(
    entries: pd.DataFrame, calendar: pd.DataFrame | None, reps: pd.DataFrame, window: Window
) -> pd.DataFrame:
    """List the sessions that were due, once for each of their reps, and what record each left.

    Due is every session of the calendar, on its day or, when moved, on its new day (a moved session
    without a new day is not due yet); a cancelled or missed one was due too. On days before the rep's
    hire or after the last day nothing is due. Of a session with several reps the calendar names one; it was
    due for the others who have an entry of it as well.

    A session is complete for a rep when one of the rep's entries is; else pending when one of them is;
    else it is neither. What it is, is judged as of the last day of the window, not of the day it was due.

    Without a calendar nobody knows what was due: the sessions in the log are taken, on their day,
    and sessions that never were cannot be missed.

    Parameters
    ----------
    entries
        As ``session_entries`` makes them, of sessions that took place.
    calendar
        ``scheduled_sessions`` of the reps in review with their groups, or ``None``.
    reps
        Reps in review.
    window
        Days on which sessions fall due.

    Returns
    -------
    DataFrame
        ``session_id``, ``rep_id``, the groups it counts for, ``meeting`` (one number for the rows of a
        session with several reps), ``due_on``, ``complete``, ``pending``.
    """
    record = entries.groupby(KEYS, as_index=False).agg(
        complete=("complete", "any"), pending=("pending", "any")
    )
    order = [*KEYS, "session_date", "entry_id"]
    first = entries[[*order, "manager_id", *MEMBERSHIP]].sort_values(order).drop_duplicates(KEYS)
    columns = [*KEYS, "manager_id", *MEMBERSHIP, "due_on"]
    one = ["session_id", "due_on"]
    if calendar is None:
        due = first.rename(columns={"session_date": "due_on"})[columns]
        one.append("manager_id")
    else:
        others = first.assign(due_on=_due_on(planned(first, calendar)))
        listed = calendar.assign(due_on=_due_on(calendar))
        due = pd.concat([listed[columns], others[columns]]).drop_duplicates(KEYS)
    due = due[window.contains(due["due_on"]) & while_there(due["rep_id"], due["due_on"], reps)]
    due = due.merge(record, on=KEYS, how="left")
    for column in ("complete", "pending"):
        due[column] = due[column].astype("boolean").fillna(False).astype("bool")
    due["pending"] &= ~due["complete"]
    due = due.sort_values(["rep_id", "due_on", "session_id"], ignore_index=True)
    return due.assign(meeting=due.groupby(one, dropna=False).ngroup())


def _due_on(plan: pd.DataFrame) -> pd.Series:
    """Give the day a session of the calendar is due: its new day where it was moved."""
    return plan["scheduled_date"].where(plan["status"] != MOVED, plan["moved_to_date"])


def due_by_group(due: pd.DataFrame) -> pd.DataFrame:
    """List the sessions due for each group, one with several reps of the group once.

    It is complete when it is for one of these reps, else pending when it is for one of them.

    Returns
    -------
    DataFrame
        ``group``, ``due_on``, ``complete``, ``pending``.
    """
    rows = explode_by_group(due, ["meeting", "due_on", "complete", "pending"])
    if rows.duplicated(["group", "meeting"]).any():
        sessions = rows.groupby(["group", "meeting"], as_index=False)
        rows = sessions.agg(
            due_on=("due_on", "first"), complete=("complete", "any"), pending=("pending", "any")
        )
        rows["pending"] &= ~rows["complete"]
    return rows.drop(columns="meeting")


def rolling_completion(due: pd.DataFrame, window: Window, days: int) -> pd.DataFrame:
    """Roll the completion rate over the window, a row for each group and day.

    Parameters
    ----------
    due
        As :func:`due_by_group` lists them, from ``days`` before the window on.
    days
        Length of the rolling stretch, which ends with each day.

    Returns
    -------
    DataFrame
        ``group``, ``day``, ``due``, ``complete``, ``pending``, ``template_completion_rate`` =
        complete ÷ (due − pending), missing where that is nothing. Groups without any due session
        have no rows.
    """
    stretch = window.reaching_back(days - 1)
    inside = due[stretch.contains(due["due_on"])]
    rows, groups = pd.factorize(inside["group"], sort=True)
    at = (inside["due_on"] - timestamp(stretch.start)).dt.days.to_numpy()
    counts = {}
    for name in ("due", "complete", "pending"):
        daily = np.zeros((len(groups), stretch.days), dtype=np.int64)
        np.add.at(daily, (rows, at), 1 if name == "due" else inside[name].to_numpy(np.int64))
        before = np.zeros((len(groups), 1), dtype=np.int64)
        total = np.concatenate([before, daily.cumsum(axis=1)], axis=1)
        counts[name] = (total[:, days:] - total[:, :-days]).ravel()
    counted = counts["due"] - counts["pending"]
    calendar_days = [window.start + timedelta(days=ahead) for ahead in range(window.days)]
    return pd.DataFrame(
        {
            "group": np.repeat(groups.to_numpy(), window.days),
            "day": np.tile(np.array(calendar_days, "datetime64[s]"), len(groups)),
            **counts,
            "template_completion_rate": np.where(
                counted > 0, counts["complete"] / np.where(counted > 0, counted, 1), np.nan
            ),
        }
    )


def completion_metrics(
    due: pd.DataFrame, window: Window, days: int, *, calendar: bool
) -> list[pd.DataFrame]:
    """Compute the completion rate of the whole window and of its worst stretch.

    ``template_completion_rate`` is the average: complete ÷ (due − pending) over all sessions due in
    the window. ``template_completion_worst`` is the lowest rolling rate among the stretches of
    ``days`` days that lie wholly inside the window (the first of equals).

    Parameters
    ----------
    due
        As :func:`due_by_group` lists them.
    calendar
        Whether there is a calendar; without one the number says so.
    """
    inside = due[window.contains(due["due_on"])].groupby("group")
    complete, pending = inside["complete"].sum(), inside["pending"].sum()
    counted = inside.size() - pending
    low, high = share_interval(complete, counted)
    note = words("{:.0f} pending", pending.where(pending > 0))
    if not calendar:
        note = words("{}; " + NO_CALENDAR, note).fillna(NO_CALENDAR)
    rate = complete / counted.where(counted > 0)
    average = metric_rows("template_completion_rate", rate, counted, low, high, note=note)
    whole = Window(window.start + timedelta(days=days - 1), window.end)
    if whole.days < 1:
        return [average]
    rolling = rolling_completion(due, whole, days).dropna(subset="template_completion_rate")
    worst = rolling.sort_values(["group", "template_completion_rate", "day"])
    worst = worst.drop_duplicates("group").set_index("group")
    lowest = metric_rows(
        "template_completion_worst",
        worst["template_completion_rate"],
        worst["due"] - worst["pending"],
        note=words(str(days) + " days to {0.day} {0:%B}", worst["day"]),
    )
    return [average, lowest]
