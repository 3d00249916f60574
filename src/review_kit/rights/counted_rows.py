"""Which rows each number of a rep was counted from: the same frames that the metrics count, cut to the rep.

Every metric that a rep's documents print has a function here or in :mod:`review_kit.rights.counted_scores`.
What a number is computed from numbers of, not from rows (a rank, a status), it shows the rows of those.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from review_kit.metrics.commitments import due_in, has_commitment
from review_kit.metrics.completion import due_sessions
from review_kit.metrics.held import CANCELLED, MOVED
from review_kit.metrics.losses import lost_deals
from review_kit.metrics.matrix import levels_at
from review_kit.metrics.outcomes import in_window
from review_kit.metrics.people import while_there
from review_kit.metrics.quotas import attainable
from review_kit.metrics.quotas import in_window as quotas_in_window
from review_kit.metrics.stages import open_at
from review_kit.metrics.windows import Window
from review_kit.rights import counted_scores
from review_kit.rights.rep_rows import CountedRows, Finder, RepRows

_RESULT_COLUMNS = ("metric", "value", "unit", "n", "low", "high", "note")


def _calls(rep: RepRows, _: str) -> list[CountedRows]:
    rows = rep.inside(rep.review.calls, "call_on")
    return [
        rep.counted("qa_scores", "calls", rows, ("call_id", "call_on", "score"), rep.window),
    ]


def _entries(*columns: str) -> Finder:
    def find(rep: RepRows, metric: str) -> list[CountedRows]:
        rows = rep.entries
        if metric == "follow_up_measured":
            rows = rows[~(rows["waiting"] & rows["criterion_id"].notna())]
        named = ("entry_id", "session_id", "session_date", "criterion_id", *columns)
        return [rep.counted("coaching_log", "entries", rows, named, rep.window)]

    return find


def _own_ratings(rep: RepRows, _: str) -> list[CountedRows]:
    columns = (
        "entry_id",
        "session_date",
        "criterion_id",
        "self_assessment",
        "rating",
        "session_before",
        "self_assessment_gap",
    )
    rated = rep.entries.dropna(subset="self_assessment_gap")
    parts = [rep.counted("coaching_log", "ratings", rated, columns, rep.window)]
    if rep.review.ratings is not None:
        further = rep.inside(rep.review.ratings, "session_date")
        further = further.dropna(subset="self_assessment_gap")
        keys = ["criterion_id", "session_date"]
        known = pd.MultiIndex.from_frame(rated[keys])
        # a rating that stands in the log as well counts once
        further = further[~pd.MultiIndex.from_frame(further[keys]).isin(known)]
        further = further.drop_duplicates(keys)
        parts.append(rep.counted("self_assessments", "ratings", further, columns, rep.window))
    return parts


def _sessions(rep: RepRows, _: str) -> list[CountedRows]:
    held = rep.inside(rep.review.sessions, "session_on")
    columns = ("session_id", "manager_id", "session_on", "minutes")
    return [rep.counted("coaching_log", "sessions", held, columns, rep.window)]


def _planned(status: str) -> Finder:
    def find(rep: RepRows, _: str) -> list[CountedRows]:
        rows = rep.inside(_table(rep.review.calendar, "scheduled_date"), "scheduled_date")
        there = while_there(rows["rep_id"], rows["scheduled_date"], rep.reps_row)
        columns = ("session_id", "scheduled_date", "status", "moved_to_date")
        return [
            rep.counted("scheduled_sessions", f"planned-{status}", rows[there], columns, rep.window)
        ]

    return find


def _table(rows: pd.DataFrame | None, day: str) -> pd.DataFrame:
    empty = {"rep_id": pd.Series(dtype="str"), day: pd.Series(dtype="datetime64[s]")}
    return pd.DataFrame(empty) if rows is None else rows


def _due(rep: RepRows, metric: str) -> list[CountedRows]:
    review = rep.review
    due = due_sessions(review.entries, review.calendar, review.reps, rep.window)
    table = "coaching_log" if review.calendar is None else "scheduled_sessions"
    columns = ("session_id", "due_on", "complete", "pending")
    days = rep.window
    if metric == "template_completion_worst":
        days = _worst_stretch(rep)
        due = due[days.contains(due["due_on"])]
    return [rep.counted(table, "due", rep.own(due), columns, days)]


def _worst_stretch(rep: RepRows) -> Window:
    """Find the days of the lowest rolling rate, of those that lie wholly inside the window."""
    length = rep.review.config.coaching.completion_days
    rolling = rep.told("completion")
    first_end = pd.Timestamp(rep.window.start) + pd.Timedelta(days=length - 1)
    whole = rolling[rolling["day"].astype("datetime64[s]") >= first_end]
    rated = whole.dropna(subset="template_completion_rate")
    if rated.empty:
        return rep.window
    lowest = rated.sort_values(["template_completion_rate", "day"])["day"].iloc[0]
    last = pd.Timestamp(lowest).date()
    return Window(last, last).reaching_back(length - 1)


def _leading_goal(rep: RepRows, _: str) -> list[CountedRows]:
    goals = rep.told("goals")
    columns = (
        *("goal_id", "criterion_id", "metric", "baseline", "target", "current"),
        *("set_on", "due_on", "status"),
    )
    return [rep.counted("goals", "goals", goals[goals["leads"]], columns)]


def _commitments(rep: RepRows, metric: str) -> list[CountedRows]:
    log = rep.log
    columns = (
        "entry_id",
        "session_date",
        "commitment",
        "commitment_due",
        "commitment_status",
        "commitment_vague",
    )
    if metric == "vague_commitments":
        made = log[rep.window.contains(log["session_date"]) & has_commitment(log)]
        return [rep.counted("coaching_log", "made", made, columns, rep.window)]
    parts = [
        rep.counted("coaching_log", "promised", log[due_in(log, rep.window)], columns, rep.window)
    ]
    if metric == "willingness_to_change":
        before = rep.review.windows.previous
        rows = log[due_in(log, before)]
        parts.append(rep.counted("coaching_log", "promised", rows, columns, before))
    return parts


def _results(*names: str) -> Finder:
    """Give the numbers that a number is computed from."""

    def find(rep: RepRows, _: str) -> list[CountedRows]:
        rows = rep.told("rep_metrics")
        rows = rows[rows["metric"].isin(names)]
        return [rep.counted("rep_metrics", "numbers", rows, _RESULT_COLUMNS)]

    return find


def _with(*finders: Finder) -> Finder:
    def find(rep: RepRows, metric: str) -> list[CountedRows]:
        return [part for finder in finders for part in finder(rep, metric)]

    return find


def _levels(rep: RepRows, _: str) -> list[CountedRows]:
    rows = rep.own(None if rep.review.matrix is None else levels_at(rep.review.matrix, rep.window))
    return [
        rep.counted(
            "skills_matrix", "levels", rows, ("competency", "level", "rated_on", "rated_by")
        )
    ]


def _told(table: str, which: str, *columns: str) -> Finder:
    """Give the rep's rows of a metric table that hold the number itself."""

    def find(rep: RepRows, _: str) -> list[CountedRows]:
        return [rep.counted(table, which, rep.told(table), columns)]

    return find


