"""What the run knows about a manager's reps, as far as the cover of the binder weighs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from review_kit.documents.binder.first_talk import (
    RepFacts,
    TalkingPoint,
    in_order,
    talking_point,
)
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import split_by_focus
from review_kit.documents.parts.entity_data import EntityData, Row


@dataclass(frozen=True)
class ManagerRecord:
    """One manager's rows of the metric tables, each table read once.

    Parameters
    ----------
    data
        The manager's own rows of the run's metric tables, and those of the manager's reps.
    evidence
        Key of the evidence that the document rests on, for its footer; empty when run by hand.
    """

    data: EntityData
    evidence: str = ""

    @property
    def context(self) -> Context:
        """The run's windows, thresholds and names."""
        return self.data.context

    @cached_property
    def reps(self) -> list[Row]:
        """Rows of ``reps`` of those who report to the manager."""
        return self.data.rows("reps")

    @cached_property
    def sessions(self) -> list[Row]:
        """Rows of ``sessions`` of these reps."""
        return self.data.rows("sessions")

    @cached_property
    def sharing_logged(self) -> bool:
        """Whether any entry of the log says when it was shared."""
        return any(row["shared_with_rep_on"] is not None for row in self.sessions)

    @cached_property
    def conversations(self) -> list[tuple[RepFacts, TalkingPoint]]:
        """Each rep's facts and what to talk about first, in the order of the binder."""
        return in_order([(facts, talking_point(facts)) for facts in self._facts()])

    def _facts(self) -> list[RepFacts]:
        tables = {
            name: _by_rep(self.data.rows(name))
            for name in ("themes", "commitments", "goals", "rep_criteria")
        }
        tables["sessions"] = _by_rep(self.sessions)
        facts = []
        for rep in self.reps:
            mine = {name: rows.get(rep["rep_id"], []) for name, rows in tables.items()}
            focus, others = split_by_focus(mine["rep_criteria"])
            facts.append(
                RepFacts(
                    rep=rep,
                    sessions=mine["sessions"],
                    themes=mine["themes"],
                    commitments=mine["commitments"],
                    goals=mine["goals"],
                    skills=[*focus, *others],
                    n_focus=len(focus),
                    sharing_logged=self.sharing_logged,
                    context=self.context,
                )
            )
        return facts


def _by_rep(rows: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["rep_id"], []).append(row)
    return grouped
