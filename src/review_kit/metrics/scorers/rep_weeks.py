"""Scorers who scored the same rep in the same week: their mean scores, and the gaps fitted to them."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.metrics.row_order import grouped
from review_kit.metrics.scorers.coded import Coded, CodedScores, Flags, Ints


def rep_weeks(coded: CodedScores, apart: Flags, as_of: int, length: int) -> pd.DataFrame:
    """Average the scores of each scorer, of one rep in one week; a week in two stretches is two of them.

    Parameters
    ----------
    apart
        From :meth:`~review_kit.metrics.scorers.coded.CodedScores.apart`.
    as_of
        The review day, counted from 1970.
    length
        Days of a stretch.
    """
    day = coded.of_every(lambda scores: scores.day, apart)
    # days back to the review day, cut where a week or a stretch begins
    back = np.arange(as_of - int(day.min(initial=as_of)) + 1)
    begins = np.append(True, (np.diff(back // 7) != 0) | (np.diff(back // length) != 0))
    span_of, spans = np.cumsum(begins) - 1, back[begins]
    sizes = (len(coded.criteria), len(coded.reps), len(spans), len(coded.scorers))

    def cell_of(scores: Coded) -> Ints:
        pair = scores.criterion * sizes[1] + scores.rep
        span: Ints = span_of[as_of - scores.day]
        return (pair * sizes[2] + span) * sizes[3] + scores.scorer

    at, cell = grouped(coded.of_every(cell_of, apart), math.prod(sizes))
    n = np.bincount(at, minlength=len(cell))
    score = coded.of_every(lambda scores: scores.score, apart)
    last = np.full(len(cell), np.iinfo(np.int64).min)
    np.maximum.at(last, at, day)
    criterion, rep, span, scorer = np.unravel_index(cell, sizes)
    return pd.DataFrame(
        {
            "criterion_id": pd.Categorical.from_codes(criterion, categories=coded.criteria),
            "rep_id": pd.Categorical.from_codes(rep, categories=coded.reps),
            "stretch": spans[span] // length,
            "week": spans[span] // 7,
            "scorer": pd.Categorical.from_codes(scorer, categories=coded.scorers),
            "n": n,
            "mean": np.bincount(at, weights=score, minlength=len(cell)) / n,
            "call_on": days_of(last),
        }
    )


def gaps_in_rep_weeks(cells: pd.DataFrame, references: pd.Series) -> pd.DataFrame:
    """Fit the gap of every scorer to the reference from the weeks in which a rep had several scorers.

    Least squares of the mean scores, weighted by their calls, on rep-week and scorer, for each criterion and
    stretch: with two scorers, the mean of their differences, weighted by n·m/(n + m). Where more of them take
    turns, one who never met the reference in a week is compared through those who met both. The variance of
    a call around the fit is pooled over the stretches of a criterion.

    Parameters
    ----------
    cells
        ``criterion_id``, ``stretch``, ``rep_id``, ``week``, ``scorer``, ``n``, ``mean``.
    references
        Index ``criterion_id``: the reference.

    Returns
    -------
    DataFrame
        ``criterion_id``, ``scorer``, ``stretch``, ``n`` (rep-weeks that the scorer shared with another),
        ``gap``, ``variance``; scorers whom no chain of shared weeks leads to the reference are left out.
    """
    keys = ["criterion_id", "stretch", "rep_id", "week"]
    shared = cells[cells.duplicated(keys, keep=False)]
    lines: list[tuple[object, ...]] = []
    scatter = []
    for (criterion, stretch), rows in shared.groupby(["criterion_id", "stretch"]):
        rep, _ = pd.factorize(rows["rep_id"])
        week, _ = pd.factorize(rep * (rows["week"].to_numpy().max() + 1) + rows["week"].to_numpy())
        scorer, scorers = pd.factorize(rows["scorer"], sort=True)
        calls = np.zeros((week.max() + 1, len(scorers)))
        total = np.zeros_like(calls)
        calls[week, scorer] = rows["n"]
        total[week, scorer] = rows["n"] * rows["mean"]
        level = total.sum(axis=1) / calls.sum(axis=1)
        information = np.diag(calls.sum(axis=0)) - (calls / calls.sum(axis=1)[:, None]).T @ calls
        beyond = (total - calls * level[:, None]).sum(axis=0)
        first = int(scorers.get_indexer(pd.Index([references.loc[str(criterion)]]))[0])
        met = _connected(information != 0, first)
        if first < 0 or met.sum() < 2:
            continue
        others = [at for at in np.flatnonzero(met).tolist() if at != first]
        inverse = np.linalg.inv(information[np.ix_(others, others)])
        gap = np.zeros(len(scorers))
        gap[others] = inverse @ beyond[others]
        inside = met[scorer]
        own = rows["mean"].to_numpy() - gap[scorer]
        fitted = (calls * met * (total / np.where(calls > 0, calls, 1) - gap)).sum(axis=1)
        fitted = fitted / np.maximum((calls * met).sum(axis=1), 1)
        residual = (rows["n"].to_numpy() * (own - fitted[week]) ** 2)[inside]
        freedom = int(inside.sum()) - len(np.unique(week[inside])) - len(others)
        scatter.append((criterion, float(residual.sum()), freedom))
        lines += [
            (criterion, scorers[at], stretch, int((calls[:, at] > 0).sum()), gap[at], leverage)
            for at, leverage in zip(others, np.diag(inverse), strict=True)
        ]
    found = pd.DataFrame(
        lines, columns=["criterion_id", "scorer", "stretch", "n", "gap", "variance"]
    )
    pooled = pd.DataFrame(scatter, columns=["criterion_id", "squares", "freedom"])
    pooled = pooled.groupby("criterion_id").sum()
    sigma2 = pooled["squares"] / pooled["freedom"].where(pooled["freedom"] > 0)
    return found.assign(variance=found["variance"] * found["criterion_id"].map(sigma2))


def _connected(linked: Flags, first: int) -> Flags:
    """Mark whom a chain of links leads to ``first``; nobody where there is no first."""
    met = np.zeros(len(linked), dtype=bool)
    if first < 0:
        return met
    met[first] = True
    while True:
        more = met | linked[met].any(axis=0)
        if (more == met).all():
            return met
        met = more


def days_of(days: Ints) -> NDArray[np.datetime64]:
    """Give days counted from 1970 as day columns hold them."""
    return days.astype("datetime64[D]").astype("datetime64[s]")
