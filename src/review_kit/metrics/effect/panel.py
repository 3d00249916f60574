"""Calls and first sessions as grids of days, so that any window of any row is two look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Number = TypeVar("Number", np.int64, np.float64)

NEVER = 2**40
"""Day of the first session of a rep-criterion that was never coached."""

AI, HUMAN = "ai", "human"
"""Names of the scorers where no more is known of them."""

Days = tuple[int, int]
"""Days from the first, included, to the second, not included, counted from a session's day (0)."""


@dataclass(frozen=True)
class Panel:
    """What the effect is estimated from.

    Days are counted from ``first_day``, a Monday, so that ``day // 7`` is the calendar week.

    Parameters
    ----------
    reps, criteria
        Identifiers, sorted; positions in them are used everywhere else.
    team, manager
        Reps: position of each one's team and manager in ``teams`` and ``managers``.
    first_day
        Day number 0.
    as_of
        Number of the review day; nothing later is in the grids.
    count, total, squares
        Reps × criteria × (days + 1): calls, the sum of their scores and that of their squares, on all
        days before the day of that number.
    scorers
        Who scored, sorted; empty where that is not known.
    scored_by
        Scores by rep, criterion and day: position of their scorer in ``scorers``.
    first_session
        Reps × criteria: day of the first session in the whole log, negative where that lies before
        the first call, ``NEVER`` where there was none.
    """

    reps: pd.Index
    criteria: pd.Index
    team: Ints
    teams: pd.Index
    manager: Ints
    managers: pd.Index
    first_day: date
    as_of: int
    count: Ints
    total: Floats
    squares: Floats
    scorers: pd.Index
    scored_by: Ints
    first_session: Ints

    @property
    def weeks(self) -> int:
        """Number of calendar weeks that the grids reach into."""
        return self.as_of // 7 + 1

    @cached_property
    def begins(self) -> Ints:
        """Reps × criteria: day on which the record of each begins, ``NEVER`` where there is none.

        It is the day of the rep's first score on the criterion. The first day of the export would not do:
        a rep hired later, or a criterion introduced or taken up later, has no scores before that either, and
        whether calls that would have been scored are missing from the export, or there were none, cannot
        be seen. Where ``windows.history_days`` leaves older scores out, it is the first one left.
        """
        some = self.count > 0
        first: Ints = np.where(some[:, :, -1], some.argmax(axis=2) - 1, NEVER)
        return first

    def date_of(self, day: int) -> date:
        """Give the date of a day number."""
        return self.first_day + timedelta(days=day)

    def dates(self, days: Ints) -> pd.Series:
        """Give the dates of day numbers, as day columns hold them."""
        start = np.datetime64(self.first_day, "D")
        return pd.Series((start + days.astype("timedelta64[D]")).astype("datetime64[s]"))

    def counted(self, rep: Ints, criterion: Ints, day: Ints, days: Days) -> Ints:
        """Count the calls on ``days`` around each ``day``."""
        return _between(self.count, rep, criterion, day, days)

    def summed(self, rep: Ints, criterion: Ints, day: Ints, days: Days) -> Floats:
        """Sum the scores of the calls on ``days`` around each ``day``."""
        return _between(self.total, rep, criterion, day, days)

    def squared(self, rep: Ints, criterion: Ints, day: Ints, days: Days) -> Floats:
        """Sum the squares of these scores."""
        return _between(self.squares, rep, criterion, day, days)

    def counted_and_summed(
        self, rep: Ints, criterion: Ints, day: Ints, days: Days
    ) -> tuple[Ints, Floats]:
        """Give both: where they stand is looked for once."""
        ends = _ends(self.count.shape, rep, criterion, day, days)
        return _apart(self.count, ends), _apart(self.total, ends)

    def share_changes(
        self,
        scorers: Iterable[int],
        rep: Ints,
        criterion: Ints,
        day: Ints,
        *,
        before: Days,
        after: Days,
    ) -> Iterator[Floats]:
        """Give for each scorer the change in its share of the calls, from some days to others."""
        made = self.count[:, :, -1].ravel()
        start = (np.cumsum(made) - made).reshape(self.count.shape[:2])[rep, criterion]
        calls = self.count.reshape(-1)
        until_from = [
            [start + calls[end] for end in _ends(self.count.shape, rep, criterion, day, days)]
            for days in (before, after)
        ]
        so_far = np.zeros(len(self.scored_by) + 1, dtype=np.int64)
        for scorer in scorers:
            np.cumsum(self.scored_by == scorer, out=so_far[1:])
            share_before, share_after = (
                (so_far[until] - so_far[first]) / np.maximum(until - first, 1)
                for until, first in until_from
            )
            yield share_after - share_before


def _between(
    grid: NDArray[Number], rep: Ints, criterion: Ints, day: Ints, days: Days
) -> NDArray[Number]:
    return _apart(grid, _ends(grid.shape, rep, criterion, day, days))


def _apart(grid: NDArray[Number], ends: tuple[Ints, Ints]) -> NDArray[Number]:
    cells = grid.reshape(-1)
    inside: NDArray[Number] = cells[ends[0]] - cells[ends[1]]
    return inside


def _ends(
    shape: tuple[int, ...], rep: Ints, criterion: Ints, day: Ints, days: Days
) -> tuple[Ints, Ints]:
    """Give the cells of what has come together by the end of the days, and by their start."""
    last = shape[2] - 1
    # one index into all cells: half the time of three into their axes
    start = (rep * shape[1] + criterion) * shape[2]
    return start + np.clip(day + days[1], 0, last), start + np.clip(day + days[0], 0, last)


