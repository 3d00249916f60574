"""The conversation sheet: one page that the two people write on together.

The rep's own view comes before any number, so that it is the rep's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import EntityData
from review_kit.documents.parts.page_header import footer, page_header
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.sheet.grow import grow_prompts
from review_kit.documents.sheet.last_commitment import last_commitment


@dataclass(frozen=True)
class ConversationSheet:
    """One rep's conversation sheet, part by part; made from the same record as the packet."""

    record: RepRecord

    @classmethod
    def open(cls, run: str = "", rep_id: str = "", evidence: str = "") -> ConversationSheet:
        """Open the sheet of ``rep_id`` in the run's folder ``run``; empty values mean the defaults.

        Raises
        ------
        ConfigurationError
            There is no such run, or no such rep in it.
        """
        return cls(RepRecord.open(run, rep_id, evidence))

    @property
    def data(self) -> EntityData:
        """The rep's own rows of the run's metric tables, for tables and charts of your own."""
        return self.record.data

    def header(self) -> Block:
        """Who talks with whom, and when."""
        row, context = self.record.rep, self.record.context
        return page_header(
            context,
            kind="Conversation sheet",
            name=row["rep_name"],
            facts=[f"conversation with {row['manager_name']}", "on ____________________"],
            footer=footer(context, self.record.evidence),
        )

    def self_assessment(self) -> Block:
        """Boxes for the rep's own view of each focus skill, before any number."""
        skills = [skill.name for skill in self.record.focus]
        return block("sheet/self_assessment.html.j2", skills=skills)

    def last_commitment(self) -> Block:
        """The last commitment, to be reopened."""
        chosen = last_commitment(self.record.commitments, self.record.context)
        return block("sheet/last_commitment.html.j2", commitment=chosen)

    def grow(self) -> Block:
        """Goal, reality, options, will: prompts filled with this rep's facts."""
        rep = self.record
        prompts = grow_prompts(rep.focus, rep.others, rep.plan, rep.planned_days, rep.context)
        return block("sheet/grow.html.j2", prompts=prompts)

    def new_commitment(self) -> Block:
        """Boxes for the new commitment (what, by when, how both will know) and signatures."""
        row = self.record.rep
        return block(
            "sheet/new_commitment.html.j2", rep=row["rep_name"], manager=row["manager_name"]
        )
