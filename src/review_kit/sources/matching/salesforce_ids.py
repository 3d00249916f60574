"""Salesforce's two spellings of one id: 15 characters, or these and a checksum of their case.

Screens and reports show 15 characters, in which upper and lower case tell records apart; the API gives
18, of which the last three say which of the first 15 are capitals. Both mean the same record.
"""

from __future__ import annotations

import re

from review_kit.sources.sql import literal
from review_kit.words import say

SHORT, LONG = 15, 18
"""Characters of the two spellings."""

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_SHAPE = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?")


def is_salesforce_id(text: str) -> bool:
    """Say whether a text has the shape of a Salesforce id, in either spelling: no word, but digits too."""
    return _SHAPE.fullmatch(text) is not None and any(map(str.isdigit, text))


def is_salesforce_id_sql(text: str) -> str:
    """SQL of what :func:`is_salesforce_id` says."""
    return (
        f"(strlen({text}) IN ({SHORT}, {LONG}) AND regexp_full_match({text}, {literal(_SHAPE.pattern)}) "
        f"AND regexp_matches({text}, '[0-9]'))"
    )


def checksum(short: str) -> str:
    """Return the three characters that follow an id of 15 in its longer spelling.

    Each stands for five characters of the id: the first of them that is a capital counts 1, the
    second 2, then 4, 8 and 16.
    """
    return "".join(
        _SIGNS[sum(1 << at for at, sign in enumerate(short[start : start + 5]) if sign.isupper())]
        for start in range(0, SHORT, 5)
    )


def other_spelling(text: str) -> str | None:
    """Return the same id in its other spelling; None where it is none, or its checksum is wrong."""
    if not is_salesforce_id(text):
        return None
    short = text[:SHORT]
    if len(text) == SHORT:
        return short + checksum(short)
    return short if text[SHORT:] == checksum(short) else None


def nearly_the_same(text: str, other: str) -> bool:
    """Say whether two ids that differ begin with the same 15 characters, whatever their case."""
    return (
        text != other
        and is_salesforce_id(text)
        and is_salesforce_id(other)
        and text[:SHORT].casefold() == other[:SHORT].casefold()
    )


def differs(text: str, other: str) -> str:
    """Say why two ids that are nearly the same do not mean the same record."""
    if len(text) == len(other):
        return say("found-ids-differ-case")
    long = max(text, other, key=len)
    if text[:SHORT] != other[:SHORT]:
        return say("found-ids-differ-length")
    return say("found-ids-differ-checksum", end=long[SHORT:], checksum=checksum(long[:SHORT]))
