"""How sure a mean gap is: the delete-one-rep jackknife."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from review_kit.metrics.effect.fit import Gaps
from review_kit.metrics.effect.panel import Flags, Floats, Ints
from review_kit.metrics.intervals import UPPER

LEAST_ERROR_PP = 0.5
"""No standard error is printed smaller: what the model leaves out is not known better than this."""


@dataclass(frozen=True)
class Interval:
    """A number with its 95 % interval, all in pp; NaN where it cannot be told."""

    estimate: float
    low: float
    high: float
    std_error: float

    @property
    def known(self) -> bool:
        """There is a number and an interval."""
        return not np.isnan(self.low)

    @property
    def width(self) -> float:
        """From end to end."""
        return self.high - self.low

    @property
    def is_above_zero(self) -> bool:
        """The whole interval is."""
        return bool(self.low > 0)

    @property
    def is_below_zero(self) -> bool:
        """The whole interval is."""
        return bool(self.high < 0)


UNKNOWN = Interval(np.nan, np.nan, np.nan, np.nan)


@dataclass(frozen=True)
class MeanGap:
    """Plain mean of the gaps of some coached rows.

    Parameters
    ----------
    estimate
        From the fit on all controls.
    without
        Reps: the mean without each one, as a control and as a coached rep.
    counted
        Reps that the estimate rests on.
    n_treated, n_reps
        Coached rows averaged, and their reps.
    """

    estimate: float
    without: Floats
    counted: Flags
    n_treated: int
    n_reps: int


def mean_gap(gaps: Gaps, rep: Ints, chosen: Flags) -> MeanGap:
    """Average the gaps of the chosen coached rows that can be predicted.

    Parameters
    ----------
    rep
        Rep of each predicted row.
    """
    told = chosen & ~np.isnan(gaps.full)
    n_treated = int(told.sum())
    treated = np.zeros(len(gaps.fitted), dtype=bool)
    treated[rep[told]] = True
    if not n_treated:
        nothing = np.full(len(gaps.fitted), np.nan)
        return MeanGap(np.nan, nothing, gaps.fitted, 0, 0)
    left = gaps.without[:, told]
    known = ~np.isnan(left)
    count = known.sum(axis=1)
    total = np.where(known, left, 0.0).sum(axis=1)
    without = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return MeanGap(
        estimate=float(gaps.full[told].mean()),
        without=without,
        counted=gaps.fitted | treated,
        n_treated=n_treated,
        n_reps=int(treated.sum()),
    )


def interval(mean: MeanGap) -> Interval:
    """Give the jackknife interval of a mean gap."""
    return _jackknife(mean.estimate, mean.without, mean.counted, mean.n_reps)


def difference(second: MeanGap, first: MeanGap) -> Interval:
    """Give that of the paired difference of two estimates of the same coached rows."""
    return _jackknife(
        second.estimate - first.estimate,
        second.without - first.without,
        first.counted | second.counted,
        first.n_reps,
    )


def _jackknife(estimate: float, without: Floats, counted: Flags, n_treated_reps: int) -> Interval:
    """Turn estimates without each rep into an interval.

    ``SE² = (G − 1) / G · Σ (θ₋ᵢ − θ)²`` over the G reps, which allows for any likeness among the rows of
    a rep, whether coached, control, or the same in several weeks (CR3; Cameron & Miller 2015, J. Human
    Resources 50, section VI). Student's t with coached reps − 1 degrees of freedom: the coached are
    few beside the controls, so that nearly all the scatter of the mean gap is theirs.
    """
    reps = int(counted.sum())
    spread = without[counted] - estimate
    if n_treated_reps < 2 or reps < 2 or np.isnan(spread).any():
        return Interval(estimate, np.nan, np.nan, np.nan)
    error = float(np.sqrt((reps - 1) / reps * (spread**2).sum()))
    error = max(error, LEAST_ERROR_PP)
    half = float(special.stdtrit(n_treated_reps - 1, UPPER)) * error
    return Interval(estimate, estimate - half, estimate + half, error)
