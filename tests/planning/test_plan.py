"""The plan: which notebook for whom, and what its key rests on."""

from __future__ import annotations

import json
import shutil

import nbformat
import pandas as pd
import pytest

from review_kit.errors import ConfigurationError
from review_kit.planning.plan import plan
from review_kit.planning.selection import Only
from review_kit.records.folder import RunFolder


def keys(project) -> dict[str, str]:
    return {task.document: task.key for task in project.plan().tasks}


def changed_keys(before, after) -> set[str]:
    return {document for document, key in before.items() if after[document] != key}


@pytest.fixture
def project(small_project, write_template):
    write_template("rep_packet", "rep", "print(rep_id)", output="packet", formats=("pdf", "html"))
    write_template("team_roi", "team", "print(team)", output="roi")
    write_template("binder", "manager", "print(manager_id)")
    write_template("org_summary", "org", "print(1)", output="summary")
    return small_project


def test_every_template_goes_to_every_entity_of_its_grain(project):
    assert [task.document for task in project.plan().tasks] == [
        "reps/R1/packet",
        "reps/R2/packet",
        "reps/R3/packet",
        "reps/R4/packet",
        "teams/North/roi",
        "teams/South/roi",
        "managers/M1/binder",
        "managers/M2/binder",
        "org/summary",
    ]


def test_the_parameter_says_for_whom(project):
    parameters = {task.document: task.parameters for task in project.plan().tasks}
    assert parameters["reps/R3/packet"] == {"rep_id": "R3"}
    assert parameters["teams/South/roi"] == {"team": "South"}
    assert parameters["managers/M2/binder"] == {"manager_id": "M2"}
    assert parameters["org/summary"] == {}


def test_the_title_names_document_person_and_day(project):
    titles = [task.title for task in project.plan().tasks]
    assert titles[0] == "Page for a rep · Ana Ruiz · 2026-09-30"


def test_a_plan_can_be_printed(project):
    lines = str(project.plan(only=["rep:R2"])).splitlines()
    assert lines[0] == "2026-09-30-90d: 1 of 9 documents"
    assert lines[1].startswith("  reps/R2/packet  rep_packet for Bo Lind  [")


@pytest.mark.parametrize(
    ("only", "documents"),
    [
        (["rep:R2"], {"reps/R2/packet"}),
        (["team:South"], {"reps/R3/packet", "reps/R4/packet", "teams/South/roi"}),
        (["manager:M1"], {"reps/R1/packet", "reps/R2/packet", "managers/M1/binder"}),
        (["rep:R1", "rep:R4"], {"reps/R1/packet", "reps/R4/packet"}),
    ],
)
def test_a_run_is_narrowed_to_people(project, only, documents):
    assert project.plan(only=only).selected == documents


def test_a_run_is_narrowed_to_templates(project):
    plan = project.plan(templates=["binder"])
    assert plan.selected == {"managers/M1/binder", "managers/M2/binder"}
    assert not plan.is_full


@pytest.mark.parametrize("text", ["R2", "rep:", "desk:R2", ":R2"])
def test_a_wish_that_cannot_be_read_is_refused(text):
    with pytest.raises(ConfigurationError, match=r"must have the form rep:ID"):
        Only.parse(text)


def test_an_identifier_may_hold_colons():
    assert Only.parse("rep:crm:17").identifier == "crm:17"


def test_a_wish_for_somebody_unknown_names_those_there_are(project):
    with pytest.raises(ConfigurationError, match=r"this run has no team 'West'.*\n.*North, South"):
        project.plan(only=["team:West"])


def test_a_template_that_is_not_there_is_refused_with_those_that_are(project):
    with pytest.raises(ConfigurationError, match=r"no template 'packet'.*\n.*binder, org_summary"):
        project.plan(templates=["packet"])


def test_a_notebook_without_declaration_is_noted_and_left_alone(project):
    nbformat.write(nbformat.v4.new_notebook(), project.notebooks / "scratch.ipynb")
    plan = project.plan()
    assert plan.notes == ("scratch.ipynb: no metadata.review_kit, so it is not a report template",)
    assert len(plan.tasks) == 9


def test_a_project_without_templates_is_told_how_to_get_one(small_project):
    with pytest.raises(ConfigurationError, match="no report template"):
        small_project.plan()


def test_two_templates_cannot_write_the_same_file(project, write_template):
    write_template("other", "rep", "print(1)", output="Packet")
    with pytest.raises(ConfigurationError, match=r"rep_packet.ipynb.*output.*also"):
        project.plan()


def test_templates_of_different_grains_may_share_an_output(project, write_template):
    write_template("team_packet", "team", "print(1)", output="packet")
    assert "teams/North/packet" in keys(project)


def test_identifiers_that_no_file_system_bears_get_folders(project):
    reps = pd.read_parquet(project.run.metrics / "reps.parquet")
    renamed = reps.assign(rep_id=["../x", "Ana", "ana", "R4"])
    renamed.to_parquet(project.run.metrics / "reps.parquet")
    folders = {task.entity.identifier: task.entity.folder for task in project.plan().tasks}
    assert folders["../x"] == "reps/%2E.%2Fx"
    assert folders["Ana"] == "reps/Ana~dea210f0"
    assert folders["ana"] == "reps/ana~24d4b96f"
    assert folders["R4"] == "reps/R4"


