"""Words for true and false: of check boxes, of spreadsheets in other languages, of people.

A spreadsheet program writes a check box in the language of whoever saved the file: ``WAHR``,
``VRAI``, ``VERDADERO``. A word is here only if it means one thing in every language it occurs in.
"""

from __future__ import annotations

from collections.abc import Iterable

from review_kit.sources.sql import literal


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHECKED: frozenset[str] = _words(
    "true t 1 checked ticked wahr vrai verdadero verdadeiro vero waar prawda pravda igaz sant sand "
    "sann tosi istina истина doğru adevărat αληθές αληθεσ αληθες ✓ ✔ ☑ ✅ 🗹"
)
"""What a box that is ticked becomes, in small letters."""

UNCHECKED: frozenset[str] = _words(
    "false f 0 unchecked unticked falsch faux falso onwaar fałsz nepravda hamis falskt falsk usann "
    "epätosi laž ложь yanlış fals ψευδές ψευδεσ ψευδες ☐ ⬜ 🗆"
)
"""What a box that is not ticked becomes."""

YES: frozenset[str] = _words("yes y ja oui sí sim sì tak áno ano igen kyllä evet da да ναι はい 是")
NO: frozenset[str] = _words(
    "no n nein non não nao nee nie nej nei nem ei hayır hayir нет όχι いいえ 否"
)

TRUE_WORDS: frozenset[str] = CHECKED | YES
FALSE_WORDS: frozenset[str] = UNCHECKED | NO
TICKED: frozenset[str] = TRUE_WORDS | _words("x ✗ ☒ ✘ •")
"""What stands in a box that a profile says is one: there an ``x`` is a tick."""


def truth_of(text: str) -> bool | None:
    """Say what a word means; None where it is none of them."""
    plain = text.strip().lower()
    if plain in TRUE_WORDS:
        return True
    return False if plain in FALSE_WORDS else None


def truth_sql(value: str) -> str:
    """SQL of ``'true'`` or ``'false'`` from a word, else null."""
    return (
        f"CASE WHEN {is_word_sql(value, TRUE_WORDS)} THEN 'true' "
        f"WHEN {is_word_sql(value, FALSE_WORDS)} THEN 'false' END"
    )


def is_word_sql(value: str, words: Iterable[str]) -> str:
    """SQL of whether ``value`` is one of the words, without regard to case."""
    listed = ", ".join(literal(word) for word in sorted(words))
    return f"(lower({value}) IN ({listed}))"
