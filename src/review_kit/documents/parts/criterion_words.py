"""What documents say about one skill of a rep."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.wording import score
from review_kit.metrics.evidence import EARLIER_WINDOWS, SAME_WINDOWS
from review_kit.metrics.scorers.one_scale import ONE_SCALE
from review_kit.metrics.skill_verdicts import Basis
from review_kit.words import say


def judged_by(focus: Sequence[Criterion]) -> list[str]:
    """Say what the changes of a page are judged by, and what a plain change of a coached skill is worth."""
    changed = [skill for skill in focus if skill.verdict.basis is Basis.CHANGE]
    parts = []
    if any(skill.change_basis == ONE_SCALE for skill in changed):
        parts.append(say("judged-one-scale"))
    if any(skill.delta_calibration == EARLIER_WINDOWS for skill in changed):
        parts.append(say("judged-by-earlier"))
    elif any(skill.delta_calibration == SAME_WINDOWS for skill in changed):
        parts.append(say("judged-by-same"))
    if any(_shows_plain_change(skill) for skill in focus):
        parts.append(say("judged-plain"))
    return parts


def _shows_plain_change(skill: Criterion) -> bool:
    """Whether its levels show the change of a coached skill, which is no verdict."""
    return (
        skill.coached and skill.verdict.basis is not Basis.CHANGE and skill.score_delta is not None
    )


def describe(skill: Criterion) -> str:
    """Say what the dumbbell of a criterion shows, for a reader who cannot see it."""
    known = {"skill": skill.name, "verdict": skill.verdict.word, "target": score(skill.target)}
    baseline, current = score(skill.baseline_score), score(skill.current_score)
    if skill.baseline is not None and skill.current is not None:
        return say("skill-described", **known, baseline=baseline, current=current)
    if skill.current is not None:
        return say("skill-described-without-baseline", **known, current=current)
    if skill.baseline is not None:
        return say("skill-described-without-current", **known, baseline=baseline)
    return say("skill-described-no-score", skill=skill.name)
