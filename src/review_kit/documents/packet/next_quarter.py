"""Next quarter: one skill with a number to reach, and the sessions to book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from review_kit.documents.packet.headline import headline_skill
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.planned import is_the_goal
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import (
    country,
    day,
    exact,
    half_width,
    joined,
    month,
    number,
    score,
    weekday_day,
)
from review_kit.number_format import rounded
from review_kit.words import say


def next_skill(rep: RepRecord) -> Block:
    """State next quarter's one skill, its number and the sessions to book."""
    plan, days = rep.plan, rep.planned_days
    if plan is None:
        return block("packet/no_plan.html.j2", text=why_no_plan(rep.focus))
    held_per_week = (rep.value("sessions_held") or 0) * 7 / rep.context.window_days
    sentences = [
        near_goal_sentence(plan),
        why_this_skill(plan, rep),
        why_not_the_headline(plan, headline_skill(rep), rep.focus),
    ]
    return block(
        "packet/next_skill.html.j2",
        sentence=plan_sentence(plan),
        why=" ".join(text for text in sentences if text),
        sessions=" ".join(
            text
            for text in (
                booking_sentence(days, plan["minutes"]),
                cadence_sentence(plan, rep.metrics.get("recommended_cadence"), held_per_week),
                sessions_sentence(plan),
                holidays_sentence(plan),
            )
            if text
        ),
        months=by_month(days),
    )


RHYTHM = {2.0: "twice", 1.0: "once"}
"""Sessions a week → the name of a cadence in messages; any other is monthly."""


def rhythm(sessions_per_week: float) -> str:
    """Name a cadence for messages: ``twice`` or ``once`` a week, ``monthly``."""
    return RHYTHM.get(sessions_per_week, "monthly")


def plan_sentence(plan: Row) -> str:
    """State the goal of next quarter: skill, where it stands, where it is to be, by when.

    Parameters
    ----------
    plan
        Row of ``plans``: ``due_on``, ``baseline``, ``criterion``, ``target``, ``target_from``.
    """
    known: dict[str, str | int] = {
        "skill": plan["criterion"],
        "target": score(plan["target"]),
        "day": day(plan["due_on"], year=True),
        "source": "set" if is_the_goal(plan) else "proposed",
    }
    if plan["baseline"] is None:
        return say("packet-plan-without-start", **known)
    return say("packet-plan", start=score(plan["baseline"]), **known)


def why_this_skill(plan: Row, rep: RepRecord) -> str:
    """Say why this skill, and where its number comes from.

    Parameters
    ----------
    plan
        Row of ``plans``: ``because``, ``target_from``, ``goal_set_on``, ``own_target``, ``target``,
        ``noise``.
    """
    of_goal = plan["because"] == "open_goal"
    chosen = (
        say(
            "packet-plan-because-goal",
            day=day(plan["goal_set_on"]),
            target=score(plan["own_target"]),
        )
        if of_goal
        else say("packet-plan-because-gap")
    )
    context = rep.context
    match plan["target_from"]:
        case "noise":
            number_from = say(
                "packet-plan-number-noise",
                points=rounded(plan["noise"]),
                target=score(plan["target"]),
                own=score(plan["own_target"]),
            )
        case "typical_gain":
            gain = exact(context.config.coaching.typical_gain_low_pp)
            number_from = say("packet-plan-number-typical", gain=gain, days=context.window_days)
        case "target" if not of_goal:
            number_from = say("packet-plan-number-target", days=context.window_days)
        case _:
            number_from = ""
    return f"{chosen} {number_from}".strip()


