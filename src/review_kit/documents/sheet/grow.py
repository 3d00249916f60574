"""GROW: prompts for the four steps of the conversation, filled with the rep's strengths and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.planned import is_the_goal
from review_kit.documents.parts.sentences import in_sentence, opening, points
from review_kit.documents.parts.verdict import standing
from review_kit.documents.parts.wording import counted, day, score, weekday_day


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
        "Will",
        (f"First session proposed: {weekday_day(planned_days[0])}.",) if planned_days else (),
        "What will you do on the next calls, and what could get in the way?",
    )
    skill = topic(focus, others, plan)
    if skill is None or skill.current is None:
        days = context.config.windows.current_days
        too_few = f"Too few scored calls in the last {days} days to show a score."
        return [
            Prompt("Goal", (), "What do you want to be better at by the end of next quarter?"),
            Prompt("Reality", (too_few,), "Which call shows best where you are?"),
            Prompt("Options", (), "What could you try on the very next calls?"),
            will,
        ]
    if plan is None:
        goal = f"The target for {in_sentence(skill.name)} is {score(skill.target)}."
    elif plan["criterion_id"] == skill.criterion_id:
        goal = planned_goal(plan, skill)
    else:
        goal = f"The target for {in_sentence(skill.name)} is {score(skill.target)}."
    strength = strongest(focus, others, skill)
    told = () if strength is None else (strength_sentence(strength),)
    hear = (
        "On which calls do you hear it?" if strength is None else "On which calls do you hear each?"
    )
    return [
        Prompt("Goal", (goal,), "What would be different on your calls if you got there?"),
        Prompt("Reality", (*told, _reality(skill, context)), hear),
        Prompt("Options", _weakest(skill), _what_to_try(strength, skill)),
        will,
    ]


def planned_goal(plan: Row, skill: Criterion) -> str:
    """Say the number to reach, and by when; beside the goal that was set, where it is another.

    Parameters
    ----------
    plan
        Row of ``plans``: ``because``, ``goal_set_on``, ``own_target``, ``target``, ``target_from``,
        ``due_on``.
    """
    target, about = score(plan["target"]), f"in {in_sentence(skill.name)} by {day(plan['due_on'])}"
    if plan["because"] != "open_goal":
        return f"The goal proposed: {target} {about}."
    set_on = day(plan["goal_set_on"])
    if is_the_goal(plan):
        return f"You set this goal on {set_on}: {target} {about}."
    return (
        f"You set this goal on {set_on}: {score(plan['own_target'])} {about}. Scores vary here: "
        f"only from {target} on would the gain be clear."
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
    then the one with the highest score. Of equals a focus skill, and of these the higher score.
    ``None`` where no other skill has a score.
    """
    known = [
        (skill, number < len(focus))
        for number, skill in enumerate((*focus, *others))
        if skill.current is not None
        and skill.criterion_id != about.criterion_id
        and skill.verdict.direction >= 0
    ]

    def rank(one: tuple[Criterion, bool]) -> tuple[bool, bool, bool, bool, float]:
        skill, in_focus = one
        return (
            skill.verdict.direction > 0,
            skill.verdict.recovered,
            _at_target(skill),
            in_focus,
            skill.current_score or 0.0,
        )

    found = max(known, key=rank, default=None)
    return None if found is None else found[0]


def strength_sentence(skill: Criterion) -> str:
    """Say what is good about a skill, no more than its verdict carries."""
    name, now = in_sentence(skill.name), score(skill.current_score)
    if skill.verdict.direction > 0 and skill.verdict.against_expected:
        gain = points(skill.verdict.points)
        return f"Strength: {name} scored {gain} higher than comparable uncoached skills; now {now}."
    if skill.verdict.direction > 0:
        return f"Strength: {name} improved by {points(skill.verdict.points)}; now {now}."
    if skill.verdict.recovered:
        return f"Strength: {name} dipped at first, and you brought it back; now {now}."
    if _at_target(skill):
        return f"Strength: {name} is at {now}; the target is {score(skill.target)}."
    return f"Strength: your best score is in {name}, {now}."


def _at_target(skill: Criterion) -> bool:
    """Whether the score reaches the target as both are printed."""
    gap = skill.gap_to_target
    return gap is not None and round(gap) <= 0


def _reality(skill: Criterion, context: Context) -> str:
    """Say where the skill was and is, and what its verdict makes of that."""
    now = score(skill.current_score)
    where = f"{skill.name} is at {now}"
    if skill.baseline is not None:
        when = opening(context.config.windows.baseline_days)
        where = f"{skill.name} was at {score(skill.baseline.value)} {when} and is at {now} now"
    sessions = ""
    if skill.coached:
        sessions = f" after {counted(skill.sessions_held, 'session', words=True)} on it"
    return f"{where}{sessions} ({standing(skill.verdict)})."


def _weakest(skill: Criterion) -> tuple[str, ...]:
    if skill.weakest_sub_criterion is None or skill.weakest_sub_score is None:
        return ()
    part = in_sentence(skill.weakest_sub_criterion)
    return (f"Weakest part: {part}, {score(skill.weakest_sub_score)}.",)


def _what_to_try(strength: Criterion | None, skill: Criterion) -> str:
    if strength is None:
        return "Think of one call that went well: what did you do there?"
    return (
        f"What do you do well in {in_sentence(strength.name)} that could help in "
        f"{in_sentence(skill.name)}?"
    )
