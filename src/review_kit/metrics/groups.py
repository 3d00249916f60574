"""The groups that numbers are given for: every rep, team and manager, and the organisation.

All groups are numbered in one sequence, so that one pass over the rows computes a metric for every
group of every grain by the same formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from review_kit.grains import GRAINS, ORG, Grain
from review_kit.metrics.tidy import places_in

GROUP_COLUMNS: Mapping[Grain, str] = {
    grain: declared.column or ORG for grain, declared in GRAINS.items()
}
"""Grain → the column that names its groups."""

MEMBERSHIP = [f"in_{grain}" for grain in GROUP_COLUMNS]
"""Columns with the numbers of the groups that a row counts for; −1 for none."""


@dataclass(frozen=True)
class Groups:
    """Every group of a review.

    Parameters
    ----------
    table
        Index: the group's number. ``grain``, ``group_id``; sorted within each grain.
    members
        Index ``rep_id``: the numbers of each rep's groups of record.
    managers
        Index ``manager_id``: the number of each manager of record.
    """

    table: pd.DataFrame
    members: pd.DataFrame
    managers: pd.Series

    @classmethod
    def of(cls, reps: pd.DataFrame) -> Self:
        """Number the groups of the reps in review."""
        named = reps.assign(**{ORG: ORG})
        parts, members = [], {}
        start = 0
        for column, (grain, name) in zip(MEMBERSHIP, GROUP_COLUMNS.items(), strict=True):
            codes, ids = pd.factorize(named[name], sort=True)
            parts.append(pd.DataFrame({"grain": grain, "group_id": ids}))
            members[column] = codes + start
            start += len(ids)
        table = pd.concat(parts, ignore_index=True)
        managers = table[table["grain"] == "manager"]
        return cls(
            table=table,
            members=pd.DataFrame(members, index=pd.Index(reps["rep_id"])),
            managers=pd.Series(managers.index, index=pd.Index(managers["group_id"])),
        )

    def place(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Keep the rows of reps in review and add the numbers of the groups these count for.

        Team and organisation are the rep's of record, so that a rep who changed team brings the
        history along. Where a row names a manager (a coaching session) it counts for that one, who
        did the work; elsewhere for the manager of record.
        """
        at = places_in(self.members.index, rows["rep_id"])
        kept = rows[at >= 0]
        numbers = self.members.iloc[at[at >= 0]].set_axis(kept.index)
        if "manager_id" in rows:
            known = places_in(self.managers.index, kept["manager_id"])
            held_by = np.append(self.managers.to_numpy(), -1)[known]
            numbers = numbers.assign(in_manager=held_by)
        return pd.concat([kept, numbers], axis="columns")


def explode_by_group(rows: pd.DataFrame, columns: Sequence[str] = ()) -> pd.DataFrame:
    """Repeat each row for every group that it counts for.

    Parameters
    ----------
    rows
        With the columns of ``MEMBERSHIP``.
    columns
        Other columns to keep.

    Returns
    -------
    DataFrame
        ``columns`` and ``group``, the group's number; within a group the rows keep their order.
    """
    numbers = rows[MEMBERSHIP].to_numpy(dtype=np.int64).T.ravel()
    at = np.tile(np.arange(len(rows)), len(MEMBERSHIP))
    counted = numbers >= 0
    return rows[list(columns)].take(at[counted]).assign(group=numbers[counted])
