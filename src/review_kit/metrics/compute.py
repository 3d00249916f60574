"""The stage as a whole: canonical tables in, metric tables out."""

from __future__ import annotations

from datetime import date

import pandas as pd

from review_kit.metrics import comparison, status, team
from review_kit.metrics.calibrated import calibrated_changes
from review_kit.metrics.commitments import has_commitment
from review_kit.metrics.completion import rolling_completion
from review_kit.metrics.criteria import KEYS, coached_by_team, rep_criteria, sort_for_reading
from review_kit.metrics.drivers import drivers
from review_kit.metrics.effects import effects_of
from review_kit.metrics.goals import progress, with_current
from review_kit.metrics.groups import GRAINS
from review_kit.metrics.losses import loss_analysis
from review_kit.metrics.matrix import matrix_movement, recommended_cadence
from review_kit.metrics.money import money
from review_kit.metrics.outcomes import outcome_units
from review_kit.metrics.people import describe_reps
from review_kit.metrics.plan import plans
from review_kit.metrics.prepared import Review, prepare
from review_kit.metrics.provenance import provenance
from review_kit.metrics.registry import METRICS
from review_kit.metrics.results import MetricTables, typed
from review_kit.metrics.routing import coaching_gaps
from review_kit.metrics.stages import stage_conversion, stalled_deals
from review_kit.metrics.tables import SnapshotTables, Tables
from review_kit.metrics.themes import theme_recurrence
from review_kit.metrics.tidy import lookup
from review_kit.metrics.trajectory import dips_and_recoveries, weekly_means
from review_kit.metrics.trend import trends
from review_kit.metrics.what_if import what_if
from review_kit.metrics.windows import review_windows
from review_kit.project.config import Config

_GROUP = ["grain", "group_id"]
"""Columns that name a group; its number stands for both until the tables are cut by grain."""


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
        The window is too short, nobody was there in it, money is in a currency that cannot be
        converted, or the rubric goes in circles.
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
    effects = effects_of(review)
    criteria = criteria.join(effects.gaps, on=KEYS)
    dips = dips_and_recoveries(criteria, weekly, config)
    slopes = trends(criteria, weekly, listed, config.evidence.minimum_calls)
    judged = calibrated_changes(criteria, review)
    criteria = sort_for_reading(pd.concat([criteria, judged, dips, slopes], axis="columns"))
    values = comparison.with_previous(review)
    goals = None
    if review.goals is not None:
        measured = values[values["grain"] == "rep"].rename(columns={"group_id": "rep_id"})
        goals = with_current(review.goals, criteria, measured)
    gain = config.coaching.typical_gain_low_pp
    stalled = _stalled(review)
    moved = pd.DataFrame() if review.matrix is None else matrix_movement(review.matrix, windows)
    values = _with_derived(review, values, goals, criteria, stalled, moved)
    compared = _compared(review, values)
    planned, planned_sessions = _plans(review, criteria, goals, values)
    rolling = rolling_completion(review.due, windows.window, config.coaching.completion_days)
    sessions = review.entries[windows.window.contains(review.entries["session_date"])]
    themes = theme_recurrence(review.history, windows, config.coaching)
    pairs = drivers(review)
    worth = money(review, effects.effects, pairs, criteria, values)
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
        "themes": themes,
        "coaching_gaps": coaching_gaps(review, criteria, themes),
        "matrix": moved,
        "dose": team.dose(values[values["grain"] == "rep"], review.reps),
        "four_fields": team.four_fields(criteria, review),
        "role_play_groups": team.role_play_groups(criteria, review.reps, config),
        "team_competencies": _team_competencies(review, moved),
        "drivers": pairs,
        "effects": effects.effects,
        "effect_curve": effects.curve,
        "money": worth.money,
        "money_assumptions": worth.assumptions,
        "exemplars": team.exemplars(criteria, review.reps),
        **_deal_tables(review, stalled, values),
        "completion": rolling.join(review.groups.table, on="group").rename(
            columns={"grain": "scope", "group_id": "scope_id"}
        ),
        "team_criteria": coached_by_team(criteria, review.reps, gain),
        "goals": goals if goals is not None else pd.DataFrame(),
        "plans": planned,
        "planned_sessions": planned_sessions,
        "provenance": provenance(tables, review.reps, windows),
    }
    return MetricTables(**{name: typed(frame, name) for name, frame in frames.items()})


