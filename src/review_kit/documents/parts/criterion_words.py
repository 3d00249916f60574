"""What documents say about one criterion of a rep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.verdict import RECOVERY_WARNING, about, why
from review_kit.documents.parts.wording import counted, score, short_day
from review_kit.metrics.evidence import EARLIER_WINDOWS, SAME_WINDOWS
from review_kit.metrics.scorers.one_scale import ONE_SCALE
from review_kit.metrics.skill_verdicts import Basis
from review_kit.number_format import signed


def verdict_words(skill: Criterion, context: Context) -> Mapping[str, Any]:
    """Say the verdict of a criterion with the one number it rests on.

    Returns
    -------
    Mapping
        ``word``; ``points`` and ``interval`` (empty where no number carries it); ``about`` (what the number
        is measured against, on which days); ``why`` (it is neither a rise nor a fall); ``with_company``
        (what all reps moved by, where that was taken off); ``is_plain`` (its levels show the change of a
        coached skill, which is no verdict).
    """
    found = skill.verdict
    has_number = found.basis is not None
    over_window = found.basis is Basis.CHANGE
    return {
        "word": found.word,
        "points": f"{signed(found.points)} pp" if has_number else "",
        "interval": found.interval,
        "about": about(found),
        "why": why(found, context),
        "with_company": (
            f"less what all reps moved by ({signed(skill.company_movement or 0.0)})"
            if over_window and skill.moved_with_company
            else ""
        ),
        "is_plain": skill.coached and not over_window and skill.score_delta is not None,
    }


def judged_by(focus: Sequence[Criterion], context: Context) -> list[str]:
    """Say what the changes of a page are judged by, and what a plain change of a coached skill is worth."""
    changed = [skill for skill in focus if skill.verdict.basis is Basis.CHANGE]
    parts = []
    if any(skill.change_basis == ONE_SCALE for skill in changed):
        parts.append(
            "Where others scored at the end than at the start, the change is on one scale: how far they "
            "are apart is taken off, so it can differ from the scores printed."
        )
    if any(skill.delta_calibration == EARLIER_WINDOWS for skill in changed):
        parts.append("Changes are judged by how scores here changed in the months before.")
    elif any(skill.delta_calibration == SAME_WINDOWS for skill in changed):
        parts.append(
            "The record is too short to judge changes by earlier ones; they are judged by how "
            "scores of all reps changed in this window, which makes the intervals wider."
        )
    if any(verdict_words(skill, context)["is_plain"] for skill in focus):
        parts.append(f"○ to ● of a coached skill is its plain change: {RECOVERY_WARNING}.")
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


def recovery_line(skill: Criterion) -> list[str]:
    """Say when a dip was overcome and how deep it was: a line or none."""
    if not skill.dipped_and_recovered or skill.dip_week is None:
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


def trend_words(skill: Criterion) -> str:
    """Say the trend, as far as it says what the verdict says; else nothing."""
    way = _TREND_WAYS.get(skill.trend or "")
    if way is not None and way != skill.verdict.direction:
        return ""
    return TREND_WORDS.get(skill.trend or "", "")


def describe(skill: Criterion) -> str:
    """Say what the dumbbell of a criterion shows, for a reader who cannot see it."""
    parts = []
    if skill.baseline is not None:
        parts.append(f"baseline {score(skill.baseline.value)}")
    if skill.current is not None:
        parts.append(f"current {score(skill.current.value)}")
    if not parts:
        return f"{skill.name}: too few calls to show a score."
    verdict = f"{', '.join(parts)}; {skill.verdict.word}"
    return f"{skill.name}: {verdict}; target {score(skill.target)}."
