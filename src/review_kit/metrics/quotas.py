"""Quota attainment: what was won against the quota of the same days."""

from __future__ import annotations

import pandas as pd

from review_kit.metrics.groups import spread
from review_kit.metrics.people import days_present
from review_kit.metrics.tidy import metric_rows, words
from review_kit.metrics.windows import Window

NO_QUOTA = "no quota for these days"
OVERLAPPING = "quota periods overlap, so it is not clear which one counts"


def quota_by_rep(
    quotas: pd.DataFrame, opportunities: pd.DataFrame, reps: pd.DataFrame, window: Window
) -> pd.DataFrame:
    """Prorate every rep's quota to the window and set the amount won on the same days against it.

    A quota counts with the share of its days that lie in the window; several periods add up. Where
    the periods cover a part of the window only, the amount won on the other days is left out too:
    there was nothing to attain on them. Periods of one rep that overlap (a month and its quarter)
    are not added up: nobody can tell which of them counts, so there is no number.

    Returns
    -------
    DataFrame
        Index ``rep_id``, every rep in review: ``quota`` (prorated; missing without one, or with
        overlapping periods), ``won_amount`` and ``n_won`` (on covered days), ``covered`` (days),
        ``present`` (days of the window the rep was there), ``overlapping``.
    """
    inside = in_window(quotas, window)
    table = added_up(inside, ["rep_id"]).reindex(pd.Index(reps["rep_id"], name="rep_id"))
    table["overlapping"] = table["overlapping"].astype("boolean").fillna(False).astype("bool")
    won = opportunities[opportunities["is_closed"] & opportunities["is_won"]]
    won = won[window.contains(won["close_date"])]
    pairs = won[["rep_id", "close_date", "amount"]].merge(
        inside[["rep_id", "period_start", "period_end"]], on="rep_id"
    )
    pairs = pairs[pairs["close_date"].between(pairs["period_start"], pairs["period_end"])]
    counted = pairs.groupby("rep_id")["amount"]
    return table.assign(
        won_amount=counted.sum().reindex(table.index).fillna(0.0),
        n_won=counted.size().reindex(table.index).fillna(0),
        covered=table["covered"].fillna(0),
        present=days_present(reps, window).to_numpy(),
    )


def in_window(quotas: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Choose the quotas that count in a window, with the share of each that does.

    Returns
    -------
    DataFrame
        The rows that share days with the window, in order of rep and time: ``overlap`` (these days)
        and ``prorated`` (the quota's share of them).
    """
    days = window.overlap(quotas["period_start"], quotas["period_end"])
    inside = quotas.assign(overlap=days)[days > 0].sort_values(["rep_id", "period_start"])
    length = (inside["period_end"] - inside["period_start"]).dt.days + 1
    return inside.assign(prorated=inside["quota"] * inside["overlap"] / length)


def added_up(inside: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Add up the quotas of each window.

    Parameters
    ----------
    inside
        As :func:`in_window` chooses them, of one window or of several.
    keys
        Columns that name a window's number: the rep and, where there are several, the window.

    Returns
    -------
    DataFrame
        Index ``keys``: ``quota`` (missing where periods overlap), ``covered`` (days), ``overlapping``.
    """
    by = [inside[key] for key in keys]
    # compared with the latest end so far: a quarter overlaps all of its months, not only the first
    latest = inside["period_end"].astype("int64").groupby(by).cummax()
    clash = inside["period_start"].astype("int64") <= latest.groupby(by).shift()
    groups = inside.assign(clash=clash).groupby(keys)
    overlapping = groups["clash"].any()
    return pd.DataFrame(
        {
            "quota": groups["prorated"].sum(min_count=1).where(~overlapping),
            "covered": groups["overlap"].sum(),
            "overlapping": overlapping,
        }
    )


def quota_metrics(
    quotas: pd.DataFrame, opportunities: pd.DataFrame, reps: pd.DataFrame, window: Window
) -> pd.DataFrame:
    """Compute ``quota_attainment``: won amount ÷ prorated quota, over the reps who have a quota.

    ``n`` is the number of won deals behind it. It is a ratio of two totals, not an average of
    single deals, so it is given with any number of deals.

    Parameters
    ----------
    reps
        Reps in review with their groups of record.
    """
    per_rep = quota_by_rep(quotas, opportunities, reps, window)
    usable = per_rep["quota"] > 0
    table = reps.assign(
        usable=usable.to_numpy(),
        quota=per_rep["quota"].where(usable).to_numpy(),
        won_amount=per_rep["won_amount"].where(usable, 0.0).to_numpy(),
        n_won=per_rep["n_won"].where(usable, 0).to_numpy(),
    )
    columns = ["quota", "won_amount", "n_won", "usable"]
    groups = spread(table, columns).groupby("group")
    sums = groups[columns].sum().assign(reps=groups.size())
    own = _rep_notes(per_rep.assign(usable=usable)).set_axis(reps["in_rep"])
    value = sums["won_amount"] / sums["quota"].where(sums["quota"] > 0)
    note = own.reindex(sums.index).where(sums.index.isin(own.index), _group_notes(sums))
    return metric_rows("quota_attainment", value, sums["n_won"], note=note)


def _rep_notes(table: pd.DataFrame) -> pd.Series:
    partly = table["covered"].where(table["covered"] < table["present"])
    note = words("quota covers {:.0f} of {} days", partly, table["present"])
    note = note.mask(~table["usable"], NO_QUOTA)
    return note.mask(table["overlapping"], OVERLAPPING)


def _group_notes(sums: pd.DataFrame) -> pd.Series:
    without = sums["reps"] - sums["usable"]
    return words("{:.0f} of {} reps without a quota", without.where(without > 0), sums["reps"])
