"""Who or what may have been meant by a text that matches nothing.

Nothing is ever matched by it: a person reads the suggestion and decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce

from review_kit.sources.matching.directories import plain_spelling
from review_kit.sources.matching.salesforce_ids import SHORT, differs, nearly_the_same
from review_kit.words import say

MOST = 2
"""How many suggestions are made for a text."""

_ALIKE = 0.75
"""Share of signs in common from which on two names look alike."""
_SHORTEST_START = 4
"""Letters of a word that have to be the same for it to be another form of a word."""

_ASIDE = re.compile(r"\([^()]*\)|<[^<>]*>|\[[^\[\]]*\]")
_SEVERAL = re.compile(r"[;|\n]")
"""What stands between the texts of a cell that has several; a comma may stand inside a name."""
_ADDRESS = re.compile(r"([^@\s]+)@[^@\s]+")
_WITHOUT_PARTS = str.maketrans({"ł": "l", "đ": "d", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart into a letter and a mark."""
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


@dataclass(frozen=True)
class Known:
    """Somebody, or something, that a text could mean."""

    identifier: str
    name: str = ""

    def __str__(self) -> str:
        if not self.name or self.name == self.identifier:
            return self.identifier
        return f"{self.name}, {self.identifier}"


def nearest(text: str, known: Sequence[Known]) -> tuple[Known, ...]:
    """Return whom a text is nearest to, at most :data:`MOST`.

    The first of these ways in which it is near to somebody decides: an id in another case, with other
    zeros in front or in Salesforce's other spelling; the same words in another order, without accents,
    or with a remark in brackets (``Ruiz, Ana``, ``Ana Ruiz (inactive)``); initials (``A. Ruiz``); some
    of the words; a similar spelling.
    """
    ways: tuple[Callable[[Known], bool], ...] = (
        lambda each: _same_id(text, each.identifier),
        lambda each: _same_words(words, _called(each)),
        lambda each: _with_initials(words, _called(each)),
        lambda each: _some_words(words, _called(each)),
    )
    words = _words(text)
    for way in ways:
        found = [each for each in known if way(each)]
        if found:
            # an id whose letters have the same case is nearer, and a name that begins alike
            found.sort(
                key=lambda each: (
                    each.identifier[:SHORT] != text[:SHORT],
                    not _some_words(words[:1], _called(each)[:1]),
                )
            )
            return tuple(dict.fromkeys(found))[:MOST]
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(" ".join(sorted(words)))
    alike = [(_likeness(matcher, text, each), at) for at, each in enumerate(known)]
    alike = sorted((-ratio, at) for ratio, at in alike if ratio >= _ALIKE)
    return tuple(dict.fromkeys(known[at] for _, at in alike))[:MOST]


def same_words(text: str, known: Known) -> bool:
    """Say whether a text has the words of a name, in any order and with or without accents."""
    return _same_words(_words(text), _called(known))


def suggestion(text: str, known: Sequence[Known]) -> str:
    """Return in words whom a text is nearest to; empty where nobody is near.

    Of a cell with several ids or names, only that is told: whose the row is, a person decides.
    """
    if len([piece for piece in _SEVERAL.split(text) if piece.strip()]) > 1:
        return say("found-several")
    near = nearest(text, known)
    if not near:
        return ""
    who = reduce(lambda first, second: say("found-or", first=first, second=second), map(str, near))
    if nearly_the_same(text, near[0].identifier):
        return say("found-near-differs", who=who, why=differs(text, near[0].identifier))
    return say("found-near", who=who)


def visible(text: str) -> str:
    """Return a text with the signs that cannot be seen written as their code points."""
    return "".join(
        f"⟨U+{ord(sign):04X}⟩"
        if unicodedata.category(sign) in {"Cf", "Cc", "Zl", "Zp"}
        or (unicodedata.category(sign) == "Zs" and sign != " ")
        else sign
        for sign in text
    )


def _same_id(text: str, identifier: str) -> bool:
    return _bare_id(text) == _bare_id(identifier) or nearly_the_same(text, identifier)


def _bare_id(text: str) -> str:
    return text.strip().casefold().removesuffix(".0").lstrip("0")


def _words(text: str) -> tuple[str, ...]:
    """Words of a name in lower case, without remarks in brackets; of an address those before the @."""
    address = _ADDRESS.fullmatch(text.strip())
    plain = plain_spelling(address[1] if address else _ASIDE.sub(" ", text))
    return tuple(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain)))


def _called(known: Known) -> tuple[str, ...]:
    """Words of a name, or of an id where there is no name."""
    return _words(known.name or known.identifier)


def _spellings(word: str) -> frozenset[str]:
    """A word without accents, as people leave them out and as they write them out."""
    return frozenset(
        "".join(
            sign
            for sign in unicodedata.normalize("NFKD", spelt.translate(_WITHOUT_PARTS))
            if not unicodedata.combining(sign)
        )
        for spelt in (word, word.translate(_WRITTEN_OUT))
    )


def _is_word(first: str, second: str) -> bool:
    return bool(_spellings(first) & _spellings(second))


def _same_words(words: Sequence[str], name: Sequence[str]) -> bool:
    if not words:
        return False
    together = "".join(words) == "".join(name)
    return together or (len(words) == len(name) and _each_found(words, name, _is_word))


def _with_initials(words: Sequence[str], name: Sequence[str]) -> bool:
    def stands_for(word: str, other: str) -> bool:
        short, long = sorted((word, other), key=len)
        return _is_word(word, other) or (len(short) == 1 and _is_word(short, long[0]))

    whole = any(_is_word(word, other) for word in words for other in name if len(word) > 1)
    return whole and len(words) == len(name) and _each_found(words, name, stands_for)


def _some_words(words: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether every word of the shorter stands in the longer, also in another form of it."""

    def another_form(word: str, other: str) -> bool:
        short, long = sorted((word, other), key=len)
        return _is_word(word, other) or (
            len(short) >= _SHORTEST_START and short.isalpha() and long.startswith(short)
        )

    shorter, longer = sorted((words, name), key=len)
    return bool(shorter) and _each_found(shorter, longer, another_form)


def _each_found(
    words: Sequence[str], others: Sequence[str], same: Callable[[str, str], bool]
) -> bool:
    """Say whether each word has one of the others to itself."""
    left = list(others)
    for word in words:
        for at, other in enumerate(left):
            if same(word, other):
                del left[at]
                break
        else:
            return False
    return True


def _likeness(matcher: SequenceMatcher[str], text: str, known: Known) -> float:
    """Share of signs that a text has in common with a name, or with an id that is made of words.

    Ids that differ in a digit are others, however long they are.
    """
    best = 0.0
    for each in (known.name, known.identifier):
        if _digits(each) != _digits(text) or sum(map(str.isalpha, each)) < _SHORTEST_START:
            continue
        matcher.set_seq1(" ".join(sorted(_words(each))))
        if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
            best = max(best, matcher.ratio())
    return best


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
