"""All that the numbers of a run are computed from, and rows of it, of every rep at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.metrics.losses import lost_deals
from review_kit.metrics.prepared import Review
from review_kit.metrics.row_order import order_by
from review_kit.metrics.scoring import listed_scores
from review_kit.metrics.table_schemas import METRIC_TABLES
from review_kit.metrics.tables import without_rows
from review_kit.metrics.tidy import is_of, numbered
from review_kit.metrics.windows import Window

LOST = "deals-lost"
_REP = "rep_id"
Ints = NDArray[np.int64]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class CountedRows:
    """Rows that one rep's number rests on.

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
class Counted:
    """Rows that a number rests on, of every rep.

    They are held as places in a frame: of millions of scores a packet shows few, and no other is copied.

    Parameters
    ----------
    table, which
        As of :class:`CountedRows`.
    source
        Frame that they are rows of, with ``rep_id``: whose each row is.
    places
        Where they are in it, in the order in which they are shown.
    columns
        Those of it that are counted.
    days
        Between which they lie, for everybody or for each rep; none where they are chosen by no day.
    only
        Reps of whom this is told; ``None`` for everybody.
    """

    table: str
    which: str
    source: pd.DataFrame
    places: Ints
    columns: tuple[str, ...]
    days: Window | Mapping[str, Window] | None = None
    only: frozenset[str] | None = None

    @property
    def rows(self) -> pd.DataFrame:
        """All of the rows, in the columns that are counted."""
        return self.source[[*self.columns]].iloc[self.places].reset_index(drop=True)

    @property
    def reps(self) -> tuple[Ints, pd.Index]:
        """Whose each row is, by number, and the reps' names by number."""
        return numbered(self.source[_REP].iloc[self.places])

    def is_told_of(self, rep_id: str) -> bool:
        """Say whether these rows are what this rep's number rests on, be they none."""
        return self.only is None or rep_id in self.only

    def is_told_of_each(self, reps: pd.Index) -> NDArray[np.bool_]:
        """Say so for each rep."""
        return np.ones(len(reps), dtype=bool) if self.only is None else reps.isin([*self.only])

    def days_of(self, rep_id: str) -> tuple[str, str]:
        """Give the first and the last day, empty where the rows are chosen by no day."""
        days = self.days.get(rep_id) if isinstance(self.days, Mapping) else self.days
        return ("", "") if days is None else (str(days.start), str(days.end))

    def days_of_each(self, reps: pd.Index) -> list[tuple[str, str]]:
        """Give these days for each rep."""
        if isinstance(self.days, Mapping):
            return [self.days_of(rep_id) for rep_id in reps]
        return [self.days_of("")] * len(reps)

    def is_like(self, other: Counted) -> bool:
        """Say whether these are the same rows, of the same days, told of the same reps."""
        return self is other or (
            self.table == other.table
            and self.which == other.which
            and self.days == other.days
            and self.only == other.only
            and self.columns == other.columns
            and len(self.places) == len(other.places)
            and self._has_rows_of(other)
        )

    def _has_rows_of(self, other: Counted) -> bool:
        if self.source is other.source:
            return np.array_equal(self.places, other.places)
        with_rep = [*dict.fromkeys((_REP, *self.columns))]
        mine, theirs = (
            one.source[with_rep].iloc[one.places].reset_index(drop=True) for one in (self, other)
        )
        return mine.equals(theirs)

    def of(self, rep_id: str) -> CountedRows:
        """Cut to one rep."""
        is_own = (self.source[_REP].iloc[self.places] == rep_id).to_numpy()
        own = self.source[[*self.columns]].iloc[self.places[is_own]].reset_index(drop=True)
        return CountedRows(self.table, self.which, own, *self.days_of(rep_id))


