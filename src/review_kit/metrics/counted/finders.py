"""Which rows each number of a rep was counted from: the same frames that the metrics count.

Every metric that a rep's documents print has a function here or in
:mod:`review_kit.metrics.counted.score_finders`.
What a number is computed from numbers of, not from rows (a rank, a status), it shows the rows of those.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from review_kit.metrics.commitments import due_in
from review_kit.metrics.completion import due_sessions
from review_kit.metrics.counted import score_finders
from review_kit.metrics.counted.material import Counted, Finder, Material
from review_kit.metrics.held import CANCELLED, MOVED
from review_kit.metrics.matrix import levels_at
from review_kit.metrics.outcomes import in_window
from review_kit.metrics.people import while_there
from review_kit.metrics.quotas import attainable
from review_kit.metrics.quotas import in_window as quotas_in_window
from review_kit.metrics.stages import is_open_at
from review_kit.metrics.tables import without_rows
from review_kit.metrics.windows import Window, timestamp

RESULT_COLUMNS = ("metric", "value", "unit", "n", "low", "high", "note")


def _calls(material: Material, _: str) -> list[Counted]:
    rows = material.inside(material.review.calls, "call_on")
    return [
        material.counted(
            "qa_scores", "calls", rows, ("call_id", "call_on", "score"), material.window
        ),
    ]


def _entries(*columns: str) -> Finder:
    def find(material: Material, metric: str) -> list[Counted]:
        rows = material.entries
        if metric == "follow_up_measured":
            rows = rows[~(rows["waiting"] & rows["criterion_id"].notna())]
        named = ("entry_id", "session_id", "session_date", "criterion_id", *columns)
        return [material.counted("coaching_log", "entries", rows, named, material.window)]

    return find


def _own_ratings(material: Material, _: str) -> list[Counted]:
    columns = (
        "entry_id",
        "session_date",
        "criterion_id",
        "self_assessment",
        "rating",
        "session_before",
        "self_assessment_gap",
    )
    rated = material.entries.dropna(subset="self_assessment_gap")
    parts = [material.counted("coaching_log", "ratings", rated, columns, material.window)]
    if material.review.ratings is not None:
        further = material.inside(material.review.ratings, "session_date")
        further = further.dropna(subset="self_assessment_gap")
        keys = ["rep_id", "criterion_id", "session_date"]
        known = pd.MultiIndex.from_frame(rated[keys])
        # a rating that stands in the log as well counts once
        further = further[~pd.MultiIndex.from_frame(further[keys]).isin(known)]
        further = further.drop_duplicates(keys)
        parts.append(
            material.counted("self_assessments", "ratings", further, columns, material.window)
        )
    return parts


def _sessions(material: Material, _: str) -> list[Counted]:
    return material.once(_sessions_held)


def _sessions_held(material: Material) -> list[Counted]:
    held = material.inside(material.review.sessions, "session_on")
    columns = ("session_id", "manager_id", "session_on", "minutes")
    return [material.counted("coaching_log", "sessions", held, columns, material.window)]


def _planned(status: str) -> Finder:
    def find(material: Material, _: str) -> list[Counted]:
        review = material.review
        if review.calendar is None:
            rows = without_rows("scheduled_sessions")
        else:
            rows = material.inside(review.calendar, "scheduled_date")
            rows = rows[while_there(rows["rep_id"], rows["scheduled_date"], review.reps)]
        columns = ("session_id", "scheduled_date", "status", "moved_to_date")
        return [
            material.counted(
                "scheduled_sessions", f"planned-{status}", rows, columns, material.window
            )
        ]

    return find


def _due(material: Material, metric: str) -> list[Counted]:
    review = material.review
    due = material.once(_due_in_window)
    table = "coaching_log" if review.calendar is None else "scheduled_sessions"
    columns = ("session_id", "due_on", "complete", "pending")
    days: Window | Mapping[str, Window] = material.window
    if metric == "template_completion_worst":
        days = _worst_stretches(material)
        first, last = (
            due["rep_id"].map({rep: timestamp(getattr(span, end)) for rep, span in days.items()})
            for end in ("start", "end")
        )
        due = due[due["due_on"].between(first, last)]
    return [material.counted(table, "due", due, columns, days)]


def _due_in_window(material: Material) -> pd.DataFrame:
    review = material.review
    return due_sessions(review.entries, review.calendar, review.reps, material.window)


def _worst_stretches(material: Material) -> Mapping[str, Window]:
    """Find each rep's days of the lowest rolling rate, of those that lie wholly inside the window."""
    length = material.review.config.coaching.completion_days
    rolling = material.told("completion")
    first_end = pd.Timestamp(material.window.start) + pd.Timedelta(days=length - 1)
    whole = rolling[rolling["day"].astype("datetime64[s]") >= first_end]
    rated = whole.dropna(subset="template_completion_rate")
    lowest = rated.sort_values(["template_completion_rate", "day"]).drop_duplicates("rep_id")
    stretches = dict.fromkeys(material.review.reps["rep_id"].astype("str"), material.window)
    for rep_id, day in zip(lowest["rep_id"], lowest["day"], strict=True):
        last = pd.Timestamp(day).date()
        stretches[str(rep_id)] = Window(last, last).reaching_back(length - 1)
    return stretches


