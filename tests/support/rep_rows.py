"""A rep's record built from a few rows, for tests of what documents say of it.

Each function gives a row of one metric table with nothing remarkable in it; what a test is about it names.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from document_examples import CONTEXT

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import EntityData, Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.metrics import METRICS
from review_kit.words import SHIPPED_DEFAULT, Words, words_in


class Rows(EntityData):
    """Rows of metric tables as a rep sees them: those given, and none of any other table."""

    def __init__(self, context: Context, tables: dict[str, list[Row]]) -> None:
        object.__setattr__(self, "context", context)
        object.__setattr__(self, "tables", tables)

    @property
    def words(self) -> Words:  # type: ignore[override]
        return words_in(SHIPPED_DEFAULT)

    def rows(self, name: str) -> list[Row]:
        found: list[Row] = self.tables.get(name, [])
        return found


def record(context: Context = CONTEXT, **tables: Any) -> RepRecord:
    """Give the record of Ann Lee; ``reps`` is her row, every other table a list of rows."""
    reps = tables.pop("reps", rep())
    return RepRecord(Rows(context, {"reps": [reps], **tables}))


def rep(**values: Any) -> Row:
    return {
        "rep_id": "R1",
        "rep_name": "Ann Lee",
        "role": "AE",
        "team": "North",
        "manager_id": "M1",
        "manager_name": "Mai Tran",
        "tenure_days": 400,
        "end_date": None,
        "is_starting": False,
        "n_calls": 80,
        "n_calls_baseline": 30,
        "n_calls_current": 28,
        "n_earlier_managers": 0,
        **values,
    }


def skill(
    criterion_id: str = "DIS",
    name: str = "Discovery",
    *,
    rank: int | None = 1,
    now: float | None = 58.0,
    **values: Any,
) -> Row:
    """Row of ``rep_criteria``: no clear change, 58 against a target of 70, a quarter of the score."""
    return {
        "criterion_id": criterion_id,
        "criterion": name,
        "parent_criterion_id": None,
        "focus_rank": rank,
        "weight": 25.0,
        "outcome_metric": "win_rate",
        "target": 70.0,
        "n_window": 80,
        "n_baseline": 30,
        "n_current": 28,
        "baseline_score": 55.0,
        "baseline_low": 50.0,
        "baseline_high": 60.0,
        "current_score": now,
        "current_low": None if now is None else now - 5,
        "current_high": None if now is None else now + 5,
        "score_delta": None if now is None else now - 55,
        "low": None,
        "high": None,
        "sessions_held": 0,
        "first_session_on": None,
        "last_session_on": None,
        "follow_ups_measured": 0,
        "commitments_due": 0,
        "commitments_done": 0,
        "dip_week": None,
        "dip_score": None,
        "recovery_week": None,
        "weakest_sub_criterion": None,
        "weakest_sub_score": None,
        "delta_calibration": "earlier_windows",
        "company_movement": 0.0,
        **verdict("no_clear_change", -3.0, basis="change", reason="within_chance"),
        "first_coached_on": None,
        **values,
    }


def verdict(
    kind: str, points: float | None = None, *, basis: str | None = None, reason: str | None = None
) -> Row:
    """Columns of a verdict, of the five weeks after a session on 9 August or of the window."""
    of_weeks = basis == "expected"
    has_days = basis is not None
    return {
        "verdict": kind,
        "verdict_basis": basis,
        "verdict_points": points,
        "verdict_low": None if points is None else points - 8,
        "verdict_high": None if points is None else points + 8,
        "verdict_from": date(2026, 8, 17) if of_weeks else date(2026, 7, 3) if has_days else None,
        "verdict_to": date(2026, 9, 13) if of_weeks else date(2026, 9, 30) if has_days else None,
        "verdict_reason": reason,
        "verdict_reason_n": None,
        "verdict_ready_on": None,
    }


HIGHER = verdict("improved", 13.4, basis="expected")
"""Higher than comparable uncoached skills, by 13 points."""
ROSE = verdict("improved", 11.0, basis="change")
LOWER = verdict("declined", -9.2, basis="expected")
FELL = verdict("declined", -9.0, basis="change")
UNKNOWN = verdict("cannot_tell_yet", reason="interval_too_wide")
RECOVERED = {
    **verdict("no_clear_change", -8.0, basis="expected", reason="recovered"),
    "dip_week": date(2026, 8, 10),
    "dip_score": 44.0,
    "recovery_week": date(2026, 9, 14),
}


def metric(name: str, value: float | None, **values: Any) -> Row:
    known = METRICS.get(name)
    return {
        "metric": name,
        "unit": known.unit if known else "",
        "value": value,
        "previous": None,
        "n": None,
        "previous_n": None,
        "low": None,
        "high": None,
        "team_median": None,
        "team_median_scope": "team",
        "note": None,
        **values,
    }


def goal(current: float | None = 58.0, **values: Any) -> Row:
    """Row of ``goals``: discovery to 70 by the end of the year, under way."""
    return {
        "goal_id": "G1",
        "criterion_id": "DIS",
        "metric": "current_score",
        "on_score": True,
        "baseline": 50.0,
        "target": 70.0,
        "current": current,
        "on_day": None,
        "on_day_note": None,
        "set_on": date(2026, 7, 7),
        "due_on": date(2026, 12, 29),
        "status": "open",
        "standing": "under_way",
        "leads": True,
        **values,
    }


def commitment(entry: str = "E1", status: str = "open", **values: Any) -> Row:
    """Row of ``commitments``: made on 2 September, due in the window."""
    return {
        "entry_id": entry,
        "session_date": date(2026, 9, 2),
        "commitment": "Ask who signs",
        "commitment_due": date(2026, 9, 9),
        "commitment_status": status,
        "commitment_vague": False,
        "made_in_window": True,
        "due": True,
        **values,
    }


def commitments(*statuses: str) -> list[Row]:
    return [commitment(f"E{n}", status) for n, status in enumerate(statuses, start=1)]


def session(entry: str = "E1", **values: Any) -> Row:
    """Row of ``sessions``: on discovery, shared on its day."""
    return {
        "entry_id": entry,
        "session_id": f"S-{entry}",
        "session_date": date(2026, 8, 9),
        "criterion_id": "DIS",
        "theme": "Price objection",
        "progress_note": None,
        "session_before": 52.4,
        "n_before": 5,
        "session_next_call": 61.0,
        "next_call_on": date(2026, 8, 11),
        "session_after": 60.0,
        "n_after": 4,
        "session_delta": 7.6,
        "follow_up_measured": True,
        "pending": False,
        "log_mismatch": False,
        "logged_before": None,
        "logged_after": None,
        "evidence_url": "https://calls.example/c/1",
        "evidence_offset_s": 95.0,
        "shared_with_rep_on": date(2026, 8, 9),
        **values,
    }


def theme(line: str | None = "diagnose", **values: Any) -> Row:
    return {
        "theme": "Price objection",
        "criterion_id": "DIS",
        "sessions": 4,
        "first_on": date(2026, 7, 6),
        "last_on": date(2026, 9, 14),
        "movement": 1.0,
        "low": -8.0,
        "high": 10.0,
        "moved": False,
        "stopped": False,
        "line": line,
        **values,
    }


def stage(name: str = "Proposal", order: int = 1, **values: Any) -> Row:
    return {
        "stage": name,
        "stage_order": order,
        "decided": 20,
        "conversion": 0.5,
        "team_conversion": 0.6,
        "median_days": 12.0,
        "team_median_days": 10.0,
        "team_scope": "team",
        "gap": -10.0,
        "is_choke_point": False,
        "clear": False,
        **values,
    }


def stalled(deal: str, days: float = 40.0, **values: Any) -> Row:
    return {
        "opportunity_id": deal,
        "opportunity_name": None,
        "account_name": None,
        "stage": "Proposal",
        "days_in_stage": days,
        "team_p75": 14.25,
        "amount": 7450.0,
        "created_date": date(2026, 4, 23),
        "entered_from": "stage history",
        **values,
    }


def plan(**values: Any) -> Row:
    """Row of ``plans``: discovery from 50 to 60 by the end of the year, four sessions."""
    return {
        "criterion_id": "DIS",
        "criterion": "Discovery",
        "because": "largest_gap",
        "baseline": 50.4,
        "target": 60.0,
        "target_from": "typical_gain",
        "own_target": 75.0,
        "noise": 8.2,
        "due_on": date(2026, 12, 29),
        "goal_set_on": None,
        "near_goal": None,
        "near_score": None,
        "near_target": None,
        "near_half_width": None,
        "sessions_per_week": 1.0,
        "cadence_from": "default",
        "sessions_from": "gain",
        "sessions": 4,
        "sessions_needed": 4,
        "needed_low": 2,
        "needed_high": 8,
        "gain_per_session": 2.46,
        "gain_low": 1.3,
        "gain_high": 4.9,
        "minutes": None,
        "country": None,
        **values,
    }


PLAN_OF_GOAL = plan(
    because="open_goal",
    target_from="goal",
    target=52.0,
    own_target=52.0,
    goal_set_on=date(2026, 7, 7),
)
