"""Project Fluent's bundle over entries that are parsed when they are said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, resolver
from fluent.runtime.resolver import CurrentEnvironment, Pattern, ResolverEnvironment
from fluent.runtime.types import FluentInt
from fluent.syntax import ast

from review_kit.words.entries import Entry
from review_kit.words.signs import MINUS

_BREAK = re.compile(r"\s*\n\s*")
SPELLED = "SPELLED"
"""The one function of messages: a count as a word, ``three``, as far as the language has a word for it."""


# It guards against catalogues of strangers that make much of little. These come with the package or are the
# project's own, and what they are given may be long: the names of three thousand columns, or a whole cell.
resolver.MAX_PART_LENGTH = 1 << 24


class Count(FluentInt):
    """A whole number: chooses singular or plural, and is written with the thousands marks of the language."""

    def format(self, locale: Locale) -> str:
        """Write it."""
        return _written(int(self), locale)


@lru_cache(maxsize=4096)
def _written(value: int, locale: Locale) -> str:
    return str(format_decimal(value, locale=locale)).replace("-", MINUS)


class LazyBundle(FluentBundle):
    """A bundle whose messages come from entries, each parsed at its first use."""

    def __init__(self, tag: str, entries: Mapping[str, Entry]) -> None:
        super().__init__([tag], functions={SPELLED: self._spelled}, use_isolating=False)
        self._messages = _Parsed(entries, "")
        self._terms = _Parsed(entries, "-")

    def format(self, pattern: Pattern, values: Mapping[str, Any]) -> tuple[str, list[Exception]]:
        """Format a pattern as the library does, but for counts, which stay :class:`Count`."""
        errors: list[Exception] = []
        current = CurrentEnvironment(args=dict(values))
        text = str(pattern(ResolverEnvironment(context=self, current=current, errors=errors)))
        # a sentence that is broken over lines in its file is one line in print
        return _BREAK.sub(" ", text) if "\n" in text else text, errors

    def _spelled(self, value: Any) -> Any:
        name = f"spelled-{int(value)}"
        if name not in self._messages:
            return value
        pattern = self.get_message(name).value
        return value if pattern is None else self.format_pattern(pattern)[0]


class _Parsed(dict[str, Any]):
    """Syntax trees of the messages (or terms) among entries, by name without the sigil."""

    def __init__(self, entries: Mapping[str, Entry], sigil: str) -> None:
        super().__init__()
        self._entries = entries
        self._sigil = sigil

    def __contains__(self, name: object) -> bool:
        return f"{self._sigil}{name}" in self._entries

    def __missing__(self, name: str) -> ast.Message | ast.Term:
        entry = self._entries.get(f"{self._sigil}{name}")
        if entry is None or entry.parsed is None:
            raise KeyError(name)
        self[name] = entry.parsed
        return entry.parsed
