"""Quota attainment: what was won against the quota of the same days."""

from __future__ import annotations

import pandas as pd

from review_kit.metrics.groups import explode_by_group
from review_kit.metrics.people import days_present
from review_kit.metrics.tidy import metric_rows, words
from review_kit.metrics.windows import Window, timestamp

NO_QUOTA = "no quota for these days"
OVERLAPPING = "quota periods overlap, so it is not clear which one counts"


def quota_by_rep(
    quotas: pd.DataFrame, opportunities: pd.DataFrame, reps: pd.DataFrame, window: Window
) -> pd.DataFrame:
    """Prorate every rep's quota to the window and set the amount won on the same days against it.

    A quota counts with the share of its days that lie in the window and on which the rep was there;
    several periods add up. Where the periods cover a part of the window only, the amount won on the
    other days is left out too: there was nothing to attain on them. Periods of one rep that overlap (a
    month and its quarter) are not added up: nobody can tell which of them counts, so there is no
    number.

    Returns
    -------
    DataFrame
        Index ``rep_id``, every rep in review: ``quota`` (prorated; missing without one, or with
        overlapping periods), ``won_amount``, ``n_won`` and ``without_amount`` (won deals, and those of
        them without an amount, on covered days), ``covered`` (days), ``present`` (days of the window
        the rep was there), ``overlapping``.
    """
    inside = in_window(attainable(quotas, reps), window)
    table = added_up(inside, ["rep_id"]).reindex(pd.Index(reps["rep_id"], name="rep_id"))
    table["overlapping"] = table["overlapping"].astype("boolean").fillna(False).astype("bool")
    won = opportunities["is_closed"] & opportunities["is_won"]
    won &= window.contains(opportunities["close_date"])
    pairs = opportunities.loc[won, ["rep_id", "close_date", "amount"]].merge(
        inside[["rep_id", "first_day", "last_day"]], on="rep_id"
    )
    pairs = pairs[pairs["close_date"].between(pairs["first_day"], pairs["last_day"])]
    counted = pairs.groupby("rep_id")["amount"]
    n_won = counted.size().reindex(table.index).fillna(0)
    return table.assign(
        won_amount=counted.sum().reindex(table.index).fillna(0.0),
        n_won=n_won,
        without_amount=n_won - counted.count().reindex(table.index).fillna(0),
        covered=table["covered"].fillna(0),
        present=days_present(reps, window).to_numpy(),
    )


def attainable(quotas: pd.DataFrame, reps: pd.DataFrame) -> pd.DataFrame:
    """Choose the quotas that there was something to attain of, and the days on which there was.

    A quota of zero, or without a number, covers nothing: with nothing to attain, its days count
    neither way, and neither does what was won on them. Nor do days before the rep was hired or after
    the rep left.

    Parameters
    ----------
    reps
        ``rep_id``, ``hire_date``, ``end_date`` (missing while there).

    Returns
    -------
    DataFrame
        Of the rows of reps listed with a quota above zero ``rep_id``, ``period_start``, ``period_end`` and
        ``quota``; with ``first_day`` and ``last_day`` (of the period, as far as the rep was there) and
        ``length`` (days of the whole period).
    """
    people = reps[["rep_id", "hire_date", "end_date"]]
    of_period = ["rep_id", "period_start", "period_end", "quota"]
    rows = quotas.loc[quotas["quota"] > 0, of_period].merge(people, on="rep_id")
    start, end = rows["period_start"], rows["period_end"]
    joined, left = rows["hire_date"], rows["end_date"].fillna(end)
    rows = rows.assign(
        first_day=start.where(~(joined > start), joined),
        last_day=end.where(~(left < end), left),
        length=(end - start).dt.days + 1,
    )
    return rows[rows["first_day"] <= rows["last_day"]].drop(columns=["hire_date", "end_date"])


