"""The return on coaching: what its shown effect is worth, as a range, with everything it assumes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.grains import ORG
from review_kit.metrics.drivers import PERIOD_DAYS, STEP_PP
from review_kit.metrics.effect.estimate import TEAM
from review_kit.metrics.effect.rows import FOLLOW_UP_DAYS
from review_kit.metrics.effect.verdicts import Verdict
from review_kit.metrics.intervals import CRITICAL
from review_kit.metrics.outcomes import outcome_units
from review_kit.metrics.prepared import Review
from review_kit.metrics.quotas import quota_by_rep
from review_kit.metrics.registry import outcome

Floats = NDArray[np.float64]

DRAWS = 20_000
"""Draws of the simulation; the ends of the range then move by about a hundredth of its width."""
SEED = 20_260_101
EFFECT, ASSOCIATION, VOLUME, VALUE, MARGIN, LASTS, COST = (
    "effect",
    "association",
    "volume",
    "value",
    "margin",
    "lasts",
    "cost",
)
"""What the money rests on."""
MEASURED, CONFIGURED, ASSUMED, BORROWED = "measured", "configured", "assumed", "borrowed"
"""Where an assumption comes from: this group's exports, ``review_kit.toml``, the default of a
setting that nobody has changed, or the organisation where the group has too little itself."""

NOT_SHOWN, NOT_ESTIMATED, LOWERED = "effect_not_shown", "effect_not_estimated", "effect_lowered"
NOTHING_STARTED, NO_MARGIN, NO_ASSOCIATION = "nothing_started", "no_margin", "no_association"
INCLUDES_ZERO = "range_includes_zero"
"""Why there is no return. With the last there is a range, and it may be nothing or a loss."""


@dataclass(frozen=True)
class CoachingReturn:
    """The return on coaching by scope.

    Parameters
    ----------
    money
        One row for each team and the organisation: ``scope``, ``scope_id``, ``cost``, ``benefit_low``,
        ``benefit``, ``benefit_high`` (money; 2.5 %, median and 97.5 % of the simulation),
        ``multiple_low``, ``multiple``, ``multiple_high`` (benefit ÷ cost, where the whole range lies
        above zero), ``n_started``, ``n_reps``, ``moves_most`` (the assumption that moves the benefit
        most) and ``reason`` (why there is no return).
    assumptions
        ``scope``, ``scope_id``, ``assumption``, ``criterion_id``, ``outcome_metric``, ``value``, ``low``,
        ``high``, ``unit``, ``origin``, ``swing`` (money between the benefit at its low end and at
        its high end, all else in the middle; missing where it has no range).
    """

    money: pd.DataFrame
    assumptions: pd.DataFrame


@dataclass(frozen=True)
class _Pair:
    """A criterion with a price: what one percentage point of it is worth in a scope.

    ``slope`` is the change of its outcome per percentage point, ``volume`` what the started reps have of
    it in the window, ``value`` the money of one unit, ``weight`` the volume after every rep is counted
    once.
    """

    criterion_id: str
    metric: str
    unit: str
    slope: float
    low: float
    high: float
    origin: str
    volume: float
    volume_unit: str
    value: float
    value_origin: str
    weight: float


def coaching_return(
    review: Review,
    effects: pd.DataFrame,
    drivers: pd.DataFrame,
    criteria: pd.DataFrame,
    values: pd.DataFrame,
) -> CoachingReturn:
    """Set the worth of the shown effect against the cost of the coaching.

    ``benefit = effect × Σ (association × volume × value) × margin × days it lasts ÷ days of the window``
    over the criteria that reps were first coached on in the window and whose outcome has a price. The
    effect is the claimed one of the scope. The association is that of :mod:`~review_kit.metrics.drivers`
    (within reps over time) of the criterion with the outcome that the rubric names for it: the team's
    or, where the team has too little, the organisation's. A rep coached on several such criteria counts
    once, with their mean, as their associations overlap. Cost is that of all sessions of the window,
    those that follow up earlier starts included.

    Both intervals are propagated by drawing effect and associations from normal distributions with their
    widths. Nothing is returned where the effect is not estimated, not shown or negative.

    Parameters
    ----------
    effects, drivers, criteria, values
        The tables of these names; ``criteria`` with ``first_coached_on``, ``values`` in long form
        with ``grain`` and ``group_id``.
    """
    prices = _Prices(review)
    rows, listed = [], []
    scopes = effects[effects["scope"].isin([ORG, TEAM])]
    for record in scopes.to_dict("records"):
        one = {str(name): value for name, value in record.items()}
        row, assumptions = _of_scope(review, one, drivers, criteria, values, prices)
        about = {"scope": one["scope"], "scope_id": one["scope_id"]}
        rows.append(about | row)
        listed += [about | assumption for assumption in assumptions]
    return CoachingReturn(pd.DataFrame(rows), pd.DataFrame(listed))


def _of_scope(
    review: Review,
    one: dict[str, Any],
    drivers: pd.DataFrame,
    criteria: pd.DataFrame,
    values: pd.DataFrame,
    prices: _Prices,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    reps = review.reps
    team = one["scope_id"] if one["scope"] == TEAM else ""
    members = reps[reps["team"] == team] if team else reps
    started = _started(criteria, members, review)
    cost = _cost(values, one)
    row: dict[str, Any] = {
        "cost": cost,
        "n_started": len(started),
        "n_reps": started["rep_id"].nunique(),
    }
    reason = _no_effect(one) or ("" if len(started) else NOTHING_STARTED)
    if reason:
        return row | {"reason": reason}, []
    pairs = list(_pairs(started, drivers, team, members, prices))
    if not pairs:
        return row | {"reason": NO_ASSOCIATION}, []
    margin = review.config.rates.margin
    if margin is None:
        return row | {"reason": NO_MARGIN}, []
    effect = (one["claimed_estimate"], one["claimed_low"], one["claimed_high"])
    days, window = review.config.rates.effect_days, review.windows.window.days
    scale = margin * days / window
    worth = _simulated(effect, pairs) * scale
    low, middle, high = (float(np.quantile(worth, at)) for at in (0.025, 0.5, 0.975))
    row |= {"benefit_low": low, "benefit": middle, "benefit_high": high}
    row["reason"] = "" if low > 0 else INCLUDES_ZERO
    if cost and low > 0:
        row |= {
            "multiple_low": low / cost,
            "multiple": middle / cost,
            "multiple_high": high / cost,
        }
    listed = list(_assumptions(effect, pairs, review, row, scale))
    ranged = [item for item in listed if item["swing"] is not None]
    row["moves_most"] = max(ranged, key=lambda item: item["swing"])["assumption"]
    return row, listed


def _no_effect(one: dict[str, Any]) -> str:
    if one["verdict"] == Verdict.NOT_MEASURABLE:
        return NOT_ESTIMATED
    if one["verdict"] == Verdict.LOWERED:
        return LOWERED
    return "" if one["verdict"] == Verdict.HELPED else NOT_SHOWN


def _started(criteria: pd.DataFrame, members: pd.DataFrame, review: Review) -> pd.DataFrame:
    """List the rep-criteria of the members whose first session lies in the window."""
    inside = review.windows.window.contains(criteria["first_coached_on"])
    return criteria[inside & criteria["rep_id"].isin(members["rep_id"])]


def _cost(values: pd.DataFrame, one: dict[str, Any]) -> float | None:
    own = values[(values["grain"] == one["scope"]) & (values["metric"] == "coaching_cost")]
    own = own[own["group_id"] == one["scope_id"]]["value"].dropna()
    return float(own.iloc[0]) if len(own) else None


class _Prices:
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
            self._closed = deals[deals["is_closed"] & window.contains(deals["close_date"])]
        self._quota = pd.Series(dtype="float64")
        if deals is not None and review.quotas is not None:
            self._quota = quota_by_rep(review.quotas, deals, review.reps, window)["quota"]
        self._units: dict[str, str] = {}
        if review.outcomes is not None:
            currency = review.config.organisation.currency
            self._units = outcome_units(review.outcomes, currency)

    def volume(self, metric: str, reps: pd.Index) -> tuple[pd.Series, str] | None:
        """Give what each rep has of a metric in the window, and of what; ``None`` without a price."""
        won = self._closed[self._closed["is_won"].astype(bool)]
        if metric == "win_rate":
            return self._count(self._closed, reps), "closed deals"
        if metric == "average_deal_size":
            return self._count(won.dropna(subset="amount"), reps), "deals won"
        if metric == "quota_attainment":
            return self._quota.reindex(reps).fillna(0.0), "quota"
        priced = metric in self._review.config.rates.outcome_values
        if priced or (self._units.get(metric) == "money" and outcome(metric).pooling == "total"):
            periods = self._review.windows.window.days / PERIOD_DAYS
            return pd.Series(periods, index=reps), f"{PERIOD_DAYS}-day periods"
        return None

    def value(self, metric: str, members: pd.Series) -> tuple[float, str]:
        """Give the money of one unit of volume per unit of the metric, and where it comes from."""
        if metric == "win_rate":
            won = self._closed[self._closed["is_won"].astype(bool)]
            return float(won.loc[won["rep_id"].isin(members), "amount"].mean()), MEASURED
        priced = self._review.config.rates.outcome_values
        return (priced[metric], CONFIGURED) if metric in priced else (1.0, MEASURED)

    @staticmethod
    def _count(rows: pd.DataFrame, reps: pd.Index) -> pd.Series:
        return rows.groupby("rep_id").size().reindex(reps).fillna(0.0).astype("float64")


def _pairs(
    started: pd.DataFrame,
    drivers: pd.DataFrame,
    team: str,
    members: pd.DataFrame,
    prices: _Prices,
) -> Iterator[_Pair]:
    """Give the started criteria whose outcome has a price and a measured association."""
    if drivers.empty:
        return
    told = drivers[(drivers["team"] == team) & drivers["slope_per_10pp"].notna()]
    told = told.set_index(["criterion_id", "outcome_metric"])
    usable = []
    for (criterion_id, metric), rows in started.groupby(["criterion_id", "outcome_metric"]):
        found = prices.volume(str(metric), pd.Index(rows["rep_id"]))
        value, origin = prices.value(str(metric), members["rep_id"])
        if found is not None and (criterion_id, metric) in told.index and not np.isnan(value):
            usable.append((str(criterion_id), str(metric), *found, value, origin))
    times = pd.concat([volume for *_, volume, _, _, _ in usable]) if usable else pd.Series()
    counted = times.groupby(level=0).size()
    for criterion_id, metric, volume, volume_unit, value, origin in usable:
        slope = told.loc[[(criterion_id, metric)]].iloc[0]
        borrowed = bool(team) and slope["scope"] == ORG
        yield _Pair(
            criterion_id=criterion_id,
            metric=metric,
            unit=str(slope["unit"]),
            slope=float(slope["slope_per_10pp"]) / STEP_PP,
            low=float(slope["low"]) / STEP_PP,
            high=float(slope["high"]) / STEP_PP,
            origin=BORROWED if borrowed else MEASURED,
            volume=float(volume.sum()),
            volume_unit=volume_unit,
            value=value,
            value_origin=origin,
            weight=float((volume / counted.reindex(volume.index)).sum()),
        )


def _simulated(effect: tuple[float, float, float], pairs: list[_Pair]) -> Floats:
    """Draw effect × Σ association × volume × value."""
    rng = np.random.default_rng(SEED)
    drawn = effect[0] + _standard_deviation(effect[1], effect[2]) * rng.standard_normal(DRAWS)
    total = np.zeros(DRAWS)
    for pair in pairs:
        slope = pair.slope + _standard_deviation(pair.low, pair.high) * rng.standard_normal(DRAWS)
        total += slope * pair.weight * pair.value
    worth: Floats = drawn * total
    return worth


def _standard_deviation(low: float, high: float) -> float:
    return (high - low) / (2 * CRITICAL)


def _assumptions(
    effect: tuple[float, float, float],
    pairs: list[_Pair],
    review: Review,
    row: dict[str, Any],
    scale: float,
) -> Iterator[dict[str, Any]]:
    per_point = sum(pair.slope * pair.weight * pair.value for pair in pairs) * scale
    middle = effect[0] * per_point
    yield _item(
        EFFECT, effect[0], "pp", MEASURED, effect[1:], abs(effect[2] - effect[1]) * abs(per_point)
    )
    for pair in pairs:
        worth = effect[0] * pair.weight * pair.value * scale
        named = {"criterion_id": pair.criterion_id, "outcome_metric": pair.metric}
        yield named | _item(
            ASSOCIATION,
            STEP_PP * pair.slope,
            pair.unit,
            pair.origin,
            (STEP_PP * pair.low, STEP_PP * pair.high),
            abs(worth) * (pair.high - pair.low),
        )
        yield named | _item(VOLUME, pair.volume, pair.volume_unit, MEASURED)
        if pair.value != 1.0 or pair.value_origin == CONFIGURED:
            yield named | _item(VALUE, pair.value, "money", pair.value_origin)
    rates = review.config.rates
    yield _item(MARGIN, float(rates.margin or 0.0), "share", CONFIGURED)
    given = "effect_days" in rates.model_fields_set
    shortest = min(FOLLOW_UP_DAYS, rates.effect_days)
    yield _item(
        LASTS,
        rates.effect_days,
        "days",
        CONFIGURED if given else ASSUMED,
        (shortest, rates.effect_days),
        abs(middle) * (1 - shortest / rates.effect_days),
    )
    if row["cost"]:
        yield _item(COST, row["cost"], "money", CONFIGURED)


def _item(
    assumption: str,
    value: float,
    unit: str,
    origin: str,
    ends: tuple[float, float] | None = None,
    swing: float | None = None,
) -> dict[str, Any]:
    low, high = ends if ends is not None else (None, None)
    return {
        "assumption": assumption,
        "value": value,
        "low": low,
        "high": high,
        "unit": unit,
        "origin": origin,
        "swing": swing,
    }
