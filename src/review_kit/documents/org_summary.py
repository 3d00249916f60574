"""The organisation's coaching report, for its leaders."""

from __future__ import annotations

from dataclasses import dataclass

from review_kit.documents.block import Block, block
from review_kit.documents.data import open_organisation
from review_kit.documents.group_report import GroupReport
from review_kit.documents.performance import Outcome, outcome
from review_kit.documents.wording import DASH


@dataclass(frozen=True)
class OrgSummary(GroupReport):
    """The report about everybody, with the teams side by side."""

    @classmethod
    def open(cls, run: str = "", evidence: str = "") -> OrgSummary:
        """Open the report of the run's folder ``run``; empty means the default run."""
        return cls(open_organisation(run), evidence)

    def teams(self) -> Block:
        """Show the teams side by side: investment, behaviour, results."""
        by_team: dict[str, dict[str, Outcome]] = {}
        for row in self.slice_.rows("team_metrics"):
            by_team.setdefault(row["team"], {})[row["metric"]] = outcome(row, self.context)
        columns = (
            "sessions_held",
            "coaching_hours_per_week",
            "share_gained_typical",
            "template_completion_rate",
            "quota_attainment",
            "win_rate",
        )
        rows = [
            {
                "name": team,
                "reps": sum(rep["team"] == team for rep in self.reps),
                "cells": [
                    metrics[column].value_text if column in metrics else DASH for column in columns
                ],
            }
            for team, metrics in sorted(by_team.items())
        ]
        return block("teams.html.j2", rows=rows)
