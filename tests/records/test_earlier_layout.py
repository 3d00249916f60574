"""A run whose executed notebooks still lie beside its documents is brought up to date."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_run import write_manifest_of

from review_kit.project import load_project
from review_kit.records.earlier_layout import (
    misplaced_notebooks,
    move_notebooks,
    move_notebooks_of_other_runs,
)
from review_kit.records.folder import write_json
from review_kit.records.integrity import FileCheck
from review_kit.records.lock import locked
from review_kit.records.manifest import read_manifest
from review_kit.records.record import read_records, write_record

DOCUMENTS = {
    "reps/R1/packet.html",
    "reps/R2/packet.html",
    "reps/R3/packet.html",
    "reps/R4/packet.failed.html",
}


def as_made_earlier(project) -> None:
    """Lay a run out as it was: notebooks beside documents, and records that say so."""
    run = project.run
    for record in read_records(run).values():
        files = []
        for file in record.files:
            old = file.path.removeprefix("notebooks/")
            (run.path / file.path).rename(run.path / old)
            files.append(replace(file, path=old))
        write_record(run, replace(record, files=tuple(files)))
    for folder in sorted(run.notebooks.rglob("*"), reverse=True):
        folder.rmdir()
    run.notebooks.rmdir()
    write_manifest_of(run, "0", *read_records(run).values())


@pytest.fixture(scope="module")
def made(tmp_path_factory, new_project, write_report):
    """Four reps' packets, one of which has failed, as they were laid out."""
    project = new_project(tmp_path_factory.mktemp("earlier"))
    write_report(project.notebooks / "packet.ipynb", "rep", ["{'R1': 1, 'R2': 2, 'R3': 3}[rep_id]"])
    project.make()
    as_made_earlier(project)
    return project


@pytest.fixture
def earlier(made, tmp_path):
    return made.copy_to(tmp_path / "project")


def pages(project) -> set[str]:
    return {p.relative_to(project.run.path).as_posix() for p in project.run.path.glob("reps/*/*")}


def test_notebooks_move_and_documents_are_neither_touched_nor_made_again(earlier):
    run = earlier.run
    before = {path: (run.path / path).read_bytes() for path in DOCUMENTS}
    assert len(pages(earlier)) == 8
    with locked(run):
        move_notebooks(run)
    assert pages(earlier) == DOCUMENTS
    assert {path: (run.path / path).read_bytes() for path in DOCUMENTS} == before
    moved = {p.relative_to(run.path).as_posix() for p in run.notebooks.rglob("*.ipynb")}
    assert moved == {
        *(f"notebooks/reps/R{n}/packet.ipynb" for n in (1, 2, 3)),
        "notebooks/reps/R4/packet.failed.ipynb",
    }
    manifest = read_manifest(run)
    assert FileCheck(run).damages(manifest.documents) == []
    assert 'href="notebooks/reps/R1/packet.ipynb"' in run.summary.read_text(encoding="utf-8")
    # what failed is tried again, and nothing else
    assert [record.document for record in earlier.make()[1]] == ["reps/R4/packet"]


def test_a_notebook_of_a_document_whose_record_is_torn_moves_too(earlier):
    (earlier.run.records / "reps/R1/packet.json").write_text("{")
    with locked(earlier.run):
        move_notebooks(earlier.run)
    assert list(misplaced_notebooks(earlier.run)) == []
    assert (earlier.run.notebooks / "reps/R1/packet.ipynb").is_file()


def test_a_move_that_was_killed_goes_on_where_it_was(earlier):
    run = earlier.run
    new = run.notebooks / "reps/R1/packet.ipynb"
    new.parent.mkdir(parents=True)
    (run.path / "reps/R1/packet.ipynb").rename(new)
    with locked(run):
        move_notebooks(run)
    assert FileCheck(run).damages(read_records(run).values()) == []


def test_the_other_runs_of_a_project_are_brought_up_to_date_unless_they_are_at_work(earlier):
    settings = earlier.root / "review_kit.toml"
    settings.write_text('[organisation]\nname = "Acme"\n', encoding="utf-8")
    project = load_project(earlier.root)
    newer = type(earlier.run)(earlier.root / "reports" / "2026-12-31-90d")
    write_json(newer.records / "org" / "x.json", {})
    with locked(earlier.run):
        move_notebooks_of_other_runs(project, newer)
        assert len(list(misplaced_notebooks(earlier.run))) == 4
    move_notebooks_of_other_runs(project, newer)
    assert list(misplaced_notebooks(earlier.run)) == []
