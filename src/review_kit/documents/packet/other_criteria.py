"""The criteria that do not lead the packet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import THIN_MARK, Criterion, is_thin
from review_kit.documents.parts.criterion_words import verdict_words
from review_kit.documents.parts.outcome import (
    Outcome,
)
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.titles import heading_of
from review_kit.documents.parts.wording import DASH, score, weight


def other_criteria(rep: RepRecord) -> Block:
    """Show the criteria that do not lead the packet."""
    return block(
        "packet/other_criteria.html.j2",
        overall=overall_sentence(rep.metrics.get("overall_score")),
        rows=criteria_rows(rep.others, rep.context),
        thin_calls=rep.context.config.evidence.thin_calls,
        mark=THIN_MARK,
        current=heading_of("current_score", rep.context),
    )


def criteria_rows(skills: Sequence[Criterion], context: Context) -> list[dict[str, Any]]:
    """Give the rows of the table of criteria that do not lead the packet."""
    return [
        {
            "name": skill.name,
            "thin": THIN_MARK if is_thin(skill, context) else "",
            "weight": weight(skill.weight),
            "baseline": score(skill.baseline_score),
            "n_baseline": skill.n_baseline,
            "current": score(skill.current_score),
            "n_current": skill.n_current,
            "verdict": verdict_words(skill, context),
            "sessions": skill.sessions_held or DASH,
        }
        for skill in skills
    ]


def overall_sentence(shown: Outcome | None) -> str:
    """Say the overall score beside its window before and the group's median; empty without one."""
    if shown is None or shown.value is None or not shown.n:
        return ""
    text = f"Over all criteria, by weight, the score is {score(shown.value)} on {shown.n} calls"
    if shown.previous is not None:
        text = f"{text}, {score(shown.previous)} in the window before"
    if shown.median is not None:
        text = f"{text}; the {shown.median_label}'s median is {score(shown.median)}"
    return f"{text}."
