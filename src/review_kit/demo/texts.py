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


@cache
def text_bank() -> TextBank:
    """Return the texts that ship with the package."""
    raw = tomllib.loads(files("review_kit.demo").joinpath("texts.toml").read_text(encoding="utf-8"))
    vague, progress, asides = raw.pop("vague"), raw.pop("progress"), raw.pop("asides")
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
    )


class Writer:
    """One rep's manager at the keyboard: prefers sentences not used for this rep before."""

    def __init__(self, rng: np.random.Generator, first_name: str) -> None:
        self._rng = rng
        self._first_name = first_name
        self._used: set[str] = set()

    def write(self, sentences: Sequence[str]) -> str:
        """Return one of ``sentences``, a fresh one while there is one."""
        fresh = [sentence for sentence in sentences if sentence not in self._used]
        sentence = pick(self._rng, fresh or sentences)
        self._used.add(sentence)
        return sentence.replace("{first}", self._first_name)
