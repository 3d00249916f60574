"""The focus criteria of a rep: what page one, the trajectories and the sheet say about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.verdict import (
    CLAIMED,
    OVERCOME,
    RECOVERY_WARNING,
    ExpectedGap,
    expected_gap,
    gap_interval,
    not_yet,
    verdict_word,
)
from review_kit.documents.parts.wording import counted, half_width, score, short_day
from review_kit.figures.score_marks import Interval
from review_kit.metrics.evidence import EARLIER_WINDOWS, SAME_WINDOWS
from review_kit.number_format import signed


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
    delta_verdict: str | None
    delta_calibration: str | None
    expected: ExpectedGap | None

    @property
    def coached(self) -> bool:
        """Whether a session of the window targeted it."""
        return self.sessions_held > 0

    @property
    def moved(self) -> int:
        """Direction of a change that the evidence carries: 1 up, −1 down, 0 neither.

        The verdict is on the change less what the company moved by; a score that stood still while
        the others fell has not risen.
        """
        delta = self.score_delta or 0.0
        if self.delta_verdict == "improved" and delta > 0:
            return 1
        return -1 if self.delta_verdict == "declined" and delta < 0 else 0

    @property
    def gap_to_target(self) -> float | None:
        """Points that remain to the target, negative above it; ``None`` without a current score."""
        return None if self.current is None else self.target - self.current.value

    @property
    def dipped_and_recovered(self) -> bool:
        """Whether the score fell clearly after a first session, came back, and is still there."""
        return self.dip_week is not None and self.recovery_week is not None

    @property
    def verdict_overcome(self) -> bool:
        """Whether the days that its verdict judges hold the dip that was overcome since."""
        if not self.dipped_and_recovered or self.expected is None or self.dip_week is None:
            return False
        first, last = self.expected.days
        return first - timedelta(days=6) <= self.dip_week <= last


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
        delta_verdict=row.get("delta_verdict"),
        delta_calibration=row.get("delta_calibration"),
        expected=expected_gap(row),
    )


def split_by_focus(rows: Sequence[Row]) -> tuple[list[Criterion], list[Criterion]]:
    """Split a rep's top-level criteria into focus (by rank) and the others (by weight, then name)."""
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


def change_words(skill: Criterion) -> Mapping[str, Any]:
    """Say the change of a criterion: the number with its interval, or why there is none."""
    half = half_width(skill.low, skill.high)
    if skill.score_delta is not None:
        return {
            "delta": f"{signed(skill.score_delta)} pp",
            "interval": "" if half is None else f"± {half:.0f}",
            "why_not": "",
        }
    if skill.n_window == 0:
        why = "no scored calls"
    elif skill.baseline is None and skill.current is None:
        why = f"too few calls ({skill.n_baseline} and {skill.n_current})"
    elif skill.baseline is None:
        why = f"too few calls at the start ({skill.n_baseline})"
    else:
        why = f"too few calls at the end ({skill.n_current})"
    return {"delta": "", "interval": "", "why_not": why}


MOVED_WORDS = {1: "a clear rise", -1: "a clear fall", 0: "within what scores here do by themselves"}


def verdict_words(skill: Criterion, context: Context) -> Mapping[str, Any]:
    """Say what page one claims of a criterion beside its change.

    A skill whose first session's follow-up reaches into the window has its score against what was expected
    without coaching, or the day from which it will have; any other has its change against how scores of the
    company change by themselves.

    Returns
    -------
    Mapping
        ``judged`` (the verdict is on the expected score, so the plain change is printed in grey),
        ``word``, ``gap``, ``interval``, ``since`` (the first session, where it lies before the window) and
        ``line`` (instead of these).
    """
    nothing = {"judged": False, "word": "", "gap": "", "interval": "", "since": "", "line": ""}
    found = skill.expected
    if found is not None and found.is_of(context):
        if found.gap is None:
            return nothing | {"judged": True, "line": not_yet(found)}
        return nothing | {
            "judged": True,
            "word": verdict_word(found, recovered=skill.verdict_overcome),
            "gap": f"{signed(found.gap)} pp",
            "interval": gap_interval(found),
            "since": "" if found.began_in(context) else short_day(found.first_on),
        }
    if skill.score_delta is None or skill.delta_verdict is None:
        return nothing
    return nothing | {"line": MOVED_WORDS[skill.moved]}


