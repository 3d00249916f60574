"""The return on coaching: what its shown effect is worth net of its cost, with everything it assumes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from review_kit.grains import ORG
from review_kit.metrics import return_arithmetic as factor
from review_kit.metrics.cadence import session_time
from review_kit.metrics.drivers import SharedErrors
from review_kit.metrics.effect.estimate import TEAM
from review_kit.metrics.effect.rows import FOLLOW_UP_DAYS
from review_kit.metrics.effect.verdicts import Verdict
from review_kit.metrics.prepared import Review
from review_kit.metrics.return_arithmetic import (
    ASSUMED,
    BORROWED,
    CONFIGURED,
    MEASURED,
    Arithmetic,
    Ranged,
    Stretch,
    Time,
)
from review_kit.metrics.skill_worth import Prices, priced_skills
from review_kit.metrics.tidy import KEYS, lookup
from review_kit.project.config import Rates

NOT_SHOWN, NOT_ESTIMATED, LOWERED = "effect_not_shown", "effect_not_estimated", "effect_lowered"
NOTHING_STARTED, NO_MARGIN, NO_ASSOCIATION = "nothing_started", "no_margin", "no_association"
NO_COST, INCLUDES_ZERO, LOSS = "no_cost", "range_includes_zero", "range_below_zero"
"""Why no return is claimed. With the last two there is a range: it may be a loss, or it is one."""


@dataclass(frozen=True)
class CoachingReturn:
    """The return on coaching by scope.

    Parameters
    ----------
    money
        One row for each team and the organisation: ``scope``, ``scope_id``, ``cost``, ``benefit_low``,
        ``benefit``, ``benefit_high``, ``net_low``, ``net``, ``net_high`` (money; net of ``cost``),
        ``multiple_low``, ``multiple``, ``multiple_high`` (benefit ÷ cost, where the whole net range lies
        above zero), ``n_started``, ``n_reps``, ``moves_most`` (the assumption that moves the return
        most) and ``reason`` (why none is claimed).
    assumptions
        ``scope``, ``scope_id``, ``assumption``, ``criterion_id``, ``outcome_metric``, ``first_day``,
        ``last_day``, ``value``, ``low``, ``high``, ``unit``, ``origin``, ``swing`` (money between the
        return at its low end and at its high end, all else in the middle; missing where it has no
        range). Where there is no return, what the cost is made of.
    """

    money: pd.DataFrame
    assumptions: pd.DataFrame


def coaching_return(
    review: Review,
    effects: pd.DataFrame,
    persistence: pd.DataFrame,
    drivers: pd.DataFrame,
    criteria: pd.DataFrame,
) -> CoachingReturn:
    """Set the worth of the shown effect against the cost of the coaching.

    ``return = effect × Σ (association × volume × value) × margin × days it lasts ÷ days of the window −
    cost`` over the criteria that reps were first coached on in the window and whose outcome has a price.
    The effect is the claimed one of the scope for the first days, and for later ones what was measured of
    them; where that is nothing, ``rates.effect_days`` say how long the last one is taken to last. The
    association is that of
    :mod:`~review_kit.metrics.drivers` (within reps over time) of the criterion with the outcome that the
    rubric names for it: the team's or, where the team has too little, the organisation's. The volume of a
    rep coached on several such criteria is shared out evenly among them, as their associations overlap.
    Cost is hours × loaded rates of both people, of all sessions of the window, those that follow up
    earlier starts included.

    Every factor is rounded as documents print it *before* anything is multiplied; from there on
    :mod:`~review_kit.metrics.return_arithmetic` says how low, middle and high follow. Nothing is returned
    where the effect is not estimated, not shown or negative, or the cost is not known.

    Parameters
    ----------
    effects, drivers, criteria
        The tables of these names; ``criteria`` with ``first_coached_on``.
    persistence
        The table ``effect_persistence``.
    """
    prices, shared = Prices(review), SharedErrors(review)
    spent = _session_time(review)
    started = criteria.loc[
        review.windows.window.contains(criteria["first_coached_on"]), [*KEYS, "outcome_metric"]
    ]
    rows, listed = [], []
    scopes = effects[effects["scope"].isin([ORG, TEAM])]
    reps = review.reps[["rep_id", "team"]]
    members = {"": reps, **dict(iter(reps.groupby("team")))}
    team_of = review.reps.set_index("rep_id")["team"]
    started_in = {"": started, **dict(iter(started.groupby(lookup(started["rep_id"], team_of))))}
    nobody = started.head(0)
    for record in scopes.to_dict("records"):
        one = {str(name): value for name, value in record.items()}
        about = {"scope": one["scope"], "scope_id": one["scope_id"]}
        times = _times(spent.get((one["scope"], one["scope_id"])), review.config.rates)
        team = one["scope_id"] if one["scope"] == TEAM else ""
        row, assumptions = _of_scope(
            review,
            one,
            persistence,
            times,
            drivers,
            started_in.get(team, nobody),
            members[team],
            prices,
            shared,
        )
        rows.append(about | row)
        listed += [about | assumption for assumption in assumptions]
    return CoachingReturn(pd.DataFrame(rows), pd.DataFrame(listed))


def _of_scope(
    review: Review,
    one: dict[str, Any],
    persistence: pd.DataFrame,
    times: Mapping[str, Time],
    drivers: pd.DataFrame,
    started: pd.DataFrame,
    members: pd.DataFrame,
    prices: Prices,
    shared: SharedErrors,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Set worth against cost for one scope.

    Parameters
    ----------
    started
        Rep-criteria of the scope whose first session lies in the window.
    members
        Reps of the scope.
    """
    team = one["scope_id"] if one["scope"] == TEAM else ""
    cost = sum(time.cost for time in times.values()) if times else None
    row: dict[str, Any] = {
        "cost": cost,
        "n_started": len(started),
        "n_reps": started["rep_id"].nunique(),
    }
    of_cost = list(_cost_rows(times))
    reason = _no_effect(one) or ("" if len(started) else NOTHING_STARTED)
    if reason:
        return row | {"reason": reason}, of_cost
    skills = tuple(priced_skills(started, drivers, team, members, prices))
    if not skills:
        return row | {"reason": NO_ASSOCIATION}, of_cost
    rates = review.config.rates
    if rates.margin is None:
        return row | {"reason": NO_MARGIN}, of_cost
    if cost is None:
        return row | {"reason": NO_COST}, of_cost
    lasting = _lasting(one, persistence, rates)
    steps = [
        (
            "" if skill.origin == BORROWED else team,
            skill.criterion_id,
            skill.outcome_metric,
            skill.association.step * skill.per_step,
        )
        for skill in skills
    ]
    reckoned = Arithmetic(
        lasting.stretches,
        skills,
        rates.margin,
        review.windows.window.days,
        round(shared.widening(steps), 2),
    )
    benefit, net = reckoned.benefit, reckoned.net_of(cost)
    row |= {"benefit_low": benefit.low, "benefit": benefit.middle, "benefit_high": benefit.high}
    row |= {"net_low": net.low, "net": net.middle, "net_high": net.high}
    row["reason"] = LOSS if net.high < 0 else INCLUDES_ZERO if net.low <= 0 else ""
    if cost and net.low > 0:
        names = ("multiple_low", "multiple", "multiple_high")
        row |= {name: end / cost for name, end in zip(names, benefit, strict=True)}
    listed = [*_factor_rows(reckoned, lasting.measured_days, rates), *of_cost]
    ranged = [item for item in listed if item["swing"] is not None]
    row["moves_most"] = max(ranged, key=lambda item: item["swing"])["assumption"]
    return row, listed


