"""What a result stood at on the day by which a goal on it should have been reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from review_kit.metrics import families
from review_kit.metrics.comparison import with_previous
from review_kit.metrics.families import Family
from review_kit.metrics.goals import (
    NO_VALUE,
    NOT_BY_DAY,
    NOT_DATED,
    NOT_REACHED,
    OTHER_SCORERS,
    RECORD_TOO_SHORT,
    TOO_FEW_CALLS,
)
from review_kit.metrics.matrix import matrix_movement
from review_kit.metrics.prepared import Review, prepare
from review_kit.metrics.ramp import RAMP
from review_kit.metrics.registry import METRICS, OUTCOMES
from review_kit.metrics.scorers.one_scale import DIFFERENT_SCORERS, compared_windows
from review_kit.metrics.stages import stalled_deals
from review_kit.metrics.status import matrix_movement_metric, stalled_metrics
from review_kit.metrics.tables import Tables, without_rows
from review_kit.metrics.windows import Window, review_windows, timestamp

_OF_DEALS = frozenset({families.deals, families.quotas, families.losses})
"""Families of the CRM, whose rows are kept as far back as they were exported."""
_OF_LOG = frozenset(
    {
        families.overall,
        families.cadence,
        families.completion,
        families.commitments,
        families.logbook,
    }
)
"""Families whose material is cut to two windows: that of the day is prepared anew."""
_OF_LOG_ONLY = _OF_LOG - {families.overall}
_UNDATED = frozenset({"commitment_completion", "commitments_reopened"})
_STALLED = frozenset({"stalled_count", "stalled_amount"})
SCORE_DELTA, MATRIX_MOVEMENT = "score_delta", "matrix_movement"


def is_of_log(goals: pd.DataFrame) -> pd.Series:
    """Say of each goal whether its metric is counted from the coaching log, or its calendar."""
    names = goals["metric"].unique()
    return goals["metric"].isin([one for one in names if families.giving(one)[0] in _OF_LOG_ONLY])


def results_on_day(goals: pd.DataFrame, review: Review, tables: Tables) -> pd.DataFrame:
    """Compute the metric of each goal on a result for as many days up to its day as the window has.

    By the same functions as the metric itself, on nothing that is dated later, and where the records reach
    back to the first of these days.

    Parameters
    ----------
    goals
        As ``goals_at`` lists them.
    tables
        What the review was prepared from.

    Returns
    -------
    DataFrame
        Goals on results whose day has come, by the index of ``goals``: ``value``, and ``note`` (one of
        :data:`~review_kit.metrics.goals.ON_DAY_NOTES`) where there is none.
    """
    came = goals["due_on"] <= timestamp(review.windows.as_of)
    due = goals[came & ~goals["on_score"]]
    parts = [pd.DataFrame({"value": [], "note": []}).astype({"value": "float64", "note": "str"})]
    for (day, metric), rows in due.groupby(["due_on", "metric"]):
        found = _on(pd.Timestamp(str(day)).date(), str(metric), rows, review, tables)
        parts.append(found.astype({"value": "float64", "note": "str"}))
    return pd.concat([part for part in parts if len(part)] or parts)


def _on(day: date, metric: str, rows: pd.DataFrame, review: Review, tables: Tables) -> pd.DataFrame:
    """Give the metric of some goals, all of them due on one day."""
    window = Window(day - timedelta(days=review.windows.window.days - 1), day)
    family = families.giving(metric)[0]
    if family in _OF_DEALS and review.opportunities is None:
        family = families.outcomes
    if metric == SCORE_DELTA:
        return _changes(rows, day, review)
    if metric in _UNDATED:
        return _nothing(rows, NOT_DATED)
    if metric in _STALLED or metric == MATRIX_MOVEMENT:
        return _derived(metric, rows, window, review)
    if family is families.outcomes and metric in METRICS and metric not in OUTCOMES:
        return _nothing(rows, NOT_BY_DAY)
    if not _reaches(family, window, review, tables):
        return _nothing(rows, RECORD_TOO_SHORT)
    if family in _OF_LOG:
        return _as_reviewed_then(metric, family, rows, window, review, tables)
    return _as_recorded(metric, family, rows, window, review)


def _nothing(rows: pd.DataFrame, note: str) -> pd.DataFrame:
    return pd.DataFrame({"value": np.nan, "note": note}, index=rows.index)


def _told(rows: pd.DataFrame, values: pd.Series, missing: str = NO_VALUE) -> pd.DataFrame:
    """Set values, by rep, beside the goals; where there is none, say why."""
    value = values.reindex(rows["rep_id"]).set_axis(rows.index).astype("float64")
    note = pd.Series(missing, rows.index, dtype="str").where(value.isna())
    return pd.DataFrame({"value": value, "note": note})


def _reaches(family: Family, window: Window, review: Review, tables: Tables) -> bool:
    """Say whether the records that a family counts go back to the first day of a window."""
    first: Collection[pd.Timestamp] = []
    if family in _OF_DEALS:
        first = [] if review.opportunities is None else [review.opportunities["created_date"].min()]
    elif family is families.overall:
        first = [tables.qa_scores["call_on"].min()]
    elif family in _OF_LOG:
        calendar = tables.scheduled_sessions
        first = [tables.coaching_log["session_date"].min()]
        first += [] if calendar is None else [calendar["scheduled_date"].min()]
    else:
        return True
    # a day that is not there is not before any
    return any(begin <= timestamp(window.start) for begin in first)


def _as_recorded(
    metric: str, family: Family, rows: pd.DataFrame, window: Window, review: Review
) -> pd.DataFrame:
    """Compute a metric of deals, quotas, exported results or ratings."""
    # a late loss is judged by the team's deals, and a ramp is known from the company's first ones on
    whole = family is families.losses or metric == RAMP
    own = review if whole else _of(review, rows["rep_id"])
    computed = families.compute_families(own, window, [family])
    found = computed[computed["metric"] == metric].set_index("group")["value"]
    of_rep = review.groups.members["in_rep"]
    values = found.reindex(of_rep).set_axis(of_rep.index)
    if family in _OF_DEALS and METRICS[metric].zero:
        values = values.fillna(0.0)
    told = _told(rows, values)
    if metric != RAMP:
        return told
    known = of_rep.reindex(rows["rep_id"]).isin(found.index).to_numpy()
    return told.assign(
        note=told["note"]
        .mask(told["value"].isna(), RECORD_TOO_SHORT)
        .mask(told["value"].isna() & known, NOT_REACHED)
    )


def _of(review: Review, rep_ids: pd.Series) -> Review:
    """Cut the review to some reps: what others did is not asked for."""

    def own(table: pd.DataFrame | None) -> pd.DataFrame | None:
        return None if table is None else table[table["rep_id"].isin(rep_ids)]

    return replace(
        review,
        reps=review.reps[review.reps["rep_id"].isin(rep_ids)],
        opportunities=own(review.opportunities),
        quotas=own(review.quotas),
        outcomes=own(review.outcomes),
        matrix=own(review.matrix),
    )


def _as_reviewed_then(
    metric: str,
    family: Family,
    rows: pd.DataFrame,
    window: Window,
    review: Review,
    tables: Tables,
) -> pd.DataFrame:
    """Compute a metric of calls, log or calendar as a review of that day would have."""
    windows = review_windows(review.config, window.end, window.days)
    wanted = rows["rep_id"].unique()
    there = tables.roster[tables.roster["rep_id"].isin(wanted)]
    left = there["end_date"].notna() & (there["end_date"] < timestamp(window.start))
    there = there[~left & (there["hire_date"] <= timestamp(window.end))]
    if there.empty:
        return _nothing(rows, NO_VALUE)
    then = prepare(_tables_of(tables, there, family), review.config, windows)
    values = with_previous(then, [family])
    mine = values[(values["grain"] == "rep") & (values["metric"] == metric)]
    few = TOO_FEW_CALLS if family is families.overall else NO_VALUE
    return _told(rows, mine.set_index("group_id")["value"], few)


def _tables_of(tables: Tables, roster: pd.DataFrame, family: Family) -> Tables:
    """Cut the tables to some reps, and to what a family counts: calls alone, or log and calendar too."""

    def own(table: pd.DataFrame) -> pd.DataFrame:
        return table[table["rep_id"].isin(roster["rep_id"])].reset_index(drop=True)

    if family not in _OF_LOG_ONLY:
        return Tables(
            roster=roster.reset_index(drop=True),
            criteria=tables.criteria,
            qa_scores=own(tables.qa_scores),
            coaching_log=without_rows("coaching_log"),
            disputes=tables.disputes,
        )
    calendar, ratings = tables.scheduled_sessions, tables.self_assessments
    return Tables(
        roster=roster.reset_index(drop=True),
        criteria=tables.criteria,
        qa_scores=own(tables.qa_scores),
        coaching_log=own(tables.coaching_log),
        scheduled_sessions=None if calendar is None else own(calendar),
        disputes=tables.disputes,
        self_assessments=None if ratings is None else own(ratings),
    )


def _derived(metric: str, rows: pd.DataFrame, window: Window, review: Review) -> pd.DataFrame:
    """Compute a metric of stalled deals, or of the change of ratings, as of a day."""
    if metric == MATRIX_MOVEMENT:
        if review.matrix is None:
            return _nothing(rows, NO_VALUE)
        windows = review_windows(review.config, window.end, window.days)
        found = matrix_movement_metric(matrix_movement(review.matrix, windows), review.groups)
    elif review.opportunities is None:
        return _nothing(rows, NO_VALUE)
    elif not _deals_reach(window.end, review):
        return _nothing(rows, RECORD_TOO_SHORT)
    else:
        visits = review.visits
        if visits is not None:
            visits = visits[visits["entered_on"] <= timestamp(window.end)]
        stalled = stalled_deals(
            visits,
            review.opportunities,
            review.groups,
            window.end,
            review.config.privacy.minimum_group_size,
        )
        found = pd.concat(stalled_metrics(stalled, review.groups))
    values = found[found["metric"] == metric].set_index("group")["value"]
    of_rep = review.groups.members["in_rep"]
    return _told(rows, values.reindex(of_rep).set_axis(of_rep.index))


def _deals_reach(day: date, review: Review) -> bool:
    deals = review.opportunities
    return deals is not None and bool(deals["created_date"].min() <= timestamp(day))


def _changes(rows: pd.DataFrame, day: date, review: Review) -> pd.DataFrame:
    """Compute the change of each goal's criterion over the window that ends on its day, like with like."""
    windows = review_windows(review.config, day, review.windows.window.days)
    scores = review.call_scores
    wanted = scores["rep_id"].isin(rows["rep_id"].unique())
    wanted &= scores["criterion_id"].isin(rows["criterion_id"].dropna().unique())
    minimum = review.config.evidence.minimum_calls
    found = compared_windows(
        scores[wanted], windows.baseline, windows.current, minimum, review.gaps
    )
    both = found.before.index.intersection(found.after.index)
    before, after = found.before.loc[both], found.after.loc[both]
    enough = (before["n"] >= minimum) & (after["n"] >= minimum)
    change = (after["mean"] - before["mean"])[enough]
    keys = pd.MultiIndex.from_frame(rows[["rep_id", "criterion_id"]])
    value = change.reindex(keys).set_axis(rows.index).astype("float64")
    other = (found.basis.reindex(keys) == DIFFERENT_SCORERS).to_numpy(dtype=bool)
    note = pd.Series(TOO_FEW_CALLS, rows.index, dtype="str").mask(other, OTHER_SCORERS)
    return pd.DataFrame({"value": value, "note": note.where(value.isna())})
