"""Answers of a scorecard that carry more than a number: ``4 - Good``, ``4/5``, ``Good (4)``, ``58%``.

Each has a number and may say what it is of. An answer that has none (``Yes``) stays as it is, so that a
value map can say what it means.
"""

from __future__ import annotations

import re

from review_kit.sources.profiles.column import AnswerPart
from review_kit.sources.sql import literal

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_OF = rf"(?:\s*(?:/|\bof\b|\bout of\b|\bvon\b|\bsur\b|\bde\b|\bdi\b|\bvan\b)\s*{_NUMBER})"
_POINTS = r"(?:\s*(?:points?|pts?\.?|punkte?))?"
_PATTERNS = (
    # 4/5 · 4 of 5 · 4 - Good · 4: Good · 4 (Good) · 4/5 – Good
    rf"(?i)^{_NUMBER}{_OF}?{_POINTS}(?:\s*[-–—:=.)(]\s*[^\d\s].*)?$",
    # Good (4) · Good - 4/5
    rf"(?i)^[^\d]*[^\d\s]\s*[-–—:=(]\s*{_NUMBER}{_OF}?{_POINTS}\s*\)?$",
)
_PERCENT = rf"^{_NUMBER}\s*%$"
_WORDS = frozenset({"yes", "no", "pass", "fail", "passed", "failed", "met", "not met"})
"""Answers without a number that the shipped profiles of scorecards know."""


def is_answer(text: str) -> bool:
    """Say whether a text is an answer of a scorecard in words: with a number in it, or a known one."""
    return text.casefold() in _WORDS or any(re.search(each, text) for each in _PATTERNS)


def answer_part_sql(answer: str, part: AnswerPart) -> str:
    """SQL of the number of an answer, or of what it is of.

    An answer without a number stays as it is; one that does not say what its number is of has no maximum.
    """
    group = 1 if part == "number" else 2
    cases = " ".join(
        f"WHEN regexp_matches({answer}, {literal(pattern)}) "
        f"THEN nullif(regexp_extract({answer}, {literal(pattern)}, {group}), '')"
        for pattern in _PATTERNS
    )
    percent = f"regexp_extract({answer}, {literal(_PERCENT)}, 1)" if part == "number" else "'100'"
    return (
        f"CASE WHEN regexp_matches({answer}, {literal(_PERCENT)}) THEN {percent} "
        f"{cases} ELSE {answer} END"
    )