# keys


def test_a_changed_cell_changes_the_keys_of_that_template_only(project):
    before = keys(project)
    path = project.notebooks / "team_roi.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].source += "  # now"
    nbformat.write(notebook, path)
    assert changed_keys(before, keys(project)) == {"teams/North/roi", "teams/South/roi"}


def test_outputs_saved_by_an_analyst_change_no_key(project):
    before = keys(project)
    path = project.notebooks / "team_roi.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="North\n")]
    notebook.cells[1].execution_count = 7
    notebook.metadata["language_info"] = {"name": "python", "version": "3.13.1"}
    nbformat.write(notebook, path)
    assert keys(project) == before


def test_a_changed_declaration_changes_the_keys_of_that_template(project):
    before = keys(project)
    path = project.notebooks / "binder.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["review_kit"]["title"] = "All packets"
    nbformat.write(notebook, path)
    assert changed_keys(before, keys(project)) == {"managers/M1/binder", "managers/M2/binder"}


def test_a_changed_setting_that_documents_print_changes_every_key(project):
    before = keys(project)
    context = json.loads(project.run.context.read_text())
    project.run.context.write_text(json.dumps({**context, "currency": "EUR"}))
    assert changed_keys(before, keys(project)) == set(before)


def speak(project, languages):
    path = project.run.metrics / "reps.parquet"
    pd.read_parquet(path).assign(language=languages).to_parquet(path)


def test_reps_documents_are_in_their_language_and_others_in_the_organisations(project):
    speak(project, ["de", None, "fr", "en-US"])
    made = project.plan(templates=["rep_packet", "org_summary"])
    assert {task.document: task.language for task in made.tasks} == {
        "reps/R1/packet": "de",
        "reps/R2/packet": "en-GB",
        "reps/R3/packet": "en-GB",
        "reps/R4/packet": "en-US",
        **dict.fromkeys(["teams/North/roi", "teams/South/roi"], "en-GB"),
        **dict.fromkeys(["managers/M1/binder", "managers/M2/binder"], "en-GB"),
        "org/summary": "en-GB",
    }
    assert made.notes == (
        "review-kit has no words in 'fr', the language of R3 in the roster, so their documents "
        "are in 'en-GB'. "
        "docs/words.md says how to add a language.",
    )


def test_a_report_that_a_language_has_no_words_for_is_in_english_as_a_whole(project):
    context = json.loads(project.run.context.read_text())
    context["config"]["organisation"]["language"] = "de"
    project.run.context.write_text(json.dumps(context))
    made = project.plan(templates=["rep_packet", "org_summary"])
    languages = {task.document: task.language for task in made.tasks}
    assert languages["reps/R1/packet"] == languages["managers/M1/binder"] == "de"
    assert languages["org/summary"] == languages["teams/North/roi"] == "en-GB"


def test_a_sentence_that_a_project_changes_changes_the_keys_of_documents_in_its_language(project):
    speak(project, ["de", None, None, None])
    before = keys(project)
    context = json.loads(project.run.context.read_text())
    words = {"de/ours.ftl": "unit-hours = { $value } Stunden"}
    project.run.context.write_text(json.dumps({**context, "words": words}))
    assert changed_keys(before, keys(project)) == {"reps/R1/packet"}


def test_a_changed_row_changes_the_keys_of_its_people_only(project):
    before = keys(project)
    path = project.run.metrics / "rep_criteria.parquet"
    table = pd.read_parquet(path)
    table.loc[table["rep_id"] == "R3", "current_score"] = 71.0
    table.to_parquet(path)
    assert changed_keys(before, keys(project)) == {
        "reps/R3/packet",
        "teams/South/roi",
        "managers/M2/binder",
        "org/summary",
    }


def test_keys_do_not_depend_on_where_the_project_lies(project, tmp_path_factory):
    copy = tmp_path_factory.mktemp("elsewhere") / "project"
    shutil.copytree(project.root, copy)
    moved = RunFolder(copy / project.run.path.relative_to(project.root))
    assert {task.document: task.key for task in plan(moved, copy / "notebooks").tasks} == keys(
        project
    )


def test_a_document_is_called_in_its_language_unless_the_project_has_named_it(project):
    speak(project, ["de", None, None, None])
    path = project.notebooks / "rep_packet.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["review_kit"]["title"] = "Review packet"
    nbformat.write(notebook, path)
    titles = [task.title for task in project.plan(templates=["rep_packet"]).tasks]
    assert titles[:2] == [
        "Review-Paket · Ana Ruiz · 2026-09-30",
        "Review packet · Bo Lind · 2026-09-30",
    ]
    notebook.metadata["review_kit"]["title"] = "Quartalsgespräch"
    nbformat.write(notebook, path)
    assert project.plan().tasks[0].title == "Quartalsgespräch · Ana Ruiz · 2026-09-30"
