"""What the measured gaps between scorers add to how unsure the effect of coaching is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from review_kit.metrics.effect.estimate import EffectEstimate
from review_kit.metrics.effect.evidence import Evidence, Scope
from review_kit.metrics.effect.gaps import CANNOT_TELL_YET, NOT_JUDGED
from review_kit.metrics.effect.inference import Interval
from review_kit.metrics.effect.panel import Flags, Floats, Ints, Panel
from review_kit.metrics.effect.rows import BEFORE, Rows
from review_kit.metrics.intervals import CRITICAL
from review_kit.metrics.window_change import DECLINED, IMPROVED

NO_GAP = "-1"
"""Name of the scores from which no gap was taken off."""


@dataclass(frozen=True)
class ScorerDoubt:
    """How far the gaps between scorers bear on each coached row.

    Parameters
    ----------
    weights
        Gaps × coached rows: by how much the row's gap to what is expected falls when the gap between the
        scorers is one pp larger than measured.
    variance
        Gaps: pp² that each is unsure by.
    """

    weights: Floats
    variance: Floats

    def of_mean(self, chosen: Flags) -> float:
        """Variance (pp²) that the gaps add to the mean over some coached rows, which share their error."""
        if not chosen.any():
            return 0.0
        together = self.weights[:, chosen].mean(axis=1)
        return float((together**2 * self.variance).sum())

    def of_rows(self) -> Floats:
        """Variance that they add to each row by itself."""
        added: Floats = (self.weights**2 * self.variance[:, np.newaxis]).sum(axis=0)
        return added


def scorer_doubt(evidence: Evidence, by_gap: Panel, variance: pd.Series) -> ScorerDoubt:
    """Measure how far scores that were put on one scale rest on gaps between scorers, row by row.

    A coached row's gap is the outcome less what history and the controls of its criterion and week make one
    expect. An error in what was taken off the scores of a scorer is in all three; so its weight is the
    change of the scorer's share from before the session to after, less that of those controls. Where
    the mix of scorers is the same for all, next to nothing is left of it.

    Parameters
    ----------
    by_gap
        The panel of the evidence with, as scorer of each score, the number of the gap taken off it
        (:data:`NO_GAP` for none).
    variance
        Number of each gap → pp² that it is unsure by.
    """
    rows = evidence.rows
    numbers = [at for at, name in enumerate(by_gap.scorers) if name != NO_GAP]
    weights = np.zeros((len(numbers), int(rows.treated.sum())))
    shifts = by_gap.share_changes(
        numbers, rows.rep, rows.criterion, rows.day, before=BEFORE, after=evidence.after
    )
    for line, shift in enumerate(shifts):
        if shift.any():
            weights[line] = shift[rows.treated] - _usual(rows, shift)[rows.treated]
    names = [int(by_gap.scorers[at]) for at in numbers]
    return ScorerDoubt(weights, variance.reindex(names).to_numpy(np.float64))


def _usual(rows: Rows, values: Floats) -> Floats:
    """Average the controls of each row's criterion and week; 0 where there is none."""
    cell: Ints = rows.criterion * (int(rows.week.max()) + 1) + rows.week
    control = ~rows.treated
    size = int(cell.max()) + 1
    n = np.bincount(cell[control], minlength=size)
    total = np.bincount(cell[control], weights=values[control], minlength=size)
    usual: Floats = (total / np.maximum(n, 1))[cell]
    return usual


def with_doubt(
    one: EffectEstimate, scope: Scope, evidence: Evidence, doubt: ScorerDoubt
) -> EffectEstimate:
    """Widen both comparisons by what the gaps add; their difference holds the same error twice, so not."""
    chosen = scope.holds(evidence.treated) & ~np.isnan(evidence.within_team.full)
    added = doubt.of_mean(chosen)
    if not one.first.known or added == 0:
        return one
    first, second = (_widened(part, added) for part in (one.first, one.second))
    return one.with_comparisons(first, second)


def _widened(part: Interval, added: float) -> Interval:
    if not part.known:
        return part
    error = float(np.sqrt(part.std_error**2 + added))
    half = (part.high - part.estimate) * error / part.std_error
    return Interval(part.estimate, part.estimate - half, part.estimate + half, error)


def gaps_with_doubt(gaps: pd.DataFrame, evidence: Evidence, doubt: ScorerDoubt) -> pd.DataFrame:
    """Widen the intervals of single rep-criteria likewise, and judge those that are judged anew."""
    told = ~np.isnan(evidence.within_team.full)
    half = (gaps["high"] - gaps["expected_gap"]).to_numpy(np.float64)
    half = np.sqrt(half**2 + CRITICAL**2 * doubt.of_rows()[told])
    low, high = gaps["expected_gap"] - half, gaps["expected_gap"] + half
    verdict = np.select(
        [gaps["verdict"] == NOT_JUDGED, low > 0, high < 0],
        [NOT_JUDGED, IMPROVED, DECLINED],
        CANNOT_TELL_YET,
    )
    return gaps.assign(low=low, high=high, verdict=pd.Series(verdict, gaps.index, dtype="str"))