def near_goal_sentence(plan: Row) -> str:
    """Say which open goal is as good as reached, so that another skill is planned; else empty.

    Parameters
    ----------
    plan
        Row of ``plans``: ``near_goal``, ``near_score``, ``near_target``, ``near_half_width``.
    """
    if plan["near_goal"] is None:
        return ""
    return say(
        "packet-plan-near-goal",
        skill=plan["near_goal"],
        target=score(plan["near_target"]),
        now=score(plan["near_score"]),
        half=number(plan["near_half_width"]),
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
    gap, known = headline.gap_to_target, {"skill": headline.name}
    if gap is not None and gap <= 0:
        return say("packet-plan-headline-at-target", **known)
    if plan["because"] == "open_goal":
        return say("packet-plan-headline-follows-goal", **known)
    if gap is None:
        return ""
    sizes = {skill.criterion_id: skill.weight * (skill.gap_to_target or 0) for skill in focus}
    lighter = sizes[headline.criterion_id] <= sizes.get(plan["criterion_id"], 0.0)
    which = "packet-plan-headline-lighter" if lighter else "packet-plan-headline-within-noise"
    return say(which, **known, points=rounded(abs(gap)))


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
        return say("packet-sessions-not-measured")
    if plan["sessions_from"] == "not_shown":
        return say("packet-sessions-no-gain")
    known: dict[str, str | int] = {
        "gain": number(plan["gain_per_session"], 1),
        "low": number(plan["gain_low"], 1),
        "high": number(plan["gain_high"], 1),
    }
    if plan["sessions_needed"] is None:
        return say("packet-sessions-no-start", **known)
    needed, least, most = (
        int(plan[name]) for name in ("sessions_needed", "needed_low", "needed_high")
    )
    return say(
        "packet-sessions-needed",
        **known,
        points=rounded(plan["target"] - plan["baseline"]),
        needed=needed,
        least=least,
        most=most,
        spread="none" if least == most else "open" if most > WEEKS_OF_A_YEAR else "known",
        fit="all" if plan["sessions"] >= needed else "some",
        sessions=int(plan["sessions"]),
        day=day(plan["due_on"]),
    )


def holidays_sentence(plan: Row) -> str:
    """Say whose public holidays are left out, or that none are known.

    Parameters
    ----------
    plan
        Row of ``plans``: ``country``.
    """
    if plan["country"] is None:
        return say("packet-sessions-holidays-unknown")
    return say("packet-sessions-holidays", country=country(plan["country"]))


def cadence_sentence(plan: Row, recommended: Outcome | None, held_per_week: float) -> str:
    """Say how often to meet, on what that rests, and what was held.

    Parameters
    ----------
    plan
        Row of ``plans``: ``sessions_per_week``, ``cadence_from``.
    """
    known = {
        "often": rhythm(plan["sessions_per_week"]),
        "held": "none" if held_per_week == 0 else number(held_per_week, 1),
    }
    if plan["cadence_from"] == "needed":
        return say("packet-cadence-needed", **known)
    if plan["cadence_from"] == "matrix" and recommended is not None:
        return say("packet-cadence-matrix", **known)
    return say("packet-cadence-usual", **known)


def booking_sentence(days: Sequence[date], minutes: float | None) -> str:
    """Say how many sessions are proposed, how long, and which is the first; empty without any."""
    if not days:
        return ""
    first = weekday_day(days[0])
    if minutes is None:
        return say("packet-sessions-booking", sessions=len(days), first=first)
    return say(
        "packet-sessions-booking-long", sessions=len(days), first=first, minutes=rounded(minutes)
    )


def by_month(days: Sequence[date]) -> list[str]:
    """Write the proposed days, those of a month together: ``6 and 13 October``."""
    months: dict[date, list[str]] = {}
    for when in days:
        written = say("packet-day-of-month", day=when.day)
        months.setdefault(when.replace(day=1), []).append(written)
    return [
        say("packet-days-of-month", days=joined(written), month=month(first))
        for first, written in months.items()
    ]


def why_no_plan(focus: Sequence[Criterion]) -> str:
    """Say why there is no skill to plan for."""
    known = [skill for skill in focus if skill.current is not None]
    if not known:
        return say("packet-no-plan-few-calls")
    if any((skill.gap_to_target or 0) > _unsure(skill) for skill in known):
        return say("packet-no-plan-noise")
    if any((skill.gap_to_target or 0) > 0 for skill in known):
        return say("packet-no-plan-near-target")
    return say("packet-no-plan-at-target")


def _unsure(skill: Criterion) -> float:
    """Give half the interval of a skill's current score."""
    current = skill.current
    return 0.0 if current is None else half_width(current.low, current.high) or 0.0
