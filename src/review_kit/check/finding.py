"""What a check found wrong with a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Check = Literal["opens", "pages", "empty page", "tagged", "fonts", "names", "focus"]
"""Names of the checks, in the order in which a document goes through them."""


@dataclass(frozen=True)
class Finding:
    """One fault of one document."""

    check: Check
    what: str
    """What was found, and where: ``another rep, Bo Lind (R2), is named on page 3``."""

    def __str__(self) -> str:
        return f"{self.what} (check: {self.check})"
