"""A new template lies in the project, also where the project had the package's templates until then."""

from __future__ import annotations

import json

import pytest

from review_kit.errors import ReviewKitError
from review_kit.planning.find_templates import find_templates
from review_kit.planning.new_template import write_template
from review_kit.project import load_project
from review_kit.project.upgrade import compare


@pytest.fixture
def project(tmp_path):
    (tmp_path / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n', encoding="utf-8")
    return load_project(tmp_path)


def names_in(project):
    return [one.template.name for one in find_templates(project.notebooks)[0]]


def test_a_project_without_templates_of_its_own_keeps_the_packages_beside_the_new_one(project):
    shipped = names_in(project)
    path = write_template(project, "deal_review", "rep")
    assert path == project.root / "notebooks" / "deal_review.ipynb"
    assert names_in(project) == sorted([*shipped, "deal_review"])
    states = {file.name: file.state for file in compare(project) if "notebooks/" in file.name}
    assert states.pop("notebooks/deal_review.ipynb") == "own"
    assert set(states.values()) == {"same"}


def test_a_folder_for_templates_gets_nothing_but_the_new_one(project):
    (project.root / "notebooks").mkdir()
    write_template(project, "deal_review", "rep")
    assert names_in(project) == ["deal_review"]


def test_a_name_that_is_refused_brings_nothing(project):
    with pytest.raises(ReviewKitError, match="already exists"):
        write_template(project, "rep_packet", "rep")
    assert not (project.root / "notebooks").exists()


def test_text_and_notebook_let_the_first_heading_stand_on_the_first_page(project):
    (project.root / "notebooks").mkdir()
    text = write_template(project, "by_text", "team", "qmd").read_text(encoding="utf-8")
    assert "\n## What was measured {.flow}\n" in text
    notebook = json.loads(write_template(project, "deal_review", "rep").read_text("utf-8"))
    (heading,) = (one for one in notebook["cells"] if one["source"] == ["## What was measured"])
    assert heading["metadata"]["tags"] == ["flow"]