_DEAL = ("opportunity_id", "created_date", "close_date", "amount", "is_won")


def _closed(rep: RepRows, metric: str) -> list[CountedRows]:
    rows = rep.closed
    which = "closed"
    if metric not in ("win_rate", "close_rate_rank"):
        rows, which = rows[rows["is_won"]], "won"
    if metric == "average_deal_size":
        rows = rows.dropna(subset="amount")
    rows = rows.assign(days=(rows["close_date"] - rows["created_date"]).dt.days)
    columns = (*_DEAL, "days") if metric == "sales_cycle_days" else _DEAL
    return [rep.counted("opportunities", which, rows, columns, rep.window)]


def _starts(rep: RepRows, metric: str) -> list[CountedRows]:
    deals = rep.deals
    rows = deals[rep.window.contains(deals["created_date"])]
    if metric == "contacts_per_opportunity":
        rows = rows.dropna(subset="contacts")
    columns = ("opportunity_id", "created_date", "amount", "source", "contacts")
    return [rep.counted("opportunities", "started", rows, columns, rep.window)]


def _open(rep: RepRows, _: str) -> list[CountedRows]:
    rows = open_at(rep.deals, rep.window.end)
    return [
        rep.counted(
            "opportunities", "open", rows, ("opportunity_id", "created_date", "stage", "amount")
        )
    ]


