"""A line of the table of effects, and the lines of one kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

WHOLE = 8
"""Lines of one kind up to which they stay together on a page."""


@dataclass(frozen=True)
class Line:
    """One scope of the table with its numbers."""

    name: str
    evidence: str
    estimate: str
    interval: str
    second: str
    says: str
    claimed: bool
    mark: Markup


@dataclass(frozen=True)
class Part:
    """One kind of scope: those with a number, and what is said of whom instead of one."""

    title: str
    lines: Sequence[Line]
    without: Mapping[str, str]

    @property
    def whole(self) -> bool:
        """Short enough to stay on one page."""
        return len(self.lines) + len(self.without) <= WHOLE
