"""One thing to say in a conversation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from review_kit.documents.parts.rep_record import RepRecord

SKILL, RESULT, PRACTICE = "skill", "result", "practice"
"""What a point is about: a score, a sales result, or how the two work together."""


@dataclass(frozen=True)
class Point:
    """One thing to praise, or one question to ask.

    Parameters
    ----------
    about
        ``skill``, ``result`` or ``practice``.
    subject
        The criterion, metric or practice that it is about; a packet says one thing about each.
    text
        One or two whole sentences, with the number in them.
    """

    about: str
    subject: str
    text: str


Rule = Callable[[RepRecord], Iterable[Point]]
"""Gives the points of one kind that a rep's record carries, the weightiest first."""


def first_points(
    rules: Sequence[Rule], rep: RepRecord, most: int, taken: Iterable[str] = ()
) -> list[Point]:
    """Choose points in the order of the rules, one for each subject, and not all about the same side.

    Where both skills and results have something to say, each of the two has a place.

    Parameters
    ----------
    taken
        Subjects that are spoken of already.
    """
    seen = set(taken)
    found = list(_unlike(rules, rep, seen))
    chosen = found[:most]
    for side in (SKILL, RESULT):
        rest = [point for point in found[most:] if point.about == side]
        if rest and len(chosen) == most and all(point.about != side for point in chosen):
            chosen[-1] = rest[0]
            break
    return chosen


def _unlike(rules: Sequence[Rule], rep: RepRecord, seen: set[str]) -> Iterator[Point]:
    for rule in rules:
        for point in rule(rep):
            if point.subject not in seen:
                seen.add(point.subject)
                yield point
