"""Text of pages as words that can be compared, whatever the script, case and line breaks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from review_kit.words import Words, speaking, spoken

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
"""Thai to Khmer, kana, Han, Hangul: scripts that set no blanks around a name. Each character is a
word of its own there."""
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_JOINT = re.compile(r"[\s_\u00ad\u2010\u2011'\u2019.,-]*")
"""What may stand between the words of one name: ``Anna-Lena``, ``O'Brien``, ``Lee, Ann``."""


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


def words_of(text: str) -> list[Word]:
    """Cut a text into words.

    Accents and compatibility forms (ligatures, presentation forms, full width) are taken off, so that
    a name is found however somebody typed it.

    Examples
    --------
    >>> [word.folded for word in words_of("José O’Brien-Ng")]
    ['jose', 'o', 'brien', 'ng']
    """
    plain = without_accents(text)
    words, end = [], -1
    for match in _WORD.finditer(plain):
        written, begin = match.group(), match.start()
        follows = end >= 0 and (
            plain[end:begin] == " " or _JOINT.fullmatch(plain, end, begin) is not None
        )
        words.append(Word(written, written.casefold(), follows))
        end = match.end()
    return words


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
    whole = re.sub(r"-\n", "-", text)
    pieces = {piece.strip(".,'\"·–—?!") for piece in re.split(r"[\s/=,;:|()\[\]]+", whole)}
    return pieces | set(re.findall(r"\w+", whole))


def ordinary_words() -> frozenset[str]:
    """Words, in small letters, that documents in the language that is being spoken print themselves.

    Those of definitions, months and weekdays. A name of one word that is among them cannot be told from the
    word.
    """
    return _ordinary_words(spoken())


@cache
def _ordinary_words(words: Words) -> frozenset[str]:
    from review_kit.metrics.registry import METRICS
    from review_kit.metrics.registry.settings import DEFAULTS

    with speaking(words):
        told = [metric.worded(DEFAULTS) for metric in METRICS.values()]
    texts = [f"{metric.title} {metric.definition} {metric.evidence}" for metric in told]
    for names in (words.locale.months, words.locale.days):
        for form in ("wide", "abbreviated"):
            texts += names["format"][form].values()
    return frozenset(word.folded for text in texts for word in words_of(text))
