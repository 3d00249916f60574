"""Reports of groups that lack nearly everything: each section says so in a line, none is empty."""

import re
import shutil

import pytest
from prepared_run import OF_ONE_TEAM, prepared_run

from review_kit.demo import DemoSettings, write_project
from review_kit.documents import OrgSummary, TeamRoi
from review_kit.pipeline.prepare import prepare
from review_kit.project import canonical_tables, load_project, required_tables

OPTIONAL = [name for name in canonical_tables() if name not in required_tables()]


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """Five invented reps with nothing but the required exports, and without hourly rates."""
    root = write_project(tmp_path_factory.mktemp("bare"), DemoSettings(reps=5, seed=5))
    settings = (root / "review_kit.toml").read_text(encoding="utf-8")
    for name in (*(f"sources.{table}" for table in OPTIONAL), "rates"):
        settings = re.sub(rf"\[{name}\]\n(?:[^\[\n].*\n|\n)*", "", settings)
    (root / "review_kit.toml").write_text(settings, encoding="utf-8")
    for table in OPTIONAL:
        for path in (root / "exports").glob(f"{table}.*"):
            path.unlink()
    shutil.rmtree(root / "truth")
    return str(prepare(load_project(root)).run.path)


@pytest.mark.parametrize("kind", [TeamRoi, OrgSummary])
def test_with_three_reps_no_driver_is_told(kind):
    shown = kind.open(str(prepared_run(OF_ONE_TEAM))).drivers()
    assert "Too few reps have scores and results in enough periods" in shown.text
    assert "<table" not in shown.html


@pytest.fixture(scope="module", params=[TeamRoi, OrgSummary])
def report(bare, request):
    return request.param.open(bare)


def test_results_name_the_exports_that_would_show_them(report):
    text = report.results().text
    assert "There is no opportunities export, so win rate, deal size, cycle and pipeline" in text
    assert "There is no quotas export, so quota attainment cannot be shown." in text
    assert report.other_results().text == ""


def test_without_rates_there_is_neither_cost_nor_return(report):
    assert "Cost of coaching – no hourly rates are set" in " ".join(
        report.investment().text.split()
    )
    assert (
        "No cost, because no hourly rates are set. No ROI is shown: coaching's effect "
        "cannot be measured here, so there is no gain to set against the cost."
        in report.answer().text
    )


def test_without_quotas_there_is_no_dose_and_no_rank(report):
    assert report.dose().text.splitlines()[1] == (
        "There is no export of quotas and none of opportunities, so coaching cannot be set beside quota "
        "attainment."
    )
    ranking = report.teams() if isinstance(report, OrgSummary) else report.reps_table()
    assert "by quota attainment" not in ranking.text


def test_without_outcomes_no_driver_is_told(report):
    assert "Too few reps have scores and results in enough periods" in report.drivers().text
    assert "<table" not in report.drivers().html


def test_without_a_skills_matrix_its_sections_are_one_line(report):
    assert "There is no export of the skills matrix" in report.skills_heatmap().text
    assert report.next_training().text == ""
    assert "no skills matrix export" in report.practice().text


def test_the_answer_leaves_out_what_is_not_known(report):
    assert "uota attainment" not in report.answer().text


def test_what_was_not_exported_is_not_defined(report):
    defined = re.findall(r"<strong>(.*?)</strong>", report.definitions().html)
    assert "Win rate" not in defined
    assert "Skills-matrix level" not in defined
    assert "Themes that came back" in defined


def test_managers_stand_with_what_the_log_alone_tells(bare):
    text = OrgSummary.open(bare).managers().text
    # neither moved nor cancelled without a calendar; nobody but the AI scored
    assert re.search(r"–\s+–", text)
    assert "No manager scored calls" in text


def test_without_hires_on_record_the_ramp_is_one_line(report):
    assert "No hire is on record" in report.ramp().text
    assert "<table" not in report.ramp().html
