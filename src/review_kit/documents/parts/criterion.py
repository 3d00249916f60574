"""A criterion of one rep: scores, change, sessions, and the verdict on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.verdict import (
    ExpectedGap,
    Verdict,
    expected_gap,
    verdict,
)
from review_kit.figures.score_marks import Interval
from review_kit.number_format import rounded


@dataclass(frozen=True)
class Criterion:
    """One row of ``rep_criteria``, typed. Scores are percent, deltas percentage points."""

    criterion_id: str
    name: str
    weight: float
    outcome_metric: str
    target: float
    n_window: int
    n_baseline: int
    n_current: int
    baseline: Interval | None
    current: Interval | None
    score_delta: float | None
    low: float | None
    high: float | None
    sessions_held: int
    first_session_on: date | None
    last_session_on: date | None
    follow_ups_measured: int
    commitments_due: int
    commitments_done: int
    dip_week: date | None
    dip_score: float | None
    recovery_week: date | None
    trend: str | None
    weakest_sub_criterion: str | None
    weakest_sub_score: float | None
    delta_calibration: str | None
    company_movement: float | None
    verdict: Verdict
    expected: ExpectedGap | None
    change_basis: str | None = None

    @property
    def baseline_score(self) -> float | None:
        """Mean score of the baseline window; ``None`` where too few calls are behind it."""
        return None if self.baseline is None else self.baseline.value

    @property
    def current_score(self) -> float | None:
        """Mean score of the current window; ``None`` where too few calls are behind it."""
        return None if self.current is None else self.current.value

    @property
    def coached(self) -> bool:
        """Whether a session of the window targeted it."""
        return self.sessions_held > 0

    @property
    def gap_to_target(self) -> float | None:
        """Points that remain to the target, negative above it; ``None`` without a current score."""
        return None if self.current is None else self.target - self.current.value

    @property
    def dipped_and_recovered(self) -> bool:
        """Whether the score fell clearly after a first session, came back, and is still there."""
        dipped = self.dip_week is not None and self.recovery_week is not None
        return dipped and self.verdict.direction >= 0

    @property
    def moved_with_company(self) -> bool:
        """Whether scores of all reps moved so far that a change says little without theirs."""
        return abs(rounded(self.company_movement or 0.0)) >= 1


def criterion(row: Row) -> Criterion:
    """Read one row of ``rep_criteria``."""

    def interval(name: str) -> Interval | None:
        value = row[f"{name}_score"]
        return None if value is None else Interval(value, row[f"{name}_low"], row[f"{name}_high"])

    return Criterion(
        criterion_id=row["criterion_id"],
        name=row["criterion"],
        weight=row["weight"],
        outcome_metric=row["outcome_metric"],
        target=row["target"],
        n_window=int(row["n_window"]),
        n_baseline=int(row["n_baseline"]),
        n_current=int(row["n_current"]),
        baseline=interval("baseline"),
        current=interval("current"),
        score_delta=row["score_delta"],
        low=row["low"],
        high=row["high"],
        sessions_held=int(row["sessions_held"]),
        first_session_on=row["first_session_on"],
        last_session_on=row["last_session_on"],
        follow_ups_measured=int(row["follow_ups_measured"]),
        commitments_due=int(row["commitments_due"]),
        commitments_done=int(row["commitments_done"]),
        dip_week=row["dip_week"],
        dip_score=row["dip_score"],
        recovery_week=row["recovery_week"],
        trend=row.get("trend"),
        weakest_sub_criterion=row["weakest_sub_criterion"],
        weakest_sub_score=row["weakest_sub_score"],
        delta_calibration=row["delta_calibration"],
        company_movement=row["company_movement"],
        verdict=verdict(row),
        expected=expected_gap(row),
        change_basis=row.get("change_basis"),
    )


def split_by_focus(rows: Sequence[Row]) -> tuple[list[Criterion], list[Criterion]]:
    """Split a rep's top-level criteria into focus (by rank) and the others (by weight, then name).

    Parameters
    ----------
    rows
        Rows of ``rep_criteria``: ``parent_criterion_id``, ``focus_rank``, ``criterion``,
        ``weight``, ``criterion_id``, ``outcome_metric``, ``target``, ``score_delta`` (pp), ``low``,
        ``high``, ``first_session_on``, ``last_session_on``, ``dip_week``, ``dip_score``,
        ``recovery_week``, ``weakest_sub_criterion``, ``weakest_sub_score``, ``n_window``,
        ``n_baseline``, ``n_current``, ``sessions_held``, ``follow_ups_measured``,
        ``commitments_due``, ``commitments_done``, ``trend``, ``delta_calibration``,
        ``company_movement``, ``change_basis``, and the verdict.
    """
    top = [row for row in rows if row["parent_criterion_id"] is None]
    focus = sorted((r for r in top if r["focus_rank"] is not None), key=lambda r: r["focus_rank"])
    others = sorted(
        (row for row in top if row["focus_rank"] is None),
        key=lambda row: (-row["weight"], row["criterion"]),
    )
    return [criterion(row) for row in focus], [criterion(row) for row in others]


THIN_MARK = "†"


def is_thin(skill: Criterion, context: Context) -> bool:
    """Whether a printed number of the criterion rests on thin evidence."""
    thin = context.config.evidence.thin_calls
    return (skill.baseline is not None and skill.n_baseline < thin) or (
        skill.current is not None and skill.n_current < thin
    )
