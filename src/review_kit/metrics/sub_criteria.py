"""Scores of criteria that were scored through their parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.metrics.rubric import Rubric

Codes = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

UNKNOWN = np.iinfo(np.int64).min
"""Day or moment of a call that is not known; as numpy counts a missing time."""
_NONE_YET = np.iinfo(np.int64).max


@dataclass(frozen=True)
class NumberedScores:
    """Scores with whose they are, and of what, by number.

    Numbers are no wider than they must be, because there are millions of scores.

    Parameters
    ----------
    pair
        Number of the rep's call.
    criterion
        Number of the criterion in the order of names.
    score
        Percent.
    on, at
        Day and moment of the call, counted from 1970; :data:`UNKNOWN` where there is none.
    human
        Whether a person's score stands, or one of a person is part of it.
    scorer
        Number of the scorer in the order of names.
    derived
        Whether it is the mean of parts.
    """

    pair: NDArray[np.int32]
    criterion: NDArray[np.int16]
    score: Floats
    on: Codes
    at: Codes
    human: Flags
    scorer: NDArray[np.int32]
    derived: Flags

    @classmethod
    def together(cls, parts: Sequence[NumberedScores]) -> Self:
        """Put scores behind each other."""
        return cls(
            **{
                one.name: np.concatenate([getattr(part, one.name) for part in parts])
                for one in fields(cls)
            }
        )

    def by_criterion(self, n_criteria: int) -> Sequence[Codes]:
        """Give the places of each criterion's scores."""
        # numbers this small are sorted by counting
        order = np.argsort(self.criterion, kind="stable")
        ends = np.cumsum(np.bincount(self.criterion, minlength=n_criteria))
        return np.split(order, ends[:-1])


def with_parents(
    scores: NumberedScores, rubric: Rubric, names: pd.Index, n_pairs: int
) -> NumberedScores:
    """Add the scores of criteria that were scored through their sub-criteria only.

    Each is the mean of the parts that were scored, weighted by their shares, in the order in which ``names``
    has them; parts without any weight give none.

    Parameters
    ----------
    scores
        One of each pair and criterion.
    names
        Criteria by number.
    n_pairs
        How many calls of reps there are.
    """
    parent = names.get_indexer(pd.Index(rubric.criteria["parent_criterion_id"]))
    share = rubric.criteria["share_of_parent"].to_numpy(np.float64)
    depth = rubric.criteria["depth"].to_numpy()
    scored = np.zeros((n_pairs, len(names)), dtype=bool)
    scored[scores.pair, scores.criterion] = True
    known, places = [scores], [scores.by_criterion(len(names))]
    for level in range(rubric.depth, 0, -1):
        derived = []
        below = (depth == level) & (parent >= 0)
        for whole in np.unique(parent[below]).tolist():
            mean = _MeanOfParts(n_pairs)
            for part, rows in _parts(np.flatnonzero(below & (parent == whole)), places):
                # one that was scored itself keeps its own score
                unscored = rows[~scored[known[part].pair[rows], whole]]
                if len(unscored):
                    mean.add(known[part], unscored, share[known[part].criterion[unscored[0]]])
            derived.append(mean.as_scores(whole))
        known.append(NumberedScores.together(derived))
        places.append(known[-1].by_criterion(len(names)))
    return NumberedScores.together(known) if len(known) > 1 else scores


def _parts(
    criteria: NDArray[np.intp], places: Sequence[Sequence[Codes]]
) -> Iterator[tuple[int, Codes]]:
    """Go through the scores of some criteria: which scores, and their places in these."""
    for number, of_criteria in enumerate(places):
        for criterion in criteria.tolist():
            yield number, of_criteria[criterion]


class _MeanOfParts:
    """Weighted means of the parts of one criterion, for all calls at once."""

    def __init__(self, n_pairs: int) -> None:
        self._weighted, self._weight = _Sums(n_pairs), _Sums(n_pairs)
        self._on, self._at = (np.full(n_pairs, _NONE_YET) for _ in range(2))
        self._human = np.zeros(n_pairs, dtype=bool)
        self._scorer = np.full(n_pairs, -1, dtype=np.int32)

    def add(self, scores: NumberedScores, rows: Codes, weight: float) -> None:
        """Add the scores of one part, of each call once."""
        pair, score = scores.pair[rows], scores.score[rows]
        told = ~np.isnan(score)
        self._weighted.add(pair[told], weight * score[told])
        if not np.isnan(weight):
            self._weight.add(pair, np.full(len(pair), weight))
        for first, times in ((self._on, scores.on[rows]), (self._at, scores.at[rows])):
            first[pair] = np.minimum(first[pair], np.where(times == UNKNOWN, _NONE_YET, times))
        self._human[pair] |= scores.human[rows]
        self._scorer[pair] = np.maximum(self._scorer[pair], scores.scorer[rows])

    def as_scores(self, criterion: int) -> NumberedScores:
        """Give the means of those calls that have any."""
        pair = np.flatnonzero(self._weight.total > 0)
        on, at = (
            np.where(first[pair] == _NONE_YET, UNKNOWN, first[pair])
            for first in (self._on, self._at)
        )
        return NumberedScores(
            pair=pair.astype(np.int32),
            criterion=np.full(len(pair), criterion, dtype=np.int16),
            score=self._weighted.total[pair] / self._weight.total[pair],
            on=on,
            at=at,
            human=self._human[pair],
            scorer=self._scorer[pair],
            derived=np.ones(len(pair), dtype=bool),
        )


class _Sums:
    """Sums of many groups, with what rounding loses kept beside them (Kahan 1965, CACM 8), as pandas adds."""

    def __init__(self, n_groups: int) -> None:
        self.total = np.zeros(n_groups)
        self._lost = np.zeros(n_groups)

    def add(self, group: NDArray[np.int32], values: Floats) -> None:
        """Add a value to each of some groups, to none of them two."""
        before, value = self.total[group], values - self._lost[group]
        after = before + value
        self._lost[group] = after - before - value
        self.total[group] = after
