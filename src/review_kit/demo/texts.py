"""What managers write: themes, commitments and notes, drawn so that they do not repeat at once."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from review_kit.demo.streams import pick

GENERAL = "general"
"""Key of the texts of a conversation that is not about one criterion."""

_AGAIN = ("Again", "Once more", "The same again", "Still open")


@dataclass(frozen=True)
class Theme:
    """One topic that comes up within a criterion."""

    name: str
    commitments: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class TextBank:
    """All texts, by criterion id."""

    themes: dict[str, tuple[Theme, ...]]
    vague: dict[str, tuple[str, ...]]
    progress: dict[str, tuple[str, ...]]
    """Commitment status → what is noted about it."""
    asides: tuple[str, ...]
    review_notes: dict[str, tuple[str, ...]]
    """Whom a note is for (``usual``, ``stuck``, ``new``) → what is written for the packet."""


@cache
def text_bank() -> TextBank:
    """Return the texts that ship with the package."""
    raw = tomllib.loads(files("review_kit.demo").joinpath("texts.toml").read_text(encoding="utf-8"))
    vague, progress, asides = raw.pop("vague"), raw.pop("progress"), raw.pop("asides")
    review_notes = raw.pop("review_notes")
    return TextBank(
        themes={
            criterion_id: tuple(
                Theme(theme["theme"], tuple(theme["commitments"]), tuple(theme["notes"]))
                for theme in themes
            )
            for criterion_id, themes in raw.items()
        },
        vague={key: tuple(lines) for key, lines in vague.items()},
        progress={key: tuple(lines) for key, lines in progress.items()},
        asides=tuple(asides["notes"]),
        review_notes={key: tuple(lines) for key, lines in review_notes.items()},
    )


class Writer:
    """One rep's manager at the keyboard, who does not write the same sentence twice."""

    def __init__(self, rng: np.random.Generator, first_name: str) -> None:
        self._rng = rng
        self._first_name = first_name
        self._used: set[str] = set()

    def fresh(self, sentences: Sequence[str]) -> str | None:
        """Return a sentence not written about this rep before, or nothing."""
        left = [sentence for sentence in sentences if sentence not in self._used]
        if not left:
            return None
        sentence = pick(self._rng, left)
        self._used.add(sentence)
        return sentence.replace("{first}", self._first_name)

    def renewed(self, sentences: Sequence[str]) -> str:
        """Return a fresh sentence, or an earlier one with a word that says it is back."""
        fresh = self.fresh(sentences)
        if fresh is not None:
            return fresh
        again = pick(self._rng, sentences).replace("{first}", self._first_name)
        return f"{pick(self._rng, _AGAIN)}: {again[0].lower()}{again[1:]}"
