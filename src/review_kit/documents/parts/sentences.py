"""Sentences, and pieces of print, that several documents share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.outcome import Outcome
from review_kit.words import say, spoken

_WORD = re.compile(r"[^\W\d_]{2,}")


def in_sentence(name: str) -> str:
    """Write a name inside a sentence: in English ``Discovery`` → ``discovery``.

    ``CRM use`` stays, and so does ``Objection Handling``: with more capitals than the first one it is a
    proper name.
    """
    if spoken().language != "en" or len(name) < 2 or not name[1].islower():
        return name
    if any(word.istitle() for word in _WORD.findall(name)[1:]):
        return name
    return name[0].lower() + name[1:]


def too_few_calls(focus: Sequence[Criterion], context: Context, *, n_calls: int) -> str:
    """Say why nothing can be said of any focus skill: no calls, no recent ones, or none on the skills."""
    days, recent = context.window_days, context.config.windows.current_days
    if n_calls == 0:
        return say("few-calls-none", days=days)
    if n_calls < context.config.evidence.minimum_calls:
        return say("few-calls-some", calls=n_calls, days=days)
    if not any(skill.n_window for skill in focus):
        return say("few-calls-other-skills", calls=n_calls, days=days)
    most = max(skill.n_current for skill in focus)
    return say("few-calls-recent", calls=n_calls, days=days, recent=most, last=recent)


def chance_verdict(shown: Outcome) -> str:
    """Say whether a share differs from the previous window by more than chance gives.

    Newcombe's interval for the difference of two independent proportions
    (:func:`review_kit.metrics.intervals.proportion_difference`).
    """
    share, n = shown.value, shown.n
    earlier, earlier_n = shown.previous, shown.previous_n
    if share is None or not n or earlier is None or not earlier_n:
        return ""
    # SciPy costs most of a second to import; only a document with this sentence pays for it
    from review_kit.metrics.intervals import proportion_difference

    low, high = proportion_difference(share, n, earlier, earlier_n)
    if low > 0:
        return say("chance-more")
    return say("chance-less") if high < 0 else say("chance-same")
