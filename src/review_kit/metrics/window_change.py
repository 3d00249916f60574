"""How sure a change between two windows is, measured on how this company's scores change by themselves.

A textbook interval of a difference of means takes the calls of a window for independent draws around
one level. The level itself moves from month to month without anybody's doing, so such intervals call
every fourth stable rep improved. Here the company's own windows one step earlier say how far they move.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from review_kit.metrics.intervals import CRITICAL
from review_kit.metrics.roots import root

Floats = NDArray[np.float64]

MINIMUM_PAIRS = 20
"""Pairs of windows that the calibration, and a criterion's own movement, must rest on."""
IMPROVED, DECLINED, CANNOT_TELL = "improved", "declined", "cannot_tell"

_MEDIAN_OF_NORMAL = float(special.ndtri(0.75))
"""Median of |z| of a standard normal: 0.6745."""


@dataclass(frozen=True)
class Calibration:
    """Variance of a change without cause, ``A + B (1/n₀ + 1/n₁)``, in pp².

    Parameters
    ----------
    level_variance
        A: how far levels move by themselves between the windows; NaN where nothing tells it.
    call_variance
        B: how far the calls of a window scatter around its level.
    n_pairs
        Rep-criteria that A was measured on.
    fallback
        A was measured on the judged pair of windows itself, as history is too short for an
        earlier one: real changes count as chance there, which makes it too large rather than too small.
    """

    level_variance: float
    call_variance: float
    n_pairs: int
    fallback: bool

    def std_error(
        self, n_before: Floats, n_after: Floats, scale_variance: Floats | float = 0.0
    ) -> Floats:
        """Standard error of changes between means of so many calls, brought to one scale.

        Parameters
        ----------
        scale_variance
            What the gaps between scorers that were taken off add, in pp²; 0 where there was none.
        """
        error: Floats = np.sqrt(
            self.level_variance + self.call_variance * (1 / n_before + 1 / n_after) + scale_variance
        )
        return error


def pair_changes(
    before: pd.DataFrame,
    after: pd.DataFrame,
    minimum_calls: int,
    coached: pd.Series | None = None,
    scale_variance: pd.Series | None = None,
) -> pd.DataFrame:
    """Set two windows side by side, and take off what the company moved by.

    The movement is the median change of the criterion over its reps, uncoached ones only where there
    are 20 of these; of all criteria together where there are fewer than 20 reps.

    Parameters
    ----------
    before, after
        Index (``rep_id``, ``criterion_id``): ``n``, ``mean``, ``sd`` of the calls of each window.
    minimum_calls
        Calls that both windows need.
    coached
        Index likewise: whether a session was held from the first window to the end of the second.
    scale_variance
        Index likewise: variance (pp²) of what was taken off to bring both windows to one scale.

    Returns
    -------
    DataFrame
        Index likewise: ``n_before``, ``n_after``, ``within`` and ``freedom`` (sum of squares of calls
        within the windows, and its degrees of freedom), ``change``, ``movement``, ``own_change``
        (``change − movement``), ``scale_variance``.
    """
    pairs = before.add_suffix("_before").join(after.add_suffix("_after"), how="inner")
    pairs = pairs[(pairs["n_before"] >= minimum_calls) & (pairs["n_after"] >= minimum_calls)]
    freedom = pairs["n_before"] + pairs["n_after"] - 2
    within = (pairs["n_before"] - 1) * pairs["sd_before"].fillna(0.0) ** 2
    within = within + (pairs["n_after"] - 1) * pairs["sd_after"].fillna(0.0) ** 2
    change = pairs["mean_after"] - pairs["mean_before"]
    free = pd.Series(True, pairs.index)
    if coached is not None:
        free = ~coached.reindex(pairs.index).fillna(False).astype(bool)
    movement = _movement(change, free)
    return pd.DataFrame(
        {
            "n_before": pairs["n_before"],
            "n_after": pairs["n_after"],
            "within": within,
            "freedom": freedom,
            "change": change,
            "movement": movement,
            "own_change": change - movement,
            "scale_variance": 0.0
            if scale_variance is None
            else scale_variance.reindex(pairs.index).fillna(0.0),
        }
    )


def _movement(change: pd.Series, uncoached: pd.Series) -> pd.Series:
    criterion = pd.Series(change.index.get_level_values("criterion_id"), change.index)
    chosen = change[uncoached] if uncoached.sum() >= MINIMUM_PAIRS else change
    whole = chosen.median()
    by_criterion = chosen.groupby(criterion.reindex(chosen.index)).agg(["median", "size"])
    enough = by_criterion["size"] >= MINIMUM_PAIRS
    known = by_criterion["median"].where(enough, whole)
    return criterion.map(known).astype("float64").fillna(whole)


