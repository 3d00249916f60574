"""The headline of a packet: the strongest claim that the verdicts of its focus criteria allow."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.sentences import in_sentence, points, too_few_calls
from review_kit.documents.parts.wording import capitalised, score


def headline(rep: RepRecord) -> Block:
    """Say the quarter in one sentence or two."""
    text = headline_sentence(rep.focus, rep.context, n_calls=int(rep.rep["n_calls"]))
    return block("parts/headline.html.j2", text=text)


def headline_sentence(focus: Sequence[Criterion], context: Context, *, n_calls: int) -> str:
    """Compose the headline of a packet from the verdicts on the focus criteria.

    A coached skill that improved comes first, then a dip that was overcome, a skill that improved without
    coaching, a fall, and at last the largest gap.
    """
    with_scores = [skill for skill in focus if skill.current is not None]
    if not with_scores:
        return too_few_calls(focus, context, n_calls=n_calls)
    led = _led(with_scores)
    if led is not None:
        return f"{claim_sentence(led)} {what_remains(led)}".strip()
    furthest = _furthest(with_scores)
    if (furthest.gap_to_target or 0) <= 0:
        scored = "" if len(with_scores) == len(focus) else " with a score"
        return f"Every focus skill{scored} stands at or above its target."
    return (
        f"No focus skill has clearly moved yet. The largest gap is "
        f"{in_sentence(furthest.name)}: {score(furthest.current_score)} against a target of "
        f"{score(furthest.target)}."
    )


def headline_skill(focus: Sequence[Criterion]) -> Criterion | None:
    """Give the skill that the headline is about; ``None`` where it is about none or about all."""
    with_scores = [skill for skill in focus if skill.current is not None]
    if not with_scores:
        return None
    led = _led(with_scores)
    if led is not None:
        return led
    furthest = _furthest(with_scores)
    return furthest if (furthest.gap_to_target or 0) > 0 else None


def _led(skills: Sequence[Criterion]) -> Criterion | None:
    """Choose the strongest verdict, and of its kind the weightiest; ``None`` where none moved."""
    for chosen in (
        [s for s in skills if s.verdict.direction > 0 and s.verdict.against_expected],
        [s for s in skills if s.verdict.recovered],
        [s for s in skills if s.verdict.direction > 0],
        [s for s in skills if s.verdict.direction < 0],
    ):
        if chosen:
            return max(chosen, key=lambda skill: skill.weight * abs(skill.verdict.points))
    return None


def _furthest(skills: Sequence[Criterion]) -> Criterion:
    return max(skills, key=lambda skill: skill.gap_to_target or 0)


def claim_sentence(skill: Criterion) -> str:
    """Say the verdict on a skill with its number; empty where it is neither a rise, a fall nor a recovery."""
    found = skill.verdict
    if found.recovered:
        return (
            f"{skill.name} dipped to {score(skill.dip_score)} after the first session and came "
            f"back to {score(skill.current_score)}."
        )
    if not found.direction:
        return ""
    by = points(found.points)
    if found.against_expected:
        side = "above" if found.direction > 0 else "below"
        return (
            f"{skill.name} came out {by} {side} what was expected without coaching ({found.days})."
        )
    # what all reps moved by is taken off, so the number is a rise of its own only where they did not move
    if found.direction > 0:
        more = " more than others here" if skill.moved_with_company else ""
        return f"{skill.name} rose {by}{more} without a session on it."
    if skill.moved_with_company:
        return f"{skill.name} fell {by} further than others here."
    return f"{skill.name} is {by} lower than at the start."


def what_remains(skill: Criterion) -> str:
    """Say what is left of the gap to target, and inside which sub-criterion; empty where unknown."""
    gap = skill.gap_to_target
    if gap is None:
        return ""
    if gap <= 0:
        return f"It stands at or above its target of {score(skill.target)}."
    sub, sub_score = skill.weakest_sub_criterion, skill.weakest_sub_score
    if sub is not None and sub_score is not None and sub_score < skill.target:
        return f"What remains is {in_sentence(sub)}, now at {score(sub_score)}."
    return f"{capitalised(points(gap))} remain to the target of {score(skill.target)}."