def _with_derived(
    review: Review,
    values: pd.DataFrame,
    goals: pd.DataFrame | None,
    criteria: pd.DataFrame,
    stalled: pd.DataFrame | None,
    moved: pd.DataFrame,
) -> pd.DataFrame:
    """Add what is told for the review day alone: ranks, status, gains, stalled deals, cadence."""
    config, reps = review.config, review.reps
    own = values[values["grain"] == "rep"]
    parts = [
        values,
        status.process_to_requirement(own, config.coaching),
        status.willingness_to_change(own),
        status.share_gained_typical(criteria, review.groups, config.coaching.typical_gain_low_pp),
    ]
    minimum = config.privacy.minimum_group_size
    if review.opportunities is not None:
        parts.append(comparison.rank_by_win_rate(own, reps, minimum))
    if stalled is not None:
        parts.extend(status.stalled_metrics(stalled, review.groups))
    if review.matrix is not None:
        parts.append(status.matrix_movement_metric(moved, review.groups))
        window = review.windows.window
        parts.append(recommended_cadence(own, reps, window, minimum))
    if goals is not None:
        names = review.rubric.criteria["criterion"]
        parts.append(status.progress_to_goal(progress(goals, names), reps))
    joined = pd.concat([part.drop(columns=_GROUP, errors="ignore") for part in parts])
    return joined.join(review.groups.table, on="group").reset_index(drop=True)


def _compared(review: Review, values: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Add medians and units, and cut the rows by grain, in order of group and glossary."""
    minimum = review.config.privacy.minimum_group_size
    own = values[values["grain"] == "rep"]
    medians = comparison.team_medians(own, review.groups, minimum)
    exported: dict[str, str] = {}
    if review.outcomes is not None:
        exported = outcome_units(review.outcomes, review.config.organisation.currency)
    whole = comparison.with_median(values, medians, review.groups)
    whole = comparison.with_unit(whole, exported)
    order = pd.Series({name: float(at) for at, name in enumerate(METRICS)})
    whole = whole.assign(at=lookup(whole["metric"], order).fillna(len(order)))
    whole = whole.sort_values(["group", "at", "metric"], ignore_index=True)
    return {
        grain: whole[whole["grain"] == grain].rename(columns={"group_id": column})
        for grain, column in GRAINS.items()
    }


def _plans(
    review: Review, criteria: pd.DataFrame, goals: pd.DataFrame | None, values: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    cadence = values[values["metric"] == "recommended_cadence"]
    return plans(
        criteria, goals, cadence, review.sessions, review.reps, review.windows, review.config
    )


def _team_competencies(review: Review, moved: pd.DataFrame) -> pd.DataFrame:
    if moved.empty:
        return moved
    minimum = review.config.privacy.minimum_group_size
    return team.team_competencies(moved, review.reps, minimum)


def _stalled(review: Review) -> pd.DataFrame | None:
    if review.opportunities is None:
        return None
    return stalled_deals(
        review.visits,
        review.opportunities,
        review.groups,
        review.windows.as_of,
        review.config.privacy.minimum_group_size,
    )


def _deal_tables(
    review: Review, stalled: pd.DataFrame | None, values: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Build the tables about single deals, stages and levers; empty without a CRM export."""
    deals, visits, window = review.opportunities, review.visits, review.windows.window
    if deals is None or stalled is None:
        return dict.fromkeys(("losses", "stalled", "stages", "what_if"), pd.DataFrame())
    stages = pd.DataFrame()
    if visits is not None:
        stages = stage_conversion(visits, deals, review.groups, window, review.config)
    own = values[values["grain"] == "rep"]
    return {
        "losses": loss_analysis(deals, visits, window),
        "stalled": stalled,
        "stages": stages,
        "what_if": what_if(own, review.quotas, deals, review.reps, window),
    }


def _commitments(review: Review) -> pd.DataFrame:
    """List the commitments that were made in the window or fell due in it."""
    window = review.windows.window
    log = review.log[has_commitment(review.log)]
    log = log.assign(
        criterion_id=review.rubric.as_called_now(log["criterion_id"]),
        made_in_window=window.contains(log["session_date"]),
        due_in_window=window.contains(log["commitment_due"]),
    )
    return log[log["made_in_window"] | log["due_in_window"]]
