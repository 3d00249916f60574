"""Everybody's names and identifiers, and where they stand in a text that must not hold them.

All names are looked for in one pass over the words of a page, so a thousand reps cost what ten do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pyarrow.parquet as pq

from review_kit.check.words import Word, identifiers_in, ordinary_words, words_of

_SHORTEST_NUMBER = 5
"""Digits from which on a bare number can only be an identifier: amounts are printed with marks."""


@dataclass(frozen=True)
class Mention:
    """Somebody named in a text."""

    rep_id: str
    rep_name: str
    by_id: bool
    """Whether the identifier was found; else the name."""

    def __str__(self) -> str:
        return f"{self.rep_name} ({self.rep_id})"


@dataclass(frozen=True)
class _Name:
    """The words of a name, in one order."""

    words: tuple[str, ...]
    exact: bool
    """Whether case counts: a name of one word is told from a common noun by it."""
    rep_id: str

    def stands_at(self, words: Sequence[Word], at: int) -> bool:
        if at + len(self.words) > len(words):
            return False
        return all(
            (word.written if self.exact else word.folded) == wanted
            and (offset == 0 or word.follows)
            for offset, (word, wanted) in enumerate(
                zip(words[at : at + len(self.words)], self.words, strict=True)
            )
        )


@dataclass(frozen=True)
class Names(Mapping[str, str]):
    """``rep_id`` → name, and where each name begins: found once, however many documents are checked.

    Parameters
    ----------
    shown
        Of everybody.
    """

    shown: Mapping[str, str]

    def __getitem__(self, rep_id: str) -> str:
        return self.shown[rep_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.shown)

    def __len__(self) -> int:
        return len(self.shown)

    @cached_property
    def by_first_word(self) -> Mapping[str, Sequence[_Name]]:
        """Names by their first word, folded."""
        index: dict[str, list[_Name]] = {}
        for rep_id, shown in self.shown.items():
            for name in _orders(shown, rep_id):
                index.setdefault(_first(name), []).append(name)
        return index

    @cached_property
    def spaced(self) -> Sequence[str]:
        """Identifiers with blanks in them."""
        return [identifier for identifier in self.shown if " " in identifier]


@dataclass(frozen=True)
class People:
    """Who could be named in a rep's document without belonging there.

    Parameters
    ----------
    names
        ``rep_id`` → name, of every rep of the run and of everybody else on the roster.
    managers
        ``rep_id`` → identifier and name of the manager of record.
    leaders
        Names of all managers on the roster, those of other reps included.
    """

    names: Mapping[str, str]
    managers: Mapping[str, tuple[str, str]]
    leaders: tuple[str, ...] = ()

    def others_in(self, text: str, rep_id: str) -> list[Mention]:
        """Find the other reps whom a text about one rep names, each once.

        A name counts where all of its words stand there one after the other, or its last word
        first; parts of longer words and of the rep's own or the manager's name do not. A name that
        the rep or the manager of record has as well is theirs. A name of one word counts as written
        only, and not where documents print that word anyway (``May``, ``An``). An identifier counts
        where it cannot be an ordinary number or word.

        Parameters
        ----------
        text
            Of one page.
        rep_id
            Whom the document is about.
        """
        index = self._index.by_first_word
        manager_id, manager_name = self.managers.get(rep_id, ("", ""))
        own = [
            name
            for shown in (self.names.get(rep_id, ""), manager_name)
            for name in _orders(shown, rep_id, all_words=True)
        ]
        allowed: dict[str, list[_Name]] = {}
        for name in own:
            allowed.setdefault(_first(name), []).append(name)
        theirs = {_folded(name) for name in own}
        words = words_of(text)
        found: dict[str, Mention] = {}
        after = 0
        for at, here in enumerate(words.folded):
            if at < after or (here not in index and here not in allowed):
                continue
            candidates = [*allowed.get(here, ()), *index.get(here, ())]
            standing = [name for name in candidates if name.stands_at(words, at)]
            if not standing:
                continue
            # of names that begin here the longest is meant; of equals the allowed one
            longest = max(standing, key=lambda name: len(name.words))
            if _folded(longest) not in theirs and longest.rep_id not in {rep_id, manager_id}:
                found.setdefault(
                    longest.rep_id,
                    Mention(longest.rep_id, self.names[longest.rep_id], by_id=False),
                )
            after = at + len(longest.words)
        for identifier in self._identifiers_in(text) - {rep_id, manager_id}:
            found.setdefault(identifier, Mention(identifier, self.names[identifier], by_id=True))
        return sorted(found.values(), key=lambda mention: mention.rep_id)

    @cached_property
    def _index(self) -> Names:
        return self.names if isinstance(self.names, Names) else Names(self.names)

    def _identifiers_in(self, text: str) -> set[str]:
        found = {piece for piece in identifiers_in(text) if piece in self._index.shown}
        if self._index.spaced:
            flat = f" {' '.join(text.split())} "
            found |= {identifier for identifier in self._index.spaced if f" {identifier} " in flat}
        return {identifier for identifier in found if _can_be_told(identifier)}


def _orders(shown: str, rep_id: str, *, all_words: bool = False) -> list[_Name]:
    """The ways to write a name: as it is, and last word first; none where it cannot be told.

    Parameters
    ----------
    all_words
        Also a name of one ordinary word: it is somebody's own, and nobody looks for it.
    """
    words = words_of(shown)
    if not words:
        return []
    if len(words) == 1:
        (word,) = words
        if not all_words and (word.unspaced or _is_ordinary(word.folded)):
            return []
        return [_Name((word.written,), True, rep_id)]
    straight = tuple(word.folded for word in words)
    if any(word.unspaced for word in words):
        return [_Name(straight, False, rep_id)]
    return [
        _Name(order, False, rep_id)
        for order in dict.fromkeys([straight, (straight[-1], *straight[:-1])])
    ]


def _folded(name: _Name) -> tuple[str, ...]:
    return tuple(word.casefold() for word in name.words)


def _first(name: _Name) -> str:
    return name.words[0].casefold()


def _is_ordinary(word: str) -> bool:
    return len(word) < 2 or word in ordinary_words()


def _can_be_told(identifier: str) -> bool:
    if identifier.isdecimal():
        return len(identifier) >= _SHORTEST_NUMBER or (
            identifier.startswith("0") and len(identifier) > 2
        )
    return len(identifier) > 1 and identifier.casefold() not in ordinary_words()


def read_people(metrics: Path, roster: Path | None = None) -> People:
    """Read who is who in a run.

    Parameters
    ----------
    metrics
        The run's folder of metric tables.
    roster
        JSON file of ``rep_id`` → name of everybody on the roster, those included who are not
        reviewed; not needed to exist.
    """
    reps = metrics / "reps.parquet"
    files = [reps] if roster is None else [reps, roster, managers_beside(roster)]
    stamps = [_stamp(path) for path in files if path.is_file()]
    return _read(reps, roster, tuple(stamps))


def managers_beside(roster: Path) -> Path:
    """Where the names of all managers on the roster lie."""
    return roster.with_name("managers.json")


def _stamp(path: Path) -> tuple[str, int, int]:
    status = path.stat()
    return str(path), status.st_mtime_ns, status.st_size


@lru_cache(maxsize=4)
def _read(reps: Path, roster: Path | None, _: tuple[tuple[str, int, int], ...]) -> People:
    """Read the files as they are now; a worker that lives on rereads them when they change."""
    rows = pq.read_table(
        reps, columns=["rep_id", "rep_name", "manager_id", "manager_name"]
    ).to_pylist()
    everybody, leaders = Names({}), ()
    if roster is not None and roster.is_file():
        everybody = _everybody(roster.read_bytes())
    if roster is not None and managers_beside(roster).is_file():
        leaders = tuple(json.loads(managers_beside(roster).read_text(encoding="utf-8"))["names"])
    reviewed = {row["rep_id"]: row["rep_name"] for row in rows}
    if any(everybody.get(rep_id) != name for rep_id, name in reviewed.items()):
        everybody = Names({**everybody, **reviewed})
    managers = {row["rep_id"]: (row["manager_id"] or "", row["manager_name"] or "") for row in rows}
    return People(everybody, managers, leaders)


@lru_cache(maxsize=4)
def _everybody(roster: bytes) -> Names:
    """Read the names of everybody; on a cluster each task has a file of its own with the same names."""
    return Names(json.loads(roster))