def _leading_goal(material: Material, _: str) -> list[Counted]:
    goals = material.told("goals")
    columns = (
        *("goal_id", "criterion_id", "metric", "baseline", "target", "current"),
        *("set_on", "due_on", "status"),
    )
    return [material.counted("goals", "goals", goals[goals["leads"]], columns)]


def _commitments(material: Material, metric: str) -> list[Counted]:
    log = material.review.agreed
    columns = (
        "entry_id",
        "session_date",
        "commitment",
        "commitment_due",
        "commitment_status",
        "commitment_vague",
    )
    if metric == "vague_commitments":
        made = log[material.window.contains(log["session_date"])]
        return [material.counted("coaching_log", "made", made, columns, material.window)]
    windows = [material.window]
    if metric == "willingness_to_change":
        windows.append(material.review.windows.previous)
    return [material.once(_promised, columns, window) for window in windows]


def _promised(material: Material, columns: tuple[str, ...], window: Window) -> Counted:
    log = material.review.agreed
    rows = log[due_in(log, window)]
    return material.counted("coaching_log", "promised", rows, columns, window)


def _results(*names: str) -> Finder:
    """Give the numbers that a number is computed from."""

    def find(material: Material, _: str) -> list[Counted]:
        rows = material.told("rep_metrics")
        rows = rows[rows["metric"].isin(names)]
        return [material.counted("rep_metrics", "numbers", rows, RESULT_COLUMNS)]

    return find


def _with(*finders: Finder) -> Finder:
    def find(material: Material, metric: str) -> list[Counted]:
        return [part for finder in finders for part in finder(material, metric)]

    return find


def _levels(material: Material, _: str) -> list[Counted]:
    return material.once(_matrix_levels)


def _matrix_levels(material: Material) -> list[Counted]:
    matrix = material.review.matrix
    rows = without_rows("skills_matrix") if matrix is None else levels_at(matrix, material.window)
    return [
        material.counted(
            "skills_matrix", "levels", rows, ("competency", "level", "rated_on", "rated_by")
        )
    ]


def _told(table: str, which: str, *columns: str) -> Finder:
    """Give the rep's rows of a metric table that hold the number itself."""

    def find(material: Material) -> list[Counted]:
        return [material.counted(table, which, material.told(table), columns)]

    return lambda material, _: material.once(find)


_DEAL = ("opportunity_id", "created_date", "close_date", "amount", "is_won")


def _closed(material: Material, metric: str) -> list[Counted]:
    deals, chosen, which = material.deals, material.closed, "closed"
    columns: tuple[str, ...] = _DEAL
    if metric not in ("win_rate", "close_rate_rank"):
        chosen, which = chosen & deals["is_won"], "won"
    if metric == "average_deal_size":
        chosen &= deals["amount"].notna()
    if metric == "sales_cycle_days":
        deals = deals.assign(days=(deals["close_date"] - deals["created_date"]).dt.days)
        columns = (*_DEAL, "days")
    return [material.chosen("opportunities", which, deals, chosen, columns, material.window)]


def _starts(material: Material, metric: str) -> list[Counted]:
    deals = material.deals
    started = material.window.contains(deals["created_date"])
    if metric == "contacts_per_opportunity":
        started &= deals["contacts"].notna()
    columns = ("opportunity_id", "created_date", "amount", "source", "contacts")
    return [material.chosen("opportunities", "started", deals, started, columns, material.window)]


def _open(material: Material, _: str) -> list[Counted]:
    columns = ("opportunity_id", "created_date", "stage", "amount")
    deals = material.deals
    return [
        material.chosen(
            "opportunities", "open", deals, is_open_at(deals, material.window.end), columns
        )
    ]


