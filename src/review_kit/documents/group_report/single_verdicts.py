"""The verdicts on single coached skills, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

from review_kit.documents.group_report.figure_strip import Figure
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.section import section
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.verdict import verdict_word
from review_kit.documents.parts.wording import (
    capitalised,
    isolated,
    joined,
    points,
    signed_points,
)
from review_kit.metrics.skill_verdicts import Basis, SkillVerdict
from review_kit.words import say

PRAISED = 3
"""Improved skills that are named."""


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
        lead=coached_skills(coached),
        praise=praise(coached, group.rep_names) if group.is_team else "",
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


def coached_skills(coached: Sequence[Row]) -> str:
    """Say which skills were coached, of how many reps each, those of most reps first.

    Parameters
    ----------
    coached
        Rows of ``rep_criteria``, one of each rep and skill: ``criterion``.
    """
    reps = Counter(row["criterion"] for row in coached)
    said = [
        say("reports-single-coached-one", skill=in_sentence(criterion), n=n)
        for criterion, n in sorted(reps.items(), key=lambda one: (-one[1], one[0]))
    ]
    return say("reports-single-coached", skills=joined(said))


def praise(coached: Sequence[Row], names: Mapping[str, str]) -> str:
    """Name whose coached skills improved, the furthest first; empty where none did.

    Parameters
    ----------
    coached
        Rows of ``rep_criteria``: ``rep_id``, ``criterion``, ``verdict``, ``verdict_points`` (pp).
    names
        Names by rep id.
    """
    improved = [row for row in coached if row["verdict"] == SkillVerdict.IMPROVED]
    improved.sort(key=lambda row: (-row["verdict_points"], row["rep_id"], row["criterion"]))
    if not improved:
        return ""
    said = [
        say(
            "reports-single-praise-one",
            rep=isolated(names[row["rep_id"]]),
            skill=in_sentence(row["criterion"]),
            points=signed_points(row["verdict_points"]),
        )
        for row in improved[:PRAISED]
    ]
    more = len(improved) - len(said)
    return say("reports-single-praise", who=joined(said), more=more)


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
