"""A project whose newest run is the shared one of three invented reps, with a template of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from prepared_run import OF_ONE_TEAM, prepared_run
from small_project import light_kernels, write_notebook

from review_kit.project import Project, load_project

__all__ = ["light_kernels"]

CELLS = (
    "from IPython.display import HTML\nHTML('<p class=\"lead\">About ' + rep_id + ' ```</p>')",
    "from IPython.display import Image\nImage(data=b'\\x89PNG', format='png')",
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n', encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    run = prepared_run(OF_ONE_TEAM)
    shutil.copytree(run / "metrics", tmp_path / "reports" / run.name / "metrics")
    write_notebook(tmp_path / "notebooks" / "deal_review.ipynb", "rep", CELLS)
    return load_project(tmp_path)
