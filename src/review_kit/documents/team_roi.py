"""One team's coaching report, for its leaders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from review_kit.documents.block import Block, block
from review_kit.documents.data import open_team
from review_kit.documents.group_report import GroupReport
from review_kit.documents.performance import Outcome, outcome
from review_kit.documents.wording import DASH, signed


@dataclass(frozen=True)
class TeamRoi(GroupReport):
    """The report of one team; it names its reps, so it is a leaders' copy."""

    grain = "team"
    metrics_table = "team_metrics"

    @classmethod
    def open(cls, run: str = "", team: str = "", evidence: str = "") -> TeamRoi:
        """Open the report of ``team`` in the run's folder ``run``; empty values mean the defaults."""
        return cls(open_team(run, team), evidence)

    @property
    def name(self) -> str:
        """The team's name."""
        return f"Team {self.reps[0]['team']}"

    def reps_table(self) -> Block:
        """Show the team's reps: coaching, coached change, commitments, performance."""
        by_rep: dict[str, dict[str, Outcome]] = {}
        for row in self.slice_.rows("rep_metrics"):
            by_rep.setdefault(row["rep_id"], {})[row["metric"]] = outcome(row, self.context)
        return block(
            "reps.html.j2",
            rows=[self._rep_row(rep, by_rep.get(rep["rep_id"], {})) for rep in self.reps],
        )

    def _rep_row(self, rep: dict[str, Any], metrics: dict[str, Outcome]) -> dict[str, Any]:
        def text(metric: str) -> str:
            shown = metrics.get(metric)
            return DASH if shown is None else shown.value_text

        coached = [
            row
            for row in self.skills
            if row["rep_id"] == rep["rep_id"] and row["sessions_held"] > 0
        ]
        coached.sort(key=lambda row: (-row["sessions_held"], row["criterion"]))
        return {
            "name": rep["rep_name"],
            "sessions": text("sessions_held"),
            "hours": text("coaching_hours_per_week"),
            "skills": [
                {
                    "name": row["criterion"],
                    "delta": DASH if row["score_delta"] is None else signed(row["score_delta"]),
                }
                for row in coached[:3]
            ],
            "kept": text("commitment_completion"),
            "attainment": text("quota_attainment"),
            "win_rate": text("win_rate"),
        }
