"""The QA rubric of the demonstration: criteria, how they are scored, and one change of rubric."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from review_kit.demo.settings import DemoSettings


@dataclass(frozen=True)
class SubCriterion:
    """One line of the scorecard below a criterion.

    ``offset`` is how much easier (+) or harder (−) it is than the criterion as a whole, in pp, and
    ``response`` how strongly coaching of the criterion moves it; both are centred by weight, so
    that they do not change the criterion's own level and effect.
    """

    criterion_id: str
    name: str
    weight: float
    scored_share: float
    offset: float
    response: float


@dataclass(frozen=True)
class Criterion:
    """One top-level criterion."""

    criterion_id: str
    name: str
    weight: float
    outcome_metric: str
    competency: str
    scale: int
    """Largest score: 100, or 5 where a call gets 1 to 5."""
    level: float
    """Company mean in percent."""
    coaching_weight: float
    """How readily managers take it up, relative to the others."""
    target: int
    parts: tuple[SubCriterion, ...] = ()
    scored_share: float = 0.96


RUBRIC: tuple[Criterion, ...] = (
    Criterion(
        "objection_handling", "Objection handling", 25, "win_rate", "Handling objections",
        100, 58, 1.9, 75,
        (
            SubCriterion("obj_price", "Price objection", 40, 0.86, -7, 0.75),
            SubCriterion("obj_competitor", "Competitor objection", 25, 0.62, 2, 1.1),
            SubCriterion("obj_timing", "“Not now” objection", 20, 0.66, 6, 1.2),
            SubCriterion("obj_confirm", "Confirms the concern is resolved", 15, 0.8, 7, 1.25),
        ),
    ),
    Criterion(
        "discovery", "Discovery", 20, "average_deal_size", "Discovery questions",
        5, 62, 1.4, 75,
        (
            SubCriterion("dis_impact", "Impact questions", 40, 0.9, -4, 1.1),
            SubCriterion("dis_process", "Decision process", 35, 0.82, -1, 0.9),
            SubCriterion("dis_listening", "Listens and follows up", 25, 0.95, 7, 1.0),
        ),
    ),
    Criterion(
        "value_proposition", "Value proposition", 20, "net_revenue", "Value messaging",
        100, 61, 1.3, 75,
        (
            SubCriterion("val_tailored", "Tailored to the buyer’s own words", 45, 0.92, -4, 1.1),
            SubCriterion("val_proof", "Proof: reference or number", 30, 0.8, 1, 1.0),
            SubCriterion("val_concise", "Said in under a minute", 25, 0.9, 6, 0.8),
        ),
    ),
    Criterion(
        "closing", "Closing", 15, "sales_cycle_days", "Closing and commitment",
        100, 60, 0.9, 70,
        (
            SubCriterion("clo_summary", "Sums up agreed value & terms", 45, 0.84, 3, 1.0),
            SubCriterion("clo_ask", "Asks for the decision", 55, 0.88, -2, 1.0),
        ),
    ),
    Criterion(
        "multi_threading", "Next steps and multi-threading", 10, "sales_cycle_days",
        "Multi-threading", 5, 63, 0.5, 75,
    ),
    Criterion(
        "rapport", "Rapport and trust", 10, "csat", "Rapport", 5, 72, 0.25, 80,
    ),
)  # fmt: skip
"""Top-level criteria, heaviest first. Weights add up to 100, those of parts too."""

CURRENT_RUBRIC = "2026.2"
EARLIER_RUBRIC = "2025.4"

REPLACED = {
    "val_tailored": ("val_pitch", "Delivers the pitch"),
    "rapport": ("small_talk", "Small talk and rapport"),
}
"""Criterion → id and name of what it replaced when the rubric changed."""

CRITERIA = len(RUBRIC)
CRITERION_IDS = tuple(criterion.criterion_id for criterion in RUBRIC)


@dataclass(frozen=True)
class Leaf:
    """What is scored on a call: a sub-criterion, or a criterion that has none."""

    criterion_id: str
    top: int
    weight: float
    scale: int
    scored_share: float
    offset: float
    response: float


def _leaves() -> tuple[Leaf, ...]:
    leaves = []
    for top, criterion in enumerate(RUBRIC):
        if not criterion.parts:
            leaves.append(
                Leaf(
                    criterion.criterion_id, top, 1.0, criterion.scale, criterion.scored_share, 0, 1
                )
            )
            continue
        total = sum(part.weight for part in criterion.parts)
        offset = sum(part.weight * part.offset for part in criterion.parts) / total
        response = sum(part.weight * part.response for part in criterion.parts) / total
        leaves += [
            Leaf(
                part.criterion_id,
                top,
                part.weight / total,
                criterion.scale,
                part.scored_share,
                part.offset - offset,
                part.response / response,
            )
            for part in criterion.parts
        ]
    return tuple(leaves)


LEAVES = _leaves()
LEAF_TOP = np.array([leaf.top for leaf in LEAVES])
LEAF_WEIGHT = np.array([leaf.weight for leaf in LEAVES])
LEAF_SCALE = np.array([leaf.scale for leaf in LEAVES])
LEAF_SCORED = np.array([leaf.scored_share for leaf in LEAVES])
LEAF_OFFSET = np.array([leaf.offset for leaf in LEAVES], dtype=float)
LEAF_RESPONSE = np.array([leaf.response for leaf in LEAVES], dtype=float)
TOP_SCALE = np.array([criterion.scale for criterion in RUBRIC])
TOP_LEVEL = np.array([criterion.level for criterion in RUBRIC], dtype=float)


def rubric_change(settings: DemoSettings) -> date:
    """Return the first day of the current rubric: two thirds into the history."""
    return settings.first_day + timedelta(days=settings.history_days * 2 // 3)


def criteria_rows(settings: DemoSettings) -> list[dict[str, str | None]]:
    """Return the rows of ``criteria``: every criterion, its parts, and the one replaced."""
    begin = (settings.first_day - timedelta(days=200)).isoformat()
    change = rubric_change(settings)

    def row(
        criterion_id: str, name: str, parent: str | None, weight: float, top: Criterion
    ) -> list[dict[str, str | None]]:
        new: dict[str, str | None] = {
            "criterion_id": criterion_id,
            "criterion": name,
            "parent_criterion_id": parent,
            "weight": f"{weight:g}",
            "outcome_metric": top.outcome_metric,
            "competency": top.competency,
            "rubric_version": EARLIER_RUBRIC,
            "valid_from": begin,
            "valid_to": None,
            "replaces_criterion_id": None,
        }
        if criterion_id not in REPLACED:
            return [new]
        old_id, old_name = REPLACED[criterion_id]
        last_day = (change - timedelta(days=1)).isoformat()
        old = new | {"criterion_id": old_id, "criterion": old_name, "valid_to": last_day}
        since = {"rubric_version": CURRENT_RUBRIC, "valid_from": change.isoformat()}
        return [old, new | since | {"replaces_criterion_id": old_id}]

    rows = []
    for top in RUBRIC:
        rows += row(top.criterion_id, top.name, None, top.weight, top)
        for part in top.parts:
            rows += row(part.criterion_id, part.name, top.criterion_id, part.weight, top)
    return rows


def id_on(criterion_id: str, day: date, settings: DemoSettings) -> str:
    """Return the id under which a criterion of today was known on a day."""
    if criterion_id in REPLACED and day < rubric_change(settings):
        return REPLACED[criterion_id][0]
    return criterion_id
