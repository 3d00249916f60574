"""What documents say about one criterion of a rep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.verdict import (
    CLAIMED,
    OVERCOME,
    RECOVERY_WARNING,
    gap_interval,
    not_yet,
    verdict_word,
)
from review_kit.documents.parts.wording import counted, half_width, score, short_day
from review_kit.metrics.evidence import EARLIER_WINDOWS, SAME_WINDOWS
from review_kit.number_format import signed


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
    changed = [skill for skill in focus if skill.score_delta is not None]
    parts = []
    if any(skill.delta_calibration == EARLIER_WINDOWS for skill in changed):
        parts.append("Changes are judged by how scores here changed in the months before.")
    elif any(skill.delta_calibration == SAME_WINDOWS for skill in changed):
        parts.append(
            "The record is too short to judge changes by earlier ones; they are judged by how "
            "scores of all reps changed in this window, which makes the intervals wider."
        )
    elif changed:
        parts.append("Too few skills can be compared here to say how sure a change is.")
    if any(verdict_words(skill, context)["judged"] for skill in changed):
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
