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


def first_points(rules: Sequence[Rule], rep: RepRecord, most: int) -> list[Point]:
    """Choose points in the order of the rules, one for each subject, and not all about the same side.

    Where both skills and results have something to say, each of the two has a place: the last point that
    is not the only one of its side makes room.
    """
    found = list(_unlike(rules, rep))
    chosen, rest = found[:most], found[most:]
    for side, other in ((SKILL, RESULT), (RESULT, SKILL)):
        late = next((point for point in rest if point.about == side), None)
        if late is None or any(point.about == side for point in chosen):
            continue
        of_other = [point for point in chosen if point.about == other]
        spare = [point for point in chosen if of_other != [point]]
        if spare:
            chosen.remove(spare[-1])
            chosen.append(late)
    return chosen


def _unlike(rules: Sequence[Rule], rep: RepRecord) -> Iterator[Point]:
    seen: set[str] = set()
    for rule in rules:
        for point in rule(rep):
            if point.subject not in seen:
                seen.add(point.subject)
                yield point
