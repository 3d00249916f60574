"""From rows of QA scores to one score per call and criterion."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.metrics.row_order import MOST, order_of, ranked
from review_kit.metrics.rubric import Rubric
from review_kit.metrics.scorers.labels import HUMAN, scorer_labels
from review_kit.metrics.sub_criteria import UNKNOWN, Codes, NumberedScores, with_parents
from review_kit.metrics.tidy import KEYS, is_one_of, numbered, places_in
from review_kit.metrics.windows import Window


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
    scorer = scores["scorer"] if "scorer" in scores else scorer_labels(scores)
    settled, pairs, call_ids = _scored(scores, scorer, rubric, names, rep_ids, window)
    settled = with_parents(settled, rubric, names, len(pairs))
    rep, call = np.divmod(pairs, max(len(call_ids), 1))
    order = _in_order(settled, rep, call, len(names))
    pair = settled.pair[order]
    return pd.DataFrame(
        {
            "rep_id": pd.Categorical.from_codes(rep[pair], categories=rep_ids),
            "criterion_id": pd.Categorical.from_codes(settled.criterion[order], categories=names),
            "call_id": pd.Categorical.from_codes(call[pair], categories=call_ids),
            "call_on": settled.on[order].astype("datetime64[D]").astype("datetime64[s]"),
            "score": settled.score[order],
            "from_sub_criteria": settled.derived[order],
            "human": settled.human[order],
            "scorer": pd.Categorical.from_codes(
                settled.scorer[order], categories=scorer.cat.categories
            ),
        },
        copy=False,
    )


def _scored(
    scores: pd.DataFrame,
    scorer: pd.Series,
    rubric: Rubric,
    names: pd.Index,
    rep_ids: pd.Index,
    window: Window,
) -> tuple[NumberedScores, Codes, pd.Index]:
    """Settle what was scored itself; give whose calls the pairs are, and the names of the calls.

    A pair of the rep's number ``r`` and the call's number ``c``, of ``n`` calls, is ``r · n + c``.
    """
    rep = places_in(rep_ids, scores["rep_id"])
    criterion = places_in(names, scores["criterion_id"], rubric.current_id)
    inside = window.contains(scores["call_on"]).to_numpy()
    kept = np.flatnonzero(inside & (rep >= 0) & (criterion >= 0))
    call, call_ids = _calls(scores["call_id"].iloc[kept])
    pair, pairs = _numbered_in_runs(rep[kept].astype(np.int64) * max(len(call_ids), 1) + call)
    criterion = criterion[kept]
    human = (scores["evaluator"] == HUMAN).to_numpy()
    stands = _standing(
        pair * len(names) + criterion,
        len(pairs) * len(names),
        human[kept],
        scores["export_order"].to_numpy()[kept],
    )
    if "left_out" in scores:
        stands = stands[~scores["left_out"].to_numpy()[kept[stands]]]
    rows = kept[stands]
    settled = NumberedScores(
        pair=pair[stands].astype(np.int32),
        criterion=criterion[stands].astype(np.int16),
        score=100 * scores["score"].to_numpy()[rows] / scores["max_score"].to_numpy()[rows],
        on=scores["call_on"].to_numpy()[rows].astype("datetime64[D]").astype(np.int64),
        at=scores["call_at"].to_numpy()[rows].astype("datetime64[us]").astype(np.int64),
        human=human[rows],
        scorer=scorer.cat.codes.to_numpy()[rows].astype(np.int32),
        derived=np.zeros(len(rows), dtype=bool),
    )
    return settled, pairs, call_ids


def _numbered_in_runs(values: Codes) -> tuple[Codes, Codes]:
    """Number values most of which stand beside equal ones; and give the different ones by number."""
    begins = np.flatnonzero(np.append(True, values[1:] != values[:-1])[: len(values)])
    numbers, different = pd.factorize(values[begins])
    return np.repeat(numbers, np.diff(np.append(begins, len(values)))), different


def _calls(column: pd.Series) -> tuple[Codes, pd.Index]:
    """Number the calls in the order of their names."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return numbered(column)
    codes, known = pd.factorize(column, sort=True)
    return codes.astype(np.int64), pd.Index(known)


