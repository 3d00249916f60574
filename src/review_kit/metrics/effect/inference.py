"""How sure a mean gap is: the jackknife over reps, and over the criteria of teams."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from review_kit.metrics.effect.fit import Gaps
from review_kit.metrics.effect.left_out import LeftOut
from review_kit.metrics.effect.panel import Flags, Floats
from review_kit.metrics.intervals import UPPER

LEAST_ERROR_PP = 0.5
"""No standard error is printed smaller: what the model leaves out is not known better than this."""
FEWEST_CLUSTERS = 8
"""Coached clusters of team × criterion from which on these are left out in turn, too."""


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
class Without:
    """A mean gap without each unit in turn.

    Parameters
    ----------
    means
        Units: the mean without each one, as controls and as coached.
    counted
        Units that the estimate rests on.
    n_treated
        Units with a coached row that is averaged.
    """

    means: Floats
    counted: Flags
    n_treated: int


@dataclass(frozen=True)
class MeanGap:
    """Plain mean of the gaps of some coached rows.

    Parameters
    ----------
    estimate
        From the fit on all controls.
    reps, clusters
        The same without each rep, and without each team's criterion.
    n_treated
        Coached rows averaged.
    """

    estimate: float
    reps: Without
    clusters: Without
    n_treated: int


def mean_gap(gaps: Gaps, chosen: Flags) -> MeanGap:
    """Average the gaps of the chosen coached rows that can be predicted."""
    told = chosen & ~np.isnan(gaps.full)
    return MeanGap(
        estimate=float(gaps.full[told].mean()) if told.any() else np.nan,
        reps=_without(gaps.reps, told),
        clusters=_without(gaps.clusters, told),
        n_treated=int(told.sum()),
    )


def _without(left_out: LeftOut, told: Flags) -> Without:
    treated = np.zeros(len(left_out.fitted), dtype=bool)
    treated[left_out.unit[told]] = True
    total, count = left_out.summed(told)
    means = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return Without(means, left_out.fitted | treated, int(treated.sum()))


def interval(mean: MeanGap) -> Interval:
    """Give the jackknife interval of a mean gap: over reps, or over clusters where that is wider.

    Reps alone would take what happens to a whole team in a criterion for the doing of so many reps:
    where teams are coached together, it would be much too sure (two-way dependence; Cameron, Gelbach &
    Miller 2011, J. Business & Economic Statistics 29).
    """
    return _wider(mean.estimate, mean.reps, mean.clusters)


def difference(second: MeanGap, first: MeanGap) -> Interval:
    """Give that of the paired difference of two estimates of the same coached rows."""
    return _wider(
        second.estimate - first.estimate,
        _apart(second.reps, first.reps),
        _apart(second.clusters, first.clusters),
    )


def _apart(second: Without, first: Without) -> Without:
    return Without(second.means - first.means, first.counted | second.counted, first.n_treated)


def _wider(estimate: float, reps: Without, clusters: Without) -> Interval:
    by_rep = _jackknife(estimate, reps)
    if clusters.n_treated < FEWEST_CLUSTERS:
        return by_rep
    by_cluster = _jackknife(estimate, clusters)
    # NaN compares false: where one cannot be told, the other stands
    return by_cluster if by_cluster.width > by_rep.width else by_rep


def _jackknife(estimate: float, without: Without) -> Interval:
    """Turn estimates without each unit into an interval.

    ``SE² = (G − 1) / G · Σ (θ₋ᵢ − θ)²`` over the G units, which allows for any likeness among the rows of
    a unit, whether coached, control, or the same in several weeks (CR3; Cameron & Miller 2015, J. Human
    Resources 50, section VI). Student's t with coached units − 1 degrees of freedom: the coached are
    few beside the controls, so that nearly all the scatter of the mean gap is theirs.
    """
    units = int(without.counted.sum())
    spread = without.means[without.counted] - estimate
    if without.n_treated < 2 or units < 2 or np.isnan(spread).any():
        return Interval(estimate, np.nan, np.nan, np.nan)
    error = float(np.sqrt((units - 1) / units * (spread**2).sum()))
    error = max(error, LEAST_ERROR_PP)
    half = float(special.stdtrit(without.n_treated - 1, UPPER)) * error
    return Interval(estimate, estimate - half, estimate + half, error)