def _lost(rep: RepRows, metric: str) -> list[CountedRows]:
    review = rep.review
    if review.opportunities is None:
        return []
    rows = rep.own(lost_deals(review.opportunities, review.groups, rep.window, review.config))
    if metric == "late_losses":
        rows = rows[rows["won_cycle"].notna()]
    rows = rows.assign(late=rows["age_days"] > rows["won_cycle"])
    columns = ["opportunity_id", "created_date", "close_date", "age_days", "loss_reason", "amount"]
    if metric == "late_losses":
        columns += ["won_cycle", "late"]
    return [rep.counted("opportunities", "lost", rows, columns, rep.window)]


def _quota(rep: RepRows, _: str) -> list[CountedRows]:
    review = rep.review
    if review.quotas is None:
        return []
    quotas = rep.own(quotas_in_window(attainable(review.quotas, review.reps), rep.window))
    won = rep.closed[rep.closed["is_won"]] if len(rep.closed) else rep.closed
    covered = pd.Series(False, index=won.index)
    for first, last in zip(quotas["first_day"], quotas["last_day"], strict=True):
        covered |= won["close_date"].between(first, last)
    columns = ("period_start", "period_end", "quota", "overlap", "length", "prorated")
    return [
        rep.counted("quotas", "quotas", quotas, columns, rep.window),
        rep.counted("opportunities", "won", won[covered], _DEAL, rep.window),
    ]


def exported(rep: RepRows, metric: str) -> list[CountedRows]:
    """Find the exported periods of a metric; of a ramp that nobody exported, what it was reckoned from."""
    columns = ("period_start", "period_end", "value", "unit", "days", "length")
    rows = rep.own(rep.review.outcomes)
    parts = []
    if len(rows):
        rows = in_window(rows[rows["metric"] == metric], rep.window)
        parts.append(rep.counted("outcomes", "exported", rows, columns, rep.window))
    if metric == "ramp_days" and not (parts and len(parts[0].rows)):
        hired = rep.reps_row
        parts = [rep.counted("roster", "hired", hired, ("rep_id", "hire_date"))]
        quotas = rep.own(rep.review.quotas)
        parts.append(
            rep.counted("quotas", "since-hire", quotas, ("period_start", "period_end", "quota"))
        )
        won = rep.deals[rep.deals["is_won"]] if len(rep.deals) else rep.deals
        parts.append(rep.counted("opportunities", "since-hire", won, _DEAL))
    return parts


_SKILL_NOW = ("n_baseline", "baseline_score", "n_current", "current_score", "score_delta")
_PLAN = (
    *("criterion_id", "criterion", "because", "baseline", "target", "target_from", "noise"),
    *("due_on", "sessions", "sessions_needed", "gain_per_session"),
)

