"""Trend of a criterion through the window, judged against what trends of chance look like here.

A series of weekly means nearly always slopes a little. Whether a slope means anything is judged by the
slopes of skills that nobody coached, in the same company and with as many calls: their spread holds
everything that makes scores drift without coaching, which a textbook test on one series does not know.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from review_kit.metrics.intervals import CRITICAL, UPPER
from review_kit.metrics.tidy import KEYS

Floats = NDArray[np.float64]

MINIMUM_WEEKS = 6
"""Weeks with a call under which a slope is not told."""
COMPARABLE = 20
"""Uncoached rep-criteria that the spread of slopes must rest on."""
SIMILAR_CALLS = 1.5
"""Call counts within this factor of each other are similar."""
SIMILAR_LENGTH = 0.1
"""Series whose lengths, from first to last week with a call, differ by this share or less are as long."""

RISING, FALLING, FLAT = "rising", "falling", "flat"
ONE_CALL_ONLY, TOO_FEW_CALLS = "one_call_only", "too_few_calls"


def theil_sen(weekly: pd.DataFrame) -> pd.DataFrame:
    """Slope of weekly means: the median of the slopes between all pairs of weeks (Sen 1968, JASA 63).

    Parameters
    ----------
    weekly
        ``rep_id``, ``criterion_id``, ``week_start``, ``mean``; weeks without a call have no row.

    Returns
    -------
    DataFrame
        Index (``rep_id``, ``criterion_id``): ``slope`` in pp per week, ``weeks`` with a call, ``span``
        from the first of them to the last, both counted.
    """
    wide = weekly.pivot_table(index=KEYS, columns="week_start", values="mean", observed=True)
    starts = pd.to_datetime(pd.Series(wide.columns)).to_numpy("datetime64[D]")
    days = (starts - starts[:1]).astype(np.int64)
    means = wide.to_numpy(dtype=np.float64)
    first, second = np.triu_indices(len(days), k=1)
    rises = (means[:, second] - means[:, first]) / ((days[second] - days[first]) / 7.0)
    slopes = np.full(len(wide), np.nan)
    told = ~np.isnan(rises).all(axis=1) if rises.size else np.zeros(len(wide), dtype=bool)
    slopes[told] = np.nanmedian(rises[told], axis=1)
    called = ~np.isnan(means)
    weeks = np.count_nonzero(called, axis=1)
    end = days.max(initial=0)
    first_called = np.where(called, days, end).min(axis=1, initial=end)
    last_called = np.where(called, days, 0).max(axis=1, initial=0)
    span = (last_called - first_called) / 7.0 + 1
    return pd.DataFrame({"slope": slopes, "weeks": weeks, "span": span}, index=wide.index)


def company_slopes(
    slopes: Floats, calls: Floats, span: Floats, at_calls: Floats, at_span: Floats
) -> tuple[Floats, Floats]:
    """Median and spread (1.4826 × MAD) of comparable slopes: as long, with a similar number of calls.

    The median is the company's own movement, which is nobody's trend in particular.

    The slope of a series that the start of its record cuts off in the window goes further by
    chance than that of a whole one: at seven weeks against thirteen, 2.5 times as far for the same scatter
    of the means. So only series of a tenth more or less are compared; where fewer than
    :data:`COMPARABLE` of these have a similar number of calls, all of that length stand in; where there are
    fewer altogether, there is nothing to judge by and both are NaN.

    Parameters
    ----------
    slopes, calls, span
        Slopes of the uncoached rep-criteria, the calls behind each, and its length in weeks.
    at_calls, at_span
        Call counts and lengths for which they are wanted.
    """
    median, spread = np.full(len(at_calls), np.nan), np.full(len(at_calls), np.nan)
    for weeks in np.unique(at_span):
        as_long = np.abs(span - weeks) <= SIMILAR_LENGTH * weeks
        if np.count_nonzero(as_long) < COMPARABLE:
            continue
        of_length = slopes[as_long]
        for count in np.unique(at_calls[at_span == weeks]):
            similar = of_length[
                (calls[as_long] >= count / SIMILAR_CALLS)
                & (calls[as_long] <= count * SIMILAR_CALLS)
            ]
            chosen = similar if len(similar) >= COMPARABLE else of_length
            here = (at_span == weeks) & (at_calls == count)
            median[here] = np.median(chosen)
            spread[here] = np.median(np.abs(chosen - np.median(chosen))) / special.ndtri(0.75)
    return median, spread


def last_call_stands_out(call_scores: pd.DataFrame) -> pd.Series[bool]:
    """Say where the last call lies above all that the calls before it would lead one to expect.

    Prediction interval of one more call, ``(x − x̄) / (s √(1 + 1/n))`` against Student's t with n − 1
    degrees of freedom, two-sided 95 %.

    Parameters
    ----------
    call_scores
        ``rep_id``, ``criterion_id``, ``call_on``, ``call_id``, ``score`` of the window.

    Returns
    -------
    Series
        Index (``rep_id``, ``criterion_id``).
    """
    ordered = call_scores.sort_values([*KEYS, "call_on", "call_id"])
    is_last = ~ordered.duplicated(KEYS, keep="last")
    last = ordered[is_last].set_index(KEYS)["score"]
    before = ordered[~is_last].groupby(KEYS, observed=True)["score"].agg(["size", "mean", "std"])
    joined = before.join(last.rename("last"), how="right")
    n = joined["size"]
    t = (joined["last"] - joined["mean"]) / (joined["std"] * np.sqrt(1 + 1 / n))
    critical = special.stdtrit((n - 1).clip(lower=1), UPPER)
    stands_out: pd.Series[bool] = (t > critical) & (n >= 2)
    return stands_out


def trends(
    rep_criteria: pd.DataFrame,
    weekly: pd.DataFrame,
    call_scores: pd.DataFrame,
    minimum_calls: int,
    slope_variance: pd.Series | None = None,
) -> pd.DataFrame:
    """Judge the trend of every rep-criterion of the window.

    ``rising`` or ``falling`` where the slope, less the company's own movement, exceeds 1.96 spreads
    of the slopes of uncoached rep-criteria of the same level of the rubric; ``one_call_only`` where it
    does not, but the last call jumps; else ``flat``; ``too_few_calls`` where there are under six
    weeks with a call or fewer calls than the evidence rule asks. Missing where the company has too
    few uncoached skills to judge by, as many weeks long.

    Parameters
    ----------
    slope_variance
        Index (``rep_id``, ``criterion_id``): variance of a slope, in (pp a week)², beyond that of others,
        because gaps between scorers were taken off.

    Returns
    -------
    DataFrame
        ``trend_slope`` (pp per week) and ``trend``, in the rows of ``rep_criteria``.
    """
    table = rep_criteria[[*KEYS, "parent_criterion_id", "n_window", "sessions_held"]].join(
        theil_sen(weekly), on=KEYS
    )
    stands_out = last_call_stands_out(call_scores).rename("stands_out")
    table = table.join(stands_out, on=KEYS)
    enough = (table["weeks"].fillna(0) >= MINIMUM_WEEKS) & (table["n_window"] >= minimum_calls)
    movement, spread = pd.Series(np.nan, table.index), pd.Series(np.nan, table.index)
    for is_top in (True, False):
        same_level = enough & (table["parent_criterion_id"].isna() == is_top)
        uncoached = table[same_level & (table["sessions_held"] == 0)]
        movement[same_level], spread[same_level] = company_slopes(
            uncoached["slope"].to_numpy(np.float64),
            uncoached["n_window"].to_numpy(np.float64),
            uncoached["span"].to_numpy(np.float64),
            table.loc[same_level, "n_window"].to_numpy(np.float64),
            table.loc[same_level, "span"].to_numpy(np.float64),
        )
    further: pd.Series | float = 0.0
    if slope_variance is not None:
        rows = pd.MultiIndex.from_frame(table[KEYS])
        further = slope_variance.reindex(rows).fillna(0.0).set_axis(table.index)
    clear = CRITICAL * np.sqrt(spread**2 + further)
    own = table["slope"] - movement
    trend = pd.Series(pd.NA, table.index, dtype="str")
    judged = enough & spread.notna()
    trend[judged] = FLAT
    trend[judged & table["stands_out"].fillna(False).astype(bool)] = ONE_CALL_ONLY
    trend[judged & (own > clear)] = RISING
    trend[judged & (own < -clear)] = FALLING
    trend[~enough] = TOO_FEW_CALLS
    return pd.DataFrame({"trend_slope": table["slope"].where(enough), "trend": trend})
