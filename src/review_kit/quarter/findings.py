"""What differs, as values: each finding is a message of the catalogue with what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from review_kit.words.speech import Words

Section = Literal["people", "rubric", "exports", "scores"]
SECTIONS: tuple[Section, ...] = ("people", "rubric", "exports", "scores")
"""In the order in which they are told."""


@dataclass(frozen=True)
class Finding:
    """One difference."""

    section: Section
    kind: str
    """Ends the name of its message: ``quarter-<kind>``."""
    facts: dict[str, Any] = field(default_factory=dict)
    """Variables of the message: texts as they are printed, and whole numbers."""
    look: bool = False
    """It may be a fault, so that somebody should look before the run."""

    def sentence(self, words: Words) -> str:
        """Say it."""
        return words.say(f"quarter-{self.kind}", **self.facts)

    def to_json(self, words: Words) -> dict[str, Any]:
        """Return it for machines, with its sentence."""
        return {
            "section": self.section,
            "kind": self.kind,
            "look": self.look,
            "sentence": self.sentence(words),
            **self.facts,
        }
