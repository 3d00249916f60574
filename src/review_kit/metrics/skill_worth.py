"""What a point of a skill is worth: how its result moves with it, how much of that there is, its price."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import pandas as pd

from review_kit.grains import ORG
from review_kit.metrics.drivers import PERIOD_DAYS
from review_kit.metrics.outcomes import outcome_units
from review_kit.metrics.prepared import Review
from review_kit.metrics.quotas import quota_by_rep
from review_kit.metrics.registry import outcome
from review_kit.metrics.return_arithmetic import (
    BORROWED,
    CONFIGURED,
    MEASURED,
    Ranged,
    Skill,
    decimals_of,
    significant,
)

FIGURES = 3
"""Significant figures of amounts and associations: as they are printed, so they are multiplied."""
QUOTA = "quota"
"""Unit of a volume that is money itself."""


class Prices:
    """Volume of every rep in every outcome that has a price, and that price.

    Parameters
    ----------
    review
        Deals, quotas and exported metrics of its window.
    """

    def __init__(self, review: Review) -> None:
        self._review = review
        window = review.windows.window
        deals = review.opportunities
        self._closed = pd.DataFrame(columns=["rep_id", "is_won", "amount"])
        if deals is not None:
            closed = deals["is_closed"] & window.contains(deals["close_date"])
            self._closed = deals.loc[closed, ["rep_id", "is_won", "amount"]]
        self._won = self._closed[self._closed["is_won"].astype(bool)]
        self._quota = pd.Series(dtype="float64")
        if deals is not None and review.quotas is not None:
            self._quota = quota_by_rep(review.quotas, deals, review.reps, window)["quota"]
        self._units: dict[str, str] = {}
        if review.outcomes is not None:
            currency = review.config.organisation.currency
            self._units = outcome_units(review.outcomes, currency)

    def volume(self, metric: str, reps: pd.Index) -> tuple[pd.Series, str] | None:
        """Give what each rep has of a metric in the window, and of what; ``None`` without a price."""
        if metric == "win_rate":
            return _of_each(self._n_closed, reps), "closed deals"
        if metric == "average_deal_size":
            return _of_each(self._n_won, reps), "deals won"
        if metric == "quota_attainment":
            return self._quota.reindex(reps).fillna(0.0), QUOTA
        priced = metric in self._review.config.rates.outcome_values
        if priced or (self._units.get(metric) == "money" and outcome(metric).pooling == "total"):
            periods = self._review.windows.window.days / PERIOD_DAYS
            return pd.Series(periods, index=reps), f"{PERIOD_DAYS}-day periods"
        return None

    def value(self, metric: str, members: pd.Series) -> tuple[float, str]:
        """Give the money of one unit of volume per unit of the metric, and where it comes from."""
        if metric == "win_rate":
            amount = self._won["amount"][self._won["rep_id"].isin(members)]
            return float(amount.mean()), MEASURED
        priced = self._review.config.rates.outcome_values
        return (priced[metric], CONFIGURED) if metric in priced else (1.0, MEASURED)

    @cached_property
    def _n_closed(self) -> pd.Series:
        return self._closed.groupby("rep_id").size()

    @cached_property
    def _n_won(self) -> pd.Series:
        return self._won.dropna(subset="amount").groupby("rep_id").size()


def _of_each(counts: pd.Series, reps: pd.Index) -> pd.Series:
    return counts.reindex(reps).fillna(0.0).astype("float64")


def priced_skills(
    started: pd.DataFrame,
    drivers: pd.DataFrame,
    team: str,
    members: pd.DataFrame,
    prices: Prices,
) -> Iterator[Skill]:
    """Give the started criteria whose outcome has a price and a measured association.

    Their factors are rounded as documents print them.

    Parameters
    ----------
    started
        Rows of ``rep_criteria`` of one scope: ``rep_id``, ``criterion_id``, ``outcome_metric``.
    drivers
        The table of this name.
    team
        Whose scope it is; empty for the organisation.
    members
        Reps of the scope: ``rep_id``, ``team``.
    """
    if drivers.empty:
        return
    told = drivers[(drivers["team"] == team) & drivers["slope_per_10pp"].notna()]
    slope_of = {
        (row["criterion_id"], row["outcome_metric"]): row for row in told.to_dict("records")
    }
    usable = []
    for (criterion_id, metric), rows in started.groupby(["criterion_id", "outcome_metric"]):
        found = prices.volume(str(metric), pd.Index(rows["rep_id"]))
        value, origin = prices.value(str(metric), members["rep_id"])
        if found is not None and (criterion_id, metric) in slope_of and not np.isnan(value):
            usable.append((str(criterion_id), str(metric), *found, value, origin))
    times = pd.concat([volume for *_, volume, _, _, _ in usable]) if usable else pd.Series()
    counted = times.groupby(level=0).size()
    for criterion_id, metric, volume, volume_unit, value, origin in usable:
        slope = slope_of[criterion_id, metric]
        borrowed = bool(team) and slope["scope"] == ORG
        share = float((volume / counted.reindex(volume.index)).sum())
        yield Skill(
            criterion_id=criterion_id,
            outcome_metric=metric,
            association=_rounded_alike(slope["slope_per_10pp"], slope["low"], slope["high"]),
            unit=str(slope["unit"]),
            origin=BORROWED if borrowed else MEASURED,
            volume=significant(share, FIGURES) if volume_unit == QUOTA else round(share, 1),
            volume_unit=volume_unit,
            value=significant(value, FIGURES) if origin == MEASURED else value,
            value_origin=origin,
        )


def _rounded_alike(*values: float) -> Ranged:
    """Round a slope and its ends to the decimals that three figures of the largest of them end at."""
    digits = decimals_of(max(abs(value) for value in values), FIGURES)
    return Ranged(*(round(float(value), digits) for value in values))
