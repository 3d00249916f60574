"""The rep review packet: what a notebook calls, part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from review_kit.documents.packet import (
    coaching_record,
    commitments,
    deals,
    disputes,
    explanations,
    goals,
    headline,
    next_quarter,
    other_criteria,
    page_one,
    performance,
    skills_matrix,
    start,
    status,
    talk,
    terms,
    themes,
    trajectories,
    what_if,
)
from review_kit.documents.parts.block import EMPTY, Block, block
from review_kit.documents.parts.entity_data import EntityData
from review_kit.documents.parts.in_language import in_its_language
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.words import say

HEADINGS = ("how-it-went", "results", "next-quarter", "appendix")
"""The sections after page one, by the names that :meth:`RepPacket.section` takes."""


@in_its_language
@dataclass(frozen=True)
class RepPacket:
    """One rep's packet. Every method returns a part of it that a notebook cell can show.

    In a rep's first 30 days there is no quarter to review: :meth:`start` is then the packet's
    body, and the parts that need a quarter are empty.

    Examples
    --------
    >>> packet = RepPacket.open("reports/2026-09-30-90d", "R001")  # doctest: +SKIP
    >>> packet.side_by_side()  # doctest: +SKIP
    """

    record: RepRecord

    @classmethod
    def open(cls, run: str = "", rep_id: str = "", evidence: str = "") -> RepPacket:
        """Open the packet of ``rep_id`` in the run's folder ``run``; empty values mean the defaults.

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

    def section(self, name: str) -> Block:
        """Begin a section: ``how-it-went`` (on a new page), ``results``, ``next-quarter``, ``appendix``."""
        if self.record.is_new and name != "appendix":
            return EMPTY
        text = say(f"packet-heading-{name}")
        return block("packet/heading.html.j2", text=text, first=name == HEADINGS[0])

    def header(self, kind: str = "") -> Block:
        """Name, role, team, manager and tenure, and the header and footer of every page.

        ``kind`` says what the document is; where empty, a review packet.
        """
        return page_one.header(self.record, kind)

    def headline(self) -> Block:
        """Sum up the quarter in a few words: results, then skills."""
        return headline.headline(self.record)

    def start(self) -> Block:
        """In a rep's first 30 days, show what earlier hires had by day 30, 60 and 90; later, show nothing."""
        return start.start(self.record) if self.record.is_new else EMPTY

    def side_by_side(self) -> Block:
        """Leading and lagging side by side: a row for each focus criterion."""
        return self._of_a_quarter(page_one.side_by_side)

    def status(self) -> Block:
        """Show progress to goal and commitments kept."""
        return self._of_a_quarter(status.status)

    def praise_ask_agreed(self) -> Block:
        """Show what to praise, what to ask, and what is agreed."""
        return talk.praise_ask_agreed(self.record)

    def manager_note(self) -> Block:
        """Print the manager's own words for this review; without any, lines to write on."""
        return talk.manager_note(self.record)

    def evidence_line(self) -> Block:
        """Say how many calls the page is based on, who scored them, and what is missing."""
        return page_one.evidence_line(self.record)

    def trajectories(self) -> Block:
        """Show the calls of each focus criterion over the window, all on one scale."""
        return self._of_a_quarter(trajectories.trajectories)

    def first_scores(self) -> Block:
        """In a rep's first 30 days, show every criterion with its first scores; later, show nothing."""
        return start.first_scores(self.record) if self.record.is_new else EMPTY

    def coaching_record(self) -> Block:
        """Show every session of the window as one table: before, next call, after, change."""
        return coaching_record.coaching_record(self.record)

    def disputes(self) -> Block:
        """List the disputed scores of the window, and print what the rep said, word for word."""
        return disputes.disputes(self.record)

    def commitments(self) -> Block:
        """Show the commitments made in the window or due in it, and what became of them."""
        return commitments.commitments(self.record)

    def themes(self) -> Block:
        """Show the themes that came back, and what to do about them."""
        return self._of_a_quarter(themes.themes)

    def routing(self) -> Block:
        """Say for each coached skill what the record points to, and on what evidence."""
        return self._of_a_quarter(themes.routing)

    def signals(self) -> Block:
        """Show the leading metrics that the project computes itself, beside the team's."""
        return self._of_a_quarter(performance.signals)

    def performance(self) -> Block:
        """Show the six results that matter for this rep as bars, the others in small type."""
        return self._of_a_quarter(performance.performance)

    def stages(self) -> Block:
        """Show conversion and days by stage beside the team's, and the choke point."""
        return self._of_a_quarter(deals.stages)

    def losses(self) -> Block:
        """Show the lost deals by reason and by the stage they were lost in."""
        return self._of_a_quarter(deals.losses)

    def stalled(self) -> Block:
        """List the open deals that have been in their stage for longer than usual."""
        return self._of_a_quarter(deals.stalled)

    def next_skill(self) -> Block:
        """Name next quarter's skill, its target and the sessions to book."""
        return self._of_a_quarter(next_quarter.next_skill)

    def goals(self) -> Block:
        """Show the goal history, open goals first."""
        return self._of_a_quarter(goals.goals)

    def skills_matrix(self) -> Block:
        """Show the rep's levels and how they moved against the previous window."""
        return self._of_a_quarter(skills_matrix.skills_matrix)

    def what_if(self) -> Block:
        """Show what each lever, changed by a tenth, would add to the amount won, beside the next quota."""
        return self._of_a_quarter(what_if.what_if)

    def other_criteria(self) -> Block:
        """Show the criteria that are not focus criteria."""
        return self._of_a_quarter(other_criteria.other_criteria)

    def terms(self) -> Block:
        """Define the terms that this packet uses; the glossary of the run has all of them."""
        return self._of_a_quarter(terms.terms)

    def explanations(self) -> Block:
        """Explain every number, for the page on a screen, where it links to this; print leaves it out."""
        return explanations.explanations(self.record)

    def sources(self) -> Block:
        """Say where the numbers come from: exports, days, contracts, rows left out, run."""
        return terms.sources(self.record)

    def _of_a_quarter(self, part: Callable[[RepRecord], Block]) -> Block:
        return EMPTY if self.record.is_new else part(self.record)
