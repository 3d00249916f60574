"""In which language each document is: the rep's own, where the roster names it, else the organisation's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from review_kit.grains import Grain
from review_kit.words import Overlay, say, words_in
from review_kit.words.tags import chosen_tag

_SHOWN = 5


@dataclass(frozen=True)
class Languages:
    """Tags of languages.

    Parameters
    ----------
    organisation
        Of every document that is not a rep's own.
    reps
        Of reps' documents, by ``rep_id``.
    """

    organisation: str
    reps: Mapping[str, str]

    def of(self, grain: Grain, identifier: str) -> str:
        """Language of the documents of one entity."""
        return self.reps[identifier] if grain == "rep" else self.organisation


STAND_FOR = {"team_roi": "reports-team-name", "org_summary": "reports-team-name"}
"""Template → a message that stands for all that it says, where a shipped language may not have it yet."""


def language_of(template: str, language: str, overlay: Overlay) -> str:
    """Choose the language of a document: its reader's, or English as a whole where that has no words for it.

    Parameters
    ----------
    template
        Name of its template.
    language
        Tag of the reader's language.
    overlay
        The project's own words, which may have them.
    """
    message = STAND_FOR.get(template)
    return language if message is None else words_in(language, overlay).whole(message).tag


def document_languages(
    reps: pd.DataFrame, organisation: str, known: frozenset[str]
) -> tuple[Languages, tuple[str, ...]]:
    """Choose the language of each rep's documents.

    Parameters
    ----------
    reps
        ``rep_id``, ``language`` (as the roster has it, missing where it names none).
    organisation
        ``organisation.language``.
    known
        Languages that there are words in.

    Returns
    -------
    tuple
        The languages, and a sentence for each language of the roster that there are no words in.
    """
    chosen: dict[str, str] = {}
    lacking: dict[str, list[str]] = {}
    for rep, language in zip(reps["rep_id"], reps["language"], strict=True):
        wanted = None if pd.isna(language) else str(language)
        tag = chosen_tag(wanted, organisation, known)
        if tag is None:
            lacking.setdefault(str(wanted), []).append(rep)
        chosen[rep] = tag or organisation
    notes = (
        say("run-note-no-words", language=language, reps=_few(who), instead=organisation)
        for language, who in sorted(lacking.items())
    )
    return Languages(organisation, chosen), tuple(notes)


def _few(reps: list[str]) -> str:
    first = ", ".join(reps[:_SHOWN])
    more = len(reps) - _SHOWN
    return say("run-note-reps-and-more", reps=first, n=more) if more > 0 else first
