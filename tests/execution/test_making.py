"""Documents made by real kernels: what is made, kept, remade, removed, and what a failure costs."""

from __future__ import annotations

import json
import time

import nbformat
import pandas as pd
import pytest
from pypdf import PdfReader

from review_kit.errors import ReviewKitError
from review_kit.records.lock import is_locked, locked
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


@pytest.fixture
def rep_and_team(small_project, write_template):
    write_template("packet", "rep", PRINT_SCORE)
    write_template("roi", "team", "print(team)")
    return small_project


def test_a_document_is_its_pdf_its_page_and_its_executed_notebook(small_project, write_template):
    write_template("rep_packet", "rep", "f'for {rep_id}'", formats=("pdf", "html"), output="p")
    _, records = small_project.make(small_project.plan(only=["rep:R2"]))
    (record,) = records
    assert [file.path for file in record.files] == [
        "reps/R2/p.pdf",
        "reps/R2/p.html",
        "notebooks/reps/R2/p.ipynb",
    ]
    assert record.pages == 1
    assert "for R2" in PdfReader(small_project.file("reps/R2/p.pdf")).pages[0].extract_text()
    assert "for R2" in small_project.file("reps/R2/p.html").read_text()
    for file in record.files:
        assert file.sha256 == digest_file(small_project.file(file.path))
        assert file.bytes == small_project.file(file.path).stat().st_size
    assert read_record(small_project.run, "reps/R2/p") == record


def test_the_executed_notebook_tells_its_parameters_and_where_it_came_from(
    small_project, write_template
):
    write_template("packet", "rep", "print(rep_id, evidence)")
    plan = small_project.plan(only=["rep:R1"])
    small_project.make(plan)
    executed = nbformat.read(small_project.file("notebooks/reps/R1/packet.ipynb"), as_version=4)
    key = next(task.key for task in plan.tasks if task.document == "reps/R1/packet")
    assert executed.cells[-1].outputs[0].text == f"R1 {key}\n"
    parameters = executed.metadata.papermill.parameters
    assert parameters == {"run": str(small_project.run.path), "rep_id": "R1", "evidence": key}
    assert executed.metadata.papermill.input_path == "notebooks/packet.ipynb"
    assert executed.metadata.papermill.output_path == "notebooks/reps/R1/packet.ipynb"


def test_the_notebook_runs_in_the_folder_of_notebooks_on_one_thread(small_project, write_template):
    write_template(
        "packet",
        "org",
        "import os, sys\n"
        "print(os.getcwd()); print(sys.prefix); print(os.environ['OPENBLAS_NUM_THREADS'])",
    )
    small_project.make()
    executed = nbformat.read(small_project.file("notebooks/org/packet.ipynb"), as_version=4)
    import sys

    assert executed.cells[-1].outputs[0].text.splitlines() == [
        str(small_project.notebooks),
        sys.prefix,
        "1",
    ]


def test_a_second_run_makes_nothing(rep_and_team):
    _, first = rep_and_team.make()
    assert len(made(first)) == 6
    assessment, second = rep_and_team.make()
    assert second == []
    assert assessment.to_make == ()
    assert len(assessment.unchanged) == 6


def test_a_changed_rep_remakes_that_reps_and_the_teams_documents_only(rep_and_team):
    rep_and_team.make()
    path = rep_and_team.run.metrics / "rep_criteria.parquet"
    table = pd.read_parquet(path)
    table.loc[table["rep_id"] == "R3", "current_score"] = 71.0
    table.to_parquet(path)
    _, records = rep_and_team.make()
    assert made(records) == {"reps/R3/packet", "teams/South/roi"}
    assert "score 71.0" in rep_and_team.file("reps/R3/packet.html").read_text()


