"""What templates show of a pinned run of invented reps is saved, and a change is noticed."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
from types import SimpleNamespace

import pytest
from prepared_run import prepared_run

from review_kit.cli import main
from review_kit.errors import ContractGateError, ReviewKitError, UnknownNameError
from review_kit.guard.compare import compare, require_nbval
from review_kit.guard.pinned import Pinned, as_tested, chosen, pin_run, save_outputs
from review_kit.pipeline import prepare
from review_kit.pipeline.progress import Silent
from review_kit.project import load_project
from review_kit.records.folder import RunFolder


def test_a_changed_cell_and_one_that_fails_are_named_and_nothing_else_is(pinned, templates, edit):
    path = pinned.project.notebooks / "deal_review.ipynb"
    # whom an analyst looked at last does not count: the pinned run has other people
    edit(path, 2, 'run = ""\nevidence = ""\nrep_id = "R9999"')
    before = path.read_bytes()
    (one,) = templates()
    assert save_outputs(one, pinned) is None
    assert path.read_bytes() == before
    saved = pinned.saved("deal_review").read_text(encoding="utf-8")
    assert "2026-09-30-90d" in saved
    assert str(pinned.project.root) not in saved
    edit(path, 4, "print(2)")
    edit(path, 6, 'json.reads("")')
    (found,) = compare(templates(), pinned)
    assert (found.template, found.cells) == ("deal_review", 4)
    assert [(fault.cell, fault.line) for fault in found.faults] == [
        (4, "print(2)"),
        (6, 'json.reads("")'),
    ]
    assert "AttributeError" in found.faults[1].detail


def test_a_template_without_saved_outputs_is_not_taken_for_tested(pinned, templates):
    (found,) = compare(templates(), pinned)
    assert (found.cells, found.faults) == (0, ())


def test_a_template_is_tested_on_the_pinned_run_without_old_outputs(pinned, templates):
    notebook = as_tested(templates()[0], pinned)
    assert notebook.cells[1].source.splitlines()[-3:-1] == [
        f"run = {str(pinned.run)!r}",
        'rep_id = ""',
    ]
    assert not any(cell.get("outputs") for cell in notebook.cells)


def test_names_that_are_not_there_are_told(pinned, templates, tmp_path):
    with pytest.raises(UnknownNameError, match="Did you mean deal_review"):
        list(chosen(templates(), ["deal_revue"]))
    empty = tmp_path / "other"
    empty.mkdir()
    (empty / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n', encoding="utf-8")
    with pytest.raises(
        ReviewKitError, match=r"no pinned run yet\nMake it with: review-kit templates pin"
    ):
        Pinned.of(load_project(empty))


def test_without_nbval_it_says_what_to_install(monkeypatch):
    require_nbval()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ReviewKitError, match=r"pip install 'review-kit\[templates\]'"):
        require_nbval()


def test_a_pinned_run_says_which_version_made_it(pinned):
    context = json.loads((pinned.run / "metrics" / "context.json").read_text(encoding="utf-8"))
    assert pinned.made_by == context["package_version"]


@pytest.fixture
def prepared_of_whom(monkeypatch):
    """Stands in for preparing a run: keeps whose settings were given, and gives the shared run."""
    given = []

    def stand_in(project, *, progress):
        given.append((project, sorted(path.name for path in project.root.iterdir())))
        if "data_contracts" in given[-1][1] and (project.root / "data_contracts/strict").exists():
            raise ContractGateError("qa_scores: too many rows are quarantined", "See the page.")
        return SimpleNamespace(run=RunFolder(prepared_run()))

    monkeypatch.setattr(prepare, "prepare", stand_in)
    return given


@pytest.fixture
def invented(tmp_path_factory):
    root = tmp_path_factory.mktemp("invented")
    (root / "review_kit.toml").write_text('[organisation]\nname = "Invented"\n', encoding="utf-8")
    return load_project(root)


def test_a_pinned_run_has_the_settings_words_and_contracts_of_the_project(
    pinned, invented, prepared_of_whom
):
    for name in ("data_contracts", "words"):
        (pinned.project.root / name).mkdir()
    made, left_out = pin_run(pinned.project, invented, Silent())
    ((given, folders),) = prepared_of_whom
    assert given.root == invented.root
    assert given.config.organisation.name == "Acme"
    assert {"data_contracts", "words"} <= {*folders}
    assert left_out == ""
    assert (made.run / "metrics" / "reps.parquet").is_file()
    # of what was saved before, nothing is left: it was of another run
    assert not made.saved("deal_review").exists()


def test_contracts_that_invented_exports_break_are_left_out_and_that_is_said(
    pinned, invented, prepared_of_whom
):
    (pinned.project.root / "data_contracts" / "strict").mkdir(parents=True)
    _, left_out = pin_run(pinned.project, invented, Silent())
    assert left_out == "qa_scores: too many rows are quarantined"
    assert ["data_contracts" in folders for _, folders in prepared_of_whom] == [True, False]


def given(*arguments):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), pytest.raises(SystemExit) as ended:
        main([*map(str, arguments)])
    return ended.value.code, out.getvalue()


def test_the_commands_pin_new_and_test_work_together(
    pinned, invented, prepared_of_whom, monkeypatch, edit
):
    monkeypatch.setattr("review_kit.cli.invented.write_invented", lambda *_: invented)
    project = pinned.project
    at = ("--project", project.root, "--json")
    code, told = given("templates", "pin", *at)
    assert (code, json.loads(told)["saved"]) == (0, ["deal_review"])
    path = project.notebooks / "deal_review.ipynb"
    edit(path, 6, '"something else"')
    code, told = given("templates", "test", *at)
    (one,) = json.loads(told)["templates"]
    assert (code, [fault["cell"] for fault in one["differing"]]) == (3, [6])
    code, told = given("templates", "pin", "deal_review", *at)
    assert (code, len(prepared_of_whom)) == (0, 1)  # the run stays as it is
    code, told = given("templates", "test", *at)
    assert (code, json.loads(told)["templates"][0]["differing"]) == (0, [])


def test_a_new_template_is_guarded_at_once_if_there_is_a_pinned_run(pinned, monkeypatch):
    asked = []
    monkeypatch.setattr("review_kit.guard.pinned.save_outputs", lambda one, _: asked.append(one))
    code, told = given(
        *("templates", "new", "forecast", "--grain", "rep", "--format", "qmd"),
        *("--project", pinned.project.root, "--json"),
    )
    assert (code, json.loads(told)["guarded"]) == (0, True)
    assert [one.template.path.name for one in asked] == ["forecast.qmd"]
