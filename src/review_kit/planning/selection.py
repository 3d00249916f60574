"""``rep:R001``, ``team:Midmarket``, ``manager:M2``: what a run is narrowed down to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from review_kit.errors import ConfigurationError
from review_kit.grains import OWNER_COLUMNS, Owner


@dataclass(frozen=True)
class Only:
    """One rep, or one team or manager with their reps."""

    grain: Owner
    identifier: str

    def __str__(self) -> str:
        return f"{self.grain}:{self.identifier}"

    @staticmethod
    def parse(text: str) -> Only:
        """Read ``GRAIN:ID``; the identifier may itself hold colons."""
        grain, colon, identifier = text.partition(":")
        if not colon or grain not in OWNER_COLUMNS or not identifier:
            forms = [f"{owner}:ID" for owner in OWNER_COLUMNS]
            raise ConfigurationError(
                f"--only {text}: must have the form {', '.join(forms[:-1])} or {forms[-1]}",
                "For example: --only rep:R001",
            )
        return Only(cast("Owner", grain), identifier)
