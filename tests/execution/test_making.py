"""Documents made by real kernels: what is made, kept, remade, removed, and what a failure costs."""

from __future__ import annotations

import json
import re
import sys
import time

import nbformat
import pandas as pd
import pytest
from pypdf import PdfReader

from review_kit.planning.assessment import assess
from review_kit.records.record import digest_file, read_record, read_records

PRINT_SCORE = (
    "import json, pathlib\n"
    "import pyarrow.parquet as pq\n"
    "rows = pq.read_table(f'{run}/metrics/rep_criteria.parquet').to_pylist()\n"
    "score = next(row['current_score'] for row in rows if row['rep_id'] == rep_id)\n"
    "f'score {score}'"
)


def made(records) -> set[str]:
    return {record.document for record in records if record.status == "made"}


def failed(records) -> dict[str, object]:
    return {record.document: record.failure for record in records if record.status == "failed"}


def names_in(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory, new_project, write_report):
    """A project with templates that end in every way, its plan and its records; nobody changes it."""
    project = new_project(tmp_path_factory.mktemp("every_kind"))

    def write(name, grain, *cells, **declared):
        write_report(project.notebooks / f"{name}.ipynb", grain, cells, **declared)

    write("whole", "org", "'for all'", formats=("pdf", "html"), output="w")
    write(
        "environment",
        "org",
        "import os, sys\n"
        "print(os.getcwd()); print(sys.prefix); print(os.environ['OPENBLAS_NUM_THREADS'])",
    )
    write("entity", "team", "print(team, evidence)")
    write("lookup", "manager", "ok = 1", "value = {'M1': 1}\n\nprint(value[manager_id])")
    write("unparsable", "org", "a = 1\nif a ==:\n    pass")
    write("markup", "org", "raise ValueError('<script>alert(1)</script>')")
    write(
        "picture",
        "team",
        "from IPython.display import HTML\n"
        "HTML('<img src=\"https://example.org/x.png\">' if team == 'North' else 'fine')",
        formats=("pdf",),
    )
    plan = project.plan()
    _, records = project.make(plan)
    return project, plan, {record.document: record for record in records}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory, new_project, write_report):
    """A page for each rep and each team, made; tests change copies."""
    project = new_project(tmp_path_factory.mktemp("made"))
    write_report(project.notebooks / "packet.ipynb", "rep", [PRINT_SCORE])
    write_report(project.notebooks / "roi.ipynb", "team", ["print(team)"])
    _, records = project.make()
    assert len(made(records)) == 6
    return project


@pytest.fixture
def rep_and_team(made_once, tmp_path):
    return made_once.copy_to(tmp_path / "project")


@pytest.fixture(scope="module")
def good_once(tmp_path_factory, new_project, write_report):
    """One page for everybody, as PDF and web page."""
    project = new_project(tmp_path_factory.mktemp("good"))
    write_report(project.notebooks / "page.ipynb", "org", ["'good'"], formats=("pdf", "html"))
    project.make()
    assert names_in(project.file("org")) == ["page.html", "page.pdf"]
    return project


@pytest.fixture
def good(good_once, tmp_path):
    return good_once.copy_to(tmp_path / "project")


def test_a_document_is_its_pdf_its_page_and_its_executed_notebook(every_kind):
    project, _, records = every_kind
    record = records["org/w"]
    assert [file.path for file in record.files] == [
        "org/w.pdf",
        "org/w.html",
        "notebooks/org/w.ipynb",
    ]
    assert record.pages == 1
    assert "for all" in PdfReader(project.file("org/w.pdf")).pages[0].extract_text()
    assert "for all" in project.file("org/w.html").read_text()
    for file in record.files:
        assert file.sha256 == digest_file(project.file(file.path))
        assert file.bytes == project.file(file.path).stat().st_size
    assert read_record(project.run, "org/w") == record


def test_the_executed_notebook_tells_its_parameters_and_where_it_came_from(every_kind):
    project, plan, _ = every_kind
    executed = nbformat.read(project.file("notebooks/teams/North/entity.ipynb"), as_version=4)
    key = next(task.key for task in plan.tasks if task.document == "teams/North/entity")
    assert executed.cells[-1].outputs[0].text == f"North {key}\n"
    parameters = executed.metadata.papermill.parameters
    assert parameters == {
        "run": f"../reports/{project.run.run_id}",
        "team": "North",
        "evidence": key,
    }
    assert executed.metadata.papermill.input_path == "notebooks/entity.ipynb"
    assert executed.metadata.papermill.output_path == "notebooks/teams/North/entity.ipynb"


def test_the_executed_notebook_tells_neither_when_nor_where_it_ran(every_kind):
    project, _, _ = every_kind
    text = project.file("notebooks/teams/North/entity.ipynb").read_text(encoding="utf-8")
    assert str(project.root) not in text
    assert not re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d", text)
    ids = [cell["id"] for cell in json.loads(text)["cells"]]
    assert ids == [f"cell-{number}" for number in range(len(ids))]


