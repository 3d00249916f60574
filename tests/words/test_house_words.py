"""The English of the catalogues keeps to the words that were agreed on."""

import re

import pytest

from review_kit.words import words_in
from review_kit.words.entries import cut
from review_kit.words.shipped import shipped_files
from review_kit.words.signs import NARROW

OF_THE_TABLE = r"\bcriteri(on|a)\b"
"""Whoever keeps the exports reads of the table and its rows by their names."""
NOT_SAID = {
    r"\bpp\b": "points",
    OF_THE_TABLE: "skill",
    r"\bcannot tell\b": "too early to tell",
    r"\bcame out\b": "scored higher, or lower",
    r"\bwhat was expected\b": "comparable uncoached skills",
    r"\bstands? at\b": "is at",
    r"\bwithin chance\b": "could be chance",
    r"\bmend(ed|s)?\b": "fix",
    r"\bwindow before\b": "previous window",
    r"\bovercome\b|\bovercame\b": "recovered",
    r"\bdisciplinary (?!record)": "development record",
}
"""What a sales manager would not say → what stands in its place."""


@pytest.mark.parametrize("pattern", NOT_SAID)
def test_no_message_says_what_a_colleague_would_not(pattern):
    found = []
    for name, entry in words_in("en").entries.items():
        text = re.sub(r"\{[^{}]*\}", " ", entry.text.partition("=")[2])
        text = re.sub(r"'review-kit [^']*'", " ", text)
        # the key of a variant is never printed
        text = re.sub(r"^ *\*?\[[^]]*\]", " ", text, flags=re.MULTILINE)
        if pattern == OF_THE_TABLE and entry.file.endswith("/findings.ftl"):
            continue
        if re.search(pattern, text, re.IGNORECASE):
            found.append(f"{entry.place}: {name}: say “{NOT_SAID[pattern]}”")
    assert found == []


UNIT = re.compile(r"(?:\d|\})(?:(\s*)%|(\s+)(?:h|kB|min|s|Std\.)(?![\w-]))")
"""A number, or what stands for one, with its unit."""


@pytest.mark.parametrize("path", shipped_files())
def test_a_narrow_space_stands_between_a_number_and_its_unit(path):
    found = [
        f"{entry.place}: {entry.name}: {between.group()!r}"
        for entry in cut(shipped_files()[path], path)
        for between in UNIT.finditer(entry.text.partition("=")[2])
        if NARROW not in between.groups()
    ]
    assert found == []
