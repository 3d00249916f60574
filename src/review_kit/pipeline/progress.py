"""Reports of a run while it works: the command line shows them, other callers need not listen."""

from __future__ import annotations

from typing import Protocol

from review_kit.records.record import Record


class Progress(Protocol):
    """Listens to a run."""

    def step(self, text: str) -> None:
        """A stage began or ended, in a few words."""
        ...

    def begin(self, documents: int) -> None:
        """So many documents are going to be made."""
        ...

    def advance(self, record: Record) -> None:
        """One of them was made, or failed."""
        ...

    def end(self) -> None:
        """No more documents come."""
        ...


class Silent:
    """Listens and says nothing."""

    def step(self, text: str) -> None:
        """Say nothing."""

    def begin(self, documents: int) -> None:
        """Say nothing."""

    def advance(self, record: Record) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""
