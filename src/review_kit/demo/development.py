"""Skills matrix and goals: what managers rate each quarter, and what they agree to reach."""

from __future__ import annotations

import numpy as np

from review_kit.demo.coaching import CoachingPlan
from review_kit.demo.people import Rep
from review_kit.demo.rubric import CRITERIA, CRITERION_IDS, RUBRIC, id_on
from review_kit.demo.settings import DemoSettings
from review_kit.demo.skills import Floats
from review_kit.demo.streams import chance, normal, pick, stream, whole

Row = dict[str, str | None]

LEVEL_EDGES = (50.0, 61.0, 72.0)
"""True skill from which a competency is rated 2, 3 and 4."""
RATING_NOISE = 3.0

RATED = (0, 1, 2)
"""Places in the rubric of the skills on the sheet of the last review."""
TALK_AFTER = 8
"""Days after the review on which the talk took place."""
OWN_LEANING, OWN_NOISE = 4.0, 6.0
"""How much better reps see themselves than they are, and how much that varies."""


def rate_skills(rep: Rep, skill: Floats, settings: DemoSettings) -> list[Row]:
    """Return the ratings of one rep: every competency at the end of every quarter."""
    rng = stream(settings.seed, "matrix", rep.rep_id)
    rows: list[Row] = []
    for quarter in range(settings.days // settings.window_days, -1, -1):
        noise = RATING_NOISE * rng.standard_normal(CRITERIA)
        skipped = rng.random(CRITERIA) < 0.03
        day = settings.days - 3 - quarter * settings.window_days
        if day < 0 or settings.day(day) < rep.hire_date:
            continue
        seen = skill[max(0, day - 20) : day + 1].mean(axis=0) + noise
        levels = 1 + np.searchsorted(LEVEL_EDGES, seen, side="right")
        rows += [
            {
                "rep_id": rep.rep_id,
                "competency": criterion.competency,
                "level": str(int(levels[index])),
                "rated_on": settings.day(day).isoformat(),
                "rated_by": rep.person.manager_id,
            }
            for index, criterion in enumerate(RUBRIC)
            if not skipped[index]
        ]
    return rows


def rate_oneself(rep: Rep, skill: Floats, settings: DemoSettings) -> list[Row]:
    """Return what one rep wrote on the sheet of the last review, in the first days of this quarter."""
    rng = stream(settings.seed, "own_ratings", rep.rep_id)
    day = settings.days - settings.window_days + TALK_AFTER
    leaning = OWN_LEANING + OWN_NOISE * float(rng.standard_normal())
    noise = OWN_NOISE * rng.standard_normal(len(RATED))
    if day < 0 or settings.day(day) < rep.hire_date:
        return []
    seen = skill[max(0, day - 20) : day + 1].mean(axis=0)
    return [
        {
            "rep_id": rep.rep_id,
            "criterion_id": id_on(CRITERION_IDS[index], settings.day(day), settings),
            "assessed_on": settings.day(day).isoformat(),
            "rating": str(int(np.clip(5 * round((seen[index] + leaning + off) / 5), 0, 100))),
            "went_well": None,
            "was_hard": None,
        }
        for index, off in zip(RATED, noise, strict=True)
    ]


def agree_goals(
    rep: Rep, plan: CoachingPlan, skill: Floats, settings: DemoSettings, *, has_deals: bool
) -> list[Row]:
    """Return one rep's goals: those of earlier quarters, and the open ones."""
    if rep.kind == "just_hired":
        return []
    rng = stream(settings.seed, "goals", rep.rep_id)
    goals = [_past_goal(rng, rep, skill, settings), *_open_goals(rng, rep, plan, skill, settings)]
    if not has_deals:
        goals = [goal for goal in goals if goal is None or goal["metric"] != "win_rate"]
    agreed = [goal for goal in goals if goal is not None]
    return [
        {"goal_id": f"G-{rep.rep_id}-{number:02d}", "rep_id": rep.rep_id, **goal}
        for number, goal in enumerate(agreed, 1)
    ]


def _past_goal(
    rng: np.random.Generator, rep: Rep, skill: Floats, settings: DemoSettings
) -> Row | None:
    """Return the goal of the quarter before the window, judged."""
    criterion, ambition = whole(rng, 0, CRITERIA - 3), pick(rng, (2, 3, 4, 5))
    due = settings.history_days - 1
    set_on = max(due - 87, 0)
    if settings.day(set_on) <= rep.hire_date:
        return None
    baseline = float(skill[set_on, criterion])
    target = round(baseline) + ambition
    return {
        "criterion_id": id_on(CRITERION_IDS[criterion], settings.day(set_on), settings),
        "metric": "current_score",
        "baseline": f"{baseline:.0f}",
        "target": str(target),
        "set_on": settings.day(set_on).isoformat(),
        "due_on": settings.day(due).isoformat(),
        "status": "met" if float(skill[due, criterion]) >= target else "missed",
    }


def _open_goals(
    rng: np.random.Generator, rep: Rep, plan: CoachingPlan, skill: Floats, settings: DemoSettings
) -> list[Row]:
    """Return what is to be reached next: on a criterion that is coached, and for some a rate."""
    window, end = settings.history_days, settings.days - 1
    coached = [c for c in range(3) if plan.first_day.get(c, 0) >= window - 45]
    chosen = coached[0] if coached else int(np.argmin(skill[window, :3]))
    set_on = min(max(window, settings.number(rep.hire_date) + 14) + whole(rng, 1, 8), end - 7)
    baseline = float(np.clip(normal(rng, float(skill[set_on, chosen]), 2), 5, 95))
    shared = {"set_on": settings.day(set_on).isoformat(), "status": "open"}
    goals: list[Row] = [
        {
            "criterion_id": CRITERION_IDS[chosen],
            "metric": "current_score",
            "baseline": f"{baseline:.0f}",
            "target": str(min(round(baseline) + pick(rng, (8, 10, 12, 15)), 92)),
            "due_on": settings.day(end + whole(rng, 30, 92)).isoformat(),
            **shared,
        }
    ]
    if chance(rng, 0.5):
        rate = 0.16 + 0.12 * rng.random()
        goals.append(
            {
                "criterion_id": None,
                "metric": "win_rate",
                "baseline": f"{rate:.2f}",
                "target": f"{rate + 0.04:.2f}",
                "due_on": settings.day(end + 60).isoformat(),
                **shared,
            }
        )
    return goals