def _lost(material: Material, metric: str) -> list[Counted]:
    rows = material.lost
    if "rep_id" not in rows:
        return []
    if metric == "late_losses":
        rows = rows[rows["won_cycle"].notna()]
    rows = rows.assign(late=rows["age_days"] > rows["won_cycle"])
    columns = ["opportunity_id", "created_date", "close_date", "age_days", "loss_reason", "amount"]
    if metric == "late_losses":
        columns += ["won_cycle", "late"]
    return [material.counted("opportunities", "lost", rows, columns, material.window)]


def _quota(material: Material, _: str) -> list[Counted]:
    review = material.review
    if review.quotas is None:
        return []
    quotas = quotas_in_window(attainable(review.quotas, review.reps), material.window)
    deals = material.deals
    won = deals.loc[material.closed & deals["is_won"], ["rep_id", "close_date"]]
    periods = quotas[["rep_id", "first_day", "last_day"]]
    covered = won.reset_index(names="deal").merge(periods, on="rep_id")
    covered = covered[covered["close_date"].between(covered["first_day"], covered["last_day"])]
    counts = pd.Series(deals.index.isin(covered["deal"]), deals.index)
    columns = ("period_start", "period_end", "quota", "overlap", "length", "prorated")
    return [
        material.counted("quotas", "quotas", quotas, columns, material.window),
        material.chosen("opportunities", "won", deals, counts, _DEAL, material.window),
    ]


def exported(material: Material, metric: str) -> list[Counted]:
    """Find the exported periods of a metric; of a ramp that nobody exported, what it was reckoned from."""
    review = material.review
    columns = ("period_start", "period_end", "value", "unit", "days", "length")
    parts: list[Counted] = []
    everybody = frozenset(review.reps["rep_id"])
    without = everybody
    if review.outcomes is not None:
        rows = in_window(
            review.outcomes[review.outcomes["metric"] == metric].reset_index(drop=True),
            material.window,
        )
        without = everybody - set(rows["rep_id"].unique())
        exporting = set(review.outcomes["rep_id"].unique())
        told = everybody - without if metric == "ramp_days" else everybody & exporting
        parts.append(material.counted("outcomes", "exported", rows, columns, material.window, told))
    if metric == "ramp_days":
        hired = ("rep_id", "hire_date")
        parts.append(material.counted("roster", "hired", review.reps, hired, None, without))
        quotas = without_rows("quotas") if review.quotas is None else review.quotas
        periods = ("period_start", "period_end", "quota")
        parts.append(material.counted("quotas", "since-hire", quotas, periods, None, without))
        deals = material.deals
        parts.append(
            material.chosen(
                "opportunities", "since-hire", deals, deals["is_won"], _DEAL, only=without
            )
        )
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
    "baseline_score": score_finders.scores("n_baseline", "baseline_score", days="baseline"),
    "current_score": score_finders.scores("n_current", "current_score", days="current"),
    "score_delta": score_finders.scores(*_SKILL_NOW, "low", "high", "company_movement"),
    "expected_gap": score_finders.scores(
        "first_coached_on", "n_follow_up", "expected_score", "expected_gap", days="expected"
    ),
    "trend": score_finders.scores("trend_slope", "trend", days="window"),
    "trajectory": score_finders.scores("n_window", days="window"),
    "dip_and_recovery": score_finders.scores(
        "dip_week", "dip_score", "recovery_week", days="window"
    ),
    "remaining_gap": score_finders.scores(
        "target", "target_source", "current_score", "remaining_gap", days="current"
    ),
    "focus_criteria": score_finders.scores(
        "focus_rank", "weight", "weakest_sub_criterion", "weakest_sub_score", days="current"
    ),
    "session_before": score_finders.around_sessions("n_before", "session_before"),
    "session_next_call": score_finders.around_sessions("next_call_on", "session_next_call"),
    "session_after": score_finders.around_sessions("n_after", "session_after"),
    "session_delta": score_finders.around_sessions(
        "session_before", "session_after", "session_delta"
    ),
    "theme_recurrence": score_finders.themes,
    "coaching_gap": _with(
        _told(
            "coaching_gaps",
            "routed",
            *("criterion_id", "gap", "sessions", "complete", "commitments"),
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
    "stage_conversion": score_finders.passed,
    "choke_point": score_finders.passed,
    "what_if": _with(
        _told(
            "what_if",
            "levers",
            *("lever", "base", "changed", "open_deals", "actual", "gain"),
            *("expected_revenue", "quota", "difference"),
        ),
        _results("opportunity_starts", "win_rate", "average_deal_size", "sales_cycle_days"),
    ),
    "scorer_mix": score_finders.scorers,
}
"""Metric → how its rows are found; every other one was exported under its own name."""
