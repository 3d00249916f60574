"""Colleagues' first names in what people wrote about a rep: found and told, but no reason to hold back.

A full name in a rep's document fails its check. A first name alone cannot be told for certain from a
customer's, so whoever releases the document is told where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from review_kit.check.people import People
from review_kit.check.source import first_places, place_in
from review_kit.check.words import ordinary_words, without_accents, words_of
from review_kit.words import spoken

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_GOES_ON = re.compile(r"[-'’]?[^\W\d_]")
"""What stands before a place within a word, backwards."""
_SENTENCE_ENDS = re.compile(r"[.!?:;•–—\"“”„»«(\[]|\n\s*\n")
_SHORTEST = 2
_LEAST_WORDS = 3
"""Words from which on a cell is a sentence that somebody wrote, and no title or label."""

_WORDS_TOO = """
    art bill bob buck chance chase christian dawn dean dick drew earl faith frank gene grace grant guy hope
    jack jay jo joy josh lane lee mark mason max miles nick pat patience paris peg penny pierce prince ray
    reed rich rob rose sage sky skip sue trip victor wade ward will wolf ernst gut karl lang ute
"""
WORDS_TOO = frozenset(_WORDS_TOO.split())
"""First names that begin a sentence as ordinary words do: found only where a sentence goes on, and not in a
language that writes nouns with a capital."""
NEVER = frozenset(
    ["april", "august", "june", "july", "juni", "juli", "mai", "may", "summer", "sommer"]
)
"""First names that are the names of months too."""
_NOUNS_WITH_CAPITALS = {"de"}


def first_names_in(
    pages: Sequence[tuple[str, str]], people: People, metrics: Path, rep_id: str
) -> tuple[str, ...]:
    """Tell of colleagues whose first name stands in free text about a rep.

    A name counts where it is written with a capital, is not also the rep's or the manager's, begins no
    sentence as a word does, and is not followed by another surname. It must stand both on a page and in a
    cell that somebody wrote.

    Parameters
    ----------
    pages
        Name of each page, and its text.
    metrics
        The run's folder of metric tables.

    Returns
    -------
    tuple of str
        One sentence for each name, with page, table, row and column.
    """
    known = _first_names(people, rep_id)
    found: dict[str, list[str]] = {}
    for page, text in pages:
        for name in dict.fromkeys(names_in(text, known)):
            found.setdefault(name, []).append(page)
    told = []
    for name, where in found.items():
        cells = _cells_with(name, known, metrics, rep_id)
        if cells:
            who = " or ".join(sorted(known[name]))
            told.append(
                f"the first name of a colleague ({who}) is on {', '.join(where)}: {'; '.join(cells)}"
            )
    return tuple(told)


def names_in(text: str, known: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Give the first names that stand in a text, folded, as often as they do.

    Parameters
    ----------
    known
        First name, folded → full names of those who have it.
    """
    plain = without_accents(text)
    words_too = WORDS_TOO | ordinary_words()
    nouns_too = spoken().language in _NOUNS_WITH_CAPITALS
    wanted = {
        word for word in set(_WORD.findall(plain)) if word[0].isupper() and _bare(word) in known
    }
    for word in _places_of(wanted, plain):
        name = _bare(word.group())
        between = _before(word)
        if name in words_too and (nouns_too or _SENTENCE_ENDS.search(between)):
            continue
        following = _WORD.search(plain, word.end())
        if following and _is_surname(plain, word, following, known[name]):
            continue
        yield name


def _places_of(wanted: Collection[str], plain: str) -> Iterator[re.Match[str]]:
    """Where whole words stand in a text, as they are written."""
    if not wanted:
        return
    any_of_them = "|".join(map(re.escape, sorted(wanted, key=len, reverse=True)))
    for found in re.finditer(any_of_them, plain):
        two_before = plain[max(0, found.start() - 2) : found.start()]
        begins = not _GOES_ON.match(two_before[::-1])
        word = _WORD.match(plain, found.start())
        if begins and word and word.group() == found.group():
            yield word


def _before(word: re.Match[str]) -> str:
    """What stands between a word and the one before it; the end of a sentence before the first."""
    end = word.start()
    while end and not _LETTER.match(word.string, end - 1):
        end -= 1
    return word.string[end : word.start()] if end else "."


def _bare(word: str) -> str:
    return word.casefold().removesuffix("'s").removesuffix("’s")


def _is_surname(
    plain: str, word: re.Match[str], following: re.Match[str], whose: frozenset[str]
) -> bool:
    """Say whether a name goes on with a surname that is none of the colleagues'."""
    if plain[word.end() : following.start()] != " " or not following.group()[0].isupper():
        return False
    theirs = {each.folded for name in whose for each in words_of(name)}
    return following.group().casefold() not in theirs


@lru_cache(maxsize=64)
def _names_by_first(names: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for shown in names:
        given = shown.partition(",")[2] if "," in shown else shown
        words = words_of(given)
        if len(words_of(shown)) > 1 and words and not words[0].unspaced:
            found.setdefault(words[0].folded, set()).add(shown)
    return {name: frozenset(whose) for name, whose in found.items()}


def _first_names(people: People, rep_id: str) -> Mapping[str, frozenset[str]]:
    """First names of colleagues, without those that the rep or the manager has too."""
    every = _names_by_first((*people.names.values(), *people.leaders))
    _, manager = people.managers.get(rep_id, ("", ""))
    own = {
        word.folded for shown in (people.names.get(rep_id, ""), manager) for word in words_of(shown)
    }
    return {
        name: whose
        for name, whose in every.items()
        if name not in own and len(name) >= _SHORTEST and name not in NEVER
    }


def _cells_with(
    name: str, known: Mapping[str, frozenset[str]], metrics: Path, rep_id: str
) -> list[str]:
    """Name the cells about a rep in which somebody wrote a first name; the first few."""
    return first_places(metrics, rep_id, lambda table, where: _in_table(table, where, name, known))


def _in_table(
    table: pa.Table, stem: str, name: str, known: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    for field in table.schema:
        if not pa.types.is_string(field.type) and not pa.types.is_large_string(field.type):
            continue
        if field.name.endswith(("_id", "_url", "_name")):
            continue
        for row, text in enumerate(table[field.name].to_pylist()):
            if text and len(text.split()) >= _LEAST_WORDS and name in names_in(text, known):
                yield place_in(table, stem, row, field.name)
