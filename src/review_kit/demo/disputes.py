"""Disputes about scores, and what reps said to the packet of the quarter before."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from review_kit.demo.evaluations import Evaluations
from review_kit.demo.people import Rep
from review_kit.demo.settings import DemoSettings
from review_kit.demo.streams import chance, pick, stream, whole

Row = dict[str, str | None]

STATEMENTS = (
    "Two of my calls in that quarter were renewals; the rubric does not fit them.",
    "I agree with the numbers. The price objection is what I want to work on.",
    "My sessions in the second month were moved three times.",
)
READ_SHARE = 0.6
"""Share of reps who confirmed that they read their last packet."""


def raise_disputes(rep: Rep, evaluations: Evaluations, settings: DemoSettings) -> list[Row]:
    """Return the disputes of one rep about scores of the platform in the window: up to two."""
    rng = stream(settings.seed, "disputes", rep.rep_id)
    window = settings.number(settings.window_start)
    by_platform = (
        np.asarray(evaluations.columns["evaluator"].to_numpy(zero_copy_only=False)) == "ai"
    )
    candidates = np.flatnonzero((evaluations.day >= window) & by_platform)
    rows: list[Row] = []
    for number in range(whole(rng, 0, 2)):
        wanted, after, later = rng.random(), whole(rng, 1, 5), whole(rng, 2, 9)
        status = pick(rng, ("open", "upheld", "overturned"), (0.2, 0.4, 0.4))
        raised_by = pick(rng, ("rep", "manager"), (0.8, 0.2))
        if not len(candidates):
            continue
        at = int(candidates[min(int(wanted * len(candidates)), len(candidates) - 1)])
        cells = {name: column[at].as_py() for name, column in evaluations.columns.items()}
        raised = settings.day(int(evaluations.day[at])) + timedelta(days=after)
        resolved = raised + timedelta(days=later)
        if raised > settings.as_of:
            continue
        score, most = int(cells["score"]), int(cells["max_score"])
        better = min(most, score + max(1, most // 10))
        if resolved > settings.as_of:
            status = "open"
        elif status == "overturned" and better == score:
            status = "upheld"
        rows.append(
            {
                "dispute_id": f"D-{rep.rep_id}-{number + 1}",
                "evaluation_id": cells["evaluation_id"],
                "criterion_id": cells["criterion_id"],
                "raised_on": raised.isoformat(),
                "raised_by": raised_by,
                "status": status,
                "resolved_on": None if status == "open" else resolved.isoformat(),
                "score_after": str(better) if status == "overturned" else None,
            }
        )
    return rows


def acknowledge(rep: Rep, settings: DemoSettings) -> list[Row]:
    """Return what one rep confirmed to have read in the window, some with a statement."""
    rng = stream(settings.seed, "acknowledgements", rep.rep_id)
    read, says, days = chance(rng, READ_SHARE), chance(rng, 0.4), whole(rng, 2, 12)
    statement = pick(rng, STATEMENTS)
    day = settings.window_start + timedelta(days=days)
    if not read or day <= rep.hire_date:
        return []
    return [
        {
            "rep_id": rep.rep_id,
            "document": f"Review packet to {settings.window_start - timedelta(days=1):%Y-%m-%d}",
            "acknowledged_on": day.isoformat(),
            "statement": statement if says else None,
        }
    ]
