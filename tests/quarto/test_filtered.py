"""What Quarto is given in place of a template: the page, from the newest run, and nothing on disk changes."""

from __future__ import annotations

import json

import nbformat
import pandas as pd
import pytest
from kept_files import digests

from review_kit.errors import ReviewKitError
from review_kit.quarto.carried import ON_PAPER
from review_kit.quarto.filtered import filtered, filtered_qmd


def no_run(_):
    raise AssertionError("there is a run")


@pytest.fixture
def shown(project):
    """Filter the template: sources of the cells, and what was told."""

    def show(text=None, *, scope="", invented_run=no_run):
        path = project.notebooks / "deal_review.ipynb"
        told = []
        given = path.read_text(encoding="utf-8") if text is None else text
        result = filtered(
            given, project.notebooks, scope=scope, invented_run=invented_run, tell=told.append
        )
        return ["".join(cell["source"]) for cell in json.loads(result)["cells"]], told

    return show


@pytest.fixture
def reps(project):
    (metrics,) = project.reports.glob("*/metrics")
    return sorted(pd.read_parquet(metrics / "reps.parquet")["rep_id"])


def test_the_page_is_carried_whole_for_screen_and_paper_and_nothing_on_disk_changes(
    project, shown, reps
):
    before = digests(project.root)
    (head, screen, paper), told = shown(scope=f"rep:{reps[1]}")
    assert told == []
    assert digests(project.root) == before
    assert head.startswith('---\npagetitle: "Page for a rep · ')
    assert screen.startswith(
        f'::: {{.content-visible unless-meta="{ON_PAPER}"}}\n````````{{=html}}'
    )
    assert paper.startswith(f'::: {{.content-visible when-meta="{ON_PAPER}"}}\n````````{{=html}}')
    for page in (screen, paper):
        assert f'<p class="lead">About {reps[1]} ```</p>' in page
        assert '<img src="data:image/png;base64,iVBORw==" alt="Chart">' in page
        assert "#review-kit .review-kit .lead" in page
        assert "<script" not in page
    assert "@page" in paper
    assert "@page" not in screen
    assert "Not for delivery" in screen
    assert "Not for delivery" not in paper


def test_whom_the_notebook_names_is_shown_and_a_scope_of_another_grain_does_not_count(
    project, shown, reps
):
    path = project.notebooks / "deal_review.ipynb"
    text = path.read_text(encoding="utf-8").replace('rep_id = \\"\\"', f'rep_id = \\"{reps[2]}\\"')
    (_, screen, _), _ = shown(text, scope="team:North")
    assert f"About {reps[2]}" in screen


def test_notes_are_dropped_and_old_outputs_do_not_count(project, shown, reps):
    path = project.notebooks / "deal_review.ipynb"
    notebook = nbformat.read(path, as_version=4)
    note = nbformat.v4.new_markdown_cell("for analysts only", metadata={"tags": ["note"]})
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="of last year")]
    notebook.cells.insert(1, note)
    (_, screen, _), _ = shown(nbformat.writes(notebook))
    assert f"About {reps[0]}" in screen
    assert "for analysts only" not in screen
    assert "of last year" not in screen


def test_a_cell_that_fails_is_named_on_the_page(project, shown):
    path = project.notebooks / "deal_review.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].source = "x = 1\n1 / 0"
    nbformat.write(notebook, path)
    (_, screen, _), (error,) = shown()
    assert error.message == "deal_review.ipynb, cell 3, line 2: ZeroDivisionError: division by zero"
    assert error.message in screen


def test_without_a_run_invented_reps_are_shown_and_said_to_be(project, shown, tmp_path_factory):
    (run,) = project.reports.iterdir()
    elsewhere = tmp_path_factory.mktemp("invented") / run.name
    run.rename(elsewhere)
    (_, screen, _), told = shown(invented_run=lambda _: elsewhere)
    assert told == []
    assert "Everybody on this page is invented: the project has no run yet." in screen


def test_whoever_is_not_in_the_run_is_told_on_the_page(shown):
    (_, screen, _), (error,) = shown(scope="rep:R9999")
    assert "rep_id 'R9999' is not in the run" in error.message
    assert "R9999" in screen


def test_what_is_no_template_and_what_a_run_has_executed_comes_back_as_it_is(project, shown):
    plain = nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")]))
    arguments = {"scope": "", "invented_run": no_run, "tell": no_run}
    assert filtered(plain, project.notebooks, **arguments) == plain
    notebook = nbformat.read(project.notebooks / "deal_review.ipynb", as_version=4)
    notebook.cells[1].metadata["tags"] = ["injected-parameters"]
    executed = nbformat.writes(notebook)
    assert filtered(executed, project.notebooks, **arguments) == executed
    with pytest.raises(ReviewKitError, match="no Jupyter notebook"):
        filtered("{", project.notebooks, **arguments)


def test_a_qmd_template_is_shown_the_same_way_and_its_line_is_named(project, reps):
    path = project.notebooks / "by_text.qmd"
    head = "---\nreview_kit:\n  grain: rep\n  title: By text\n  audience: the rep\n---\n"
    cell = (
        '```{python}\n#| tags: [parameters]\nrun = evidence = ""\nevidence = ""\nrep_id = ""\n```\n'
    )
    path.write_text(f"{head}{cell}\n```{{python}}\n# one\nundefined\n```\n", encoding="utf-8")
    told = []
    page = filtered_qmd(path, scope="", invented_run=no_run, tell=told.append)
    assert page.startswith("---\npagetitle: ")
    (error,) = told
    assert error.message.startswith("by_text.qmd, line 16: NameError")
    assert "by_text.qmd, line 16: NameError" in page
