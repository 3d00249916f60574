"""From rows of QA scores to one score per call and criterion."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.metrics.row_order import MOST, order_of, ranked
from review_kit.metrics.rubric import Rubric
from review_kit.metrics.scorers.labels import HUMAN, scorer_labels
from review_kit.metrics.tidy import KEYS, numbered
from review_kit.metrics.windows import Window

Codes = NDArray[np.int64]

_OF_SCORE = (
    *("score", "max_score", "call_on", "call_at", "export_order", "left_out"),
    *("scorer", "evaluator", "evaluator_id", "evaluator_version"),
)
"""Columns that say what a score is, beside those that say whose it is and of what."""


def resolve_scores(
    scores: pd.DataFrame, rubric: Rubric, rep_ids: pd.Index, window: Window
) -> pd.DataFrame:
    """Settle the score of every call on every criterion.

    A score is percent of ``max_score``. Where a call was scored more than once on a criterion, a
    human's score stands over an AI's, then the newest evaluation by ``export_order``; scores of a
    replaced criterion count for its successor. Where the score that would stand is left out (a dispute
    about it is open), no other takes its place. A criterion with sub-criteria that was not itself
    scored on the call takes the weighted mean of those sub-criteria that were (those without any
    weight give none); one that was scored keeps its own score.

    Parameters
    ----------
    scores
        The canonical ``qa_scores``; with ``scorer`` where the scorers are named already, with ``left_out``
        where scores were disputed (:func:`~review_kit.metrics.scorers.disputes.settled`).
    rep_ids
        Reps in review, sorted; calls of others are left out.
    window
        Days to look at.

    Returns
    -------
    DataFrame
        ``rep_id``, ``criterion_id``, ``call_id`` (categories in sorted order), ``call_on``, ``score``,
        ``from_sub_criteria``, ``human`` (a person's score stands, or one of a person is part of it),
        ``scorer`` (:func:`~review_kit.metrics.scorers.labels.scorer_labels`; of a mean of parts that
        several scored, a person before an AI), sorted by rep, criterion, time and call.
        Two reps scored on one call have a row each.
    """
    names = pd.Index(rubric.criteria.index)
    settled, call_ids, scorers = _scored(scores, rubric, names, rep_ids, window)
    settled = _add_parents(settled, rubric, names)
    order = _in_order(settled, len(names), len(call_ids))
    settled = settled.iloc[order]
    rep, call = np.divmod(settled["who"].to_numpy(), max(len(call_ids), 1))
    return pd.DataFrame(
        {
            "rep_id": pd.Categorical.from_codes(rep, categories=rep_ids),
            "criterion_id": pd.Categorical.from_codes(settled["criterion"], categories=names),
            "call_id": pd.Categorical.from_codes(call, categories=call_ids),
            "call_on": settled["call_on"].to_numpy(),
            "score": settled["score"].to_numpy(),
            "from_sub_criteria": settled["from_sub_criteria"].to_numpy(),
            "human": settled["human"].to_numpy(),
            "scorer": pd.Categorical.from_codes(settled["scorer"].to_numpy(), categories=scorers),
        }
    )


def _scored(
    scores: pd.DataFrame, rubric: Rubric, names: pd.Index, rep_ids: pd.Index, window: Window
) -> tuple[pd.DataFrame, pd.Index, pd.Index]:
    """Settle what was scored itself, by number; and give the names of the calls and of the scorers."""
    inside = np.flatnonzero(window.contains(scores["call_on"]))
    rep = _codes(scores["rep_id"].iloc[inside], rep_ids)
    criterion = _codes(scores["criterion_id"].iloc[inside], names, rubric.current_id)
    kept = (rep >= 0) & (criterion >= 0)
    inside, rep, criterion = inside[kept], rep[kept], criterion[kept]
    call, call_ids = _calls(scores["call_id"].iloc[inside])
    rows = scores[[name for name in _OF_SCORE if name in scores]].iloc[inside]
    # one number for each (rep, call): every later step compares these instead of text
    who = rep * max(len(call_ids), 1) + call
    human = (rows["evaluator"] == HUMAN).to_numpy()
    labels = rows["scorer"] if "scorer" in rows else scorer_labels(rows)
    scorer = labels.cat.codes.to_numpy()
    stands = _standing(who * max(len(names), 1) + criterion, human, rows["export_order"])
    if "left_out" in rows:
        stands = stands[~rows["left_out"].to_numpy()[stands]]
    settled = pd.DataFrame(
        {
            "who": who[stands],
            "criterion": criterion[stands],
            "score": (100 * rows["score"] / rows["max_score"]).to_numpy()[stands],
            "call_on": rows["call_on"].to_numpy()[stands],
            "call_at": rows["call_at"].to_numpy()[stands],
            "from_sub_criteria": False,
            "human": human[stands],
            "scorer": scorer[stands].astype(np.int64),
        },
        copy=False,
    )
    return settled, call_ids, labels.cat.categories


def _in_order(settled: pd.DataFrame, n_criteria: int, n_calls: int) -> Codes:
    """Give the places of scores in order of rep, criterion, time and call."""
    rep, call = np.divmod(settled["who"].to_numpy(), max(n_calls, 1))
    at, _ = ranked(_moments(settled))
    # one after another, so that no number gets too large: moments of calls, then their place in the order
    moment, of_rep = ranked(pd.Series(at * max(n_calls, 1) + call))
    return order_of((rep * max(n_criteria, 1) + settled["criterion"].to_numpy()) * of_rep + moment)


def _moments(settled: pd.DataFrame) -> pd.Series:
    """Number the days of the calls, and their moments within these; a missing one comes last."""
    day, days = _from_the_first(settled["call_on"].to_numpy("datetime64[D]"))
    moment, moments = _from_the_first(settled["call_at"].to_numpy("datetime64[us]"))
    if days >= MOST // moments:
        moment, moments = ranked(pd.Series(moment))
    return pd.Series(day * moments + moment)


def _from_the_first(times: NDArray[np.datetime64]) -> tuple[Codes, int]:
    """Count times from the first one, a missing one after the last; and give how many there may be."""
    number, known = times.astype(np.int64), ~np.isnat(times)
    if not known.any():
        return np.zeros(len(number), dtype=np.int64), 1
    first, last = int(number[known].min()), int(number[known].max())
    return np.where(known, number - first, last - first + 1), last - first + 2


def _calls(column: pd.Series) -> tuple[Codes, pd.Index]:
    """Number the calls in the order of their names."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return numbered(column)
    codes, known = pd.factorize(column, sort=True)
    return codes.astype(np.int64), pd.Index(known)


def _standing(score_of: Codes, human: NDArray[np.bool_], export_order: pd.Series) -> Codes:
    """Give the position of the score that stands of each call and criterion, in order of these.

    Parameters
    ----------
    score_of
        Number of the call and criterion that each row is of.
    """
    order = order_of(score_of)
    same = np.diff(score_of[order]) == 0
    again = np.append(same, False) | np.append(False, same)
    if len(order) and again.any():
        # few calls were scored more than once
        several = order[again[: len(order)]]
        newest_last = np.lexsort(
            (export_order.to_numpy()[several], human[several], score_of[several])
        )
        order[again[: len(order)]] = several[newest_last]
    last = np.append(~same, True)
    standing: Codes = order[last[: len(order)]]
    return standing


def listed_scores(call_scores: pd.DataFrame, rubric: Rubric, window: Window) -> Codes:
    """Give the places of a window's scores on criteria that documents list."""
    inside = window.contains(call_scores["call_on"]).to_numpy()
    criteria = call_scores["criterion_id"]
    listed = criteria.cat.categories.isin(rubric.listed.index)
    return np.flatnonzero(inside & listed[criteria.cat.codes.to_numpy()])


def levels(call_scores: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Average the calls of a window, each call once.

    Returns
    -------
    DataFrame
        Index (``rep_id``, ``criterion_id``): ``n``, ``mean``, ``sd`` (divisor n − 1).
    """
    inside = call_scores.loc[window.contains(call_scores["call_on"]), [*KEYS, "score"]]
    # one number for each (rep, criterion): grouping by two columns of categories costs twice as much
    (rep, reps), (criterion, criteria) = (numbered(inside[key]) for key in KEYS)
    groups = inside["score"].groupby(rep * max(len(criteria), 1) + criterion)
    n = groups.size()
    rep, criterion = np.divmod(n.index.to_numpy(), max(len(criteria), 1))
    of = pd.MultiIndex.from_arrays([reps.take(rep), criteria.take(criterion)], names=KEYS)
    table = pd.DataFrame({"n": n, "mean": groups.mean(), "sd": groups.std()})
    return table.set_axis(of)


def overall_scores(call_scores: pd.DataFrame, rubric: Rubric) -> pd.DataFrame:
    """Give the overall score of each call: the weighted mean of its scored top-level criteria.

    Weights are those of the rubric at ``as_of``; a call scored on none of its weighted criteria has
    no overall score (NaN), but is an evaluated call all the same.

    Returns
    -------
    DataFrame
        ``rep_id``, ``call_id``, ``call_on``, ``score``: every evaluated call of a rep once.
    """
    top = rubric.criteria["weight"].where(rubric.criteria["depth"] == 0, 0.0)
    weight = top.to_numpy()[call_scores["criterion_id"].cat.codes.to_numpy()]
    (rep, reps), (call, calls) = (numbered(call_scores[key]) for key in ("rep_id", "call_id"))
    scored = pd.DataFrame(
        {
            "call_on": call_scores["call_on"].to_numpy(),
            "weighted": weight * call_scores["score"].to_numpy(),
            "weight": weight,
        }
    )
    groups = scored.groupby(rep * max(len(calls), 1) + call)
    sums = groups[["weighted", "weight"]].sum()
    rep, call = np.divmod(sums.index.to_numpy(np.int64), max(len(calls), 1))
    score = sums["weighted"] / sums["weight"].where(sums["weight"] > 0)
    return pd.DataFrame(
        {
            "rep_id": reps.take(rep),
            "call_id": calls.take(call),
            "call_on": groups["call_on"].min().to_numpy(),
            "score": score.to_numpy(),
        }
    )


def _codes(column: pd.Series, index: pd.Index, rename: pd.Series | object | None = None) -> Codes:
    """Give the position of each value in ``index``; −1 for what is not there."""
    codes, uniques = numbered(column)
    if isinstance(rename, dict):
        uniques = pd.Index([rename.get(name, name) for name in uniques], dtype="str")
    positions = np.append(index.get_indexer(pd.Index(uniques)), -1)
    found: Codes = positions[codes].astype(np.int64)
    return found


def _add_parents(settled: pd.DataFrame, rubric: Rubric, names: pd.Index) -> pd.DataFrame:
    """Add the scores of criteria that were scored through their sub-criteria only."""
    parent = names.get_indexer(pd.Index(rubric.criteria["parent_criterion_id"]))
    share = rubric.criteria["share_of_parent"].to_numpy()
    depth = rubric.criteria["depth"].to_numpy()
    for level in range(rubric.depth, 0, -1):
        at, who = settled["criterion"].to_numpy(), settled["who"].to_numpy()
        parts = np.flatnonzero((depth[at] == level) & (parent[at] >= 0))
        # one number for each call and criterion; one that was scored itself keeps its own score
        of_parent = who[parts] * len(names) + parent[at[parts]]
        unscored = ~pd.Index(of_parent).isin(who * len(names) + at)
        part, of_parent = settled.iloc[parts[unscored]], of_parent[unscored]
        weight = share[part["criterion"].to_numpy()]
        groups = part.assign(weight=weight, weighted=weight * part["score"]).groupby(of_parent)
        sums = groups.agg(
            {
                **dict.fromkeys(("weighted", "weight"), "sum"),
                **dict.fromkeys(("call_on", "call_at"), "min"),
                "human": "any",
                "scorer": "max",
            }
        )
        sums = sums[sums["weight"] > 0]
        who, criterion = np.divmod(sums.index.to_numpy(np.int64), len(names))
        derived = sums.assign(
            who=who,
            criterion=criterion,
            score=sums["weighted"] / sums["weight"],
            from_sub_criteria=True,
        )
        settled = pd.concat([settled, derived[settled.columns]], ignore_index=True)
    return settled
