"""The plan of the next quarter: one skill, a number to reach, and the days to meet on."""

from __future__ import annotations

from datetime import date, time, timedelta
from math import ceil
from typing import Any

import numpy as np
import pandas as pd

from review_kit.metrics.goals import OPEN
from review_kit.metrics.matrix import MONTHLY, SESSIONS_A_WEEK, WEEKLY
from review_kit.metrics.session_days import session_days
from review_kit.metrics.session_gain import SessionGain
from review_kit.metrics.session_times import with_times
from review_kit.metrics.tidy import lookup
from review_kit.metrics.windows import ReviewWindows, timestamp
from review_kit.project.config import Config
from review_kit.public_holidays import is_free, known_country

OPEN_GOAL, LARGEST_GAP = "open_goal", "largest_gap"
FROM_GOAL, FROM_GAIN, FROM_TARGET, FROM_NOISE = "goal", "typical_gain", "target", "noise"
MATRIX, DEFAULT, NEEDED = "matrix", "default", "needed"
FROM_SESSIONS = "gain"

TUESDAY = 1
"""The weekday of a rep without any session, from Monday 0."""

_ROUNDING = 1e-9
"""A gap of 10.000000000000002 at 5 a session takes two sessions, not three."""


def plans(
    rep_criteria: pd.DataFrame,
    goals: pd.DataFrame | None,
    cadence: pd.DataFrame,
    sessions: pd.DataFrame,
    reps: pd.DataFrame,
    gain: SessionGain | str,
    windows: ReviewWindows,
    config: Config,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Propose one skill, a target and session days for every rep for whom a plan can be made.

    - The skill is that of an open goal on a score that is not reached yet: the one due next, else the
      one overdue for the shortest time; of equals the one set last. Else it is the focus criterion
      with the largest weight × gap to its target, among those with a current score under the target, those
      whose gap lies outside the noise first; of equals the one that leads the focus.
    - What is inside the interval of the current score is as good as reached, and no skill to plan for.
    - The target is the goal's; else the criterion's target, but no more than
      ``coaching.typical_gain_low_pp`` above the current score, as a whole number.
    - A target inside the noise is not proposed: one that is no further from the current score than a
      change here has to be to be told from chance (:func:`noise`), so that nobody could say whether it was
      reached. In its place stands the first whole number outside it. Where the noise is
      ``coaching.typical_gain_high_pp`` or more, or that number over 100, no gain could be told: no plan.
    - It is due on the goal's day where that is still to come, else as many days after the review as
      the window has.
    - As many sessions are proposed as the way to the target takes at what a session has brought here; where
      that is not known, as many as the cadence gives. They lie before the day on which it is due.
    - The cadence is ``recommended_cadence`` where the skills matrix gives one, else once a week; where
      monthly sessions are too few, once a week. No session falls on a weekend or a public holiday of the
      rep's country, else the organisation's.

    Nobody is planned for who has left by the review day, or has neither such a goal nor such a gap.

    Parameters
    ----------
    rep_criteria
        Every rep on every criterion.
    goals
        As ``with_current`` leaves them; ``None`` where they were not exported.
    cadence
        Long form of ``recommended_cadence``, without rows where there is no skills matrix.
    sessions
        Sessions held, as ``held_sessions`` lists them.
    reps
        Reps in review.
    gain
        What a session has brought here, or why that is not known.

    Returns
    -------
    plans
        The columns of ``plans``; the table's schema says what they mean.
    planned_sessions
        ``rep_id``, ``session_on``, as :func:`~review_kit.metrics.session_days.session_days` proposes
        them, ``starts_at`` and ``minutes``.
    """
    there = reps[reps["end_date"].isna() | (reps["end_date"] > timestamp(windows.as_of))]
    half = (rep_criteria["current_high"] - rep_criteria["current_low"]) / 2
    scores = rep_criteria.assign(noise=noise(rep_criteria), half=half)
    parts, near = [_from_gaps(scores, config)], None
    if goals is not None:
        waiting = _open_goals(goals, scores, windows.as_of)
        reached = waiting["target"] - waiting["current_score"] <= waiting["half"]
        near = waiting[reached].drop_duplicates("rep_id").set_index("rep_id")
        parts.insert(0, _from_goals(waiting[~reached], config))
    chosen = pd.concat(parts, ignore_index=True)
    chosen = chosen[chosen["rep_id"].isin(there["rep_id"])].drop_duplicates("rep_id")
    chosen = chosen.sort_values("rep_id", ignore_index=True)
    table = _dated(_beside_near_goals(chosen, near), sessions, there, windows, config)
    needed = _needed(table, gain)
    rule, given = _cadence(table["rep_id"], cadence)
    proposed = [
        _days(windows.as_of, until, weekday, country, word, number)
        for until, weekday, country, word, number in zip(
            table["until"].dt.date,
            table["weekday"],
            _plain(table["country"]),
            rule,
            _plain(needed["sessions_needed"]),
            strict=True,
        )
    ]
    used = pd.Series([word for word, _ in proposed], index=table.index, dtype="str")
    days = pd.DataFrame(
        {
            "rep_id": table["rep_id"].repeat([len(part) for _, part in proposed]).to_numpy(),
            "session_on": np.array([day for _, part in proposed for day in part], "datetime64[s]"),
        }
    )
    return table.assign(
        **needed,
        sessions_per_week=used.map(SESSIONS_A_WEEK).astype("float64"),
        cadence_from=given.where(used == rule, NEEDED),
        sessions=[len(part) for _, part in proposed],
    ), with_times(
        days,
        table.set_index("rep_id")["minutes"],
        there.set_index("rep_id")["manager_id"],
        time.fromisoformat(config.organisation.session_start),
    )


def noise(rep_criteria: pd.DataFrame) -> pd.Series:
    """Say how far a score has to move before that is told from chance, in pp.

    Half the 95 % interval of the change over the window (``low`` to ``high``), which is measured on how
    scores here move by themselves. Where there is none, that of a change between two windows as thin as the
    current one: √2 times half the interval of the current score.
    """
    change: pd.Series = (rep_criteria["high"] - rep_criteria["low"]) / 2
    level = (rep_criteria["current_high"] - rep_criteria["current_low"]) / 2
    return change.fillna(np.sqrt(2) * level)


def _open_goals(goals: pd.DataFrame, scores: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Put each rep's open goals on a score that are not reached yet in order."""
    weighted = scores[scores["weight"] > 0]
    columns = ["rep_id", "criterion_id", "criterion", "current_score", "n_current", "noise", "half"]
    waiting = goals[goals["on_score"] & (goals["status"] == OPEN)].merge(
        weighted[columns], on=["rep_id", "criterion_id"]
    )
    waiting = waiting[~(waiting["current_score"] >= waiting["target"])]
    ahead = (waiting["due_on"] - timestamp(as_of)).dt.days
    return waiting.assign(overdue=~(ahead > 0), away=ahead.abs()).sort_values(
        ["rep_id", "overdue", "away", "set_on", "goal_id"],
        ascending=[True, True, True, False, True],
    )


def _from_goals(waiting: pd.DataFrame, config: Config) -> pd.DataFrame:
    waiting = waiting[~_beyond_telling(waiting, config)]
    outside = waiting["current_score"] + waiting["noise"]
    inside = waiting["target"] <= outside
    return _described(waiting, OPEN_GOAL).assign(
        own_target=waiting["target"],
        target=waiting["target"].mask(inside, np.floor(outside) + 1),
        target_from=np.where(inside, FROM_NOISE, FROM_GOAL),
        due_on=waiting["due_on"],
        goal_set_on=waiting["set_on"],
    )


def _from_gaps(scores: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Put each rep's focus criteria in order of weight × gap to target; the plan's is first."""
    least = config.coaching.typical_gain_low_pp
    open_ = scores[scores["focus_rank"].notna() & (scores["remaining_gap"] > scores["half"])]
    open_ = open_[~_beyond_telling(open_, config)]
    open_ = open_.assign(
        size=(open_["weight"] * open_["remaining_gap"]).round(9),
        inside=open_["remaining_gap"] <= open_["noise"],
    )
    ordered = open_.sort_values(
        ["rep_id", "inside", "size", "focus_rank"], ascending=[True, True, False, True]
    )
    outside = ordered["current_score"] + ordered["noise"]
    step = ordered["current_score"] + least
    within = ordered["target"] <= step
    target = np.floor(ordered["target"].where(within, step) + 0.5)
    told = target > outside
    return _described(ordered, LARGEST_GAP).assign(
        own_target=ordered["target"],
        target=target.where(told, np.floor(outside) + 1),
        target_from=np.select([~told, within], [FROM_NOISE, FROM_TARGET], FROM_GAIN),
        due_on=pd.Series(pd.NaT, index=ordered.index, dtype="datetime64[s]"),
        goal_set_on=pd.Series(pd.NaT, index=ordered.index, dtype="datetime64[s]"),
    )


def _beyond_telling(rows: pd.DataFrame, config: Config) -> pd.Series:
    """Say of each skill whether no gain on it could be told from chance."""
    outside = np.floor(rows["current_score"] + rows["noise"]) + 1
    found: pd.Series = (rows["noise"] >= config.coaching.typical_gain_high_pp) | (outside > 100)
    return found


def _described(rows: pd.DataFrame, because: str) -> pd.DataFrame:
    named = rows[["rep_id", "criterion_id", "criterion", "current_score", "n_current", "noise"]]
    named = named.rename(columns={"current_score": "baseline", "n_current": "n_baseline"})
    return named.assign(because=because)


def _beside_near_goals(chosen: pd.DataFrame, near: pd.DataFrame | None) -> pd.DataFrame:
    """Name the open goal that was passed over, because it is as good as reached."""
    names = {"criterion": "near_goal", "target": "near_target", "current_score": "near_score"}
    names["half"] = "near_half_width"
    if near is None:
        near = pd.DataFrame({name: pd.Series(dtype="float64") for name in names})
        near["criterion"] = near["criterion"].astype("str")
    found = {new: lookup(chosen["rep_id"], near[old]) for old, new in names.items()}
    return chosen.assign(**found)


def _dated(
    chosen: pd.DataFrame,
    sessions: pd.DataFrame,
    there: pd.DataFrame,
    windows: ReviewWindows,
    config: Config,
) -> pd.DataFrame:
    """Add the day it is due, the last day for a session, and the rep's weekday, length and country."""
    last = timestamp(windows.as_of + timedelta(days=windows.window.days))
    due = chosen["due_on"].where(chosen["due_on"] > timestamp(windows.as_of), last)
    held = sessions[windows.window.contains(sessions["session_on"])]
    by_rep = there.set_index("rep_id")
    leaving = lookup(chosen["rep_id"], by_rep["end_date"])
    until = pd.concat([due - pd.Timedelta(days=1), leaving], axis="columns").min(axis="columns")
    own = {code: known_country(code) for code in by_rep["country"].dropna().unique()}
    country = lookup(chosen["rep_id"], by_rep["country"].map(own).astype("str"))
    return chosen.assign(
        due_on=due,
        until=until.where(until < last, last),
        weekday=_weekdays(chosen["rep_id"], held),
        minutes=lookup(chosen["rep_id"], held.groupby("rep_id")["minutes"].median()),
        country=country.fillna(known_country(config.organisation.country)),
    )


def _needed(table: pd.DataFrame, gain: SessionGain | str) -> dict[str, pd.Series]:
    """Reckon how many sessions the way to the target takes, with the interval of what each brings."""
    columns = ("gain_per_session", "gain_low", "gain_high")
    if isinstance(gain, str):
        unknown = pd.Series(np.nan, index=table.index)
        counts = pd.Series(pd.NA, index=table.index, dtype="Int64")
        return {
            "sessions_from": pd.Series(gain, index=table.index, dtype="str"),
            **dict.fromkeys(columns, unknown),
            **dict.fromkeys(("sessions_needed", "needed_low", "needed_high"), counts),
        }
    way = table["target"] - table["baseline"]

    def at(points: float) -> pd.Series:
        found = [pd.NA if pd.isna(gap) else ceil(gap / points - _ROUNDING) for gap in way]
        return pd.Series(found, index=table.index, dtype="Int64")

    return {
        "sessions_from": pd.Series(FROM_SESSIONS, index=table.index, dtype="str"),
        "gain_per_session": pd.Series(gain.points, index=table.index),
        "gain_low": pd.Series(gain.low, index=table.index),
        "gain_high": pd.Series(gain.high, index=table.index),
        "sessions_needed": at(gain.points),
        "needed_low": at(gain.high),
        "needed_high": at(gain.low),
    }


def _plain(column: pd.Series) -> list[Any]:
    """Give plain values, missing ones as ``None``."""
    values: list[Any] = column.astype("object").where(column.notna(), None).tolist()
    return values


def _days(
    as_of: date, until: date, weekday: int, country: str | None, cadence: str, needed: int | None
) -> tuple[str, list[date]]:
    """Propose a rep's days at a cadence, or weekly where monthly ones are too few; and at which."""
    free = is_free(country, weekday)
    days = session_days(as_of, until, weekday, cadence, free)
    if needed is None:
        return cadence, days
    if cadence == MONTHLY and len(days) < needed:
        cadence, days = WEEKLY, session_days(as_of, until, weekday, WEEKLY, free)
    return cadence, days[:needed]


def _cadence(rep_ids: pd.Series, cadence: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Give each rep's cadence in words, and where it comes from."""
    given = lookup(rep_ids, cadence.set_index("group_id")["value"])
    words = {sessions: name for name, sessions in SESSIONS_A_WEEK.items()}
    rule = given.map(words).astype("str").fillna(WEEKLY)
    return rule, given.isna().map({True: DEFAULT, False: MATRIX}).astype("str")


def _weekdays(rep_ids: pd.Series, held: pd.DataFrame) -> pd.Series:
    """Find the weekday that each rep's sessions most often fell on; Tuesday without any session."""
    days = held.assign(weekday=held["session_on"].dt.day_of_week)
    counts = days.groupby(["rep_id", "weekday"]).size().rename("count").reset_index()
    ordered = counts.sort_values(["rep_id", "count", "weekday"], ascending=[True, False, True])
    most = ordered.drop_duplicates("rep_id").set_index("rep_id")["weekday"]
    return lookup(rep_ids, most.astype("float64")).fillna(TUESDAY).astype("int64")
