"""The rep review packet: one rep's quarter, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from review_kit.documents.packet import deals, next_quarter, record, routing
from review_kit.documents.packet.page_one import PageOne
from review_kit.documents.packet.status import goal_row
from review_kit.documents.packet.trajectories import trajectory_panels
from review_kit.documents.parts import appendix
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.claims import claim_of
from review_kit.documents.parts.focus import (
    THIN_MARK,
)
from review_kit.documents.parts.performance import (
    lagging_of,
    missing_tables,
    outcome_bullet,
)
from review_kit.documents.parts.sentences import before
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import capitalised


@dataclass(frozen=True)
class RepPacket(PageOne):
    """One rep's packet. Every method returns a part of it that a notebook cell can show.

    Examples
    --------
    >>> packet = RepPacket.open("reports/2026-09-30-90d", "R001")  # doctest: +SKIP
    >>> packet.side_by_side()  # doctest: +SKIP
    """

    # -- the pages behind it -------------------------------------------------------------------

    def trajectories(self) -> Block:
        """Show the way of each focus criterion through the window, on one scale."""
        parents = {
            row["criterion_id"]: row["parent_criterion_id"]
            for row in self.criteria
            if row["parent_criterion_id"] is not None
        }
        panels = trajectory_panels(self.data, self.focus, parents)
        return block("packet/trajectories.html.j2", panels=panels)

    def coaching_record(self) -> Block:
        """Show every session of the window by criterion: before, next call, after, follow-up."""
        return block(
            "packet/coaching_record.html.j2",
            cadence=" ".join(
                [
                    *record.cadence_lines(
                        self.metrics,
                        self.sessions,
                        completion_days=self.context.config.coaching.completion_days,
                    ),
                    record.earlier_manager_line(self.rep),
                ]
            ).strip(),
            groups=record.session_groups(self.sessions, [*self.focus, *self.others]),
            calls=self.context.config.coaching.session_calls,
            days=self.context.config.coaching.session_days,
        )

    def commitments(self) -> Block:
        """Show the commitments made in the window or due in it, and what became of them."""
        return block(
            "packet/commitments.html.j2",
            sentence=record.commitments_sentence(self.commitment_rows),
            commitments=record.commitments(self.commitment_rows, self.context),
            vague=record.vague_sentence(self.commitment_rows),
        )

    def surprises(self) -> Block:
        """List the entries that the rep has not seen before the review."""
        return block(
            "packet/surprises.html.j2",
            sentence=record.surprise_sentence(self.sessions),
            entries=record.surprises(self.sessions),
        )

    def themes(self) -> Block:
        """Show the themes that came back, and what their recurrence calls for."""
        themes = self.data.rows("themes")
        return block(
            "packet/themes.html.j2",
            rows=routing.theme_rows(themes, self.names, self._risen),
            once=routing.single_themes(themes),
        )

    @cached_property
    def _risen(self) -> set[str]:
        """Criteria of which a rise may be claimed, and the sub-criteria of these."""
        top = {
            skill.criterion_id
            for skill in (*self.focus, *self.others)
            if claim_of(skill, self.context).direction > 0
        }
        parts = {row["criterion_id"] for row in self.criteria if row["parent_criterion_id"] in top}
        return top | parts

    def routing(self) -> Block:
        """Say for each coached skill where the record points, and on which evidence."""
        return block(
            "packet/routing.html.j2",
            rows=routing.gap_rows(self.data.rows("coaching_gaps"), self.names),
            self_view=routing.self_view_sentence(self.metrics.get("self_assessment_gap")),
        )

    def skills_matrix(self) -> Block:
        """Show the rep's levels and how they moved against the window before."""
        matrix = self.data.rows("matrix")
        return block(
            "packet/matrix.html.j2",
            rows=routing.matrix_rows(matrix),
            sentence=routing.matrix_sentence(matrix, self.context.window_days),
            before=capitalised(before(self.context.window_days)),
            levels=routing.LEVELS,
        )

    def performance(self) -> Block:
        """Show every lagging metric there is data for: now, the window before, the median."""
        return block(
            "packet/performance.html.j2",
            outcomes=[
                (shown, None if shown.unit == "rank" else outcome_bullet(shown, width=170))
                for shown in lagging_of(self.metrics)
            ],
            missing=missing_tables(self.context),
        )

    def stages(self) -> Block:
        """Show conversion and days by stage beside the team's, and the choke point."""
        stages = self.data.rows("stages")
        return block(
            "packet/stages.html.j2",
            rows=deals.stage_rows(stages),
            sentence=deals.stage_sentence(stages),
            group=deals.group_word(stages),
        )

    def losses(self) -> Block:
        """Show the lost deals by reason and by the stage they were lost in."""
        losses = self.data.rows("losses")
        tables = [
            rows_table(
                deals.loss_rows(losses, by, self.context.currency),
                {"value": title, "n": "Deals", "amount": "Amount", "age": "Median age, days"},
                right=("n", "amount", "age"),
            ).html
            for by, title in (("reason", "Lost for"), ("stage", "Lost in"))
            if any(row["by"] == by for row in losses)
        ]
        return block(
            "packet/losses.html.j2", tables=tables, sentence=deals.loss_sentence(self.metrics)
        )

    def stalled(self) -> Block:
        """List the open deals that have stood in their stage for longer than usual."""
        stalled = self.data.rows("stalled")
        table = rows_table(
            deals.stalled_rows(stalled, self.context.currency),
            {
                "deal": "Opportunity",
                "stage": "Stage",
                "days": "Days in stage",
                "usual": "Usual, up to",
                "amount": "Amount",
                "created": "Created",
            },
            right=("days", "usual", "amount"),
        )
        return block(
            "packet/stalled.html.j2",
            sentence=deals.stalled_sentence(stalled, self.metrics),
            table=table.html,
            since_created=deals.since_created(stalled),
        )

    # -- next quarter --------------------------------------------------------------------------

    def next_skill(self) -> Block:
        """State next quarter's one skill, its number and the sessions to book."""
        plan, days = self.plan, self.planned_days
        if plan is None:
            return block("parts/lead.html.j2", text=next_quarter.why_no_plan(self.focus))
        return block(
            "packet/next_skill.html.j2",
            sentence=next_quarter.plan_sentence(plan),
            why=next_quarter.why_this_skill(plan, self.context),
            cadence=next_quarter.cadence_sentence(
                plan,
                self.metrics.get("recommended_cadence"),
                (self.value("sessions_held") or 0) * 7 / self.context.window_days,
            ),
            booking=next_quarter.booking(days, plan["minutes"]),
        )

    def goals(self) -> Block:
        """Show the goal history, open goals first."""
        rank = {"open": 0, "met": 1, "missed": 2}
        goals = sorted(
            self.data.rows("goals"),
            key=lambda goal: (rank.get(goal["status"], 3), goal["due_on"]),
        )
        return block(
            "packet/goals.html.j2",
            goals=[
                goal_row({**goal, "criterion": self.names.get(goal["criterion_id"])}, self.context)
                for goal in goals
            ],
            exported="goals" in self.context.tables_present,
        )

    def what_if(self) -> Block:
        """Show what each lever, moved by a tenth, would add to what was won, against the next quota."""
        rows = self.data.rows("what_if")
        if not rows:
            text = next_quarter.why_no_what_if(self.metrics, self.context)
            return block("packet/what_if.html.j2", lead=text, table="", formula="")
        columns = next_quarter.what_if_columns(rows)
        table = rows_table(
            next_quarter.what_if_rows(rows, self.context),
            columns,
            right=[name for name in columns if name != "lever"],
            classes="keep",
        )
        won = self.metrics.get("won_amount")
        return block(
            "packet/what_if.html.j2",
            lead=next_quarter.what_if_lead(rows, won, self.context),
            table=table.html,
            formula=next_quarter.what_if_formula(rows, self.context),
        )

    # -- appendix ------------------------------------------------------------------------------

    def other_criteria(self) -> Block:
        """Show the criteria that do not lead the packet."""
        return block(
            "packet/other_criteria.html.j2",
            overall=appendix.overall_sentence(self.metrics.get("overall_score")),
            rows=appendix.criteria_rows(self.others, self.context),
            thin_calls=self.context.config.evidence.thin_calls,
            mark=THIN_MARK,
        )

    def definitions(self) -> Block:
        """Define every number used in the packet."""
        shown = {outcome.metric for outcome in lagging_of(self.metrics)}
        names = appendix.printed_metrics("rep_packet", self.context, shown)
        return block(
            "parts/definitions.html.j2", rows=appendix.definition_rows(names, self.context)
        )

    def provenance(self) -> Block:
        """Say where the numbers come from: exports, days, contracts, rows set aside, run."""
        rows = self.data.rows("provenance")
        return block(
            "parts/provenance.html.j2",
            rows=appendix.provenance_rows(rows, self.context),
            sentence=appendix.aside_sentence(rows),
            run_id=self.context.run_id,
            evidence=self.evidence[:12],
            version=self.context.package_version,
        )
