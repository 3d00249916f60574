"""The organisation's coaching report, for its leaders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from review_kit.documents.group_report import heatmap, ranking, training
from review_kit.documents.group_report.group_report import GroupReport
from review_kit.documents.group_report.recurrence import recurrence_by_criterion
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row, open_organisation
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import exact, isolated
from review_kit.metrics import METRICS
from review_kit.metrics.groups import ORGANISATION


@dataclass(frozen=True)
class OrgSummary(GroupReport):
    """The report about everybody, with the teams side by side."""

    @classmethod
    def open(cls, run: str = "", evidence: str = "") -> OrgSummary:
        """Open the report of the run's folder ``run``; empty means the default run."""
        return cls(open_organisation(run), evidence)

    @cached_property
    def driver_pairs(self) -> list[Row]:
        """Rows of ``drivers`` about the organisation; those of teams belong into their reports."""
        return [row for row in super().driver_pairs if not row["team"]]

    def teams(self) -> Block:
        """Rank the teams by quota attainment, beside their coaching and what came of it."""
        teams = Counter(rep["team"] for rep in self.reps)
        stuck = Counter(
            row["team"]
            for row in self.data.rows("four_fields")
            if row["field"] == "coached_and_stuck"
        )
        lines = ranking.ranked(
            self.data.rows("team_metrics"),
            "team",
            {team: team for team in teams},
            ranking.TEAM_METRICS,
            self.context,
        )
        gain = self.context.config.coaching.typical_gain_low_pp
        table = rows_table(
            ranking.team_rows(lines, teams, stuck),
            {
                "name": "Team",
                "place": "Place",
                "reps": "Reps",
                "attainment": METRICS["quota_attainment"].title,
                "win_rate": METRICS["win_rate"].title,
                "hours": f"{METRICS['coaching_hours_per_week'].title}, h",
                "gained": f"Coached skills, +{exact(gain)} pp or more",
                "stuck": "Reps coached and stuck",
                "completion": METRICS["template_completion_rate"].title,
                "kept": METRICS["commitment_completion"].title,
            },
            right=(
                *("place", "reps", "attainment", "win_rate", "hours"),
                *("gained", "stuck", "completion", "kept"),
            ),
            classes="wide-first",
        )
        return block(
            "group_report/section.html.j2",
            title=ranking.heading("Teams", self.context),
            sentence="",
            table=table.html,
        )

    def themes(self) -> Block:
        """Count the themes that came back, by the criterion they are about."""
        rows = recurrence_by_criterion(self.recurrence, self.criteria_names)
        often, very = self.recurrence.often, self.recurrence.very_often
        table = rows_table(
            rows,
            {
                "criterion": "Criterion",
                "themes": f"In {often} sessions or more",
                "many": f"In {very} or more",
                "stuck": "Without a clear rise",
            },
            right=("themes", "many", "stuck"),
        )
        return self.section("theme_recurrence", self.recurrence.sentence(), table if rows else None)

    # -- skills and training -------------------------------------------------------------------

    def skills_heatmap(self) -> Block:
        """Show every team's mean level in every competency, and how it moved."""
        if not self.competencies:
            why = "No skills matrix export, so the skills of the teams cannot be shown."
            if "skills_matrix" not in self.context.tables_missing:
                why = "Nobody is rated in the skills matrix."
            return self.section("matrix_level", why)
        lines = heatmap.team_lines(self.competencies)
        return heatmap.heatmap_section(lines, self.competencies, stubhead="Team")

    def next_training(self) -> Block:
        """Say which competency is the lowest in how many teams."""
        if not self.competencies:
            return block("group_report/nothing.html.j2")
        return self.section(
            "reddest_competency", training.lowest_by_team(self.competencies, self.context)
        )

    def role_plays(self) -> Block:
        """List the skills that teams should practise together, and which teams."""
        rows = training.role_plays_by_criterion(
            self.data.rows("role_play_groups"), self.criteria_names
        )
        table = rows_table(
            rows,
            {"skill": "Skill", "stuck": "Reps stuck", "teams": "Teams", "who": "Which"},
            right=("stuck", "teams"),
        )
        return self.section(
            "role_play_groups",
            training.role_play_sentence(rows, self.context),
            table if rows else None,
        )

    def exemplars(self) -> Block:
        """Name who does best on each criterion, to learn from."""
        best = [row for row in self.data.rows("exemplars") if row["scope"] == ORGANISATION]
        top = {row["criterion_id"]: row for row in self.skills}
        names = {rep["rep_id"]: f"{isolated(rep['rep_name'])} ({rep['team']})" for rep in self.reps}
        return training.exemplar_block(training.exemplar_rows(best, names, top), self.context)
