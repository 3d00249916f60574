"""How long ramps take, by hire cohort, with those still ramping counted for as long as they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from review_kit.grains import ORG
from review_kit.metrics.ramp import RAMP, observed_ramps
from review_kit.metrics.survival import Survival, kaplan_meier
from review_kit.metrics.tables import Tables
from review_kit.metrics.windows import ReviewWindows, timestamp
from review_kit.project.config import Config

EVERYBODY = "all"
"""The cohort of all hires on record."""

SHARE_DAYS = (90, 180)
"""Days from hire by which the share of those who got there is given."""


def ramp_times(tables: Tables, config: Config, windows: ReviewWindows) -> pd.DataFrame:
    """List everybody whose hire is on record: the ramp in days, or how long it has lasted so far.

    Those who have left are in, for as long as they were there: without them the slow would drop out of
    sight. Exported ramps come first, then what quotas and deals tell. Where ramps are exported and nothing
    else tells, whoever was hired since the first hire with one and has none is still ramping.

    Returns
    -------
    DataFrame
        ``rep_id``, ``team`` of record, ``hire_date``, ``days`` from hire, ``ramped`` (whether the ramp ended
        after so many, or had not ended by then) and ``left`` (gone by the review day, without having
        got there).
    """
    end = timestamp(windows.as_of)
    roster = tables.roster[tables.roster["hire_date"] <= end].drop_duplicates("rep_id")
    roster = roster[["rep_id", "team", "hire_date", "end_date"]].reset_index(drop=True)
    exported = _exported(tables, end)
    value = exported.reindex(roster["rep_id"]).set_axis(roster.index)
    watched = pd.Series(pd.NaT, index=roster.index, dtype="datetime64[s]")
    told = _from_deals(tables, roster, config, windows)
    if told is not None:
        by_rep = told.set_index("rep_id")
        value = value.fillna(by_rep["ramp_days"].reindex(roster["rep_id"]).set_axis(roster.index))
        watched = by_rep["watched_to"].reindex(roster["rep_id"]).set_axis(roster.index)
    elif len(exported):
        since = roster.loc[value.notna(), "hire_date"].min()
        last = roster["end_date"].where(roster["end_date"] < end, end)
        watched = last.where(roster["hire_date"] >= since)
    so_far = (watched - roster["hire_date"]).dt.days.astype("float64")
    table = roster.assign(
        days=value.fillna(so_far),
        ramped=value.notna(),
        left=value.isna() & (roster["end_date"] <= end),
    )
    return table[table["days"] >= 0].drop(columns="end_date")


def _exported(tables: Tables, end: pd.Timestamp) -> pd.Series:
    """Give the ramps that are exported, by rep: the latest known by the review day."""
    if tables.outcomes is None:
        return pd.Series(dtype="float64")
    rows = tables.outcomes[(tables.outcomes["metric"] == RAMP) & tables.outcomes["value"].notna()]
    rows = rows[rows["period_start"] <= end].sort_values(["rep_id", "period_end", "period_start"])
    return rows.drop_duplicates("rep_id", keep="last").set_index("rep_id")["value"]


def _from_deals(
    tables: Tables, roster: pd.DataFrame, config: Config, windows: ReviewWindows
) -> pd.DataFrame | None:
    """Give the ramps that quotas and deals tell; of reps with money in another currency they tell none."""
    quotas, deals = tables.quotas, tables.opportunities
    if quotas is None or deals is None or quotas.empty or deals.empty:
        return None
    foreign: set[str] = set()
    for rows, amount in ((quotas, "quota"), (deals, "amount")):
        other = rows["currency"].notna() & (rows["currency"] != config.organisation.currency)
        foreign |= set(rows.loc[other & rows[amount].notna(), "rep_id"])
    known = roster[~roster["rep_id"].isin(foreign)]
    return observed_ramps(quotas, deals, known, windows.as_of, config.coaching.ramp_attainment)


def ramp_tables(
    times: pd.DataFrame, teams: Iterable[str], minimum: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put ramps together by team and hire cohort.

    Cohorts are the calendar quarters, half-years or years of the hire: the shortest of these with which at
    least half of the hires on record are in cohorts of ``minimum`` reps. A team has all its hires together
    alone. Of fewer than ``minimum`` reps there are counts and no number.

    Parameters
    ----------
    times
        As :func:`ramp_times` lists them.
    teams
        Teams in review.
    minimum
        ``privacy.minimum_group_size``.

    Returns
    -------
    ramp_cohorts
        One row for each cohort; the table's schema says what the columns mean.
    ramp_curve
        The days on which somebody got there, of each cohort that has numbers.
    """
    cohorts, curves = [], []
    for scope, scope_id, cohort, rows in _groups(times, set(teams), minimum):
        named = {"scope": scope, "scope_id": scope_id, "cohort": cohort}
        counts: dict[str, Any] = {
            **named,
            "first_hired_on": rows["hire_date"].min(),
            "last_hired_on": rows["hire_date"].max(),
            "n_reps": len(rows),
            "n_ramped": int(rows["ramped"].sum()),
            "n_left": int(rows["left"].sum()),
        }
        counts["n_ramping"] = counts["n_reps"] - counts["n_ramped"] - counts["n_left"]
        numbers: dict[str, float | None] = {}
        if len(rows) >= minimum:
            found = kaplan_meier(rows["days"], rows["ramped"])
            numbers = _numbers(found)
            curves.append(_curve(found).assign(**named))
        cohorts.append({**counts, **numbers})
    curve = pd.concat(curves, ignore_index=True) if curves else pd.DataFrame()
    return pd.DataFrame(cohorts), curve


def _groups(
    times: pd.DataFrame, teams: set[str], minimum: int
) -> Iterator[tuple[str, str, str, pd.DataFrame]]:
    if times.empty:
        return
    yield ORG, ORG, EVERYBODY, times
    named = cohort_names(times["hire_date"], minimum)
    for cohort, rows in times.groupby(named):
        yield ORG, ORG, str(cohort), rows
    for team, rows in times[times["team"].isin(teams)].groupby("team"):
        yield "team", str(team), EVERYBODY, rows


def cohort_names(hired: pd.Series, minimum: int) -> pd.Series:
    """Name the cohort of each hire: ``2026Q2``, ``2026H1`` or ``2026``, as :func:`ramp_tables` chooses."""
    year: pd.Series = hired.dt.year.astype("str")
    parts: Sequence[pd.Series] = (
        year + "Q" + hired.dt.quarter.astype("str"),
        year + "H" + ((hired.dt.month > 6) + 1).astype("str"),
        year,
    )
    for named in parts:
        size = named.map(named.value_counts())
        if 2 * int((size >= minimum).sum()) >= len(named):
            return named
    return year


def _numbers(found: Survival) -> dict[str, Any]:
    median = dict(zip(("median_days", "median_low", "median_high"), found.median(), strict=True))
    shares: dict[str, float | None] = {}
    for day in SHARE_DAYS:
        names = (f"share_{day}", f"share_{day}_low", f"share_{day}_high")
        shares.update(zip(names, found.happened_by(day), strict=True))
    return {**median, **shares, "watched_days": int(found.last)}


def _curve(found: Survival) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "day": found.day.astype("int64"),
            "at_risk": found.at_risk,
            "ramped": found.happened,
            "share": 1 - found.share,
            "low": 1 - found.high,
            "high": 1 - found.low,
        }
    )