def test_the_notebook_runs_in_the_folder_of_notebooks_on_one_thread(every_kind):
    project, _, _ = every_kind
    executed = nbformat.read(project.file("notebooks/org/environment.ipynb"), as_version=4)
    assert executed.cells[-1].outputs[0].text.splitlines() == [
        str(project.notebooks),
        sys.prefix,
        "1",
    ]


def test_a_second_run_makes_nothing(rep_and_team):
    assessment, second = rep_and_team.make()
    assert second == []
    assert assessment.to_make == ()
    assert len(assessment.unchanged) == 6


def test_a_changed_rep_remakes_that_reps_and_the_teams_documents_only(rep_and_team):
    path = rep_and_team.run.metrics / "rep_criteria.parquet"
    table = pd.read_parquet(path)
    table.loc[table["rep_id"] == "R3", "current_score"] = 71.0
    table.to_parquet(path)
    _, records = rep_and_team.make()
    assert made(records) == {"reps/R3/packet", "teams/South/roi"}
    assert "score 71.0" in rep_and_team.file("reps/R3/packet.html").read_text()


def test_a_document_deleted_altered_or_with_a_torn_record_is_made_again(rep_and_team):
    before = rep_and_team.file("reps/R1/packet.html").read_bytes()
    rep_and_team.file("reps/R1/packet.html").write_bytes(before.replace(b"50.0", b"99.0"))
    rep_and_team.file("notebooks/reps/R2/packet.ipynb").unlink()
    torn = rep_and_team.run.records / "reps/R4/packet.json"
    torn.write_text(torn.read_text()[:100])
    _, records = rep_and_team.make()
    assert made(records) == {"reps/R1/packet", "reps/R2/packet", "reps/R4/packet"}
    assert rep_and_team.file("reps/R1/packet.html").read_bytes() == before


def test_a_narrowed_run_leaves_everything_else_as_it_is(small_project, write_template):
    write_template("packet", "rep", "rep_id")
    write_template("roi", "team", "team")
    small_project.make(small_project.plan(only=["rep:R1"]))
    assert set(read_records(small_project.run)) == {"reps/R1/packet"}
    before = small_project.file("reps/R1/packet.html").stat().st_mtime_ns
    _, records = small_project.make(small_project.plan(only=["team:North"]))
    assert made(records) == {"reps/R2/packet", "teams/North/roi"}
    assert small_project.file("reps/R1/packet.html").stat().st_mtime_ns == before


def test_documents_of_people_and_templates_that_are_gone_are_removed_by_a_full_run_only(
    rep_and_team,
):
    reps = pd.read_parquet(rep_and_team.run.metrics / "reps.parquet")
    reps[reps["rep_id"] != "R4"].to_parquet(rep_and_team.run.metrics / "reps.parquet")
    (rep_and_team.notebooks / "roi.ipynb").unlink()

    assessment, _ = rep_and_team.make(rep_and_team.plan(only=["rep:R1"]))
    assert assessment.superfluous == ()
    assert rep_and_team.file("reps/R4/packet.html").exists()

    assessment, _ = rep_and_team.make()
    assert {record.document for record in assessment.superfluous} == {
        "reps/R4/packet",
        "teams/North/roi",
        "teams/South/roi",
    }
    assert not rep_and_team.file("reps/R4").exists()
    assert not rep_and_team.file("teams").exists()
    assert names_in(rep_and_team.file("notebooks/reps")) == ["R1", "R2", "R3"]
    assert set(read_records(rep_and_team.run)) == {f"reps/R{n}/packet" for n in (1, 2, 3)}


def test_a_format_that_is_no_longer_declared_leaves_no_file_behind(good, write_report):
    write_report(good.notebooks / "page.ipynb", "org", ["'good'"], formats=("html",))
    good.make()
    assert names_in(good.file("org")) == ["page.html"]
    assert names_in(good.file("notebooks/org")) == ["page.ipynb"]


def test_a_run_leaves_no_half_made_files(made_once):
    assert not made_once.run.work.exists()
    assert not list(made_once.root.rglob("*.part"))
    assert not list(made_once.root.rglob(".*.json"))


# failures


def test_a_failing_notebook_costs_that_document_only(every_kind):
    project, plan, records = every_kind
    assert set(records) == {task.document for task in plan.tasks}
    assert set(failed(records.values())) == {
        "managers/M2/lookup",
        "org/unparsable",
        "org/markup",
        "teams/North/picture",
    }
    failure = records["managers/M2/lookup"].failure
    assert (failure.error, failure.message) == ("KeyError", "'M2'")
    # the third cell of the template; papermill's own cell does not count
    assert (failure.cell, failure.line, failure.source) == (3, 3, "print(value[manager_id])")
    page = project.file("managers/M2/lookup.failed.html").read_text()
    for words in ("Noor Aziz", "lookup.ipynb", "cell 3", "line 3", "print(value[manager_id])"):
        assert words in page
    assert project.file("notebooks/managers/M2/lookup.failed.ipynb").exists()


