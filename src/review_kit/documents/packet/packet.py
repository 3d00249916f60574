"""The rep review packet: what a notebook calls, part by part."""

from __future__ import annotations

from dataclasses import dataclass

from review_kit.documents.packet import (
    agreed_next,
    coaching_record,
    commitments,
    deals,
    disputes,
    findings,
    goals,
    headline,
    next_quarter,
    other_criteria,
    page_one,
    performance,
    routing,
    skills_matrix,
    status,
    themes,
    trajectories,
    unshared_entries,
    what_if,
)
from review_kit.documents.parts.block import Block
from review_kit.documents.parts.definitions import definitions, printed_metrics
from review_kit.documents.parts.entity_data import EntityData
from review_kit.documents.parts.in_language import in_its_language
from review_kit.documents.parts.outcome import lagging_of
from review_kit.documents.parts.provenance import provenance
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.scorer_words import who_scored


@in_its_language
@dataclass(frozen=True)
class RepPacket:
    """One rep's packet. Every method returns a part of it that a notebook cell can show.

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
        """The rep's own rows of the run's metric tables, for tables and charts of your own."""
        return self.record.data

    def header(self) -> Block:
        """Name, role, team, manager, tenure; and the running head and foot of every page."""
        return page_one.header(self.record)

    def headline(self) -> Block:
        """Say the quarter in one sentence or two."""
        return headline.headline(self.record)

    def side_by_side(self) -> Block:
        """Leading and lagging side by side: a row for each focus criterion."""
        return page_one.side_by_side(self.record)

    def status(self) -> Block:
        """Say the three-point status: goal, process, willingness to change."""
        return status.status(self.record)

    def findings(self) -> Block:
        """Give up to three plain sentences with numbers in them."""
        return findings.findings(self.record)

    def agreed_next(self) -> Block:
        """Say what is next: the skill and its number, the first session, what is still open."""
        return agreed_next.agreed_next(self.record)

    def evidence_line(self) -> Block:
        """Say how many calls stand behind the page, what is thin and what is missing."""
        return page_one.evidence_line(self.record)

    def trajectories(self) -> Block:
        """Show the way of each focus criterion through the window, on one scale."""
        return trajectories.trajectories(self.record)

    def unshared_entries(self) -> Block:
        """List the entries that the rep has not seen before the review."""
        return unshared_entries.unshared_entries(self.record)

    def coaching_record(self) -> Block:
        """Show every session of the window by criterion: before, next call, after, follow-up."""
        return coaching_record.coaching_record(self.record)

    def disputes(self) -> Block:
        """List the disputed scores of the window, and print what the rep said, word for word."""
        return disputes.disputes(self.record)

    def commitments(self) -> Block:
        """Show the commitments made in the window or due in it, and what became of them."""
        return commitments.commitments(self.record)

    def themes(self) -> Block:
        """Show the themes that came back, and what their recurrence calls for."""
        return themes.themes(self.record)

    def routing(self) -> Block:
        """Say for each coached skill where the record points, and on which evidence."""
        return routing.routing(self.record)

    def performance(self) -> Block:
        """Show every lagging metric there is data for: now, the window before, the median."""
        return performance.performance(self.record)

    def stages(self) -> Block:
        """Show conversion and days by stage beside the team's, and the choke point."""
        return deals.stages(self.record)

    def losses(self) -> Block:
        """Show the lost deals by reason and by the stage they were lost in."""
        return deals.losses(self.record)

    def stalled(self) -> Block:
        """List the open deals that have stood in their stage for longer than usual."""
        return deals.stalled(self.record)

    def next_skill(self) -> Block:
        """State next quarter's one skill, its number and the sessions to book."""
        return next_quarter.next_skill(self.record)

    def goals(self) -> Block:
        """Show the goal history, open goals first."""
        return goals.goals(self.record)

    def skills_matrix(self) -> Block:
        """Show the rep's levels and how they moved against the window before."""
        return skills_matrix.skills_matrix(self.record)

    def what_if(self) -> Block:
        """Show what each lever, moved by a tenth, would add to what was won, against the next quota."""
        return what_if.what_if(self.record)

    def other_criteria(self) -> Block:
        """Show the criteria that do not lead the packet."""
        return other_criteria.other_criteria(self.record)

    def definitions(self) -> Block:
        """Define every number used in the packet."""
        shown = {outcome.metric for outcome in lagging_of(self.record.metrics)}
        names = printed_metrics("rep_packet", self.record.context, shown)
        if not who_scored(self.record.data.rows("scorer_shares")):
            names = [name for name in names if name != "scorer_mix"]
        return definitions(names, self.record.context)

    def provenance(self) -> Block:
        """Say where the numbers come from: exports, days, contracts, rows left out, run."""
        rows = self.record.data.rows("provenance")
        return provenance(
            rows, self.record.context, about="this rep", evidence=self.record.evidence
        )
