"""``rep:R001``, ``team:Midmarket``, ``manager:M2``: what a run is narrowed down to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from review_kit.errors import ConfigurationError

_GRAINS = ("rep", "team", "manager")


@dataclass(frozen=True)
class Only:
    """One rep, or one team or manager with their reps."""

    grain: Literal["rep", "team", "manager"]
    identifier: str

    def __str__(self) -> str:
        return f"{self.grain}:{self.identifier}"

    @staticmethod
    def parse(text: str) -> Only:
        """Read ``GRAIN:ID``; the identifier may itself hold colons."""
        grain, colon, identifier = text.partition(":")
        if not colon or grain not in _GRAINS or not identifier:
            raise ConfigurationError(
                f"--only {text}: not of the form rep:ID, team:ID or manager:ID",
                "For example: --only rep:R001",
            )
        return Only(cast("Literal['rep', 'team', 'manager']", grain), identifier)