def standing(skill: Criterion, context: Context) -> str:
    """Give the verdict of a row in a few words, for a sentence about it; empty where there is none."""
    found = skill.expected
    if found is not None and found.is_of(context) and found.gap is None:
        if found.ready_on is None:
            return "no verdict"
        return f"verdict from {short_day(found.ready_on)}"
    words = verdict_words(skill, context)
    word = words["word"]
    return str(words["line"] or (f"{word} against what was expected" if word in CLAIMED else word))


def judged_by(focus: Sequence[Criterion], context: Context) -> list[str]:
    """Say what the changes of a page are judged by, and what a plain change of a coached skill is worth."""
    told = [skill for skill in focus if skill.score_delta is not None]
    parts = []
    if any(skill.delta_calibration == EARLIER_WINDOWS for skill in told):
        parts.append("Changes are judged by how scores here changed in the months before.")
    elif any(skill.delta_calibration == SAME_WINDOWS for skill in told):
        parts.append(
            "The record is too short to judge changes by earlier ones; they are judged by how "
            "scores of all reps changed in this window, which makes the intervals wider."
        )
    elif told:
        parts.append("Too few skills can be compared here to say how sure a change is.")
    if any(verdict_words(skill, context)["judged"] for skill in told):
        parts.append(f"Grey changes are of coached skills: {RECOVERY_WARNING}.")
    return parts


def coaching_words(skill: Criterion) -> list[str]:
    """Say how a criterion was coached in the window: lines for page one."""
    if not skill.coached:
        return ["not coached in this window"]
    held = counted(skill.sessions_held, "session")
    followed = (
        "all" if skill.follow_ups_measured == skill.sessions_held else skill.follow_ups_measured
    )
    text = f"{held}, {followed or 'none'} followed up"
    if skill.commitments_due:
        text = f"{text} · commitments {skill.commitments_done} of {skill.commitments_due}"
    return [text]


def recovery_line(skill: Criterion, context: Context) -> list[str]:
    """Say that a dip was overcome, where the row's verdict does not say so itself: a line or none."""
    if not skill.dipped_and_recovered or skill.dip_week is None:
        return []
    if verdict_words(skill, context)["word"] == OVERCOME:
        return []
    return [
        f"dipped to {score(skill.dip_score)} in the week of {short_day(skill.dip_week)}, came back"
    ]


TREND_WORDS = {
    "rising": "trend against the company: rising",
    "falling": "trend against the company: falling",
    "flat": "trend against the company: flat",
    "one_call_only": "last call stands out, no trend",
}

_TREND_WAYS = {"rising": 1, "falling": -1, "flat": 0}


def trend_words(skill: Criterion, direction: int) -> str:
    """Say the trend, as far as it says no more than the row's verdict; else nothing.

    Parameters
    ----------
    direction
        Of what may be claimed of the skill: 1 a rise, −1 a fall, 0 neither.
    """
    way = _TREND_WAYS.get(skill.trend or "")
    if way is not None and way != direction:
        return ""
    return TREND_WORDS.get(skill.trend or "", "")


def describe(skill: Criterion) -> str:
    """Say what the dumbbell of a criterion shows, for a reader who cannot see it."""
    parts = []
    if skill.baseline is not None:
        parts.append(f"baseline {score(skill.baseline.value)}")
    if skill.current is not None:
        parts.append(f"current {score(skill.current.value)}")
    if skill.score_delta is not None and skill.low is not None and skill.high is not None:
        parts.append(
            f"change {signed(skill.score_delta)} percentage points, "
            f"95 % interval {signed(skill.low)} to {signed(skill.high)}"
        )
    if not parts:
        return f"{skill.name}: too few calls to show a score."
    return f"{skill.name}: {', '.join(parts)}; target {score(skill.target)}."
