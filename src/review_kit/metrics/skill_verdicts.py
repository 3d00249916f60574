"""The one verdict on how a rep's skill changed; every sentence about it derives from this one.

Two measurements can carry a verdict. Of a skill whose coaching began in reach of the window it is the
score against what was expected without coaching (:mod:`~review_kit.metrics.effect.gaps`). Of a skill that
nobody coached it is the change over the window, less what the company moved by
(:mod:`~review_kit.metrics.window_change`). A coached skill cannot be called improved by its change:
managers coach where scores are low, and low scores recover by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pandas as pd

from review_kit.metrics.effect.rows import AFTER
from review_kit.metrics.missing_gaps import Missing
from review_kit.metrics.window_change import DECLINED as FELL
from review_kit.metrics.window_change import IMPROVED as ROSE
from review_kit.metrics.windows import ReviewWindows


class SkillVerdict(StrEnum):
    """What may be said of how a skill changed."""

    IMPROVED = "improved"
    DECLINED = "declined"
    NO_CLEAR_CHANGE = "no_clear_change"
    CANNOT_TELL_YET = "cannot_tell_yet"
    NOT_ENOUGH_CALLS = "not_enough_calls"


TOLD = frozenset({SkillVerdict.IMPROVED, SkillVerdict.DECLINED, SkillVerdict.NO_CLEAR_CHANGE})
"""Verdicts that say something of the skill."""


class Basis(StrEnum):
    """What the number of a verdict is."""

    EXPECTED = "expected"
    """Score on days 8–35 after the first session, less what was expected without coaching."""
    CHANGE = "change"
    """Current score less baseline score, less what the company moved by."""


class VerdictReason(StrEnum):
    """Why there is no rise or fall to claim. Those of a missing comparison are in ``Missing``."""

    WITHIN_CHANCE = "within_chance"
    """The interval of the change includes zero."""
    GAIN_EXCLUDED = "gain_excluded"
    """The interval includes zero and lies below the gain that would count as movement."""
    RECOVERED = "recovered"
    """The score dipped after a first session, came back, and is there still."""
    MADE_UP = "made_up"
    """It came out below what was expected and stands at or above that now."""
    NOT_HELD = "not_held"
    """It came out above what was expected and stands below that now."""
    FOLLOW_UP_OPEN = "follow_up_open"
    """The follow-up of the first session is not over: ``verdict_ready_on`` says when it will be."""
    INTERVAL_TOO_WIDE = "interval_too_wide"
    """The gap's interval includes zero and gains that would count."""
    COACHED_EARLIER = "coached_earlier"
    """Coached on in the window, first long before it: there is only a change to go by."""
    NO_CALIBRATION = "no_calibration"
    """Too few skills here to say how far scores move by themselves."""
    DIFFERENT_SCORERS = "different_scorers"
    """Scored by different people, without a measure of how differently they score."""
    UNRELIABLE_SCORES = "unreliable_scores"
    """Scorers agree too little on the criterion to judge a person by it."""
    NO_CALLS = "no_calls"
    FEW_AT_START = "few_calls_at_start"
    FEW_AT_END = "few_calls_at_end"
    FEW_AT_BOTH_ENDS = "few_calls_at_both_ends"


OF_FEW_CALLS = frozenset(
    {
        *(Missing.TOO_FEW_EARLY, Missing.TOO_FEW_RECENT),
        *(Missing.TOO_FEW_BEFORE, Missing.TOO_FEW_AFTER),
    }
)
"""Reasons of a missing gap that are a want of calls."""


@dataclass(frozen=True)
class Judged:
    """A verdict with the number it rests on.

    Parameters
    ----------
    points, low, high
        Percentage points and their 95 % interval; None where no number carries the verdict.
    first, last
        The days that the number is about.
    reason
        A :class:`VerdictReason` or a :class:`~review_kit.metrics.missing_gaps.Missing`; None for a rise
        or a fall.
    reason_n
        Calls, days or coached skills that are too few.
    ready_on
        The earliest day of a verdict, where it is known.
    """

    verdict: SkillVerdict
    basis: Basis | None = None
    points: float | None = None
    low: float | None = None
    high: float | None = None
    first: date | None = None
    last: date | None = None
    reason: str | None = None
    reason_n: int | None = None
    ready_on: date | None = None


