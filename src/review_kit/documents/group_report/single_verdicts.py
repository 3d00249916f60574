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
from review_kit.documents.parts.wording import capitalised, counted
from review_kit.metrics.skill_verdicts import Basis, SkillVerdict


def single_verdicts(group: GroupRecord) -> Block:
    """Show the verdicts on the skills that were coached in the window, each as in its rep's packet."""
    coached = [row for row in group.top_criteria if row["sessions_held"] > 0]
    title = "Coached skills one by one"
    if not coached:
        return section(title, "No skill was coached in this window.")
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
    of = f"of {counted(len(coached), 'coached skill')}"
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
    return (
        "Each is one skill of one rep, against what we would expect without coaching, "
        f"± {median(halves):.0f} points in the middle. One skill rests on few calls, so most of them are "
        "“too early to tell”, even where coaching helps. The average over all of them says more than any one."
    )
