"""What documents call those who score, and how they say who scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import joined, percent
from review_kit.metrics.scorers.labels import called, is_person
from review_kit.words import say

NOBODY: Mapping[str, str] = {}
"""Where no scorer has a name that the reader may see."""


def scorer_name(label: str, names: Mapping[str, str] = NOBODY) -> str:
    """Call a scorer in print: ``people``, ``QA-12``, ``the AI``, ``AI 2026-02``.

    Parameters
    ----------
    label
        Of :mod:`review_kit.metrics.scorers.labels`.
    names
        Id → name, of people whom the reader knows; others are called as the export calls them.

    Examples
    --------
    >>> [scorer_name(label) for label in ("human", "human:QA-12", "ai", "ai:2026-02")]
    ['people', 'QA-12', 'the AI', 'AI 2026-02']
    """
    name = called(label)
    if is_person(label):
        return names.get(name, name) or say("scorer-people")
    return say("scorer-ai-named", name=name) if name else say("scorer-ai")


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
        share = _share(row["share"])
        if row["people"]:
            parts.append(say("scorer-share-people", n=int(row["people"]), share=share))
        else:
            parts.append(say("scorer-share", scorer=scorer_name(row["scorer"]), share=share))
    return say("scorer-scored-by", scorers=joined(parts))


def _share(share: float) -> str:
    """Write a share so that one that is there is never nothing, and one that is not all never all."""
    if 0 < share < 0.01:
        return say("scorer-share-under", share=percent(0.01))
    if 0.99 < share < 1:
        return say("scorer-share-over", share=percent(0.99))
    return percent(share)