def skill_verdicts(
    criteria: pd.DataFrame, windows: ReviewWindows, minimum_calls: int, movement: float
) -> pd.DataFrame:
    """Give every rep-criterion its verdict; :func:`judge` says by which rules.

    Parameters
    ----------
    criteria
        The columns that :func:`judge` reads.
    minimum_calls
        ``evidence.minimum_calls``.
    movement
        ``coaching.recurrence_movement_pp``: the rise from which a score counts as having moved.

    Returns
    -------
    DataFrame
        In the rows of ``criteria``: ``verdict``, ``verdict_basis``, ``verdict_points``, ``verdict_low``,
        ``verdict_high`` (pp), ``verdict_from``, ``verdict_to``, ``verdict_reason``, ``verdict_reason_n``,
        ``verdict_ready_on``.
    """
    read = criteria.reindex(columns=list(_READ))
    found = read.astype("object").where(read.notna(), None)
    judged = [
        judge(dict(zip(_READ, row, strict=True)), windows, minimum_calls, movement)
        for row in found.itertuples(index=False, name=None)
    ]
    names = {
        "verdict": "verdict",
        "verdict_basis": "basis",
        "verdict_points": "points",
        "verdict_low": "low",
        "verdict_high": "high",
        "verdict_from": "first",
        "verdict_to": "last",
        "verdict_reason": "reason",
        "verdict_reason_n": "reason_n",
        "verdict_ready_on": "ready_on",
    }
    table = pd.DataFrame(
        {column: [getattr(one, name) for one in judged] for column, name in names.items()},
        index=criteria.index,
        dtype="object",
    )
    for column in ("verdict_from", "verdict_to", "verdict_ready_on"):
        table[column] = pd.to_datetime(table[column])
    points = ["verdict_points", "verdict_low", "verdict_high"]
    return table.astype(dict.fromkeys(points, "float64") | {"verdict_reason_n": "Int64"})


_READ = (
    *("n_window", "n_baseline", "n_current", "baseline_score", "current_score"),
    *("score_delta", "low", "high", "company_movement", "delta_verdict", "sessions_held"),
    *("first_coached_on", "expected_score", "expected_gap", "expected_gap_low"),
    *("expected_gap_high", "expected_gap_verdict", "expected_gap_ready_on"),
    *(
        "expected_gap_missing",
        "expected_gap_missing_n",
        "dip_week",
        "recovery_week",
        "scores_unfit",
    ),
)


def judge(
    row: Mapping[str, Any], windows: ReviewWindows, minimum_calls: int, movement: float
) -> Judged:
    """Judge one rep-criterion, by the first of these that holds.

    1. ``cannot_tell_yet`` where its scores cannot be compared with each other.
    2. ``improved`` against what was expected, where the current score is still at or above that and the
       score did not fall over the window.
    3. ``declined`` over the window, coached or not: coaching low scores makes no falls.
    4. ``declined`` against what was expected, where the current score is still below that.
    5. ``no_clear_change``: a dip was overcome, or what 2 and 4 said no longer holds, or the interval of
       the gap excludes the gain that counts as movement; or that of the change does, where there is no gap:
       low scores recover by themselves, and even so this one did not rise.
    6. For a coached skill ``not_enough_calls`` or ``cannot_tell_yet``, with the reason.
    7. For any other ``not_enough_calls``, ``cannot_tell_yet`` (nothing to judge by), ``improved`` over the
       window, or ``no_clear_change``.

    Parameters
    ----------
    row
        ``n_window``, ``n_baseline``, ``n_current``, ``baseline_score``, ``current_score``, ``score_delta``,
        ``low``, ``high``, ``company_movement``, ``delta_verdict``, ``sessions_held``,
        ``first_coached_on``, ``expected_score``, ``expected_gap``, ``expected_gap_low``,
        ``expected_gap_high``, ``expected_gap_verdict``, ``expected_gap_ready_on``,
        ``expected_gap_missing``, ``expected_gap_missing_n``, ``dip_week``, ``recovery_week``, and
        ``scores_unfit``: why scores cannot be compared, else None.
    """
    if row["scores_unfit"] is not None:
        return Judged(SkillVerdict.CANNOT_TELL_YET, reason=row["scores_unfit"])
    change = _change(row, windows)
    first = None if row["first_coached_on"] is None else row["first_coached_on"].date()
    in_reach = first is not None and first + timedelta(days=AFTER[1] - 1) >= windows.window.start
    gap = _gap(row, first) if in_reach and first is not None else None
    recovered = row["dip_week"] is not None and row["recovery_week"] is not None
    fell = row["delta_verdict"] == FELL and (row["score_delta"] or 0) < 0
    current, expected = row["current_score"], row["expected_score"]
    is_above = gap is None or current is None or current >= expected
    is_below = gap is None or current is None or current < expected

    if gap is not None and row["expected_gap_verdict"] == ROSE and is_above and not fell:
        return replace(gap, verdict=SkillVerdict.IMPROVED, reason=None)
    if fell and change is not None and not recovered:
        return replace(change, verdict=SkillVerdict.DECLINED, reason=None)
    if gap is not None:
        return _against_expected(row, gap, recovered, is_below, movement)
    if recovered and change is not None:
        return replace(change, reason=VerdictReason.RECOVERED)
    if in_reach or row["sessions_held"]:
        missing = _no_gap(row) if in_reach else _few_calls(row, minimum_calls) or _COACHED_EARLIER
        flat = change is not None and change.high is not None and change.high < movement
        if change is None or not flat or missing.reason == VerdictReason.FOLLOW_UP_OPEN:
            return missing
        return replace(change, reason=VerdictReason.GAIN_EXCLUDED)
    if change is None:
        return _few_calls(row, minimum_calls) or Judged(
            SkillVerdict.CANNOT_TELL_YET, reason=VerdictReason.NO_CALIBRATION
        )
    rose = row["delta_verdict"] == ROSE and row["score_delta"] > 0
    return replace(change, verdict=SkillVerdict.IMPROVED, reason=None) if rose else change


