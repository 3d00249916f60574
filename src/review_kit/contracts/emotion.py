"""Whether a name says that emotions of employees are measured, which the EU AI Act forbids at work.

Regulation (EU) 2024/1689, Article 5(1)(f): no AI system may infer emotions of a natural person in the area
of workplace, "except where the use of the AI system is intended to be put in place or into the market for
medical or safety reasons". Names are all that an export shows, so names are what is judged here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_LETTER = re.compile(r"[\W_]+")

_EMOTION = re.compile(
    r"(?:emotion|emozion|emocion|emocao|emocoes|emociona|sentiment|sentimient)\w*"
    r"|moods?|moody|feelings?|affective|affekt\w*|humeur|umore"
    r"|anger|happiness|sadness|irritation|frustration|anxiety|valence|arousal"
    r"|gefuhl\w*|gemuts\w*|stimmung(?:s\w*)?|launen?"
    r"|(?:mitarbeiter|team|kunden|anruf|gesprachs|verkaufer)stimmung\w*"
)
"""Whole words that name emotions, without accents, in six languages."""
_ONLY_IN_A_NAME = "affect"
"""A verb in a sentence."""
_STRESS = "stress"
_OF_STRESS = {"level", "score", "index", "rate", "voice", "vocal", "detection"}
"""Words beside which stress is a feeling, and not what somebody does to a point."""
_OF_OTHERS = re.compile(
    r"customers?|clients?|buyers?|prospects?|callers?|consumers?|purchasers?|leads?|shoppers?"
    r"|kund(?:e|en|in|innen)|kunden\w*|kaufer\w*|anrufer\w*|interessent\w*"
    r"|clientes?|compradore?s?|acheteurs?|acquirent\w*"
)
"""Words that say whose emotions are meant: people who are no employees."""
_OF_EMPLOYEES = re.compile(
    r"reps?|agents?|sellers?|salespe\w+|salesm[ae]n|advisors?|advisers?|employees?|staff|coachees?|team"
    r"|mitarbeiter\w*|verkaufer\w*|vertriebler\w*|berater\w*|vendedor\w*|emplead\w*|vendeur\w*|conseill\w*"
)


def emotion_in(text: str, *, definition: bool = False) -> str:
    """Return the word of a name or definition that says emotion of an employee; empty where none does.

    Emotions of customers are none of employees. Where both are named, it is the employee's.

    Parameters
    ----------
    definition
        Whether the text is a sentence and no name: words count less there that are verbs too.

    Examples
    --------
    >>> emotion_in("repMoodScore"), emotion_in("Customer sentiment"), emotion_in("Asks what it affects")
    ('mood', '', '')
    """
    words = _words(text)
    found = [
        word
        for word in words
        if _EMOTION.fullmatch(word)
        or (word == _ONLY_IN_A_NAME and not definition)
        or (word == _STRESS and (len(words) == 1 or _OF_STRESS & {*words}))
    ]
    if not found:
        return ""
    of_others = any(_OF_OTHERS.fullmatch(word) for word in words)
    if of_others and not any(_OF_EMPLOYEES.fullmatch(word) for word in words):
        return ""
    return found[0]


def same_name(name: str, names: Collection[str]) -> bool:
    """Say whether a name is among others, whatever their case and the marks between their words."""
    return _words(name) in [_words(other) for other in names]


def _words(text: str) -> list[str]:
    parts = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text))
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return [word for word in _NO_LETTER.split(bare.casefold()) if word]
