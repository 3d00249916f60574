"""The evidence rule: how much a number may rest on before it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from review_kit.project.config import Evidence

TOO_FEW, THIN, ENOUGH = "too_few", "thin", "ok"


EARLIER_WINDOWS, SAME_WINDOWS = "earlier_windows", "same_windows"
"""What the interval of a change was measured on: the same pair of windows one step earlier or, where
history is too short for that, the judged pair itself."""


@dataclass(frozen=True)
class EvidenceRule:
    """Under ``minimum`` no number is given; under ``thin`` it carries a mark.

    ``noun`` is what is counted, in the plural: "calls", "closed deals".
    """

    minimum: int
    thin: int
    noun: str

    @classmethod
    def calls(cls, config: Evidence) -> Self:
        """Make the rule for means of calls."""
        return cls(config.minimum_calls, config.thin_calls, "calls")

    @classmethod
    def deals(cls, config: Evidence, noun: str) -> Self:
        """Make the rule for numbers that rest on single deals."""
        return cls(config.minimum_deals, config.thin_deals, noun)

    def enough(self, n: pd.Series) -> pd.Series:
        """Say of each count whether a number may be given."""
        return n >= self.minimum

    def grade(self, n: pd.Series) -> pd.Series:
        """Grade each count: ``too_few``, ``thin`` or ``ok``."""
        grades = np.select([n < self.minimum, n < self.thin], [TOO_FEW, THIN], ENOUGH)
        return pd.Series(grades, index=n.index, dtype="str")

    def note(self, n: pd.Series) -> pd.Series:
        """Write what stands in place of a number: "too few calls (3)"; empty where there is one."""
        said = [
            None if enough else f"too few {self.noun} ({count:.0f})"
            for count, enough in zip(n, self.enough(n), strict=True)
        ]
        return pd.Series(said, index=n.index, dtype="str")
