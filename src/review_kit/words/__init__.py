"""Every printed word, in message catalogues: one file per document and language, Project Fluent's syntax.

``say("packet-next", skill="Discovery", score="60")`` gives a sentence in the language that is being
spoken; :func:`speaking` chooses it. A project lays its own ``words/<language>/*.ftl`` over the shipped
ones. Numbers and dates are written by the caller (:mod:`review_kit.documents.parts.wording`) and handed
over as text; counts are handed over as whole numbers, so that a message can choose singular or plural.
"""

from review_kit.words.overlay import NO_OVERLAY, Overlay, read_overlay
from review_kit.words.speech import Words, say, speaking, spoken, spoken_locale, words_in
from review_kit.words.tags import SHIPPED_DEFAULT

__all__ = [
    "NO_OVERLAY",
    "SHIPPED_DEFAULT",
    "Overlay",
    "Words",
    "read_overlay",
    "say",
    "speaking",
    "spoken",
    "spoken_locale",
    "words_in",
]