def _no_effect(one: dict[str, Any]) -> str:
    if one["verdict"] == Verdict.NOT_MEASURABLE:
        return NOT_ESTIMATED
    if one["verdict"] == Verdict.LOWERED:
        return LOWERED
    return "" if one["verdict"] == Verdict.HELPED else NOT_SHOWN


# -- cost ------------------------------------------------------------------------------------------


def _session_time(review: Review) -> dict[tuple[str, str], dict[str, float]]:
    """Give minutes of managers and reps in the window's sessions, by grain and group."""
    inside = review.sessions[review.windows.window.contains(review.sessions["session_on"])]
    named = session_time(inside).join(review.groups.table)
    return {
        (str(row["grain"]), str(row["group_id"])): {
            factor.MANAGER_TIME: float(row["minutes"]),
            factor.REP_TIME: float(row["rep_minutes"]),
        }
        for row in named.to_dict("records")
    }


def _times(minutes: Mapping[str, float] | None, rates: Rates) -> dict[str, Time]:
    """Put time and rates together; empty where no rate is set, or no session has a known length."""
    if minutes is None or np.isnan(minutes[factor.MANAGER_TIME]):
        return {}
    per_hour = {
        factor.MANAGER_TIME: rates.manager_per_hour,
        factor.REP_TIME: rates.rep_per_hour,
    }
    return {name: Time(minutes[name], rate) for name, rate in per_hour.items() if rate is not None}


