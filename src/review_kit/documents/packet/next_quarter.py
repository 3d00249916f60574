"""Next quarter: one skill with a number to reach, and the sessions to book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import (
    Outcome,
)
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.sentences import a_quarter
from review_kit.documents.parts.wording import (
    capitalised,
    counted,
    day,
    exact,
    number,
    score,
    weekday_day,
)


def next_skill(rep: RepRecord) -> Block:
    """State next quarter's one skill, its number and the sessions to book."""
    plan, days = rep.plan, rep.planned_days
    if plan is None:
        return block("parts/lead.html.j2", text=why_no_plan(rep.focus))
    return block(
        "packet/next_skill.html.j2",
        sentence=plan_sentence(plan),
        why=why_this_skill(plan, rep.context),
        cadence=cadence_sentence(
            plan,
            rep.metrics.get("recommended_cadence"),
            (rep.value("sessions_held") or 0) * 7 / rep.context.window_days,
        ),
        booking=booking(days, plan["minutes"]),
    )


RHYTHM = {2.0: "twice a week", 1.0: "once a week"}


def rhythm(sessions_per_week: float) -> str:
    """Say a cadence: ``twice a week``, ``once a week``, else ``every fourth week``."""
    return RHYTHM.get(sessions_per_week, "every fourth week")


def plan_sentence(plan: Row) -> str:
    """State the goal of next quarter: skill, where it stands, where it is to be, by when.

    Parameters
    ----------
    plan
        Row of ``plans``: ``due_on``, ``baseline``, ``criterion``, ``target``.
    """
    return f"{from_to(plan)} by {day(plan['due_on'], year=True)}."


def from_to(plan: Row) -> str:
    """Say from where to where; without a start where too few calls carry one.

    Parameters
    ----------
    plan
        Row of ``plans``: ``baseline``, ``criterion``, ``target``.
    """
    start = "" if plan["baseline"] is None else f" from {score(plan['baseline'])}"
    return f"{plan['criterion']}{start} to {score(plan['target'])}"


def why_this_skill(plan: Row, context: Context) -> str:
    """Say why this skill, and where its number comes from.

    Parameters
    ----------
    plan
        Row of ``plans``: ``because``, ``target_from``.
    """
    if plan["because"] == "open_goal":
        return "It is the open goal."
    gain, days = context.config.coaching.typical_gain_low_pp, context.window_days
    time = "a quarter" if a_quarter(days) else f"{days} days"
    chosen = "Among the focus skills its gap to target weighs most."
    if plan["target_from"] == "typical_gain":
        return f"{chosen} {exact(gain)} points in {time} is a gain that coached skills typically reach."
    return f"{chosen} Its target is within reach of {time}."


def cadence_sentence(plan: Row, recommended: Outcome | None, held_per_week: float | None) -> str:
    """Say how often to meet, on what that rests, and what was held.

    Parameters
    ----------
    plan
        Row of ``plans``: ``sessions_per_week``, ``cadence_from``.
    """
    often = rhythm(plan["sessions_per_week"])
    if plan["cadence_from"] == "matrix" and recommended is not None:
        text = f"{capitalised(often)}, as the skills matrix suggests"
    else:
        text = f"{capitalised(often)}, the usual cadence where the skills matrix does not say"
    if held_per_week is not None:
        text = f"{text}; {number(held_per_week, 1)} a week were held in this window"
    return f"{text}."


def booking(days: Sequence[date], minutes: float | None = None) -> dict[str, Any]:
    """Give the proposed sessions: how many, how long, the first, and all by month."""
    months: list[tuple[str, str]] = []
    for first_of_month in dict.fromkeys(when.replace(day=1) for when in days):
        inside = [when for when in days if when.replace(day=1) == first_of_month]
        months.append(
            (f"{day(first_of_month).split(' ')[1]}", ", ".join(str(when.day) for when in inside))
        )
    length = "" if minutes is None else f" of {counted(round(minutes), 'minute')}"
    return {
        "count": f"{counted(len(days), 'session')}{length}",
        "first": weekday_day(days[0]) if days else "",
        "months": months,
    }


def why_no_plan(focus: Sequence[Criterion]) -> str:
    """Say why there is no skill to plan for."""
    if any(skill.current is not None for skill in focus):
        return "Every focus skill stands at its target; choose the next skill together."
    return "Too few scored calls to choose a skill by the numbers; choose it together."
