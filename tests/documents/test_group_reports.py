"""The team's and the organisation's report: what was invested, what moved, and no claim beyond."""

import re

import numpy as np
import pytest

from review_kit.documents import OrgSummary, TeamRoi

PARTS = [
    "header",
    "answer",
    "investment",
    "behaviour_change",
    "results",
    "effect",
    "change_distribution",
    "criteria",
    "managers",
    "method",
    "definitions",
    "provenance",
]


@pytest.fixture(scope="module")
def reports(run):
    teams = sorted(set(run.table("reps")["team"]))
    return {team: TeamRoi.open(str(run.folder), team) for team in teams}


def test_every_part_can_be_shown(run, reports):
    for report in (*reports.values(), OrgSummary.open(str(run.folder))):
        extra = ["teams"] if isinstance(report, OrgSummary) else ["reps_table"]
        for part in PARTS + extra:
            assert getattr(report, part)()._repr_mimebundle_()["text/plain"] is not None


def test_changes_are_those_of_the_teams_reps(run, reports):
    reps, criteria = run.table("reps"), run.table("rep_criteria")
    for team, report in reports.items():
        members = set(reps[reps["team"] == team]["rep_id"])
        mine = criteria[
            criteria["rep_id"].isin(members)
            & criteria["parent_criterion_id"].isna()
            & criteria["score_delta"].notna()
        ]
        coached = mine[mine["sessions_held"] > 0]["score_delta"]
        assert sorted(report.deltas(coached=True)) == pytest.approx(sorted(coached))
        if len(coached) >= 5:
            shown = round(float(np.median(coached)))
            assert f"{abs(shown)} pp median of {len(coached)} skills" in " ".join(
                report.behaviour_change().text.split()
            )


def test_a_team_report_names_its_own_reps_only(run, reports):
    reps = run.table("reps")
    managers = set(reps["manager_name"])
    for team, report in reports.items():
        text = report.reps_table().text + report.managers().text
        for _, rep in reps.iterrows():
            if rep["team"] == team:
                assert rep["rep_name"] in text
            elif rep["rep_name"] not in managers:
                assert rep["rep_name"] not in text


def test_no_effect_and_no_return_is_claimed(run, reports):
    for report in (*reports.values(), OrgSummary.open(str(run.folder))):
        assert "no effect is claimed" in report.effect().text
        text = " ".join(getattr(report, part)().text for part in PARTS)
        assert not re.search(r"return of|ROI of|caused by coaching", text)


def test_the_organisation_stands_for_everybody(run):
    report = OrgSummary.open(str(run.folder))
    assert len(report.reps) == len(run.table("reps"))
    held = run.table("org_metrics").set_index("metric").loc["sessions_held", "value"]
    assert f"{int(held)}" in report.investment().text


def test_a_team_without_sessions_is_told_so(run):
    class Uncoached(TeamRoi):
        def value(self, metric):
            return 0.0 if metric == "sessions_held" else super().value(metric)

    report = Uncoached(TeamRoi.open(str(run.folder)).slice_)
    assert report.answer_sentence().startswith("No coaching session was logged")
