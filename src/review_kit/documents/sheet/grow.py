"""GROW: prompts for the four steps of the conversation, filled with the rep's strengths and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.planned import is_the_goal
from review_kit.documents.parts.verdict import standing
from review_kit.documents.parts.wording import day, score, weekday_day
from review_kit.number_format import rounded
from review_kit.words import say


@dataclass(frozen=True)
class Prompt:
    """One step of GROW: its name, the rep's facts, and the question to ask."""

    step: str
    facts: tuple[str, ...]
    question: str

    @property
    def fact(self) -> str:
        """The facts as one text."""
        return " ".join(self.facts)


def grow_prompts(
    focus: Sequence[Criterion],
    others: Sequence[Criterion],
    plan: Row | None,
    planned_days: Sequence[date],
    context: Context,
) -> list[Prompt]:
    """Fill the four steps of GROW (Whitmore) with the rep's facts; no step is empty.

    The reality names a strength as well as the gap, and the options ask what the strength can do for it.

    Parameters
    ----------
    plan
        Row of ``plans``: ``criterion_id``, and the columns of :func:`planned_goal`; ``None`` where
        there is none.
    """
    will = Prompt(
        say("sheet-step-will"),
        (say("sheet-will-session", day=weekday_day(planned_days[0])),) if planned_days else (),
        say("sheet-will-ask"),
    )
    skill = topic(focus, others, plan)
    goal, reality, options = (
        say("sheet-step-goal"),
        say("sheet-step-reality"),
        say("sheet-step-options"),
    )
    if skill is None or skill.current is None:
        too_few = say("sheet-reality-few-calls", days=context.config.windows.current_days)
        return [
            Prompt(goal, (), say("sheet-goal-ask-without")),
            Prompt(reality, (too_few,), say("sheet-reality-ask-without")),
            Prompt(options, (), say("sheet-options-ask-without")),
            will,
        ]
    strength = strongest(focus, others, skill)
    where = _reality(skill, context)
    if strength is None:
        return [
            Prompt(goal, (_goal(plan, skill),), say("sheet-goal-ask")),
            Prompt(reality, (where,), say("sheet-reality-ask")),
            Prompt(options, _weakest(skill), say("sheet-options-ask")),
            will,
        ]
    try_it = say("sheet-options-ask-strength", strength=strength.name, skill=skill.name)
    return [
        Prompt(goal, (_goal(plan, skill),), say("sheet-goal-ask")),
        Prompt(reality, (strength_sentence(strength), where), say("sheet-reality-ask-each")),
        Prompt(options, _weakest(skill), try_it),
        will,
    ]


def _goal(plan: Row | None, skill: Criterion) -> str:
    if plan is not None and plan["criterion_id"] == skill.criterion_id:
        return planned_goal(plan, skill)
    return say("sheet-goal-target", skill=skill.name, target=score(skill.target))


def planned_goal(plan: Row, skill: Criterion) -> str:
    """Say the number to reach, and by when; beside the goal that was set, where it is another.

    Parameters
    ----------
    plan
        Row of ``plans``: ``because``, ``goal_set_on``, ``own_target``, ``target``, ``target_from``,
        ``due_on``.
    """
    target, due = score(plan["target"]), day(plan["due_on"])
    if plan["because"] != "open_goal":
        return say("sheet-goal-proposed", target=target, skill=skill.name, due=due)
    set_on = day(plan["goal_set_on"])
    if is_the_goal(plan):
        return say("sheet-goal-own", day=set_on, target=target, skill=skill.name, due=due)
    own = score(plan["own_target"])
    return say(
        "sheet-goal-own-noise", day=set_on, own=own, target=target, skill=skill.name, due=due
    )


def topic(
    focus: Sequence[Criterion], others: Sequence[Criterion], plan: Row | None
) -> Criterion | None:
    """Choose the skill to talk about: the planned one, else the heaviest gap that has a score.

    Parameters
    ----------
    plan
        Row of ``plans``: ``criterion_id``; ``None`` where there is none.
    """
    if plan is not None:
        for skill in (*focus, *others):
            if skill.criterion_id == plan["criterion_id"] and skill.current is not None:
                return skill
    known = [skill for skill in focus if skill.current is not None]
    return max(
        known, key=lambda skill: skill.weight * max(skill.gap_to_target or 0.0, 0.0), default=None
    )


def strongest(
    focus: Sequence[Criterion], others: Sequence[Criterion], about: Criterion
) -> Criterion | None:
    """Choose the strength to name beside the skill that the talk is about.

    One that improved comes first, then one that dipped and came back, then one at its target or above,
    and of equals a focus skill before the others, the higher score first. Where none of that can be said, it
    is the skill with the highest score.
    ``None`` where no other skill has a score.
    """
    known = [
        (skill, number < len(focus))
        for number, skill in enumerate((*focus, *others))
        if skill.current is not None
        and skill.criterion_id != about.criterion_id
        and skill.verdict.direction >= 0
    ]

    def rank(one: tuple[Criterion, bool]) -> tuple[bool | float, ...]:
        skill, in_focus = one
        shown = (skill.verdict.direction > 0, skill.verdict.recovered, _at_target(skill))
        return (*shown, in_focus and any(shown), skill.current_score or 0.0)

    found = max(known, key=rank, default=None)
    return None if found is None else found[0]


def strength_sentence(skill: Criterion) -> str:
    """Say what is good about a skill, no more than its verdict carries."""
    name, now = skill.name, score(skill.current_score)
    gain = rounded(abs(skill.verdict.points))
    if skill.verdict.direction > 0 and skill.verdict.against_expected:
        return say("sheet-strength-expected", skill=name, points=gain, now=now)
    if skill.verdict.direction > 0:
        return say("sheet-strength-improved", skill=name, points=gain, now=now)
    if skill.verdict.recovered:
        return say("sheet-strength-recovered", skill=name, now=now)
    if _at_target(skill):
        return say("sheet-strength-target", skill=name, now=now, target=score(skill.target))
    return say("sheet-strength-best", skill=name, now=now)


def _at_target(skill: Criterion) -> bool:
    """Whether the score reaches the target as both are printed."""
    gap = skill.gap_to_target
    return gap is not None and rounded(gap) <= 0


def _reality(skill: Criterion, context: Context) -> str:
    """Say where the skill was and is, and what its verdict makes of that."""
    now, sessions, verdict = (
        score(skill.current_score),
        skill.sessions_held,
        standing(skill.verdict),
    )
    if skill.baseline is None:
        return say(
            "sheet-reality-now", skill=skill.name, now=now, sessions=sessions, verdict=verdict
        )
    return say(
        "sheet-reality-from",
        skill=skill.name,
        before=score(skill.baseline.value),
        days=context.config.windows.baseline_days,
        now=now,
        sessions=sessions,
        verdict=verdict,
    )


def _weakest(skill: Criterion) -> tuple[str, ...]:
    if skill.weakest_sub_criterion is None or skill.weakest_sub_score is None:
        return ()
    part, at = skill.weakest_sub_criterion, score(skill.weakest_sub_score)
    return (say("sheet-options-weakest", skill=skill.name, part=part, score=at),)
