"""How near a heading is to a name that is known: by its words, whatever stands around them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from review_kit.sources.files.header import plain_name

NEAR = 0.8
"""Similarity of two names, from 0 to 1, from which on one may be meant for the other."""
_EXTRA_WORDS = 2
"""Words that a heading may have besides those of a known name: "Commitment made"."""

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}")
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_WORDS = re.compile(r"[^\W_]+")
_FILLERS = frozenset({"the", "of", "a", "an", "is", "c"})
"""Words that tell nothing apart; ``c`` is the end of a custom field's name (``Theme__c``)."""


def words_of(name: str) -> tuple[str, ...]:
    """Words of a heading in lower case, without units in brackets, signs and filling words."""
    plain = plain_name(_CAMEL.sub(" ", _BRACKETS.sub(" ", name)))
    words = tuple(word for word in _WORDS.findall(plain) if word not in _FILLERS)
    return words or tuple(_WORDS.findall(plain))


def similarity(heading: str, known: str) -> float:
    """How near a heading is to a known name: 1 for the same words, whatever stands around them."""
    ours, theirs = words_of(heading), words_of(known)
    if not ours or not theirs:
        return 0.0
    if sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs):
        return 1.0
    if set(theirs) < set(ours) and len(ours) - len(theirs) <= _EXTRA_WORDS:
        return 0.9
    # words in common make no two names alike: "Opportunity Name" is no "Opportunity Owner"
    rest = " ".join(word for word in ours if word not in theirs)
    other = " ".join(word for word in theirs if word not in ours)
    return difflib.SequenceMatcher(None, rest, other).ratio() if rest and other else 0.5


def nearest(name: str, candidates: Iterable[str], at_least: float = NEAR) -> str | None:
    """Return the candidate most like ``name``; None where none is near."""
    scored = [(similarity(each, name), each) for each in candidates]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= at_least else None
