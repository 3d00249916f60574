"""What a lookup holds: keys of a system, and what each stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from review_kit.sources.files.header import plain_name
from review_kit.sources.matching.salesforce_ids import SHORT, nearly_the_same, other_spelling


@dataclass
class LookupTable:
    """Entries of one lookup.

    Keys are ids, compared sign by sign, but for e-mail addresses, whose case means nothing. An id of
    Salesforce is found in either of its spellings.
    """

    file: str = ""
    """Where its first entry stands."""
    entries: dict[str, dict[str, str]] = field(default_factory=dict)
    """Key → column in plain spelling → value."""

    def add(self, key: str, values: Mapping[str, str]) -> None:
        """Add what a row says about a key; what an earlier row said stays."""
        entry = self.entries.setdefault(_spelt(key), {})
        for column, value in values.items():
            entry.setdefault(plain_name(column), value)

    def has(self, key: str) -> bool:
        """Say whether there is an entry of this key, whatever stands in it."""
        return _spelt(key) in self.entries or other_spelling(key) in self.entries

    def answers(self, key: str, columns: Sequence[str]) -> tuple[str, ...]:
        """Return what a key stands for, in the order of ``columns``; nothing where it is not there."""
        spellings = (_spelt(key), other_spelling(key))
        entry = next((self.entries[each] for each in spellings if each in self.entries), {})
        return tuple(entry[name] for name in map(plain_name, columns) if name in entry)

    def near_miss(self, key: str) -> str | None:
        """Return a key that is an id's other spelling but for its checksum; the id is not there."""
        if _spelt(key) in self.entries or other_spelling(key) in self.entries:
            return None
        near = [
            each
            for each in self._by_start.get(key[:SHORT].casefold(), ())
            if len(each) != len(key) and nearly_the_same(key, each)
        ]
        # one whose letters have the same case is nearer
        return min(near, key=lambda each: each[:SHORT] != key[:SHORT], default=None)

    @cached_property
    def _by_start(self) -> Mapping[str, Sequence[str]]:
        starts: dict[str, list[str]] = {}
        for key in self.entries:
            starts.setdefault(key[:SHORT].casefold(), []).append(key)
        return starts


def _spelt(key: str) -> str:
    return plain_name(key) if "@" in key else key.strip()