def _cost_rows(times: Mapping[str, Time]) -> Iterator[dict[str, Any]]:
    rate_of = {factor.MANAGER_TIME: factor.MANAGER_RATE, factor.REP_TIME: factor.REP_RATE}
    for name, time in times.items():
        yield _item(name, time.minutes, "minutes", MEASURED)
        yield _item(rate_of[name], time.per_hour, "money", CONFIGURED)


# -- effect ----------------------------------------------------------------------------------------


class _Lasting(NamedTuple):
    """The effect stretch by stretch of the days that it is taken for, and how many of these were measured."""

    stretches: tuple[Stretch, ...]
    measured_days: int


def _lasting(one: dict[str, Any], persistence: pd.DataFrame, rates: Rates) -> _Lasting:
    """Give the effect, as it is printed, for as long as it is taken to last.

    The first stretch is the claimed effect, from day 0 on. Each later one that has a number of its own
    follows with that number, whatever its verdict; the first without one ends what is measured. The last is
    taken to go on for ``rates.effect_days`` where no later one could be measured, or where somebody has set
    these to more.
    """
    found = [Stretch(_as_printed(one), 0, FOLLOW_UP_DAYS - 1)]
    if not persistence.empty:
        of_scope = (persistence["scope"] == one["scope"]) & (
            persistence["scope_id"] == one["scope_id"]
        )
        later = persistence[of_scope & (persistence["first_day"] >= FOLLOW_UP_DAYS)]
        for record in later.sort_values("first_day").to_dict("records"):
            row = {str(name): value for name, value in record.items()}
            if row["first_day"] > found[-1].last_day + 1 or row["verdict"] not in _WITH_NUMBER:
                break
            found.append(Stretch(_as_printed(row), int(row["first_day"]), int(row["last_day"])))
    measured = found[-1].last_day + 1
    if len(found) == 1 or (_is_set(rates) and rates.effect_days > measured):
        found[-1] = replace(found[-1], last_day=rates.effect_days - 1)
    return _Lasting(tuple(found), min(measured, found[-1].last_day + 1))


_WITH_NUMBER = {Verdict.HELPED, Verdict.LOWERED, Verdict.NOT_SHOWN}
"""Verdicts of an estimate that passed its gates and whose interval is not too wide."""


def _is_set(rates: Rates) -> bool:
    """Say whether somebody has set how long an effect lasts."""
    return "effect_days" in rates.model_fields_set


def _as_printed(one: dict[str, Any]) -> Ranged:
    ends = ("claimed_estimate", "claimed_low", "claimed_high")
    return Ranged(*(rounded_points(one[end]) for end in ends))


def rounded_points(value: float) -> float:
    """Round an effect to a tenth of a point; what would be nothing then, to a hundredth or thousandth.

    An end of an interval on one side of zero is never printed as zero, nor multiplied as it.
    """
    for digits in (1, 2):
        if value == 0 or round(value, digits) != 0:
            return round(value, digits)
    return round(value, 3)


# -- what it rests on, as rows ---------------------------------------------------------------------


def _factor_rows(
    reckoned: Arithmetic, measured_days: int, rates: Rates
) -> Iterator[dict[str, Any]]:
    for stretch in reckoned.stretches:
        days = {"first_day": stretch.first_day, "last_day": stretch.last_day}
        swing = reckoned.swing_of_effect(stretch)
        yield days | _item(
            factor.EFFECT, stretch.effect.value, "pp", MEASURED, stretch.effect[1:], swing
        )
    for skill in reckoned.skills:
        named = {"criterion_id": skill.criterion_id, "outcome_metric": skill.outcome_metric}
        slope, swing = skill.association, reckoned.swing_of_association(skill)
        yield named | _item(
            factor.ASSOCIATION, slope.value, skill.unit, skill.origin, slope[1:], swing
        )
        yield named | _item(factor.VOLUME, skill.volume, skill.volume_unit, MEASURED)
        yield named | _item(factor.VALUE, skill.value, "money", skill.value_origin)
    if len(reckoned.skills) > 1:
        yield _item(factor.TOGETHER, reckoned.together, "ratio", MEASURED)
    yield _item(factor.MARGIN, reckoned.margin, "share", CONFIGURED)
    lasts = reckoned.stretches[-1].last_day + 1
    if lasts > measured_days or lasts < FOLLOW_UP_DAYS:
        yield _item(
            factor.LASTS,
            lasts,
            "days",
            CONFIGURED if _is_set(rates) else ASSUMED,
            (measured_days, lasts),
            reckoned.swing_of_days(lasts - measured_days),
        )
    yield _item(factor.WINDOW, reckoned.window_days, "days", CONFIGURED)


def _item(
    assumption: str,
    value: float,
    unit: str,
    origin: str,
    ends: tuple[float, ...] | None = None,
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
