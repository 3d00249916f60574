"""The plan of the next quarter: one skill, a number to reach, and the days to meet on."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from review_kit.metrics.goals import OPEN
from review_kit.metrics.matrix import MONTHLY, SESSIONS_A_WEEK, TWICE_A_WEEK, WEEKLY
from review_kit.metrics.tidy import lookup
from review_kit.metrics.windows import ReviewWindows, timestamp
from review_kit.project.config import Config

OPEN_GOAL, LARGEST_GAP = "open_goal", "largest_gap"
FROM_GOAL, FROM_GAIN, FROM_TARGET = "goal", "typical_gain", "target"
MATRIX, DEFAULT = "matrix", "default"

NOTICE_DAYS = 3
"""Days between the review and the first session to book."""
TUESDAY, SATURDAY = 1, 5
"""Weekdays as pandas numbers them, from Monday 0."""
SECOND_SESSION = 3
"""Working days from the first session of a week to the second one."""
MONTH_OF_WEEKS = 4
"""Weeks from one monthly session to the next."""


def plans(
    rep_criteria: pd.DataFrame,
    goals: pd.DataFrame | None,
    cadence: pd.DataFrame,
    sessions: pd.DataFrame,
    reps: pd.DataFrame,
    windows: ReviewWindows,
    config: Config,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Propose one skill, a target and session days for every rep for whom a plan can be made.

    - The skill is that of an open goal on a score that is not reached yet: the one due next, else the
      one overdue for the shortest time; of equals the one set last. Else it is the focus criterion
      with the largest weight × gap to its target, among those with a current score under the target;
      of equals the one that leads the focus.
    - The target is the goal's; else the criterion's target, but no more than
      ``coaching.typical_gain_low_pp`` above the current score, as a whole number.
    - It is due on the goal's day where that is still to come, else as many days after the review as
      the window has.
    - The cadence is ``recommended_cadence`` where the skills matrix gives one, else once a week.

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

    Returns
    -------
    plans
        The columns of ``plans``: ``rep_id``, ``criterion_id``, ``criterion``, ``because``
        (``open_goal`` or ``largest_gap``), ``baseline`` (the current score; missing under the evidence
        rule), ``n_baseline`` (its calls), ``target``, ``target_from`` (``goal``, ``typical_gain`` or
        ``target``), ``due_on``, ``sessions_per_week``, ``cadence_from`` (``matrix`` or ``default``),
        ``sessions`` (days proposed), ``weekday`` (0 Monday to 6 Sunday), ``minutes`` (median length of
        the rep's sessions in the window; missing where it is not known).
    planned_sessions
        ``rep_id``, ``session_on``, as :func:`session_days` proposes them.
    """
    there = reps[reps["end_date"].isna() | (reps["end_date"] > timestamp(windows.as_of))]
    parts = [_from_gaps(rep_criteria, config)]
    if goals is not None:
        parts.insert(0, _from_goals(goals, rep_criteria, windows.as_of))
    chosen = pd.concat(parts, ignore_index=True)
    chosen = chosen[chosen["rep_id"].isin(there["rep_id"])].drop_duplicates("rep_id")
    chosen = chosen.sort_values("rep_id", ignore_index=True)
    last = timestamp(windows.as_of + timedelta(days=windows.window.days))
    still_to_come = chosen["due_on"] > timestamp(windows.as_of)
    rule, given = _cadence(chosen["rep_id"], cadence)
    held = sessions[windows.window.contains(sessions["session_on"])]
    table = chosen.assign(
        due_on=chosen["due_on"].where(still_to_come, last),
        sessions_per_week=rule.map(SESSIONS_A_WEEK).astype("float64"),
        cadence_from=given,
        weekday=_weekdays(chosen["rep_id"], held),
        minutes=lookup(chosen["rep_id"], held.groupby("rep_id")["minutes"].median()),
        cadence=rule,
    )
    until = lookup(table["rep_id"], there.set_index("rep_id")["end_date"]).fillna(last)
    until = until.where(until < last, last)
    proposed = [
        session_days(windows.as_of, end.date(), int(weekday), str(how))
        for end, weekday, how in zip(until, table["weekday"], table["cadence"], strict=True)
    ]
    days = pd.DataFrame(
        {
            "rep_id": table["rep_id"].repeat([len(part) for part in proposed]).to_numpy(),
            "session_on": np.array([day for part in proposed for day in part], "datetime64[s]"),
        }
    )
    return table.assign(sessions=[len(part) for part in proposed]), days


