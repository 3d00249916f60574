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
from review_kit.documents.parts.wording import (
    counted,
)
from review_kit.metrics.effect.gaps import CANNOT_TELL_YET
from review_kit.metrics.effect.rows import FOLLOW_UP_DAYS
from review_kit.metrics.window_change import DECLINED, IMPROVED


def single_verdicts(group: GroupRecord) -> Block:
    """Show how many coached skills improved, declined, or cannot be told yet."""
    note = single_note(group.top_criteria)
    title = "Coached skills one by one"
    if not note:
        return section(title, "No coached skill can be judged by itself yet.")
    return block(
        "group_report/strip.html.j2",
        title=title,
        strips=[single_figures(group.top_criteria)],
        note=note,
    )


def single_figures(skills: Sequence[Row]) -> list[Figure]:
    """Count the verdicts on single coached skills, and those that have none yet.

    Parameters
    ----------
    skills
        Rows of ``rep_criteria``: ``expected_gap_verdict``, ``expected_gap_ready_on``.
    """
    found = Counter(row["expected_gap_verdict"] for row in skills)
    pending = sum(row["expected_gap_ready_on"] is not None for row in skills)
    total = sum(found[name] for name in (IMPROVED, DECLINED, CANNOT_TELL_YET))
    of = f"of {counted(total, 'coached skill')}"
    return [
        Figure("Improved", str(found[IMPROVED]), of),
        Figure("Declined", str(found[DECLINED]), of),
        Figure("Cannot tell yet", str(found[CANNOT_TELL_YET]), of),
        Figure("Still followed up", str(pending), f"first session under {FOLLOW_UP_DAYS} days ago"),
    ]


def single_note(skills: Sequence[Row]) -> str:
    """Say why most single verdicts cannot be told; empty where no skill has one.

    Parameters
    ----------
    skills
        Rows of ``rep_criteria``: ``expected_gap_high`` (pp), ``expected_gap_low`` (pp),
        ``expected_gap_verdict``.
    """
    halves = [
        (row["expected_gap_high"] - row["expected_gap_low"]) / 2
        for row in skills
        if row["expected_gap_verdict"] is not None
    ]
    if not halves:
        return ""
    return (
        f"Each is a rep's skill against what was expected of it without coaching, ± {median(halves):.0f} pp "
        "at the median: one skill rests on a few calls. So most single verdicts must be “cannot tell yet”, "
        "also where coaching helps; the mean over all of them says more than any one."
    )
