"""What the weights of a rubric add up to, for people to see before anything rests on it."""

from __future__ import annotations

import duckdb

from review_kit.contracts.engine import fetch
from review_kit.words import say

_SHOWN = 6
"""Weights that a sum is written out with."""


def weight_sums(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return a sentence for each version: the weights at the top with their sum, and those of parts.

    Parameters
    ----------
    connection
        It has ``cast_criteria``: every row of the rubric, typed.
    """
    rows = fetch(
        connection,
        "SELECT coalesce(c.rubric_version, ''), coalesce(c.parent_criterion_id, ''), "
        "coalesce(any_value(p.criterion), ''), sum(c.weight), count(*), "
        f"list(c.weight ORDER BY c._position)[:{_SHOWN}], min(c._position) AS first "
        "FROM cast_criteria AS c LEFT JOIN cast_criteria AS p "
        "ON p.criterion_id = c.parent_criterion_id "
        "WHERE c.weight IS NOT NULL GROUP BY 1, 2 ORDER BY first",
    )
    sentences = []
    for version in dict.fromkeys(row[0] for row in rows):
        of_version = [row for row in rows if row[0] == version]
        parts = "; ".join(
            say("weights-of-part", name=name or parent, total=f"{total:g}")
            for _, parent, name, total, *_ in of_version
            if parent
        )
        tops = [_written_out(row[3], row[4], row[5]) for row in of_version if not row[1]]
        if not tops:
            sentences.append(say("weights-of-parts", parts=parts))
        elif parts:
            sentences.append(
                say("weights-of-version-and-parts", version=version, sum=tops[0], parts=parts)
            )
        else:
            sentences.append(say("weights-of-version", version=version, sum=tops[0]))
    return tuple(sentences)


def _written_out(total: float, count: int, weights: list[float]) -> str:
    if count == 1:
        return f"{total:g}"
    known = {"total": f"{total:g}", "terms": " + ".join(f"{weight:g}" for weight in weights)}
    if count > len(weights):
        return say("weights-written-out-more", **known, n=count - len(weights))
    return say("weights-written-out", **known)
