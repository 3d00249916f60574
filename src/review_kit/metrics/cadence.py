"""How often and how long people were coached."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.metrics.groups import MEMBERSHIP, spread
from review_kit.metrics.people import days_present
from review_kit.metrics.tidy import lookup, metric_rows, words
from review_kit.metrics.windows import Window, not_after, not_before, timestamp
from review_kit.project.config import Rates

HELD, MOVED, CANCELLED = "held", "moved", "cancelled"


def held_sessions(log: pd.DataFrame, calendar: pd.DataFrame | None) -> pd.DataFrame:
    """List every session that took place, once.

    A session took place when the log has an entry of it, or when the calendar says ``held``: one
    held but never logged is a session without a record, one logged but absent from the calendar is a
    session all the same. Its day is the day of the log, else of the calendar. Its length is taken
    once: the longest that its entries name (each entry of one session repeats it), else the
    calendar's.

    Parameters
    ----------
    log
        Entries of the reps in review, with their groups.
    calendar
        ``scheduled_sessions`` likewise, ``None`` where it was not exported.

    Returns
    -------
    DataFrame
        ``session_id``, ``rep_id``, the groups it counts for, ``session_on``, ``minutes``, in order
        of rep, day and session.
    """
    keys = ["session_id", "rep_id"]
    ordered = log.sort_values([*keys, "session_date", "entry_id"])
    logged = ordered.groupby(keys, as_index=False).agg(
        **{column: (column, "first") for column in MEMBERSHIP},
        session_on=("session_date", "min"),
        minutes=("minutes", "max"),
    )
    if calendar is not None:
        planned = calendar[[*keys, "minutes"]].rename(columns={"minutes": "planned_minutes"})
        logged = logged.merge(planned, on=keys, how="left")
        logged["minutes"] = logged["minutes"].fillna(logged.pop("planned_minutes"))
        held = calendar[calendar["status"] == HELD].rename(columns={"scheduled_date": "session_on"})
        unlogged = held.merge(logged[keys], on=keys, how="left", indicator=True)
        unlogged = unlogged[unlogged.pop("_merge") == "left_only"]
        logged = pd.concat([logged, unlogged[logged.columns]], ignore_index=True)
    return logged.sort_values(["rep_id", "session_on", "session_id"], ignore_index=True)


def cadence_metrics(
    sessions: pd.DataFrame,
    calendar: pd.DataFrame | None,
    reps: pd.DataFrame,
    window: Window,
    rates: Rates,
) -> list[pd.DataFrame]:
    """Compute sessions, minutes, hours, cost, gaps and what was moved or cancelled.

    Parameters
    ----------
    sessions
        As :func:`held_sessions` lists them.
    reps
        Reps in review with their groups of record; their days in the window are what hours a week
        are spread over.
    """
    inside = sessions[window.contains(sessions["session_on"])]
    groups = spread(inside, ["minutes"]).groupby("group")
    known = groups["minutes"].count()
    held = groups.size()
    minutes = groups["minutes"].sum(min_count=1)
    some = known.where(known < held)
    note = words("length known of {:.0f} of {} sessions", some, held)
    parts = [
        metric_rows("sessions_held", held, held),
        metric_rows("coaching_minutes", minutes, known, note=note),
        metric_rows("coaching_hours", minutes / 60, known, note=note),
        _hours_per_week(inside, reps, window),
        _longest_gap(inside, reps, window),
    ]
    if rates.manager_per_hour is not None or rates.rep_per_hour is not None:
        hourly = (rates.manager_per_hour or 0.0) + (rates.rep_per_hour or 0.0)
        unset = [
            name for name in ("manager_per_hour", "rep_per_hour") if getattr(rates, name) is None
        ]
        remark = f"without the {unset[0].split('_')[0]}'s time" if unset else None
        cost_note = note.fillna(remark) if remark else note
        parts.append(metric_rows("coaching_cost", minutes / 60 * hourly, known, note=cost_note))
    if calendar is not None:
        planned = spread(calendar[window.contains(calendar["scheduled_date"])], ["status"])
        for metric, status in (("sessions_moved", MOVED), ("sessions_cancelled", CANCELLED)):
            counted = (planned["status"] == status).groupby(planned["group"])
            parts.append(metric_rows(metric, counted.sum(), counted.size()))
    return parts


def _hours_per_week(inside: pd.DataFrame, reps: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Hours of coaching per rep and week of presence; the group's is over all its reps of record."""
    per_rep = inside.groupby("rep_id")["minutes"]
    table = reps.assign(
        minutes=lookup(reps["rep_id"], per_rep.sum()).fillna(0.0),
        known=lookup(reps["rep_id"], per_rep.count().astype("float64")).fillna(0),
        held=lookup(reps["rep_id"], per_rep.size().astype("float64")).fillna(0),
        days=days_present(reps, window),
    )
    columns = ["minutes", "days", "known", "held"]
    sums = spread(table, columns).groupby("group")[columns].sum()
    # sessions took place and no length is known: the hours are unknown, not zero
    unknown = (sums["held"] > 0) & (sums["known"] == 0)
    weeks = (sums["days"] / 7).where(~unknown & (sums["days"] > 0))
    return metric_rows("coaching_hours_per_week", sums["minutes"] / 60 / weeks, sums["known"])


def _longest_gap(inside: pd.DataFrame, reps: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Longest stretch without a session while the rep was there; a group's is its longest one.

    Counted from day to day between sessions, from the first day (of the window or of the rep) to
    the first session, and from the last session to the last day. Without any session it is every
    day of the rep in the window.
    """
    first = not_before(reps["hire_date"], window.start)
    last = not_after(reps["end_date"].fillna(timestamp(window.end)), window.end)
    there = reps.assign(day=first, last=last)[first <= last]
    days = pd.concat(
        [
            inside[["rep_id", "session_on"]].rename(columns={"session_on": "day"}),
            there[["rep_id", "day"]],
            there[["rep_id", "last"]].rename(columns={"last": "day"}),
        ]
    ).sort_values(["rep_id", "day"])
    gap = days.groupby("rep_id")["day"].diff().dt.days.groupby(days["rep_id"]).max()
    held = inside.groupby("rep_id").size()
    whole = (there["last"] - there["day"]).dt.days + 1
    table = there.assign(
        held=lookup(there["rep_id"], held.astype("float64")).fillna(0),
        gap=np.where(there["rep_id"].isin(held.index), lookup(there["rep_id"], gap), whole),
    )
    groups = spread(table, ["gap", "held"]).groupby("group")
    return metric_rows("longest_gap_days", groups["gap"].max(), groups["held"].sum())
