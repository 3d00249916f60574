"""Scores as numbers: reps, criteria, calls and scorers by position, so that millions are compared soon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.metrics.scorers.labels import HUMAN
from review_kit.metrics.tidy import numbered

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Number = TypeVar("Number", np.int64, np.float64)

UNNAMED = f"{HUMAN}: who scored "
"""How the scorers begin that are people of one rep, whom the export does not tell apart."""

NOT_SHARED = -1
"""Call of a score that no second scorer gave one for."""


@dataclass(frozen=True)
class Coded:
    """Scores by position in the names of :class:`CodedScores`.

    ``call`` is ``NOT_SHARED`` where one scorer scored the call, ``day`` is counted from 1970.
    """

    rep: Ints
    criterion: Ints
    scorer: Ints
    call: Ints
    day: Ints
    score: Floats

    def where(self, chosen: Flags | Ints) -> Coded:
        """Take some of the scores."""
        return Coded(
            rep=self.rep[chosen],
            criterion=self.criterion[chosen],
            scorer=self.scorer[chosen],
            call=self.call[chosen],
            day=self.day[chosen],
            score=self.score[chosen],
        )


@dataclass(frozen=True)
class CodedScores:
    """The scores that stand, and what each scorer gave the calls that several scored.

    Parameters
    ----------
    stands, several
        The two kinds of scores.
    reps, criteria, scorers
        Names by position. People whom the export does not tell apart are a scorer of their own for each rep:
        who scored one rep need not be who scored another.
    """

    stands: Coded
    several: Coded
    reps: pd.Index
    criteria: pd.Index
    scorers: pd.Index

    @classmethod
    def of(cls, call_scores: pd.DataFrame, several: pd.DataFrame) -> CodedScores:
        """Number what the scores are about.

        Parameters
        ----------
        call_scores, several
            ``rep_id``, ``criterion_id``, ``call_id``, ``call_on``, ``score``, ``scorer``.
        """
        names, stands, beside = {}, {}, {}
        for column in ("rep_id", "criterion_id", "scorer"):
            stands[column], beside[column], names[column] = together(
                call_scores[column], several[column]
            )
        scorers = names["scorer"]
        if HUMAN in scorers:
            unnamed = int(scorers.get_indexer(pd.Index([HUMAN]))[0])
            for codes in (stands, beside):
                of_rep = len(scorers) + codes["rep_id"]
                codes["scorer"] = np.where(codes["scorer"] == unnamed, of_rep, codes["scorer"])
            scorers = scorers.append(pd.Index([f"{UNNAMED}{rep}" for rep in names["rep_id"]]))
        calls = pd.Index(several["call_id"].unique())

        def shared(call_ids: pd.Series) -> Ints:
            numbers, names = numbered(call_ids)
            found: Ints = calls.get_indexer(names).astype(np.int64)[numbers]
            return found

        parts = [
            Coded(
                rep=codes["rep_id"],
                criterion=codes["criterion_id"],
                scorer=codes["scorer"],
                call=shared(rows["call_id"]),
                day=rows["call_on"].to_numpy().astype("datetime64[D]").astype(np.int64),
                score=rows["score"].to_numpy(np.float64),
            )
            for rows, codes in ((call_scores, stands), (several, beside))
        ]
        return cls(
            stands=parts[0],
            several=parts[1],
            reps=names["rep_id"],
            criteria=names["criterion_id"],
            scorers=scorers,
        )

    def of_call(self, scores: Coded) -> Ints:
        """Number that names a rep's call on a criterion."""
        number: Ints = (scores.call * len(self.reps) + scores.rep) * len(
            self.criteria
        ) + scores.criterion
        return number

    def apart(self) -> Flags:
        """Mark the scores that stand and are not among those of several scorers as well."""
        shared = self.stands.call != NOT_SHARED
        mine, theirs = (
            self.of_call(scores) * len(self.scorers) + scores.scorer
            for scores in (self.stands.where(shared), self.several)
        )
        marked: Flags = ~shared
        marked[shared] = ~pd.Series(mine).isin(theirs).to_numpy()
        return marked

    def of_every(self, tell: Callable[[Coded], NDArray[Number]], apart: Flags) -> NDArray[Number]:
        """Tell something of every scorer's score of every call, each once."""
        return np.concatenate([tell(self.stands)[apart], tell(self.several)])

    def given_by(self, reference: Ints, scores: Coded) -> Floats:
        """Give what the reference of each criterion gave the calls of ``scores``; NaN where nothing.

        Parameters
        ----------
        reference
            Criteria: position of the reference.
        """
        given = np.full(len(scores.call), np.nan)
        theirs = self.several.where(self.several.scorer == reference[self.several.criterion])
        key = self.of_call(theirs)
        order = np.argsort(key, kind="stable")
        shared = np.flatnonzero(scores.call != NOT_SHARED)
        if not len(order):
            return given
        wanted = self.of_call(scores.where(shared))
        at = np.minimum(np.searchsorted(key[order], wanted), len(order) - 1)
        found = key[order][at] == wanted
        given[shared[found]] = theirs.score[order][at][found]
        return given


def together(first: pd.Series, second: pd.Series) -> tuple[Ints, Ints, pd.Index]:
    """Number the values of two columns by the same names."""
    kinds = (first.dtype, second.dtype)
    if all(isinstance(kind, pd.CategoricalDtype) for kind in kinds) and kinds[0] == kinds[1]:
        return (
            first.cat.codes.to_numpy().astype(np.int64),
            second.cat.codes.to_numpy().astype(np.int64),
            pd.Index(first.cat.categories, dtype="str"),
        )
    columns = [column.astype("str") for column in (first, second)]
    names = pd.Index(sorted({name for column in columns for name in column.unique()}), dtype="str")
    codes = [names.get_indexer(pd.Index(column)).astype(np.int64) for column in columns]
    return codes[0], codes[1], names
