"""The skills matrix: levels, and how they moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.sentences import a_quarter, before
from review_kit.documents.parts.wording import (
    DASH,
    capitalised,
    count_word,
    counted,
    joined,
    number,
)
from review_kit.number_format import signed


def skills_matrix(rep: RepRecord) -> Block:
    """Show the rep's levels and how they moved against the window before."""
    matrix, days = rep.data.rows("matrix"), rep.context.window_days
    return block(
        "packet/skills_matrix.html.j2",
        rows=matrix_rows(matrix),
        sentence=matrix_sentence(matrix, days),
        before=capitalised(before(days)),
        levels=LEVELS,
    )


LEVELS = 4
"""Levels of the skills matrix."""


def matrix_rows(matrix: Sequence[Row]) -> list[dict[str, Any]]:
    """Give the skills matrix, lowest level first, with the movement against the window before.

    Parameters
    ----------
    matrix
        Rows of ``matrix``: ``competency``, ``level`` (1–4), ``previous_level``, ``movement``
        (levels).
    """
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
    matrix
        Rows of ``matrix``: ``movement`` (levels).
    days
        Length of the window.
    """
    if not matrix:
        return ""
    compared = [row for row in matrix if row["movement"] is not None]
    if not compared:
        return f"{counted(len(matrix), 'competency', 'competencies')} rated, none {before(days)}."
    period = "quarter" if a_quarter(days) else "window"
    up = sum(row["movement"] > 0 for row in compared)
    down = sum(row["movement"] < 0 for row in compared)
    whole = counted(len(compared), "competency", "competencies")
    if len(compared) < len(matrix):
        whole = f"the {whole} rated in both {period}s"
    if not up and not down:
        return f"All {whole} stand where they stood {before(days)}." if len(compared) > 1 else ""
    parts = [f"{count_word(up)} of {whole} rose"] if up else []
    if down:
        parts.append(f"{count_word(down)} {'fell' if up else f'of {whole} fell'}")
    text = joined(parts)
    return f"{text[0].upper()}{text[1:]} against the {period} before."
