"""What every document starts from: its rows, its evidence, and the foot of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import EntityData


@dataclass(frozen=True)
class Document:
    """One document about one entity.

    Parameters
    ----------
    data
        The entity's own rows of the run's metric tables.
    evidence
        Key of the evidence the document rests on, for the footer; empty when run by hand.
    """

    data: EntityData
    evidence: str = ""

    copy_for: ClassVar[str] = ""
    """Whose copy it is, where it names several reps; printed in the footer."""

    @property
    def context(self) -> Context:
        """The run's windows, thresholds and names."""
        return self.data.context

    def footer(self) -> str:
        """Confidentiality line, whose copy it is, run and evidence, for the foot of every page."""
        parts = [
            self.context.config.paper.confidentiality,
            self.copy_for,
            f"run {self.context.run_id}",
            f"evidence {self.evidence[:12]}" if self.evidence else "",
        ]
        return " · ".join(part for part in parts if part)
