"""The rows behind every number of a rep's packet as a table of the run: its web page shows them.

They are found by the functions by which ``review-kit explain`` finds them, for all reps at once. A packet
then reads its own; nothing is computed for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from review_kit.metrics.counted.finders import ROWS_OF
from review_kit.metrics.counted.json_rows import json_lists, json_rows
from review_kit.metrics.counted.material import Counted, Material
from review_kit.metrics.memory import give_back
from review_kit.metrics.registry import METRICS
from review_kit.metrics.registry.metric import PACKET
from review_kit.metrics.row_order import order_of
from review_kit.metrics.scorers.labels import instrument_of, of_each
from review_kit.metrics.tidy import numbered

SHOWN = 30
"""Rows of a set that are shown; ``review-kit explain`` prints all of them."""
SHOWN_OF_EACH = 3
"""Rows of each criterion that are shown even where these are more together."""
OF_OTHERS = frozenset({"manager_id", "rated_by"})
"""Columns that name people other than the rep: they are left out."""
_SCORER, _CRITERION = "scorer", "criterion_id"
_NOT_TOLD = -1

Ints = NDArray[np.int64]


@dataclass
class _Sets:
    """A set of rows for each rep, by the rep's place, and the metrics that were counted from them.

    Parameters
    ----------
    table, which
        As of :class:`Counted`.
    columns
        Names of those shown, as JSON.
    days
        First and last day for each rep; empty where the rows are chosen by no day.
    n
        How many rows each rep has.
    rows
        Those shown, as JSON; missing where the set is not the rep's own, but an earlier one or not told.
    is_told
        Whether this is what the rep's number rests on.
    number
        Number of the set that each rep's rows are: this one, or an earlier one that is the same.
    metrics
        Number of the names, in :class:`_Names`, that each rep's set has.
    """

    table: str
    which: str
    columns: str
    days: list[tuple[str, str]]
    n: Ints
    rows: pa.Array
    is_told: NDArray[np.bool_]
    number: Ints
    metrics: Ints

    def same_as(self, other: _Sets) -> NDArray[np.bool_]:
        """Say of each rep whether the rows shown, their number and their days are the same."""
        if self.days is other.days or self.days == other.days:
            days = np.ones(len(self.n), dtype=bool)
        else:
            days = np.fromiter(
                (mine == theirs for mine, theirs in zip(self.days, other.days, strict=True)),
                dtype=bool,
                count=len(self.n),
            )
        alike: NDArray[np.bool_] = days & (self.n == other.n)
        if alike.any():
            rows = pc.fill_null(pc.equal(self.rows, other.rows), fill_value=False)
            alike &= rows.to_numpy(zero_copy_only=False)
        return alike

    def keep_only(self, own: NDArray[np.bool_]) -> None:
        """Let go of the rows of reps whose set this is not."""
        if not own.all():
            self.rows = pc.if_else(pa.array(own), self.rows, pa.scalar(None, pa.string()))


class _Names:
    """Lists of metrics by number: sets of many reps have the same ones."""

    def __init__(self) -> None:
        self.lists: list[tuple[str, ...]] = [()]
        self._known: dict[tuple[str, ...], int] = {(): 0}

    def with_one_more(self, numbers: Ints, metric: str) -> Ints:
        """Give the numbers of the lists that have the metric as well, each once."""
        more = np.arange(len(self.lists))
        for number in np.unique(numbers).tolist():
            names = self.lists[number]
            if metric not in names:
                names = (*names, metric)
            if names not in self._known:
                self._known[names] = len(self.lists)
                self.lists.append(names)
            more[number] = self._known[names]
        return more[numbers]


def number_rows(material: Material) -> pd.DataFrame:
    """List each rep's sets of rows that numbers of the packet were counted from, each once."""
    reps = pd.Index(material.review.reps["rep_id"].astype("str"))
    sets, names = _sets_of(material, reps)
    give_back()
    return _listed(sets, names, reps)


def _sets_of(material: Material, reps: pd.Index) -> tuple[list[_Sets], _Names]:
    """Cut the rows of all numbers, and name the metrics that are counted from each set."""
    cut, names = _Cut(reps), _Names()
    for metric in METRICS.values():
        if PACKET not in metric.printed_in or metric.name not in ROWS_OF:
            continue
        for counted in ROWS_OF[metric.name](material, metric.name):
            told = cut.by_rep(counted)
            for number in np.unique(told.number[told.is_told]).tolist():
                one = cut.sets[number]
                mine = told.is_told & (told.number == number)
                one.metrics[mine] = names.with_one_more(one.metrics[mine], metric.name)
    return cut.sets, names


def _listed(sets: Sequence[_Sets], names: _Names, reps: pd.Index) -> pd.DataFrame:
    """List the sets of each rep in the order in which they were found."""
    own = [np.flatnonzero(one.is_told & (one.number == place)) for place, one in enumerate(sets)]
    if not sets:
        return pd.DataFrame()
    of_set = np.repeat(np.arange(len(sets)), [len(places) for places in own])
    rep = np.concatenate(own)
    order = order_of(rep)
    of_set, rep = of_set[order], rep[order]

    def each(values: Sequence[str]) -> pd.Series:
        """Take the value of each row's set."""
        return pd.Series(values, dtype="str").take(of_set).reset_index(drop=True)

    metrics = np.concatenate([one.metrics[places] for one, places in zip(sets, own, strict=True)])
    joined = pd.Series([" ".join(some) for some in names.lists], dtype="str")
    days = [one.days[place] for one, places in zip(sets, own, strict=True) for place in places]
    first, last = (
        pd.Series([text or None for text in side], dtype="str").take(order).reset_index(drop=True)
        for side in zip(*days, strict=True)
    )
    return pd.DataFrame(
        {
            "rep_id": reps.take(rep),
            "part": pd.Series(rep).groupby(rep).cumcount() + 1,
            "metrics": joined.take(metrics[order]).reset_index(drop=True),
            "table": each([one.table for one in sets]),
            "which": each([one.which for one in sets]),
            "first_day": first,
            "last_day": last,
            "n": np.concatenate([one.n[places] for one, places in zip(sets, own, strict=True)])[
                order
            ],
            "columns": each([one.columns for one in sets]),
            "rows": pd.Series(pd.array(_texts(sets, own, order), dtype="str")),
        }
    )


