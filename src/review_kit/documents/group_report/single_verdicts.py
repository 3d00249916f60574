"""The verdicts on single coached skills, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from review_kit.documents.group_report.figure_strip import Figure
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.section import section
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.verdict import verdict_word
from review_kit.documents.parts.wording import capitalised, points
from review_kit.metrics.skill_verdicts import Basis, SkillVerdict
from review_kit.words import say


def single_verdicts(group: GroupRecord) -> Block:
    """Show the verdicts on the skills that were coached in the window, each as in its rep's packet."""
    coached = [row for row in group.top_criteria if row["sessions_held"] > 0]
    title = say("reports-single-title")
    if not coached:
        return section(title, say("reports-no-skill-coached"))
    return block(
        "group_report/strip.html.j2",
        title=title,
        strips=[single_figures(coached)],
        note=single_note(coached),
    )


def single_figures(coached: Sequence[Row]) -> list[Figure]:
    """Count the verdicts on coached skills.

    Parameters
    ----------
    coached
        Rows of ``rep_criteria``: ``verdict``.
    """
    found = Counter(row["verdict"] for row in coached)
    of = say("reports-single-of", n=len(coached))
    return [Figure(capitalised(verdict_word(kind)), str(found[kind]), of) for kind in SkillVerdict]


def single_note(coached: Sequence[Row]) -> str:
    """Say why most single verdicts cannot be told; empty where no skill can be compared.

    Parameters
    ----------
    coached
        Rows of ``rep_criteria``: ``verdict_basis``, ``verdict_high`` (pp), ``verdict_low`` (pp).
    """
    halves = [
        (row["verdict_high"] - row["verdict_low"]) / 2
        for row in coached
        if row["verdict_basis"] == Basis.EXPECTED
    ]
    if not halves:
        return ""
    return say("reports-single-note", points=points(median(halves)))
