"""The English of the catalogues keeps to the words that were agreed on."""

import re

import pytest

from review_kit.words import words_in

NOT_SAID = {
    r"\bpp\b": "points",
    r"\bcriteri(on|a)\b": "skill",
    r"\bcannot tell\b": "too early to tell",
    r"\bcame out\b": "scored higher, or lower",
    r"\bwhat was expected\b": "comparable uncoached skills",
    r"\bstands? at\b": "is at",
    r"\bwithin chance\b": "could be chance",
    r"\bmend(ed|s)?\b": "fix",
    r"\bovercome\b|\bovercame\b": "recovered",
    r"\bdisciplinary (?!record)": "development record",
}
"""What a sales manager would not say → what stands in its place."""


@pytest.mark.parametrize("pattern", NOT_SAID)
def test_no_message_says_what_a_colleague_would_not(pattern):
    found = []
    for name, entry in words_in("en").entries.items():
        text = re.sub(r"\{[^{}]*\}", " ", entry.text.partition("=")[2])
        if re.search(pattern, text, re.IGNORECASE):
            found.append(f"{entry.place}: {name}: say “{NOT_SAID[pattern]}”")
    assert found == []
