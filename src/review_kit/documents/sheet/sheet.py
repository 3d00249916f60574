"""The conversation sheet: one page that the two people write on together, on paper or in the PDF.

The rep's own view comes before any number, so that the numbers do not influence it. The PDF is a
form; ``review-kit collect`` reads back what is written in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import EntityData
from review_kit.documents.parts.in_language import in_its_language
from review_kit.documents.parts.page_header import footer
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import day, isolated, span
from review_kit.documents.sheet import fields
from review_kit.documents.sheet.fields import SheetIdentity, SheetSkill
from review_kit.documents.sheet.grow import grow_prompts, topic
from review_kit.documents.sheet.last_commitment import chosen_commitment, last_commitment
from review_kit.words import say

_TALK_EXAMPLE, _DUE_EXAMPLE = date(2026, 10, 12), date(2026, 10, 26)
"""Days that show how a day is written."""
_OUTCOMES = {
    "done": "sheet-last-outcome-done",
    "missed": "sheet-last-outcome-missed",
    "open": "sheet-last-outcome-open",
}


@in_its_language
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
        """The rep's own rows of the run's metric tables, for your own tables and charts."""
        return self.record.data

    @cached_property
    def identity(self) -> SheetIdentity:
        """Whose sheet it is, and the skills on it: the focus skills, and the one that is planned."""
        rep, context = self.record, self.record.context
        rated = [
            SheetSkill(skill.criterion_id, skill.name, skill.current_score) for skill in rep.focus
        ]
        about = topic(rep.focus, rep.others, rep.plan)
        if about is not None and about.criterion_id not in {one.criterion_id for one in rated}:
            rated.append(
                SheetSkill(about.criterion_id, about.name, about.current_score, rated=False)
            )
        last = chosen_commitment(rep.commitments, context)
        return SheetIdentity(
            rep_id=rep.rep["rep_id"],
            rep_name=rep.rep["rep_name"],
            manager_id=rep.rep["manager_id"],
            manager_name=rep.rep["manager_name"],
            run_id=context.run_id,
            as_of=context.as_of,
            skills=tuple(rated),
            last_entry="" if last is None else last["entry_id"],
            evidence=rep.evidence,
        )

    def header(self) -> Block:
        """Who talks with whom, and when."""
        row, context = self.record.rep, self.record.context
        when = span(context.window.start, context.window.end)
        return block(
            "sheet/header.html.j2",
            name=row["rep_name"],
            with_whom=say("sheet-with", manager=row["manager_name"]),
            date={
                "name": fields.TALK_DATE,
                "label": say("sheet-date-field", example=day(_TALK_EXAMPLE, year=True)),
            },
            running_left=f"{isolated(row['rep_name'])} · {when}",
            running_right=f"{say('sheet-kind')} · {context.organisation}",
            footer=footer(context, self.record.evidence),
            identity_name=fields.IDENTITY,
            identity=self.identity.to_text(),
        )

    def self_assessment(self) -> Block:
        """Boxes for the rep's own view of each focus skill, before any number."""
        rows = [
            {
                "name": skill.name,
                "score": fields.self_rating(skill.criterion_id, "score"),
                "score_label": say("sheet-view-score-field", skill=skill.name),
                "well": fields.self_rating(skill.criterion_id, "well"),
                "well_label": say("sheet-view-well-field", skill=skill.name),
                "hard": fields.self_rating(skill.criterion_id, "hard"),
                "hard_label": say("sheet-view-hard-field", skill=skill.name),
            }
            for skill in self.identity.rated
        ]
        return block("sheet/self_assessment.html.j2", rows=rows)

    def last_commitment(self) -> Block:
        """The last commitment, to talk about again."""
        chosen = last_commitment(self.record.commitments, self.record.context)
        outcomes = [(value, say(_OUTCOMES[value])) for value in fields.OUTCOMES]
        return block(
            "sheet/last_commitment.html.j2",
            commitment=chosen,
            name=fields.LAST_OUTCOME,
            outcomes=[
                {
                    "value": value,
                    "text": text,
                    "label": say("sheet-last-outcome-field", outcome=text),
                }
                for value, text in outcomes
            ],
            ask=say("sheet-last-ask") if chosen else say("sheet-last-ask-without"),
            notes=fields.LAST_NOTES,
        )

    def grow(self) -> Block:
        """Goal, reality, options, will: prompts filled with this rep's strengths and gaps."""
        rep = self.record
        prompts = grow_prompts(rep.focus, rep.others, rep.plan, rep.planned_days, rep.context)
        rows = [
            {
                "step": prompt.step,
                "facts": prompt.facts,
                "question": prompt.question,
                "name": fields.step_notes(step),
                "label": say("sheet-step-field", step=prompt.step),
            }
            for step, prompt in zip(fields.STEPS, prompts, strict=True)
        ]
        return block("sheet/grow.html.j2", prompts=rows)

    def new_commitment(self) -> Block:
        """Boxes for the new commitment (what, by when, how both will know) and signatures."""
        row = self.record.rep
        choices = [(skill.criterion_id, skill.name) for skill in self.identity.skills]
        return block(
            "sheet/new_commitment.html.j2",
            skill={
                "name": fields.COMMITMENT_SKILL,
                "label": say("sheet-new-skill-field"),
                "choices": choices,
            },
            what={"name": fields.COMMITMENT_WHAT, "label": say("sheet-new-what")},
            by_when={
                "name": fields.COMMITMENT_BY,
                "label": say("sheet-new-by-field", example=day(_DUE_EXAMPLE, year=True)),
            },
            check={"name": fields.COMMITMENT_CHECK, "label": say("sheet-new-check")},
            target={"name": fields.GOAL_TARGET, "label": say("sheet-new-target-field")},
            signed_rep={
                "name": fields.SIGNED_REP,
                "label": say("sheet-new-signature-field", name=row["rep_name"]),
            },
            signed_manager={
                "name": fields.SIGNED_MANAGER,
                "label": say("sheet-new-signature-field", name=row["manager_name"]),
            },
        )
