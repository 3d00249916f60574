"""The criteria that do not lead the packet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import THIN_MARK, Criterion, is_thin
from review_kit.documents.parts.outcome import (
    Outcome,
)
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.titles import heading_of
from review_kit.documents.parts.wording import DASH, score, weight
from review_kit.number_format import signed
from review_kit.words import say


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
            "points": "" if skill.verdict.basis is None else signed(skill.verdict.points),
            "interval": skill.verdict.interval,
            "verdict": skill.verdict.word,
            "sessions": skill.sessions_held or DASH,
        }
        for skill in skills
    ]


def overall_sentence(shown: Outcome | None) -> str:
    """Say the overall score beside its previous window and the group's median; empty without one.

    Where the previous window was not scored alike, how it is compared, or why not, follows.
    """
    if shown is None or shown.value is None or not shown.n:
        return ""
    sentence = _overall(shown)
    if not shown.note:
        return sentence
    return f"{sentence} {shown.note[0].upper()}{shown.note[1:]}."


def _overall(shown: Outcome) -> str:
    known: dict[str, str | int] = {"score": score(shown.value), "calls": shown.n or 0}
    if shown.previous is not None and shown.median is not None:
        return say(
            "packet-overall-both",
            **known,
            before=score(shown.previous),
            group=shown.median_label,
            median=score(shown.median),
        )
    if shown.previous is not None:
        return say("packet-overall-before", **known, before=score(shown.previous))
    if shown.median is not None:
        return say(
            "packet-overall-median", **known, group=shown.median_label, median=score(shown.median)
        )
    return say("packet-overall", **known)
