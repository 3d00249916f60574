"""The skills matrix: levels, their movement, and how often to coach by them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.metrics.groups import explode_by_group
from review_kit.metrics.people import days_present
from review_kit.metrics.tidy import lookup, metric_rows, words
from review_kit.metrics.windows import ReviewWindows, Window, timestamp

KEYS = ["rep_id", "competency"]

TWICE_A_WEEK, WEEKLY, MONTHLY = "twice a week", "weekly", "monthly"
SESSIONS_A_WEEK = {TWICE_A_WEEK: 2.0, WEEKLY: 1.0, MONTHLY: 12 / 52}
LOWEST, HIGHEST = 2, 2
"""How many reps of a team get the dense, and how many the sparse cadence."""


def levels_at(matrix: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Give each rep's last rating of each competency by the window's end, however old.

    Returns
    -------
    DataFrame
        ``rep_id``, ``competency``, ``level``, ``rated_on`` and the groups of the rep.
    """
    known = matrix[(matrix["rated_on"] <= timestamp(window.end)) & matrix["level"].notna()]
    ordered = known.sort_values([*KEYS, "rated_on", "level"])
    return ordered.drop_duplicates(KEYS, keep="last").reset_index(drop=True)


def matrix_movement(matrix: pd.DataFrame, windows: ReviewWindows) -> pd.DataFrame:
    """Set each level that was rated in the window against the last one of the previous window.

    Returns
    -------
    DataFrame
        The columns of ``matrix``: ``rep_id``, ``competency``, ``level``, ``rated_on`` (of the last
        rating, however old), ``previous_level``, ``previous_rated_on`` (last rating inside the
        previous window), ``movement`` (missing unless both windows have a rating), and the groups.
    """
    now = levels_at(matrix, windows.window)
    before = levels_at(matrix[windows.previous.contains(matrix["rated_on"])], windows.previous)
    before = before.set_index(KEYS)[["level", "rated_on"]].add_prefix("previous_")
    table = now.join(before, on=KEYS)
    fresh = windows.window.contains(table["rated_on"])
    return table.assign(movement=(table["level"] - table["previous_level"]).where(fresh))


def matrix_level(matrix: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Compute ``matrix_level``: the mean of the last ratings; ``n`` is their number."""
    levels = explode_by_group(levels_at(matrix, window), ["level"]).groupby("group")["level"]
    return metric_rows("matrix_level", levels.mean(), levels.size())


def recommended_cadence(
    rep_values: pd.DataFrame, reps: pd.DataFrame, window: Window, minimum: int
) -> pd.DataFrame:
    """Recommend how often to coach each rep, beside how often it was.

    By mean matrix level within the team: the two lowest twice a week, the two highest monthly, the
    others weekly. Reps whose equal levels do not fit into the two places are coached weekly: nothing tells
    them apart. Withheld where fewer than ``minimum`` reps of the team are rated, because the cadence
    would tell one rep another's place; without a rating there is none.

    Parameters
    ----------
    rep_values
        Long form of the reps, with ``matrix_level`` and ``sessions_held``.
    reps
        Reps in review.
    window
        The window that sessions were counted in.

    Returns
    -------
    DataFrame
        Long form: ``value`` in sessions a week, ``n`` how many of the team are rated, ``note`` the
        cadence in words and the actual one ("twice a week; held 0.8 a week").
    """
    rows = rep_values[rep_values["metric"] == "matrix_level"].reset_index(drop=True)
    by_rep = reps.set_index("rep_id")
    team = lookup(rows["group_id"], by_rep["team"])
    level = rows["value"].round(9)
    rated = level.groupby(team).transform("count").astype("int64")
    from_below = level.groupby(team).rank(method="max")
    from_above = level.groupby(team).rank(method="max", ascending=False)
    cadence = np.select(
        [from_below <= LOWEST, from_above <= HIGHEST], [TWICE_A_WEEK, MONTHLY], WEEKLY
    )
    given = level.notna() & (rated >= minimum)
    said = pd.Series(cadence, index=rows.index, dtype="str").where(given)
    held = rep_values[rep_values["metric"] == "sessions_held"].set_index("group_id")["value"]
    present = pd.Series(days_present(reps, window).to_numpy(), index=by_rep.index)
    weeks = lookup(rows["group_id"], present.astype("float64")) / 7
    actual = lookup(rows["group_id"], held) / weeks.where(weeks > 0)
    note = words("{}; held {:.1f} a week", said, actual).fillna(said)
    few = f"fewer than {minimum} reps of the team are rated"
    return rows.assign(
        metric="recommended_cadence",
        value=said.map(SESSIONS_A_WEEK).astype("float64"),
        n=rated,
        low=np.nan,
        high=np.nan,
        evidence=None,
        note=note.mask(level.notna() & ~given, few).mask(level.isna(), "not rated"),
        previous=np.nan,
        previous_n=pd.Series(pd.NA, index=rows.index, dtype="Int64"),
    )
