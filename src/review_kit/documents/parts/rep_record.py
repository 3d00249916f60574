"""What the run knows about one rep; every document about that rep is composed from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion, split_by_focus
from review_kit.documents.parts.entity_data import EntityData, Row, open_rep
from review_kit.documents.parts.outcome import Outcome, outcome
from review_kit.errors import ConfigurationError
from review_kit.words import speaking


@dataclass(frozen=True)
class RepRecord:
    """One rep's rows of the metric tables, each table read once.

    Parameters
    ----------
    data
        The rep's own rows of the run's metric tables.
    evidence
        Key of the evidence that the document rests on, for its footer; empty when run by hand.
    """

    data: EntityData
    evidence: str = ""

    @classmethod
    def open(cls, run: str = "", rep_id: str = "", evidence: str = "") -> RepRecord:
        """Open the record of ``rep_id`` in the run's folder ``run``; empty values mean the defaults.

        Raises
        ------
        ConfigurationError
            There is no such run, or no such rep in it.
        """
        return cls(open_rep(run, rep_id), evidence)

    @property
    def context(self) -> Context:
        """The run's windows, thresholds and names."""
        return self.data.context

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
        with speaking(self.data.words):
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
    def criteria_names(self) -> dict[str, str]:
        """Criterion id → name."""
        return {row["criterion_id"]: row["criterion"] for row in self.criteria}

    @cached_property
    def sessions(self) -> list[Row]:
        """The window's coaching entries, each with the name of its criterion."""
        rows = self.data.rows("sessions")
        return [{**row, "criterion": self.criteria_names.get(row["criterion_id"])} for row in rows]

    @property
    def unseen(self) -> list[Row]:
        """Those of the entries that the rep had not seen by the review day."""
        until = self.context.as_of
        return [
            row
            for row in self.sessions
            if row["shared_with_rep_on"] is None or row["shared_with_rep_on"] > until
        ]

    @cached_property
    def goals(self) -> list[Row]:
        """Rows of ``goals``, each with ``criterion``, the name of its criterion."""
        names = self.criteria_names
        return [
            {**goal, "criterion": names.get(goal["criterion_id"])}
            for goal in self.data.rows("goals")
        ]

    @property
    def open_goals(self) -> list[Row]:
        """Those of the goals that are open."""
        return [goal for goal in self.goals if goal["status"] == "open"]

    @property
    def is_new(self) -> bool:
        """Whether the rep is in the first days here: there is a start to tell, no quarter yet."""
        return bool(self.rep["is_starting"])

    @cached_property
    def commitments(self) -> list[Row]:
        """Rows of ``commitments``: the rep's, made in the window or due in it."""
        return self.data.rows("commitments")
