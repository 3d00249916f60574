"""Lagging metrics that other systems export ready-made, such as revenue or handle time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.metrics.groups import MEMBERSHIP, explode_by_group
from review_kit.metrics.registry import AS_EXPORTED, outcome
from review_kit.metrics.tidy import metric_rows
from review_kit.metrics.windows import Window, timestamp

MIXED_UNITS = "exported in more than one unit"

_SAME_AS_PERCENT = frozenset({"%", "pct", "percent", "percentage"})


def outcome_units(outcomes: pd.DataFrame, currency: str) -> dict[str, str]:
    """Give the unit of every exported metric, in the words of the registry where they mean the same.

    A metric whose unit the registry knows has that one. Another has the unit it was exported with,
    where all its rows agree, else none.

    Parameters
    ----------
    currency
        The project's: a unit of that name is ``money``.
    """
    units = {}
    for name, rows in outcomes.groupby("metric")["unit"]:
        known = outcome(str(name)).unit
        exported = rows.dropna().str.strip().unique()
        alone = str(exported[0]) if len(exported) == 1 else ""
        if known != AS_EXPORTED:
            units[str(name)] = known
        elif alone.lower() in _SAME_AS_PERCENT:
            units[str(name)] = "percent"
        else:
            units[str(name)] = "money" if alone == currency else alone
    return units


def outcomes_by_rep(outcomes: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Bring exported periods to the window, for each rep and metric.

    Returns
    -------
    DataFrame
        ``rep_id``, ``metric`` and the columns of :func:`pooled`.
    """
    return pooled(in_window(outcomes, window), ["rep_id", "metric"])


def in_window(outcomes: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Choose the exported periods that say something about a window.

    Returns
    -------
    DataFrame
        The rows with a value that share days with the window or, of a fact that happens once, had
        begun by its end; with ``days`` (shared), ``length`` (of the period) and ``pooling``.
    """
    days = window.overlap(outcomes["period_start"], outcomes["period_end"])
    how = {name: outcome(str(name)).pooling for name in outcomes["metric"].unique()}
    once = outcomes["metric"].isin([name for name, pooling in how.items() if pooling == "latest"])
    begun = outcomes["period_start"] <= timestamp(window.end)
    kept = outcomes["value"].notna() & ((days > 0) | (begun & once))
    rows = outcomes[kept]
    return rows.assign(
        days=days[kept],
        length=(rows["period_end"] - rows["period_start"]).dt.days + 1,
        pooling=rows["metric"].map(how).astype("str"),
    )


def pooled(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Put the periods of each window together.

    - A total (``net_revenue``) is prorated by days of overlap and added up.
    - An average (every other metric, known or not) is the mean of the periods, weighted by the days
      each shares with the window.
    - A fact that happens once (``ramp_days``) is the latest one known by the window's end.

    Rows in different units are not put together: no number.

    Parameters
    ----------
    rows
        As :func:`in_window` chooses them, of one window or of several.
    keys
        Columns that name a window's number: rep, metric and, where there are several, the window.

    Returns
    -------
    DataFrame
        ``keys``, ``value``, ``n`` (periods behind it), ``days`` (that they cover), ``mixed``.
    """
    rows = rows.sort_values([*keys, "period_end", "period_start"])
    rows = rows.assign(
        total=rows["value"] * rows["days"] / rows["length"], weighted=rows["value"] * rows["days"]
    )
    groups = rows.groupby(keys)
    table = groups.agg(
        total=("total", "sum"),
        weighted=("weighted", "sum"),
        days=("days", "sum"),
        latest=("value", "last"),
        n=("value", "size"),
        units=("unit", "nunique"),
        pooling=("pooling", "first"),
    ).reset_index()
    value = np.select(
        [table["pooling"] == "total", table["pooling"] == "latest"],
        [table["total"], table["latest"]],
        table["weighted"] / table["days"].where(table["days"] > 0),
    )
    mixed = table["units"] > 1
    return table[keys].assign(
        value=np.where(mixed, np.nan, value),
        n=table["n"].where(table["pooling"] != "latest", 1),
        days=table["days"],
        mixed=mixed,
    )


def outcome_metrics(
    outcomes: pd.DataFrame | None,
    reps: pd.DataFrame,
    window: Window,
    computed: pd.DataFrame | None = None,
) -> list[pd.DataFrame]:
    """Compute every exported metric for each group.

    A group's total is the sum of its reps'; any other metric of a group is the plain mean of its
    reps' values, because the volume behind each is not in the export.

    Parameters
    ----------
    outcomes
        ``None`` where they were not exported.
    reps
        Reps in review with their groups of record.
    computed
        Values computed from other tables (``rep_id``, ``metric``, ``value``, ``n``, ``note``, groups);
        they stand in for reps without an exported one.
    """
    parts = []
    exported = pd.DataFrame(columns=["rep_id", "metric"])
    if outcomes is not None:
        exported = outcomes_by_rep(outcomes, window)
        parts.append(exported.merge(reps[["rep_id", *MEMBERSHIP]], on="rep_id"))
    if computed is not None:
        pairs = pd.MultiIndex.from_frame(computed[["rep_id", "metric"]])
        have = pairs.isin(pd.MultiIndex.from_frame(exported[["rep_id", "metric"]]))
        parts.append(computed[~have].assign(mixed=False))
    if not parts:
        return []
    per_rep = pd.concat(parts, ignore_index=True)
    if "note" not in per_rep:
        per_rep = per_rep.assign(note=None)
    return _by_group(per_rep, reps)


def _by_group(per_rep: pd.DataFrame, reps: pd.DataFrame) -> list[pd.DataFrame]:
    parts = []
    columns = ["metric", "value", "n", "mixed", "note"]
    for name, rows in explode_by_group(per_rep, columns).groupby("metric"):
        groups = rows.groupby("group")
        total = outcome(str(name)).pooling == "total"
        value = groups["value"].sum(min_count=1) if total else groups["value"].mean()
        mixed = groups["mixed"].any()
        own = groups["note"].first().where(mixed.index.isin(reps["in_rep"]))
        note = own.astype("str").mask(mixed, MIXED_UNITS)
        parts.append(metric_rows(str(name), value, groups["n"].sum(), note=note))
    return parts
