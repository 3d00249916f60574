"""The team's and the organisation's report: what was invested, what moved, and no claim beyond."""

import re
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import pytest

from review_kit.documents import OrgSummary, TeamRoi
from review_kit.documents.group_report.changes import Changes
from review_kit.documents.group_report.role_plays import stuck_reps
from review_kit.metrics import METRICS
from review_kit.metrics.registry.settings import DEFAULTS

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

TEMPLATES = {TeamRoi: "team_roi", OrgSummary: "org_summary"}

PRINTED_AS = {
    "share_gained_typical": METRICS["share_gained_typical"].worded(DEFAULTS).heading,
    "score_delta": "How the changes spread",  # in small type, behind the finding
    "coaching_effect": "Effect by group and skill",
}
"""Metrics whose label in the report is not their title."""


def parts_of(template):
    """Names of the parts that a notebook shows, in order."""
    notebook = nbformat.read(NOTEBOOKS / f"{template}.ipynb", as_version=4)
    calls = [re.fullmatch(r"report\.(\w+)\(\)", cell.source) for cell in notebook.cells]
    return [call.group(1) for call in calls if call]


@pytest.fixture(scope="module")
def reports(run):
    teams = sorted(set(run.table("reps")["team"]))
    return {team: TeamRoi.open(str(run.folder), team) for team in teams}


@pytest.fixture(scope="module")
def whole(run):
    return OrgSummary.open(str(run.folder))


@pytest.fixture(scope="module")
def shown(reports, whole):
    """Every report with the parts that its notebook shows."""
    return [
        (report, {name: getattr(report, name)() for name in parts_of(TEMPLATES[type(report)])})
        for report in (*reports.values(), whole)
    ]


def words(parts):
    return "\n".join(part.text for part in parts.values())


def test_every_part_can_be_shown_as_html_and_text(shown):
    for _, parts in shown:
        assert len(parts) > 20
        for part in parts.values():
            assert set(part._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_nothing_is_printed_that_is_no_word_or_number(shown):
    for _, parts in shown:
        assert not re.search(r"\b(None(?! of| did)|nan|NaN|True|False|inf)\b", words(parts))
        assert not re.search(
            r"(?<![\d.,])0 (sessions|reps|teams|themes|skills) (was|were)\b", words(parts)
        )
        assert "  ." not in words(parts)


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
        assert sorted(Changes.of(report.record.top_criteria).coached) == pytest.approx(
            sorted(coached)
        )
        if len(coached) >= 5:
            size = round(float(np.median(coached)))
            assert (
                f"{abs(size)} {'point' if abs(size) == 1 else 'points'} median of {len(coached)} skills"
                in " ".join(report.behaviour_change().text.split())
            )


def test_a_team_report_names_its_own_reps_and_no_others(run, reports, shown):
    reps = run.table("reps")
    managers = set(reps["manager_name"])
    for report, parts in shown:
        if isinstance(report, OrgSummary):
            continue
        for _, rep in reps.iterrows():
            if rep["team"] == report.record.scope[1]:
                assert rep["rep_name"] in parts["reps_table"].text
            elif rep["rep_name"] not in managers:
                assert rep["rep_name"] not in words(parts)


def test_the_organisations_report_names_only_exemplars_and_managers(run, whole, shown):
    parts = next(parts for report, parts in shown if report is whole)
    exemplars = parts["exemplars"].text
    rest = words({name: part for name, part in parts.items() if name != "exemplars"})
    reps = run.table("reps")
    for name in set(reps["rep_name"]) - set(reps["manager_name"]):
        assert name not in rest
    best = run.table("exemplars").query("scope == 'org'")
    names = reps.set_index("rep_id")["rep_name"]
    top = {row["criterion_id"] for row in whole.record.top_criteria}
    for _, row in best[best["criterion_id"].isin(top)].iterrows():
        assert names[row["rep_id"]] in exemplars


def test_coaching_is_said_to_have_done_only_what_the_verdict_carries(shown):
    for report, parts in shown:
        own = report.record.own_effect
        said = f"{parts['answer'].text} {parts['on_monday'].text}"
        assert bool(re.search(r"Coaching (raised|lowered|helped)", said)) == own.is_claimed
        assert not re.search(r"caused by coaching|thanks to|ROI of", words(parts))
        measured = own.is_reported or own.compatible is not None
        assert ("after its first session" in said) == measured
        assert ("cannot be detected" in said) == measured
        assert "cannot be detected" in parts["method"].text


def test_the_cost_stands_with_or_without_a_return(shown):
    for report, parts in shown:
        cost = report.record.metrics["coaching_cost"].value_text
        assert cost in parts["answer"].text
        claimed = not report.record.money["reason"]
        assert ("times the cost" in parts["return_assumptions"].text) == claimed


def test_what_is_printed_is_defined_and_nothing_else(shown):
    for _, parts in shown:
        html = "".join(part.html for name, part in parts.items() if name != "definitions")
        found = re.findall(r"<(h3|caption|th|strong|span)\b[^>]*>([^<]*)", html)
        labels = {label.strip().removesuffix(", h") for _, label in found}
        defined = set(re.findall(r"<strong>(.*?)</strong>", parts["definitions"].html))
        by_title = {metric.title: name for name, metric in METRICS.items()}
        for title in defined:
            assert PRINTED_AS.get(by_title[title], title) in labels, title
        # "Change" heads the column of differences to the previous window as well
        assert {title for title in by_title if title in labels} <= defined


def test_the_organisation_stands_for_everybody(run, whole):
    assert len(whole.record.reps) == len(run.table("reps"))
    held = run.table("org_metrics").set_index("metric").loc["sessions_held", "value"]
    assert f"Sessions {int(held)}" in " ".join(whole.investment().text.split())


def test_teams_stand_in_the_order_of_quota_attainment(run, whole):
    team_metrics = run.table("team_metrics")
    attained = team_metrics[team_metrics["metric"] == "quota_attainment"].set_index("team")["value"]
    order = attained.sort_values(ascending=False).index.tolist()
    rows = re.findall(r'<th scope="row"[^>]*>([^<]*)</th>', whole.teams().html)
    assert rows == order


def test_who_is_stuck_is_who_the_role_plays_count(run, reports):
    for report in reports.values():
        stuck = stuck_reps(report.record.criteria)
        for row in report.data.rows("role_play_groups"):
            assert len(stuck[row["criterion_id"]]) == row["n_reps"]


def test_every_rep_stands_in_one_cell_of_the_quadrants(run, reports):
    for report in reports.values():
        text = report.quadrants().text
        for name in report.record.rep_names.values():
            assert text.count(name) == 1


def test_a_team_without_sessions_is_told_so(run):
    report = TeamRoi.open(str(run.folder))
    held = report.record.metrics["sessions_held"]
    report.record.metrics["sessions_held"] = replace(held, value=0.0)
    assert report.answer().text.startswith("No coaching session was logged")


def test_the_numbers_of_a_part_come_with_alternative_text(shown):
    for report, parts in shown:
        for name in (
            "answer",
            "effects_table",
            "change_distribution",
            "criteria",
            "dose",
            "drivers",
        ):
            for drawing in re.findall(r"<svg\b.*?</svg>", parts[name].html, flags=re.S):
                title = re.search(r"<title>(.+?)</title>", drawing)
                assert title, (report.record.name, name)
                assert re.search(r"\d", title.group(1)), (report.record.name, name)