def test_a_document_deleted_or_altered_on_disk_is_made_again(rep_and_team):
    rep_and_team.make()
    before = rep_and_team.file("reps/R1/packet.html").read_bytes()
    rep_and_team.file("reps/R1/packet.html").write_bytes(before.replace(b"50.0", b"99.0"))
    rep_and_team.file("notebooks/reps/R2/packet.ipynb").unlink()
    _, records = rep_and_team.make()
    assert made(records) == {"reps/R1/packet", "reps/R2/packet"}
    assert rep_and_team.file("reps/R1/packet.html").read_bytes() == before


def test_a_narrowed_run_leaves_everything_else_as_it_is(rep_and_team):
    rep_and_team.make(rep_and_team.plan(only=["rep:R1"]))
    assert set(read_records(rep_and_team.run)) == {"reps/R1/packet"}
    _, records = rep_and_team.make(rep_and_team.plan(only=["team:North"]))
    assert made(records) == {"reps/R2/packet", "teams/North/roi"}


def test_documents_of_people_and_templates_that_are_gone_are_removed_by_a_full_run_only(
    rep_and_team,
):
    rep_and_team.make()
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


def test_a_format_that_is_no_longer_declared_leaves_no_file_behind(small_project, write_template):
    write_template("page", "org", "'good'", formats=("pdf", "html"))
    small_project.make()
    assert small_project.file("org/page.pdf").exists()
    write_template("page", "org", "'good'", formats=("html",))
    small_project.make()
    assert names_in(small_project.file("org")) == ["page.html"]
    assert names_in(small_project.file("notebooks/org")) == ["page.ipynb"]


# failures


def test_a_failing_notebook_costs_that_document_only(small_project, write_template):
    write_template(
        "packet", "rep", "ok = 1", "value = {'R1': 1, 'R2': 2, 'R4': 4}\n\nprint(value[rep_id])"
    )
    _, records = small_project.make()
    assert made(records) == {"reps/R1/packet", "reps/R2/packet", "reps/R4/packet"}
    (failure,) = failed(records).values()
    assert (failure.error, failure.message) == ("KeyError", "'R3'")
    # the third cell of the template; papermill's own cell does not count
    assert (failure.cell, failure.line, failure.source) == (3, 3, "print(value[rep_id])")
    page = small_project.file("reps/R3/packet.failed.html").read_text()
    for words in ("Chika Obi", "packet.ipynb", "cell 3", "line 3", "print(value[rep_id])"):
        assert words in page
    assert small_project.file("notebooks/reps/R3/packet.failed.ipynb").exists()


def test_a_cell_that_does_not_parse_is_named(small_project, write_template):
    write_template("page", "org", "a = 1\nif a ==:\n    pass")
    _, records = small_project.make()
    (failure,) = failed(records).values()
    assert (failure.error, failure.cell, failure.line) == ("SyntaxError", 2, 2)
    assert failure.source == "if a ==:"


def test_a_failed_document_leaves_no_stale_packet_and_is_tried_again(small_project, write_template):
    write_template("page", "org", "'good'", formats=("pdf", "html"))
    small_project.make()
    write_template("page", "org", "raise ValueError('odd data')", formats=("pdf", "html"))
    _, records = small_project.make()
    assert set(failed(records)) == {"org/page"}
    assert names_in(small_project.file("org")) == ["page.failed.html"]
    assert names_in(small_project.file("notebooks/org")) == ["page.failed.ipynb"]
    _, records = small_project.make()
    assert set(failed(records)) == {"org/page"}
    write_template("page", "org", "'good'", formats=("pdf", "html"))
    small_project.make()
    assert names_in(small_project.file("org")) == ["page.html", "page.pdf"]
    assert names_in(small_project.file("notebooks/org")) == ["page.ipynb"]


def test_text_from_exports_is_escaped_on_the_failure_page(small_project, write_template):
    write_template("page", "org", "raise ValueError('<script>alert(1)</script>')")
    small_project.make()
    page = small_project.file("org/page.failed.html").read_text()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_document_that_cannot_be_laid_out_fails_alone(small_project, write_template):
    write_template(
        "page",
        "rep",
        "from IPython.display import HTML\n"
        "HTML('<img src=\"https://example.org/x.png\">' if rep_id == 'R1' else 'fine')",
        formats=("pdf",),
    )
    _, records = small_project.make()
    assert made(records) == {"reps/R2/page", "reps/R3/page", "reps/R4/page"}
    (failure,) = failed(records).values()
    assert failure.error == "ForeignAddressError"
    assert failure.cell is None