def _texts(sets: Sequence[_Sets], own: Sequence[Ints], order: Ints) -> pa.Array:
    """Take the rows of each set's own reps, and put them in order; no set has any after that."""
    taken = []
    for one, places in zip(sets, own, strict=True):
        taken.append(one.rows.take(pa.array(places)))
        one.rows = pa.array([], pa.string())
    whole = pa.concat_arrays(taken)
    taken.clear()
    return whole.take(pa.array(order))


class _Cut:
    """Rows cut by rep; many metrics are counted from the same rows, which are cut once.

    Parameters
    ----------
    reps
        Those in review.
    """

    def __init__(self, reps: pd.Index) -> None:
        self._reps = reps
        self.sets: list[_Sets] = []
        self._known: dict[tuple[Any, ...], list[tuple[Counted, _Sets]]] = {}
        self._alike: dict[tuple[str, str, str], list[_Sets]] = {}

    def by_rep(self, counted: Counted) -> _Sets:
        """Give each rep's set of the rows, cut to as many as are shown; empty for a rep without any."""
        # days that are a rep's own are of one metric alone
        days = None if isinstance(counted.days, Mapping) else counted.days
        about = (counted.table, counted.which, days, *counted.columns)
        alike = self._known.setdefault(about, [])
        for earlier, known in alike:
            if counted.is_like(earlier):
                return known
        found = self._numbered(_by_rep(counted, self._reps))
        alike.append((counted, found))
        return found

    def _numbered(self, found: _Sets) -> _Sets:
        """Number the sets of each rep; one that is the same as an earlier one has that one's number."""
        about = (found.table, found.which, found.columns)
        alike = self._alike.setdefault(about, [])
        for earlier in alike:
            new = found.is_told & (found.number == _NOT_TOLD)
            if not new.any():
                break
            same = new & earlier.is_told & found.same_as(earlier)
            found.number[same] = earlier.number[same]
        own = found.is_told & (found.number == _NOT_TOLD)
        found.number[own] = len(self.sets)
        # a later set that is like this one is like that earlier one as well, and is found to be
        found.keep_only(own)
        alike.append(found)
        self.sets.append(found)
        return found


def _by_rep(counted: Counted, reps: pd.Index) -> _Sets:
    """Cut rows by rep, to as many as are shown; a rep without any has an empty set."""
    columns = [name for name in counted.columns if name not in OF_OTHERS]
    whose, names = counted.reps
    place = reps.get_indexer(pd.Index(names))
    n = np.zeros(len(reps), dtype=np.int64)
    n[place[place >= 0]] = np.bincount(whose, minlength=len(names))[place >= 0]
    is_told = counted.is_told_of_each(reps)
    in_words = (place >= 0) & is_told[place]
    shown = np.flatnonzero(_shown(counted, whose, len(names)) & in_words[whose])
    shown = shown[order_of(place[whose[shown]].astype(np.int64))]
    sizes = np.bincount(place[whose[shown]], minlength=len(reps))
    rows = counted.source[columns].iloc[counted.places[shown]]
    if _SCORER in rows:
        rows = rows.assign(scorer=of_each(rows[_SCORER], instrument_of))
    return _Sets(
        table=counted.table,
        which=counted.which,
        columns=json.dumps(columns, ensure_ascii=False),
        days=counted.days_of_each(reps),
        n=n,
        rows=json_lists(json_rows(rows), sizes),
        is_told=is_told,
        number=np.full(len(reps), _NOT_TOLD, dtype=np.int64),
        metrics=np.zeros(len(reps), dtype=np.int64),
    )


def _shown(counted: Counted, whose: Ints, n_reps: int) -> NDArray[np.bool_]:
    """Mark the rows that are shown: all of a rep's, or the last; of scores the last of each criterion.

    Parameters
    ----------
    whose, n_reps
        Number of the rep of each row, and how many there are.
    """
    sizes = np.bincount(whose, minlength=n_reps)
    shown: NDArray[np.bool_] = (sizes <= SHOWN)[whose]
    if shown.all():
        return shown
    set_of, room, of_set = whose, np.full(n_reps, SHOWN), sizes
    if _CRITERION in counted.columns:
        criterion, names = numbered(counted.source[_CRITERION].iloc[counted.places])
        # the last is of none
        set_of = whose * (len(names) + 1) + np.where(criterion < 0, len(names), criterion)
        of_set = np.bincount(set_of, minlength=n_reps * (len(names) + 1))
        criteria = (of_set.reshape(n_reps, -1) > 0).sum(axis=1)
        room = np.maximum(SHOWN // np.maximum(criteria, 1), SHOWN_OF_EACH)
    order = order_of(set_of)
    from_the_end = np.empty(len(whose), dtype=np.int64)
    from_the_end[order] = np.cumsum(of_set)[set_of[order]] - 1 - np.arange(len(whose))
    return shown | (from_the_end < room[whose])
