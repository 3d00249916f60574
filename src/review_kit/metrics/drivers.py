"""Drivers: which skills move with which results, within the same reps over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.grains import ORG
from review_kit.metrics import outcomes, quotas
from review_kit.metrics.association import (
    holm,
    slope_deviations,
    widened_together,
    within_slopes,
)
from review_kit.metrics.intervals import LEVEL
from review_kit.metrics.prepared import Review
from review_kit.metrics.registry import METRICS, outcome
from review_kit.metrics.windows import Window, timestamp

Floats = NDArray[np.float64]

PERIOD_DAYS = 30
"""Length of the periods that are compared."""
MINIMUM_REPS = 8
"""Reps with two periods or more that a slope must rest on."""
MINIMUM_PERIODS = 30
"""Periods of reps, counted over all of them, that a slope must rest on."""
LONGEST_EXPORTED = 45
"""Days of an exported period beyond which it says too little about a single one of these."""
STEP_PP = 10
"""The slope is told per so many percentage points of score."""

TEAM = "team"
_PAIR = ["criterion_id", "outcome_metric"]
_REP_PERIOD = ["rep_id", "period"]

MOVES_WITH, MOVES_AGAINST, CANNOT_TELL = "moves_with", "moves_against", "cannot_tell"


def drivers(review: Review) -> pd.DataFrame:
    """Estimate how every result moves with every weighted top-level criterion.

    Time is cut into periods of 30 days counted back from ``as_of`` over ``windows.history_days``. Per rep
    and period there is the mean score of a criterion (from ``evidence.minimum_calls`` calls on) and the
    result of the same days: win rate, deal size and cycle of deals closed in it (from
    ``evidence.minimum_deals`` on), quota attainment (where the quota covers all of it, the rep was
    there on all of it and the deals reach back to its first day), and exported metrics whose periods,
    of at most 45 days, cover all of it; and the metrics of the project's own that say ``drivers``, with as
    many cases as they declare. What happens once, such as ramp time, is no result of a period.

    The slope is that of :func:`~review_kit.metrics.association.within_slopes`: within reps, with the
    movement that all share taken off. It is given from 8 reps and 30 periods of reps on; for a team
    without them the organisation's is. ``verdict`` allows for the number of pairs looked at (Holm, at 5 %,
    over all pairs of the scope that are given), ``low`` and ``high`` are the single pair's.

    It is an association and no proof: what moves both at once, in one rep, moves them together too.
    The scores of a period rest on few calls, whose scatter makes the slope smaller than it is; results that
    follow a skill later than within the same 30 days are missed.

    Returns
    -------
    DataFrame
        The columns of ``drivers``: ``scope`` (``team`` or ``org``: whose slope it is), ``team``
        (whose report the row is for; empty for the organisation's), ``criterion_id``, ``criterion``,
        ``outcome_metric``, ``unit``, ``declared`` (the rubric names this result for the criterion),
        ``slope_per_10pp`` (in ``unit``), ``low``, ``high``, ``p_adjusted``, ``n_periods``, ``n_reps``,
        ``verdict`` (``moves_with``: a higher score goes with a larger value, ``moves_against`` or
        ``cannot_tell``).
    """
    if len(review.reps) < 2:
        # one rep has nobody to share a period's movement with
        return pd.DataFrame()
    count = review.config.windows.history_days // PERIOD_DAYS
    results = _results(review, _periods(review))
    criteria = review.rubric.listed
    criteria = criteria[(criteria["depth"] == 0) & (criteria["weight"] > 0)]
    criteria = criteria.sort_values("weight", ascending=False, kind="stable")
    if not results or criteria.empty:
        return pd.DataFrame()
    scores = _scores(review, count)
    reps = review.reps
    codes, teams = pd.factorize(reps["team"], sort=True)
    teams = pd.Index(teams)
    everyone = np.zeros(len(reps), dtype=np.int64)
    units = _units(review)
    slopes: list[pd.DataFrame] = []
    pairs: list[dict[str, object]] = []
    for criterion_id, criterion in criteria.iterrows():
        x = scores[review.rubric.criteria.index.get_loc(criterion_id)]
        for metric, y in results.items():
            pairs.append(
                {
                    "criterion_id": criterion_id,
                    "criterion": criterion["criterion"],
                    "outcome_metric": metric,
                    "unit": units[metric],
                    "declared": criterion["outcome_metric"] == metric,
                    "at": len(pairs),
                }
            )
            slopes.append(within_slopes(x, y, everyone, 1))
            slopes.append(within_slopes(x, y, codes.astype(np.int64), len(teams)))
    # of each pair the organisation's row, then those of the teams
    scopes = pd.DataFrame({"scope": [ORG, *[TEAM] * len(teams)], "team": ["", *teams]})
    at = np.repeat(np.arange(len(pairs)), len(scopes))
    beside = [
        pd.concat(slopes, ignore_index=True),
        scopes.iloc[np.tile(np.arange(len(scopes)), len(pairs))].reset_index(drop=True),
        pd.DataFrame(pairs).iloc[at].reset_index(drop=True),
    ]
    return _told(pd.concat(beside, axis=1))


class SharedErrors:
    """How far the slopes of several pairs err together, because they rest on the same reps.

    Parameters
    ----------
    review
        As for :func:`drivers`.
    """

    def __init__(self, review: Review) -> None:
        self._review = review
        self._count = review.config.windows.history_days // PERIOD_DAYS
        self._deviations: dict[tuple[str, str, str], Floats] = {}

    def widening(self, slopes: Sequence[tuple[str, str, str, float]]) -> float:
        """Say how much wider the error of a sum of slopes is; see :func:`widened_together`.

        Parameters
        ----------
        slopes
            Team whose slope it is (empty for the organisation's), criterion, result, and the standard
            deviation of its part in the sum, with the sign of the part.
        """
        if len(slopes) < 2:
            return 1.0
        deviations = np.array([self._of(*pair) for *pair, _ in slopes])
        return widened_together(np.array([step for *_, step in slopes]), deviations)

    def _of(self, team: str, criterion_id: str, metric: str) -> Floats:
        key = (team, criterion_id, metric)
        if key not in self._deviations:
            review = self._review
            x = self._scores[review.rubric.criteria.index.get_loc(criterion_id)]
            y = self._results[metric]
            inside = (review.reps["team"] == team).to_numpy() if team else np.full(len(x), True)
            outside = np.where(inside, 0, 1).astype(np.int64)
            self._deviations[key] = np.where(inside, slope_deviations(x, y, outside, 2), 0.0)
        return self._deviations[key]

    @cached_property
    def _scores(self) -> Floats:
        return _scores(self._review, self._count)

    @cached_property
    def _results(self) -> dict[str, Floats]:
        return _results(self._review, _periods(self._review))


def _told(table: pd.DataFrame) -> pd.DataFrame:
    """Withhold what rests on too little, judge the rest, and let small teams read the organisation's."""
    numbers = ["slope", "low", "high", "p"]
    enough = (table["n_reps"] >= MINIMUM_REPS) & (table["n_periods"] >= MINIMUM_PERIODS)
    told = table.assign(**table[numbers].where(enough & table["p"].notna()))
    # everything that one reader looks at is one family: a team's pairs, or the organisation's
    told = told.assign(p_adjusted=holm(told["p"], told["team"]))
    whole = told[told["team"] == ""]
    own = told[(told["team"] != "") & told["p"].notna()]
    lacking = told.loc[(told["team"] != "") & told["p"].isna(), ["team", *_PAIR]]
    borrowed = lacking.merge(whole.drop(columns="team"), on=_PAIR)
    rows = pd.concat([whole, own, borrowed], ignore_index=True)
    clear = rows["p_adjusted"] < 1 - LEVEL
    verdict = np.select(
        [clear & (rows["slope"] > 0), clear & (rows["slope"] < 0)],
        [MOVES_WITH, MOVES_AGAINST],
        CANNOT_TELL,
    )
    scaled = {name: STEP_PP * rows[name] for name in ("low", "high")}
    rows = rows.assign(slope_per_10pp=STEP_PP * rows["slope"], verdict=verdict, **scaled)
    return rows.sort_values(["team", "at"], ignore_index=True)


def periods_of(as_of: date, history_days: int) -> list[Window]:
    """Cut the history into periods, the one that ends with the review day first.

    Parameters
    ----------
    history_days
        ``windows.history_days``.
    """
    count = history_days // PERIOD_DAYS
    ends = [as_of - timedelta(days=PERIOD_DAYS * back) for back in range(count)]
    return [Window(end - timedelta(days=PERIOD_DAYS - 1), end) for end in ends]


def _periods(review: Review) -> list[Window]:
    return periods_of(review.windows.as_of, review.config.windows.history_days)


def _period_of(days: pd.Series, review: Review) -> pd.Series:
    """Number the period of each day, 0 for the latest; negative after the review day or without a day."""
    back = (timestamp(review.windows.as_of) - days).dt.days
    period: pd.Series = (back // PERIOD_DAYS).fillna(-1).astype("int64")
    return period


def _scores(review: Review, count: int) -> Floats:
    """Average scores by criterion of the rubric, rep in review, and period; NaN under the rule."""
    # like with like where that can be had: who scored is no reason for a result
    calls = review.call_scores
    calls = calls.assign(score=calls["comparable"].fillna(calls["score"]))
    shape = (len(calls["criterion_id"].cat.categories), len(calls["rep_id"].cat.categories), count)
    period = _period_of(calls["call_on"], review).to_numpy()
    inside = (period >= 0) & (period < count)
    at = np.ravel_multi_index(
        (
            calls["criterion_id"].cat.codes.to_numpy()[inside],
            calls["rep_id"].cat.codes.to_numpy()[inside],
            period[inside],
        ),
        shape,
    )
    size = int(np.prod(shape))
    number = np.bincount(at, minlength=size)
    total = np.bincount(at, weights=calls["score"].to_numpy()[inside], minlength=size)
    enough = number >= review.config.evidence.minimum_calls
    mean: Floats = np.where(enough, total / np.maximum(number, 1), np.nan).reshape(shape)
    return mean


def _results(review: Review, periods: list[Window]) -> dict[str, Floats]:
    """Give each result by rep in review and period, in the glossary's order; NaN where it is not known."""
    found: dict[str, Floats] = {}
    if len(periods) < 2:
        return found
    if review.opportunities is not None:
        found |= _deal_results(review, review.opportunities, len(periods))
        if review.quotas is not None:
            found["quota_attainment"] = _attainment(
                review, review.quotas, review.opportunities, periods
            )
    if review.outcomes is not None:
        found |= _exported(review, review.outcomes, periods)
    for name, own in review.own_results.items():
        found[name] = _grid(own.values, review, len(periods))
    order = {name: at for at, name in enumerate(METRICS)}
    names = sorted(found, key=lambda name: (order.get(name, len(order)), name))
    return {name: found[name] for name in names}


def _deal_results(review: Review, deals: pd.DataFrame, count: int) -> dict[str, Floats]:
    columns = ["rep_id", "created_date", "close_date", "is_won", "amount"]
    closed = deals.loc[deals["is_closed"], columns]
    closed = closed.assign(
        period=_period_of(closed["close_date"], review),
        days=(closed["close_date"] - closed["created_date"]).dt.days,
    )
    closed = closed[closed["period"].between(0, count - 1)]
    won = closed[closed["is_won"]]
    minimum = review.config.evidence.minimum_deals
    found = {}
    for metric, rows, column, how in (
        ("win_rate", closed, "is_won", "mean"),
        ("average_deal_size", won.dropna(subset="amount"), "amount", "mean"),
        ("sales_cycle_days", won, "days", "median"),
    ):
        groups = rows.groupby(_REP_PERIOD)[column]
        value = groups.agg(how).astype("float64").where(groups.size() >= minimum)
        found[metric] = _grid(value, review, count)
    return found


def _grid(values: pd.Series, review: Review, count: int) -> Floats:
    """Lay values indexed by rep and period out as reps × periods."""
    keys = pd.MultiIndex.from_product([review.reps["rep_id"], range(count)])
    laid: Floats = values.reindex(keys).to_numpy(dtype=np.float64).reshape(-1, count)
    return laid


def _attainment(
    review: Review, rows: pd.DataFrame, deals: pd.DataFrame, periods: list[Window]
) -> Floats:
    # an export of deals that begins later would show a quota that nobody attained
    first = deals.groupby("rep_id")["created_date"].min().reindex(review.reps["rep_id"])
    starts = np.array([timestamp(period.start) for period in periods], "datetime64[s]")
    on_record = first.to_numpy("datetime64[s]")[:, np.newaxis] <= starts
    inside = _in_each(quotas.attainable(rows, review.reps), periods, quotas.in_window)
    sums = quotas.added_up(inside, _REP_PERIOD)
    quota = sums["quota"].where(sums["covered"] == PERIOD_DAYS)
    won = deals.loc[deals["is_closed"] & deals["is_won"], ["rep_id", "close_date", "amount"]]
    won = won.assign(period=_period_of(won["close_date"], review))
    amount = won.groupby(_REP_PERIOD)["amount"].sum().reindex(quota.index).fillna(0.0)
    return np.where(on_record, _grid(amount / quota, review, len(periods)), np.nan)


def _exported(review: Review, rows: pd.DataFrame, periods: list[Window]) -> dict[str, Floats]:
    length = (rows["period_end"] - rows["period_start"]).dt.days + 1
    names = [name for name in rows["metric"].unique() if outcome(str(name)).pooling != "latest"]
    columns = ["rep_id", "metric", "period_start", "period_end", "value", "unit"]
    usable = rows.loc[rows["metric"].isin(names) & (length <= LONGEST_EXPORTED), columns]
    inside = _in_each(usable, periods, outcomes.in_window)
    table = outcomes.pooled(inside, ["metric", *_REP_PERIOD])
    values = table.set_index(_REP_PERIOD)["value"].where((table["days"] == PERIOD_DAYS).to_numpy())
    metric = table["metric"].to_numpy()
    return {str(name): _grid(values[metric == name], review, len(periods)) for name in names}


def _in_each(
    rows: pd.DataFrame,
    periods: list[Window],
    choose: Callable[[pd.DataFrame, Window], pd.DataFrame],
) -> pd.DataFrame:
    """Choose the rows of every period, with its number; a row may count in more than one."""
    return pd.concat([choose(rows, part).assign(period=at) for at, part in enumerate(periods)])


def _units(review: Review) -> dict[str, str]:
    units = {name: metric.unit for name, metric in METRICS.items()}
    if review.outcomes is not None:
        units |= outcomes.outcome_units(review.outcomes, review.config.organisation.currency)
    return units | {name: own.unit for name, own in review.own_results.items()}
