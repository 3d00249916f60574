"""What keeps coming back, where it points, and the skills matrix: the leading detail of the record."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.performance import Outcome
from review_kit.documents.parts.sentences import a_quarter, before, in_sentence
from review_kit.documents.parts.wording import (
    DASH,
    count_word,
    counted,
    half_width,
    joined,
    number,
    short_span,
)
from review_kit.number_format import signed

LINES = {
    "diagnose": "diagnose what stands in the way",
    "performance_conversation": "change the approach: agree on another way to work on it",
}
"""The two lines of ``theme_recurrence``, as the rep reads them. That the second asks for a performance
conversation stands in the copies of the manager and of leaders."""

GAPS = {
    "system": ("System", "the record is missing, so complete the log first"),
    "will": ("Will", "agree fewer commitments, each with a date and something that can be checked"),
    "knowledge": ("Knowledge", "first settle what good looks like: a rating or a rubric level"),
    "skill": ("Skill", "practise it: role-play, shadowing, another way of coaching it"),
    "working": ("Working", "keep going"),
}
"""Routing of a coaching → its name in print, and what it suggests."""

LEVELS = 4
"""Levels of the skills matrix."""


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
            "change": DASH if row["movement"] is None else signed(row["movement"]),
            "interval": _interval(row),
            "line": theme_line(row, risen),
        }
        for row in back
    ]


def _interval(row: Row) -> str:
    half = half_width(row["low"], row["high"])
    return "" if half is None else f"± {half:.0f}"


def theme_line(row: Row, risen: Container[str]) -> str:
    """Say what a theme's recurrence calls for; where nothing does, whether it stopped or is moving.

    Scores around the sessions rise by themselves, as low ones are coached: that it moves is said only
    where a rise of the skill may be claimed.
    """
    if row["line"]:
        return LINES[row["line"]]
    if row["criterion_id"] is None:
        return "no skill named, so no score to follow"
    if row["movement"] is None:
        return "too few calls to say"
    if row["stopped"]:
        return "no longer coming back"
    return "moving" if row["moved"] and row["criterion_id"] in risen else "not clear yet"


def single_themes(themes: Sequence[Row]) -> str:
    """Say which themes came up once; empty where there is none.

    A theme that stopped and was taken up again has a row for each time; one that came back in any of
    them did not come up once.
    """
    back = {row["theme"].casefold() for row in themes if row["sessions"] > 1}
    alone = [row["theme"] for row in themes if row["theme"].casefold() not in back]
    once = list(dict.fromkeys(alone))
    if not once:
        return ""
    if len(once) > 4:
        return f"{len(once)} other themes came up once."
    return f"Came up once: {joined([in_sentence(theme) for theme in once])}."


def gap_rows(gaps: Sequence[Row], names: Mapping[str, str]) -> list[dict[str, str]]:
    """Give one line for each coached criterion: where the routing points, on which evidence."""
    return [
        {
            "criterion": names.get(row["criterion_id"], row["criterion_id"]),
            "gap": GAPS[row["gap"]][0],
            "evidence": row["evidence"],
            "suggests": GAPS[row["gap"]][1],
        }
        for row in gaps
    ]


def matrix_rows(matrix: Sequence[Row]) -> list[dict[str, Any]]:
    """Give the skills matrix, lowest level first, with the movement against the window before."""
    rated = sorted(matrix, key=lambda row: (row["level"], row["competency"]))
    return [
        {
            "competency": row["competency"],
            "level": number(row["level"]),
            "steps": int(row["level"]),
            "before": number(row["previous_level"]),
            "movement": DASH if row["movement"] is None else signed(row["movement"]),
        }
        for row in rated
    ]


def matrix_sentence(matrix: Sequence[Row], days: int) -> str:
    """Say in one sentence how the matrix moved; empty without a rating.

    Parameters
    ----------
    days
        Length of the window.
    """
    if not matrix:
        return ""
    compared = [row for row in matrix if row["movement"] is not None]
    if not compared:
        return f"{counted(len(matrix), 'competency', 'competencies')} rated, none {before(days)}."
    up = sum(row["movement"] > 0 for row in compared)
    down = sum(row["movement"] < 0 for row in compared)
    whole = counted(len(compared), "competency", "competencies")
    if len(compared) < len(matrix):
        whole = f"the {whole} rated in both quarters"
    if not up and not down:
        return f"All {whole} stand where they stood {before(days)}." if len(compared) > 1 else ""
    parts = [f"{count_word(up)} of {whole} rose"] if up else []
    if down:
        parts.append(f"{count_word(down)} {'fell' if up else f'of {whole} fell'}")
    text = joined(parts)
    against = "quarter" if a_quarter(days) else "window"
    return f"{text[0].upper()}{text[1:]} against the {against} before."


def self_view_sentence(shown: Outcome | None) -> str:
    """Say how the rep's own ratings compare with the QA scores before the sessions."""
    if shown is None or shown.value is None or not shown.n:
        return ""
    sessions = counted(shown.n, "session")
    if shown.low is not None and shown.high is not None and shown.low <= 0 <= shown.high:
        return f"Own ratings and QA scores before the session agree within chance ({sessions})."
    gap = round(abs(shown.value))
    if gap == 0:
        return f"Own ratings and QA scores before the session agree ({sessions})."
    side = "above" if shown.value > 0 else "below"
    return (
        f"Own ratings were {counted(gap, 'point')} {side} the QA score before the session, "
        f"on average over {sessions}."
    )
