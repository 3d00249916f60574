"""Notes of the metric tables, in the language of the document.

A table holds a note as an English sentence, for whoever reads it. A document in another language finds the
message that this sentence is, and says it with the same values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from review_kit.documents.parts.wording import day
from review_kit.words import say, spoken, words_in
from review_kit.words.tags import REFERENCE

PREFIX = "note-"
_BETWEEN = "; "
_COUNT = re.compile(r"[\d,]+")


def said_note(note: str) -> str:
    """Say a note of a metric table; one that no message is stays as it is.

    Examples
    --------
    >>> from review_kit.words import speaking
    >>> with speaking("de"):
    ...     said_note("quota of 60 of 90 days: joined 2 August")
    'Quote für 60 von 90 Tagen: dabei seit 2. August'
    """
    if spoken().language == REFERENCE:
        return note
    return _BETWEEN.join(_said(part) for part in note.split(_BETWEEN))


def _said(part: str) -> str:
    for name, pattern in _patterns().items():
        found = pattern.fullmatch(part)
        if found is not None:
            return say(name, **{key: _value(text) for key, text in found.groupdict().items()})
    return part


def _value(text: str) -> str | int:
    """Read a value of a note: a count, a day, another note, or text."""
    if _COUNT.fullmatch(text):
        return int(text.replace(",", ""))
    named = _day_in(text)
    return day(named) if named is not None else _said(text)


def _day_in(text: str) -> date | None:
    for form in ("%d %B %Y", "%Y-%m-%d"):
        # a day without a year is written without one again; a leap year has every day
        written = f"{text} 2024" if form.endswith("%Y") else text
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    return None


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Give the pattern of each English note: its text, with a group for each variable."""
    from fluent.syntax import ast

    found = {}
    for name, entry in words_in(REFERENCE).entries.items():
        if not name.startswith(PREFIX) or entry.parsed is None or entry.parsed.value is None:
            continue
        parts = []
        for element in entry.parsed.value.elements:
            if isinstance(element, ast.TextElement):
                parts.append(re.escape(element.value))
            elif isinstance(element.expression, ast.VariableReference):
                parts.append(f"(?P<{element.expression.id.name}>.+?)")
        found[name] = re.compile("".join(parts))
    return found
