"""Coaching sessions beside the calls before and after them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.metrics.commitments import is_vague
from review_kit.metrics.rubric import Rubric
from review_kit.metrics.windows import Window, timestamp
from review_kit.project.config import Coaching

_ROUNDING = 1e-9
"""A typed 70 against a QA mean of 75.00000000000001 is 5 pp apart, not more."""


class _Calls(NamedTuple):
    """Calls sorted by rep, criterion and day, and one sortable number for each."""

    keys: NDArray[np.int64]
    scores: NDArray[np.float64]
    comparable: NDArray[np.float64]
    scorer: NDArray[np.int64]


def logged_entries(log: pd.DataFrame, rubric: Rubric, window: Window) -> pd.DataFrame:
    """Put the entries of some days in order of rep, day and entry, on the criteria as they are called now."""
    entries = log[window.contains(log["session_date"])]
    entries = entries.sort_values(["rep_id", "session_date", "entry_id"], ignore_index=True)
    entries["criterion_id"] = rubric.as_called_now(entries["criterion_id"])
    return entries


def session_entries(
    entries: pd.DataFrame, around: pd.DataFrame, as_of: date, coaching: Coaching
) -> pd.DataFrame:
    """Lay every logged entry beside the QA scores around its session day.

    - ``session_before``: mean of the last up to ``session_calls`` evaluated calls before the session
      day, at most ``session_days`` back; ``session_after`` likewise after it. Calls on the session
      day itself are neither: whether they came before or after the session is not known.
    - ``session_next_call``: the first of the calls after.
    - ``session_delta``: after less before; where the calls of both sides were not all scored by one scorer,
      of their scores on one scale, and missing where these are not known.
    - A before or after that was not typed is filled from these (``auto_filled``); one that was typed
      and differs by more than ``log_mismatch_pp`` makes a ``log_mismatch``.
    - ``complete``: date, criterion, before and after are there, typed or filled. ``pending``: only
      the after is lacking, no call came yet, and the session is at most ``pending_days`` ago.

    These means are told with their number of calls and are exempt from the minimum of the evidence
    rule: they describe a session, and "up to five calls" is their definition.

    Parameters
    ----------
    entries
        As :func:`logged_entries` gives them, of the reps in review, with their groups.
    around
        Of these entries, from :func:`calls_around`.
    as_of
        ``pending`` is judged on this day.

    Returns
    -------
    DataFrame
        The log's rows in order of rep, day and entry, with the columns above, ``n_before``,
        ``n_after``, ``next_call_on``, ``session_delta``, ``self_assessment_gap``, ``sd_before``,
        ``sd_after`` (standard deviation of the calls behind either), ``logged_before``, ``logged_after``,
        ``scorer_before``, ``scorer_after`` (number of the scorer of all calls of a side, −1 where several
        scored or none), ``comparable_before``, ``comparable_sd_before``, ``comparable_n_before`` and likewise
        ``…_after`` (of the scores on one scale),
        ``follow_up_measured`` (a call came within ``session_days``) and ``waiting`` (none came yet,
        and it is early). ``criterion_id`` is the criterion's name at ``as_of``.
    """
    entries = entries.rename(
        columns={"score_before": "logged_before", "score_after": "logged_after"}
    )
    entries = pd.concat([entries, around], axis="columns")
    typed_before, typed_after = entries["logged_before"].notna(), entries["logged_after"].notna()
    qa_before, qa_after = entries["n_before"] > 0, entries["n_after"] > 0
    before, after = typed_before | qa_before, typed_after | qa_after
    targeted = entries["criterion_id"].notna()
    limit = timestamp(as_of) - pd.Timedelta(days=coaching.pending_days)
    waiting = ~qa_after & (entries["session_date"] >= limit)
    return entries.assign(
        session_delta=change(entries, entries),
        self_assessment_gap=entries["self_assessment"] - entries["session_before"],
        follow_up_measured=qa_after,
        complete=targeted & before & after,
        pending=targeted & before & ~after & waiting,
        waiting=waiting,
        auto_filled=(~typed_before & qa_before) | (~typed_after & qa_after),
        log_mismatch=_apart(entries, "before", coaching) | _apart(entries, "after", coaching),
        commitment_vague=is_vague(entries),
    )


def own_ratings(
    ratings: pd.DataFrame, call_scores: pd.DataFrame, rubric: Rubric, coaching: Coaching
) -> pd.DataFrame:
    """Lay every own rating of a rep beside the QA score before it.

    Parameters
    ----------
    ratings
        The canonical ``self_assessments`` of the reps in review, with their groups.
    call_scores
        One score per call and criterion, as sorted by ``resolve_scores``.

    Returns
    -------
    DataFrame
        The rows with ``session_date`` (the day of the rating), ``session_before`` as in
        :func:`session_entries`, and ``self_assessment_gap``: rating less score, missing where either is.
    """
    rated = ratings.rename(columns={"assessed_on": "session_date"}).reset_index(drop=True)
    rated["criterion_id"] = rubric.as_called_now(rated["criterion_id"])
    before = calls_around(rated, call_scores, coaching)["session_before"]
    return rated.assign(session_before=before, self_assessment_gap=rated["rating"] - before)


def by_one_scorer(before: pd.DataFrame, after: pd.DataFrame) -> pd.Series:
    """Say whether one scorer scored all calls before an entry and all calls after another one, row by row."""
    same: pd.Series = (before["scorer_before"] >= 0) & (
        before["scorer_before"] == after["scorer_after"]
    )
    return same


def change(before: pd.DataFrame, after: pd.DataFrame) -> pd.Series:
    """Give the change from the calls before an entry to those after another one, like with like.

    Parameters
    ----------
    before, after
        Entries of :func:`session_entries`, row by row.
    """
    plain = after["session_after"] - before["session_before"]
    on_scale = after["comparable_after"] - before["comparable_before"]
    moved: pd.Series = plain.where(by_one_scorer(before, after), on_scale)
    return moved


def _apart(entries: pd.DataFrame, side: str, coaching: Coaching) -> pd.Series:
    distance = (entries[f"logged_{side}"] - entries[f"session_{side}"]).abs()
    return distance > coaching.log_mismatch_pp + _ROUNDING


def calls_around(
    entries: pd.DataFrame, call_scores: pd.DataFrame, coaching: Coaching
) -> pd.DataFrame:
    """Look up the calls before and after each entry's session day.

    Parameters
    ----------
    entries
        ``rep_id``, ``criterion_id`` as it is called now, ``session_date``.
    call_scores
        One score per call and criterion, as sorted by ``resolve_scores``.

    Returns
    -------
    DataFrame
        In the rows of ``entries``: what :func:`session_entries` tells of these calls.
    """
    rep_ids = call_scores["rep_id"].cat.categories
    names = call_scores["criterion_id"].cat.categories
    calls = _Calls(
        _keys(
            call_scores["rep_id"].cat.codes.to_numpy().astype(np.int64),
            call_scores["criterion_id"].cat.codes.to_numpy().astype(np.int64),
            len(names),
            call_scores["call_on"],
        ),
        call_scores["score"].to_numpy(),
        call_scores["comparable"].to_numpy(np.float64),
        call_scores["scorer"].cat.codes.to_numpy().astype(np.int64),
    )
    rep = rep_ids.get_indexer(pd.Index(entries["rep_id"])).astype(np.int64)
    criterion = names.get_indexer(pd.Index(entries["criterion_id"])).astype(np.int64)
    known = (rep >= 0) & (criterion >= 0)

    def position(days_later: int, side: str) -> NDArray[np.int64]:
        day = entries["session_date"] + pd.Timedelta(days=days_later)
        keys = _keys(rep, criterion, len(names), day)
        found = np.searchsorted(calls.keys, keys, side="left" if side == "left" else "right")
        return np.where(known, found, 0)

    reach, most = coaching.session_days, coaching.session_calls
    end_before = position(-1, "right")
    start_before = np.maximum(position(-reach, "left"), end_before - most)
    start_after = position(1, "left")
    end_after = position(reach, "right")
    follow = end_after > start_after
    first = _take(call_scores["score"].to_numpy(), start_after)
    first_on = _take(call_scores["call_on"].to_numpy(), start_after)
    n_after = np.minimum(end_after - start_after, most)
    sides = {"before": (start_before, end_before), "after": (start_after, start_after + n_after)}
    one_scale: dict[str, NDArray[np.generic]] = {}
    for side, (start, end) in sides.items():
        one_scale |= {
            f"scorer_{side}": _one_scorer(calls.scorer, start, end, most),
            f"comparable_{side}": _means(calls.comparable, start, end, most),
            f"comparable_sd_{side}": _spreads(calls.comparable, start, end, most),
            f"comparable_n_{side}": _known(calls.comparable, start, end, most).sum(axis=1),
        }
    return pd.DataFrame(
        {
            **one_scale,
            "session_before": _means(calls.scores, start_before, end_before, most),
            "sd_before": _spreads(calls.scores, start_before, end_before, most),
            "n_before": end_before - start_before,
            "session_next_call": np.where(follow, first, np.nan),
            "next_call_on": np.where(follow, first_on, np.datetime64("NaT", "s")),
            "session_after": _means(calls.scores, start_after, start_after + n_after, most),
            "sd_after": _spreads(calls.scores, start_after, start_after + n_after, most),
            "n_after": n_after,
        },
        index=entries.index,
    )


def _keys(
    rep: NDArray[np.int64], criterion: NDArray[np.int64], n_criteria: int, day: pd.Series
) -> NDArray[np.int64]:
    """Number that sorts as (rep, criterion, day) does."""
    days = day.to_numpy().astype("datetime64[D]").astype(np.int64)
    group = rep.astype(np.int64) * max(n_criteria, 1) + criterion
    return group * 2**24 + days


def _take(values: NDArray[np.generic], at: NDArray[np.int64]) -> NDArray[np.generic]:
    """Take values by position; a position behind the end gives an arbitrary one."""
    if not len(values):
        return np.full(len(at), np.nan).astype(values.dtype)
    return values[np.minimum(at, len(values) - 1)]


def _known(
    scores: NDArray[np.float64], start: NDArray[np.int64], end: NDArray[np.int64], most: int
) -> NDArray[np.bool_]:
    """Mark the values of each run ``scores[start:end]`` that are there, of at most ``most``."""
    at = start[:, np.newaxis] + np.arange(most)
    values = _take(scores, at.ravel()).reshape(at.shape).astype(np.float64)
    known: NDArray[np.bool_] = (at < end[:, np.newaxis]) & ~np.isnan(values)
    return known


def _one_scorer(
    scorer: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64], most: int
) -> NDArray[np.int64]:
    """Give the scorer of all calls of each run; −1 where it has several, or no calls."""
    at = start[:, np.newaxis] + np.arange(most)
    inside = at < end[:, np.newaxis]
    # positions behind the end take the scorer of none
    codes = np.where(inside, scorer[np.minimum(at, len(scorer) - 1)] if len(scorer) else -1, -1)
    first = codes[:, 0]
    alone = ((codes == first[:, np.newaxis]) | ~inside).all(axis=1)
    return np.where(alone, first, -1)


def _means(
    scores: NDArray[np.float64], start: NDArray[np.int64], end: NDArray[np.int64], most: int
) -> NDArray[np.float64]:
    """Mean of the known values of each run of at most ``most``; NaN where there are none."""
    at = start[:, np.newaxis] + np.arange(most)
    inside = _known(scores, start, end, most)
    values = np.where(inside, _take(scores, at.ravel()).reshape(at.shape), 0.0)
    count = inside.sum(axis=1)
    mean: NDArray[np.float64] = values.sum(axis=1) / np.where(count > 0, count, 1)
    return np.where(count > 0, mean, np.nan)


def _spreads(
    scores: NDArray[np.float64], start: NDArray[np.int64], end: NDArray[np.int64], most: int
) -> NDArray[np.float64]:
    """Standard deviation (divisor n − 1) of each run; NaN where fewer than two values are known."""
    at = start[:, np.newaxis] + np.arange(most)
    inside = _known(scores, start, end, most)
    values = _take(scores, at.ravel()).reshape(at.shape)
    mean = _means(scores, start, end, most)[:, np.newaxis]
    squares = np.where(inside, (values - np.where(np.isnan(mean), 0.0, mean)) ** 2, 0.0)
    count = inside.sum(axis=1)
    spread: NDArray[np.float64] = np.sqrt(squares.sum(axis=1) / np.where(count > 1, count - 1, 1))
    return np.where(count > 1, spread, np.nan)
