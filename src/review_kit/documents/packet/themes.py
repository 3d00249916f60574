"""Themes that came back, and what their recurrence calls for."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.wording import (
    DASH,
    half_width,
    joined,
    short_span,
)
from review_kit.number_format import signed


def themes(rep: RepRecord) -> Block:
    """Show the themes that came back, and what their recurrence calls for."""
    rows = rep.data.rows("themes")
    return block(
        "packet/themes.html.j2",
        rows=theme_rows(rows, rep.criteria_names, risen_criteria(rep)),
        once=single_themes(rows),
    )


LINES = {
    "diagnose": "diagnose what stands in the way",
    "performance_conversation": "change the approach: agree on another way to work on it",
}
"""The two lines of ``theme_recurrence``, as the rep reads them. That the second asks for a performance
conversation stands in the copies of the manager and of leaders."""


def risen_criteria(rep: RepRecord) -> set[str]:
    """Criteria of which a rise may be claimed, and the sub-criteria of these."""
    top = {skill.criterion_id for skill in (*rep.focus, *rep.others) if skill.verdict.direction > 0}
    parts = {row["criterion_id"] for row in rep.criteria if row["parent_criterion_id"] in top}
    return top | parts


def theme_rows(
    themes: Sequence[Row], names: Mapping[str, str], risen: Container[str]
) -> list[dict[str, str]]:
    """Give the themes that came back, those that call for something first.

    Parameters
    ----------
    themes
        Rows of ``themes``.
    names
        Criterion id → name.
    risen
        Criteria of which a rise may be claimed, and their sub-criteria.
    """
    back = [row for row in themes if row["sessions"] > 1]
    rank = {"performance_conversation": 0, "diagnose": 1}
    back.sort(key=lambda row: (rank.get(row["line"] or "", 2), -row["sessions"], row["theme"]))
    return [
        {
            "theme": row["theme"],
            "criterion": names.get(row["criterion_id"] or "", ""),
            "sessions": str(int(row["sessions"])),
            "days": short_span(row["first_on"], row["last_on"]),
            # around its sessions; the verdict on the skill stands where nothing is called for
            "change": signed(row["movement"]) if row["line"] else DASH,
            "interval": _interval(row) if row["line"] else "",
            "line": theme_line(row, risen),
        }
        for row in back
    ]


def _interval(row: Row) -> str:
    half = half_width(row["low"], row["high"])
    return "" if half is None else f"± {half:.0f}"


def theme_line(row: Row, risen: Container[str]) -> str:
    """Say what a theme's recurrence calls for; where nothing does any more, whether it stopped or is moving.

    Scores around the sessions rise by themselves, as low ones are coached: that it moves is said where
    the verdict is that the skill improved, and only there.

    Parameters
    ----------
    row
        Row of ``themes``: ``line``, ``stopped``, ``criterion_id``, ``movement`` (pp).
    """
    if row["line"] and row["stopped"]:
        return "no longer coming back; no rise either"
    if row["line"]:
        return LINES[row["line"]]
    if row["criterion_id"] is None:
        return "no skill named, so no score to follow"
    if row["movement"] is None:
        return "too few calls to say"
    if row["stopped"]:
        return "no longer coming back"
    if row["criterion_id"] not in risen:
        return "not clear yet"
    return "moving" if row["moved"] else "the skill improved meanwhile"


def single_themes(themes: Sequence[Row]) -> str:
    """Say which themes came up once; empty where there is none.

    A theme that stopped and was taken up again has a row for each time; one that came back in any of
    them did not come up once.

    Parameters
    ----------
    themes
        Rows of ``themes``: ``theme``, ``sessions``.
    """
    back = {row["theme"].casefold() for row in themes if row["sessions"] > 1}
    alone = [row["theme"] for row in themes if row["theme"].casefold() not in back]
    once = list(dict.fromkeys(alone))
    if not once:
        return ""
    if len(once) > 4:
        return f"{len(once)} other themes came up once."
    return f"Came up once: {joined([in_sentence(theme) for theme in once])}."
