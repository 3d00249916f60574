"""One team's coaching report, for its leaders."""

from __future__ import annotations

from dataclasses import dataclass

from review_kit.documents.group_report import heatmap, ranking, training
from review_kit.documents.group_report.group_report import GroupReport
from review_kit.documents.group_report.recurrence import listed_sentence, recurrence_rows
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import open_team
from review_kit.documents.parts.tables import rows_table
from review_kit.metrics import METRICS
from review_kit.metrics.effect.estimate import TEAM

LISTED = 60
"""Reps that a table lists one by one; of a larger team only the first are."""


@dataclass(frozen=True)
class TeamRoi(GroupReport):
    """The report of one team; it names its reps, so it is a leaders' copy."""

    metrics_table = "team_metrics"
    template = "team_roi"
    named = True
    this_group = "this team"

    @classmethod
    def open(cls, run: str = "", team: str = "", evidence: str = "") -> TeamRoi:
        """Open the report of ``team`` in the run's folder ``run``; empty values mean the defaults."""
        return cls(open_team(run, team), evidence)

    @property
    def team(self) -> str:
        """The team, as in the roster."""
        return str(self.reps[0]["team"])

    @property
    def scope(self) -> tuple[str, str]:
        """Scope and id of the team in the tables of effect and money."""
        return TEAM, self.team

    @property
    def name(self) -> str:
        """The team's name."""
        return f"Team {self.team}"

    def themes(self) -> Block:
        """Say which themes came back, and list those that did not move the score."""
        rows = recurrence_rows(self.recurrence, self.names, self.criteria_names)
        table = rows_table(
            rows,
            {
                "theme": "Theme",
                "criterion": "Criterion",
                "rep": "Rep",
                "sessions": "Sessions",
                "change": "Change, pp",
                "interval": "95 % interval",
                "line": "Calls for",
            },
            right=("sessions", "change", "interval"),
            classes="wide-first wide-second",
        )
        sentence = f"{self.recurrence.sentence()} {listed_sentence(self.recurrence)}".strip()
        return self.section("theme_recurrence", sentence, table if rows else None)

    # -- skills and training -------------------------------------------------------------------

    def skills_heatmap(self) -> Block:
        """Show every rep's level in every competency, and how it moved."""
        if not self.matrix:
            why = "No skills matrix export, so the skills of the team cannot be shown."
            if "skills_matrix" not in self.context.tables_missing:
                why = "No rep of the team is rated in the skills matrix."
            return self.section("matrix_level", why)
        lines = heatmap.rep_lines(self.matrix, self.names, self.competencies)
        return heatmap.heatmap_section(
            lines, self.competencies, stubhead="Rep", classes="heat mean-last"
        )

    def next_training(self) -> Block:
        """Name the competency that the team should train next."""
        if not self.competencies:
            return block("group_report/nothing.html.j2")
        return self.section(
            "reddest_competency", training.training_sentence(self.competencies, self.context)
        )

    def role_plays(self) -> Block:
        """List the skills that enough reps are stuck on to practise together."""
        rows = training.role_play_rows(
            self.data.rows("role_play_groups"),
            training.stuck_reps(self.all_skills, self.context),
            self.names,
            self.criteria_names,
        )
        table = rows_table(
            rows,
            {
                "skill": "Skill",
                "stuck": "Stuck, of coached",
                "who": "Who",
            },
            right=("stuck",),
        )
        return self.section(
            "role_play_groups",
            training.role_play_sentence(rows, self.context),
            table if rows else None,
        )

    def exemplars(self) -> Block:
        """Name who does best on each criterion, to learn from."""
        own = [
            row
            for row in self.data.rows("exemplars")
            if row["scope"] == "team" and row["scope_id"] == self.team
        ]
        top = {row["criterion_id"]: row for row in self.skills}
        return training.exemplar_block(training.exemplar_rows(own, self.names, top), self.context)

    # -- reps ----------------------------------------------------------------------------------

    def reps_table(self) -> Block:
        """Rank the team's reps by quota attainment, beside their coaching."""
        lines = ranking.ranked(
            self.data.rows("rep_metrics"),
            "rep_id",
            self.names,
            ranking.REP_METRICS,
            self.context,
        )
        table = rows_table(
            ranking.rep_rows(lines[:LISTED], self.skills),
            {
                "name": "Rep",
                "place": "Place",
                "attainment": METRICS["quota_attainment"].title,
                "win_rate": METRICS["win_rate"].title,
                "sessions": METRICS["sessions_held"].title,
                "hours": f"{METRICS['coaching_hours_per_week'].title}, h",
                "kept": METRICS["commitment_completion"].title,
                "skills": "Coached skills, change in pp",
            },
            right=("place", "attainment", "win_rate", "sessions", "hours", "kept"),
            classes="wide-first wide-last",
        )
        return block(
            "group_report/section.html.j2",
            title=ranking.heading("Reps", self.context),
            sentence=ranking.cut_sentence(len(lines), LISTED),
            table=table.html,
        )
