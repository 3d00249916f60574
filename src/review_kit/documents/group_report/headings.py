"""Headings of the sections of a report, printed by it so that they are said in its language."""

from __future__ import annotations

from collections.abc import Mapping

from review_kit.documents.parts.block import Block, block
from review_kit.errors import ConfigurationError
from review_kit.words import say

SECTIONS: Mapping[str, str] = {
    "effect": "reports-section-effect",
    "changed": "reports-section-changed",
    "results": "reports-section-results",
    "skills": "reports-section-skills",
    "teams": "reports-section-teams",
    "reps": "reports-section-reps",
    "ramp": "reports-section-ramp",
    "managers": "reports-section-managers",
    "scorers": "reports-section-scorers",
    "method": "reports-section-method",
}
"""Section → the message that heads it."""

NEW_PAGE = frozenset({"effect"})
"""Sections that begin a page: what comes after page one. All others flow on."""


def section(name: str) -> Block:
    """Head a section.

    Raises
    ------
    ConfigurationError
        A report has no such section.
    """
    if name not in SECTIONS:
        raise ConfigurationError(
            f"a report has no section '{name}'", f"There are {', '.join(SECTIONS)}."
        )
    return block(
        "group_report/heading.html.j2", text=say(SECTIONS[name]), flows=name not in NEW_PAGE
    )
