"""Goals: the target each score is held against, and how far a rep has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from review_kit.metrics.registry import METRICS
from review_kit.metrics.rubric import Rubric
from review_kit.metrics.scorers.one_scale import LIKE_ENOUGH
from review_kit.metrics.tidy import KEYS, lookup, words
from review_kit.metrics.windows import ReviewWindows, timestamp
from review_kit.project.config import Config, Targets

OPEN = "open"
_ROUNDING = 1e-9

REACHED, UNDER_WAY = "reached", "under_way"
"""Standing of a goal whose day is to come: at the target today, or not."""
MET, MET_NOT_KEPT = "met", "met_not_kept"
"""Of one whose day has come: met on the day; and under the target again today."""
MET_SINCE, NOT_MET = "met_since", "not_met"
"""Not met on the day: at the target today, or still not."""
MET_BY_NOW, OVERDUE = "met_by_now", "overdue"
"""Nobody knows how it stood on the day: at the target today, or not (or not known either)."""
STANDINGS = (REACHED, UNDER_WAY, MET, MET_NOT_KEPT, MET_SINCE, NOT_MET, MET_BY_NOW, OVERDUE)

TOO_FEW_CALLS = "too_few_calls"
"""Fewer calls up to the day than the evidence rule asks for."""
OTHER_SCORERS = "other_scorers"
"""There is a value, but other scorers gave it than today's; of a change, there is none because of that."""
NO_VALUE = "no_value"
"""The exports reach back as far, and there was nothing, or too little, to measure."""
RECORD_TOO_SHORT = "record_too_short"
"""The exports do not reach back as many days before the day as the window has."""
NOT_REACHED = "not_reached"
"""What happens once, as the end of a ramp, had not happened by the day."""
NOT_DATED = "not_dated"
"""It rests on what the log does not date: when a commitment was kept."""
NOT_BY_DAY = "not_by_day"
"""It is told for the review day alone: a rank, a status, or something that no table holds by day."""
ON_DAY_NOTES = (
    TOO_FEW_CALLS,
    OTHER_SCORERS,
    NO_VALUE,
    RECORD_TOO_SHORT,
    NOT_REACHED,
    NOT_DATED,
    NOT_BY_DAY,
)
"""What may be said of the value of a goal's day, above all why there is none."""


def goals_at(goals: pd.DataFrame, rubric: Rubric, windows: ReviewWindows) -> pd.DataFrame:
    """List the goals set by the review day, under the present names of their criteria.

    Returns
    -------
    DataFrame
        The canonical columns, and ``on_score``: whether the goal is a score to reach on a
        criterion. It is, when it names a criterion and its metric is not one that is measured in
        something else than score points (``score_delta``, ``win_rate`` …).
    """
    known = goals[goals["set_on"] <= timestamp(windows.as_of)]
    level = [name not in METRICS or METRICS[name].unit == "percent" for name in known["metric"]]
    return known.assign(
        criterion_id=rubric.as_called_now(known["criterion_id"]),
        on_score=known["criterion_id"].notna()
        & pd.Series(level, index=known.index, dtype="bool")
        & known["target"].between(0, 100),
    ).sort_values(["rep_id", "set_on", "goal_id"], ignore_index=True)


def targets(
    grid: pd.DataFrame, goals: pd.DataFrame | None, rubric: Rubric, config: Targets
) -> pd.DataFrame:
    """Find the score that each rep should reach on each criterion.

    The rep's own open goal on the criterion comes first (the one set last), then the configured
    target of the criterion. A sub-criterion without either takes the target of its parent, a
    criterion without either the configured default.

    Parameters
    ----------
    grid
        ``rep_id``, ``criterion_id``: what targets are wanted for.

    Returns
    -------
    DataFrame
        ``target`` and ``target_source`` (``goal`` or ``config``), in the rows of ``grid``.
    """
    own = _goal_targets(goals)
    parents = rubric.criteria["parent_criterion_id"]
    set_for = pd.Series(_with_versions(config.criteria, parents.index), dtype="float64")
    target = pd.Series(np.nan, index=grid.index)
    source = pd.Series("config", index=grid.index, dtype="str")
    criterion = grid["criterion_id"]
    for _ in range(rubric.depth + 1):
        keys = pd.MultiIndex.from_arrays([grid["rep_id"], criterion])
        goal = pd.Series(own.reindex(keys).to_numpy(dtype=np.float64), index=grid.index)
        configured = lookup(criterion, set_for)
        source = source.mask(target.isna() & goal.notna(), "goal")
        target = target.fillna(goal).fillna(configured)
        criterion = lookup(criterion, parents)
    return pd.DataFrame({"target": target.fillna(config.default), "target_source": source})


