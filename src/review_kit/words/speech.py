"""Saying a message: the words of one language, and which language is being spoken."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, SupportsIndex

from review_kit.errors import ConfigurationError
from review_kit.words.entries import Entry, cut
from review_kit.words.overlay import NO_OVERLAY, WORDS, Overlay
from review_kit.words.shipped import shipped_files
from review_kit.words.tags import REFERENCE, SHIPPED_DEFAULT, base_of, lookup_order

if TYPE_CHECKING:
    from babel import Locale

    from review_kit.words.fluent_bundle import LazyBundle

Value = str | SupportsIndex
"""What a message may be given: text, or a whole number."""


class WordsError(ConfigurationError):
    """A message is not there, is broken, or was not given what it names."""


class Words:
    """The words of one language, the shipped ones with a project's own laid over them.

    Parameters
    ----------
    tag
        A normal BCP 47 tag; its region decides spelling, dates and amounts.
    overlay
        The project's own words.

    Examples
    --------
    >>> Words("en-GB").say("unit-points", value="+17", n=17)
    '+17 points'
    """

    def __init__(self, tag: str, overlay: Overlay = NO_OVERLAY) -> None:
        self.tag = tag
        self.overlay = overlay

    def __repr__(self) -> str:
        return f"Words({self.tag!r})"

    @property
    def language(self) -> str:
        """The language without its region."""
        return base_of(self.tag)

    @cached_property
    def locale(self) -> Locale:
        """How numbers, dates and lists are written."""
        from babel import Locale

        return Locale.parse(self.tag.replace("-", "_"))

    def say(self, name: str, /, **values: Value) -> str:
        """Say a message, or with ``name.attribute`` one of its attributes.

        Parameters
        ----------
        values
            Its variables: text as it is to stand there, or whole numbers. ``_`` in a name stands as it is.

        Raises
        ------
        WordsError
            There is no such message, it is broken, or a variable of it was not given: with file and
            line.
        """
        message, _, attribute = name.partition(".")
        entry = self.entry(message)
        compiled = self._bundle.get_message(message)
        pattern = compiled.attributes.get(attribute) if attribute else compiled.value
        if pattern is None:
            what = f"has no attribute '{attribute}'" if attribute else "says nothing"
            raise WordsError(f"{entry.place}: {message} {what}")
        given = {key: _given(value, entry, key) for key, value in values.items()}
        text, errors = self._bundle.format(pattern, given)
        if errors:
            told = "; ".join(_told(error) for error in errors)
            raise WordsError(f"{entry.place}: {name}: {told}")
        return text

    def whole(self, name: str) -> Words:
        """Give the words of a page: these where they say a message of it themselves, else the English ones.

        A shipped language that does not say it yet would give English sentences numbers and days of its own.

        Parameters
        ----------
        name
            Of a message that stands for all of the page.
        """
        folder = self.entry(name).file.split("/")[-2]
        says_it = base_of(folder) == self.language
        return self if says_it else words_in(SHIPPED_DEFAULT, self.overlay)

    def has(self, name: str) -> bool:
        """Whether there is a message, or with ``name.attribute`` an attribute of one."""
        message, _, attribute = name.partition(".")
        if message not in self.entries:
            return False
        return not attribute or attribute in self._bundle.get_message(message).attributes

    def entry(self, name: str) -> Entry:
        """Find a message or term.

        Raises
        ------
        WordsError
            There is none of that name, or it is broken.
        """
        found = self.entries.get(name)
        if found is None:
            raise WordsError(f"no words in '{self.tag}' for '{name}'")
        if found.parsed is None:
            raise WordsError(f"{found.place}: '{name}' is not written in Fluent's syntax")
        return found

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every message and term by name, as it is said: the project's own before the shipped ones.

        What a shipped language does not say yet is said in English.
        """
        found: dict[str, Entry] = {}
        folders = [*dict.fromkeys((REFERENCE, *reversed(lookup_order(self.tag))))]
        for folder in folders:
            found |= _shipped_entries(folder)
        # English of a project stands in for no German that is shipped
        for folder in folders if self.language == REFERENCE else folders[1:]:
            for path, text in self.overlay.files:
                if path.startswith(f"{folder}/"):
                    found |= {entry.name: entry for entry in cut(text, f"{WORDS}/{path}")}
        return found

    def warm(self) -> None:
        """Parse every message now, for processes that are forked from this one."""
        for name, entry in self.entries.items():
            if entry.parsed is not None:
                self._bundle._lookup(name.removeprefix("-"), term=name.startswith("-"))

    @cached_property
    def _bundle(self) -> LazyBundle:
        from review_kit.words.fluent_bundle import LazyBundle

        return LazyBundle(self.tag, self.entries)


@cache
def _shipped_entries(folder: str) -> Mapping[str, Entry]:
    """Messages of one shipped folder; those of a language are shared by all its variants."""
    return {
        entry.name: entry
        for path, text in shipped_files().items()
        if path.startswith(f"{folder}/")
        for entry in cut(text, f"review_kit/words/{path}")
    }


def words_in(tag: str, overlay: Overlay = NO_OVERLAY) -> Words:
    """Give the words of a language; what is parsed once in a process stays parsed."""
    return _words_in(tag, overlay)


@cache
def _words_in(tag: str, overlay: Overlay) -> Words:
    return Words(tag, overlay)


_SPOKEN: ContextVar[Words | None] = ContextVar("spoken", default=None)


def spoken() -> Words:
    """Give the words of the language that is being spoken: British English unless :func:`speaking` chose."""
    return _SPOKEN.get() or words_in(SHIPPED_DEFAULT)


def spoken_locale() -> Locale:
    """How numbers, dates and lists are written in the language that is being spoken."""
    return spoken().locale


@contextmanager
def speaking(words: Words | str) -> Iterator[Words]:
    """Speak a language within a ``with`` block.

    Parameters
    ----------
    words
        Or the tag of a shipped language.
    """
    chosen = words_in(words) if isinstance(words, str) else words
    token = _SPOKEN.set(chosen)
    try:
        yield chosen
    finally:
        _SPOKEN.reset(token)


def say(name: str, /, **values: Value) -> str:
    """Say a message in the language that is being spoken: :meth:`Words.say`."""
    return spoken().say(name, **values)


def _given(value: Any, entry: Entry, name: str) -> Any:
    from review_kit.words.fluent_bundle import Count

    if isinstance(value, str):
        return value
    try:
        return Count(operator.index(value))
    except TypeError:
        raise WordsError(
            f"{entry.place}: ${name} of {entry.name} was given {value!r}",
            "Give text as it is to be printed, or a whole number.",
        ) from None


def _told(error: Exception) -> str:
    kind, _, name = str(error).partition(": ")
    if kind == "Unknown external":
        return f"${name} was not given"
    return str(error)
