"""Quarto itself, where it is installed, on a run: what it shows, and that it changes nothing that is kept."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from kept_files import digests

# Quarto's program is in no registry, so it may be absent; test_renewed.py holds what these found.
pytestmark = pytest.mark.skipif(shutil.which("quarto") is None, reason="Quarto is not installed")
ROOT = Path(__file__).resolve().parents[2]
PAGE = "_preview/notebooks/deal_review.html"


@pytest.fixture
def root(project):
    """The project with the settings that a new one gets."""
    shutil.copy(ROOT / "_quarto.yml", project.root)
    shutil.copytree(ROOT / "_extensions", project.root / "_extensions")
    return project.root


def render(root, named, scope=""):
    done = subprocess.run(
        ["quarto", "render", named, "--to", "html"],
        cwd=root,
        env={**os.environ, "REVIEW_KIT_SCOPE": scope},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_it_shows_whoever_is_named_last_and_touches_nothing_in_reports(root):
    (metrics,) = root.glob("reports/*/metrics")
    before = digests(root)
    for rep in sorted(pd.read_parquet(metrics / "reps.parquet")["rep_id"])[:2]:
        render(root, "notebooks/deal_review.ipynb", f"rep:{rep}")
        assert f"About {rep} ```" in (root / PAGE).read_text(encoding="utf-8")
    assert digests(root) == before


def test_an_executed_notebook_of_a_run_costs_no_document(root):
    (run,) = root.glob("reports/*")
    executed = run / "notebooks/reps/R001/packet.ipynb"
    document = run / "reps/R001/packet.html"
    cell = nbformat.v4.new_code_cell("1", metadata={"tags": ["injected-parameters"]})
    for path in (executed, document):
        path.parent.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), executed)
    document.write_text("delivered", encoding="utf-8")
    before = digests(root)
    render(root, executed.relative_to(root).as_posix())
    after = digests(root)
    assert {name: after.get(name) for name in before} == before
