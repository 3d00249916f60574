"""Next quarter: one skill with a number to reach, and the sessions to book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from review_kit.documents.packet.headline import headline_skill
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import (
    Outcome,
)
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.sentences import a_quarter, in_sentence, points
from review_kit.documents.parts.wording import (
    capitalised,
    counted,
    country,
    day,
    exact,
    half_width,
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
        why=" ".join(
            text
            for text in (
                near_goal_sentence(plan),
                why_this_skill(plan, rep.context),
                why_not_the_headline(plan, headline_skill(rep.focus), rep.focus),
            )
            if text
        ),
        number=sessions_sentence(plan),
        cadence=cadence_sentence(
            plan,
            rep.metrics.get("recommended_cadence"),
            (rep.value("sessions_held") or 0) * 7 / rep.context.window_days,
        ),
        booking=booking(days, plan["minutes"]),
        holidays=holidays_sentence(plan),
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
        Row of ``plans``: ``because``, ``target_from``, ``goal_set_on``, ``own_target``, ``target``,
        ``noise``.
    """
    chosen = "Among the focus skills its gap to target weighs most."
    if plan["because"] == "open_goal":
        chosen = f"It is the goal set on {day(plan['goal_set_on'])}."
    gain, days = context.config.coaching.typical_gain_low_pp, context.window_days
    time = "a quarter" if a_quarter(days) else f"{days} days"
    match plan["target_from"]:
        case "noise":
            if plan["because"] == "open_goal":
                set_on = day(plan["goal_set_on"])
                chosen = f"The goal set on {set_on} is {score(plan['own_target'])}."
            elif plan["own_target"] < plan["target"]:
                chosen = f"{chosen} The target is {score(plan['own_target'])}."
            return (
                f"{chosen} Scores here vary by {points(plan['noise'])} anyway, so "
                f"{score(plan['target'])} is the least that could be told from chance."
            )
        case "typical_gain":
            return f"{chosen} {exact(gain)} points in {time} is a gain that coached skills typically reach."
        case "target":
            return f"{chosen} Its target is within reach of {time}."
        case _:
            return chosen


def near_goal_sentence(plan: Row) -> str:
    """Say which open goal is as good as reached, so that another skill is planned; else empty.

    Parameters
    ----------
    plan
        Row of ``plans``: ``near_goal``, ``near_score``, ``near_target``, ``near_half_width``.
    """
    if plan["near_goal"] is None:
        return ""
    return (
        f"The open goal, {in_sentence(plan['near_goal'])} {score(plan['near_target'])}, is as good as "
        f"reached: the score is {score(plan['near_score'])} (± {plan['near_half_width']:.0f}). Keep it, "
        "and take the next skill."
    )


def why_not_the_headline(plan: Row, headline: Criterion | None, focus: Sequence[Criterion]) -> str:
    """Say why the plan is about another skill than the headline; empty where it is about the same.

    Parameters
    ----------
    plan
        Row of ``plans``: ``criterion_id``, ``because``.
    headline
        The skill that the packet's headline is about; ``None`` where it is about none.
    """
    if headline is None or headline.criterion_id == plan["criterion_id"]:
        return ""
    about = f"The headline is about {in_sentence(headline.name)}"
    gap = headline.gap_to_target
    if gap is not None and gap <= 0:
        return f"{about}, which is at its target."
    if plan["because"] == "open_goal":
        return f"{about}; the plan follows the open goal."
    if gap is None:
        return ""
    sizes = {skill.criterion_id: skill.weight * (skill.gap_to_target or 0) for skill in focus}
    lighter = sizes[headline.criterion_id] <= sizes.get(plan["criterion_id"], 0.0)
    reason = "a gap that weighs less" if lighter else "closer than scores vary here anyway"
    return f"{about}, which is {points(gap)} from its target: {reason}."


WEEKS_OF_A_YEAR = 52
"""More sessions than these are no number to plan with: an interval that nearly reaches zero."""


def sessions_sentence(plan: Row) -> str:
    """Say what the number of sessions follows from: what a session has brought here, or the cadence.

    Parameters
    ----------
    plan
        Row of ``plans``: ``sessions_from``, ``sessions``, ``sessions_needed``, ``needed_low``,
        ``needed_high``, ``gain_per_session``, ``gain_low``, ``gain_high``, ``baseline``, ``target``,
        ``due_on``.
    """
    if plan["sessions_from"] == "not_measured":
        return (
            "What a session brings cannot be measured here yet, so the number of sessions follows from "
            "the cadence alone."
        )
    if plan["sessions_from"] == "not_shown":
        return "No gain from sessions has been shown here, so their number follows from the cadence alone."
    brought = (
        f"A session on a skill has brought {number(plan['gain_per_session'], 1)} points here "
        f"({number(plan['gain_low'], 1)} to {number(plan['gain_high'], 1)})"
    )
    if plan["sessions_needed"] is None:
        return f"{brought}; without a score to start from, their number follows from the cadence alone."
    needed, low, high = (
        int(plan[name]) for name in ("sessions_needed", "needed_low", "needed_high")
    )
    spread = "" if low == high else f" ({low} to {high})"
    if high > WEEKS_OF_A_YEAR:
        spread = f" ({low} or more)"
    text = (
        f"{brought}, so {points(plan['target'] - plan['baseline'])} take "
        f"{counted(needed, 'session')}{spread}."
    )
    if plan["sessions"] >= needed:
        return text
    fit = counted(int(plan["sessions"]), "session") if plan["sessions"] else "No session"
    verb = "fits" if plan["sessions"] <= 1 else "fit"
    return f"{text} {capitalised(fit)} {verb} before {day(plan['due_on'])}."


def holidays_sentence(plan: Row) -> str:
    """Say whose public holidays are left out, or that none are known.

    Parameters
    ----------
    plan
        Row of ``plans``: ``country``.
    """
    if plan["country"] is None:
        return "Public holidays are not left out: neither roster nor settings name a country."
    return f"Weekends and public holidays ({country(plan['country'])}) are left out."


def cadence_sentence(plan: Row, recommended: Outcome | None, held_per_week: float | None) -> str:
    """Say how often to meet, on what that rests, and what was held.

    Parameters
    ----------
    plan
        Row of ``plans``: ``sessions_per_week``, ``cadence_from``.
    """
    often = rhythm(plan["sessions_per_week"])
    if plan["cadence_from"] == "needed":
        text = f"{capitalised(often)}: the monthly sessions of the skills matrix would be too few"
    elif plan["cadence_from"] == "matrix" and recommended is not None:
        text = f"{capitalised(often)}, as the skills matrix suggests"
    else:
        text = f"{capitalised(often)}, the usual cadence where the skills matrix does not say"
    if held_per_week == 0:
        text = f"{text}; none was held in this window"
    elif held_per_week is not None:
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
    known = [skill for skill in focus if skill.current is not None]
    if not known:
        return "Too few scored calls to choose a skill by the numbers; choose it together."
    if any((skill.gap_to_target or 0) > _unsure(skill) for skill in known):
        return (
            "Scores of the focus skills vary by more than coaching usually brings, so no number to "
            "reach could be told from chance; choose the next skill together."
        )
    if any((skill.gap_to_target or 0) > 0 for skill in known):
        return (
            "Every focus skill stands at its target, or closer to it than scores vary here anyway: keep "
            "them, and choose the next skill together."
        )
    return "Every focus skill stands at its target: keep them, and choose the next skill together."


def _unsure(skill: Criterion) -> float:
    """Give half the interval of a skill's current score."""
    current = skill.current
    return 0.0 if current is None else half_width(current.low, current.high) or 0.0