def in_window(attainable_quotas: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Choose the quotas that count in a window, with the share of each that does.

    Parameters
    ----------
    attainable_quotas
        As :func:`attainable` gives them.

    Returns
    -------
    DataFrame
        The rows that share days with the window, in order of rep and time: ``overlap`` (these days)
        and ``prorated`` (the quota's share of them).
    """
    days = window.overlap(attainable_quotas["first_day"], attainable_quotas["last_day"])
    inside = attainable_quotas.assign(overlap=days)[days > 0]
    inside = inside.sort_values(["rep_id", "first_day"])
    return inside.assign(prorated=inside["quota"] * inside["overlap"] / inside["length"])


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
    latest = inside["last_day"].astype("int64").groupby(by).cummax()
    clash = inside["first_day"].astype("int64") <= latest.groupby(by).shift()
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

    A note says where it rests on less than it seems to: on the days of a joiner or a leaver, on a part of
    the days, on won deals without an amount, on some of a group's reps.

    ``n`` is the number of won deals behind it. It is a ratio of two totals, not an average of
    single deals, so it is given with any number of deals.

    Parameters
    ----------
    reps
        Reps in review with their groups of record.
    """
    per_rep = quota_by_rep(quotas, opportunities, reps, window)
    usable = per_rep["quota"].notna()
    counted = ["won_amount", "n_won", "without_amount"]
    table = reps.assign(
        usable=usable.to_numpy(),
        quota=per_rep["quota"].to_numpy(),
        in_part=(usable & (per_rep["present"] < window.days)).to_numpy(),
        **{name: per_rep[name].where(usable, 0.0).to_numpy() for name in counted},
    )
    columns = ["quota", *counted, "usable", "in_part"]
    groups = explode_by_group(table, columns).groupby("group")
    sums = groups[columns].sum().assign(reps=groups.size())
    there = reps.set_index("rep_id")[["hire_date", "end_date"]]
    own = _rep_notes(per_rep.assign(usable=usable, **there), window).set_axis(reps["in_rep"])
    value = sums["won_amount"] / sums["quota"].where(sums["quota"] > 0)
    note = own.reindex(sums.index).where(sums.index.isin(own.index), _group_notes(sums))
    return metric_rows("quota_attainment", value, sums["n_won"], note=note)


def _rep_notes(table: pd.DataFrame, window: Window) -> pd.Series:
    """Say of each rep which days count, and which of the wins on them have no amount."""
    partly = table["covered"].where(table["covered"] < table["present"])
    covered = words("quota covers {:.0f} of {} days", partly, table["present"])
    note = _joined(_days_there(table, window), covered, _unknown(table))
    note = note.mask(~table["usable"], NO_QUOTA)
    return note.mask(table["overlapping"], OVERLAPPING)


def _days_there(table: pd.DataFrame, window: Window) -> pd.Series:
    """Say of joiners and leavers that the quota is that of their days, and from when or until when."""
    joined = table["hire_date"].where(table["hire_date"] > timestamp(window.start))
    left = table["end_date"].where(table["end_date"] < timestamp(window.end))
    part = table["present"].where(table["present"] < window.days)
    both = words("joined {0.day} {0:%B}, left {1.day} {1:%B}", joined, left)
    said = both.fillna(words("joined {0.day} {0:%B}", joined))
    said = said.fillna(words("left {0.day} {0:%B}", left))
    whole = pd.Series(window.days, table.index)
    return words("quota of {:.0f} of {} days: {}", part, whole, said)


def _group_notes(sums: pd.DataFrame) -> pd.Series:
    without = sums["reps"] - sums["usable"]
    lacking = words("{:.0f} of {} reps without a quota", without.where(without > 0), sums["reps"])
    in_part = words(
        "{:.0f} of {} joined or left, with the quota of their days",
        sums["in_part"].where(sums["in_part"] > 0),
        sums["reps"],
    )
    return _joined(lacking, in_part, _unknown(sums))


def _unknown(table: pd.DataFrame) -> pd.Series:
    """Say how many of the won deals count with nothing, because nobody wrote their amount down."""
    without = table["without_amount"].where(table["without_amount"] > 0)
    return words("{:.0f} of {:.0f} won deals without an amount", without, table["n_won"])


def _joined(*notes: pd.Series) -> pd.Series:
    """Join the notes of each row that are there; missing where none is."""
    rows = zip(*(note.tolist() for note in notes), strict=True)
    found = ["; ".join(note for note in row if isinstance(note, str)) for row in rows]
    return pd.Series(found, notes[0].index, dtype="str").replace("", None)