def panel_of(
    scores: pd.DataFrame, first_sessions: pd.DataFrame, reps: pd.DataFrame, as_of: date
) -> Panel:
    """Lay calls and sessions out by day.

    Parameters
    ----------
    scores
        One row per call and criterion: ``rep_id``, ``criterion_id``, ``day`` (datetime), ``score``
        (percent); optionally ``scorer`` (who scored, as far as that matters: scorers whose scores were put
        on one scale bear one name), or else ``human`` (bool: a person's score stands).
    first_sessions
        ``rep_id``, ``criterion_id``, ``day`` of the first session, from the whole coaching log,
        however old: a rep-criterion first coached before its scores can be compared is left out.
    reps
        ``rep_id``, ``team``, ``manager_id``: the reps in review.
    as_of
        The review day; later calls and sessions are not looked at.
    """
    people = reps.sort_values("rep_id", ignore_index=True)
    rep_ids = pd.Index(people["rep_id"])
    rep = _positions(*_named(scores["rep_id"]), rep_ids)
    kept = (rep >= 0) & (scores["day"] <= pd.Timestamp(as_of)).to_numpy(bool)
    if not kept.all():
        scores, rep = scores[kept], rep[kept]
    of_score, names = _named(scores["criterion_id"])
    used = np.unique(of_score)
    criteria = pd.Index(sorted(names.take(used[used >= 0])), dtype="str")
    end = _day_number(pd.Series([pd.Timestamp(as_of)]))[0]
    day = _day_number(scores["day"])
    earliest = int(day.min()) if len(day) else int(end)
    # 1970-01-05 was a Monday
    monday = earliest - (earliest - 4) % 7
    size = int(end) - monday + 1
    where = (rep, _positions(of_score, names, criteria), day - monday)
    shape = (len(rep_ids), len(criteria), size)
    flat = np.ravel_multi_index(where, shape) if len(scores) else np.zeros(0, dtype=np.int64)
    scored_by, scorers = _scorers(scores, flat)
    team, teams = pd.factorize(people["team"], sort=True)
    manager, managers = pd.factorize(people["manager_id"], sort=True)
    return Panel(
        reps=rep_ids,
        criteria=criteria,
        team=team.astype(np.int64),
        teams=pd.Index(teams),
        manager=manager.astype(np.int64),
        managers=pd.Index(managers),
        first_day=date.fromordinal(date(1970, 1, 1).toordinal() + monday),
        as_of=size - 1,
        count=_cumulated(flat, shape, np.ones(len(flat))).astype(np.int64),
        total=_cumulated(flat, shape, scores["score"].to_numpy(np.float64)),
        squares=_cumulated(flat, shape, scores["score"].to_numpy(np.float64) ** 2),
        scorers=scorers,
        scored_by=scored_by,
        first_session=_first_sessions(first_sessions, rep_ids, criteria, monday, size - 1),
    )


def _scorers(scores: pd.DataFrame, flat: Ints) -> tuple[Ints, pd.Index]:
    """Number the scorers, and give that of each score in the order of the grids' cells."""
    if "scorer" in scores:
        codes, names = _named(scores["scorer"])
    elif "human" in scores:
        codes, names = scores["human"].to_numpy(np.int64), pd.Index([AI, HUMAN], dtype="str")
    else:
        return np.zeros(len(scores), dtype=np.int64), pd.Index([], dtype="str")
    used = np.unique(codes)
    scorers = names.take(used[used >= 0]).sort_values()
    return _positions(codes, names, scorers)[np.argsort(flat, kind="stable")], scorers


def _first_sessions(
    sessions: pd.DataFrame, reps: pd.Index, criteria: pd.Index, monday: int, as_of: int
) -> Ints:
    rep = _positions(*_named(sessions["rep_id"]), reps)
    criterion = _positions(*_named(sessions["criterion_id"]), criteria)
    day = _day_number(sessions["day"]) - monday
    kept = (rep >= 0) & (criterion >= 0) & (day <= as_of)
    first = np.full((len(reps), len(criteria)), NEVER, dtype=np.int64)
    np.minimum.at(first, (rep[kept], criterion[kept]), day[kept])
    return first


def _named(values: pd.Series) -> tuple[Ints, pd.Index]:
    """Number values, −1 where there is none, and give their names, each looked at once."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes: Ints = np.asarray(values.cat.codes, dtype=np.int64)
        return codes, values.cat.categories.astype("str")
    numbers, names = pd.factorize(values)
    return np.asarray(numbers, dtype=np.int64), pd.Index(names).astype("str")


def _positions(codes: Ints, names: pd.Index, among: pd.Index) -> Ints:
    """Give the position of numbered values among others, −1 where it is none of them."""
    of_name = np.append(among.get_indexer(names), -1).astype(np.int64)
    positions: Ints = of_name[codes]
    return positions


def _day_number(days: pd.Series) -> Ints:
    return days.to_numpy().astype("datetime64[D]").astype(np.int64)


def _cumulated(flat: Ints, shape: tuple[int, int, int], weights: Floats) -> Floats:
    by_day = np.bincount(flat, weights=weights, minlength=int(np.prod(shape))).reshape(shape)
    cumulated = np.zeros((*shape[:2], shape[2] + 1))
    np.cumsum(by_day, axis=2, out=cumulated[:, :, 1:])
    return cumulated