@dataclass(frozen=True)
class Material:
    """What the numbers of all reps in review are counted from.

    Parameters
    ----------
    review
        The review's material.
    read
        Gives a metric table of the run, or of one rep of it, by its name.
    of_company
        Rows of single reps that cannot be found without those of others → gives them where they are known:
        :data:`LOST`.
    """

    review: Review
    read: Callable[[str], pd.DataFrame]
    of_company: Mapping[str, Callable[[], pd.DataFrame]] = field(default_factory=dict)

    @property
    def window(self) -> Window:
        """The reviewed days."""
        return self.review.windows.window

    @cached_property
    def entries(self) -> pd.DataFrame:
        """Entries of the coaching log in the window, beside the calls around them."""
        return self.inside(self.review.entries, "session_date")

    @cached_property
    def deals(self) -> pd.DataFrame:
        """The deals."""
        deals = self.review.opportunities
        return without_rows("opportunities") if deals is None else deals

    @cached_property
    def closed(self) -> pd.Series:
        """Which of the deals were closed in the window."""
        deals = self.deals
        closed: pd.Series = deals["is_closed"] & self.window.contains(deals["close_date"])
        return closed

    @cached_property
    def listed(self) -> Ints:
        """Places in ``review.call_scores`` of the window's scores on criteria that documents list."""
        review = self.review
        return listed_scores(review.call_scores, review.rubric, self.window)

    @cached_property
    def lost(self) -> pd.DataFrame:
        """The deals lost in the window, beside what the team's deals take."""
        return self.of_company.get(LOST, partial(deals_lost, self.review))()

    def call_scores_of(self, pairs: pd.DataFrame) -> Ints:
        """Give the places in ``review.call_scores`` of every score on the skills of reps that are named."""
        return np.flatnonzero(is_of(self.review.call_scores, pairs))

    def told(self, table: str) -> pd.DataFrame:
        """Read the reps' rows of a metric table."""
        if table not in self._read:
            rows = self.read(table)
            if "scope" in rows:
                rows = rows[rows["scope"] == "rep"].rename(columns={"scope_id": _REP})
            self._read[table] = rows
        return self._read[table]

    @cached_property
    def _read(self) -> dict[str, pd.DataFrame]:
        """Tables that were read already."""
        return {}

    def once(
        self, find: Callable[Concatenate[Material, P], T], *about: P.args, **named: P.kwargs
    ) -> T:
        """Find what several metrics are counted from, for the first of them only."""
        key = (find, *about, *sorted(named.items()))
        if key not in self._found:
            self._found[key] = find(self, *about, **named)
        return cast("T", self._found[key])

    @cached_property
    def _found(self) -> dict[tuple[Any, ...], Any]:
        """What was found already, by the function that found it and what it was told."""
        return {}

    def inside(self, rows: pd.DataFrame, day: str) -> pd.DataFrame:
        """Cut rows to those whose ``day`` lies in the window."""
        return rows[self.window.contains(rows[day])].reset_index(drop=True)

    def chosen(
        self,
        table: str,
        which: str,
        rows: pd.DataFrame,
        marked: pd.Series,
        columns: Sequence[str],
        days: Window | None = None,
        only: frozenset[str] | None = None,
    ) -> Counted:
        """Put those rows that are marked into the form in which they are shown; none is copied."""
        places = np.flatnonzero(marked.to_numpy(dtype=bool))
        return self.counted(table, which, rows, columns, days, only, places=places)

    @staticmethod
    def counted(
        table: str,
        which: str,
        rows: pd.DataFrame,
        columns: Sequence[str],
        days: Window | Mapping[str, Window] | None = None,
        only: frozenset[str] | None = None,
        *,
        places: Ints | None = None,
    ) -> Counted:
        """Put rows into the form in which they are shown.

        Rows of an export are put in order of their days: exports have them in any. Scores are those of one
        criterion after another.

        Parameters
        ----------
        places
            Where in ``rows`` those are that count; without them all do.
        """
        kept = tuple(name for name in columns if name in rows)
        if places is None:
            places = np.arange(len(rows))
        if table not in METRIC_TABLES:
            order = [_REP, *_order(columns, rows)]
            places = places[order_by(rows[[*dict.fromkeys(order)]].iloc[places], order)]
        return Counted(table, which, rows, places, kept, days, only)


def _order(columns: Sequence[str], rows: pd.DataFrame) -> list[str]:
    named = [name for name in columns if name in rows and name != _REP]
    first = ["criterion_id"] if {"criterion_id", "score"} <= {*named} else []
    days = [name for name in named if name.endswith(("_on", "_date", "_start"))]
    identifiers = [name for name in named if name.endswith("_id") and name not in first]
    return [*first, *days, *identifiers]


def deals_lost(review: Review) -> pd.DataFrame:
    """List the deals lost in the window; none without a CRM export."""
    deals = review.opportunities
    if deals is None:
        return pd.DataFrame()
    return lost_deals(deals, review.groups, review.windows.window, review.config)


Finder = Callable[[Material, str], list[Counted]]
"""From the material and the name of a metric to the rows; for an exported metric by its own name."""