def calibrate(current: pd.DataFrame, placebo: pd.DataFrame | None) -> Calibration:
    """Measure how far changes go without cause.

    B is the pooled variance of the calls within windows. A is chosen so that over all rep-criteria of
    the placebo pair, windows one step earlier, the median of |own change| ÷ SE is 0.6745, that of a
    standard normal: half of all changes without cause are then within 0.6745 SE, and the few that had
    one do not move a median far (Hampel 1974, JASA 69, on the median absolute deviation).

    Parameters
    ----------
    current, placebo
        From :func:`pair_changes`: the judged pair of windows, and the same pair one step earlier
        (None, or fewer than 20 pairs: history is too short, and the judged pair stands in).
    """
    is_short = placebo is None or len(placebo) < MINIMUM_PAIRS
    pairs = current if placebo is None or is_short else placebo
    within = float(pairs["within"].sum() / max(int(pairs["freedom"].sum()), 1))
    if len(pairs) < MINIMUM_PAIRS:
        return Calibration(np.nan, within, len(pairs), fallback=is_short)
    squares = pairs["own_change"].to_numpy(np.float64) ** 2
    calls = within * (1 / pairs["n_before"] + 1 / pairs["n_after"]).to_numpy(np.float64)
    calls = calls + pairs["scale_variance"].to_numpy(np.float64)
    level = _level_variance(squares, calls)
    return Calibration(level, within, len(pairs), fallback=is_short)


def _level_variance(squares: Floats, calls: Floats) -> float:
    """Find the variance of levels with which half of all changes lie within 0.6745 standard errors.

    Parameters
    ----------
    squares
        Squared own changes, in pp².
    calls
        The variance that the scatter of calls, and of gaps between scorers, gives each of them, in pp².
    """

    def excess(level: float) -> float:
        variance = np.maximum(calls + level, np.finfo(float).tiny)
        return float(np.median(squares / variance)) - _MEDIAN_OF_NORMAL**2

    # the median falls as the variance grows, so there is one root, or chance of calls explains all
    if excess(0.0) <= 0:
        return 0.0
    return root(excess, 0.0, float(squares.max()) / _MEDIAN_OF_NORMAL**2)


def judged_changes(pairs: pd.DataFrame, calibration: Calibration) -> pd.DataFrame:
    """Judge each change by the company's calibration.

    Returns
    -------
    DataFrame
        Index (``rep_id``, ``criterion_id``): ``score_delta`` with ``low`` and ``high`` (95 %, pp),
        ``movement`` of the company, ``own_change`` and its ``std_error``, ``p_adjusted`` (false-discovery
        rate over all rows, for lists of many) and ``verdict``: ``improved`` or ``declined`` where the own
        change exceeds 1.96 standard errors, else ``cannot_tell``.
    """
    error = calibration.std_error(
        pairs["n_before"].to_numpy(np.float64),
        pairs["n_after"].to_numpy(np.float64),
        pairs["scale_variance"].to_numpy(np.float64),
    )
    own = pairs["own_change"].to_numpy(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(own == 0, 0.0, own / error)
    verdict = np.select([z > CRITICAL, z < -CRITICAL], [IMPROVED, DECLINED], CANNOT_TELL)
    p = np.where(np.isnan(error), np.nan, 2 * special.ndtr(-np.abs(z)))
    change = pairs["change"]
    return pd.DataFrame(
        {
            "score_delta": change,
            "low": change - CRITICAL * error,
            "high": change + CRITICAL * error,
            "movement": pairs["movement"],
            "own_change": pairs["own_change"],
            "std_error": error,
            "p_adjusted": false_discovery(pd.Series(p, pairs.index)),
            "verdict": pd.Series(verdict, pairs.index, dtype="str"),
        }
    )


def false_discovery(p: pd.Series) -> pd.Series:
    """Adjust p-values so that those under q hold at most a share q of false ones.

    Benjamini & Hochberg 1995, J. R. Statist. Soc. B 57. Missing values count as not looked at.

    Examples
    --------
    >>> false_discovery(pd.Series([0.01, 0.04, 0.03])).tolist()
    [0.03, 0.04, 0.04]
    """
    known = p.dropna()
    values = known.to_numpy(np.float64)
    order = np.argsort(values, kind="stable")
    # each p times all over its rank, and no larger than that of any larger p
    raised = values[order] * (len(values) / np.arange(1, len(values) + 1))
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum.accumulate(raised[::-1])[::-1].clip(0, 1)
    return pd.Series(adjusted, known.index, dtype="float64").reindex(p.index)
