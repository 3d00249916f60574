"""One rep's rows of all that the metrics are computed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from review_kit.access import Viewer, rows_for
from review_kit.metrics.prepared import Review
from review_kit.metrics.windows import Window


@dataclass(frozen=True)
class CountedRows:
    """Rows that a number rests on.

    Parameters
    ----------
    table
        Canonical table, or table of the run's metrics, that they are of.
    which
        Message of the catalogue that says which of the rep's rows these are.
    rows
        The rows, with the columns that are counted.
    first, last
        Days between which they lie; none where they are chosen by no day.
    """

    table: str
    which: str
    rows: pd.DataFrame
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class RepRows:
    """What one rep's numbers are counted from.

    Parameters
    ----------
    review
        The review's material, of everybody: scores are put on one scale with those of others.
    rep_id
        The rep; no row of anybody else is ever given.
    metrics
        Folder of the run's metric tables.
    reps
        The run's table of reps.
    """

    review: Review
    rep_id: str
    metrics: Path
    reps: pd.DataFrame

    @property
    def window(self) -> Window:
        """The reviewed days."""
        return self.review.windows.window

    @cached_property
    def entries(self) -> pd.DataFrame:
        """The rep's entries of the coaching log in the window, beside the calls around them."""
        return self.inside(self.review.entries, "session_date")

    @cached_property
    def log(self) -> pd.DataFrame:
        """The rep's entries of the coaching log up to the review day."""
        return self.own(self.review.log)

    @cached_property
    def deals(self) -> pd.DataFrame:
        """The rep's deals."""
        return self.own(self.review.opportunities)

    @cached_property
    def closed(self) -> pd.DataFrame:
        """The rep's deals that were closed in the window."""
        deals = self.deals
        return deals[deals["is_closed"] & self.window.contains(deals["close_date"])]

    @cached_property
    def reps_row(self) -> pd.DataFrame:
        """The rep among the reps in review."""
        return self.own(self.review.reps)

    def own(self, rows: pd.DataFrame | None) -> pd.DataFrame:
        """Cut rows to the rep's own."""
        if rows is None:
            return pd.DataFrame({"rep_id": pd.Series(dtype="str")})
        return rows[rows["rep_id"].astype("str") == self.rep_id].reset_index(drop=True)

    def told(self, table: str) -> pd.DataFrame:
        """Read the rep's rows of a metric table, as the rep's documents do."""
        if table not in self._read:
            chosen = rows_for(Viewer.of(self.reps, "rep", self.rep_id), table)
            path = self.metrics / f"{table}.parquet"
            self._read[table] = pd.read_parquet(path, filters=chosen.filter)
        return self._read[table]

    @cached_property
    def _read(self) -> dict[str, pd.DataFrame]:
        """Tables that were read already."""
        return {}

    def inside(self, rows: pd.DataFrame, day: str) -> pd.DataFrame:
        """Cut rows to the rep's own whose ``day`` lies in the window."""
        own = self.own(rows)
        return own[self.window.contains(own[day])].reset_index(drop=True)

    def counted(
        self,
        table: str,
        which: str,
        rows: pd.DataFrame,
        columns: Sequence[str],
        days: Window | None = None,
    ) -> CountedRows:
        """Put rows into the form in which they are shown."""
        kept = rows[[name for name in columns if name in rows]].reset_index(drop=True)
        first, last = ("", "") if days is None else (str(days.start), str(days.end))
        return CountedRows(table, which, kept, first, last)


Finder = Callable[[RepRows, str], list[CountedRows]]
"""From a rep and the name of a metric to the rows; for an exported metric by its own name."""