def test_a_cell_that_does_not_parse_is_named(every_kind):
    failure = every_kind[2]["org/unparsable"].failure
    assert (failure.error, failure.cell, failure.line) == ("SyntaxError", 2, 2)
    assert failure.source == "if a ==:"


def test_text_from_exports_is_escaped_on_the_failure_page(every_kind):
    page = every_kind[0].file("org/markup.failed.html").read_text()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_document_that_cannot_be_laid_out_fails_alone(every_kind):
    _, _, records = every_kind
    assert records["teams/South/picture"].status == "made"
    failure = records["teams/North/picture"].failure
    assert failure.error == "ForeignAddressError"
    assert failure.cell is None


def test_a_failed_document_leaves_no_stale_packet_and_is_tried_again(good, write_report):
    def write(cell):
        write_report(good.notebooks / "page.ipynb", "org", [cell], formats=("pdf", "html"))

    write("raise ValueError('odd data')")
    _, records = good.make()
    assert set(failed(records)) == {"org/page"}
    assert names_in(good.file("org")) == ["page.failed.html"]
    assert names_in(good.file("notebooks/org")) == ["page.failed.ipynb"]
    assert [task.document for task in assess(good.plan()).to_make] == ["org/page"]
    write("'good'")
    good.make()
    assert names_in(good.file("org")) == ["page.html", "page.pdf"]
    assert names_in(good.file("notebooks/org")) == ["page.ipynb"]


def test_a_kernel_that_dies_or_takes_all_memory_costs_that_document_only(
    small_project, write_template
):
    write_template(
        "page",
        "rep",
        "import os\nif rep_id == 'R2':\n    os._exit(11)",
        "import numpy\nheld = [numpy.zeros(10**8) for _ in range(100)] if rep_id == 'R3' else []",
    )
    plan = small_project.plan(only=["rep:R1", "rep:R2", "rep:R3"])
    _, records = small_project.make(plan, workers=2)
    assert made(records) == {"reps/R1/page"}
    failures = failed(records)
    died, grew = failures["reps/R2/page"], failures["reps/R3/page"]
    assert (died.error, died.cell) == ("DeadKernel", 2)
    assert (grew.error, grew.cell, grew.line) == ("OutOfMemory", 3, 2)
    ran_out = "the notebook reached its memory limit of 2,048 MB ("
    where_to_raise_it = (
        ". If it needs more, set a higher notebook_memory_mb under [batch] in review_kit.toml"
    )
    assert grew.message.startswith(ran_out)
    assert grew.message.endswith(where_to_raise_it)
    page = small_project.file("reps/R3/page.failed.html").read_text(encoding="utf-8")
    assert ran_out in page
    assert where_to_raise_it in page


def test_a_worker_that_dies_costs_only_its_own_document(small_project, write_template):
    write_template(
        "page",
        "rep",
        "import psutil, time\n"
        "if rep_id == 'R2':\n"
        "    preloaded = psutil.Process().parent()\n"
        "    preloaded.parent().kill()\n"
        "time.sleep(0.5)",
    )
    plan = small_project.plan(only=["rep:R1", "rep:R2", "rep:R3"])
    _, records = small_project.make(plan, workers=2)
    assert made(records) == {"reps/R1/page", "reps/R3/page"}
    (failure,) = failed(records).values()
    assert failure.error == "WorkerDied"
    assert "memory did not run out" in failure.message
    assert small_project.file("reps/R2/page.failed.html").exists()


def test_a_notebook_that_takes_too_long_is_ended(small_project, write_template):
    write_template(
        "page", "rep", "import time", "if rep_id == 'R1':\n    time.sleep(300)\nprint('done')"
    )
    started = time.monotonic()
    plan = small_project.plan(only=["team:North"])
    _, records = small_project.make(plan, workers=2, timeout_seconds=4)
    assert time.monotonic() - started < 300, "the notebook slept to its end"
    assert made(records) == {"reps/R2/page"}
    (failure,) = failed(records).values()
    assert (failure.error, failure.cell) == ("Timeout", 3)
    assert failure.message == "the notebook took longer than 4 seconds"


def test_a_template_saved_while_the_run_goes_on_is_not_mixed_in(small_project, write_template):
    write_template("page", "org", "'earlier words'")
    plan = small_project.plan()
    write_template("page", "org", "'later words'")
    small_project.make(plan)
    page = small_project.file("org/page.html").read_text()
    assert "earlier words" in page
    assert "later words" not in page
    # and the next run knows that it is of the first
    assert len(assess(small_project.plan()).to_make) == 1
