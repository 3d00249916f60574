"""Ramp time of reps for whom no system exports it: from hire to the first full month at quota."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from review_kit.metrics.groups import MEMBERSHIP
from review_kit.metrics.quotas import attainable
from review_kit.metrics.windows import Window, timestamp

RAMP = "ramp_days"


def ramp_by_rep(
    quotas: pd.DataFrame,
    opportunities: pd.DataFrame,
    reps: pd.DataFrame,
    window: Window,
    attainment: float,
) -> pd.DataFrame:
    """Find each rep's first full calendar month at or above ``attainment``, by the window's end.

    ``ramp_days`` are the days from hire to the first day of that month. A month is full when the rep
    was there on all of its days and it was over by the window's end; its quota is prorated to it and
    must cover all of it, and what was won in it counts. A quota of zero covers nothing, so the months of
    a ramp without one are never the one. Nothing is said of a rep who was hired before the
    records begin (the first quota period, or the first opportunity created): an earlier month may
    have been the one.

    Returns
    -------
    DataFrame
        ``rep_id``, ``metric``, ``value`` (missing while not reached), ``n`` (1 where there is a
        value), ``note``, and the groups of the rep; reps whose hire is on record only.
    """
    known = observed_ramps(quotas, opportunities, reps, window.end, attainment)
    value = known["ramp_days"]
    return known[["rep_id", *MEMBERSHIP]].assign(
        metric=RAMP,
        value=value,
        n=value.notna().astype("int64"),
        note=np.where(value.isna(), f"not reached by {window.end}", "from quotas and deals won"),
    )


def observed_ramps(
    quotas: pd.DataFrame,
    opportunities: pd.DataFrame,
    reps: pd.DataFrame,
    last: date,
    attainment: float,
) -> pd.DataFrame:
    """Say of each rep hired within the records how long the ramp took, or until when it had not ended.

    Parameters
    ----------
    last
        The last day that is looked at.
    attainment
        As for :func:`ramp_by_rep`, which says what ends a ramp.

    Returns
    -------
    DataFrame
        The reps hired from the day on which the records begin, with ``ramp_days`` (missing while not
        reached) and ``watched_to``: the last day of the last full month that a quota covers, zero or not,
        and by which it is known whether the ramp had ended. It is missing of a rep without such a month.
    """
    begin = max(quotas["period_start"].min(), opportunities["created_date"].min())
    end = timestamp(last)
    hired = reps["hire_date"]
    first = (hired - pd.Timedelta(days=1)).dt.to_period("M").dt.end_time.dt.normalize()
    first = (first + pd.Timedelta(days=1)).astype("datetime64[s]")
    known: pd.DataFrame = reps.assign(first_month=first)[(hired >= begin) & (hired <= end)]
    months = _months(known, attainable(quotas, known), end)
    is_won = opportunities["is_closed"] & opportunities["is_won"]
    won = opportunities.loc[is_won, ["rep_id", "close_date", "amount"]]
    won = won.assign(month=won["close_date"].dt.to_period("M").dt.start_time)
    amount = won.groupby(["rep_id", "month"])["amount"].sum()
    keys = pd.MultiIndex.from_frame(months[["rep_id", "month"]])
    made = amount.reindex(keys).fillna(0.0).to_numpy()
    reached = months[made >= attainment * months["quota"]]
    at = reached.groupby("rep_id")["month"].min().reindex(known["rep_id"]).set_axis(known.index)
    watched = _months(known, quotas, end).groupby("rep_id")["month_end"].max()
    return known.drop(columns="first_month").assign(
        ramp_days=(at - known["hire_date"]).dt.days.astype("float64"),
        watched_to=watched.reindex(known["rep_id"]).set_axis(known.index).astype("datetime64[s]"),
    )


def _months(known: pd.DataFrame, quotas: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    """Prorate quotas to the full months of each rep; months that they do not cover are left out.

    Parameters
    ----------
    quotas
        Those to prorate: all of them, or those that there is something to attain of.
    """
    pairs = quotas[["rep_id", "period_start", "period_end", "quota"]].merge(
        known[["rep_id", "first_month", "end_date"]], on="rep_id"
    )
    last = pairs["end_date"].fillna(end)
    last = last.where(last < end, end)
    begins = pairs["period_start"].where(
        pairs["period_start"] > pairs["first_month"], pairs["first_month"]
    )
    ends = pairs["period_end"].where(pairs["period_end"] < last, last)
    first_month, last_month = (
        days.to_numpy().astype("datetime64[M]").astype(np.int64) for days in (begins, ends)
    )
    number = np.where(begins <= ends, last_month - first_month + 1, 0)
    each = np.repeat(np.arange(len(pairs)), number)
    further = np.arange(len(each)) - np.repeat(np.cumsum(number) - number, number)
    pairs = pairs.assign(last=last).iloc[each]
    months_in = (first_month[each] + further).astype("datetime64[M]").astype("datetime64[s]")
    period = pd.DatetimeIndex(months_in).to_period("M")
    start, stop = period.start_time, period.end_time.normalize()
    pairs = pairs.assign(month=start, month_end=stop)
    pairs = pairs[(pairs["month_end"] <= pairs["last"]) & (pairs["month"] >= pairs["first_month"])]
    from_day = pairs["month"].where(pairs["month"] > pairs["period_start"], pairs["period_start"])
    to_day = pairs["month_end"].where(pairs["month_end"] < pairs["period_end"], pairs["period_end"])
    days = (to_day - from_day).dt.days + 1
    length = (pairs["period_end"] - pairs["period_start"]).dt.days + 1
    pairs = pairs.assign(days=days, share=pairs["quota"] * days / length)
    months = pairs.groupby(["rep_id", "month", "month_end"]).agg(
        quota=("share", "sum"), days=("days", "sum")
    )
    months = months.reset_index()
    covered = months["days"] == (months["month_end"] - months["month"]).dt.days + 1
    return months[covered]