def _with_versions(targets: Mapping[str, float], criteria: Iterable[str]) -> dict[str, float]:
    """Add earlier versions of a criterion, which carry the day they began after its id."""
    earlier = {
        name: targets[base] for name in criteria if (base := name.rpartition("@")[0]) in targets
    }
    return {**earlier, **targets}


def _goal_targets(goals: pd.DataFrame | None) -> pd.Series:
    """Give the target of the open score goal set last, by rep and criterion."""
    if goals is None:
        return pd.Series([], dtype="float64", index=pd.MultiIndex.from_arrays([[], []]))
    usable = goals[goals["on_score"] & (goals["status"] == OPEN)]
    return usable.groupby(["rep_id", "criterion_id"])["target"].last()


def with_current(
    goals: pd.DataFrame, rep_criteria: pd.DataFrame, rep_metrics: pd.DataFrame
) -> pd.DataFrame:
    """Set the present value beside every goal: the criterion's current score, or the metric's value.

    A goal on a change (``score_delta``) is set against the change of its criterion. A goal on a
    metric that is not measured has no present value.
    """
    scores = rep_criteria.set_index(["rep_id", "criterion_id"])[["current_score", "score_delta"]]
    keys = pd.MultiIndex.from_frame(goals[["rep_id", "criterion_id"]])
    on_criterion = scores.reindex(keys)
    values = rep_metrics.set_index(["rep_id", "metric"])["value"]
    measured = values.reindex(pd.MultiIndex.from_frame(goals[["rep_id", "metric"]]))
    current = np.select(
        [goals["on_score"], goals["metric"] == "score_delta"],
        [on_criterion["current_score"], on_criterion["score_delta"]],
        measured,
    )
    return goals.assign(current=current)


def with_standing(
    goals: pd.DataFrame, on_day: pd.DataFrame, windows: ReviewWindows
) -> pd.DataFrame:
    """Say how every goal stands: the value of today, and that of its day, against the target.

    Where the value of its day is not known, what is logged of the goal (met or missed) stands for it.

    Parameters
    ----------
    goals
        As :func:`with_current` leaves them.
    on_day
        The scores (:func:`scores_on_day`) and the results on their days
        (:func:`~review_kit.metrics.goal_days.results_on_day`), by the index of ``goals``.

    Returns
    -------
    DataFrame
        ``goals`` with ``on_day`` (missing while the day is to come), ``on_day_note`` (one of
        :data:`ON_DAY_NOTES`: why there is no value, or that others gave it than
        today's), ``standing`` (one of the constants of this module) and ``leads`` (it is the open goal that
        ``progress_to_goal`` speaks of).
    """
    came = goals["due_on"] <= timestamp(windows.as_of)
    known_then = on_day.reindex(goals.index)
    goals = goals.assign(on_day=known_then["value"], on_day_note=known_then["note"])
    now, then = reaches(goals, goals["current"]), reaches(goals, goals["on_day"])
    then = then.mask(goals["on_day_note"] == NOT_REACHED, False)
    logged = goals["status"].map({"met": True, "missed": False}).astype("boolean")
    then = then.fillna(logged)
    known = now.notna()
    standing = np.select(
        [
            ~came & known & now.fillna(False),
            ~came,
            then.fillna(False) & (now.fillna(True)),
            then.fillna(False),
            then.notna() & now.fillna(False),
            then.notna(),
            known & now.fillna(False),
        ],
        [REACHED, UNDER_WAY, MET, MET_NOT_KEPT, MET_SINCE, NOT_MET, MET_BY_NOW],
        OVERDUE,
    )
    return goals.assign(
        standing=pd.Series(standing, index=goals.index, dtype="str"),
        leads=goals.index.isin(leading(goals).index),
    )


def reaches(goals: pd.DataFrame, value: pd.Series) -> pd.Series:
    """Say of each goal whether a value is at the target or past it, whichever way the goal leads.

    A goal whose target is its baseline is one to hold: at it, or above. Missing where the value is.
    """
    down = goals["target"] < goals["baseline"]
    at = (value >= goals["target"]).where(~down, value <= goals["target"])
    return at.astype("boolean").where(value.notna())