def _standing(
    score_of: Codes, most: int, human: NDArray[np.bool_], export_order: NDArray[np.float64]
) -> Codes:
    """Give the positions of the score that stands of each call and criterion, in the order of the rows.

    Parameters
    ----------
    score_of
        Number of the call and criterion that each row is of, below ``most``.
    """
    position = np.arange(len(score_of), dtype=np.int32)
    standing = np.full(most, -1, dtype=np.int32)
    standing[score_of] = position
    again = standing[score_of] != position
    if again.any():
        # few calls were scored more than once
        of_several = np.zeros(most, dtype=bool)
        of_several[score_of[again]] = True
        several = np.flatnonzero(of_several[score_of])
        newest_last = several[
            np.lexsort((export_order[several], human[several], score_of[several]))
        ]
        standing[score_of[newest_last]] = newest_last
    return np.flatnonzero(standing[score_of] == position)


def _in_order(scores: NumberedScores, rep: Codes, call: Codes, n_criteria: int) -> Codes:
    """Give the places of scores in order of rep, criterion, time and call.

    Parameters
    ----------
    rep, call
        Of each pair.
    """
    of, moment = scores.pair.astype(np.int64), _moments(scores)
    first = np.zeros(len(rep), dtype=np.int64)
    first[of] = moment
    if (first[of] != moment).any():
        # criteria of one call that were scored at different times: each time counts as a call of its own
        rank, most = ranked(pd.Series(moment))
        of, times = pd.factorize(of * most + rank)
        pair, first = np.divmod(times, most)
        rep, call = rep[pair], call[pair]
    place = np.empty(len(rep), dtype=np.int64)
    place[np.lexsort((call, first))] = np.arange(len(rep))
    return order_of((rep[of] * max(n_criteria, 1) + scores.criterion) * len(rep) + place[of])


def _moments(scores: NumberedScores) -> Codes:
    """Number the days of the calls, and their moments within these; a missing one comes last."""
    day, days = _from_the_first(scores.on)
    moment, moments = _from_the_first(scores.at)
    if days >= MOST // moments:
        moment, moments = ranked(pd.Series(moment))
    return day * moments + moment


def _from_the_first(times: Codes) -> tuple[Codes, int]:
    """Count times from the first one, a missing one after the last; and give how many there may be."""
    known = times != UNKNOWN
    if not known.any():
        return np.zeros(len(times), dtype=np.int64), 1
    first, last = int(times[known].min()), int(times[known].max())
    return np.where(known, times - first, last - first + 1), last - first + 2


def listed_scores(call_scores: pd.DataFrame, rubric: Rubric, window: Window) -> Codes:
    """Give the places of a window's scores on criteria that documents list."""
    inside = window.contains(call_scores["call_on"]).to_numpy()
    return np.flatnonzero(inside & is_one_of(call_scores["criterion_id"], rubric.listed.index))


def levels(call_scores: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Average the calls of a window, each call once: what :func:`levels_of` gives of them."""
    return levels_of(call_scores.loc[window.contains(call_scores["call_on"]), [*KEYS, "score"]])


def levels_of(scores: pd.DataFrame) -> pd.DataFrame:
    """Average the scores of each rep-criterion.

    Returns
    -------
    DataFrame
        Index (``rep_id``, ``criterion_id``): ``n``, ``mean``, ``sd`` (divisor n − 1).
    """
    # one number for each (rep, criterion): grouping by two columns of categories costs twice as much
    (rep, reps), (criterion, criteria) = (numbered(scores[key]) for key in KEYS)
    groups = scores["score"].groupby(rep * max(len(criteria), 1) + criterion)
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
