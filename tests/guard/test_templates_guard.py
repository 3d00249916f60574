"""What templates show of a pinned run of invented reps is saved, and a change is noticed."""

from __future__ import annotations

import importlib.util
import json

import pytest

from review_kit.errors import ReviewKitError, UnknownNameError
from review_kit.guard.compare import compare, require_nbval
from review_kit.guard.pinned import Pinned, as_tested, chosen, save_outputs
from review_kit.project import load_project


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
