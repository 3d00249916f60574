"""The cover of a manager's binder: who, in which order, what to praise, what to ask, what to do before."""

from __future__ import annotations

from dataclasses import dataclass

from review_kit.documents.binder.manager_record import ManagerRecord
from review_kit.documents.binder.page_mark import page_mark
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import EntityData, open_manager
from review_kit.documents.parts.in_language import in_its_language
from review_kit.documents.parts.page_header import footer, page_header
from review_kit.documents.parts.wording import span
from review_kit.words import say

FEW = 8
"""Reps whose lines leave room on the page."""


@in_its_language
@dataclass(frozen=True)
class BinderCover:
    """The cover, part by part. It names several reps, so it is the manager's copy."""

    record: ManagerRecord

    @classmethod
    def open(cls, run: str = "", manager_id: str = "", evidence: str = "") -> BinderCover:
        """Open the cover for ``manager_id`` in the run's folder ``run``; empty means the defaults.

        Raises
        ------
        ConfigurationError
            There is no such run, or no such manager in it.
        """
        return cls(ManagerRecord(open_manager(run, manager_id), evidence))

    @property
    def data(self) -> EntityData:
        """The rows of the manager and of the manager's reps, for your own tables and charts."""
        return self.record.data

    @property
    def order(self) -> list[str]:
        """``rep_id`` of each packet, in the order of the binder."""
        return [rep.rep["rep_id"] for _, rep in self.record.order]

    def header(self) -> Block:
        """Whose binder it is, for which window, and the header and footer."""
        record, context = self.record, self.record.context
        return page_header(
            context,
            kind=say("binder-kind"),
            name=str(record.reps[0]["manager_name"]),
            facts=[
                say("binder-kind"),
                say("binder-reps", reps=len(record.reps)),
                span(context.window.start, context.window.end),
            ],
            footer=footer(context, record.evidence, say("binder-copy")),
        )

    def introduction(self) -> Block:
        """Say how the packets are ordered, and that it ranks nobody."""
        reps = len(self.record.reps)
        return block("parts/lead.html.j2", text=say("binder-introduction", reps=reps))

    def agenda(self) -> Block:
        """List the reps in order: what to praise, what to ask, what to do before the talk.

        With few reps, the page also has room for the second point of each.
        """
        each = 2 if len(self.record.conversations) <= FEW else 1
        return block(
            "binder/agenda.html.j2",
            talks=[
                {
                    "number": number,
                    "name": talk.rep.rep["rep_name"],
                    "page": page_mark(talk.rep.rep["rep_id"]),
                    "praise": [point.text for point in talk.praised[:each]]
                    or [say("packet-praise-nothing")],
                    "ask": [point.text for point in talk.asked[:each]],
                    "before": talk.before,
                }
                for number, talk in enumerate(self.record.conversations, start=1)
            ],
        )
