"""The organization's coaching report: what a notebook calls, part by part."""

from __future__ import annotations

from dataclasses import dataclass

from review_kit.documents.group_report import (
    answer,
    changes,
    dose,
    drivers,
    effect_table,
    exemplars,
    headings,
    managers,
    method,
    next_training,
    on_monday,
    page_one,
    persistence,
    practice,
    quadrants,
    ramp,
    ranking,
    recurrence,
    results,
    return_assumptions,
    role_plays,
    routing_summary,
    scorer_trust,
    single_verdicts,
    skills_heatmap,
)
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.sources import report_definitions, report_provenance
from review_kit.documents.parts.block import Block
from review_kit.documents.parts.entity_data import EntityData
from review_kit.documents.parts.in_language import in_its_language


@in_its_language
@dataclass(frozen=True)
class OrgSummary:
    """The report about everybody, with the teams side by side; a leaders' copy.

    Every method returns a part of it that a notebook cell can show.
    """

    record: GroupRecord

    @classmethod
    def open(cls, run: str = "", evidence: str = "") -> OrgSummary:
        """Open the report of the run's folder ``run``; empty means the default run.

        Raises
        ------
        ConfigurationError
            There is no such run.
        """
        return cls(GroupRecord.of_organisation(run, evidence))

    @property
    def data(self) -> EntityData:
        """Every row of the run's metric tables, for your own tables and charts."""
        return self.record.data

    def header(self, kind: str = "") -> Block:
        """Who the report is about, the window's dates, and the header and footer.

        ``kind`` says what the document is; where empty, a coaching report.
        """
        return page_one.header(self.record, kind)

    def answer(self) -> Block:
        """Answer the report's question in a sentence, beside the picture, the return and how we know."""
        return answer.answer(self.record)

    def on_monday(self) -> Block:
        """Say what to do next: up to three actions with names, reasons and numbers."""
        return on_monday.on_monday(self.record)

    def investment(self) -> Block:
        """Hours, sessions, hours a week against the line, and cost where rates are set."""
        return page_one.investment(self.record)

    def behaviour_change(self) -> Block:
        """How coached and other skills moved, how many gained, and what was kept."""
        return page_one.behaviour_change(self.record)

    def results(self) -> Block:
        """Lagging metrics of the window against the previous window."""
        return results.results(self.record)

    def persistence(self) -> Block:
        """Show how long the effect lasts, stretch by stretch of days."""
        return persistence.persistence(self.record)

    def effects_table(self) -> Block:
        """List the effect of every group and criterion that the reader may see."""
        return effect_table.effects_table(self.record)

    def single_verdicts(self) -> Block:
        """Show how many coached skills improved, declined, or are too early to tell."""
        return single_verdicts.single_verdicts(self.record)

    def return_assumptions(self) -> Block:
        """List the return's assumptions, where each comes from, and which one moves it most."""
        return return_assumptions.return_assumptions(self.record)

    def change_distribution(self) -> Block:
        """Show how the changes spread, coached above uncoached."""
        return changes.change_distribution(self.record)

    def criteria(self) -> Block:
        """Show each criterion's change in every rep, coached and not."""
        return changes.criteria(self.record)

    def practice(self) -> Block:
        """Show how the coaching was done: what moved and came back, followed up, shared, checkable."""
        return practice.practice(self.record)

    def dose(self) -> Block:
        """Set hours of coaching a week against quota attainment, with the line."""
        return dose.dose(self.record)

    def drivers(self) -> Block:
        """Show which criteria move with which outcome."""
        return drivers.drivers(self.record)

    def other_results(self) -> Block:
        """Show the other lagging metrics of the window against the previous window."""
        return results.other_results(self.record)

    def teams(self) -> Block:
        """Rank the teams by quota attainment, beside their coaching and what came of it."""
        return ranking.ranking_of_teams(self.record)

    def skills_heatmap(self) -> Block:
        """Show every team's mean level in every competency, and how it moved."""
        return skills_heatmap.heatmap_of_teams(self.record)

    def next_training(self) -> Block:
        """Say which competency is the lowest, and in how many teams."""
        return next_training.next_training_of_teams(self.record)

    def role_plays(self) -> Block:
        """List the skills that teams should practice together, and which teams."""
        return role_plays.role_plays_of_teams(self.record)

    def exemplars(self) -> Block:
        """Name the exemplar for each criterion: at the target, and clearly above the others."""
        return exemplars.exemplars_of_organisation(self.record)

    def quadrants(self) -> Block:
        """Place the reps by whether they were coached and whether their scores rose."""
        return quadrants.quadrants(self.record)

    def routing_summary(self) -> Block:
        """Say what the group's coaching should change, in a leader's words."""
        return routing_summary.routing_summary(self.record)

    def managers(self) -> Block:
        """Show how each manager coaches: coverage, cadence, follow-through, sharing, scoring."""
        return managers.managers(self.record)

    def themes(self) -> Block:
        """Count the themes that came back, by the criterion they are about."""
        return recurrence.recurrence_of_organisation(self.record)

    def ramp(self) -> Block:
        """Show how long hires take to reach full productivity, including those still ramping."""
        return ramp.ramp(self.record)

    def scorer_trust(self) -> Block:
        """Say whether the scores can be trusted: who scored, gaps, agreement, disputes."""
        return scorer_trust.scorer_trust(self.record)

    def method(self) -> Block:
        """Say how to read the report and what it cannot show, in a leader's words."""
        return method.method(self.record)

    def section(self, name: str) -> Block:
        """Print the heading of a section of the report; :data:`~.headings.SECTIONS` names them."""
        return headings.section(name)

    def definitions(self) -> Block:
        """Define every number used in the report."""
        return report_definitions(self.record, "org_summary")

    def provenance(self) -> Block:
        """Say where the numbers come from: rows used and left out, files, contracts, run."""
        return report_provenance(self.record)