def test_a_kernel_that_dies_or_takes_all_memory_costs_that_document_only(
    small_project, write_template
):
    write_template(
        "page",
        "rep",
        "import os\nif rep_id == 'R2':\n    os._exit(11)",
        "import numpy\nheld = [numpy.zeros(10**8) for _ in range(100)] if rep_id == 'R3' else []",
    )
    _, records = small_project.make()
    assert made(records) == {"reps/R1/page", "reps/R4/page"}
    failures = failed(records)
    died, grew = failures["reps/R2/page"], failures["reps/R3/page"]
    assert (died.error, died.cell) == ("DeadKernel", 2)
    assert (grew.error, grew.cell, grew.line) == ("OutOfMemory", 3, 2)
    ran_out = "the notebook ran out of its memory limit of 2,048 MB ("
    where_to_raise_it = (
        ". If it needs more, [batch] notebook_memory_mb in review_kit.toml raises it"
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
    _, records = small_project.make(workers=3)
    assert made(records) == {"reps/R1/page", "reps/R3/page", "reps/R4/page"}
    (failure,) = failed(records).values()
    assert failure.error == "WorkerDied"
    assert small_project.file("reps/R2/page.failed.html").exists()


def test_a_notebook_that_takes_too_long_is_ended(small_project, write_template):
    write_template(
        "page", "rep", "import time", "if rep_id == 'R1':\n    time.sleep(300)\nprint('done')"
    )
    started = time.monotonic()
    _, records = small_project.make(timeout_seconds=4)
    assert time.monotonic() - started < 300, "the notebook slept to its end"
    assert len(made(records)) == 3
    (failure,) = failed(records).values()
    assert (failure.error, failure.cell) == ("Timeout", 3)
    assert failure.message == "the notebook took longer than 4 seconds"


def test_a_template_saved_while_the_run_goes_on_is_not_mixed_in(small_project, write_template):
    write_template("page", "rep", "'earlier words'")
    plan = small_project.plan()
    write_template("page", "rep", "'later words'")
    small_project.make(plan)
    pages = [small_project.file(f"reps/R{n}/page.html").read_text() for n in (1, 2, 3, 4)]
    assert all("earlier words" in page and "later words" not in page for page in pages)
    # and the next run knows that they are of the first
    assert len(small_project.make()[1]) == 4


# the folder


def test_two_runs_do_not_write_into_one_folder(small_project):
    with locked(small_project.run):
        assert is_locked(small_project.run)
        second = locked(small_project.run)
        with pytest.raises(ReviewKitError, match=r"in use by another run \(process \d+ on "):
            second.__enter__()
    assert not is_locked(small_project.run)


def test_a_lock_file_that_a_killed_run_left_is_no_obstacle(small_project, tmp_path):
    run = small_project.run
    scratch = tmp_path / "review-kit-left"
    scratch.mkdir()
    (run.work / "document-half").mkdir(parents=True)
    run.lock.write_text(json.dumps({"pid": 1, "host": "x", "scratch": str(scratch)}))
    with locked(run):
        assert not scratch.exists()
        assert not run.work.exists()


def test_a_run_leaves_no_half_made_files(rep_and_team):
    rep_and_team.make()
    assert not rep_and_team.run.work.exists()
    assert not list(rep_and_team.root.rglob("*.part"))
    assert not list(rep_and_team.root.rglob(".*.json"))


def test_a_torn_record_means_that_the_document_is_made_again(rep_and_team):
    rep_and_team.make()
    path = rep_and_team.run.records / "reps/R1/packet.json"
    path.write_text(path.read_text()[:100])
    assert made(rep_and_team.make()[1]) == {"reps/R1/packet"}