ROWS_OF: Mapping[str, Finder] = {
    "overall_score": _calls,
    "follow_up_measured": _entries("n_after", "follow_up_measured"),
    "log_mismatch": _entries(
        "logged_before", "session_before", "logged_after", "session_after", "log_mismatch"
    ),
    "shared_share": _entries("shared_with_rep_on"),
    "surprises": _entries("shared_with_rep_on"),
    **dict.fromkeys(
        (
            "sessions_held",
            "coaching_minutes",
            "coaching_hours_per_week",
            "longest_gap_days",
        ),
        _sessions,
    ),
    "sessions_moved": _planned(MOVED),
    "sessions_cancelled": _planned(CANCELLED),
    "template_completion_rate": _due,
    "template_completion_worst": _due,
    **dict.fromkeys(
        (
            "commitment_completion",
            "commitments_reopened",
            "vague_commitments",
            "willingness_to_change",
        ),
        _commitments,
    ),
    "self_assessment_gap": _own_ratings,
    "matrix_level": _levels,
    "matrix_movement": _told(
        "matrix",
        "moved",
        *("competency", "level", "rated_on", "previous_level", "previous_rated_on", "movement"),
    ),
    "recommended_cadence": _with(_levels, _results("matrix_level", "sessions_held")),
    "progress_to_goal": _leading_goal,
    "process_to_requirement": _results("coaching_hours_per_week", "template_completion_rate"),
    "quota_attainment": _quota,
    **dict.fromkeys(
        (
            "win_rate",
            "average_deal_size",
            "sales_cycle_days",
            "deals_won",
            "won_amount",
            "close_rate_rank",
        ),
        _closed,
    ),
    **dict.fromkeys(
        (
            "opportunity_starts",
            "dollars_in_starts",
            "self_created_share",
            "contacts_per_opportunity",
        ),
        _starts,
    ),
    "open_opportunities": _open,
    "velocity": _with(_open, _results("win_rate", "average_deal_size", "sales_cycle_days")),
    **dict.fromkeys(("losses", "median_age_at_loss_days", "late_losses"), _lost),
    **dict.fromkeys(
        ("stalled_count", "stalled_amount"),
        _told(
            "stalled",
            "stalled",
            *("opportunity_id", "stage", "entered_on", "days_in_stage", "team_p75", "amount"),
        ),
    ),
    **dict.fromkeys(
        ("net_revenue", "aht_seconds", "ramp_days", "csat", "resolution_rate"), exported
    ),
    "baseline_score": counted_scores.scores("n_baseline", "baseline_score", days="baseline"),
    "current_score": counted_scores.scores("n_current", "current_score", days="current"),
    "score_delta": counted_scores.scores(*_SKILL_NOW, "low", "high", "company_movement"),
    "expected_gap": counted_scores.scores(
        "first_coached_on", "n_follow_up", "expected_score", "expected_gap", days="expected"
    ),
    "trend": counted_scores.scores("trend_slope", "trend", days="window"),
    "trajectory": counted_scores.scores("n_window", days="window"),
    "dip_and_recovery": counted_scores.scores(
        "dip_week", "dip_score", "recovery_week", days="window"
    ),
    "remaining_gap": counted_scores.scores(
        "target", "target_source", "current_score", "remaining_gap", days="current"
    ),
    "focus_criteria": counted_scores.scores(
        "focus_rank", "weight", "weakest_sub_criterion", "weakest_sub_score", days="current"
    ),
    "session_before": counted_scores.around_sessions("n_before", "session_before"),
    "session_next_call": counted_scores.around_sessions("next_call_on", "session_next_call"),
    "session_after": counted_scores.around_sessions("n_after", "session_after"),
    "session_delta": counted_scores.around_sessions(
        "session_before", "session_after", "session_delta"
    ),
    "theme_recurrence": counted_scores.themes,
    "coaching_gap": _with(
        _told(
            "coaching_gaps",
            "routed",
            *("criterion_id", "gap", "evidence", "sessions", "complete", "commitments"),
            *("commitments_dated", "commitments_vague", "commitments_due", "commitments_done"),
        ),
        _entries("complete", "pending", "commitment_due", "commitment_status"),
    ),
    "earlier_hires": _told(
        "hire_milestones", "start", *("measure", "day", "own", "own_note", "median", "n", "n_hires")
    ),
    "plan_skill": _told("plans", "plan", *_PLAN),
    "plan_target": _told("plans", "plan", *_PLAN),
    "sessions_to_book": _with(
        _told("plans", "plan", *_PLAN), _told("planned_sessions", "booked", "session_on")
    ),
    "stage_conversion": counted_scores.passed,
    "choke_point": counted_scores.passed,
    "what_if": _with(
        _told(
            "what_if",
            "levers",
            *("lever", "base", "changed", "open_deals", "actual", "gain"),
            *("expected_revenue", "quota", "difference"),
        ),
        _results("opportunity_starts", "win_rate", "average_deal_size", "sales_cycle_days"),
    ),
    "scorer_mix": counted_scores.scorers,
}
"""Metric → how its rows are found; every other one was exported under its own name."""
