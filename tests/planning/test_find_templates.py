"""The templates of a project together: what one binds, another must make."""

from __future__ import annotations

import pytest

from review_kit.errors import ConfigurationError
from review_kit.planning.find_templates import find_templates


@pytest.fixture
def write_cover(small_project, write_template):
    write_template("packet", "rep", "rep_id", formats=("pdf",))

    def write(**declared):
        write_template("cover", "manager", "manager_id", **{"formats": ("pdf",), **declared})
        return small_project.notebooks

    return write


def test_a_cover_binds_the_reps_documents_of_its_output(write_cover):
    templates, notes = find_templates(write_cover(binds="packet"))
    assert notes == ()
    assert {planned.template.name: planned.template.binds for planned in templates} == {
        "cover": "packet",
        "packet": "",
    }


def test_sheets_that_no_template_makes_are_noted(write_cover, write_template):
    _, notes = find_templates(write_cover(binds="packet", behind="conversation"))
    assert notes == (
        "cover.ipynb: no template of grain 'rep' makes 'conversation.pdf', so nothing is bound "
        "behind the "
        "packets",
    )
    write_template("conversation", "rep", "rep_id", formats=("pdf",))
    assert find_templates(write_cover(binds="packet", behind="conversation"))[1] == ()


@pytest.mark.parametrize(
    ("declared", "problem"),
    [
        ({"binds": "packets"}, "no template of grain 'rep' makes 'packets.pdf'"),
        ({"binds": "packet", "output": "binder"}, "also makes 'binder.pdf'"),
        ({"binds": "packet", "formats": ["html"]}, "that makes a PDF"),
        ({"binds": ["packet"]}, "must be the output of a rep's template"),
    ],
)
def test_a_cover_that_binds_what_is_not_there_is_refused(write_cover, declared, problem):
    with pytest.raises(ConfigurationError, match=rf"metadata\.review_kit\.binds: .*{problem}"):
        find_templates(write_cover(**declared))


def test_only_a_managers_template_binds(small_project, write_template):
    write_template("packet", "rep", "rep_id", formats=("pdf",), binds="packet")
    with pytest.raises(ConfigurationError, match="in a template of grain 'manager'"):
        find_templates(small_project.notebooks)


def test_one_template_of_a_project_binds(small_project, write_template, write_cover):
    write_cover(binds="packet")
    write_template("other", "manager", "manager_id", formats=("pdf",), binds="packet")
    with pytest.raises(
        ConfigurationError, match="Only one template of a project can make the binder"
    ):
        find_templates(small_project.notebooks)


def test_a_workbook_belongs_to_one_report_of_a_team_and_one_of_the_organisation(
    small_project, write_template
):
    write_template("team_roi", "team", "team", workbook="return")
    write_template("summary", "org", "1", workbook="return")
    templates, _ = find_templates(small_project.notebooks)
    files = {planned.template.name: planned.template.files for planned in templates}
    assert "return.xlsx" in files["team_roi"]
    assert "return.xlsx" in files["summary"]
    write_template("another", "team", "team", workbook="return")
    with pytest.raises(ConfigurationError, match=r"another\.ipynb also makes 'return\.xlsx'"):
        find_templates(small_project.notebooks)


@pytest.mark.parametrize("grain", ["rep", "manager"])
def test_a_workbook_of_money_is_for_leaders_alone(small_project, write_template, grain):
    write_template("packet", grain, "1", workbook="return")
    with pytest.raises(
        ConfigurationError, match="workbook: can only be used with grain 'team' or 'org'"
    ):
        find_templates(small_project.notebooks)


def test_a_report_that_names_a_workbook_which_nobody_makes_is_noted(small_project, write_template):
    write_template("team_roi", "team", "report.return_assumptions()")
    write_template("summary", "org", "report.return_assumptions()", workbook="return")
    _, notes = find_templates(small_project.notebooks)
    assert notes == (
        "team_roi.ipynb: mentions return.xlsx, but no template of grain 'team' makes it; add "
        '"workbook": "return" to its metadata.review_kit',
    )


@pytest.mark.parametrize("grain", ["team", "org"])
def test_a_calendar_of_sessions_is_of_a_rep_or_a_manager(small_project, write_template, grain):
    write_template("page", grain, calendar="sessions")
    with pytest.raises(
        ConfigurationError, match="calendar: can only be used with grain 'rep' or 'manager'"
    ):
        find_templates(small_project.notebooks)


def test_one_template_of_a_grain_makes_the_calendar(small_project, write_template):
    write_template("a", "rep", output="a", calendar="sessions")
    (planned,) = find_templates(small_project.notebooks)[0]
    assert "sessions.ics" in planned.template.files
    write_template("b", "rep", output="b", calendar="sessions")
    with pytest.raises(ConfigurationError, match=r"a\.ipynb also makes 'sessions\.ics'"):
        find_templates(small_project.notebooks)
