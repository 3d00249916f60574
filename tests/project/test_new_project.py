"""``init``: a project that loads, plans and stands on its own."""

from __future__ import annotations

import json
import os
import re
import subprocess

import pytest
import yaml

from review_kit.contracts import load_contracts
from review_kit.delivery.ledger import LEDGER
from review_kit.delivery.people import PEOPLE
from review_kit.errors import ReviewKitError
from review_kit.planning.find_templates import find_templates
from review_kit.project import canonical_tables, load_project
from review_kit.project.init import (
    NEWEST_RUN,
    WORKFLOW,
    init_project,
    refuse_foreign_folder,
    renew_previews,
)
from review_kit.sources.files.mended import RECORD


@pytest.fixture
def project(tmp_path):
    return load_project(init_project(tmp_path / "my reviews"))


def test_a_new_project_loads_with_contracts_and_templates(project):
    assert set(load_contracts(project.root)) == set(canonical_tables())
    templates, notes = find_templates(project.notebooks)
    assert {planned.template.name for planned in templates} >= {
        "rep_packet",
        "binder_cover",
        "conversation_sheet",
        "glossary",
        "team_roi",
        "org_summary",
    }
    assert notes == ()


def test_its_exports_folder_names_every_table(project):
    page = (project.exports / "README.md").read_text()
    assert [name for name in canonical_tables() if f"- `{name}`" not in page] == []


def test_its_notebooks_hold_no_outputs_of_other_people(project):
    for path in project.notebooks.glob("*.ipynb"):
        cells = json.loads(path.read_text())["cells"]
        assert all(cell.get("outputs", []) == [] for cell in cells)
        assert all(cell.get("execution_count") is None for cell in cells)


def test_it_has_what_its_quarto_settings_name(project):
    settings = yaml.safe_load((project.root / "_quarto.yml").read_text())
    (*_, newest_run), (extension,) = settings["ipynb-filters"], settings["filters"]
    assert (project.root / newest_run).is_file()
    folder = project.root / "_extensions" / extension
    (added,) = yaml.safe_load((folder / "_extension.yml").read_text())["contributes"]["filters"]
    assert (folder / added["path"]).is_file()


def test_another_run_renews_the_date_by_which_quarto_asks_for_the_page_again(project, tmp_path):
    watched = project.root / NEWEST_RUN
    os.utime(watched, (0, 0))
    renew_previews(project.root)
    assert watched.stat().st_mtime > 0
    renew_previews(tmp_path / "a project without Quarto")


def test_it_brings_what_people_start_with(project):
    for name in ("README.md", "Makefile", ".gitattributes", ".gitignore"):
        assert (project.root / name).read_text()
    named = re.findall(r"review-kit ([a-z]+)", (project.root / "Makefile").read_text())
    assert {"doctor", "templates", "run", "validate"} <= {*named}
    workflow = yaml.safe_load((project.root / WORKFLOW).read_text())
    assert list(workflow["jobs"]) == ["templates"]


def test_the_stylesheets_of_a_project_find_each_other_and_their_fonts(project):
    import re

    theme = project.root / "theme"
    for sheet in theme.glob("*.css"):
        for name in re.findall(r"url\(['\"]?([^'\")]+)", sheet.read_text()):
            if not name.startswith("data:"):
                assert (theme / name).is_file(), f"{sheet.name} asks for {name}"


def test_a_folder_with_a_project_is_refused_and_left_alone(project):
    (project.root / "review_kit.toml").write_text('[organisation]\nname = "Mine"\n')
    with pytest.raises(ReviewKitError, match="is already a project"):
        init_project(project.root)
    assert load_project(project.root).config.organisation.name == "Mine"


def test_a_file_that_would_be_written_over_is_named(tmp_path):
    (tmp_path / "Makefile").write_text("mine")
    with pytest.raises(ReviewKitError, match=r"contains Makefile"):
        init_project(tmp_path)
    assert (tmp_path / "Makefile").read_text() == "mine"
    assert not (tmp_path / "review_kit.toml").exists()


def test_other_files_in_the_folder_stay(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    init_project(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_demo_is_not_written_over_somebody_elses_folder(tmp_path):
    refuse_foreign_folder(tmp_path / "new", marker="truth")
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ReviewKitError, match="is not empty and not a demo project"):
        refuse_foreign_folder(tmp_path, marker="truth")
    with pytest.raises(ReviewKitError, match="is a file"):
        refuse_foreign_folder(tmp_path / "thesis.txt", marker="truth")
    (tmp_path / "truth").mkdir()
    refuse_foreign_folder(tmp_path, marker="truth")


@pytest.mark.parametrize(
    "file",
    [
        "exports/roster.csv",
        "reports/connect.html",
        "reports/2026-09-30-90d/reps/R1/packet.pdf",
        "to_mend.xlsx",
        RECORD,
        LEDGER,
        PEOPLE,
        "_preview/notebooks/rep_packet.html",
        "drafts/2026-09-30-90d/Reps/Ana (R1).eml",
        ".review_kit/crashes/review-kit-20261001T080000.log",
    ],
)
def test_what_is_about_people_is_kept_out_of_git(tmp_path, file):
    init_project(tmp_path)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    told = subprocess.run(["git", "-C", tmp_path, "check-ignore", "-q", file], check=False)
    assert told.returncode == 0
