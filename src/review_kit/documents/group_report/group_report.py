"""What a team's report and the organisation's have in common, behind page one and the effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from review_kit.documents.group_report import accountability, changes, drivers
from review_kit.documents.group_report import quadrants as fields
from review_kit.documents.group_report import routing_summary as turning
from review_kit.documents.group_report.dose import dose_section
from review_kit.documents.group_report.group_effect import GroupEffect
from review_kit.documents.group_report.group_figures import Figure, practice_figures
from review_kit.documents.group_report.method import method_points
from review_kit.documents.parts import appendix
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.performance import Outcome
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import counted, exact
from review_kit.metrics import METRICS

PRACTICE = (
    "follow_up_measured",
    "vague_commitments",
    "log_mismatch",
    "shared_share",
    "surprises",
    "longest_gap_days",
    "self_assessment_gap",
    "overall_score",
)
"""How coaching was done, beyond page one."""


@dataclass(frozen=True)
class GroupReport(GroupEffect):
    """The parts that every coaching report has. Every method returns a displayable part."""

    template = "org_summary"
    """Name in the registry of what prints what."""
    named = False
    """Whether reps are named one by one: in a team's report they are, in the organisation's not."""

    @staticmethod
    def section(metric: str, sentence: str, table: Block | None = None) -> Block:
        """Give a section under a metric's title: a sentence, and a table where there is one."""
        return block(
            "group_report/section.html.j2",
            title=METRICS[metric].title,
            sentence=sentence,
            table="" if table is None else table.html,
        )

    # -- what changed --------------------------------------------------------------------------

    def change_distribution(self) -> Block:
        """Show how the changes spread, coached above uncoached."""
        figure = changes.change_figure(self.changes, self.context)
        if figure is None:
            return block("parts/lead.html.j2", text="No skill has a change that can be given.")
        return block("group_report/distribution.html.j2", figure=figure.drawing, bars=figure.bars)

    def criteria(self) -> Block:
        """Show each criterion's change in every rep, coached and not."""
        if not self.skills:
            return block("parts/lead.html.j2", text="The rubric has no criterion to show.")
        minimum = self.context.config.evidence.minimum_calls
        return block(
            "group_report/group_criteria.html.j2",
            **changes.criteria_table(self.skills, self.context),
            minimum=minimum,
        )

    # -- coaching and results ------------------------------------------------------------------

    def dose(self) -> Block:
        """Set hours of coaching a week against quota attainment, with the line."""
        section = dose_section(self.data.rows("dose"), self.names, self.context, named=self.named)
        return block("group_report/dose.html.j2", title=METRICS["dose"].title, section=section)

    @cached_property
    def driver_pairs(self) -> list[Row]:
        """Rows of ``drivers`` for this report's reader, of pairs with enough reps and periods."""
        rows = self.data.rows("drivers")
        return [row for row in rows if row["slope_per_10pp"] is not None]

    def drivers(self) -> Block:
        """Show which criteria move with which outcome."""
        pairs = self.driver_pairs
        return block(
            "group_report/drivers.html.j2",
            title=METRICS["drivers"].title,
            sentence=drivers.driver_sentence(pairs, self.context),
            rows=drivers.driver_rows(pairs, self.context),
            hidden=len(pairs) - len(drivers.shown_drivers(pairs)),
            evidence=(evidence := drivers.evidence_sentence(pairs)),
            mixed="*" in evidence,
        )

    def other_results(self) -> Block:
        """Show the other lagging metrics of the window against the window before."""
        headline = {shown.metric for shown in self.headline_results}
        others = [shown for shown in self.lagging if shown.metric not in headline]
        return self._result_pair("Other results, open and lost deals", others)

    def _result_pair(self, title: str, shown: Sequence[Outcome]) -> Block:
        """Show results in two tables side by side, half of the lines in each."""
        rows = [self.result_row(result) for result in shown]
        return block("group_report/result_pair.html.j2", title=title, **_halves(rows, shown))

    @cached_property
    def competencies(self) -> list[Row]:
        """Rows of ``team_competencies`` of the group's teams."""
        return self.data.rows("team_competencies")

    # -- reps and managers ---------------------------------------------------------------------

    def four_fields(self) -> Block:
        """Place the reps by whether they were coached and whether their scores rose."""
        rows = self.data.rows("four_fields")
        minimum = self.context.config.evidence.minimum_calls
        return block(
            "group_report/quadrants.html.j2",
            title=METRICS["four_fields"].title,
            movement=f"{exact(self.context.config.coaching.recurrence_movement_pp)} pp",
            cells=fields.field_cells(rows, self.names, named=self.named),
            placed=any(row["field"] is not None for row in rows),
            note=fields.unplaced_sentence(rows, self.names, minimum, named=self.named),
        )

    def where_to_turn(self) -> Block:
        """Say where the coaching of the group should turn, in a leader's words."""
        top = {row["criterion_id"] for row in self.skills}
        gaps = [row for row in self.data.rows("coaching_gaps") if row["criterion_id"] in top]
        title = METRICS["coaching_gap"].title
        if not gaps:
            text = "No skill was coached in this window, so there is nothing to turn."
            return block("group_report/section.html.j2", title=title, sentence=text, table="")
        return block(
            "group_report/routing_summary.html.j2",
            title=title,
            rows=turning.turning_rows(gaps, self.names, self.criteria_names, named=self.named),
            total=counted(len(gaps), "coached skill"),
        )

    @cached_property
    def managers_here(self) -> list[accountability.Manager]:
        """The managers of the group's reps."""
        rows = self.data.rows("manager_metrics")
        return accountability.managers_of(self.reps, rows, self.context)

    def managers(self) -> Block:
        """Show the managers' accountability: cadence, completion, commitments."""
        listed = accountability.listed_managers(self.managers_here, self.context)
        days = self.context.config.coaching.completion_days
        table = rows_table(
            accountability.manager_rows(listed),
            {
                "name": "Manager",
                "reps": "Reps" if not self.named else "Reps here",
                "sessions": METRICS["sessions_held"].title,
                "hours": f"{METRICS['coaching_hours_per_week'].title}, h",
                "completion": METRICS["template_completion_rate"].title,
                "worst": f"Worst {days} days",
                "moved": "Moved / cancelled",
                "kept": METRICS["commitment_completion"].title,
                "reopened": METRICS["commitments_reopened"].title,
            },
            right=(
                *("reps", "sessions", "hours", "completion", "worst"),
                *("moved", "kept", "reopened"),
            ),
            classes="wide-first",
        )
        return block(
            "group_report/section.html.j2",
            title="Managers",
            sentence=accountability.manager_sentence(self.managers_here, listed, self.context),
            table=table.html if listed else "",
        )

    def practice(self) -> Block:
        """Show how the coaching was done: what moved and came back, followed up, shared, checkable."""
        shown = [self.metrics[name] for name in PRACTICE if self.value(name) is not None]
        rows = [self.result_row(result) for result in shown]
        return block(
            "group_report/practice.html.j2",
            figures=practice_figures(
                self.metrics, self.matrix, Figure(*self.recurrence.figure()), self.context
            ),
            **_halves(rows, shown),
        )

    # -- method --------------------------------------------------------------------------------

    def method(self) -> Block:
        """Say how to read the report and what it cannot show, in a leader's words."""
        windows = self.context.config.windows
        own = self.shown_effect is self.own_effect and self.this_group
        return block(
            "group_report/method.html.j2",
            points=method_points(
                self.shown_effect, whose=f"{self.this_group}'s" if own else "the organisation's"
            ),
            baseline_days=windows.baseline_days,
            current_days=windows.current_days,
            minimum=self.context.config.evidence.minimum_calls,
            cost=self.value("coaching_cost") is not None,
        )

    def definitions(self) -> Block:
        """Define every number used in the report."""
        lagging = {shown.metric for shown in self.lagging}
        names = [
            name
            for name in appendix.printed_metrics(self.template, self.context, lagging)
            if name not in PRACTICE or self.value(name) is not None
        ]
        return block(
            "parts/definitions.html.j2", rows=appendix.definition_rows(names, self.context)
        )

    def provenance(self) -> Block:
        """Say where the numbers come from: rows used and set aside, files, contracts, run."""
        totals: dict[str, Row] = {}
        for row in self.data.rows("provenance"):
            total = totals.setdefault(row["table"], {**row, "rows_used": 0, "rows_set_aside": 0})
            total["rows_used"] += row["rows_used"]
            total["rows_set_aside"] += row["rows_set_aside"]
            days = [d for d in (total["first_day"], row["first_day"]) if d is not None]
            ends = [d for d in (total["last_day"], row["last_day"]) if d is not None]
            total["first_day"], total["last_day"] = min(days, default=None), max(ends, default=None)
        rows = list(totals.values())
        return block(
            "parts/provenance.html.j2",
            rows=appendix.provenance_rows(rows, self.context),
            sentence=appendix.aside_sentence(rows, "these reps"),
            run_id=self.context.run_id,
            evidence=self.evidence[:12],
            version=self.context.package_version,
        )


def _halves(rows: Sequence[dict[str, Any]], shown: Sequence[Outcome]) -> dict[str, Any]:
    """Split the lines of a table in two, and gather the notes on them."""
    middle = (len(rows) + 1) // 2
    return {
        "halves": [half for half in (rows[:middle], rows[middle:]) if half],
        "notes": "; ".join(f"{result.title}: {result.note}" for result in shown if result.note),
    }
