"""What documents call those who score, and how they say who scored."""

from __future__ import annotations

from collections.abc import Sequence

from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import counted, joined, percent
from review_kit.metrics.scorers.labels import called, is_person


def scorer_name(label: str) -> str:
    """Call a scorer in print: ``people``, ``QA-12``, ``the AI``, ``AI 2026-02``.

    Examples
    --------
    >>> [scorer_name(label) for label in ("human", "human:QA-12", "ai", "ai:2026-02")]
    ['people', 'QA-12', 'the AI', 'AI 2026-02']
    """
    name = called(label)
    if is_person(label):
        return name or "people"
    return f"AI {name}" if name else "the AI"


def who_scored(shares: Sequence[Row]) -> str:
    """Say who gave the scores of a document, where more than one did; else nothing.

    Parameters
    ----------
    shares
        Rows of ``scorer_shares`` of one rep: ``scorer``, ``people``, ``share``.
    """
    several_people = any(row["people"] > 1 for row in shares)
    if len(shares) < 2 and not several_people:
        return ""
    ordered = sorted(shares, key=lambda row: (-row["share"], row["scorer"]))
    parts = []
    for row in ordered:
        name = scorer_name(row["scorer"])
        if row["people"]:
            name = counted(int(row["people"]), "person", "people", words=True)
        parts.append(f"{name} {_share(row['share'])}")
    return f"Scored by {joined(parts)}."


def _share(share: float) -> str:
    """Write a share so that one that is there is never nothing, and one that is not all never all."""
    if 0 < share < 0.01:
        return f"under {percent(0.01)}"
    if 0.99 < share < 1:
        return f"over {percent(0.99)}"
    return percent(share)
