"""A project whose pinned run is the shared one of a few invented reps, with two templates of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from prepared_run import prepared_run
from small_project import light_kernels

from review_kit.guard.pinned import PINNED, Pinned, store
from review_kit.planning.find_templates import find_templates
from review_kit.planning.new_template import write_template
from review_kit.project import load_project
from review_kit.records.folder import RunFolder

__all__ = ["light_kernels"]

CELLS = {
    3: "import json\nfrom pathlib import Path\nPath(run).name",
    4: 'print(rep_id == "")',
    6: 'json.loads((Path(run) / "metrics" / "context.json").read_text())["run_id"]',
}
"""Cells in place of those of a new template: they import nothing that takes long."""


def edited(path: Path, cell: int, source: str) -> None:
    """Change a cell of a notebook, counted from 1."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][cell - 1]["source"] = source
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture
def pinned(tmp_path: Path) -> Pinned:
    (tmp_path / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n', encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    project = load_project(tmp_path)
    path = write_template(project, "deal_review", "rep")
    for cell, source in CELLS.items():
        edited(path, cell, source)
    store(RunFolder(prepared_run()), tmp_path / PINNED)
    return Pinned.of(project)


@pytest.fixture
def templates(pinned: Pinned):
    """The templates as they are now."""
    return lambda: find_templates(pinned.project.notebooks)[0]


@pytest.fixture
def edit():
    """Change a cell of a notebook: path, number of the cell, source."""
    return edited