def session_days(as_of: date, until: date, weekday: int, cadence: str) -> list[date]:
    """Propose the days of sessions after a review.

    The first is the first ``weekday`` at least three days after ``as_of``; none is later than
    ``until``. Weekly sessions follow every week, monthly ones every fourth week, and a second one a
    week is three working days after the first.

    Parameters
    ----------
    weekday
        0 (Monday) to 6.
    cadence
        ``twice a week``, ``weekly`` or ``monthly``.

    Examples
    --------
    >>> [f"{day:%a %d %b}" for day in session_days(date(2026, 3, 31), date(2026, 4, 15), 3, WEEKLY)]
    ['Thu 09 Apr']
    """
    first = as_of + timedelta(days=NOTICE_DAYS)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    weeks = MONTH_OF_WEEKS if cadence == MONTHLY else 1
    offsets = [0, _days_ahead(weekday, SECOND_SESSION)] if cadence == TWICE_A_WEEK else [0]
    span = (until - first).days
    ahead = [start + offset for start in range(0, span + 1, 7 * weeks) for offset in offsets]
    return [first + timedelta(days=days) for days in ahead if days <= span]


def _days_ahead(weekday: int, working_days: int) -> int:
    """Count the calendar days from a weekday to the working day that is so many after it."""
    days = 0
    while working_days:
        days += 1
        working_days -= (weekday + days) % 7 < SATURDAY
    return days


def _from_goals(goals: pd.DataFrame, rep_criteria: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Put each rep's open goals on a score that are not reached yet in order; the plan's is first."""
    scores = rep_criteria[rep_criteria["weight"] > 0]
    waiting = goals[goals["on_score"] & (goals["status"] == OPEN)].merge(
        scores[["rep_id", "criterion_id", "criterion", "current_score", "n_current"]],
        on=["rep_id", "criterion_id"],
    )
    waiting = waiting[~(waiting["current_score"] >= waiting["target"])]
    ahead = (waiting["due_on"] - timestamp(as_of)).dt.days
    ordered = waiting.assign(overdue=~(ahead > 0), away=ahead.abs()).sort_values(
        ["rep_id", "overdue", "away", "set_on", "goal_id"],
        ascending=[True, True, True, False, True],
    )
    return _described(ordered, OPEN_GOAL).assign(
        target=ordered["target"], target_from=FROM_GOAL, due_on=ordered["due_on"]
    )


def _from_gaps(rep_criteria: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Put each rep's focus criteria in order of weight × gap to target; the plan's is first."""
    open_ = rep_criteria[rep_criteria["focus_rank"].notna() & (rep_criteria["remaining_gap"] > 0)]
    open_ = open_.assign(size=(open_["weight"] * open_["remaining_gap"]).round(9))
    ordered = open_.sort_values(["rep_id", "size", "focus_rank"], ascending=[True, False, True])
    step = ordered["current_score"] + config.coaching.typical_gain_low_pp
    within = ordered["target"] <= step
    target = np.floor(ordered["target"].where(within, step) + 0.5)
    # 75.2 of 75.4 rounds to what is reached already; the plan leads up
    reached = target <= ordered["current_score"]
    return _described(ordered, LARGEST_GAP).assign(
        target=target.mask(reached, np.ceil(ordered["target"])),
        target_from=np.where(within, FROM_TARGET, FROM_GAIN),
        due_on=pd.Series(pd.NaT, index=ordered.index, dtype="datetime64[s]"),
    )


def _described(rows: pd.DataFrame, because: str) -> pd.DataFrame:
    named = rows[["rep_id", "criterion_id", "criterion", "current_score", "n_current"]]
    named = named.rename(columns={"current_score": "baseline", "n_current": "n_baseline"})
    return named.assign(because=because)


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
