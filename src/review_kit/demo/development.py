"""Skills matrix and goals: what managers rate each quarter, and what they agree to reach."""

from __future__ import annotations

import numpy as np

from review_kit.demo.coaching import CoachingPlan
from review_kit.demo.people import Rep
from review_kit.demo.rubric import CRITERIA, CRITERION_IDS, RUBRIC
from review_kit.demo.settings import DemoSettings
from review_kit.demo.skills import Floats
from review_kit.demo.streams import chance, normal, pick, stream, whole

Row = dict[str, str | None]

LEVEL_EDGES = (50.0, 61.0, 72.0)
"""True skill from which a competency is rated 2, 3 and 4."""
RATING_NOISE = 3.0


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


def agree_goals(
    rep: Rep, plan: CoachingPlan, skill: Floats, settings: DemoSettings, *, has_deals: bool
) -> list[Row]:
    """Return one rep's goals: those of earlier quarters, and the open ones."""
    if rep.kind == "just_hired":
        return []
    rng = stream(settings.seed, "goals", rep.rep_id)
    rows: list[Row] = []

    def add(metric: str, baseline: str, target: str, set_on: int, due_on: int, status: str) -> None:
        rows.append(
            {
                "goal_id": f"G-{rep.rep_id}-{len(rows) + 1:02d}",
                "rep_id": rep.rep_id,
                "criterion_id": None,
                "metric": metric,
                "baseline": baseline,
                "target": target,
                "set_on": settings.day(set_on).isoformat(),
                "due_on": settings.day(due_on).isoformat(),
                "status": status,
            }
        )

    window, end = settings.history_days, settings.days - 1
    past = whole(rng, 0, CRITERIA - 3)
    start, due = max(window - 88, 0), window - 1
    if settings.day(start) > rep.hire_date:
        baseline = float(skill[start, past])
        target = round(baseline) + pick(rng, (3, 5, 6, 8))
        met = float(skill[due, past]) >= target
        add("current_score", f"{baseline:.0f}", str(target), start, due, "met" if met else "missed")
        rows[-1]["criterion_id"] = CRITERION_IDS[past]

    coached = [c for c in range(3) if c in plan.first_day and plan.first_day[c] >= window - 45]
    chosen = coached[0] if coached else int(np.argmin(skill[window, :3]))
    set_on = min(max(window, settings.number(rep.hire_date) + 14) + whole(rng, 1, 8), end - 7)
    baseline = float(np.clip(normal(rng, float(skill[set_on, chosen]), 2), 5, 95))
    target = min(round(baseline) + pick(rng, (8, 10, 12, 15)), 92)
    add(
        "current_score",
        f"{baseline:.0f}",
        str(target),
        set_on,
        end + whole(rng, 30, 92),
        "open",
    )
    rows[-1]["criterion_id"] = CRITERION_IDS[chosen]
    if has_deals and chance(rng, 0.5):
        rate = 0.16 + 0.12 * rng.random()
        add("win_rate", f"{rate:.2f}", f"{rate + 0.04:.2f}", set_on, end + 60, "open")
    return rows
