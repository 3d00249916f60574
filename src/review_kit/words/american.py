"""American spelling, made from the British catalogue: ``make docs`` writes ``en-US/spelling.ftl``.

Words that differ by more than spelling have a message of their own in the other files of ``en-US``.
"""

from __future__ import annotations

import re

from review_kit.words.entries import cut
from review_kit.words.shipped import shipped_files
from review_kit.words.tags import REFERENCE

SPELLING_FILE = "en-US/spelling.ftl"

_SPELLING = {
    "behaviour": "behavior",
    "behaviours": "behaviors",
    "cancelled": "canceled",
    "centre": "center",
    "colour": "color",
    "favour": "favor",
    "grey": "gray",
    "judgement": "judgment",
    "organisation": "organization",
    "organisations": "organizations",
    "practise": "practice",
    "practised": "practiced",
    "programme": "program",
    "recognise": "recognize",
    "recognised": "recognized",
    "towards": "toward",
}
_HEAD = """\
# American spelling of the messages in words/en that have British spelling. Written by make docs; a message
# that needs more than spelling stands in another file of this folder.

"""
# not the key of a variant, nor a part of a name
_WORD = re.compile(rf"(?<![\w$\[.-])({'|'.join(_SPELLING)})(?![\w\].-]\w|[\]\w-])", re.IGNORECASE)


def american(text: str) -> str:
    """Spell a text the American way.

    Examples
    --------
    >>> american("Grey: the organisation’s median [organisation] { $organisation }")
    'Gray: the organization’s median [organisation] { $organisation }'
    """

    def spelt(found: re.Match[str]) -> str:
        word = found.group()
        other = _SPELLING[word.lower()]
        return other.capitalize() if word[0].isupper() else other

    return _WORD.sub(spelt, text)


def spelling_page() -> str:
    """Write the messages of the British catalogue whose American spelling is another."""
    changed = []
    for path, text in shipped_files().items():
        if not path.startswith(f"{REFERENCE}/"):
            continue
        for entry in cut(text, path):
            written = american(entry.text)
            if written != entry.text:
                changed.append("".join(f"{line}\n" for line in _own_lines(written)))
    return _HEAD + "".join(changed)


def _own_lines(text: str) -> list[str]:
    """Lines of a message, without blank lines behind it."""
    return text.rstrip().splitlines()
