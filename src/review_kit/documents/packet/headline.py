"""The headline of a packet: the strongest claim that the verdicts of its focus criteria allow."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.claims import Claim, Kind, claim_of
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.sentences import in_sentence, points, too_few_calls
from review_kit.documents.parts.wording import (
    capitalised,
    counted,
    score,
    short_day,
)


def headline(rep: RepRecord) -> Block:
    """Say the quarter in one sentence or two."""
    text = headline_sentence(rep.focus, rep.context, n_calls=int(rep.rep["n_calls"]))
    return block("parts/headline.html.j2", text=text)


def headline_sentence(focus: Sequence[Criterion], context: Context, *, n_calls: int) -> str:
    """Compose the headline of a packet from what may be claimed of the focus criteria.

    The strongest claim comes first: a coached skill above what was expected without coaching (begun in this
    window before one begun earlier), a rise of a coached skill, a recovery, a rise without coaching,
    a fall, and at last the largest gap.
    """
    with_scores = [skill for skill in focus if skill.current is not None]
    if not with_scores:
        return too_few_calls(focus, context, n_calls=n_calls)
    led = _led(with_scores, context)
    if led is not None:
        skill, claim = led
        return f"{claim_sentence(skill, claim)} {what_remains(skill)}".strip()
    furthest = _furthest(with_scores)
    if (furthest.gap_to_target or 0) <= 0:
        scored = "" if len(with_scores) == len(focus) else " with a score"
        return f"Every focus skill{scored} stands at or above its target."
    return (
        f"No focus skill has clearly moved yet. The largest gap is "
        f"{in_sentence(furthest.name)}: {score(furthest.current_score)} against a target of "
        f"{score(furthest.target)}."
    )


def headline_skill(focus: Sequence[Criterion], context: Context) -> Criterion | None:
    """Give the skill that the headline is about; ``None`` where it is about none or about all."""
    with_scores = [skill for skill in focus if skill.current is not None]
    if not with_scores:
        return None
    led = _led(with_scores, context)
    if led is not None:
        return led[0]
    furthest = _furthest(with_scores)
    return furthest if (furthest.gap_to_target or 0) > 0 else None


def _led(skills: Sequence[Criterion], context: Context) -> tuple[Criterion, Claim] | None:
    """Choose the strongest claim, and of its kind the weightiest; ``None`` where nothing is claimed."""
    claims = [(skill, claim_of(skill, context)) for skill in skills]
    for chosen in (
        [(s, c) for s, c in claims if c.kind is Kind.ABOVE and c.since is None],
        [(s, c) for s, c in claims if c.kind is Kind.ABOVE],
        [(s, c) for s, c in claims if c.kind is Kind.ROSE and s.coached],
        [(s, c) for s, c in claims if c.kind is Kind.RECOVERED],
        [(s, c) for s, c in claims if c.kind is Kind.ROSE],
        [(s, c) for s, c in claims if c.direction < 0],
    ):
        if chosen:
            return max(chosen, key=lambda pair: pair[0].weight * abs(pair[1].points))
    return None


def _furthest(skills: Sequence[Criterion]) -> Criterion:
    return max(skills, key=lambda skill: skill.gap_to_target or 0)


def claim_sentence(skill: Criterion, claim: Claim) -> str:
    """Say what is claimed of a skill, with its number; empty where nothing is."""
    match claim.kind:
        case Kind.ABOVE | Kind.BELOW:
            side = "above" if claim.kind is Kind.ABOVE else "below"
            since = "" if claim.since is None else f", after {short_day(claim.since)}"
            return (
                f"{skill.name} came out {points(claim.points)} {side} what was expected without "
                f"coaching{since}."
            )
        case Kind.ROSE if skill.coached:
            sessions = counted(skill.sessions_held, "session", words=True)
            return f"{skill.name} rose {points(claim.points)}, with {sessions} on it."
        case Kind.ROSE:
            return f"{skill.name} rose {points(claim.points)} without a session on it."
        case Kind.RECOVERED:
            return (
                f"{skill.name} dipped to {score(skill.dip_score)} after the first session and came "
                f"back to {score(skill.current_score)}."
            )
        case Kind.FELL:
            return f"{skill.name} is {points(claim.points)} lower than at the start."
        case _:
            return ""


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