_COACHED_EARLIER = Judged(SkillVerdict.CANNOT_TELL_YET, reason=VerdictReason.COACHED_EARLIER)


def _change(row: Mapping[str, Any], windows: ReviewWindows) -> Judged | None:
    """Give the change over the window, less the company's, as no clear change; None where unjudged."""
    if row["score_delta"] is None or row["delta_verdict"] is None:
        return None
    own = row["company_movement"] or 0.0
    return Judged(
        SkillVerdict.NO_CLEAR_CHANGE,
        Basis.CHANGE,
        row["score_delta"] - own,
        row["low"] - own,
        row["high"] - own,
        windows.window.start,
        windows.window.end,
        VerdictReason.WITHIN_CHANCE,
    )


def _gap(row: Mapping[str, Any], first: date) -> Judged | None:
    """Give the gap to what was expected, as one that cannot be told; None where there is none."""
    if row["expected_gap"] is None:
        return None
    return Judged(
        SkillVerdict.CANNOT_TELL_YET,
        Basis.EXPECTED,
        row["expected_gap"],
        row["expected_gap_low"],
        row["expected_gap_high"],
        first + timedelta(days=AFTER[0]),
        first + timedelta(days=AFTER[1] - 1),
        VerdictReason.INTERVAL_TOO_WIDE,
    )


def _against_expected(
    row: Mapping[str, Any], gap: Judged, recovered: bool, is_below: bool, movement: float
) -> Judged:
    """Judge a gap that is no rise that held, of a score that did not fall over the window."""
    unclear = replace(gap, verdict=SkillVerdict.NO_CLEAR_CHANGE)
    if recovered:
        return replace(unclear, reason=VerdictReason.RECOVERED)
    match row["expected_gap_verdict"]:
        case str(verdict) if verdict == ROSE:
            return replace(unclear, reason=VerdictReason.NOT_HELD)
        case str(verdict) if verdict == FELL and is_below:
            return replace(gap, verdict=SkillVerdict.DECLINED, reason=None)
        case str(verdict) if verdict == FELL:
            return replace(unclear, reason=VerdictReason.MADE_UP)
    if gap.high is not None and gap.high < movement:
        return replace(unclear, reason=VerdictReason.GAIN_EXCLUDED)
    return gap


def _no_gap(row: Mapping[str, Any]) -> Judged:
    """Say why a skill whose coaching began in reach of the window has no gap to what was expected."""
    if row["expected_gap_ready_on"] is not None:
        return Judged(
            SkillVerdict.CANNOT_TELL_YET,
            reason=VerdictReason.FOLLOW_UP_OPEN,
            ready_on=row["expected_gap_ready_on"].date(),
        )
    reason = Missing(row["expected_gap_missing"] or Missing.NO_COMPARISON)
    few = reason in OF_FEW_CALLS
    return Judged(
        SkillVerdict.NOT_ENOUGH_CALLS if few else SkillVerdict.CANNOT_TELL_YET,
        reason=reason,
        reason_n=row["expected_gap_missing_n"],
    )


def _few_calls(row: Mapping[str, Any], minimum: int) -> Judged | None:
    """Say which window has too few calls to give a change; None where both have enough."""
    start, end = int(row["n_baseline"]), int(row["n_current"])
    few = Judged(SkillVerdict.NOT_ENOUGH_CALLS)
    if not row["n_window"]:
        return replace(few, reason=VerdictReason.NO_CALLS, reason_n=0)
    if start < minimum and end < minimum:
        return replace(few, reason=VerdictReason.FEW_AT_BOTH_ENDS, reason_n=start + end)
    if start < minimum:
        return replace(few, reason=VerdictReason.FEW_AT_START, reason_n=start)
    return replace(few, reason=VerdictReason.FEW_AT_END, reason_n=end) if end < minimum else None


def is_stuck(criteria: pd.DataFrame) -> pd.Series:
    """Say of each rep-criterion whether the rep was coached on it and it did not improve.

    Where it cannot be told whether it did, it is not stuck.

    Parameters
    ----------
    criteria
        ``sessions_held`` and ``verdict``.
    """
    stood_still = criteria["verdict"].isin([SkillVerdict.NO_CLEAR_CHANGE, SkillVerdict.DECLINED])
    overcome = criteria["verdict_reason"] == VerdictReason.RECOVERED
    return stood_still & ~overcome & (criteria["sessions_held"] > 0)
