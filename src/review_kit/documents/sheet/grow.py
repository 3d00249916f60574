"""GROW: prompts for the four steps of the conversation, filled with the rep's facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.planned import is_the_goal
from review_kit.documents.parts.sentences import in_sentence, opening
from review_kit.documents.parts.verdict import standing
from review_kit.documents.parts.wording import counted, day, score, weekday_day


@dataclass(frozen=True)
class Prompt:
    """One step of GROW: its name, the rep's fact, and the question to ask."""

    step: str
    fact: str
    question: str


def grow_prompts(
    focus: Sequence[Criterion],
    others: Sequence[Criterion],
    plan: Row | None,
    planned_days: Sequence[date],
    context: Context,
) -> list[Prompt]:
    """Fill the four steps of GROW (Whitmore) with the rep's facts; no step is empty.

    Parameters
    ----------
    plan
        Row of ``plans``: ``criterion_id``, and the columns of :func:`planned_goal`; ``None`` where
        there is none.
    """
    skill = topic(focus, others, plan)
    will = "What will you do on the next calls, and what could get in the way?"
    will_fact = f"First session proposed: {weekday_day(planned_days[0])}." if planned_days else ""
    if skill is None or skill.current is None:
        return [
            Prompt("Goal", "", "What do you want to be better at by the end of next quarter?"),
            Prompt(
                "Reality",
                f"Too few scored calls in the last {context.config.windows.current_days} days to show "
                "a score.",
                "Which call shows best where you are?",
            ),
            Prompt("Options", "", "What could you try on the very next calls?"),
            Prompt("Will", will_fact, "What will you do, by when, and who will hear the call?"),
        ]
    if plan is None:
        goal = f"{skill.name} stands at its target of {score(skill.target)}."
    elif plan["criterion_id"] == skill.criterion_id:
        goal = planned_goal(plan, skill)
    else:
        goal = f"The target for {in_sentence(skill.name)} is {score(skill.target)}."
    return [
        Prompt("Goal", goal, "What would reaching it change on your calls?"),
        Prompt(
            "Reality",
            _reality(skill, context),
            "Where do you hear it on your calls?",
        ),
        Prompt("Options", _options(skill), "What else could you try?"),
        Prompt("Will", will_fact, will),
    ]


def planned_goal(plan: Row, skill: Criterion) -> str:
    """Say the number to reach, and by when; beside the goal that was set, where it is another.

    Parameters
    ----------
    plan
        Row of ``plans``: ``because``, ``own_target``, ``target``, ``target_from``, ``due_on``.
    """
    target, about = score(plan["target"]), f"in {in_sentence(skill.name)} by {day(plan['due_on'])}"
    if is_the_goal(plan):
        return f"The goal set is {target} {about}."
    if plan["because"] == "open_goal":
        return (
            f"The goal set is {score(plan['own_target'])} {about}; {target} is the least that could be "
            "told from chance."
        )
    return f"The goal proposed is {target} {about}."


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


def _reality(skill: Criterion, context: Context) -> str:
    """Say where the skill was and stands, and what its verdict makes of that."""
    current = "" if skill.current is None else score(skill.current_score)
    start = ""
    if skill.baseline is not None:
        when = opening(context.config.windows.baseline_days)
        start = f" was {score(skill.baseline.value)} {when} and"
    sessions = ""
    if skill.coached:
        sessions = f", with {counted(skill.sessions_held, 'session', words=True)} on it"
    return f"{skill.name}{start} stands at {current}{sessions} ({standing(skill.verdict)})."


def _options(skill: Criterion) -> str:
    if skill.weakest_sub_criterion is None or skill.weakest_sub_score is None:
        return "Pick one call that went well: what did you do there?"
    return (
        f"The widest gap inside it is {in_sentence(skill.weakest_sub_criterion)}, "
        f"at {score(skill.weakest_sub_score)}."
    )
