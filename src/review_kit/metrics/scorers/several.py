"""Calls that several scorers scored: what each of them gave, side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.metrics.rubric import Rubric
from review_kit.metrics.scoring import resolve_scores
from review_kit.metrics.windows import Window

CALL = ["rep_id", "criterion_id", "call_id"]
"""Columns that name a score of a call."""


def scored_by_several(
    scores: pd.DataFrame, rubric: Rubric, rep_ids: pd.Index, window: Window
) -> pd.DataFrame:
    """Settle the score of every scorer on the calls that more than one of them scored.

    Of two evaluations of one scorer the newer counts; a criterion that a scorer scored through its parts
    has the mean of the parts that this scorer scored.

    Parameters
    ----------
    scores, rubric, rep_ids, window
        As for :func:`~review_kit.metrics.scoring.resolve_scores`; ``scores`` with ``scorer``.

    Returns
    -------
    DataFrame
        The columns of ``resolve_scores``: one row for each scorer, call and criterion.
    """
    inside = np.flatnonzero(window.contains(scores["call_on"]))
    labels = scores["scorer"]
    scorer = labels.cat.codes.to_numpy()[inside].astype(np.int64)
    scorers = max(len(labels.cat.categories), 1)
    call, call_ids = pd.factorize(scores["call_id"].iloc[inside])
    call = call.astype(np.int64)
    pairs = pd.unique(call * scorers + scorer)
    several = np.bincount(pairs // scorers, minlength=len(call_ids)) > 1
    chosen = several[call] if len(call_ids) else np.zeros(0, dtype=bool)
    # each scorer's scores are settled as if they were of a call of their own
    apart = scores.iloc[inside[chosen]].assign(call_id=(call * scorers + scorer)[chosen])
    settled = resolve_scores(apart, rubric, rep_ids, window)
    back = settled["call_id"].to_numpy(np.int64) // scorers
    return settled.assign(call_id=call_ids.take(back).astype("str"))
