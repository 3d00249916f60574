"""The cover of a manager's binder: whose packets are in it, in what order, what to talk about first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from review_kit.documents.binder.first_talk import (
    RepFacts,
    TalkingPoint,
    good_news,
    in_order,
    talking_point,
)
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.document import Document
from review_kit.documents.parts.entity_data import Row, open_manager
from review_kit.documents.parts.focus import split_by_focus
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import counted, span


@dataclass(frozen=True)
class BinderCover(Document):
    """The cover, part by part. It names several reps, so it is the manager's copy."""

    copy_for = "manager's copy"

    @classmethod
    def open(cls, run: str = "", manager_id: str = "", evidence: str = "") -> BinderCover:
        """Open the cover for ``manager_id`` in the run's folder ``run``; empty means the defaults.

        Raises
        ------
        ConfigurationError
            There is no such run, or no such manager in it.
        """
        return cls(open_manager(run, manager_id), evidence)

    @cached_property
    def reps(self) -> list[Row]:
        """The manager's reps."""
        return self.data.rows("reps")

    @cached_property
    def conversations(self) -> list[tuple[RepFacts, TalkingPoint]]:
        """Each rep's facts and what to talk about first, in the order of the binder."""
        return in_order([(facts, talking_point(facts)) for facts in self._facts()])

    @property
    def order(self) -> list[str]:
        """``rep_id`` of each packet, in the order of the binder."""
        return [facts.rep["rep_id"] for facts, _ in self.conversations]

    @cached_property
    def sharing_logged(self) -> bool:
        """Whether any entry of the log says when it was shared."""
        rows = self.data.rows("sessions")
        return any(row["shared_with_rep_on"] is not None for row in rows)

    def _facts(self) -> list[RepFacts]:
        tables = {
            name: _by_rep(self.data.rows(name))
            for name in ("sessions", "themes", "commitments", "goals", "rep_criteria")
        }
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

    def header(self) -> Block:
        """Whose binder it is, and of which window; running head and foot."""
        context = self.context
        when = span(context.window.start, context.window.end)
        name = str(self.reps[0]["manager_name"])
        return block(
            "parts/header.html.j2",
            name=name,
            facts=["Manager binder", counted(len(self.reps), "rep"), when],
            running_left=f"{name} · {when}",
            running_right=f"Manager binder · {context.organisation}",
            footer=self.footer(),
        )

    def introduction(self) -> Block:
        """Say how the packets are ordered, and that it ranks nobody."""
        return block("parts/lead.html.j2", text=self.introduction_sentence())

    def introduction_sentence(self) -> str:
        """Compose the introduction."""
        reps = counted(len(self.reps), "rep")
        text = (
            f"{reps}, in the order of the conversations. Entries a rep has not seen come first, "
            "then themes that keep coming back, commitments not kept and goals that are far, then "
            "rises to name. Reps with the same kind of conversation stand by name; the order ranks "
            "nobody."
        )
        if len(self.reps) == 1:
            text = f"{reps}, and what to talk about first."
        if not self.sharing_logged and self.data.rows("sessions"):
            text += " No entry of the log says when it was shared, so that is not weighed here."
        return text

    def agenda(self) -> Block:
        """List the reps in order: what to talk about first, why, and the good news."""
        return rows_table(
            [
                {
                    "rep": f"{number}. {facts.rep['rep_name']}",
                    "first": point.first,
                    "why": point.why,
                    "news": good_news(facts, point),
                }
                for number, (facts, point) in enumerate(self.conversations, start=1)
            ],
            {"rep": "Rep", "first": "Talk about first", "why": "Why", "news": "Good news"},
            classes="agenda",
        )


def _by_rep(rows: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["rep_id"], []).append(row)
    return grouped
