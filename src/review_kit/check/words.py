"""Text of pages as words that can be compared, whatever the script, case and line breaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, overload

from review_kit.words import Words as WordsOfLanguage
from review_kit.words import speaking, spoken

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
"""Thai to Khmer, kana, Han, Hangul: scripts that set no blanks around a name. Each character is a
word of its own there."""
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_JOINT = re.compile(r"[\s_\u00ad\u2010\u2011'\u2019.,-]*")
"""What may stand between the words of one name: ``Anna-Lena``, ``O'Brien``, ``Lee, Ann``."""


_BETWEEN_PIECES = re.compile(r"[\s/=,;:|()\[\]]+")
_LETTERS = re.compile(r"\w+")
_FRACTION = re.compile(r"(?<![\w.,])0[.,]\d+(?!\w)")
"""A number below one: what stands behind its mark are digits, whoever has them as identifier."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


class Word(NamedTuple):
    """A word: as written, without accents, and in small letters."""

    written: str
    folded: str
    follows: bool
    """Whether nothing but blanks and joints stands between it and the word before."""

    @property
    def unspaced(self) -> bool:
        """Whether it is a character of a script without blanks between words."""
        return re.fullmatch(f"[{_UNSPACED}]", self.written) is not None


class Words(Sequence[Word]):
    """The words of a text, each made when it is asked for: few of a page's are looked at closely.

    Attributes
    ----------
    folded
        Each word as :attr:`Word.folded`.

    Parameters
    ----------
    text
        Without accents, as by :func:`without_accents`.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = list(_WORD.finditer(text))
        # a word has no blanks in it, whatever its case
        written = "\0".join([found[0] for found in self._found])
        self.folded = written.casefold().split("\0") if self._found else []

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        found = self._found[at]
        end, begin = self._found[at - 1].end() if at else -1, found.start()
        follows = end >= 0 and (
            self._text[end:begin] == " " or _JOINT.fullmatch(self._text, end, begin) is not None
        )
        return Word(found[0], self.folded[at], follows)


def words_of(text: str) -> Words:
    """Cut a text into words.

    Accents and compatibility forms (ligatures, presentation forms, full width) are taken off, so that
    a name is found however somebody typed it.

    Examples
    --------
    >>> [word.folded for word in words_of("José O’Brien-Ng")]
    ['jose', 'o', 'brien', 'ng']
    """
    return Words(without_accents(text))


def without_accents(text: str) -> str:
    """Return a text in compatibility form without combining marks."""
    if text.isascii():
        return text
    bare = _BEYOND_ASCII.sub(_unless_mark, unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare)


def _unless_mark(part: re.Match[str]) -> str:
    return "" if unicodedata.category(part.group()) == "Mn" else part.group()


def identifiers_in(text: str) -> set[str]:
    """Everything in a text that could be an identifier: pieces between blanks and marks, and words."""
    whole = _FRACTION.sub(" ", text.replace("-\n", "-"))
    pieces = {piece.strip(".,'\"·–—?!") for piece in set(_BETWEEN_PIECES.split(whole))}
    return pieces.union(_LETTERS.findall(whole))


def ordinary_words() -> frozenset[str]:
    """Words, in small letters, that documents in the language that is being spoken print themselves.

    Those of definitions, months and weekdays. A name of one word that is among them cannot be told from the
    word.
    """
    return _ordinary_words(spoken())


@cache
def _ordinary_words(words: WordsOfLanguage) -> frozenset[str]:
    from review_kit.metrics.registry import METRICS
    from review_kit.metrics.registry.settings import DEFAULTS

    with speaking(words):
        told = [metric.worded(DEFAULTS) for metric in METRICS.values()]
    texts = [f"{metric.title} {metric.definition} {metric.evidence}" for metric in told]
    for names in (words.locale.months, words.locale.days):
        for form in ("wide", "abbreviated"):
            texts += names["format"][form].values()
    return frozenset(word for text in texts for word in words_of(text).folded)
