"""The benchmark of a rep's number: that of the team's pooled rows, if it gives nobody away."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from review_kit.grains import ORG
from review_kit.metrics.groups import MEMBERSHIP, Groups, explode_by_group

TEAM = "team"

Summary = Callable[[pd.DataFrame, list[str]], pd.DataFrame]
"""(rows, columns to group by) → a row of numbers for each group, indexed by these columns."""


def peer_benchmark(
    rows: pd.DataFrame, keys: list[str], groups: Groups, minimum: int, summary: Summary
) -> pd.DataFrame:
    """Summarise the rows of each team by ``keys``; where too few reps are behind them, everyone's.

    Parameters
    ----------
    rows
        With ``rep_id``, the groups of the rep, and ``keys``, whose values are text.
    keys
        What the numbers are kept apart by, such as ``stage``.
    minimum
        ``privacy.minimum_group_size``: reps that a number must come from.

    Returns
    -------
    DataFrame
        Index (``in_team``, ``keys``), every team with every key that occurs: the summary's columns
        (missing where even the organisation is too small) and ``scope``: ``team``, ``org`` or missing.
    """
    columns = [str(name) for name in rows if name not in MEMBERSHIP]
    every = explode_by_group(rows, columns)
    by = ["group", *keys]
    numbers = summary(every, by)
    reps = every.groupby(by)["rep_id"].nunique()
    shown = numbers.where(reps.reindex(numbers.index) >= minimum)
    grain = groups.table["grain"]
    teams = pd.DataFrame({"in_team": grain.index[grain == TEAM]})
    grid = teams.merge(rows[keys].drop_duplicates(), how="cross").sort_values(["in_team", *keys])
    own = shown.reindex(pd.MultiIndex.from_frame(grid[["in_team", *keys]]))
    everyone = grid.assign(in_team=grain.index[grain == ORG][0])
    wide = shown.reindex(pd.MultiIndex.from_frame(everyone[["in_team", *keys]])).set_axis(own.index)
    from_team, from_all = own.notna().any(axis="columns"), wide.notna().any(axis="columns")
    scope = pd.Series(np.select([from_team, from_all], [TEAM, ORG], ""), index=own.index)
    return own.where(from_team, wide).assign(scope=scope.astype("str").replace("", None))
