"""Names of invented people from many cultures, no two alike."""

from __future__ import annotations

import string
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from review_kit.demo.streams import chance, pick, stream

_MIXED_SHARE = 0.25
"""Share of people whose first and last names come from different cultures."""

_TRIES = 12
_LETTERS_THAT_DO_NOT_DECOMPOSE = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
        "þ": "th", "Þ": "Th", "ß": "ss", "ı": "i", "æ": "ae", "Æ": "Ae",
    }
)  # fmt: skip


@dataclass(frozen=True)
class _Culture:
    first: tuple[str, ...]
    last: tuple[str, ...]


@cache
def _cultures() -> tuple[_Culture, ...]:
    text = files("review_kit.demo").joinpath("names.toml").read_text(encoding="utf-8")
    return tuple(
        _Culture(tuple(group["first"]), tuple(group["last"]))
        for group in tomllib.loads(text)["cultures"]
    )


class NameBook:
    """Gives out full names, each once, and first and last names as seldom twice as may be.

    A name depends on the seed, the key and the names given out before it, so that people added at
    the end leave everybody else's name alone.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._given: set[str] = set()
        self._parts: Counter[str] = Counter()

    def name(self, key: str) -> str:
        """Return the full name of the person ``key``, unlike all names given out before."""
        rng = stream(self._seed, "name", key)
        cultures = _cultures()
        names = []
        for _ in range(_TRIES):
            culture = pick(rng, cultures)
            other = pick(rng, cultures) if chance(rng, _MIXED_SHARE) else culture
            names.append((pick(rng, culture.first), pick(rng, other.last)))
        names.sort(key=lambda parts: self._parts[parts[0]] + self._parts[parts[1]])
        for first, last in names:
            if self._take(f"{first} {last}"):
                self._parts.update((first, last))
                return f"{first} {last}"
        first, last = names[0]
        initials = [f"{letter}." for letter in string.ascii_uppercase]
        initials += [f"{a}. {b}" for a in initials for b in initials]
        for initial in initials:
            if self._take(f"{first} {initial} {last}"):
                return f"{first} {initial} {last}"
        raise AssertionError("702 initials for one first and last name are used up")

    def _take(self, full_name: str) -> bool:
        if full_name in self._given:
            return False
        self._given.add(full_name)
        return True


def ascii_handle(full_name: str) -> str:
    """Return a name as the local part of an e-mail address: ``łukasz d'arc`` → ``lukasz.darc``."""
    plain = unicodedata.normalize("NFKD", full_name.translate(_LETTERS_THAT_DO_NOT_DECOMPOSE))
    words = "".join(c for c in plain if c.isascii() and (c.isalnum() or c in " -")).lower().split()
    return ".".join(words)