def scores_on_day(
    goals: pd.DataFrame, call_scores: pd.DataFrame, windows: ReviewWindows, config: Config
) -> pd.DataFrame:
    """Average the calls on each goal's criterion over the days up to the goal's day.

    These are as many as the current window has; the evidence rule holds.

    Parameters
    ----------
    goals
        As :func:`goals_at` lists them.
    call_scores
        One score per call and criterion.

    Returns
    -------
    DataFrame
        Goals on scores whose day has come, by the index of ``goals``: ``value`` and ``note``, which says why
        there is none, or that a tenth or more of the scores was given by others than those of the current
        window.
    """
    due = goals[(goals["due_on"] <= timestamp(windows.as_of)) & goals["on_score"]]
    reps, criteria = (call_scores[name].cat for name in KEYS)
    # numbers instead of pairs of texts: there are millions of calls, and few goals
    rep = reps.categories.get_indexer(pd.Index(due["rep_id"]))
    criterion = criteria.categories.get_indexer(pd.Index(due["criterion_id"]))
    size = len(criteria.categories)
    wanted = pd.DataFrame({"goal": due.index, "at": rep * size + criterion, "due": due["due_on"]})
    wanted = wanted[(rep >= 0) & (criterion >= 0)]
    at = reps.codes.to_numpy(np.int64) * size + criteria.codes.to_numpy(np.int64)
    own = np.isin(at, wanted["at"])
    calls = call_scores.loc[own, ["call_on", "score", "scorer"]].assign(at=at[own])
    every = wanted.merge(calls.astype({"scorer": "str"}), on="at")
    ahead = (every["due"] - every["call_on"]).dt.days
    near = every[(ahead >= 0) & (ahead < windows.current.days)]
    scores = near.groupby("goal")["score"]
    means: pd.Series = scores.mean()[scores.size() >= config.evidence.minimum_calls]
    value = means.reindex(due.index)
    today = every[windows.current.contains(every["call_on"])]
    others = _scored_by_others(near, today).reindex(due.index).fillna(False).astype("bool")
    note = pd.Series(None, due.index, dtype="str").mask(others, OTHER_SCORERS)
    return pd.DataFrame({"value": value, "note": note.mask(value.isna(), TOO_FEW_CALLS)})


def _scored_by_others(then: pd.DataFrame, today: pd.DataFrame) -> pd.Series:
    """Say of each goal with calls on both sides whether a scorer's share of them changed by a tenth."""
    shares = [
        part.groupby("goal")["scorer"].value_counts(normalize=True).rename(name)
        for name, part in (("then", then), ("today", today))
    ]
    both = pd.concat(shares, axis="columns").fillna(0.0)
    change = (both["then"] - both["today"]).abs().groupby(level="goal").max()
    scored = change.index.isin(then["goal"]) & change.index.isin(today["goal"])
    return change[scored] >= LIKE_ENOUGH - _ROUNDING


def leading(goals: pd.DataFrame) -> pd.DataFrame:
    """Choose the open goal of each rep that the status speaks of.

    Of several the one set last; a goal on a criterion comes before one on anything else, because
    the plan is about one skill.
    """
    waiting = goals[goals["status"] == OPEN].sort_values("on_score", kind="stable")
    return waiting.drop_duplicates("rep_id", keep="last")


def progress(goals: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Say how far each rep has come on the open goal that leads.

    (current − baseline) ÷ (target − baseline), which is right for goals that lead down as well; a
    target equal to the baseline is reached or not.

    Parameters
    ----------
    goals
        As :func:`with_current` leaves them, in order of the day they were set.
    names
        Name of each criterion, by its identifier.

    Returns
    -------
    DataFrame
        Index ``rep_id``: ``progress`` (missing without a present value), ``note``.
    """
    latest = leading(goals).set_index("rep_id")
    way = latest["target"] - latest["baseline"]
    come = latest["current"] - latest["baseline"]
    held = (come >= 0).astype("float64").where(come.notna())
    share = (come / way.where(way != 0)).where(way != 0, held)
    about = lookup(latest["criterion_id"], names).fillna(latest["metric"])
    reached = words(
        "{}: {:.4g}, from {:g} to {:g}",
        about,
        latest["current"],
        latest["baseline"],
        latest["target"],
    )
    note = reached.fillna(words("{}: not measured in this window", about))
    return pd.DataFrame({"progress": share, "note": note})
