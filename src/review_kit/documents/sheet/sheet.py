"""The conversation sheet: one page that the two people write on together.

The rep's own view comes before any number, so that it is the rep's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.focus import Criterion, standing
from review_kit.documents.parts.rep_document import RepDocument
from review_kit.documents.parts.sentences import in_sentence, opening
from review_kit.documents.parts.wording import counted, day, isolated, score, span, weekday_day

LONGEST_COMMITMENT = 280
"""Characters of a commitment on the sheet, which is one page; the packet has it in full."""


@dataclass(frozen=True)
class Prompt:
    """One step of GROW: its name, the rep's fact, and the question to ask."""

    step: str
    fact: str
    question: str


@dataclass(frozen=True)
class ConversationSheet(RepDocument):
    """One rep's conversation sheet, part by part; made from the same rows as the packet."""

    def header(self) -> Block:
        """Who talks with whom, and when."""
        rep, context = self.rep, self.context
        return block(
            "parts/header.html.j2",
            name=rep["rep_name"],
            facts=[f"conversation with {rep['manager_name']}", "on ____________________"],
            running_left=f"{isolated(rep['rep_name'])} · {span(context.window.start, context.window.end)}",
            running_right=f"Conversation sheet · {context.organisation}",
            footer=self.footer(),
        )

    def self_assessment(self) -> Block:
        """Boxes for the rep's own view of each focus skill, before any number."""
        return block("sheet/self_assessment.html.j2", skills=[skill.name for skill in self.focus])

    def last_commitment(self) -> Block:
        """The last commitment, to be reopened."""
        return block(
            "sheet/last_commitment.html.j2",
            commitment=last_commitment(self.commitment_rows, self.context),
        )

    def grow(self) -> Block:
        """Goal, reality, options, will: prompts filled with this rep's facts."""
        return block(
            "sheet/grow.html.j2",
            prompts=grow_prompts(
                self.focus, self.others, self.plan, self.planned_days, self.context
            ),
        )

    def new_commitment(self) -> Block:
        """Boxes for the new commitment (what, by when, how both will know) and signatures."""
        rep = self.rep
        return block(
            "sheet/new_commitment.html.j2", rep=rep["rep_name"], manager=rep["manager_name"]
        )


def last_commitment(commitments: Sequence[Row], context: Context) -> dict[str, str] | None:
    """Choose the commitment to reopen: the latest that fell due, else the latest made.

    Parameters
    ----------
    commitments
        Rows of ``commitments``: made in the window or due in it.
    """
    made = [row for row in commitments if row["commitment"]]
    if not made:
        return None
    due = [
        r for r in made if r["commitment_due"] is not None and r["commitment_due"] <= context.as_of
    ]
    latest = (
        max(due, key=lambda row: (row["commitment_due"], row["entry_id"]))
        if due
        else max(made, key=lambda row: (row["session_date"], row["entry_id"]))
    )
    when = "no date was set"
    if latest["commitment_due"] is not None:
        when = f"due {day(latest['commitment_due'])}"
    status = {"done": "logged as kept", "missed": "logged as missed", "open": "still open"}.get(
        latest["commitment_status"] or "", "its outcome is not logged"
    )
    return {
        "text": shorten(latest["commitment"], LONGEST_COMMITMENT, placeholder=" …"),
        "facts": f"agreed {day(latest['session_date'])}, {when}, {status}",
    }


def topic(
    focus: Sequence[Criterion], others: Sequence[Criterion], plan: Row | None
) -> Criterion | None:
    """Choose the skill to talk about: the planned one, else the heaviest gap that has a score."""
    if plan is not None:
        for skill in (*focus, *others):
            if skill.criterion_id == plan["criterion_id"] and skill.current is not None:
                return skill
    known = [skill for skill in focus if skill.current is not None]
    return max(
        known, key=lambda skill: skill.weight * max(skill.gap_to_target or 0.0, 0.0), default=None
    )


def grow_prompts(
    focus: Sequence[Criterion],
    others: Sequence[Criterion],
    plan: Row | None,
    planned_days: Sequence[date],
    context: Context,
) -> list[Prompt]:
    """Fill the four steps of GROW (Whitmore) with the rep's facts; no step is empty."""
    skill = topic(focus, others, plan)
    will = "What will you do on the next calls, and what could get in the way?"
    will_fact = f"First session proposed: {weekday_day(planned_days[0])}." if planned_days else ""
    if skill is None or skill.current is None:
        return [
            Prompt("Goal", "", "What do you want to be better at by the end of next quarter?"),
            Prompt(
                "Reality",
                f"Too few scored calls in the last {context.config.windows.current_days} days to show "
                "a score.",
                "Which call shows best where you are?",
            ),
            Prompt("Options", "", "What could you try on the very next calls?"),
            Prompt("Will", will_fact, "What will you do, by when, and who will hear the call?"),
        ]
    if plan is None:
        goal = f"{skill.name} stands at its target of {score(skill.target)}."
    elif plan["criterion_id"] == skill.criterion_id:
        source = "The goal set is" if plan["because"] == "open_goal" else "The goal proposed is"
        goal = (
            f"{source} {score(plan['target'])} in {in_sentence(skill.name)} "
            f"by {day(plan['due_on'])}."
        )
    else:
        goal = f"The target for {in_sentence(skill.name)} is {score(skill.target)}."
    return [
        Prompt("Goal", goal, "What would reaching it change on your calls?"),
        Prompt(
            "Reality",
            _reality(skill, context),
            "Where do you hear it on your calls?",
        ),
        Prompt("Options", _options(skill), "What else could you try?"),
        Prompt("Will", will_fact, will),
    ]


def _reality(skill: Criterion, context: Context) -> str:
    """Say where the skill was and stands, and what its verdict makes of that."""
    current = "" if skill.current is None else score(skill.current.value)
    start = ""
    if skill.baseline is not None:
        when = opening(context.config.windows.baseline_days)
        start = f" was {score(skill.baseline.value)} {when} and"
    verdict = standing(skill, context)
    sessions = ""
    if skill.coached:
        sessions = f", with {counted(skill.sessions_held, 'session', words=True)} on it"
    return f"{skill.name}{start} stands at {current}{f' ({verdict})' if verdict else ''}{sessions}."


def _options(skill: Criterion) -> str:
    if skill.weakest_sub_criterion is None or skill.weakest_sub_score is None:
        return "Pick one call that went well: what did you do there?"
    return (
        f"The widest gap inside it is {in_sentence(skill.weakest_sub_criterion)}, "
        f"at {score(skill.weakest_sub_score)}."
    )
