"""How often and how long people were coached."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.metrics.groups import explode_by_group
from review_kit.metrics.held import CANCELLED, MOVED
from review_kit.metrics.people import days_present, while_there
from review_kit.metrics.tidy import lookup, metric_rows, words
from review_kit.metrics.windows import Window, not_after, not_before, timestamp
from review_kit.project.config import Rates


def cadence_metrics(
    sessions: pd.DataFrame,
    not_held: pd.DataFrame,
    calendar: pd.DataFrame | None,
    reps: pd.DataFrame,
    window: Window,
    rates: Rates,
    covered_days: int,
) -> list[pd.DataFrame]:
    """Compute sessions, minutes, hours, cost, gaps, coverage and what was moved or cancelled.

    A session with several reps is one session and one length of the team, the manager who held it and
    the organisation; of its cost the manager's time counts once and the reps' time for each of them.

    Parameters
    ----------
    sessions
        As :func:`~review_kit.metrics.held.held_sessions` lists them.
    not_held
        Log entries of sessions that did not take place; ``sessions_held`` says how many there are.
    reps
        Reps in review with their groups of record; their days in the window are what hours a week
        are spread over.
    covered_days
        Days of the window that a rep has to be there for, to count among those who should have had a
        session.
    """
    inside = sessions[window.contains(sessions["session_on"])]
    time = session_time(inside)
    known, held, minutes = time["known"], time["held"], time["minutes"]
    some = known.where(known < held)
    note = words("length known of {:.0f} of {} sessions", some, held)
    parts = [
        _sessions_held(held, not_held[window.contains(not_held["session_date"])]),
        metric_rows("coaching_minutes", minutes, known, note=note),
        metric_rows("coaching_hours", minutes / 60, known, note=note),
        _hours_per_week(minutes, known, held, reps, window),
        _longest_gap(inside, reps, window),
        _coverage(inside, reps, window, covered_days),
    ]
    if rates.manager_per_hour is not None or rates.rep_per_hour is not None:
        cost = minutes * (rates.manager_per_hour or 0.0)
        cost += time["rep_minutes"] * (rates.rep_per_hour or 0.0)
        unset = [
            name for name in ("manager_per_hour", "rep_per_hour") if getattr(rates, name) is None
        ]
        remark = f"without the {unset[0].split('_')[0]}'s time" if unset else None
        cost_note = note.fillna(remark) if remark else note
        parts.append(metric_rows("coaching_cost", cost / 60, known, note=cost_note))
    if calendar is not None:
        there = calendar[while_there(calendar["rep_id"], calendar["scheduled_date"], reps)]
        planned = explode_by_group(there[window.contains(there["scheduled_date"])], ["status"])
        for metric, status in (("sessions_moved", MOVED), ("sessions_cancelled", CANCELLED)):
            counted = (planned["status"] == status).groupby(planned["group"])
            parts.append(metric_rows(metric, counted.sum(), counted.size()))
    return parts


def session_time(sessions: pd.DataFrame) -> pd.DataFrame:
    """Add up the time of sessions for each group.

    Parameters
    ----------
    sessions
        As :func:`~review_kit.metrics.held.held_sessions` lists them.

    Returns
    -------
    DataFrame
        Indexed by the group's number: ``held`` (sessions, each once), ``known`` (those of known length),
        ``minutes`` (each session once: its manager's time) and ``rep_minutes`` (once for each of its
        reps); minutes are missing where no length is known.
    """
    attended = explode_by_group(sessions, ["minutes", "meeting"])
    groups = attended.drop_duplicates(["group", "meeting"]).groupby("group")
    return pd.DataFrame(
        {
            "held": groups.size(),
            "known": groups["minutes"].count(),
            "minutes": groups["minutes"].sum(min_count=1),
            "rep_minutes": attended.groupby("group")["minutes"].sum(min_count=1),
        }
    )


def _sessions_held(held: pd.Series, not_held: pd.DataFrame) -> pd.DataFrame:
    """Count the sessions held, and say how many others the log names that did not take place."""
    named = explode_by_group(not_held, ["session_id"]).drop_duplicates(["group", "session_id"])
    more = named.groupby("group").size()
    every = held.index.union(more.index)
    held = held.reindex(every).fillna(0)
    note = words(
        "{:.0f} in the log did not take place, according to the calendar",
        more.astype("float64").reindex(every),
    )
    return metric_rows("sessions_held", held, held, note=note)


def _hours_per_week(
    minutes: pd.Series,
    known: pd.Series,
    held: pd.Series,
    reps: pd.DataFrame,
    window: Window,
) -> pd.DataFrame:
    """Hours of coaching per rep of record and week of presence, each session once."""
    table = reps.assign(days=days_present(reps, window))
    days = explode_by_group(table, ["days"]).groupby("group")["days"].sum()
    minutes, held = minutes.reindex(days.index), held.reindex(days.index).fillna(0)
    # sessions took place and no length is known: the hours are unknown, not zero
    hours = minutes.mask(held == 0, 0.0) / 60
    return metric_rows("coaching_hours_per_week", hours / (days / 7).where(days > 0), known)


def _coverage(
    inside: pd.DataFrame, reps: pd.DataFrame, window: Window, covered_days: int
) -> pd.DataFrame:
    """Share of a group's reps of record with a session in the window, whoever held it.

    Looked at are the reps who were there for ``covered_days`` of it: of somebody hired last week it is too
    early to say that there was no session.
    """
    there = reps[days_present(reps, window) >= covered_days]
    there = there.assign(coached=there["rep_id"].isin(inside["rep_id"].unique()))
    groups = explode_by_group(there, ["coached"]).groupby("group")["coached"]
    hits, n = groups.sum(), groups.size()
    whole = n[~n.index.isin(reps["in_rep"])]
    return metric_rows("coaching_coverage", (hits / n).reindex(whole.index), whole)


def _longest_gap(inside: pd.DataFrame, reps: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Longest stretch without a session while the rep was there; a group's is its longest one.

    Counted from day to day between sessions, from the first day (of the window or of the rep) to
    the first session, and from the last session to the last day. Without any session it is every
    day of the rep in the window.
    """
    first = not_before(reps["hire_date"], window.start)
    last = not_after(reps["end_date"].fillna(timestamp(window.end)), window.end)
    there = reps.assign(day=first, last=last)[first <= last]
    inside = inside[while_there(inside["rep_id"], inside["session_on"], reps)]
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
    groups = explode_by_group(table, ["gap", "held"]).groupby("group")
    return metric_rows("longest_gap_days", groups["gap"].max(), groups["held"].sum())
