"""Estimates of small groups: an interval may not be narrower than single gaps would make it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special

from review_kit.grains import ORG
from review_kit.metrics.effect.estimate import CRITERION, MANAGER, EffectEstimate
from review_kit.metrics.effect.inference import Interval
from review_kit.metrics.intervals import CRITICAL, UPPER

MANY_REPS = 20
"""Coached reps from which on the jackknife's own scatter no longer matters."""


def steadied(one: EffectEstimate, gaps: pd.DataFrame, reps: pd.DataFrame) -> EffectEstimate:
    """Widen the intervals of a group of few coached reps where the jackknife came out too narrow.

    A standard error from eight reps is itself uncertain by a quarter, and of several teams some one's
    is much too small. The gaps of single rep-criteria have a known scatter of ``a + b / n``, measured on
    all controls of the organisation; if they are independent, their mean cannot have a smaller standard
    error than ``√Σ(a + b / n) / N``. The larger of the two is taken (as a variance is bounded by its
    model where clusters are few; Imbens & Kolesár 2016, Rev. Econ. Statist. 98).

    Parameters
    ----------
    gaps
        The coached rep-criteria of the review, as ``expected_gaps`` lists them.
    reps
        ``rep_id``, ``team``, ``manager_id``.

    Returns
    -------
    EffectEstimate
        The same for the organisation, for a group of twenty coached reps, and where nothing is told.
    """
    found = one.diagnostics
    if one.scope == ORG or not one.first.known or found.n_reps >= MANY_REPS:
        return one
    own = gaps[_of(one, gaps, reps)]
    variance = ((own["high"] - own["low"]) / 2 / CRITICAL).to_numpy(np.float64) ** 2
    least = float(np.sqrt(variance.sum())) / len(own)
    first, second = (_widened(part, least, found.n_reps) for part in (one.first, one.second))
    return one.with_comparisons(first, second)


def _of(one: EffectEstimate, gaps: pd.DataFrame, reps: pd.DataFrame) -> pd.Series:
    if one.scope == CRITERION:
        return gaps["criterion_id"] == one.scope_id
    column = "manager_id" if one.scope == MANAGER else "team"
    return gaps["rep_id"].isin(reps.loc[reps[column] == one.scope_id, "rep_id"])


def _widened(part: Interval, least: float, n_reps: int) -> Interval:
    if not part.known or part.std_error >= least:
        return part
    half = float(special.stdtrit(n_reps - 1, UPPER)) * least
    return Interval(part.estimate, part.estimate - half, part.estimate + half, least)
