"""The headline of a packet: what performance shows, and the strongest verdict on a focus skill."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.sentences import too_few_calls
from review_kit.documents.parts.wording import percent, short_days
from review_kit.number_format import rounded
from review_kit.words import say


def headline(rep: RepRecord) -> Block:
    """Say the quarter in a few words: results, then skills."""
    return block("parts/headline.html.j2", text=" ".join(headline_sentences(rep)))


def headline_sentences(rep: RepRecord) -> list[str]:
    """Compose the headline: a sentence on results where there is one, then one or two on skills.

    A rep in the first days has no quarter to sum up; the headline says how long they have been here.
    """
    if rep.is_new:
        return [say("packet-headline-start", days=int(rep.rep["tenure_days"]))]
    return [text for text in (result_sentence(rep), *skill_sentences(rep)) if text]


def result_sentence(rep: RepRecord) -> str:
    """Say what performance shows: quota attainment, else the result that the first focus skill drives."""
    attained = rep.value("quota_attainment")
    if attained is not None:
        before = rep.metrics["quota_attainment"].previous
        if before is None:
            return say("packet-headline-quota", share=percent(attained))
        return say("packet-headline-quota-before", share=percent(attained), before=percent(before))
    for metric in [skill.outcome_metric for skill in rep.focus]:
        shown = rep.metrics.get(metric)
        if shown is None or shown.value is None:
            continue
        known = {"measure": shown.title, "now": shown.value_text}
        if shown.previous is None:
            return say("packet-headline-result", **known)
        return say("packet-headline-result-before", **known, before=shown.previous_text)
    return ""


def skill_sentences(rep: RepRecord) -> list[str]:
    """Say the strongest verdict on a focus skill and what is left to do; without one, the skill to work on.

    A coached skill that improved comes first, then a dip that was overcome, a skill that improved without
    coaching, a fall, and at last the planned skill or the largest gap.
    """
    with_scores = [skill for skill in rep.focus if skill.current is not None]
    if not with_scores:
        return [too_few_calls(rep.focus, rep.context, n_calls=int(rep.rep["n_calls"]))]
    led = _led(with_scores)
    if led is not None:
        return [claim_sentence(led), what_remains(led)]
    if all((skill.gap_to_target or 0) <= 0 for skill in with_scores):
        every = len(with_scores) == len(rep.focus)
        return [
            say(
                "packet-headline-all-at-target" if every else "packet-headline-all-scored-at-target"
            )
        ]
    skill = _to_work_on(with_scores, rep)
    goal = rep.plan is not None and rep.plan["because"] == "open_goal"
    of_goal = goal and rep.plan is not None and rep.plan["criterion_id"] == skill.criterion_id
    return [
        say(
            "packet-headline-goal" if of_goal else "packet-headline-target",
            skill=skill.name,
            now=rounded(skill.current_score or 0),
            target=rounded(rep.plan["own_target"] if of_goal and rep.plan else skill.target),
        )
    ]


def headline_skill(rep: RepRecord) -> Criterion | None:
    """Give the skill that the headline is about; ``None`` where it is about none or about all."""
    with_scores = [skill for skill in rep.focus if skill.current is not None]
    led = _led(with_scores)
    if led is not None or all((skill.gap_to_target or 0) <= 0 for skill in with_scores):
        return led
    return _to_work_on(with_scores, rep)


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


def _to_work_on(skills: Sequence[Criterion], rep: RepRecord) -> Criterion:
    """Choose the planned skill where it is below its target, else the largest gap."""
    planned = None if rep.plan is None else rep.plan["criterion_id"]
    for skill in skills:
        if skill.criterion_id == planned and (skill.gap_to_target or 0) > 0:
            return skill
    return max(skills, key=lambda skill: skill.gap_to_target or 0)


def claim_sentence(skill: Criterion) -> str:
    """Say the verdict on a skill with its number; empty where it is neither a rise, a fall nor a recovery."""
    found = skill.verdict
    if found.recovered:
        return say(
            "packet-headline-recovered",
            skill=skill.name,
            dip=rounded(skill.dip_score or 0),
            now=rounded(skill.current_score or 0),
        )
    if not found.direction:
        return ""
    points = abs(rounded(found.points))
    if found.against_expected and found.first and found.last:
        which = "packet-headline-higher" if found.direction > 0 else "packet-headline-lower"
        return say(which, skill=skill.name, points=points, days=short_days(found.first, found.last))
    # what all reps moved by is taken off, so the number is a rise of its own only where they did not move
    which = "rose" if found.direction > 0 else "fell"
    more = "-more" if skill.moved_with_company else ""
    return say(f"packet-headline-{which}{more}", skill=skill.name, points=points)


def what_remains(skill: Criterion) -> str:
    """Say what is left of the gap to target, by the weakest part where one is known; empty where unknown."""
    gap = skill.gap_to_target
    if gap is None:
        return ""
    now, target = rounded(skill.current_score or 0), rounded(skill.target)
    told = skill.verdict.recovered  # the sentence on a recovery has said where the skill is now
    if gap <= 0:
        if told:
            return say("packet-headline-target-was", target=target)
        return say("packet-headline-now-at-target", now=now, target=target)
    sub, sub_score = skill.weakest_sub_criterion, skill.weakest_sub_score
    if sub is not None and sub_score is not None and sub_score < skill.target:
        return say("packet-headline-next-part", part=sub, score=rounded(sub_score))
    if told:
        return say("packet-headline-target-is", target=target)
    return say("packet-headline-to-target", now=now, target=target)
