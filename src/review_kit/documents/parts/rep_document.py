"""One rep's rows, as every document about that rep reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from review_kit.documents.parts.document import Document
from review_kit.documents.parts.entity_data import Row, open_rep
from review_kit.documents.parts.focus import Criterion, split_by_focus
from review_kit.documents.parts.performance import Outcome, outcome
from review_kit.errors import ConfigurationError


@dataclass(frozen=True)
class RepDocument(Document):
    """What a document about one rep starts from."""

    @classmethod
    def open(cls, run: str = "", rep_id: str = "", evidence: str = "") -> Self:
        """Open the document of ``rep_id`` in the run's folder ``run``; empty values mean the defaults.

        Raises
        ------
        ConfigurationError
            There is no such run, or no such rep in it.
        """
        return cls(open_rep(run, rep_id), evidence)

    @cached_property
    def rep(self) -> Row:
        """The rep's row of ``reps``."""
        rows = self.data.rows("reps")
        if len(rows) != 1:
            raise ConfigurationError(
                f"the run holds {len(rows)} rows for one rep_id, not one: its reps table is broken"
            )
        return rows[0]

    @cached_property
    def criteria(self) -> list[Row]:
        """The rep's rows of ``rep_criteria``."""
        return self.data.rows("rep_criteria")

    @cached_property
    def focus(self) -> list[Criterion]:
        """The focus criteria, by rank."""
        return split_by_focus(self.criteria)[0]

    @cached_property
    def others(self) -> list[Criterion]:
        """The other top-level criteria, by weight."""
        return split_by_focus(self.criteria)[1]

    @cached_property
    def metrics(self) -> dict[str, Outcome]:
        """The rep's row of ``rep_metrics`` for each metric."""
        rows = self.data.rows("rep_metrics")
        return {row["metric"]: outcome(row, self.context) for row in rows}

    def value(self, metric: str) -> float | None:
        """Return a metric's value, or ``None`` where there is none."""
        shown = self.metrics.get(metric)
        return None if shown is None else shown.value

    @cached_property
    def plan(self) -> Row | None:
        """The plan of next quarter; ``None`` where there is no skill to plan for."""
        rows = self.data.rows("plans")
        return rows[0] if rows else None

    @cached_property
    def planned_days(self) -> list[date]:
        """Days proposed for the sessions of next quarter."""
        return [row["session_on"] for row in self.data.rows("planned_sessions")]

    @cached_property
    def names(self) -> dict[str, str]:
        """Criterion id → name."""
        return {row["criterion_id"]: row["criterion"] for row in self.criteria}

    @cached_property
    def sessions(self) -> list[Row]:
        """The window's coaching entries, each with the name of its criterion."""
        rows = self.data.rows("sessions")
        return [{**row, "criterion": self.names.get(row["criterion_id"])} for row in rows]

    @cached_property
    def commitment_rows(self) -> list[Row]:
        """The rep's commitments made in the window or due in it."""
        return self.data.rows("commitments")
