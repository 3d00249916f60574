"""What the run knows about a manager's reps: a record for each, and the order of the conversations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from review_kit.documents.binder.before_the_talk import before_the_talk, urgency
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import EntityData, Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.talk.ask import ask
from review_kit.documents.talk.point import Point
from review_kit.documents.talk.praise import praise
from review_kit.words import speaking


@dataclass(frozen=True)
class OneOfMany(EntityData):
    """One rep's rows among those that a manager may see, read once for all reps.

    Parameters
    ----------
    rep_id
        The rep.
    tables
        Table → the rows of each rep; filled as tables are asked for.
    """

    rep_id: str = ""
    tables: dict[str, Mapping[str, list[Row]]] = field(default_factory=dict)

    def rows(self, name: str) -> list[Row]:
        """Give the rep's rows of a table."""
        if name not in self.tables:
            grouped: dict[str, list[Row]] = {}
            for row in super().rows(name):
                grouped.setdefault(row["rep_id"], []).append(row)
            self.tables[name] = grouped
        return self.tables[name].get(self.rep_id, [])


@dataclass(frozen=True)
class Conversation:
    """One conversation to come: with whom, what to praise and to ask, what to do before it."""

    rep: RepRecord
    praised: Sequence[Point]
    asked: Sequence[Point]
    before: Sequence[str]
    urgency: int
    """0 first; the place of its first question among the kinds of questions."""


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
    def order(self) -> list[tuple[int, RepRecord]]:
        """The reps in the order of the conversations, with how soon each is: by kind, then by name."""
        with speaking(self.data.words):
            found = [(urgency(rep), rep) for rep in self._records()]
        return sorted(
            found,
            key=lambda one: (one[0], str(one[1].rep["rep_name"]).casefold(), one[1].rep["rep_id"]),
        )

    @cached_property
    def conversations(self) -> list[Conversation]:
        """The conversations in the order of the binder."""
        with speaking(self.data.words):
            logged = any(row["shared_with_rep_on"] for _, rep in self.order for row in rep.sessions)
            return [_conversation(rep, soon, logged) for soon, rep in self.order]

    def _records(self) -> list[RepRecord]:
        tables: dict[str, Mapping[str, list[Row]]] = {}
        data = self.data
        return [
            RepRecord(
                OneOfMany(data.run, data.context, data.viewer, rep_id=row["rep_id"], tables=tables)
            )
            for row in self.reps
        ]


def _conversation(rep: RepRecord, soon: int, sharing_logged: bool) -> Conversation:
    before = before_the_talk(rep, sharing_logged=sharing_logged)
    return Conversation(rep, praise(rep), ask(rep), before, soon)
