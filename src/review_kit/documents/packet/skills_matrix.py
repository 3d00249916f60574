"""The skills matrix: levels, and how they moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import DASH, number
from review_kit.number_format import signed
from review_kit.words import say


def skills_matrix(rep: RepRecord) -> Block:
    """Show the rep's levels and how they moved against the previous window."""
    matrix = rep.data.rows("matrix")
    return block(
        "packet/skills_matrix.html.j2",
        halves=_halves(matrix_rows(matrix)),
        sentence=matrix_sentence(matrix),
        levels=LEVELS,
    )


def _halves(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Give the rows as two tables side by side; a few as one."""
    if len(rows) < 4:
        return [rows] if rows else []
    middle = (len(rows) + 1) // 2
    return [rows[:middle], rows[middle:]]


LEVELS = 4
"""Levels of the skills matrix."""


def matrix_rows(matrix: Sequence[Row]) -> list[dict[str, Any]]:
    """Give the skills matrix, lowest level first, with the movement against the previous window.

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


def matrix_sentence(matrix: Sequence[Row]) -> str:
    """Say in one sentence how the matrix moved; empty without a rating.

    Parameters
    ----------
    matrix
        Rows of ``matrix``: ``movement`` (levels).
    """
    if not matrix:
        return ""
    compared = [row for row in matrix if row["movement"] is not None]
    if not compared:
        return say("packet-matrix-first", rated=len(matrix))
    up = sum(row["movement"] > 0 for row in compared)
    down = sum(row["movement"] < 0 for row in compared)
    return say("packet-matrix-moved", up=up, down=down, rated=len(compared))
