"""The stage as a whole: canonical tables in, metric tables out."""

from __future__ import annotations

from datetime import date

import pandas as pd

from review_kit.metrics import comparison, status
from review_kit.metrics.commitments import has_commitment
from review_kit.metrics.completion import rolling_completion
from review_kit.metrics.criteria import coached_by_team, rep_criteria, sort_for_reading
from review_kit.metrics.goals import progress, with_current
from review_kit.metrics.outcomes import outcome_units
from review_kit.metrics.people import GROUPING, describe_reps
from review_kit.metrics.prepared import Review, prepare
from review_kit.metrics.provenance import provenance
from review_kit.metrics.registry import METRICS
from review_kit.metrics.results import MetricTables, typed
from review_kit.metrics.tables import SnapshotTables, Tables
from review_kit.metrics.tidy import lookup
from review_kit.metrics.trajectory import dips_and_recoveries, weekly_means
from review_kit.metrics.trend import trends
from review_kit.metrics.windows import review_windows
from review_kit.project.config import Config


def compute_metrics(
    snapshot: SnapshotTables, config: Config, *, as_of: date, window_days: int | None = None
) -> MetricTables:
    """Compute every metric of a review, once for all reps.

    Parameters
    ----------
    snapshot
        Validated canonical tables.
    config
        Windows, thresholds, targets and rates.
    as_of
        The review day. Nothing later than it is looked at.
    window_days
        Length of the window where it differs from the configured one.

    Raises
    ------
    ConfigurationError
        The window is too short, money is in a currency that cannot be converted, or the rubric goes
        in circles.
    ContractGateError
        A required table is not there.
    """
    return metrics_of(Tables.from_snapshot(snapshot), config, as_of=as_of, window_days=window_days)


def metrics_of(
    tables: Tables, config: Config, *, as_of: date, window_days: int | None = None
) -> MetricTables:
    """Compute every metric from plain tables; see :func:`compute_metrics`."""
    windows = review_windows(config, as_of, window_days)
    review = prepare(tables, config, windows)
    inside = review.call_scores[windows.window.contains(review.call_scores["call_on"])]
    listed = inside[inside["criterion_id"].isin(review.rubric.listed.index)]
    weekly = weekly_means(listed, windows)
    criteria = rep_criteria(
        review.reps,
        review.rubric,
        review.call_scores,
        review.entries,
        review.log,
        review.goals,
        windows,
        config,
    )
    dips = dips_and_recoveries(criteria, weekly, config)
    slopes = trends(criteria, weekly, listed, config.evidence.minimum_calls)
    criteria = sort_for_reading(pd.concat([criteria, dips, slopes], axis="columns"))
    values = {grain: comparison.with_previous(review, grain) for grain in GROUPING}
    goals = None
    if review.goals is not None:
        measured = values["rep"].rename(columns={"group": "rep_id"})
        goals = with_current(review.goals, criteria, measured)
    values["rep"] = _with_derived(review, values["rep"], goals)
    for grain in ("team", "manager", "org"):
        gained = status.share_gained_typical(
            criteria, review.reps, grain, config.coaching.typical_gain_low_pp
        )
        values[grain] = pd.concat([values[grain], gained], ignore_index=True)
    compared = _compared(review, values)
    sessions = review.entries[windows.window.contains(review.entries["session_date"])]
    gain = config.coaching.typical_gain_low_pp
    frames = {
        "reps": describe_reps(review.reps, tables, review.calls, windows),
        "rep_criteria": criteria,
        "rep_metrics": compared["rep"],
        "team_metrics": compared["team"],
        "manager_metrics": compared["manager"],
        "org_metrics": compared["org"],
        "weekly": weekly,
        "call_scores": listed,
        "sessions": sessions,
        "commitments": _commitments(review),
        "completion": pd.concat(
            [
                rolling_completion(
                    review.due, windows.window, config.coaching.completion_days, grain
                )
                for grain in GROUPING
            ]
        ),
        "team_criteria": coached_by_team(criteria, review.reps, gain),
        "goals": goals if goals is not None else pd.DataFrame(),
        "provenance": provenance(tables, review.reps, windows),
    }
    return MetricTables(**{name: typed(frame, name) for name, frame in frames.items()})


def _with_derived(review: Review, values: pd.DataFrame, goals: pd.DataFrame | None) -> pd.DataFrame:
    """Add what is computed from a rep's other metrics: rank and status."""
    config, reps = review.config, review.reps
    parts = [values]
    if review.opportunities is not None:
        minimum = config.privacy.minimum_group_size
        parts.append(comparison.rank_by_win_rate(values, reps, minimum))
    if goals is not None:
        parts.append(status.progress_to_goal(progress(goals), pd.Index(reps["rep_id"])))
    parts.append(status.process_to_requirement(values, config.coaching))
    parts.append(status.willingness_to_change(values))
    return pd.concat(parts, ignore_index=True)


def _compared(review: Review, values: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Add medians and units, and put rows in order of group and glossary."""
    minimum = review.config.privacy.minimum_group_size
    medians = comparison.team_medians(values["rep"], review.reps, minimum)
    exported: dict[str, str] = {}
    if review.outcomes is not None:
        exported = outcome_units(review.outcomes, review.config.organisation.currency)
    order = pd.Series({name: float(at) for at, name in enumerate(METRICS)})
    tables = {}
    for grain, rows in values.items():
        whole = comparison.with_unit(
            comparison.with_median(rows, medians, review.reps, grain), exported
        )
        placed = whole.assign(at=lookup(whole["metric"], order).fillna(len(order)))
        placed = placed.sort_values(["group", "at", "metric"], ignore_index=True)
        tables[grain] = placed.rename(columns={"group": GROUPING[grain]})
    return tables


def _commitments(review: Review) -> pd.DataFrame:
    """List the commitments that were made in the window or fell due in it."""
    window = review.windows.window
    log = review.log[has_commitment(review.log)]
    current = {name: now for name, now in review.rubric.current_id.items() if name != now}
    log = log.assign(
        criterion_id=log["criterion_id"].replace(current),
        made_in_window=window.contains(log["session_date"]),
        due_in_window=window.contains(log["commitment_due"]),
    )
    return log[log["made_in_window"] | log["due_in_window"]]
